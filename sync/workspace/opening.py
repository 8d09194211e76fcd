"""Open a workspace: build its parts once, and pass them on."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from sync.model.ids import CourseId, LogId, fresh
from sync.model.payloads import CourseMade
from sync.store.fact_rows import LogRow
from sync.store.opening import Store
from sync.workspace.courses import Courses
from sync.workspace.findable import Findable
from sync.workspace.identity import Identity, read_again, read_identity
from sync.workspace.last_seen import LastSeen
from sync.workspace.ledger import Ledger
from sync.workspace.lessons import Lessons
from sync.workspace.spots import Spots
from sync.workspace.striking import Striking


class Workspace:
    """One person's local store on one laptop, with what reads and writes it.

    It belongs to the thread that opened it. A second one on the same folder, in another thread
    or process, is normal: every write is one short transaction.
    """

    def __init__(self, store: Store, identity: Identity) -> None:
        self.store = store
        self.ledger = Ledger(store, identity)
        # titles first: an entry that is there before its text is made findable only once
        self.ledger.listen(Findable(store).follow)
        self.lessons = Lessons(store, self.ledger)
        self.striking = Striking(store, self.ledger)
        # last: it cleans what those before it have noted
        self.ledger.listen(self.striking.follow)
        self.courses = Courses(store, self.lessons)
        self.ledger.listen(self.courses.follow)  # it only forgets
        self.spots = Spots(store, self.lessons)
        self.last_seen = LastSeen(store.settings)

    @property
    def identity(self) -> Identity:
        """Who writes here."""
        return self.ledger.identity

    def look_again(self) -> None:
        """Read anew what another connection to the same workspace may have changed."""
        self.ledger.identity = read_again(self.identity, self.store.settings)
        self.courses.forget()

    @classmethod
    def open(cls, folder: Path, *, create: bool = True) -> Workspace:
        """Open, or make, the workspace in a folder; raise WorkspaceTrouble if it cannot be used."""
        store = Store.open(folder, create=create)
        try:
            return cls(store, read_identity(folder, store.settings))
        except BaseException:
            store.close()
            raise

    def begin_course(self, title: str) -> LogId:
        """Make an empty private course and return its log."""
        course, log = CourseId(fresh()), LogId(fresh())
        with self.store.writing():
            self.store.log.add_log(
                LogRow(log, "course", course, None, "private", "", 0, "owner", None)
            )
            self.ledger.write(log, CourseMade(course, title))
        return log

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

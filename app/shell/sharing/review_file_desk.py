"""Review by file from the window: make a review file, take one in, and say what to do next."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from app.flows.changes import Changes
from app.flows.lesson.following import course_now
from app.flows.sharing import review_files
from app.flows.sharing.review_files import ENDING, FromFile, MadeFile
from app.session import Session
from app.shell.course.course_desk import CourseDesk
from app.shell.notices import Notices
from app.shell.sharing.share_desk import BY_FILE
from app.shell.writing.writing_desk import WritingDesk
from editor.panels.kit.banner import Message
from editor.panels.kit.labels import Tone
from sync.model.ids import CourseId, LogId
from sync.model.language import mark, say, say_many
from sync.workspace.identity import rename_person
from sync.workspace.opening import Workspace

_SAID = {
    "review.asked": mark("Those you asked hear of it by a review file."),
    "review.given": mark("Your verdict is kept here. Send it back as a review file."),
    "review.done": mark("Your verdict is kept here. Send it back as a review file."),
}
"""What to do next in a course that goes by files: nobody hears of these by itself."""


class ReviewFileDesk(QObject):
    """Makes and takes review files beside the store's own work: typing never waits for it.

    `news(words, way, act)` tells what was written or came; `brought(course, is_new)` asks to show
    a course that came; `busy` tells whether somebody writes in another one just then.
    """

    news = Signal(str, str, object)
    brought = Signal(str, bool)

    def __init__(
        self,
        session: Session,
        writing: WritingDesk,
        notices: Notices,
        window: QWidget,
        course: CourseDesk,
        busy: Callable[[], bool],
    ) -> None:
        super().__init__(window)
        self._course = course
        self._begun: tuple[CourseId, str] | None = None
        """What was said of the file by which a course was shared, until that itself is told."""
        # queued: after those who tell it in the same line
        course.shared.connect(self._say_again, Qt.ConnectionType.QueuedConnection)
        self._session, self._writing, self._notices = session, writing, notices
        self._window, self._busy = window, busy
        self.commands: dict[str, Callable[[], object]] = {
            "review-file-make": self.ask_where,
            "review-file-take": self.choose,
        }
        session.acted.connect(self._go_on)

    # -- out

    def ask_where(self, with_history: bool = False) -> None:
        """Ask where the review file of the course on show is to stand, and write it."""
        log = self._writing.log
        if log is not None:
            self._writing.seal(
                lambda: self._session.store.do(
                    lambda ws: (review_files.name_for(course_now(ws, log)), own_name(ws)),
                    lambda found: self._choose_place(*found, with_history),
                )
            )

    def _choose_place(self, name: str, own: str, with_history: bool) -> None:
        if not own:
            self._ask_name()
        kinds = say("Review files (*{ending})", ending=ENDING)
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, say("Where to write the review file"), name, kinds
        )
        if chosen:
            path = Path(chosen)
            path = path if path.suffix else path.with_suffix(ENDING)
            self.make(path, with_history=with_history)

    def _ask_name(self) -> None:
        """Ask once who it is from: others would see a file from nobody."""
        given, _ = QInputDialog.getText(
            self._window,
            say("Your name"),
            say("As it should stand on your comments. You can leave this empty."),
        )
        if given.strip():
            self._session.store.do(lambda ws: rename_person(ws.store.settings, given))

    def make(self, out: Path, *, with_history: bool = False) -> None:
        """Write the review file of the course on show."""
        log = self._writing.log
        if log is not None:
            write = partial(_make, log=log, out=out, with_history=with_history)
            self._writing.seal(lambda: self._session.network.do(write, self._made))

    def _made(self, made: MadeFile) -> None:
        told = say("“{name}” is written. Send it to whom you like.", name=made.path.name)
        if made.begun and not made.with_history:
            told = say(
                "“{name}” is written. Send it to whom you like; what you wrote before stays here.",
                name=made.path.name,
            )
        if made.missing:
            told = say_many(
                "“{name}” is written without {count} file that is not on this computer.",
                "“{name}” is written without {count} files that are not on this computer.",
                len(made.missing),
                name=made.path.name,
            )
        self._begun = (made.course, told) if made.begun else None
        self._look_again(lambda: self.news.emit(told, "", None))

    def _say_again(self, _title: str) -> None:
        """Say again what is written where the window says that the course is shared by that."""
        begun, self._begun = self._begun, None
        if begun is not None and begun[0] == self._course.course:
            self.news.emit(begun[1], "", None)

    # -- in

    def choose(self) -> None:
        """Ask for a review file, and take it in."""
        kinds = say("Review files (*{ending})", ending=ENDING)
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, say("Take in a review file"), "", kinds
        )
        if chosen:
            self.take(Path(chosen))

    def take(self, path: Path) -> None:
        """Take a review file in."""
        self._writing.seal(
            lambda: self._session.network.do(lambda ws: review_files.take(ws, path), self._came)
        )

    def _came(self, came: FromFile) -> None:
        if not came.taken.changed:
            told = say("All of this was here already: nothing was changed in “{title}”.",
                       title=came.title)  # fmt: skip
            self.news.emit(told, say("Open the course"), partial(self._show, came))
            return
        self._look_again(lambda: self._tell(came))

    def _tell(self, came: FromFile) -> None:
        if came.taken.is_new:
            told = say("“{title}” is here, from {who}.", title=came.title, who=_who(came))
            if self._busy():
                self.news.emit(told, say("Open the course"), partial(self._show, came))
                return
            what = say("Comment, suggest, give your verdict; then send a review file back.")
            way = (BY_FILE, say("Make a review file…"))
            self._notices.tell(Message(Tone.INFO, told, what, (way,)))
            self._show(came)
        else:
            self.news.emit(_what_came(came), say("What came and went"), None)

    def _show(self, came: FromFile) -> None:
        self.brought.emit(came.course, came.taken.is_new)

    def _look_again(self, then: Callable[[], None] = lambda: None) -> None:
        """Let the store's own thread see what another one wrote, before it is shown."""

        def seen(_: None) -> None:
            self._session.arrived.emit()
            then()

        self._session.store.do(lambda ws: ws.look_again(), seen)

    # -- and back

    def _go_on(self, changes: Changes) -> None:
        """Lead on from a verdict, or from asking for one, to the file that carries it."""
        said = next((told for kind, told in _SAID.items() if kind in changes.kinds), "")
        if said:
            log = changes.log
            self._session.store.do(
                lambda ws: _goes_by_file(ws, log), lambda by_file: self._offer(said, by_file)
            )

    def _offer(self, said: str, goes_by_file: bool) -> None:
        if goes_by_file:
            self.news.emit(say(said), say("Make a review file…"), self.ask_where)


def _make(ws: Workspace, log: LogId, out: Path, with_history: bool) -> MadeFile:
    ws.look_again()
    return review_files.make(ws, course_now(ws, log), out, with_history=with_history)


def _goes_by_file(ws: Workspace, log: LogId) -> bool:
    row = course_now(ws, log).row
    return row.standing == "shared" and not row.server


def _what_came(came: FromFile) -> str:
    """Say what a file brought, and whether it is known that it comes from whom it says."""
    if came.taken.withdrawn:
        told = say(
            "“{title}”, from {who}: some was written after the right to edit was withdrawn. "
            "Edits wait as suggestions.",
            title=came.title,
            who=_who(came),
        )
        if not came.kept:
            return told
        more = say_many(
            "Words that no suggestion can hold are kept in a file in “{folder}”.",
            "Words that no suggestion can hold are kept in {count} files in “{folder}”.",
            len(came.kept),
            folder=came.kept[0].parent,
        )
        return say("{news} {more}", news=told, more=more)
    return say_many(
        "{count} new thing in “{title}”, from {who}.",
        "{count} new things in “{title}”, from {who}.",
        len(came.taken.facts),
        title=came.title,
        who=_who(came),
    )


def _who(came: FromFile) -> str:
    who = came.name or say("someone without a name")
    return say("{who} (name not checked)", who=who) if came.maker in came.not_checked else who


def own_name(ws: Workspace) -> str:
    """Read the name that stands on one's comments, “” if there is none yet."""
    return ws.store.settings.get("person.name") or ""

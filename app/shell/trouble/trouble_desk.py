"""Trouble with the store, calmly: what is not saved stays in the window, and each has a way on."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from app.flows.safety import making_room
from app.flows.safety.making_room import Room
from app.session import Session
from app.shell.dates import clock_of
from app.shell.notices import Notices
from app.shell.sharing.sync_desk import SyncDesk
from app.shell.window import Window
from app.shell.writing.writing_desk import WritingDesk
from editor.panels.kit.banner import Message
from editor.panels.kit.labels import Tone
from sync.model.errors import DiskFull, MayNotWrite, StoreDamaged, WorkspaceTrouble
from sync.model.language import mark, say, say_many

MAKE_ROOM, REMOVE, KEEP, COPY = "make-room", "remove-backups", "keep-backups", "copy-elsewhere"
MEND, LOSE = "mend", "close-and-lose"
_WAIT_MS = 5000
_SAFE = mark(
    "It is safe in this window as long as you leave it open, and is saved by itself "
    "as soon as that is possible."
)
_FULL_SINCE = mark("The disk is full, so what you typed since {time} is not saved yet.")
_LOCKED_SINCE = mark(
    "Your courses may not be written, so what you typed since {time} is not saved yet."
)
_DAMAGED_SINCE = mark(
    "The file that holds your courses is damaged, so what you typed since {time} is not saved yet."
)


class TroubleDesk(QObject):
    """Says what happened to the store and offers the ways on; a window with words stays open.

    `page_wanted(error)` says that the store cannot be opened at all, or is to be mended.
    """

    page_wanted = Signal(object)

    def __init__(
        self,
        session: Session,
        notices: Notices,
        writing: WritingDesk,
        sync: SyncDesk,
        window: Window,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.session, self.notices = session, notices
        self.writing, self.sync, self._window = writing, sync, window
        self._is_open = self._may_lose = False
        self._typed_at = time.time()
        self._was_saved = True
        self._since = ""
        self._error: BaseException | None = None
        self._copied: str | None = None
        session.failed.connect(self.tell)
        writing.unsaved.connect(self._unsaved)
        writing.saved.connect(self._saved)
        notices.action_chosen.connect(self._chosen)
        window.may_close = self.may_close

    def tell(self, error: BaseException) -> None:
        """Say what went wrong, once; a store that cannot be opened gets a page of its own."""
        if isinstance(error, WorkspaceTrouble) and not self._is_open:
            self.page_wanted.emit(error)
        elif isinstance(error, DiskFull | MayNotWrite | StoreDamaged):
            if type(error) is not type(self._error):
                self._error = error
                self._show(error)
        else:
            self.notices.tell_error(error)

    def opened(self) -> None:
        """Take in that the workspace could be read: what happens later is told above the work."""
        self._is_open = True

    # -- what is typed and cannot be saved

    def _saved(self, saved: bool) -> None:
        if not saved:
            self._typed_at = time.time() if self._was_saved else self._typed_at
        elif self._since:
            self._error, self._since, self._may_lose = None, "", False
            self.notices.tell(
                Message(
                    Tone.OK,
                    say("Saved."),
                    say("All that you typed is on the disk of this computer."),
                )
            )
        self._was_saved = saved

    def _unsaved(self, error: BaseException) -> None:
        if not isinstance(error, WorkspaceTrouble):
            self.notices.tell_error(error)
            return
        self._since = self._since or clock_of(time.localtime(self._typed_at))
        why = {
            DiskFull: say("disk full"),
            MayNotWrite: say("read only"),
            StoreDamaged: say("file damaged"),
        }
        self.sync.show_unsaved(self._since, why.get(type(error), say("trying again")))
        if type(error) is not type(self._error):
            self._error = error
            self._show(error)

    def _show(self, error: WorkspaceTrouble) -> None:
        """Say it; how much room old backups take is counted beside."""
        if not isinstance(error, DiskFull):
            self.notices.tell(self._message(error, Room(0, 0)))
            return
        folder = self.session.folder
        self.session.reading.do(
            lambda _: making_room.room_in(folder),
            lambda room: self.notices.tell(self._message(error, room)),
        )

    def _message(self, error: WorkspaceTrouble, room: Room) -> Message:
        folder = self.session.folder
        ways: list[tuple[str, str]] = []
        if isinstance(error, DiskFull):
            what, since = say("The disk is full."), _FULL_SINCE
            mend = say("Make room on the disk: empty the bin, remove what you do not need.")
            if room.count:
                words = say_many(
                    "Make room: {count} old backup, {size}…",
                    "Make room: {count} old backups, {size}…",
                    room.count,
                    size=_size(room.size),
                )
                ways.append((MAKE_ROOM, words))
        elif isinstance(error, StoreDamaged):
            what, since = say("The file that holds your courses is damaged."), _DAMAGED_SINCE
            mend = say(
                "It is left untouched. What is whole in it, and a backup, can be brought back."
            )
            ways.append((MEND, say("Bring back what is whole…")))
        else:
            what, since = say("Your courses may not be written."), _LOCKED_SINCE
            mend = say("Allow writing in {folder}, or plug the disk in again.", folder=folder)
        if not self._since:
            return Message(Tone.BAD, what, f"{error.safe} {mend}", tuple(ways))
        ways.append((COPY, say("Save a copy elsewhere…")))
        title = say(since, time=self._since)
        return Message(Tone.BAD, title, f"{say(_SAFE)} {mend}", tuple(ways))

    # -- ways on

    def _chosen(self, name: str) -> None:
        if name == MAKE_ROOM:
            self._offer_to_remove()
        elif name == REMOVE:
            self._remove()
        elif name == KEEP and isinstance(self._error, WorkspaceTrouble):
            self._show(self._error)
        elif name == COPY:
            self._ask_where()
        elif name == MEND:
            self.page_wanted.emit(self._error)
        elif name == LOSE:
            self._may_lose = True
            self._window.close()

    def _offer_to_remove(self) -> None:
        self.notices.tell(
            Message(
                Tone.WARN,
                say("Remove the old backups?"),
                say("The two latest whole ones stay. Nothing else is touched."),
                ((KEEP, say("Keep them")), (REMOVE, say("Remove the old ones"))),
            )
        )

    def _remove(self) -> None:
        folder = self.session.folder

        def removed(room: Room) -> None:
            self._error = None  # if it is still full, it is said anew
            self.notices.tell(
                Message(
                    Tone.OK,
                    say("{size} are free now.", size=_size(room.size)),
                    say("It is being saved again."),
                )
            )

        self.session.reading.do(lambda _: making_room.make_room(folder), removed)

    def _ask_where(self) -> None:
        title = say("Save a copy of this lesson")
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, "lesson.md", "*.md")
        if chosen:
            self.copy_to(Path(chosen))

    def copy_to(self, path: Path) -> None:
        """Write the text of the window into a file somewhere else."""
        text = self.writing.pane.editor.text()
        try:
            path.write_text(text, "utf-8", newline="")
        except OSError as error:
            told = error.strerror or str(error)
            self.notices.tell(
                Message(
                    Tone.BAD,
                    say("The copy could not be written: {why}.", why=told),
                    say(_SAFE),
                    ((COPY, say("Choose another place…")),),
                )
            )
            return
        self._copied = text
        self.notices.tell(Message(Tone.OK, say("A copy is in {file}.", file=path), say(_SAFE)))

    # -- closing

    def may_close(self) -> bool:
        """Tell whether the window may go: not while its words are nowhere else."""
        if self._may_lose:
            return True
        if self.writing.is_unsaved and not self._since:
            self._wait_for_saving()
        if not self._since or self._copied == self.writing.pane.editor.text():
            return True
        self.notices.tell(
            Message(
                Tone.BAD,
                say("What you typed since {time} is not saved yet.", time=self._since),
                say("If the window closes now, it is lost. Everything before is safe."),
                ((COPY, say("Save a copy elsewhere…")), (LOSE, say("Close and lose it"))),
            )
        )
        return False

    def _wait_for_saving(self) -> None:
        """Let what was just typed reach the disk, or not, for a few seconds at most."""
        waiting = QEventLoop()
        self.writing.saved.connect(waiting.quit)
        self.writing.unsaved.connect(waiting.quit)
        QTimer.singleShot(_WAIT_MS, waiting, waiting.quit)
        self.writing.keep_now()
        if self.writing.is_unsaved:
            waiting.exec()
        self.writing.saved.disconnect(waiting.quit)
        self.writing.unsaved.disconnect(waiting.quit)


def _size(count: int) -> str:
    for unit, size in (("GB", 1 << 30), ("MB", 1 << 20)):
        if count >= size:
            return f"{count / size:.1f} {unit}"
    return f"{max(1, count >> 10)} KB"

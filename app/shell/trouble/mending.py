"""The way on from a workspace that cannot be opened: told on a page, mended in the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.flows.lesson import writing
from app.flows.safety import keeping, window_lock
from app.session import words_of
from app.workers.serial import Serial
from editor.panels.home.trouble_page import Trouble, TroublePage
from editor.panels.kit.look import Look
from sync.model.errors import CoursefolkError, DiskFull, MayNotWrite, OpenElsewhere, StoreDamaged
from sync.model.ids import LogId, NodeId
from sync.model.language import say, say_many
from sync.model.states import TextState
from sync.workspace.opening import Workspace

AGAIN, ELSEWHERE, MEND, CLOSE, CALL = "again", "elsewhere", "mend", "close", "call"
LOOK = "look"
ANSWER_MS = 2500
Typed = tuple[LogId, NodeId, str, TextState]


@dataclass(frozen=True)
class Mended:
    """What a mended workspace tells when it is opened again; `unplaced` is where words lie."""

    told: str
    unplaced: Path | None = None


class Mending(QObject):
    """Shows the page and takes the ways; `again(folder, told)` opens the window anew.

    `let_go` ends everything that holds the workspace, before it is mended; `typed` is what stands
    in the window alone: it is put into the mended workspace, or into a file beside it.
    """

    again = Signal(object, str)
    closed = Signal()

    def __init__(
        self,
        folder: Path,
        look: Look,
        window: QWidget,
        let_go: Callable[[], None],
        typed: Typed | None = None,
    ) -> None:
        super().__init__(window)
        self.page = TroublePage(look)
        self._folder, self._window = folder, window
        self._let_go, self._typed = let_go, typed
        self._work: Serial[None] = Serial("mending", lambda: None, parent=self)
        self.page.way_chosen.connect(self._go)

    def show_error(self, error: BaseException) -> None:
        """Show what happened."""
        self.page.show_trouble(trouble_of(error, self._folder))

    def end(self) -> None:
        """End the thread."""
        self._work.close()

    def _go(self, way: str) -> None:
        if way == AGAIN:
            self.again.emit(self._folder, "")
        elif way == ELSEWHERE:
            chosen = QFileDialog.getExistingDirectory(self._window, say("Choose another workspace"))
            if chosen:
                self.again.emit(Path(chosen), "")
        elif way == CALL:
            window_lock.call_the_other(self._folder)
            QTimer.singleShot(ANSWER_MS, self, self._see_answer)
        elif way == MEND:
            self._mend()
        elif way == LOOK:
            self._look()
        else:
            self.closed.emit()

    def _see_answer(self) -> None:
        if window_lock.was_answered(self._folder):
            self.closed.emit()

    def _mend(self) -> None:
        self.page.show_trouble(
            Trouble(
                say("Bringing back what is whole…"),
                say("The damaged file is put aside, untouched. Nothing is thrown away."),
                "",
                (),
                "archive-restore",
                busy=True,
            )
        )
        self._let_go()
        folder, typed = self._folder, self._typed
        self._work.do(lambda _: mend(folder, typed), self._mended, self.show_error)

    def _look(self) -> None:
        self.page.show_trouble(
            Trouble(
                say("Opening your courses to be looked at…"),
                say("They are only read, and stay as they are."),
                "",
                (),
                "eye",
                busy=True,
            )
        )
        folder = self._folder

        def look(_: None) -> Path:
            # late: no window needs it that can be written in
            from app.flows.safety.looking import look_at

            return look_at(folder)

        self._work.do(look, self._looked, self.show_error)

    def _looked(self, copy: Path) -> None:
        told = say(
            "You only look at your courses. They stay as they are in {folder}: you can read, "
            "search, play and export them, not change them.",
            folder=self._folder,
        )
        self.again.emit(copy, told)

    def _mended(self, done: Mended) -> None:
        self.again.emit(self._folder, done.told)


def mend(folder: Path, typed: Typed | None) -> Mended:
    """Bring back what is whole, then what was typed last; tell what came back from where."""
    done = keeping.recover(folder, None)
    told = [say("Your courses are back.")]
    if done.backup is not None:
        told = [say("Your courses are back, from the backup {backup}.", backup=done.backup.stem)]
        if done.brought_back:
            told.append(
                say_many(
                    "{count} later piece of work was whole and is back too.",
                    "{count} later pieces of work were whole and are back too.",
                    done.brought_back,
                )
            )
    unplaced = None
    if typed is not None:
        unplaced = _put_back(folder, typed)
        if unplaced is not None:
            told.append(say("What you typed last is in {file}.", file=unplaced))
    told.append(say("The damaged file is kept in {folder}.", folder=done.aside))
    return Mended(" ".join(told), unplaced)


def _put_back(folder: Path, typed: Typed) -> Path | None:
    """Make what was typed a revision of its lesson; into a file where that cannot be."""
    log, lesson, text, state = typed
    try:
        with Workspace.open(folder, create=False) as ws:
            course = ws.courses.open(log)
            if lesson in course.outline.nodes:
                writing.edit(ws, course, lesson, text, _known(ws, log, lesson, state))
                return None
    except CoursefolkError:
        pass  # the file below is the way for whatever does not fit
    path = folder / "typed last.md"
    path.write_text(text, "utf-8", newline="")
    return path


def _known(ws: Workspace, log: LogId, lesson: NodeId, state: TextState) -> TextState:
    """Give the state the text was begun on; today's, if that was lost with the damaged file."""
    heads = all(ws.store.log.fact(head) is not None for head in state.heads)
    return state if heads else ws.lessons.today(log, lesson).state


def trouble_of(error: BaseException, folder: Path) -> Trouble:
    """Put an error of the workspace into the words and ways of a page."""
    again, close = (AGAIN, say("Try again")), (CLOSE, say("Close"))
    elsewhere = (ELSEWHERE, say("Open another workspace…"))
    if isinstance(error, OpenElsewhere):
        return Trouble(
            say("Coursefolk is open already"),
            say("Your courses are open in another window. Nothing was changed."),
            say("Go on writing there; or close that window first, and try again here."),
            ((CALL, say("Go to that window")), again, elsewhere, close),
            "external-link",
        )
    if isinstance(error, StoreDamaged):
        return Trouble(
            say("The file that holds your courses is damaged"),
            say("It is left untouched. Most often nearly everything in it is whole."),
            say(
                "Coursefolk can bring back the latest backup and all that is whole of "
                "later. The damaged file is put aside and kept."
            ),
            ((MEND, say("Bring back what is whole")), again, elsewhere, close),
        )
    if isinstance(error, MayNotWrite):
        return Trouble(
            say("Your courses may not be written"),
            say("All that was saved before is safe."),
            say(
                "Allow writing in the folder {folder}, or plug in the disk it is on; then try "
                "again.",
                folder=folder,
            ),
            (again, (LOOK, say("Look at them without changing anything")), elsewhere, close),
            "lock",
        )
    if isinstance(error, DiskFull):
        return Trouble(
            say("The disk is full"),
            say("All that was saved before is safe."),
            say("Make room: empty the bin, remove what you do not need. Then try again."),
            (again, elsewhere, close),
        )
    what, safe, mend_it = words_of(error)
    return Trouble(what.rstrip("."), safe, mend_it, (again, elsewhere, close), "circle-alert")

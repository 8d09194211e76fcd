"""Ctrl+Z beside typing: what was done last to the lesson on show is taken back as one step.

An acceptance, a choice about an overlap, a replacement and a taking back lie among the steps of
the text in the order in which they were done, and outlast the window as those do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from app.flows.acts.taking_acts_back import ASKED, DONE, ActUndone, take_act_back
from app.flows.overlaps.undoing import CHOSEN
from app.flows.review.deciding import ACCEPTED
from app.flows.versions.recovering import BROUGHT_BACK
from app.session import Session
from app.shell.course.course_page import CoursePage
from app.shell.finding.replace_rows import told_of
from app.shell.writing.writing_desk import WritingDesk
from sync.model.language import mark, say
from sync.store.acts import ActOver

_TOLD = {
    ACCEPTED: mark("The text is as it was before. The suggestion stays on record."),
    CHOSEN: mark("Taken back. It is open again."),
    ASKED: mark("Taken back. The question is closed; it stays on record."),
    DONE: mark("Taken back. It is as it was before."),
    BROUGHT_BACK: mark("It is as it was before."),
}
_WAITS_AGAIN = mark("The text is as it was before. What was suggested waits for a yes again.")
_PUT_BACK = mark("What you took back stands in the text again.")


class ActsDesk(QObject):
    """Joins Ctrl+Z in the text and on the cards with the acts that the store keeps.

    `news(words, way, act)` tells what was taken back; `undone(ActUndone)` leads on from there.
    """

    news = Signal(str, str, object)
    undone = Signal(object)

    def __init__(
        self, session: Session, page: CoursePage, writing: WritingDesk, parent: QObject | None
    ) -> None:
        super().__init__(parent)
        self.session, self._writing = session, writing
        self._editor = page.pane.editor
        self._acts: tuple[ActOver, ...] = ()
        self._editor.undo_beside = self.take_last_back
        page.learner.comments.undo_wanted.connect(self.take_last_back)
        writing.acts_known.connect(self._know)

    def take_last_back(self) -> bool:
        """Take back what was done last to this lesson; False if typing came after it."""
        if not self._acts:
            return False
        last, history = self._acts[-1], self._editor.history
        if not last.is_over(history.key, history.last_step):
            return False
        self._acts = self._acts[:-1]
        self.take_back(last.ident, self._editor.undo)
        return True

    def take_back(self, ident: str, gone: Callable[[], object] = lambda: None) -> None:
        """Take an act back by its name; `gone` is called if it was taken back before."""

        def landed(undone: ActUndone | None) -> None:
            if undone is None:
                gone()
            else:
                self.tell(undone)

        self._writing.seal(
            lambda: self.session.store.do(lambda ws: take_act_back(ws, ident), landed, self._failed)
        )

    def tell(self, undone: ActUndone) -> None:
        """Let all see what was taken back, and say it."""
        for changes in undone.changes:
            self.session.acted.emit(changes)
        if undone.replaced is not None:
            told = told_of(undone.replaced)
        elif undone.kind == ACCEPTED and undone.wrote("suggestion.made"):
            told = say(_WAITS_AGAIN)
        else:
            told = say(_TOLD.get(undone.kind, _PUT_BACK))
        self.undone.emit(undone)
        self.news.emit(told, "", None)

    def _know(self, acts: Sequence[ActOver]) -> None:
        if len(acts) > len(self._acts):
            self._editor.history.break_here()  # what is typed from now on is a step after it
        self._acts = tuple(acts)

    def _failed(self, error: BaseException) -> None:
        self.session.failed.emit(error)
        self._writing.catch_up()

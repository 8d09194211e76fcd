"""What becomes of suggestions: accepted, all of a person's, with a change, or taken back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.flows.changes import Changes
from app.flows.review import deciding, suggesting
from app.flows.review.deciding import Accepted
from app.session import Session
from app.shell.course.course_desk import CourseDesk
from app.shell.course.course_page import CoursePage
from app.shell.review.acts_desk import ActsDesk
from app.shell.review.suggest_mode import SuggestMode
from app.shell.writing.writing_desk import WritingDesk
from editor.panels.comments.suggestion_card import ALL, ANSWER, CHANGE, NONE, WITH, WITHDRAW
from sync.model.ids import FactId
from sync.model.language import say, say_many
from sync.model.review import Suggestion
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


class DecideDesk(QObject):
    """Joins the cards of suggestions with the store; `news(words, way, act)` offers to undo."""

    news = Signal(str, str, object)

    def __init__(
        self,
        session: Session,
        page: CoursePage,
        course: CourseDesk,
        writing: WritingDesk,
        mode: SuggestMode,
        acts: ActsDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.session, self._page = session, page
        self._course, self._writing, self._mode, self._acts = course, writing, mode, acts
        self._busy: set[str] = set()
        comments = page.learner.comments
        comments.accepted.connect(lambda ident: self._accept(ident, _one))
        comments.rejected.connect(lambda ident, why: self._reject(ident, why, _this))
        comments.suggestion_asked.connect(self._asked)

    def _asked(self, ident: str, what: str, words: str) -> None:
        if what == ALL:
            self._accept(ident, lambda ws, c, one: deciding.accept_all(ws, c, _all_of(c, one)))
        elif what == NONE:
            self._reject(ident, words, _all_of)
        elif what == WITH:
            self._accept(ident, lambda ws, c, one: deciding.accept_with(ws, c, one, words))
        elif what == CHANGE:
            self._mode.change(ident)
        elif what == WITHDRAW:
            self._act(ident, suggesting.withdraw)
        elif what == ANSWER:
            self._act(ident, lambda ws, c, one: suggesting.answer(ws, c, one, words))

    def _accept(
        self, ident: str, take: Callable[[Workspace, Course, Suggestion], Accepted]
    ) -> None:
        """Take in; what I am typing is sealed first."""
        if ident in self._busy:
            return
        self._busy.add(ident)
        taken: list[Accepted] = []

        def act(ws: Workspace) -> Changes:
            course, one = suggesting.find_suggestion(ws, ident)
            taken.append(take(ws, course, one))
            return taken[-1].changes

        def landed(_: Changes) -> None:
            self._busy.discard(ident)
            self._page.learner.comments.answered(ident)
            self._tell(taken[-1])

        self._writing.seal(lambda: self.session.act(act, landed, lambda e: self._failed(ident, e)))

    def _reject(
        self, ident: str, why: str, which: Callable[[Course, Suggestion], list[Suggestion]]
    ) -> None:
        """Say not now to a suggestion or to several; in one act, which can be taken back."""
        said: list[FactId] = []

        def reject(ws: Workspace, course: Course, one: Suggestion) -> Changes:
            chosen = which(course, one)
            said.extend(each.id for each in chosen)
            return deciding.reject_all(ws, course, chosen, why)

        def undo(ws: Workspace) -> Changes:
            course, _ = suggesting.find_suggestion(ws, ident)
            return deciding.wait_again(ws, course, said)

        def told() -> None:
            words = say_many(
                "Not now: {count} suggestion is out of the way, with your reason.",
                "Not now: {count} suggestions are out of the way, with your reason.",
                len(said),
            )
            again = say("It waits again.") if len(said) == 1 else say("They wait again.")
            done = partial(self.news.emit, again, "", None)
            self.news.emit(words, say("Undo"), lambda: self.session.act(undo, lambda _: done()))

        self._act(ident, reject, told)

    def _tell(self, taken: Accepted) -> None:
        lessons = len(taken.lessons)
        told = say_many(
            "{count} suggestion is in the text now; it stays the work of whoever made it.",
            "{count} suggestions are in the text now; they stay the work of whoever made them.",
            len(taken.suggestions),
        )
        if lessons > 1:
            told += " " + say("They stand in {count} lessons.", count=lessons)
        self.news.emit(told, say("Undo"), lambda: self._acts.take_back(taken.act.ident))

    def _act(
        self,
        ident: str,
        act: Callable[[Workspace, Course, Suggestion], Changes],
        then: Callable[[], None] = lambda: None,
    ) -> None:
        if ident in self._busy:
            return
        self._busy.add(ident)

        def landed(_: Changes) -> None:
            self._busy.discard(ident)
            self._page.learner.comments.answered(ident)
            then()

        self.session.act(
            lambda ws: act(ws, *suggesting.find_suggestion(ws, ident)),
            landed,
            lambda error: self._failed(ident, error),
        )

    def _failed(self, ident: str, error: BaseException) -> None:
        self._busy.discard(ident)  # the card keeps the words
        self.session.failed.emit(error)


def _one(ws: Workspace, course: Course, one: Suggestion) -> Accepted:
    return deciding.accept_all(ws, course, [one])


def _this(_: Course, one: Suggestion) -> list[Suggestion]:
    return [one]


def _all_of(course: Course, one: Suggestion) -> list[Suggestion]:
    """List all that the same person suggests in the course."""
    return deciding.open_by(course, one.writer)

"""What is said about the lesson on show: comments, answers, and what becomes of suggestions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from app.flows.changes import Changes
from app.flows.lesson.following import course_now, state_now
from app.flows.review import commenting, suggesting
from app.session import Session
from app.shell.course.course_desk import CourseDesk
from app.shell.course.course_page import REVIEW, WRITE, CoursePage
from app.shell.writing.writing_desk import WritingDesk
from editor.panels.comments.column import CommentColumn
from editor.panels.comments.loose import LooseTray
from sync.model.ids import LogId, NodeId
from sync.model.states import TextState
from sync.workspace.opening import Workspace


@dataclass(frozen=True)
class Begun:
    """What a comment was begun on: code points `start` to `end` of a text state's whole text.

    The comment speaks of that state for ever, whatever comes in while it is being written.
    """

    log: LogId
    lesson: NodeId
    state: TextState
    start: int
    end: int


class TalkDesk(QObject):
    """Joins the cards beside the lesson with the store.

    A card keeps its words until they are in the store.
    """

    def __init__(
        self,
        session: Session,
        page: CoursePage,
        course: CourseDesk,
        writing: WritingDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.session, self.page = session, page
        self.course, self.writing = course, writing
        self._begun: dict[str, Begun] = {}
        self._sending: set[str] = set()
        comments = page.learner.comments
        for talk in (comments, page.loose):
            self._join(talk)
        comments.commented.connect(self._comment)
        comments.accepted.connect(self._accept)
        comments.rejected.connect(self._reject)
        page.learner.comment_wanted.connect(self.compose)
        writing.stepped.connect(comments.follow)

    def _join(self, talk: CommentColumn | LooseTray) -> None:
        talk.replied.connect(lambda thread, words: self._reply(talk, thread, words))
        talk.resolved.connect(lambda thread, said, why: self._resolve(talk, thread, said, why))

    def compose(self) -> None:
        """Begin a comment on what is selected in the source, else on the line of the caret."""
        if self.page.page not in (WRITE, REVIEW):
            self.course.show_page(WRITE)
        self.writing.seal(self._open)

    def begun_in(self, lesson: str) -> Begun | None:
        """Tell what the comment that is being written in a lesson was begun on."""
        return self._begun.get(lesson)

    def go_on(self, begun: Begun, quote: str, words: str) -> None:
        """Open a comment again that was begun before, with its words."""
        comments = self.page.learner.comments
        if begun.lesson not in self._begun:
            comments.compose(begun.start, begun.end, quote, words)
            self._begun[begun.lesson] = begun

    def _open(self) -> None:
        """Open the card on the text as it is in the store."""
        log, lesson, state = self.writing.log, self.writing.lesson, self.writing.base()
        if log is None or lesson is None:
            return
        if state is None:  # typed while it was sealed
            self.writing.seal(self._open)
            return
        editor = self.page.pane.editor
        text, (anchor, caret) = editor.text(), editor.selection()
        start, end = min(anchor, caret), max(anchor, caret)
        if start == end:
            start = text.rfind("\n", 0, start) + 1
            end = text.find("\n", start)
            end = len(text) if end < 0 else end
        if text[start:end].strip() and self.page.compose(start, end, text[start:end]):
            self._begun[lesson] = Begun(log, lesson, state, start, end)

    def _comment(self, lesson: str, words: str) -> None:
        begun = self._begun[lesson]

        def send(ws: Workspace) -> Changes:
            course = course_now(ws, begun.log)
            state = state_now(ws, begun.log, begun.lesson, begun.state)
            return commenting.comment(
                ws, course, begun.lesson, begun.start, begun.end, words, state
            )

        def sent() -> None:
            self._begun.pop(lesson, None)
            self.page.learner.comments.close_comment(lesson)

        self._send(f"comment {lesson}", send, sent)

    def _reply(self, talk: CommentColumn | LooseTray, thread: str, words: str) -> None:
        self._send(
            f"reply {thread}",
            lambda ws: commenting.reply(ws, *commenting.find_thread(ws, thread), words),
            lambda: talk.answered(thread),
        )

    def _resolve(
        self, talk: CommentColumn | LooseTray, thread: str, verdict: str, why: str
    ) -> None:
        self._send(
            f"resolve {thread}",
            lambda ws: commenting.resolve(ws, *commenting.find_thread(ws, thread), verdict, why),
            lambda: talk.answered(thread),
        )

    def _accept(self, suggestion: str) -> None:
        self.writing.seal(
            lambda: self.course.act(
                lambda ws, c: suggesting.accept(ws, *suggesting.find_suggestion(ws, suggestion))
            )
        )

    def _reject(self, suggestion: str, why: str) -> None:
        self._send(
            f"reject {suggestion}",
            lambda ws: suggesting.reject(ws, *suggesting.find_suggestion(ws, suggestion), why),
            lambda: self.page.learner.comments.answered(suggestion),
        )

    def _send(
        self, what: str, act: Callable[[Workspace], Changes], sent: Callable[[], None]
    ) -> None:
        """Write something into the store once, however often it is asked for meanwhile."""
        if what in self._sending:
            return
        self._sending.add(what)

        def landed(_: Changes) -> None:
            self._sending.discard(what)
            sent()

        def failed(error: BaseException) -> None:
            self._sending.discard(what)  # the card keeps the words
            self.session.failed.emit(error)

        self.session.act(act, landed, failed)

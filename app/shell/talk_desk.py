"""What is said about the lesson on show: comments, answers, and what becomes of suggestions."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.flows import commenting, suggesting
from app.shell.course_desk import CourseDesk
from app.shell.course_page import REVIEW, WRITE, CoursePage
from app.shell.writing_desk import WritingDesk


class TalkDesk(QObject):
    """Joins the cards beside the lesson with the store."""

    def __init__(
        self,
        page: CoursePage,
        course: CourseDesk,
        writing: WritingDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.page, self.course, self.writing = page, course, writing
        comments = page.learner.comments
        for talk in (comments, page.loose):
            talk.replied.connect(self._reply)
            talk.resolved.connect(self._resolve)
        comments.commented.connect(self._comment)
        comments.accepted.connect(self._accept)
        comments.rejected.connect(self._reject)
        page.learner.comment_wanted.connect(self.compose)

    def compose(self) -> None:
        """Begin a comment on what is selected in the source, else on the line of the caret."""
        editor = self.page.pane.editor
        anchor, caret = editor.selection()
        start, end = min(anchor, caret), max(anchor, caret)
        text = editor.text()
        if start == end:
            start = text.rfind("\n", 0, start) + 1
            end = text.find("\n", start)
            end = len(text) if end < 0 else end
        if self.page.page not in (WRITE, REVIEW):
            self.course.show_page(WRITE)
        if text[start:end].strip():
            self.page.compose(start, end, text[start:end])

    def _comment(self, start: int, end: int, words: str) -> None:
        lesson = self.course.lesson
        if lesson is None:
            return
        self.writing.seal(
            lambda: self.course.act(
                lambda ws, course: commenting.comment(ws, course, lesson, start, end, words)
            )
        )

    def _reply(self, thread: str, words: str) -> None:
        self.course.act(
            lambda ws, course: commenting.reply(ws, *commenting.find_thread(ws, thread), words)
        )

    def _resolve(self, thread: str, verdict: str, why: str) -> None:
        self.course.act(
            lambda ws, course: commenting.resolve(
                ws, *commenting.find_thread(ws, thread), verdict, why
            )
        )

    def _accept(self, suggestion: str) -> None:
        self.writing.seal(
            lambda: self.course.act(
                lambda ws, c: suggesting.accept(ws, *suggesting.find_suggestion(ws, suggestion))
            )
        )

    def _reject(self, suggestion: str, why: str) -> None:
        self.course.act(
            lambda ws, c: suggesting.reject(ws, *suggesting.find_suggestion(ws, suggestion), why)
        )

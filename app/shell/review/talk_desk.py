"""What is said about the lesson on show: comments, and their answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject

from app.flows.changes import Changes
from app.flows.lesson.following import course_now, state_now
from app.flows.overview.reading import LessonRead
from app.flows.review import closing, commenting
from app.flows.review.targets import Span, around
from app.session import Session
from app.shell.course.course_desk import CourseDesk
from app.shell.course.course_page import REVIEW, WRITE, CoursePage
from app.shell.review.base_text import BaseText, base_text
from app.shell.review.shown_words import span_shown
from app.shell.writing.writing_desk import WritingDesk
from editor.panels.comments.column import CommentColumn
from editor.panels.comments.loose import LooseTray
from editor.panels.comments.values import Choice
from editor.panels.preview.values import Selected
from sync.model.ids import LogId, NodeId
from sync.model.payloads import About
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
    spans: dict[About, Span] = field(default_factory=dict)
    """What else it may be about: the block around it, a picture, an answer of a quiz."""


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
        self._selected: Selected | None = None
        self._selected_in: object = None
        comments = page.learner.comments
        for talk in (comments, page.loose):
            self._join(talk)
        comments.commented.connect(self._comment)
        comments.reopened.connect(self._reopen)
        comments.confirmed.connect(self._confirm)
        page.learner.comment_wanted.connect(self.compose)
        page.learner.preview.selected.connect(self._note_selected)
        page.pane.editor.selectionChanged.connect(self._selected_in_source)
        course.lesson_shown.connect(self._know_people)
        course.leaving.connect(lambda: self._note_selected(None))
        writing.stepped.connect(comments.follow)

    def _join(self, talk: CommentColumn | LooseTray) -> None:
        talk.replied.connect(lambda thread, words: self._reply(talk, thread, words))
        talk.resolved.connect(lambda thread, said, why: self._resolve(talk, thread, said, why))
        talk.edited.connect(lambda thread, said, words: self._edit(talk, thread, said, words))

    def _know_people(self, read: LessonRead) -> None:
        """Offer the others of the course to be spoken to."""
        names = sorted({name for person, name in read.names.items() if person != read.me and name})
        self.page.learner.comments.people = self.page.loose.people = tuple(names)

    def _note_selected(self, selected: Selected | None) -> None:
        self._selected, self._selected_in = selected, self._text_on_show()

    def _text_on_show(self) -> object:
        instead = self.course.instead
        return instead.version if instead is not None else None

    def _selected_in_source(self) -> None:
        """What was selected last counts: in the learner's view, or in the source."""
        anchor, caret = self.page.pane.editor.selection()
        if anchor != caret:
            self._selected = None

    def compose(self) -> None:
        """Begin a comment on what is selected in the text on show, else on the line of the caret.

        Where a version is on show, that is what is commented on.
        """
        if self.page.page not in (WRITE, REVIEW):
            self.course.show_page(WRITE)
        self.writing.seal(self._open)

    def begun_in(self, lesson: str) -> Begun | None:
        """Tell what the comment that is being written in a lesson was begun on."""
        return self._begun.get(lesson)

    def go_on(self, begun: Begun, text: str, words: str, about: About = "words") -> None:
        """Open a comment again that was begun before on a text, with its words."""
        comments = self.page.learner.comments
        if begun.lesson not in self._begun:
            comments.compose(begun.start, begun.end, text[begun.start : begun.end], words)
            self._begun[begun.lesson] = begun
            self._offer(begun, text, about)

    def _open(self) -> None:
        """Open the card on the text as it is in the store."""
        base = base_text(self.course)
        if base is None:
            self.course.draft_wanted.emit()
            return
        if base.state is None:  # typed while it was sealed
            self.writing.seal(self._open)
            return
        text, (start, end) = base.text, self._span(base)
        if self.page.compose(start, end, text[start:end]):
            begun = Begun(base.log, base.lesson, base.state, start, end)
            self._begun[base.lesson] = begun
            self._offer(begun, text)

    def _span(self, base: BaseText) -> Span:
        """Tell what is meant: what is selected in the view or the source, else the caret's line."""
        span = self.selected_span(base)
        if span is not None:
            return span
        start = base.text.rfind("\n", 0, base.selection[1]) + 1
        end = base.text.find("\n", start)
        return start, len(base.text) if end < 0 else end

    def selected_span(self, base: BaseText) -> Span | None:
        """Give the words that are selected, in the learner's view or the source; None if none."""
        selected = self._selected if self._selected_in == self._text_on_show() else None
        shown = span_shown(base.text, selected) if selected is not None else None
        if shown is not None:
            return shown
        anchor, caret = base.selection
        return (min(anchor, caret), max(anchor, caret)) if anchor != caret else None

    def _offer(self, begun: Begun, text: str, about: About = "words") -> None:
        """Offer what else the comment may be about; a long text takes a while to be looked at."""

        def offer(found: dict[About, Span]) -> None:
            if self._begun.get(begun.lesson) is not begun or self.course.lesson != begun.lesson:
                return
            begun.spans.update(found)
            spans: dict[About, Span] = {**begun.spans, "lesson": (0, 0), "course": (0, 0)}
            if text[begun.start : begun.end].strip():
                spans = {"words": (begun.start, begun.end), **spans}
            choices = [Choice(kind, *span, text[slice(*span)]) for kind, span in spans.items()]
            self.page.learner.comments.offer(choices, about)

        self.session.rendering.do(lambda held: around(text, begun.start, begun.end), offer)

    def _comment(self, lesson: str, words: str) -> None:
        begun = self._begun[lesson]
        about = self.page.learner.comments.about(lesson)
        start, end = begun.spans.get(about, (begun.start, begun.end))

        def send(ws: Workspace) -> Changes:
            course = course_now(ws, begun.log)
            state = state_now(ws, begun.log, begun.lesson, begun.state)
            return commenting.comment(
                ws, course, begun.lesson, start, end, words, state, about=about
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

    def _reopen(self, thread: str, why: str) -> None:
        self._send(
            f"reopen {thread}",
            lambda ws: closing.reopen(ws, *commenting.find_thread(ws, thread), why),
            lambda: self.page.learner.comments.answered(thread),
        )

    def _confirm(self, thread: str) -> None:
        self._send(
            f"confirm {thread}",
            lambda ws: closing.confirm_answer(ws, *commenting.find_thread(ws, thread)),
            lambda: None,
        )

    def _edit(self, talk: CommentColumn | LooseTray, thread: str, said: str, words: str) -> None:
        self._send(
            f"edit {said}",
            lambda ws: closing.word_anew(ws, *closing.find_said(ws, said), words),
            lambda: talk.answered(thread),
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

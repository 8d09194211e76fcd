"""Keep what is being written beside the lesson, and bring it back after a crash or a pause."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from itertools import chain

import msgspec
import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from app.flows.lesson.half_written import (
    AT_OVERLAPS,
    HalfWritten,
    half_written,
    half_written_forms,
    keep_half_written,
)
from app.flows.overlaps.overlap_views import ids_of
from app.flows.overview.copies import COPY
from app.flows.overview.reading import LessonRead
from app.session import Session
from app.shell.course.course_desk import CourseDesk
from app.shell.review import suggest_desk, talk_desk
from app.shell.review.begun_beside import (
    overlap_halves,
    overlaps_of,
    verdict_halves,
    verdicts_of,
)
from app.shell.review.suggest_desk import SuggestDesk
from app.shell.review.talk_desk import TalkDesk
from app.shell.writing.forms_desk import FormsDesk
from editor.panels.cards.form import Words
from editor.panels.comments.column import Unsent
from editor.panels.comments.suggestion_card import ANSWER, NONE, REJECT, WITH
from editor.writing.quiz.values import QuizForm
from sync.model.errors import CoursefolkError
from sync.model.ids import LogId, NodeId
from sync.model.language import say, say_many
from sync.model.payloads import About
from sync.workspace.opening import Workspace

Field = QLineEdit | Words
KEEP_MS = 250
Found = list[tuple[str, HalfWritten, str]]
"""Name, words, and the whole text that a suggestion was begun on."""


class HalfWrittenDesk(QObject):
    """Joins comments, suggestions, answers, verdicts and forms not sent yet with the store.

    They are kept within a quarter of a second, and shown again when their lesson is.
    `news(words, way, act)` says that something is there again.
    """

    news = Signal(str, str, object)

    def __init__(
        self,
        session: Session,
        course: CourseDesk,
        talk: TalkDesk,
        suggesting: SuggestDesk,
        forms: FormsDesk,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        page = course.page
        self._session, self._page, self._course = session, page, course
        self._talk, self._suggesting, self._forms = talk, suggesting, forms
        self._lesson_of: dict[str, str] = {}
        self._kept: dict[str, HalfWritten] = {}
        self._read: set[str] = set()
        self._form: tuple[str, HalfWritten] | None = None
        self._forms_watched: dict[str, Mapping[str, Field]] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(KEEP_MS)
        self._soon.timeout.connect(self.keep)
        comments = page.learner.comments
        beside = (page.loose.wrote, page.overlaps.wrote, page.review.verdict.wrote)
        for source in (comments.wrote, comments.begun_changed, *beside):
            source.connect(self._keep_soon)
        forms.waits.connect(self._note_form)
        course.lesson_shown.connect(self.bring_back)

    def watch(self, name: str, fields: Mapping[str, Field]) -> None:
        """Keep what is typed into the fields of a form, and fill in what was typed before."""
        self._forms_watched[name] = fields
        for field in fields.values():
            field.textChanged.connect(self._keep_soon)
            field.destroyed.connect(self._soon.stop)  # what goes with its window says no more

    def fill_forms(self) -> None:
        """Fill in what was typed into the forms before, where nothing is written yet.

        What was begun at overlaps and as a verdict is there again when these are shown.
        """
        self._session.store.do(half_written_forms, self._fill)

    def keep(self) -> None:
        """Write down what has changed since the last time."""
        lesson = self._page.learner.comments.lesson
        loose = [
            Unsent(kind, ident, lesson, words)
            for ident, (kind, words) in self._page.loose.unsent().items()
        ]
        now = dict(self._named(one) for one in (*self._page.learner.comments.unsent(), *loose))
        if self._form is not None:
            now[self._form[0]] = self._form[1]
        for name, fields in self._forms_watched.items():
            typed = {key: words_in(field) for key, field in fields.items()}
            if any(words.strip() for words in typed.values()):
                words = msgspec.json.encode(typed).decode()
                now[f"form {name}"] = HalfWritten("form", NodeId(""), words)
        now |= overlap_halves(self._page.overlaps.begun())
        now |= verdict_halves(self._page.review.verdict.begun())
        changed: dict[str, HalfWritten | None] = {
            name: half for name, half in now.items() if self._kept.get(name) != half
        }
        changed.update({name: None for name in self._kept if name not in now})
        self._kept = now
        if changed:
            self._session.store.do(partial(_keep, changed=changed))

    def bring_back(self, read: LessonRead) -> None:
        """Show what waits in a lesson, the first time that it is on show in this window."""
        lesson, log = read.node.id, read.course.log
        if lesson in self._read:
            return
        self._read.add(lesson)
        known = frozenset(chain.from_iterable(map(ids_of, read.overlaps)))
        self._session.store.do(
            lambda ws: _read(ws, log, lesson), lambda found: self._show(found, known)
        )

    # --- inside

    def _fill(self, found: dict[str, HalfWritten]) -> None:
        for name, half in found.items():
            self._kept.setdefault(name, half)
            if half.kind != "form":
                continue
            fields = self._forms_watched.get(name.removeprefix("form "), {})
            typed = msgspec.json.decode(half.words, type=dict[str, str])
            if not any(words_in(field).strip() for field in fields.values()):
                for key, field in fields.items():
                    write_in(field, typed.get(key, ""))
        self._page.overlaps.bring_back(overlaps_of(found.values()))
        self._page.review.verdict.bring_back(verdicts_of(found.values()))

    def _keep_soon(self) -> None:
        if shiboken6.isValid(self._soon) and not self._soon.isActive():
            self._soon.start()

    def _note_form(self, lesson: str, form: object, block: str) -> None:
        """Note a question that cannot be written into the lesson yet."""
        self._form = None
        if isinstance(form, QuizForm):
            words = msgspec.json.encode(form).decode()
            half = HalfWritten("quiz", NodeId(lesson), words, quote=block)
            self._form = f"quiz {lesson}", half
        self._keep_soon()

    def _named(self, one: Unsent) -> tuple[str, HalfWritten]:
        lesson = self._lesson_of.setdefault(f"{one.kind} {one.card}", one.lesson)
        if one.kind == "comment":
            comment = self._talk.begun_in(one.lesson)
            half = HalfWritten("comment", NodeId(one.lesson), one.words, one.more)
            if comment is not None:
                half = msgspec.structs.replace(
                    half, log=comment.log, state=comment.state, start=comment.start,
                    end=comment.end,
                )  # fmt: skip
            return f"comment {one.lesson}", half
        if one.kind == "suggestion":
            begun = self._suggesting.begun_as(one.card)
            half = HalfWritten("suggestion", NodeId(one.lesson), one.words, one.more)
            if begun is not None:
                half = msgspec.structs.replace(
                    half, log=begun.log, state=begun.state, start=begun.start, end=begun.end
                )
            return f"suggestion {one.lesson} {half.start} {half.end}", half
        return f"{one.kind} {one.card or lesson}", HalfWritten(
            one.kind, NodeId(lesson), one.words, card=one.card
        )

    def _show(self, found: Found, overlaps: Collection[str]) -> None:
        if not found:
            return
        self._tell_of_overlaps([one for _, one, _ in found if one.kind in AT_OVERLAPS], overlaps)
        found = [one for one in found if one[1].kind not in AT_OVERLAPS]
        copies = [(half, text) for _, half, text in found if half.kind == COPY]
        again = [half for half, text in copies if self._suggesting.mode.go_on(half, text)]
        found = [one for one in found if one[1].kind != COPY]
        for name, half, text in found:
            self._kept.setdefault(name, half)
            self._show_one(half, text)
        comments = self._page.learner.comments
        if comments.begun or any(half.card for _, half, _ in found):
            self._page.show_comments(True)
        said = [half for _, half, _ in found if half.kind not in ("left", "quiz")] + again
        forms = [half for _, half, _ in found if half.kind == "quiz"]
        if forms:
            go_on = partial(self._go_on_with_form, forms[0])
            self.news.emit(
                say("A question that you had begun is kept."), say("Go on with it"), go_on
            )
        elif said:
            self.news.emit(_told(said), say("Go to it"), self._page.go_to_comments)

    def _tell_of_overlaps(self, begun: Sequence[HalfWritten], known: Collection[str]) -> None:
        """Say that words begun at a place to check are kept, also where it was settled since."""
        waiting = self._page.overlaps.words.all()
        for half in begun:
            if half.card not in waiting:  # it is on show, or sent
                continue
            if half.card in known:
                words = say("The words that you had begun at an overlap are here again.")
                way, act = say("Go to it"), partial(self._course.show_overlap, half.card)
            else:
                words = say(
                    "A place where you had begun to write was settled. Your words are kept."
                )
                way, act = say("Copy them"), partial(self._copy, half)
            self.news.emit(words, way, act)

    def _copy(self, half: HalfWritten) -> None:
        """Give the words to the clipboard: their place is no more to be shown."""
        QGuiApplication.clipboard().setText(half.words)
        self._page.overlaps.words.forget(half.card)
        self._keep_soon()

    def _show_one(self, half: HalfWritten, text: str) -> None:
        comments = self._page.learner.comments
        if half.kind.partition(" ")[0] in _ON_A_CARD:
            self._lesson_of[f"{half.kind} {half.card}"] = half.lesson
            if not self._page.loose.write_again(half.card, half.kind, half.words):
                comments.write_again(half.card, half.kind, half.words)
        elif half.log is None or half.state is None:
            return
        elif half.kind == "comment":
            begun = talk_desk.Begun(half.log, half.lesson, half.state, half.start, half.end)
            about = msgspec.convert(half.more or "words", About)
            self._talk.go_on(begun, text, half.words, about)
        elif half.kind == "suggestion":
            on = suggest_desk.Begun(half.log, half.lesson, half.state, text, half.start, half.end)
            self._suggesting.go_on(on, half.words, half.more)

    def _go_on_with_form(self, half: HalfWritten) -> None:
        form = msgspec.json.decode(half.words, type=QuizForm)
        self._forms.go_on(half.quote, form)


_ON_A_CARD = frozenset({"reply", "resolve", "reopen", "edit", "left", REJECT, NONE, ANSWER, WITH})
"""Kinds of what is written on the card of something that is there already."""


def words_in(field: Field) -> str:
    """Give what is typed into a field, exactly."""
    return field.text() if isinstance(field, QLineEdit) else field.words()


def write_in(field: Field, words: str) -> None:
    """Fill in a field."""
    if isinstance(field, QLineEdit):
        field.setText(words)
    else:
        field.setPlainText(words)


def _keep(ws: Workspace, changed: dict[str, HalfWritten | None]) -> None:
    keep_half_written(ws, changed)


def _read(ws: Workspace, log: LogId, lesson: NodeId) -> Found:
    """Read what waits in a lesson, with the texts it was begun on."""
    found: Found = []
    for name, half in half_written(ws, lesson).items():
        text = ""
        if half.log is not None and half.state is not None:
            try:
                text = ws.lessons.text_at(half.log, lesson, half.state)
            except CoursefolkError:
                text = ws.lessons.seen_now(log, lesson).text
        found.append((name, half, text))
    return found


def _told(said: list[HalfWritten]) -> str:
    if len(said) > 1:
        return say_many(
            "{count} thing that you had begun to say is here again.",
            "{count} things that you had begun to say are here again.",
            len(said),
        )
    match said[0].kind:
        case "comment":
            return say("The comment that you had begun is here again.")
        case "suggestion" | "copy":
            return say("The suggestion that you had begun is here again.")
    return say("The answer that you had begun is here again.")

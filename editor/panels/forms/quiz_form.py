"""A question of the lesson as a form: what is filled in is written into the lesson at once."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from editor.markdown.quizzes import KINDS
from editor.panels.cards.choice import Choice, Dress
from editor.panels.cards.form import Words
from editor.panels.cards.scroll import Page
from editor.panels.cards.tab_order import follow_the_eye
from editor.panels.forms.form_page import FormPage
from editor.panels.forms.held_text import HeldText
from editor.panels.forms.quiz_answers import QuizAnswers
from editor.panels.forms.quiz_settings import QuizSettings
from editor.panels.kit.arrange import column, row
from editor.panels.kit.flow import Flow
from editor.panels.kit.labels import IconLabel, Label, Voice
from editor.panels.kit.look import Look
from editor.panels.source.lesson_view import LessonView
from editor.writing.actions.table import ACTION
from editor.writing.quiz.changing import changed_quiz
from editor.writing.quiz.problems import problems
from editor.writing.quiz.read import quiz_at
from editor.writing.quiz.rewriting import said
from editor.writing.quiz.source import read_source
from editor.writing.quiz.turning import joined, turned
from editor.writing.quiz.values import QuizForm
from sync.model.language import say, say_many

_WIDEST = 720


class QuizEditor(QObject):
    """Join the form of a question with the lesson; `gone` says that it stands there no more.

    `page` is what is shown. `follow` must be called whenever the lesson changes. A form that
    cannot be written yet, since something is missing, is told by `waits(form)`; None if all that
    was filled in is written.
    """

    gone = Signal()
    waits = Signal(object)

    def __init__(
        self, look: Look, view: LessonView, start: int, end: int, form: QuizForm, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.held = HeldText(view, start, end)
        self._written = self._form = form
        self._known: dict[str, QuizForm] = {}
        self._writing = self._showing = False
        self._kinds: dict[str, Choice] = {}
        self.question = Words(look, say("Question"), say("What do you ask?"), lines=1)
        self.question.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.answers = QuizAnswers(look)
        self.settings = QuizSettings(look)
        self.page = FormPage(look, say("Question"), self._body())
        self.question.textChanged.connect(lambda: self._take("question"))
        self.question.sent.connect(self.page.done)
        self.question.left.connect(self.page.done)
        self.answers.changed.connect(self._take)
        self.settings.changed.connect(self._take)
        self.page.ready.why_asked.connect(self._go_to_trouble)
        self._show(form)

    @property
    def form(self) -> QuizForm:
        """What is filled in now."""
        return self._form

    def focus_first(self) -> None:
        """Put the caret into the question."""
        self.question.setFocus(Qt.FocusReason.OtherFocusReason)
        self.question.selectAll()

    def go_on(self, form: QuizForm) -> None:
        """Fill in what was filled in before, and not written then."""
        self._show(form)
        self._write("")

    def place(self) -> int:
        """Where in the lesson the question ends."""
        return self.held.end

    def undo_all(self) -> None:
        """Take back all that was done here."""
        self._writing = True
        self.held.undo_all()
        self.waits.emit(None)

    def follow(self) -> None:
        """Read the question again: someone has changed the lesson."""
        if self._writing:
            return
        start, text = self.held.start, self.held.text
        place = _question_in(text)
        source = read_source(text[slice(*place)]) if place is not None else None
        if place is None or source is None:
            self.gone.emit()
            return
        self.held.hold(start + place[0], start + place[1])
        base, self._written = self._written, source.form
        if said(base) != said(source.form):
            self._show(joined(base, self._form, source.form))
            self._write("")
        self.page.show_lines(*self.held.lines)

    # --- inside

    def _body(self) -> QWidget:
        look = self._look
        kinds = Flow(look, gap=8)
        for kind in KINDS:
            kinds.add(self._tile(kind))
        parts = column(
            look,
            Label(say("Question"), Voice.CARD), kinds, 6,
            Label(say("Question"), Voice.SMALL_STRONG), self.question, 6,
            self.answers, 10, self.settings, None,
            gap=6, margins=(28, 20, 28, 24),
        )  # fmt: skip
        return Page(look, parts, say("The question"), widest=_WIDEST)

    def _tile(self, kind: str) -> Choice:
        look, action = self._look, ACTION[f"quiz-{kind}"]
        sign = IconLabel(look, action.icon, "accent", 18)
        words = Label(say(KINDS[kind].title), Voice.SMALL_TEXT)
        inside = column(look, row(look, None, sign, None), row(look, None, words, None), gap=4,
                        margins=(8, 8, 8, 8))  # fmt: skip
        tile = Choice(look, say(KINDS[kind].title), inside, Dress.TILE, say(action.about))
        tile.setMinimumWidth(look.px(96))
        tile.chosen.connect(lambda: self._turn(kind))
        self._kinds[kind] = tile
        return tile

    def _show(self, form: QuizForm) -> None:
        """Show a form; the focus stays in the field of the same name."""
        focused = self.page.focusWidget()
        name = focused.accessibleName() if focused is not None and focused.hasFocus() else ""
        self._showing, self._form = True, form
        for kind, tile in self._kinds.items():
            tile.show_current(kind == form.kind)
        if self.question.words() != form.question:
            self.question.setPlainText(form.question)
        self.answers.show_form(form)
        self.settings.show_form(form)
        self._showing = False
        follow_the_eye(self.page)
        self._say()
        if name:
            fields = self.page.findChildren(QWidget)
            same = (f for f in fields if f.accessibleName() == name and f.isVisibleTo(self.page))
            again = next(same, None)
            if again is not None:
                again.setFocus()

    def _turn(self, kind: str) -> None:
        if kind == self._form.kind:
            return
        self._known[self._form.kind] = self._form
        known = self._known.get(kind)
        form = turned(self._form, kind)
        if known is not None:
            form = replace(form, options=known.options, columns=known.columns)
        self._show(form)
        self._write("")

    def _take(self, field: str) -> None:
        """Take in what was filled in, and write it."""
        if self._showing:
            return
        form = self.settings.taken_into(self.answers.taken_into(self._form))
        words = self.question.words()
        self._form = replace(form, question=words if words != form.question else form.question)
        self._write(field)

    def _write(self, field: str) -> None:
        """Write the form into the lesson, if it can be read as the same question again."""
        if said(self._form) == said(self._written):
            self._say()
            return
        change = None
        if not self.held.is_only_read and (
            self._form.question.strip() or not self._written.question
        ):
            text, start = self.held.text, self.held.start
            change = changed_quiz(text, 0, len(text), self._form)
        if change is not None:
            self._writing = True
            self.held.make(change.moved(start), field)
            self._writing = False
            self._written = self._form
        self._say()

    def _say(self) -> None:
        """Say what is missing, where it is written, and whether all of it is."""
        found = (self.settings.trouble(), *problems(self._form))
        trouble = next((one for one in found if one), "")
        kept = said(self._form) == said(self._written)
        if trouble and not kept:
            trouble = say("{trouble} It is not in the lesson yet.", trouble=trouble)
        right = sum(option.right for option in self._form.options)
        fine = say_many("{count} right answer.", "{count} right answers.", right)
        self.page.say(trouble, fine if self._form.kind in ("single", "multiple", "select") else "")
        self.page.ready.set_unavailable("" if kept else trouble)
        self.page.show_lines(*self.held.lines)
        self.waits.emit(None if kept else self._form)

    def _go_to_trouble(self, _: str) -> None:
        if not self._form.question.strip():
            self.question.setFocus()
            return
        for one in self.answers.rows:
            if not one.field.text().strip():
                one.field.setFocus()
                return


def _question_in(text: str) -> tuple[int, int] | None:
    """Find the question again in its stretch, which may have got something around it."""
    at = 0
    for line in text.split("\n"):
        found = quiz_at(text, at) if line.strip() else None
        if found is not None:
            return found
        at += len(line) + 1
    return None

"""Forms that write into the lesson on show: opened at the caret, closed when they are done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from app.session import Session
from app.shell.writing.writing_desk import WritingDesk
from editor.panels.forms.form_page import FormPage
from editor.panels.forms.held_text import HeldText
from editor.panels.kit.frames import Frame
from editor.panels.source.pane import SourcePane
from editor.writing.actions.table import ACTION
from editor.writing.grid.table import table_at
from editor.writing.quiz.values import QuizForm
from sync.model.language import say

if TYPE_CHECKING:
    from editor.panels.forms.small_form import SmallForm

TABLE, LINK, NOTE, PICTURE, QUIZ = "table", "link", "footnote", "image", "quiz-"


class Form(Protocol):
    """What every form can do."""

    @property
    def page(self) -> Frame:
        """What is shown of it."""

    held: HeldText

    def focus_first(self) -> None:
        """Put the focus where one goes on."""

    def follow(self) -> None:
        """Read the lesson again."""

    def place(self) -> int:
        """Say where in the lesson one was."""

    def undo_all(self) -> None:
        """Take back all that was done in it."""

    def go_on(self, form: QuizForm) -> None:
        """Fill in what was filled in before."""


class FormsDesk(QObject):
    """Joins forms with the text: a table at the caret opens as a grid.

    `news(words, way, act)` says what became of a form; `waits(lesson, form, block)` that a
    question cannot be written yet, since something is missing (None: that it is).
    `file_wanted(form)` asks for a file for the form of a picture.
    """

    news = Signal(str, str, object)
    waits = Signal(str, object, str)
    file_wanted = Signal(object)

    def __init__(
        self, session: Session, writing: WritingDesk, pane: SourcePane, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._writing, self._pane = session, writing, pane
        self.form: Form | None = None
        editor = pane.editor
        editor.with_forms = frozenset(
            {"form", TABLE, LINK, NOTE, PICTURE, *(n for n in ACTION if n.startswith(QUIZ))}
        )
        editor.form_wanted.connect(self.open)
        editor.menu_opened.connect(self._add_to_menu)
        writing.stepped.connect(self._follow)
        writing.shown.connect(lambda _: self.close(focus=False))

    def open(self, name: str) -> None:
        """Open the form of a command: at the caret what is there, else something new."""
        if name == "form":
            self._edit(self._pane.editor.selection()[1])
        elif name == TABLE:
            self._table()
        elif name == LINK:
            self._link()
        elif name == NOTE:
            self._note(new=True)
        elif name == PICTURE:
            self._picture(self._pane.editor.selection()[1], new=True)
        elif name.startswith(QUIZ):
            self._new_question(name)

    def go_on(self, block: str, form: QuizForm) -> None:
        """Open the form of a question as it was left: on that question, else on a new one."""
        editor = self._pane.editor
        place = editor.text().find(block) if block else -1
        if place < 0 or not self._open_question(place):
            editor.select(len(editor.text()), len(editor.text()))
            self._new_question(f"{QUIZ}{form.kind}")
        if self.form is not None:
            self.form.go_on(form)

    def leave(self) -> None:
        """Take back what was done in the form, and show the text again."""
        if self.form is not None:
            self.form.undo_all()
        self.close()

    def close(self, *, focus: bool = True) -> None:
        """Show the text again, with the caret where one was in the form."""
        form, self.form = self.form, None
        if form is None:
            return
        editor, place = self._pane.editor, form.place()
        if isinstance(form.page, FormPage):
            self._pane.show_form(None)
        else:
            place = editor.selection()[1]
        if focus:
            editor.select(place, place)
            editor.setFocus()
        form.page.hide()
        form.page.deleteLater()

    # --- inside

    def _edit(self, place: int) -> None:
        """Open what stands at a place as a form; elsewhere say what has one."""
        found = (
            self._open_table(place)
            or self._open_question(place)
            or self._open_small(place)
            or self._note(new=False)
        )
        if not found:
            words = say(
                "Put the caret into a table, a question, a link, a picture or a footnote first."
            )
            self.news.emit(words, "", None)

    def _table(self) -> None:
        """Open the table at the caret, or a new one."""
        editor = self._pane.editor
        if not self._open_table(editor.selection()[1]):
            steps = editor.history.steps
            editor.act(ACTION[TABLE].act)
            if self._open_table(min(editor.selection())) and self.form is not None:
                self.form.held.count_from(steps)

    def _new_question(self, name: str) -> None:
        editor = self._pane.editor
        steps = editor.history.steps
        editor.act(ACTION[name].act)
        if not self._open_question(editor.selection()[0]):
            editor.undo_to(steps)
            self.news.emit(
                say("A question has no place here. Go to an empty line first."), "", None
            )
        elif self.form is not None:
            self.form.held.count_from(steps)

    def _open_question(self, place: int) -> bool:
        from editor.writing.quiz.read import quiz_at, read

        editor = self._pane.editor
        text = "" if editor.isReadOnly() else editor.text()
        found = quiz_at(text, place)
        form = read(text[slice(*found)]) if found is not None else None
        if found is None or form is None:
            return False
        from editor.panels.forms.quiz_form import QuizEditor

        made = QuizEditor(self._session.look, editor, *found, form, self)
        made.gone.connect(self.close)
        made.waits.connect(self._tell_waiting)
        self._show(made)
        return True

    def _open_table(self, place: int) -> bool:
        editor = self._pane.editor
        table = None if editor.isReadOnly() else table_at(editor.text(), place)
        if table is None:
            return False
        from editor.panels.forms.table_form import TableForm

        form = TableForm(self._session.look, editor, table, self)
        form.gone.connect(self.close)
        form.grid.go_to(*table.at(place))
        self._show(form)
        return True

    def _link(self) -> None:
        from app.shell.writing.small_forms import link_form

        form = link_form(self._session.look, self._pane.editor)
        if form is None:
            self.news.emit(say("Select words of one line first: they become the link."), "", None)
            return
        self._float(form)
        form.page.removed.connect(lambda: self._plain_words(form))

    def _open_small(self, place: int) -> bool:
        """Open the link or the picture at a place."""
        from editor.writing.actions.link_parts import link_at

        editor = self._pane.editor
        found = None if editor.isReadOnly() else link_at(editor.text(), place)
        if found is None:
            return False
        if not self._picture(place, new=False):
            editor.select(place, place)
            self._link()
        return True

    def _picture(self, place: int, *, new: bool) -> bool:
        """Open the picture at a place, else a new one there."""
        from app.shell.writing.small_forms import picture_form

        form = picture_form(self._session.look, self._pane.editor, place, new=new)
        if form is None:
            return False
        form.choosing.connect(lambda _: self.file_wanted.emit(form))
        self._float(form)
        return True

    def _note(self, *, new: bool) -> bool:
        from app.shell.writing.small_forms import note_form

        form = note_form(self._session.look, self._pane.editor, new=new)
        if form is not None:
            self._float(form)
        return form is not None

    def _plain_words(self, form: SmallForm) -> None:
        form.replace(form.fields[0].text() or form.fields[1].text())
        self.close()

    def _float(self, form: SmallForm) -> None:
        """Show a small form over the text, at the caret."""
        self.close(focus=False)
        self.form = form
        form.page.done.connect(self.close)
        form.page.undone.connect(self.leave)
        form.gone.connect(self.close)
        editor = self._pane.editor
        form.page.pop_up(editor.cursorRect().translated(editor.viewport().pos()))
        form.focus_first()

    def _show(self, form: Form) -> None:
        self.close(focus=False)
        self.form = form
        page = form.page
        assert isinstance(page, FormPage)
        page.done.connect(self.close)
        page.text_wanted.connect(self.close)
        page.undone.connect(self.leave)
        self._pane.show_form(page)
        form.focus_first()

    def _tell_waiting(self, form: object) -> None:
        block = self.form.held.text if self.form is not None else ""
        self.waits.emit(self._writing.lesson or "", form, block)

    def _follow(self) -> None:
        if self.form is not None:
            self.form.follow()

    def _add_to_menu(self, menu: QMenu, slip: object) -> None:
        editor = self._pane.editor
        place = editor.menu_place
        if editor.isReadOnly():
            return
        words = self._words_for(place)
        if words:
            keys = self._session.look.keys("form")
            menu.addSeparator()
            menu.addAction(f"{words}\t{keys}", lambda: self._edit(place))

    def _words_for(self, place: int) -> str:
        """Say what stands at a place that has a form; empty if nothing does."""
        from editor.writing.actions.link_parts import link_at
        from editor.writing.quiz.read import quiz_at

        text = self._pane.editor.text()
        link = link_at(text, place)
        if table_at(text, place) is not None:
            return say("Edit the table as a grid")
        if quiz_at(text, place) is not None:
            return say("Edit the question as a form")
        if link is not None:
            return say("Edit the picture") if link[2].is_picture else say("Edit the link")
        return ""

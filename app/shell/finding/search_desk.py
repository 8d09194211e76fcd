"""Searching all texts: the page asks, the store answers, a result leads to the very words."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from app.flows.finding import searching
from app.flows.overview.reading import LessonRead
from app.session import Session
from app.shell.course.course_desk import CourseDesk
from app.shell.course.course_page import VERSIONS
from app.shell.finding.search_finding import Answer, FoundAt, by_person, find, offered
from editor.panels.search.panel import SearchPanel
from editor.panels.search.values import FilterKey
from sync.model.ids import PersonId
from sync.store.search_scope import Scope
from sync.store.snippets import Span
from sync.workspace.opening import Workspace

SEARCH = "search"


class SearchDesk(QObject):
    """Joins the page of search with the store and with the course that a result leads to.

    `page_wanted` asks the window to show the page, `left` (Esc) to show what was there before;
    `lesson_wanted(course, lesson)` leads to a result, `part_wanted(course, page)` to a version.
    """

    page_wanted = Signal()
    left = Signal()
    lesson_wanted = Signal(object, object)
    part_wanted = Signal(str, str)

    def __init__(
        self,
        session: Session,
        panel: SearchPanel,
        course: CourseDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.session, self.panel, self.course = session, panel, course
        self._filters: frozenset[FilterKey] = frozenset()
        self._scope: Scope | None = None
        self._number = 0
        self._wanted: FoundAt | None = None
        self._card_wanted: FoundAt | None = None
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), panel)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.left)
        panel.asked.connect(self._ask)
        panel.chosen.connect(self.go_to)
        panel.filters_opened.connect(self._offer)
        panel.filtered.connect(self._narrow)
        course.writing.shown.connect(self._show_words)
        course.writing.read.connect(self._show_card)
        session.arrived.connect(self._forget_scope)
        session.acted.connect(lambda changes: self._forget_scope())

    def open(self, words: str = "") -> None:
        """Show the page; words selected in the lesson are looked for at once."""
        words = words or self._selected()
        if words:
            self.panel.field.setText(words)
        self.page_wanted.emit()

    def open_by(self, person: PersonId, name: str) -> None:
        """Show the page, to look through what one person wrote."""
        self.panel.field.clear()
        self.panel.set_filter(by_person(person, name))
        self.page_wanted.emit()

    def _selected(self) -> str:
        editor = self.course.page.pane.editor
        if not editor.hasFocus():
            return ""
        start, end = sorted(editor.selection())
        words = editor.text()[start:end].strip()
        return "" if "\n" in words else words

    def _offer(self) -> None:
        self.session.store.do(offered, self.panel.show_filters, kind="search-filters")

    def _narrow(self, keys: object) -> None:
        assert isinstance(keys, frozenset)
        self._filters, self._scope = keys, None

    def _forget_scope(self) -> None:
        self._scope = None

    def _ask(self, words: str) -> None:
        self._number += 1
        number, filters, scope = self._number, self._filters, self._scope

        def look(ws: Workspace) -> Answer:
            return find(ws, number, words, filters, scope)

        self.session.store.do(look, self._found, kind="search")

    def _found(self, answer: Answer) -> None:
        """Show an answer, unless something else was asked meanwhile."""
        if answer.number != self._number:
            return
        self._scope = answer.scope
        if answer.found.groups or not answer.more:
            self.panel.show_found(answer.found)
        if answer.more:  # what was typed meanwhile is saved first
            self._ask(answer.found.words)

    def go_to(self, aim: object) -> None:
        """Go to a result: to the very words, the comment, the version."""
        if not isinstance(aim, FoundAt):
            return
        self._wanted = self._card_wanted = None
        if aim.kind == "lesson":
            self._wanted = aim
        elif aim.lesson is not None:
            self._card_wanted = aim
        if aim.kind in ("version", "review"):
            self.part_wanted.emit(aim.course, VERSIONS)
        else:
            self.lesson_wanted.emit(aim.course, aim.lesson)

    def _show_words(self, read: LessonRead) -> None:
        """Select the words that were found, once their lesson is there."""
        wanted = self._wanted
        if wanted is None or wanted.lesson != read.node.id:
            return
        self._wanted = None
        editor = self.course.page.pane.editor
        place = place_in(editor.text(), wanted)
        if place is not None:
            editor.select(*place)
            editor.centerCursor()
        self.course.page.go_to_text()

    def _show_card(self, read: LessonRead) -> None:
        """Open the comment or suggestion that was found, once it stands beside its lesson."""
        wanted = self._card_wanted
        if wanted is None or wanted.lesson != read.node.id:
            return
        self._card_wanted = None
        self.course.page.open_card(card_of(read, wanted.ident))


def place_in(text: str, wanted: FoundAt) -> Span | None:
    """Find the words in the text of now: where they stood, if they still do."""
    if wanted.place is not None:
        start, end = wanted.place
        if end <= len(text) and searching.marks_in(text[start:end], wanted.words):
            return wanted.place
    return searching.place_of(text, wanted.words)


def card_of(read: LessonRead, ident: str) -> str:
    """Find the comment or suggestion that a fact began, answered or closed."""
    for placed in read.threads:
        thread = placed.thread
        closing = thread.resolution.fact if thread.resolution else ""
        if ident in (thread.id, closing, *(reply.id for reply in thread.replies)):
            return thread.id
    for one in read.suggestions:
        decision = one.suggestion.decision
        if ident == one.suggestion.id or (decision is not None and ident == decision.fact):
            return one.suggestion.id
    return ident

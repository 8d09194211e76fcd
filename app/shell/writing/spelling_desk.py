"""Spelling in the editor: looked over when the writer rests, beside the typing, where they look."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QMenu

from app import paths
from app.flows.overview.reading import LessonRead
from app.session import Session
from app.settings import SettingsFile
from app.shell.writing.spelling_words import label_of, languages_of, told_of
from app.workers.spelling import Looked, Speller, Wanted, languages_in
from editor.panels.kit.announce import announce
from editor.panels.source.pane import SourcePane
from sync.model.errors import CoursefolkError
from sync.model.language import say

_REST_MS = 400
FOLDER = "dictionaries"


class SpellingDesk(QObject):
    """Joins the editor with the thread that knows the dictionaries; without languages, it rests.

    The word that is being typed is left alone until the caret has left it. `changed` says that
    languages, own words or dictionaries are others now; `settings_wanted` asks for their page.
    """

    changed = Signal()
    settings_wanted = Signal()

    def __init__(
        self, session: Session, settings: SettingsFile, pane: SourcePane, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._settings = session, settings
        self._pane, self._editor = pane, pane.editor
        self._read: LessonRead | None = None
        self.known: tuple[str, ...] = ()
        self.troubles: tuple[str, ...] = ()
        self.missing: tuple[str, ...] = ()
        self._changes = self._moved_at = 0
        self._typing = self._left_out = False
        editor = pane.editor
        self._soon = QTimer(editor)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_REST_MS)
        self._soon.timeout.connect(self._look)
        editor.document().contentsChanged.connect(self._text_changed)
        editor.verticalScrollBar().valueChanged.connect(self._soon.start)
        editor.cursorPositionChanged.connect(self._moved)
        editor.menu_opened.connect(self._offer)
        editor.destroyed.connect(self._end)
        pane.languages.chosen.connect(self.open_menu)

    # -- in which languages

    @property
    def course(self) -> tuple[str, str]:
        """The course on show: its id and title, both empty if there is none."""
        return (self._read.course.id, self._read.course.title) if self._read else ("", "")

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the lesson on show."""
        return languages_of(self._settings.now, self._read)

    @property
    def chosen(self) -> tuple[str, ...] | None:
        """What was chosen for the course on show; None if nothing was."""
        return self._settings.now.course_spelling.get(self.course[0])

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where dictionaries lie: a person's own first."""
        return paths.settings_dir() / FOLDER, paths.resource(FOLDER)

    def show_lesson(self, read: LessonRead) -> None:
        """Look over another lesson, or the same one saved."""
        before = (self.course, self.languages)
        self._read = read
        if (self.course, self.languages) != before:
            self.look_again()
            self.changed.emit()
        self._show_languages()

    def choose(self, languages: Sequence[str] | None) -> None:
        """Choose the languages of the course on show; None lets those of all courses hold."""
        course = self.course[0]
        if course:
            kept = {k: v for k, v in self._settings.now.course_spelling.items() if k != course}
            if languages is not None:
                kept[course] = tuple(languages)
            self.keep(course_spelling=kept)

    def keep(self, **changes: object) -> None:
        """Keep what was chosen; it holds in this window even where it cannot be kept."""
        try:
            self._settings.change(**changes)
        except CoursefolkError as error:
            self._session.failed.emit(error)
        self.look_again()
        self.changed.emit()

    def look_again(self) -> None:
        """Look over what is in sight once more: the languages or own words have changed."""
        self._show_languages()
        self._soon.start()

    def find_dictionaries(self, then: Callable[[], object] = lambda: None) -> None:
        """Look which dictionaries there are."""
        folders = self.folders

        def found(known: tuple[str, ...]) -> None:
            self.known = known
            then()

        self._session.spelling.do(lambda _: languages_in(folders), found, kind="dictionaries")

    def forget(self) -> None:
        """Load all dictionaries anew: there is another one now."""
        self._session.spelling.do(Speller.forget)

    def open_menu(self) -> None:
        """Offer the languages of this course, below the button that names them."""
        self.find_dictionaries(self._pop_up)

    def _pop_up(self) -> None:
        button = self._pane.languages
        menu = QMenu(button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen = self.languages
        title = menu.addAction(say("Languages of this course"))
        title.setEnabled(False)
        for tag in dict.fromkeys((*self.known, *chosen)):
            action = menu.addAction(label_of(tag))
            action.setCheckable(True)
            action.setChecked(tag in chosen)
            action.triggered.connect(partial(self._turn, tag))
        menu.addSeparator()
        menu.addAction(say("Next word that may be misspelled"), self.go_next)
        menu.addAction(say("Own words and dictionaries…"), self.settings_wanted.emit)
        menu.popup(button.mapToGlobal(button.rect().topLeft()))

    def _turn(self, tag: str, _checked: bool = False) -> None:
        now = self.languages
        self.choose([one for one in now if one != tag] if tag in now else [*now, tag])

    def _show_languages(self) -> None:
        self._pane.show_languages(*told_of(self.languages, self.troubles, self.missing))

    # -- looking

    def _end(self) -> None:
        """Let nothing land any more that is still under way."""
        self._changes += 1

    def _text_changed(self) -> None:
        self._changes += 1
        self._soon.start()

    def _moved(self) -> None:
        """Tell typing from walking: a caret that moves without a change is walking."""
        self._typing = self._changes != self._moved_at
        self._moved_at = self._changes
        if self._left_out:
            self._soon.start()

    def _wanted(self) -> Wanted:
        return Wanted(self.languages, self._settings.now.own_words, self.folders)

    def _look(self) -> None:
        wanted = self._wanted()
        if not wanted.languages or self._editor.isReadOnly():
            self._editor.show_slips(())
            return
        text, (start, end) = self._editor.text(), self._editor.seen()

        def look(speller: Speller) -> Looked:
            return speller.look(wanted, text, start, end)

        self._session.spelling.do(look, partial(self._show, self._changes), kind="look")

    def _show(self, changes: int, looked: Looked) -> None:
        if looked.troubles != self.troubles:
            self.troubles, self.missing = looked.troubles, looked.missing
            self._show_languages()
            self.changed.emit()
        if changes != self._changes:
            return  # someone writes: the next rest looks again
        caret = self._editor.selection()[1]
        typing = self._typing
        shown = [(a, b) for a, b in looked.slips if not (typing and a <= caret <= b)]
        self._left_out = len(shown) != len(looked.slips)
        self._editor.show_slips(shown)

    # -- what was meant

    def go_next(self) -> None:
        """Go to the next word that may be misspelled, and offer what was meant, all by keys."""
        wanted = self._wanted()
        if not wanted.languages:
            self.open_menu()
            return
        text, place = self._editor.text(), max(self._editor.selection())

        def found(slip: tuple[int, int] | None) -> None:
            if slip is None:
                announce(self._editor, say("No word looks misspelled."))
                self._pane.show_languages(say("No word looks misspelled"), "")
                self._soon.start()
            elif self._editor.text() == text:
                self._editor.select(*slip)
                self._editor.setFocus()
                self._offer_at(self._editor.textCursor())

        self._session.spelling.do(lambda speller: speller.after(wanted, text, place), found)

    def _offer_at(self, word: QTextCursor) -> None:
        menu = QMenu(self._editor)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(say("Go on to the next"), self.go_next)
        self._offer(menu, word)
        box = self._editor.cursorRect(word)
        menu.popup(self._editor.viewport().mapToGlobal(box.bottomLeft()))

    def _offer(self, menu: QMenu, slip: QTextCursor | None) -> None:
        """Put what may have been meant at the head of the menu, once it is known."""
        if slip is None:
            return
        word = slip.selectedText()
        first = menu.actions()[0]
        looking = QAction(say("Looking for what was meant…"), menu)
        looking.setEnabled(False)
        learn = QAction(say("“{word}” is right", word=word), menu)
        learn.triggered.connect(partial(self._learn, word))
        for action in (looking, learn):
            menu.insertAction(first, action)
        menu.insertSeparator(first)

        closed: list[bool] = []
        menu.aboutToHide.connect(partial(closed.append, True))

        def then(found: Sequence[str]) -> None:
            if closed:
                return
            meant_actions = []
            for meant in found:
                action = QAction(meant, menu)
                action.triggered.connect(partial(self._editor.replace_word, slip, meant))
                menu.insertAction(looking, action)
                meant_actions.append(action)
            looking.setText(say("No word is known that was meant"))
            looking.setVisible(not found)
            if meant_actions and menu.activeAction() is None:
                menu.setActiveAction(meant_actions[0])

        self._session.spelling.do(lambda speller: speller.suggest(word), then)

    def _learn(self, word: str, _checked: bool = False) -> None:
        words = {*self._settings.now.own_words, word}
        self.keep(own_words=tuple(sorted(words, key=str.casefold)))

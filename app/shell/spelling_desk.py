"""Spelling in the editor: looked over when the writer rests, beside the typing, where they look."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QMenu

from app import paths
from app.session import Session
from app.settings import SettingsFile
from app.workers.spelling import Speller, Wanted
from editor.panels.source.editor import SourceEditor
from sync.model.errors import CoursefolkError

_REST_MS = 400


class SpellingDesk(QObject):
    """Joins the editor with the thread that knows the dictionaries; without languages, it rests.

    The word that the caret is at is left alone until the caret has left it.
    """

    def __init__(
        self, session: Session, settings: SettingsFile, editor: SourceEditor, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._settings, self._editor = session, settings, editor
        self._changes = 0
        self._left_out = False
        self._soon = QTimer(editor)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_REST_MS)
        self._soon.timeout.connect(self._look)
        editor.document().contentsChanged.connect(self._changed)
        editor.verticalScrollBar().valueChanged.connect(self._soon.start)
        editor.cursorPositionChanged.connect(self._moved)
        editor.menu_opened.connect(self._offer)
        editor.destroyed.connect(self._end)

    def look_again(self) -> None:
        """Look over what is in sight once more: the languages or own words have changed."""
        self._soon.start()

    def _end(self) -> None:
        """Let nothing land any more that is still under way."""
        self._changes += 1

    def _changed(self) -> None:
        self._changes += 1
        self._soon.start()

    def _moved(self) -> None:
        if self._left_out:
            self._soon.start()

    def _wanted(self) -> Wanted:
        now = self._settings.now
        return Wanted(now.spelling, now.own_words, paths.resource("dictionaries"))

    def _look(self) -> None:
        wanted = self._wanted()
        if not wanted.languages or self._editor.isReadOnly():
            self._editor.show_slips(())
            return
        text, (start, end) = self._editor.text(), self._editor.seen()

        def look(speller: Speller) -> list[tuple[int, int]]:
            return speller.slips(wanted, text, start, end)

        self._session.spelling.do(look, partial(self._show, self._changes), kind="look")

    def _show(self, changes: int, slips: Sequence[tuple[int, int]]) -> None:
        if changes != self._changes:
            return  # someone writes: the next rest looks again
        caret = self._editor.selection()[1]
        shown = [(start, end) for start, end in slips if not start <= caret <= end]
        self._left_out = len(shown) != len(slips)
        self._editor.show_slips(shown)

    def _offer(self, menu: QMenu, slip: QTextCursor | None) -> None:
        """Put what may have been meant at the head of the menu, once it is known."""
        if slip is None:
            return
        word = slip.selectedText()
        first = menu.actions()[0]
        looking = QAction("Looking for what was meant…", menu)
        looking.setEnabled(False)
        learn = QAction(f"“{word}” is right", menu)
        learn.triggered.connect(partial(self._learn, word))
        for action in (looking, learn):
            menu.insertAction(first, action)
        menu.insertSeparator(first)

        closed: list[bool] = []
        menu.aboutToHide.connect(partial(closed.append, True))

        def then(found: Sequence[str]) -> None:
            if closed:
                return
            for meant in found:
                action = QAction(meant, menu)
                action.triggered.connect(partial(self._editor.replace_word, slip, meant))
                menu.insertAction(looking, action)
            looking.setText("No word is known that was meant")
            looking.setVisible(not found)

        self._session.spelling.do(lambda speller: speller.suggest(word), then)

    def _learn(self, word: str, _checked: bool = False) -> None:
        words = {*self._settings.now.own_words, word}
        try:
            self._settings.change(own_words=tuple(sorted(words, key=str.casefold)))
        except CoursefolkError as error:
            self._session.failed.emit(error)  # it holds in this window all the same
        self.look_again()

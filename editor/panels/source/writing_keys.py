"""What keys write beyond their sign: Enter, Tab, Home, Backspace and signs that come in pairs.

Each asks about the lines that the selection touches; the whole lesson is read only where a line
has what goes on (a list, a quote, answers, a row), so that typing costs the same in any lesson.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from editor.panels.source.lesson_view import LessonView
from editor.writing.change import Act, Selection
from editor.writing.keys import pairs
from editor.writing.keys.enter import enter
from editor.writing.keys.home import home
from editor.writing.keys.tab import means_something, shift_tab, tab

_PAIRING = frozenset(pairs.PAIRS) | {pair.closes for pair in pairs.PAIRS.values()}
_HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class WritingKeys:
    """Do to a view what a key means at its caret; False is a key that is Qt's own to handle."""

    def __init__(self, view: LessonView) -> None:
        self._view = view

    def press(self, event: QKeyEvent) -> bool:
        """Do what a sign, Backspace or Home means here."""
        sign = event.text()
        if sign in _PAIRING:
            return self._in_lines(lambda text, chosen: pairs.typed(text, chosen, sign))
        if event.key() == Qt.Key.Key_Backspace:
            return not event.modifiers() & _HELD and self._in_lines(pairs.backspace)
        if sign:
            return False
        if event.matches(QKeySequence.StandardKey.MoveToStartOfLine):
            return self._home(extend=False)
        if event.matches(QKeySequence.StandardKey.SelectStartOfLine):
            return self._home(extend=True)
        return False

    def enter(self) -> bool:
        """Go on with what the line is."""
        _, lines, chosen = self._here()
        if enter(lines, chosen) is None:
            return False
        return self._view.act(enter)

    def tab(self, *, back: bool) -> bool:
        """Take items in or out; False where the key moves on to the next control."""
        _, lines, chosen = self._here()
        if not means_something(lines, chosen):
            return False
        self._view.act(shift_tab if back else tab)
        return True

    def _home(self, *, extend: bool) -> bool:
        """Leave a caret on a wrapped line to Qt, which goes to where that line begins."""
        cursor = self._view.textCursor()
        block = cursor.block()
        if block.layout().lineForTextPosition(cursor.position() - block.position()).lineNumber():
            return False
        anchor, caret = self._view.selection()
        start, line = self._view.lesson.lines(caret, caret)
        wanted = home(line, Selection(anchor - start, caret - start), extend=extend)
        self._view.select(wanted.anchor + start, wanted.caret + start)
        return True

    def _in_lines(self, act: Act) -> bool:
        start, lines, chosen = self._here()
        made = act(lines, chosen)
        return self._view.do(made.moved(start) if made else None)

    def _here(self) -> tuple[int, str, Selection]:
        anchor, caret = self._view.selection()
        start, lines = self._view.lesson.lines(anchor, caret)
        return start, lines, Selection(anchor - start, caret - start)


def would_change(event: QKeyEvent) -> bool:
    """Tell whether a key would write or delete something, were the text not only read."""
    keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
    held = event.modifiers() & (
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
    )
    sign = event.text()
    return (
        event.matches(QKeySequence.StandardKey.Paste)
        or (not held and event.key() in keys)
        or (not held and bool(sign) and sign.isprintable())
    )

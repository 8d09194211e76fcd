"""Speak to somebody in a comment: "@" and letters of a name offer the people of the course."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QListWidget, QWidget

from editor.panels.cards.form import Words
from editor.panels.kit.announce import announce
from editor.panels.kit.look import Look
from editor.panels.source.utf16 import units_in
from sync.model.language import say, say_many
from sync.model.mentions import SIGN, begun_at

_MOST = 6


class Naming(QObject):
    """Offers names under the caret of a field; arrows choose, Enter or Tab takes, Esc leaves."""

    def __init__(self, look: Look, field: Words, people: Callable[[], Sequence[str]]) -> None:
        super().__init__(field)
        self._look, self._field, self._people = look, field, people
        self._list: QListWidget | None = None
        field.textChanged.connect(self._weigh)
        field.cursorPositionChanged.connect(self._weigh)
        field.installEventFilter(self)

    @property
    def offered(self) -> list[str]:
        """The names that are offered now."""
        if self._list is None or not self._list.isVisible():
            return []
        return [self._list.item(row).text() for row in range(self._list.count())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that choose a name, while names are offered."""
        if event.type() == QEvent.Type.FocusOut:
            self._close()
        shown = self._list is not None and self._list.isVisible()
        if event.type() == QEvent.Type.ShortcutOverride and shown:
            event.accept()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or not shown:
            return super().eventFilter(watched, event)
        return self._take_key(Qt.Key(event.key()), event.modifiers())

    def _take_key(self, key: Qt.Key, keys: Qt.KeyboardModifier) -> bool:
        names = self._list
        assert names is not None
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            way = 1 if key == Qt.Key.Key_Down else -1
            names.setCurrentRow((names.currentRow() + way) % names.count())
            announce(self._field, names.currentItem().text())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab) and not keys:
            self.take(names.currentItem().text())
        elif key == Qt.Key.Key_Escape:
            self._close()
        else:
            return False
        return True

    def take(self, name: str) -> None:
        """Write a name in place of the letters that were typed of it."""
        begun = self._begun()
        if begun is None:
            return
        typed = begun[1]
        cursor = self._field.textCursor()
        cursor.movePosition(
            QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, units_in(SIGN + typed)
        )
        cursor.insertText(f"{SIGN}{name} ")
        self._field.setTextCursor(cursor)
        self._close()

    def _begun(self) -> tuple[int, str] | None:
        cursor = self._field.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.Start, QTextCursor.MoveMode.KeepAnchor)
        before = cursor.selectedText().replace("\u2029", "\n")
        return begun_at(before, len(before))

    def _weigh(self) -> None:
        begun = self._begun() if self._field.hasFocus() else None
        typed = begun[1].casefold() if begun is not None else ""
        found = [
            name
            for name in self._people()
            if begun is not None and any(part.startswith(typed) for part in _beginnings(name))
        ]
        if found and begun is not None and typed != found[0].casefold():
            self._offer(found[:_MOST])
        else:
            self._close()

    def _offer(self, names: list[str]) -> None:
        shown = self._list or self._made()
        if self.offered != names:
            shown.clear()
            shown.addItems(names)
            shown.setCurrentRow(0)
            told = say_many("{count} name: {name}", "{count} names, first {name}", len(names),
                            name=names[0])  # fmt: skip
            announce(self._field, told)
        top = self._field.window()
        under = self._field.mapTo(top, self._field.cursorRect().bottomLeft() + QPoint(0, 4))
        width = max(self._look.px(160), shown.sizeHintForColumn(0) + self._look.px(24))
        height = shown.sizeHintForRow(0) * len(names) + self._look.px(12)
        left = max(0, min(under.x(), top.width() - width))
        if under.y() + height > top.height():
            under.setY(max(0, under.y() - height - self._look.px(28)))
        shown.setGeometry(left, under.y(), width, height)
        shown.show()
        shown.raise_()

    def _made(self) -> QListWidget:
        shown = self._list = QListWidget(self._field.window())
        shown.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        shown.setAccessibleName(say("People to speak to"))
        shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        shown.itemPressed.connect(lambda item: self.take(item.text()))
        shown.setProperty("box", "menu")
        self._field.destroyed.connect(shown.deleteLater)
        return shown

    def _close(self) -> None:
        if self._list is not None:
            self._list.hide()


def _beginnings(name: str) -> list[str]:
    """Give what a name may be begun with: all of it, or one of its later words."""
    folded = name.casefold()
    words = folded.split()
    return [" ".join(words[number:]) for number in range(len(words))] or [folded]


def watch(look: Look, part: QWidget, people: Callable[[], Sequence[str]]) -> None:
    """Offer names in all fields of a part."""
    for field in part.findChildren(Words):
        Naming(look, field, people)

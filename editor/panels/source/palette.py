"""What can be inserted, found by a word for it: at the caret after a slash, or under a button."""

# ruff: noqa: N802
from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from editor.panels.jump.results import ResultList
from editor.panels.jump.values import JumpGroup, JumpItem
from editor.panels.kit.announce import announce
from editor.panels.kit.arrange import column, holder
from editor.panels.kit.frames import Box, Frame, Hairline
from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.look import Look
from editor.writing.actions.palette import find
from editor.writing.actions.table import Action
from sync.model.language import say

_WIDTH, _MOST, _PAGE, _GAP = 440, 300, 6, 4
_GIVEN_UP = 3
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _PAGE,
    Qt.Key.Key_PageUp: -_PAGE,
}


class PaletteField(QLineEdit):
    """The field that also walks the list; `left_behind` is Backspace where nothing is written."""

    stepped = Signal(int)
    left_behind = Signal()
    gone = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand on the keys that are for the list."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key == Qt.Key.Key_Escape:
            self.gone.emit()
        elif key == Qt.Key.Key_Backspace and not self.text():
            self.left_behind.emit()
        else:
            super().keyPressEvent(event)


class InsertPalette(Frame):
    """Offer actions; `chosen(name)` names one, `more_chosen(aim)` one of what was added to them.

    `typed(words)` hands on what was written after a slash that meant no action, so that a line
    may well begin with a slash; `slash_unwanted` takes that slash back.
    """

    chosen = Signal(str)
    more_chosen = Signal(object)
    typed = Signal(str)
    slash_unwanted = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(Box.DIALOG)
        self.setParent(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAccessibleName(say("Insert"))
        self._look = look
        self._after_slash = False
        self._more = JumpGroup("", ())
        self._lost_at = 0
        self._place = QRect()
        self.field = PaletteField()
        self.field.setPlaceholderText(say("What to insert: list, picture, question…"))
        self.field.setAccessibleName(say("What to insert"))
        self.field.setAccessibleDescription(
            say("Up and Down choose, Enter inserts, Esc goes back.")
        )
        self.results = ResultList(look)
        self._nothing = Label("", Voice.MUTED, wrap=True)
        self._rest = holder(column(look, self._nothing, margins=(20, 10, 20, 14)))
        self._head = holder(column(look, self.field, margins=(10, 10, 10, 8)))
        self.setLayout(
            column(look, self._head, Hairline(look), (self.results, 1), self._rest, gap=0)
        )
        self.field.textEdited.connect(self._show_found)
        self.field.stepped.connect(partial(self.results.walk, self.field))
        self.field.returnPressed.connect(self._enter)
        self.field.left_behind.connect(self._take_back)
        self.field.gone.connect(self.close)
        self.results.chosen.connect(self._choose)

    def pop_up(self, place: QRect, *, after_slash: bool = False) -> None:
        """Open below a place of the screen, or above it where there is more room."""
        self._place, self._after_slash, self._lost_at = place, after_slash, 0
        self.field.clear()
        self._show_found("")
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def offer_more(self, more: JumpGroup) -> None:
        """Offer something beside the actions, as snippets, below them."""
        self._more = more

    def hideEvent(self, event: QHideEvent) -> None:
        """Hand on what was written, however the palette was left."""
        super().hideEvent(event)
        if self._after_slash and not event.spontaneous():
            self._after_slash = False
            self.typed.emit(self.field.text())

    def _show_found(self, words: str) -> None:
        actions = JumpGroup(say("Insert"), tuple(self._item(action) for action in find(words)))
        groups = [group for group in (actions, self._more_found(words)) if group.items]
        items = [item for group in groups for item in group.items]
        self.results.show_groups(groups)
        self.results.setVisible(bool(items))
        self._rest.setVisible(not items)
        if items:
            self._lost_at = 0
        elif self._gives_up(words):
            self.close()
            return
        else:
            nothing = say("Nothing by that name.")
            kept = say("Nothing by that name. Esc keeps “/{words}” as text.", words=words)
            self._nothing.say(kept if self._after_slash else nothing)
            announce(self.field, nothing)
        self._fit()
        self.results.say_current(self.field)

    def _gives_up(self, words: str) -> bool:
        """Say whether someone goes on writing after a slash that was no question."""
        self._lost_at = self._lost_at or len(words)
        further = len(words) - self._lost_at >= _GIVEN_UP
        return self._after_slash and (further or words.endswith((" ", "/")))

    def _item(self, action: Action) -> JumpItem:
        keys = self._look.keys(action.name)
        return JumpItem(action.name, action.icon, say(action.title), say(action.about), keys=keys)

    def _more_found(self, words: str) -> JumpGroup:
        wanted = words.lower().split()
        found = (i for i in self._more.items if all(word in i.spoken.lower() for word in wanted))
        return JumpGroup(self._more.title, tuple(found))

    def _fit(self) -> None:
        look, room = self._look, self.screen().availableGeometry()
        rows = min(self.results.whole_height() + look.px(8), look.px(_MOST))
        body = self._rest.sizeHint().height() if self.results.isHidden() else rows
        width = min(look.px(_WIDTH), room.width())
        height = min(self._head.sizeHint().height() + body + 3, room.height())
        top = self._place.bottom() + _GAP
        if top + height > room.bottom():
            top = max(room.top(), self._place.top() - _GAP - height)
        left = max(room.left(), min(self._place.left(), room.right() - width))
        self.setGeometry(QRect(QPoint(left, top), QPoint(left + width - 1, top + height - 1)))

    def _enter(self) -> None:
        item = self.results.current()
        if item is not None:
            self._choose(item)

    def _choose(self, item: JumpItem) -> None:
        self._after_slash = False
        self.close()
        if item in self._more.items:
            self.more_chosen.emit(item.aim)
        else:
            self.chosen.emit(str(item.aim))

    def _take_back(self) -> None:
        was = self._after_slash
        self._after_slash = False
        self.close()
        if was:
            self.slash_unwanted.emit()

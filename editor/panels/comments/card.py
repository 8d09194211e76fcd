"""The frame of every card beside the text: it takes the focus, and says that it did."""

# ruff: noqa: N802
from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QLayout, QWidget

from editor.panels.cards.filling import empty
from editor.panels.cards.form import Words
from editor.panels.kit.arrange import column
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.look import Look


class NoteCard(Frame):
    """A card that Tab comes to; `reached` tells when it or a part of it has the focus.

    What `refill` shows is made anew whenever the note changes; forms stay as they are, so that a
    half-written answer outlives what comes in meanwhile. `grown` asks for another height, `wrote`
    tells that words were written in a form.
    """

    reached = Signal()
    grown = Signal()
    wrote = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(Box.CARD)
        self.look = look
        self._body = column(look, gap=6)
        self._forms = column(look, gap=0)
        self.setLayout(column(look, self._body, self._forms, gap=0, margins=(14, 12, 14, 12)))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def refill(self, *parts: QWidget | QLayout | None) -> None:
        """Show other parts."""
        focused = self.focusWidget()
        lost = focused is not None and focused.hasFocus() and not self._is_in_form(focused)
        empty(self._body)
        for part in parts:
            if isinstance(part, QWidget):
                self._body.addWidget(part)
            elif part is not None:
                self._body.addLayout(part)
        self._show_new()
        self._watch()
        if lost:
            self.setFocus()
        self.grown.emit()

    def _show_new(self) -> None:
        """Show what is new at once: Qt does it later, and measures an empty card until then."""
        for part in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if not part.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
                part.show()

    def add_form(self, form: QWidget) -> None:
        """Put a form below; it is shown and hidden by the card."""
        form.hide()
        form.setContentsMargins(0, self.look.px(8), 0, 0)
        for field in form.findChildren(Words):
            field.textChanged.connect(self.wrote)
        self._forms.addWidget(form)
        self._watch()

    def show_form(self, form: QWidget, shown: bool) -> None:
        """Open or close a form."""
        form.setVisible(shown)
        self.grown.emit()

    @property
    def is_writing(self) -> bool:
        """Tell whether words are being written in the card that were not sent."""
        return any(field.isVisibleTo(self) and field.words().strip() for field in self._fields())

    def unsent(self) -> tuple[str, str] | None:
        """Give the kind of answer that is being written, and its words; None if none is."""
        return None

    def write_again(self, kind: str, words: str) -> None:
        """Show words that were written before and not sent, without taking the focus."""

    def answered(self) -> None:
        """Take what was sent from here out of the forms, and close them: it is in the store."""

    def height_at(self, width: int) -> int:
        """Measure the card at a width, its border of the style sheet and all."""
        layout = self.layout()
        assert layout is not None
        wanted = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else 0
        return max(wanted, layout.totalMinimumSize().height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the card was reached."""
        super().focusInEvent(event)
        self.reached.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell that the card was reached, also when it has the focus already."""
        super().mousePressEvent(event)
        self.reached.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell that a part of the card was reached, or has grown."""
        if event.type() == QEvent.Type.FocusIn:
            self.reached.emit()
        elif event.type() == QEvent.Type.Resize:
            self.grown.emit()
        return super().eventFilter(watched, event)

    @property
    def has_focus_inside(self) -> bool:
        """Tell whether the person is in the card, not only in its window."""
        focused = self.focusWidget()
        return self.hasFocus() or (focused is not None and focused.hasFocus())

    def _fields(self) -> list[Words]:
        return self.findChildren(Words)

    def _is_in_form(self, widget: QWidget) -> bool:
        forms = [self._forms.itemAt(place) for place in range(self._forms.count())]
        widgets = [item.widget() for item in forms if item is not None]
        return any(form is not None and form.isAncestorOf(widget) for form in widgets)

    def _watch(self) -> None:
        for part in self.findChildren(QWidget):
            if part.focusPolicy() != Qt.FocusPolicy.NoFocus:
                part.installEventFilter(self)

"""Filters as chips: those that are set stay in sight, all of them open below the field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from editor.panels.cards.filling import empty
from editor.panels.cards.tab_order import follow_the_eye
from editor.panels.kit.arrange import column
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.flow import Flow
from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.look import Look
from editor.panels.search.values import Filter, FilterGroup, FilterKey
from sync.model.language import say

MOST = 12
"""So many chips of a group are shown at first."""


class Chip(Button):
    """A filter as a button that stays down while it is set; a tick says so beside the colour."""

    def __init__(self, look: Look, one: Filter, checked: bool) -> None:
        count = "" if one.count is None else f"  {one.count}"
        super().__init__(look, one.title + count, icon="check" if checked else "", small=True)
        self.key = one.key
        self.setAccessibleName(f"{one.title}{f', {one.count}' if one.count else ''}")
        self.setCheckable(True)
        self.setChecked(checked)


class FilterChips(QWidget):
    """Show filters; `toggled(key)` tells which chip was pressed."""

    toggled = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._groups: tuple[FilterGroup, ...] = ()
        self._set: frozenset[FilterKey] = frozenset()
        self._whole: set[str] = set()
        self._body = column(look, gap=10)
        self.setLayout(self._body)

    def show_filters(self, groups: Sequence[FilterGroup], chosen: frozenset[FilterKey]) -> None:
        """Show these groups with those filters set; the focus stays on its chip."""
        focused = next((chip.key for chip in self.chips() if chip.hasFocus()), None)
        self._groups, self._set = tuple(groups), chosen
        empty(self._body)
        for group in self._groups:
            self._body.addWidget(self._group(group))
        follow_the_eye(self)
        for chip in self.chips():
            if chip.key == focused:
                chip.setFocus()

    def chips(self) -> list[Chip]:
        """List the chips on show, in the order of the eye."""
        return self.findChildren(Chip)

    def height_at(self, width: int) -> int:
        """Measure all groups at a width: the layout itself remembers what it had before."""
        high = [row.heightForWidth(width) for row in self.children() if isinstance(row, Flow)]
        return sum(high) + self._body.spacing() * len(high)

    def _group(self, group: FilterGroup) -> Flow:
        look = self._look
        whole = group.title in self._whole
        shown = [
            one
            for number, one in enumerate(group.filters)
            if whole or number < MOST or one.key in self._set
        ]
        title = Label(group.title, Voice.SMALL_STRONG)
        title.setMinimumWidth(look.px(84))
        flow = Flow(look, title, gap=6)
        for one in shown:
            chip = Chip(look, one, one.key in self._set)
            chip.chosen.connect(lambda key=one.key: self.toggled.emit(key))
            flow.add(chip)
        if len(shown) < len(group.filters):
            more = Button(look, say("All {count}", count=len(group.filters)), Kind.LINK, small=True)
            more.setAccessibleName(
                say("All {count}: {title}", count=len(group.filters), title=group.title)
            )
            more.chosen.connect(lambda: self._show_whole(group.title))
            flow.add(more)
        return flow

    def _show_whole(self, title: str) -> None:
        self._whole.add(title)
        self.show_filters(self._groups, self._set)

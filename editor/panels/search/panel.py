"""Search in all texts, as a page: results come as one types, and filters narrow them."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from editor.panels.cards.scroll import Page
from editor.panels.cards.tab_order import follow_the_eye
from editor.panels.jump.panel import JumpField
from editor.panels.jump.results import ResultList
from editor.panels.jump.values import count_of
from editor.panels.kit.announce import announce
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.buttons import Button
from editor.panels.kit.flow import Flow
from editor.panels.kit.frames import Box, Frame, Hairline
from editor.panels.kit.glass import Glass
from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.look import Look
from editor.panels.search.filters import FilterChips
from editor.panels.search.nothing import Nothing
from editor.panels.search.values import Filter, FilterGroup, FilterKey, Found
from sync.model.language import mark, say, say_many

NAME = mark("Search in all texts")


class SearchPanel(Frame):
    """Ask for words and filters; `asked(words)` follows the typing, `chosen(aim)` a result.

    `filters_opened` asks once for `show_filters`, `filtered(keys)` tells which are set. Results
    come by `show_found`; those of other words than the field's are not shown.
    """

    asked = Signal(str)
    chosen = Signal(object)
    filters_opened = Signal()
    filtered = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__(Box.CANVAS)
        self._look = look
        self._groups: tuple[FilterGroup, ...] = ()
        self._set: dict[FilterKey, Filter] = {}
        self._answered = self._enter_waits = False
        self.field = JumpField(look)
        self.field.setPlaceholderText(say("Words in texts, comments, notes, names…"))
        self.field.setAccessibleName(say(NAME))
        self.field.setAccessibleDescription(
            say("Up and Down choose, Enter goes there, Esc leaves.")
        )
        Glass(look, self.field)
        self.filters = Button(look, say("Filters"), icon="list-filter", small=True)
        self.filters.setCheckable(True)
        self._set_chips = Flow(look, gap=6)
        self._count = Label("", Voice.SMALL)
        self.chips = FilterChips(look)
        self._more = Page(look, column(look, self.chips, None, gap=0), say("Filters"))
        self._more.hide()
        self.results = ResultList(look)
        self.nothing = Nothing(look)
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._lay_out(look)
        self._connect()
        self.nothing.show_hint()
        self.results.hide()

    def begin(self) -> None:
        """Begin with the words in the field, ready to be written over."""
        self.field.setFocus()
        self.field.selectAll()
        self._ask()

    def show_filters(self, groups: Sequence[FilterGroup]) -> None:
        """Show what there is to choose from; filters that are set stay set."""
        self._groups = tuple(groups)
        self._draw_filters()

    def set_filter(self, one: Filter) -> None:
        """Set one filter alone, from elsewhere."""
        self._set = {one.key: one}
        self._changed()

    def show_found(self, found: Found) -> None:
        """Show what was found for these words, if they are still what is asked for."""
        if found.words != self.field.text():
            return
        self._answered = True
        count = count_of(found.groups)
        self.results.show_groups(found.groups)
        self.results.setVisible(bool(count))
        self._rest.setVisible(not count)
        most = ""
        if found.partly:
            most = say_many("The best {count}", "The best {count}", count)
        elif count:
            most = say_many("{count} found", "{count} found", count)
        self._count.say(most)
        if not found.words.strip():
            self.nothing.show_hint()
        elif not count:
            announce(self.field, self.nothing.show_none(found.words, list(self._set.values())))
        self._say_current(most)
        if self._enter_waits:
            self._enter()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the filters the height that they need at this width."""
        super().resizeEvent(event)
        self._fit()

    # -- parts

    def _lay_out(self, look: Look) -> None:
        line = row(look, self.filters, (self._set_chips, 1), self._count, gap=10)
        head = column(
            look, Label(say(NAME), Voice.PAGE), 4, self.field, line, gap=8, margins=(34, 26, 34, 12)
        )
        head.addWidget(self._more)
        rest = column(look, self.nothing, None, margins=(34, 20, 34, 20))
        self._rest: QWidget = Page(look, rest, say("What can be found"))
        body = column(look, holder(head), Hairline(look), gap=0)
        body.addWidget(self.results, 1)
        body.addWidget(self._rest, 1)
        self.setLayout(body)

    def _connect(self) -> None:
        self._fitting.timeout.connect(self._fit)
        self.field.textEdited.connect(self._ask)
        self.field.stepped.connect(self._step)
        self.field.returnPressed.connect(self._enter)
        self.results.chosen.connect(lambda item: self.chosen.emit(item.aim))
        self.filters.toggled.connect(self._open_filters)
        self.chips.toggled.connect(self._toggle)
        self.nothing.dropped.connect(self._drop)

    # -- filters

    def _open_filters(self, opened: bool) -> None:
        self._more.setVisible(opened)
        if opened:
            self.filters_opened.emit()

    def _toggle(self, key: FilterKey) -> None:
        if key in self._set:
            del self._set[key]
        else:
            every = {one.key: one for group in self._groups for one in group.filters}
            self._set[key] = every[key]
        self._changed()

    def _drop(self, key: FilterKey | None) -> None:
        self._set = {} if key is None else {k: f for k, f in self._set.items() if k != key}
        self._changed()
        self.field.setFocus()

    def _changed(self) -> None:
        self._draw_filters()
        self.filtered.emit(frozenset(self._set))
        self._ask()

    def _draw_filters(self) -> None:
        self.chips.show_filters(self._groups, frozenset(self._set))
        self._fitting.start()  # chips count only once they are shown, by the next event
        self._set_chips.clear()
        for one in self._set.values():
            chip = Button(self._look, one.title, icon="x", small=True)
            chip.setAccessibleName(say("Without the filter {title}", title=one.title))
            chip.chosen.connect(lambda key=one.key: self._drop(key))
            self._set_chips.add(chip)
        follow_the_eye(self)

    def _fit(self) -> None:
        px = self._look.px
        high = self.chips.height_at(max(px(160), self.width() - px(84)))
        most = min(px(230), max(px(76), self.height() * 2 // 5))  # results keep their room
        self._more.setFixedHeight(min(most, max(high, px(40))))

    # -- asking

    def _ask(self) -> None:
        self._answered = self._enter_waits = False
        self.asked.emit(self.field.text())

    def _step(self, by: int) -> None:
        self.results.step(by)
        self._say_current("")

    def _say_current(self, count: str) -> None:
        """Let readers hear what Enter would choose: the focus never leaves the field."""
        item = self.results.current()
        if item is not None and self.field.hasFocus():
            at, of = self.results.place_of_current()
            announce(
                self.field,
                f"{count}. {item.spoken}"
                if count
                else f"{item.spoken}, {say('{place} of {count}', place=at, count=of)}",
            )

    def _enter(self) -> None:
        item = self.results.current()
        if not self._answered:
            self._enter_waits = True
        elif item is not None:
            self.chosen.emit(item.aim)

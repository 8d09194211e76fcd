"""The light preview: a text browser that reads nothing by itself; quizzes are there to be read."""
# ruff: noqa: N802

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QVBoxLayout, QWidget

from editor.markdown.rendered import Patch
from editor.panels.kit.fonts import Family
from editor.panels.kit.layered import layered
from editor.panels.kit.look import Look
from editor.panels.preview.addresses import media_sha
from editor.panels.preview.base import Preview
from editor.panels.preview.light_browser import ClosedBrowser
from editor.panels.preview.light_difference import as_far_as, blocks_to_write, difference
from editor.panels.preview.light_document import LightDocument, in_units
from editor.panels.preview.light_html import FORMULA, light_block
from editor.panels.preview.light_insertions import Insertions, Spot, words_without
from editor.panels.preview.light_marks import selections
from editor.panels.preview.light_pictures import formula, load_drawer, not_here, picture
from editor.panels.preview.light_style import heading_sizes, light_style
from editor.panels.preview.quotes import find_marked
from editor.panels.preview.values import (
    Blocks,
    PageScroll,
    Placing,
    PreviewMark,
    PreviewMarkKind,
    ReadMedia,
    Selected,
    Width,
)

_WIDEST = 696
_WIDTHS = {Width.PHONE: 390, Width.TABLET: 700, Width.DESKTOP: 760}
_FEW, _SOON_MS = 300, 150
_SLICE_S, _SLOW_S = 0.012, 0.02
"""Blocks are added for so long at a time; a change that takes longer waits for a pause."""
_AT_LEAST, _AHEAD, _ALL = 24, 3, 1 << 30
"""So many blocks are written, so many screens below what is in sight, until more is wanted."""
_MANY = 60
"""More blocks than that, changed at once, come in slices as a whole lesson does."""


class LightPreview(Preview):
    """Show the lesson without the web engine: half the memory, and quizzes only to be read."""

    def __init__(self, look: Look, read_media: ReadMedia, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._read_media = read_media
        self._pictures: dict[str, QImage | None] = {}
        self._formulas: dict[str, str] = {}
        self._width = Width.DESKTOP
        self._told, self._slow = True, False
        self._browser = ClosedBrowser(self._resource)
        self._browser.setAccessibleName(self.accessibleName())
        self._browser.setProperty("reading", True)
        self._lesson = LightDocument(self._browser.document())
        self._insertions = Insertions(self._browser.document())
        self._places: dict[str, QTextCursor] = {}
        self._placed: list[Placing] = []
        self._written: Blocks = []
        self._wanted_top, self._wanted = 0.0, 0
        self._then: Callable[[], None] | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._work)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._browser)
        self.setFocusProxy(self._browser)
        self._connect()
        self._set_style()

    @property
    def plays_quizzes(self) -> bool:
        """Quizzes are shown to be read."""
        return False

    def start(self) -> None:
        """Be ready: there is nothing to load."""
        QTimer.singleShot(0, self, self.became_ready.emit)

    @staticmethod
    def make_ready(html: Iterable[str]) -> None:
        """Load what draws formulas if there are any: a tenth of a second, the first time."""
        if any("<math" in one for one in html):
            load_drawer()

    def go_to_mark(self, mark_id: str) -> None:
        """Bring a mark into sight."""
        if mark_id not in self._places:
            self._want(0, lambda: self._go_to_place(mark_id))
        self._go_to_place(mark_id)

    def _go_to_place(self, mark_id: str) -> None:
        if mark_id in self._places:
            top = self._browser.cursorRect(self._places[mark_id]).top()
            self._scroll_to(self._offset() + top - self._browser.height() / 3)

    def scroll_to_line(self, line: float) -> None:
        """Bring a source line to the top, without telling `line_scrolled`."""
        found = self.block_at(line)
        at = next((n for n, (id_, _) in enumerate(self._blocks) if found and id_ == found[0]), -1)
        self._then = None
        if at >= len(self._lesson):
            self._want(at + _AT_LEAST, lambda: self.scroll_to_line(line))
        elif found is not None and at >= 0:
            height = self._lesson.height_of(at)
            self._scroll_to(self._lesson.top_of(at) + found[1] * height)

    def set_width(self, width: Width) -> None:
        """Show it as on a phone, a tablet or a desktop screen."""
        self._width = width
        self._set_margins()

    def shown_text(self) -> str:
        """Return the words that are shown; all of them, a moment after the first time."""
        self._want(_ALL)
        return self._browser.document().toPlainText()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the margins as wide as the screen leaves; hear where people click."""
        if watched is self._browser and event.type() == QEvent.Type.Resize:
            self._set_margins()
        elif event.type() in (QEvent.Type.FocusIn, QEvent.Type.MouseButtonPress):
            self._want(_ALL)  # who walks about here may find and copy anything
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return watched is self._browser and self._pressed(event)
        elif isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            self._clicked(event)
        return False

    def _connect(self) -> None:
        self._browser.installEventFilter(self)
        self._browser.viewport().installEventFilter(self)
        self._browser.anchorClicked.connect(self._link)
        self._browser.selectionChanged.connect(self._tell_selected)
        self._browser.verticalScrollBar().valueChanged.connect(self._tell_scrolled)
        self._look.changed.connect(self._look_changed)

    def _set_style(self) -> None:
        document = self._browser.document()
        document.setDefaultFont(self._look.font(17, family=Family.SERIF))
        self._browser.setFont(self._look.font(17, family=Family.SERIF))
        document.setDefaultStyleSheet(light_style(self._look))
        self._lesson.set_heading_sizes(heading_sizes(self._look))
        document.setDocumentMargin(self._look.px(22))

    def _set_margins(self) -> None:
        wanted = self._look.px(_WIDTHS[self._width])
        spare = max(0, self._browser.width() - wanted)
        self._browser.setViewportMargins(spare // 2, 0, spare - spare // 2, 0)
        self._tell_places()

    def _look_changed(self) -> None:
        self._set_style()
        self._pictures.clear()
        self._refill()

    # --- blocks

    def _fill(self) -> None:
        self._wanted, self._then = 0, None
        self._refill(0.0)

    def _refill(self, top: float | None = None) -> None:
        """Write all blocks anew, in slices, and come back to where it was scrolled to."""
        self._wanted_top = self._offset() if top is None else top
        self._written.clear()
        self._formulas.clear()
        self._lesson.clear()
        self._set_style()
        wanted = self._wanted_top
        self._append_some()
        self._scroll_to(wanted)

    def _append_some(self) -> None:
        until = time.perf_counter() + _SLICE_S
        while not self._has_enough() and time.perf_counter() < until:
            have = len(self._written)
            self._replace(have, 0, self._blocks[have : have + 1])
        if self._wanted_top > self._offset():
            self._scroll_to(self._wanted_top)
        else:
            self._wanted_top = 0.0
        self._paint_marks()
        if len(self._written) >= min(self._wanted, len(self._blocks)):
            then, self._then = self._then or (lambda: None), None
            then()
        self._go_on()

    def _has_enough(self) -> bool:
        """Tell whether what is wanted is written, and some screens below what is in sight."""
        have = len(self._written)
        bar, height = self._browser.verticalScrollBar(), self._browser.viewport().height()
        below = bar.maximum() - max(bar.value(), self._wanted_top)
        enough = have >= max(self._wanted, _AT_LEAST) and below > _AHEAD * height
        return enough or have == len(self._blocks)

    def _want(self, count: int, then: Callable[[], None] | None = None) -> None:
        """Write so many blocks at least; then do what needs them."""
        self._wanted, self._then = max(self._wanted, count), then or self._then
        self._later.start(0)

    def _go_on(self) -> None:
        if not self._later.isActive() and (self._then is not None or not self._has_enough()):
            self._later.start(0)

    def _change(self, patch: Patch) -> None:
        """Change at once what is small; what is long or slow waits for a pause in the typing."""
        if self._later.isActive() or self._slow or len(self._blocks) > _FEW:
            self._later.start(_SOON_MS)
        else:
            self._work()

    def _work(self) -> None:
        """Write what differs from what is to be shown, however many patches made it so."""
        began, top = time.perf_counter(), self._offset()
        blocks = as_far_as(self._written, self._blocks)
        found = difference(self._written, blocks)
        if found.first == len(self._written):  # nothing, or only more to come
            self._append_some()
            return
        if blocks_to_write(self._written, blocks, found) > _MANY:
            self._refill()
            return
        self._wanted_top = 0.0
        put = blocks[found.first : found.end]
        self._replace(found.first, found.last - found.first, put)
        self._scroll_to(top)
        self._paint_marks()
        self._slow = time.perf_counter() - began > _SLOW_S
        self._go_on()

    def _replace(self, at: int, removed: int, blocks: Blocks) -> None:
        """Write blocks in place of others; those that stay as they are are not written."""
        if len(blocks) == removed:
            for number, block in enumerate(blocks, at):
                if block != self._written[number]:
                    self._lesson.replace(number, 1, [self._light(block[1])])
        else:
            self._lesson.replace(at, removed, [self._light(html) for _, html in blocks])
        self._written[at : at + removed] = blocks

    def _light(self, html: str) -> str:
        made = light_block(html, self._look.tokens)
        self._formulas |= made.formulas
        return made.html

    def _resource(self, address: str) -> QImage | None:
        if address not in self._pictures:
            self._pictures[address] = self._picture(address)
        return self._pictures[address]

    def _picture(self, address: str) -> QImage | None:
        if address.startswith(FORMULA):
            source = self._formulas.get(address, "")
            return formula(source, self._look.tokens.text, 19 * self._look.scale)
        sha = media_sha(address)
        data = self._read_media(sha) if sha is not None else None
        shown = picture(data, self._look.px(_WIDEST)) if data is not None else None
        return shown or not_here(self._look)

    # --- marks

    def _paint_marks(self) -> None:
        top = self._offset()
        self._insertions.clear()
        found = [(mark, self._place_of(mark)) for mark in self._marks]
        placed = [(mark, spot) for mark, spot in found if spot is not None]
        self._insertions.put(self._look, [spot for _, spot in placed])
        dressed: list[QTextEdit.ExtraSelection] = []
        self._places = {}
        for mark, spot in placed:
            cursor = self._places[mark.id] = QTextCursor(self._browser.document())
            cursor.setPosition(spot.start)
            cursor.setPosition(spot.end, QTextCursor.MoveMode.KeepAnchor)
            seen = replace(mark, kind=PreviewMarkKind.NOTED) if spot.is_lost else mark
            dressed += selections(cursor, self._look, seen)
        self._browser.setExtraSelections(layered([*dressed, *self._insertions.selections]))
        self._scroll_to(top)
        self._tell_places()
        self._go_on()

    def _place_of(self, mark: PreviewMark) -> Spot | None:
        found = self.block_at(mark.line)
        at = next((n for n, (id_, _) in enumerate(self._blocks) if found and id_ == found[0]), -1)
        if not 0 <= at < len(self._lesson):
            self._wanted = max(self._wanted, at + _AT_LEAST)
            return None
        cursor = self._lesson.cursor_of(at)
        start, put = cursor.selectionStart(), mark.instead
        words = (in_units(part) for part in (mark.quote, mark.lead, mark.follow))
        quoted = find_marked(self._lesson.signs(cursor), *words)
        if quoted is not None:
            return Spot(start + quoted[0], start + quoted[1], put, behind=bool(mark.quote))
        suggested = mark.kind is PreviewMarkKind.SUGGESTION and bool(mark.quote)
        return Spot(start, cursor.selectionEnd(), put, alone=True, is_lost=suggested)

    # --- telling

    def _link(self, url: QUrl) -> None:
        address = url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
        if address.startswith("#"):
            self._want(_ALL, lambda: self._browser.scrollToAnchor(address[1:]))
        else:
            self.link_chosen.emit(address)

    def _clicked(self, event: QMouseEvent) -> None:
        place = self._browser.cursorForPosition(event.position().toPoint()).position()
        seen = {one.id for one in self._marks if one.kind is not PreviewMarkKind.PLACE}
        for name, cursor in self._places.items():
            if name in seen and cursor.selectionStart() <= place <= cursor.selectionEnd():
                self.mark_chosen.emit(name)
                break
        self._answer(self._lesson.at_place(place), lambda first, _: self.line_chosen.emit(first))

    def _pressed(self, event: QKeyEvent) -> bool:
        """Lead from what is at the top to its source by Enter, which on a link follows that."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        cursor = self._browser.textCursor()
        on_link = cursor.hasSelection() and cursor.charFormat().isAnchor()
        found = self._lesson.at_height(self._offset() + 1)
        if not enter or on_link or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            return False
        if found is not None and found[0] < len(self._blocks):
            self.source_wanted.emit(int(self.line_at(self._blocks[found[0]][0], 0) or 0))
        return True

    def ask_lines(self, place: QPoint, answer: Callable[[int, int], None]) -> None:
        """Answer with the source lines of the block at a point of this widget, if one is there."""
        at = self._browser.cursorForPosition(self._browser.viewport().mapFrom(self, place))
        self._answer(self._lesson.at_place(at.position()), answer)

    def _tell_selected(self) -> None:
        cursor = self._browser.textCursor()
        if not cursor.hasSelection():
            self.selected.emit(None)
            return
        first = self._lesson.at_place(cursor.selectionStart())
        last = self._lesson.at_place(cursor.selectionEnd())
        if first is None or last is None:
            return
        lines = self.lines_of(self._blocks[first][0], self._blocks[last][0])
        top = self._offset() + self._browser.cursorRect(cursor).top()
        words = words_without(cursor)
        self.selected.emit(Selected(words, *lines, top, self._browser.cursorRect(cursor).height()))

    def _tell_scrolled(self) -> None:
        bar = self._browser.verticalScrollBar()
        view = self._browser.viewport().height()
        self._go_on()
        self.page_scrolled.emit(PageScroll(bar.value(), bar.maximum() + view, view))
        found = self._lesson.at_height(self._offset() + 1) if self._told else None
        if found is not None and found[0] < len(self._blocks):
            line = self.line_at(self._blocks[found[0]][0], found[1])
            if line is not None:
                self.line_scrolled.emit(line)

    def _tell_places(self) -> None:
        if not self._marks:
            return
        found = []
        for name, cursor in self._places.items():
            first = QTextCursor(cursor)
            first.setPosition(cursor.selectionStart())
            top = self._browser.cursorRect(first).top() + self._offset()
            height = self._browser.cursorRect(cursor).bottom() + self._offset() - top
            found.append(Placing(name, top, max(0, height)))
        if found != self._placed:
            self._placed = found
            self.placed.emit(found)

    def _offset(self) -> float:
        return self._browser.verticalScrollBar().value()

    def _scroll_to(self, top: float) -> None:
        self._told = False
        self._browser.verticalScrollBar().setValue(round(top))
        self._told = True

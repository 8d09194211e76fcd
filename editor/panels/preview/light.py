"""The light preview: a text browser that reads nothing by itself; quizzes are there to be read."""
# ruff: noqa: N802

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QVBoxLayout, QWidget

from editor.markdown.rendered import Patch
from editor.panels.kit.fonts import Family
from editor.panels.kit.look import Look
from editor.panels.preview.addresses import media_sha
from editor.panels.preview.base import Preview
from editor.panels.preview.light_difference import blocks_to_write, difference
from editor.panels.preview.light_document import LightDocument
from editor.panels.preview.light_html import FORMULA, light_block
from editor.panels.preview.light_pictures import formula, load_drawer, not_here, picture
from editor.panels.preview.light_style import heading_sizes, light_style
from editor.panels.preview.quotes import find_quote
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
_MANY = 60
"""More blocks than that, changed at once, come in slices as a whole lesson does."""


class ClosedBrowser(QTextBrowser):
    """A text browser whose every resource comes from one function; what that lacks is not there."""

    def __init__(self, resource: Callable[[str], QImage | None]) -> None:
        super().__init__()
        self._resource = resource
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)

    def loadResource(self, type_: int, name: QUrl | str) -> object:
        """Give pictures of ours and nothing else: Qt would read files and follow addresses."""
        if type_ != QTextDocument.ResourceType.ImageResource.value:
            return None
        address = name.toString() if isinstance(name, QUrl) else name
        return self._resource(address)


class LightPreview(Preview):
    """Show the lesson without the web engine: half the memory, and quizzes only to be read."""

    def __init__(self, look: Look, read_media: ReadMedia, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._read_media = read_media
        self._pictures: dict[str, QImage | None] = {}
        self._formulas: dict[str, str] = {}
        self._width = Width.DESKTOP
        self._told = True
        self._browser = ClosedBrowser(self._resource)
        self._browser.setAccessibleName(self.accessibleName())
        self._browser.setProperty("reading", True)
        self._lesson = LightDocument(self._browser.document())
        self._places: dict[str, QTextCursor] = {}
        self._placed: list[Placing] = []
        self._written: Blocks = []
        self._slow = False
        self._wanted_top = 0.0
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
        if mark_id in self._places:
            top = self._browser.cursorRect(self._places[mark_id]).top()
            self._scroll_to(self._offset() + top - self._browser.height() / 3)

    def scroll_to_line(self, line: float) -> None:
        """Bring a source line to the top, without telling `line_scrolled`."""
        found = self.block_at(line)
        at = next((n for n, (id_, _) in enumerate(self._blocks) if found and id_ == found[0]), -1)
        if found is not None and 0 <= at < len(self._lesson):
            height = self._lesson.height_of(at)
            self._scroll_to(self._lesson.top_of(at) + found[1] * height)

    def set_width(self, width: Width) -> None:
        """Show it as on a phone, a tablet or a desktop screen."""
        self._width = width
        self._set_margins()

    def shown_text(self) -> str:
        """Return the words that are shown."""
        return self._browser.document().toPlainText()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the margins as wide as the screen leaves; hear where people click."""
        if watched is self._browser and event.type() == QEvent.Type.Resize:
            self._set_margins()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return watched is self._browser and self._pressed(event)
        elif isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            self._clicked(event)
        return False

    # --- setting up

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
        self._wanted_top = 0.0
        self._refill(0.0)

    def _refill(self, top: float | None = None) -> None:
        """Write all blocks anew, in slices, and come back to where it was scrolled to."""
        self._wanted_top = self._offset() if top is None else top
        self._written.clear()
        self._formulas.clear()
        self._lesson.clear()
        self._set_style()
        self._append_some()
        self._scroll_to(self._wanted_top)

    def _append_some(self) -> None:
        until = time.perf_counter() + _SLICE_S
        while len(self._written) < len(self._blocks) and time.perf_counter() < until:
            have = len(self._written)
            put = self._blocks[have : have + 4]
            has_formulas = any("<math" in html for _, html in put)
            self._replace(have, 0, put[:1] if has_formulas else put)
        if self._wanted_top > self._offset():
            self._scroll_to(self._wanted_top)
        self._paint_marks()
        if len(self._written) < len(self._blocks):
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
        found = difference(self._written, self._blocks)
        if found.first == len(self._written):  # nothing, or only more to come
            self._append_some()
            return
        if blocks_to_write(self._written, self._blocks, found) > _MANY:
            self._refill()
            return
        self._wanted_top = 0.0
        put = self._blocks[found.first : found.end]
        self._replace(found.first, found.last - found.first, put)
        self._scroll_to(top)
        self._paint_marks()
        self._slow = time.perf_counter() - began > _SLOW_S
        if len(self._written) < len(self._blocks):
            self._later.start(0)

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
        selections, self._places = [], {}
        for mark in self._marks:
            cursor = self._place_of(mark)
            if cursor is not None:
                self._places[mark.id] = cursor
                selection = QTextEdit.ExtraSelection()
                selection.cursor = cursor
                selection.format = self._format_of(mark)
                selections.append(selection)
        self._browser.setExtraSelections(selections)
        self._tell_places()

    def _place_of(self, mark: PreviewMark) -> QTextCursor | None:
        found = self.block_at(mark.line)
        at = next((n for n, (id_, _) in enumerate(self._blocks) if found and id_ == found[0]), -1)
        if not 0 <= at < len(self._lesson):
            return None
        cursor = self._lesson.cursor_of(at)
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        quoted = find_quote(self._units(cursor, start, end), mark.quote) if mark.quote else None
        if quoted is not None:
            cursor.setPosition(start + quoted[0])
            cursor.setPosition(start + quoted[1], QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _units(self, cursor: QTextCursor, start: int, end: int) -> str:
        """Return what stands there, one sign for each unit of the document."""
        words = cursor.selectedText()
        if len(words) == end - start:
            return words
        signs = (self._browser.document().characterAt(place) for place in range(start, end))
        return "".join((sign or "?")[:1] for sign in signs)

    def _format_of(self, mark: PreviewMark) -> QTextCharFormat:
        look, made = self._look, QTextCharFormat()
        lines = QTextCharFormat.UnderlineStyle
        if mark.kind is PreviewMarkKind.SUGGESTION:
            made.setBackground(look.colour("deleted"))
            made.setForeground(look.colour("deleted_text"))
            made.setFontStrikeOut(True)
            return made
        overlap = mark.kind is PreviewMarkKind.OVERLAP
        made.setBackground(look.colour("theirs_soft" if overlap else "mark"))
        made.setUnderlineColor(look.colour("theirs" if overlap else "mark_line"))
        made.setUnderlineStyle(lines.DashUnderline if overlap else lines.SingleUnderline)
        if mark.active:
            made.setBackground(look.colour("selection"))
        return made

    # --- telling

    def _link(self, url: QUrl) -> None:
        address = url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
        if address.startswith("#"):
            self._browser.scrollToAnchor(address[1:])
        else:
            self.link_chosen.emit(address)

    def _clicked(self, event: QMouseEvent) -> None:
        place = self._browser.cursorForPosition(event.position().toPoint()).position()
        for name, cursor in self._places.items():
            if cursor.selectionStart() <= place <= cursor.selectionEnd():
                self.mark_chosen.emit(name)
                break
        at = self._lesson.at_place(place)
        if at is not None and at < len(self._blocks):
            line = self.line_at(self._blocks[at][0], 0)
            if line is not None:
                self.line_chosen.emit(int(line))

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
        words = cursor.selection().toPlainText()
        self.selected.emit(Selected(words, *lines, top, self._browser.cursorRect(cursor).height()))

    def _tell_scrolled(self) -> None:
        bar = self._browser.verticalScrollBar()
        view = self._browser.viewport().height()
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

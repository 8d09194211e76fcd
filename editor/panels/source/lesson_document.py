"""Keep a Qt text document and the lesson's true text equal, and tell what was typed into it.

Qt reports changes in UTF-16 units, also when only colours changed, and often more than changed.
This is the one place that reads such reports; what leaves it are exact edits in code points.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor, QTextDocument

from editor.panels.source.long_lines import LONGEST, SoftEnds, ends_in
from editor.panels.source.long_texts import Pieces
from editor.panels.source.shadow_text import ShadowText
from editor.panels.source.stand_ins import shown
from editor.panels.source.text_edits import smallest
from editor.panels.source.utf16 import units_in
from sync.merge.edits import Edit


class LessonDocument(QObject):
    """The true text of what a document shows; `typed(edit, removed_text)` tells native edits.

    Text is never read by `toPlainText`, which turns NBSP into a space and U+2028 into a line end.
    Signals carry texts as objects: as QString they would lose a leading U+FEFF.

    A text of tens of thousands of lines is all here at once, and comes into the document within
    some turns of the event loop. Whoever asks for a place that is not in it yet gets it at once;
    who uses the document without asking here for places, as keys do, says `finish` first.
    """

    typed = Signal(object, object)

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._document = document
        self._shadow = ShadowText()
        self._soft = SoftEnds()
        self._pieces = Pieces(document)
        self._own = False
        document.contentsChange.connect(self._changed)

    def __len__(self) -> int:
        return len(self._shadow)

    def text(self) -> str:
        """Return the whole text."""
        return self._shadow.text()

    def slice(self, start: int, end: int) -> str:
        """Return the text between two places, in code points."""
        return self._shadow.slice(start, end)

    def units(self, point: int) -> int:
        """Return the document's place (UTF-16) of a code point."""
        unit = self._shadow.units(point)
        if self._pieces and unit >= self._document.characterCount():
            self._pieces.finish()
        return unit

    def points(self, unit: int) -> int:
        """Return the code point at a place of the document (UTF-16)."""
        return self._shadow.points(unit)

    def cursor(self, start: int, end: int) -> QTextCursor:
        """Return a cursor that selects a stretch, and stays at it while the text changes."""
        made = QTextCursor(self._document)
        made.setPosition(self.units(start))
        made.setPosition(self.units(end), QTextCursor.MoveMode.KeepAnchor)
        return made

    def show(self, text: str) -> None:
        """Replace the whole text."""
        self._shadow = ShadowText(text)
        seen = shown(text)
        self._soft = SoftEnds(seen)
        self._pieces.show(self._soft.shown(seen))

    def finish(self) -> None:
        """Have the whole text in the document from now on."""
        self._pieces.finish()

    def perform(self, edits: Sequence[Edit]) -> list[str]:
        """Make edits, all places before any of them; return the texts that they removed."""
        removed: list[str] = []
        self._pieces.finish()
        self._own = True
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        for edit in reversed(edits):
            removed.append(self._shadow.slice(edit.start, edit.end))
            cursor.setPosition(self._shadow.units(edit.start))
            if edit.deleted:
                end = self._shadow.units(edit.end)
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                cursor.removeSelectedText()
            if edit.inserted:
                cursor.insertText(shown(edit.inserted))
            self._replace(edit, removed[-1])
            self._part_lines(edit.start, edit.start + len(edit.inserted))
        cursor.endEditBlock()
        self._own = False
        removed.reverse()
        return removed

    def lines(self, anchor: int, caret: int) -> tuple[int, str]:
        """Return the whole lines that a selection touches, and where they begin (code points)."""
        first = self._document.findBlock(self.units(min(anchor, caret)))
        last = self._document.findBlock(self.units(max(anchor, caret)))
        start = self.points(first.position())
        return start, self.slice(start, self.points(last.position() + last.length() - 1))

    def _changed(self, unit: int, removed: int, added: int) -> None:
        if self._own or self._pieces.is_putting:
            return
        unit, removed, added = self._whole_signs(unit, removed, added)
        start = self._shadow.points(unit)
        old = self._shadow.slice(start, self._shadow.points(unit + removed))
        new = self._read(unit, added)
        edit = smallest(0, self._soft.shown(shown(old), unit), shown(new))
        if edit is None:
            return
        gone = old[edit.start : edit.end]
        put = new[edit.start : edit.start + len(edit.inserted)]
        made = Edit(start + edit.start, edit.deleted, put)
        self._replace(made, gone)
        self.typed.emit(made, gone)

    def _replace(self, edit: Edit, gone: str) -> None:
        """Take an edit into the true text; `gone` is what it deletes."""
        if len(self._soft):
            unit = self._shadow.units(edit.start)
            self._soft.replace(unit, units_in(gone), units_in(edit.inserted))
        self._shadow.replace(edit.start, edit.deleted, edit.inserted)

    def _part_lines(self, start: int, end: int) -> None:
        """Show lines between two places in parts if they have become immense."""
        block, last = (self._document.findBlock(self._shadow.units(at)) for at in (start, end))
        while block.isValid() and block.position() <= last.position():
            if block.length() > LONGEST:
                ends = ends_in(block.text(), block.position())
                self._soft.add(ends)
                for unit in ends:
                    self._show_end(unit)
                block = self._document.findBlock(ends[-1] if ends else block.position())
            block = block.next()

    def _show_end(self, unit: int) -> None:
        """Show the end of a line in place of the sign at a place; other cursors stay."""
        cursor = QTextCursor(self._document)
        cursor.setPosition(unit + 1)
        cursor.insertText("\n")
        cursor.setPosition(unit)
        cursor.deleteChar()

    def _whole_signs(self, unit: int, removed: int, added: int) -> tuple[int, int, int]:
        """Bring a report inside the text and widen it, so that it cuts no pair in two."""
        before = self._shadow.total_units - self._pieces.waiting_units
        after = self._document.characterCount() - 1
        removed = min(removed, before - unit)
        added = min(added, after - unit)
        missing = (after - before) - (added - removed)
        added += max(0, missing)
        removed += max(0, -missing)
        if self._shadow.has_pairs:
            if self.units(self.points(unit)) != unit:
                unit, removed, added = unit - 1, removed + 1, added + 1
            if self.units(self.points(unit + removed)) != unit + removed:
                removed, added = removed + 1, added + 1
        return unit, removed, added

    def _read(self, unit: int, length: int) -> str:
        """Read `length` units of the document from `unit` on; a lone half reads as U+FFFD."""
        parts: list[str] = []
        block = self._document.findBlock(unit)
        end = unit + length
        while block.isValid() and block.position() < end:
            line = block.text()
            if units_in(line) != block.length() - 1:
                line = self._read_signs(block.position(), block.length() - 1)
            first = max(0, unit - block.position())
            last = min(end - block.position(), block.length())
            parts.append(_cut(line + "\n", first, last))
            block = block.next()
        return "".join(parts)

    def _read_signs(self, position: int, length: int) -> str:
        """Read a line sign by sign: slow, for a line that holds half of a pair."""
        found = [self._document.characterAt(position + i) or "\ufffd" for i in range(length)]
        raw = "".join(found).encode("utf-16-le", "surrogatepass")
        return raw.decode("utf-16-le", "replace").ljust(length, "\ufffd")


def _cut(line: str, first: int, last: int) -> str:
    """Cut a line by units."""
    if line.isascii():
        return line[first:last]
    raw = line.encode("utf-16-le", "surrogatepass")
    return raw[2 * first : 2 * last].decode("utf-16-le", "replace")

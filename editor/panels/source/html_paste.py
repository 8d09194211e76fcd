"""Put what was copied with its format where it was pasted, also if someone went on writing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor

from editor.markdown.media_text import written_address
from editor.panels.source.lesson_view import LessonView
from editor.panels.source.pasting import Copied
from editor.writing.change import Change, Selection, followed
from sync.merge.edits import Edit

if TYPE_CHECKING:
    from editor.writing.paste.clipboard import Pasted


@dataclass(frozen=True)
class Put:
    """What was put in; the document keeps the places of pictures that are to be asked for.

    `span` is all of the words, none where only pictures were copied. `step` lay on top of the
    history then: a picture that comes while nothing else was changed goes back with the words.
    """

    places: dict[str, QTextCursor]
    span: QTextCursor | None = None
    step: object = None

    def stands(self) -> bool:
        """Say whether the words are there still: they may have been taken back, or out."""
        return self.span is None or self.span.hasSelection()


def put_in(view: LessonView, copied: Copied, pasted: Pasted) -> Put | None:
    """Paste as one step back; None, and nothing, if the view shows another lesson by now.

    Pictures that lie on this computer leave their words in their places.
    """
    from editor.writing.paste.placing import paste, without_pictures

    if copied.shown != view.times_shown:
        return None
    points = view.lesson.points
    place = Selection(points(copied.anchor.position()), points(copied.caret.position()))
    change = paste(view.text(), place, pasted, copied.plain)
    change, places = without_pictures(change, [one.name for one in pasted.pictures if one.file])
    anchor, caret = view.selection()
    if (anchor, caret) != (place.anchor, place.caret):
        edits = change.edits
        change = Change(edits, followed(anchor, edits), followed(caret, edits))
    view.do(change)
    view.ensureCursorVisible()
    if not places or view.isReadOnly():
        return Put({})
    held = {name: _held(view, *where) for name, where in places.items()}
    if not change.edits or not change.edits[0].inserted:
        return Put(held)
    [edit] = change.edits
    span = _held(view, edit.start, edit.start + len(edit.inserted))
    return Put(held, span, view.history.last)


def put_pictures(view: LessonView, put: Put, addresses: dict[str, str]) -> list[str]:
    """Show pictures where their words stand, whatever these are by now; name those without."""
    edits: list[Edit] = []
    wordless: list[str] = []
    for name, held in put.places.items():
        if name not in addresses:
            continue
        end = view.lesson.points(held.position())
        start = min(view.lesson.points(held.anchor()), end)
        words = " ".join(view.lesson.slice(start, end).split())
        wordless += [name] * (not words)
        shown = f"![{words}]({written_address(addresses[name])})"
        if edits and edits[-1].end == start:  # side by side: one change
            last = edits.pop()
            edits.append(Edit(last.start, end - last.start, last.inserted + shown))
        else:
            edits.append(Edit(start, end - start, shown))
    made = tuple(edits)
    anchor, caret = view.selection()
    goes_on = put.step is not None and view.history.last is put.step
    view.change(made, followed(anchor, made), followed(caret, made), goes_on=goes_on)
    return wordless


def _held(view: LessonView, start: int, end: int) -> QTextCursor:
    """Keep a place of the document; what is typed right behind it is not in it."""
    held = view.lesson.cursor(start, end)
    held.setKeepPositionOnInsert(True)
    return held

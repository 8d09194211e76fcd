"""Put what was copied with its format where it was pasted, also if someone went on writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.panels.source.lesson_view import LessonView
from editor.panels.source.pasting import Copied
from editor.writing.change import Change, Selection, followed

if TYPE_CHECKING:
    from editor.writing.paste.clipboard import Pasted


def put_in(view: LessonView, copied: Copied, pasted: Pasted) -> bool:
    """Paste as one step back; False, and nothing, if the view shows another lesson by now."""
    from editor.writing.paste.placing import paste

    if copied.shown != view.times_shown:
        return False
    points = view.lesson.points
    place = Selection(points(copied.anchor.position()), points(copied.caret.position()))
    change = paste(view.text(), place, pasted, copied.plain)
    anchor, caret = view.selection()
    if (anchor, caret) != (place.anchor, place.caret):
        edits = change.edits
        change = Change(edits, followed(anchor, edits), followed(caret, edits))
    view.do(change)
    view.ensureCursorVisible()
    return True

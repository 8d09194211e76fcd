"""Press a button: a second press right after takes the first one back, byte for byte.

Off is not always the opposite of on: a heading of another level, a list with other marks. So the
last press is remembered, and counts as long as nothing else has touched text or selection.
"""

from __future__ import annotations

from dataclasses import dataclass

from editor.writing.actions.table import Action
from editor.writing.change import Change, Selection, changed, undone


@dataclass(frozen=True, slots=True)
class Press:
    """What a press did; `text` is the text after it, `back` takes it back."""

    name: str
    change: Change
    back: Change
    text: str


def press(action: Action, text: str, selection: Selection, last: Press | None) -> Press | None:
    """Do an action, or take it back if the last press was the same; None if nothing is to do.

    Hand in the Press that came before, whichever action it was of.
    """
    if (
        last is not None
        and action.toggles
        and last.name == action.name
        and last.change.selection == selection
        and last.text == text
    ):
        change: Change | None = last.back
    else:
        change = action.act(text, selection)
    if change is None or (not change.edits and change.selection == selection):
        return None
    return Press(action.name, change, undone(text, change, selection), changed(text, change))

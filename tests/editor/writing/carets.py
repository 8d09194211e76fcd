"""Texts with a caret or a selection drawn in: `¦` is the caret, `‖` where a selection began."""

from __future__ import annotations

from editor.writing.change import Act, Change, Selection, changed, undone


def drawn(picture: str) -> tuple[str, Selection]:
    """Read a text with its selection; without `‖` there is only a caret."""
    if "‖" not in picture:
        return picture.replace("¦", ""), Selection.at(picture.index("¦"))
    anchor, caret = picture.index("‖"), picture.index("¦")
    anchor, caret = (anchor, caret - 1) if anchor < caret else (anchor - 1, caret)
    return picture.replace("¦", "").replace("‖", ""), Selection(anchor, caret)


def draw(text: str, selection: Selection) -> str:
    """Draw a selection into its text."""
    anchor, caret = selection.anchor, selection.caret
    if anchor == caret:
        return text[:caret] + "¦" + text[caret:]
    marks = sorted([(anchor, "‖"), (caret, "¦")])
    (first, one), (last, two) = marks
    return text[:first] + one + text[first:last] + two + text[last:]


def after(act: Act, picture: str) -> str | None:
    """Draw what an act makes of a picture; None if it does nothing."""
    text, selection = drawn(picture)
    change = act(text, selection)
    if change is None:
        return None
    hold(text, selection, change)
    return draw(changed(text, change), change.selection)


def hold(text: str, selection: Selection, change: Change) -> None:
    """Hold a change to what all promise: edits in order that fit, a selection inside, an undo."""
    at = 0
    for edit in change.edits:
        assert at <= edit.start <= edit.end <= len(text)
        assert text[edit.start : edit.end] != edit.inserted
        at = edit.end
    new = changed(text, change)
    assert 0 <= change.selection.first <= change.selection.last <= len(new)
    back = undone(text, change, selection)
    assert changed(new, back) == text
    assert back.selection == selection

"""Do an action in place of the slash that asked for it, as one step."""

from __future__ import annotations

from editor.writing.change import Act, Change, Selection, joined
from editor.writing.lines import line_of
from sync.merge.edits import Edit


def over_slash(act: Act) -> Act:
    """Give the act that also takes away a slash which stands alone on the caret's line."""

    def acted(text: str, selection: Selection) -> Change | None:
        start, line = line_of(text, selection.caret)
        if line != "/":
            return act(text, selection)
        change = act(text[:start] + text[start + 1 :], Selection.at(start))
        return _with_slash(change or Change((), start, start), start)

    return acted


def nothing(text: str, selection: Selection) -> Change:
    """Change nothing: for what only wants the slash gone."""
    return Change((), selection.anchor, selection.caret)


def _with_slash(change: Change, place: int) -> Change:
    """Let a change of the text without the slash at `place` be one of the text with it."""
    edits: list[Edit] = []
    taken = False
    for edit in change.edits:
        if not taken and edit.start <= place <= edit.end:
            edits.append(Edit(edit.start, edit.deleted + 1, edit.inserted))
            taken = True
        else:
            edits.append(Edit(edit.start + (edit.start > place), edit.deleted, edit.inserted))
    if not taken:
        edits.append(Edit(place, 1, ""))
    return Change(joined(edits), change.anchor, change.caret)

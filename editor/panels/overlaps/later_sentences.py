"""Say what was written at a place since: over its texts, or beside words that are being written."""

from __future__ import annotations

from editor.panels.kit.avatars import Face
from editor.panels.overlaps.people import all_mine, names
from editor.panels.overlaps.values import OverlapItem
from sync.model.language import mark, say

GONE = mark(
    "This place was settled meanwhile, so nothing is left to choose here. "
    "Your words are still here: copy what you need, then leave them with Cancel."
)
UNUSED = mark("Your words · they stand in no lesson yet")


def settled(item: OverlapItem) -> str:
    """Say who wrote over both texts; empty where the place is open."""
    if not item.settled:
        return ""
    if all_mine(item.over):
        return say("You wrote over this place since, with both texts in view. It blocks nothing.")
    if item.over:
        return say(
            "{who} wrote over this place since, with both texts in view. It blocks nothing.",
            who=names(item.over),
        )
    return say("This place was written over since, with both texts in view. It blocks nothing.")


def stands_since(item: OverlapItem) -> str:
    """Say whose text stands where both were written over."""
    if all_mine(item.over):
        return say("Your text · this is in the lesson now")
    if item.over:
        return say("{name}’s text · this is in the lesson now", name=names(item.over))
    return say("Written since · this is in the lesson now")


def meanwhile(seen: OverlapItem | None, item: OverlapItem) -> str:
    """Say who wrote at the place while its texts were in view, or words of one's own begun.

    None is `seen` by words that outlasted their window: what was in view is not known then.
    """
    came = _who_came(seen, item) if seen is not None else []
    who = list(item.over) if item.settled else came
    if not who or all_mine(who):
        return say(
            "This place was changed while you were writing. Your words are kept: "
            "they replace what stands there now only if you use them."
        )
    return say(
        "{who} wrote here while you were writing. Your words are kept: "
        "they replace what stands there now only if you use them.",
        who=names(who),
    )


def _who_came(seen: OverlapItem, item: OverlapItem) -> list[Face]:
    """List who wrote a text that was not in view."""
    known = {(one.text, face.person) for one in seen.wordings for face in one.faces}
    came = [
        face
        for one in item.wordings
        if not one.is_third
        for face in one.faces
        if (one.text, face.person) not in known and not face.me
    ]
    return list({face.person: face for face in came}.values())

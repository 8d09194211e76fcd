"""Say in a sentence what was done apart to a lesson or module as a whole, or to a file."""

from __future__ import annotations

from dataclasses import dataclass

from editor.panels.cards.runs import shortened
from editor.panels.overlaps.people import all_mine, names
from editor.panels.overlaps.values import OverlapItem, Wording
from sync.model.language import mark, say


@dataclass(frozen=True)
class _Deed:
    """What one side did, as the first clause of a sentence and as a later one; mine and theirs."""

    you: str
    they: str
    then_you: str
    then_they: str


_DEEDS = {
    "place": _Deed(
        mark("You moved “{thing}” to {place}"),
        mark("{who} moved “{thing}” to {place}"),
        mark("you moved it to {place}"),
        mark("{who} moved it to {place}"),
    ),
    "title": _Deed(
        mark("You named it “{title}”"),
        mark("{who} named it “{title}”"),
        mark("you named it “{title}”"),
        mark("{who} named it “{title}”"),
    ),
    "removed": _Deed(
        mark("You removed “{thing}”"),
        mark("{who} removed “{thing}”"),
        mark("you removed it"),
        mark("{who} removed it"),
    ),
    "edited": _Deed(
        mark("You went on writing in “{thing}”"),
        mark("{who} went on writing in “{thing}”"),
        mark("you went on writing in it"),
        mark("{who} went on writing in it"),
    ),
    "text": _Deed(
        mark("You wrote in “{thing}”"),
        mark("{who} wrote in “{thing}”"),
        mark("you wrote in it"),
        mark("{who} wrote in it"),
    ),
    "file": _Deed(
        mark("You put a file at “{thing}”"),
        mark("{who} put a file at “{thing}”"),
        mark("you put another"),
        mark("{who} put another"),
    ),
}
_AFTERWARDS = {
    "removed-edited": mark("It is in “Found”, with all that was written."),
    "removed-added": mark("Its module was removed meanwhile; it is in “Found”."),
    "circle": mark("Both moves together would put each inside the other."),
    "file-apart": mark("The files are not the same."),
}
_HEADS = {
    "both-renamed": mark("One title, written apart"),
    "both-moved": mark("Moved to two places"),
    "removed-moved": mark("Moved here, removed there"),
    "removed-edited": mark("Written in, and removed"),
    "removed-added": mark("Put into a module that was removed"),
    "circle": mark("Each moved into the other"),
    "file-apart": mark("Different files at one place"),
    "file-removed": mark("A new file here, taken out there"),
    "described-apart": mark("Two names for one thing"),
}


def outline_head(item: OverlapItem) -> str:
    """Say what happened in a few words."""
    return say(_HEADS.get(item.kind, mark("Changed apart")))


def outline_sentence(item: OverlapItem) -> str:
    """Tell who did what to a lesson or module: “You moved “X” to B; A. K. removed it.”"""
    thing = shortened(item.title, 60)
    clauses = [_clause(wording, thing, later=at > 0) for at, wording in enumerate(item.wordings)]
    told = f"{'; '.join(clauses)}."
    after = _AFTERWARDS.get(item.kind)
    return f"{told} {say(after)}" if after else told


def _clause(wording: Wording, thing: str, *, later: bool) -> str:
    deed = _DEEDS[wording.act]
    mine, title = all_mine(wording.faces), shortened(wording.text, 80)
    if later:
        text = deed.then_you if mine else deed.then_they
    else:
        text = deed.you if mine else deed.they
    who = names(wording.faces, first=not later)
    return say(text, who=who, thing=thing, place=wording.text, title=title)


def stands_in_outline(item: OverlapItem) -> str:
    """Say how the outline stands now, in a sentence."""
    if item.kind == "both-renamed":
        return say("Its title is “{title}”.", title=item.now)
    if item.kind in ("removed-edited", "removed-added"):
        return say("It is in “Found”, whole. Nothing of it is lost.")
    if item.kind == "file-apart":
        return say("Kept apart, they are {files}.", files=item.now)
    if item.kind == "file-removed":
        return say("It is still there: {file}.", file=item.now)
    if item.kind == "described-apart":
        return say("It says “{words}”.", words=item.now)
    return say("It is in {place}.", place=item.now)

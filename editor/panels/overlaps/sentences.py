"""Say in a sentence what two people did apart, without a word of blame."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from editor.panels.cards.runs import shortened
from editor.panels.kit.avatars import Face
from editor.panels.overlaps.values import OverlapItem, Wording

_OPTION = re.compile(r"^\s*\[[(\[]\s*([xX]?)\s*[)\]]\]", re.MULTILINE)
_SENTENCE_END = re.compile(r"[.!?…。！？]+[\"'”’)]*\s+\S")
_NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}


def names(faces: Sequence[Face], *, first: bool = True) -> str:
    """Name people: "You and A. K."; "you" if the sentence does not begin with it."""
    said = [("You" if first else "you") if face.me else face.name for face in faces]
    said = list(dict.fromkeys(said)) or ["Someone"]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"


def owned(faces: Sequence[Face]) -> str:
    """Say whose a text is: "your", "A. K.’s"."""
    if any(face.me for face in faces):
        return "your"
    return f"{names(faces)}’s"


def place_word(item: OverlapItem) -> str:
    """Name the place by what it is: a sentence, a heading, a question."""
    text = (item.was or item.now).strip()
    lines = [line for line in text.split("\n") if line.strip()]
    if any(len(_OPTION.findall(side)) > 1 for side in (item.was, item.now)):
        return "question"
    if len(lines) > 1:
        return "place"
    if text.startswith("#"):
        return "heading"
    if text.startswith("|"):
        return "table row"
    return "paragraph" if _SENTENCE_END.search(text) else "sentence"


def question(item: OverlapItem) -> str:
    """Head the card."""
    if item.in_outline:
        return f"{_outline_head(item)}: “{shortened(item.title, 60)}”"
    who = names(_everyone(item))
    if item.kind == "edited-deleted":
        return _edited_deleted(item)
    if item.kind in ("both-added", "twice-added"):
        return f"{who} wrote at the same place"
    if item.kind == "spacing":
        return f"{who} spaced these words in different ways"
    if item.kind == "moved-edited":
        return f"{who}: one moved this {place_word(item)}, the other changed it"
    if item.kind == "chosen-apart":
        return f"{who} checked this place apart, and chose differently"
    both = "both" if len(_everyone(item)) == 2 else "all"
    return f"{who} {both} changed this {place_word(item)}"


def headline(item: OverlapItem) -> tuple[str, str]:
    """Say it in a row of the list: a few words, and a sentence or where it is."""
    if item.in_outline:
        return _outline_head(item), outline_sentence(item)
    keys = _right_answers(item)
    if keys:
        return "Two different right answers", f"{item.title}: {keys}. Only one may be right."
    count = _NUMBERS.get(len(item.wordings), str(len(item.wordings)))
    heads = {
        "edited-deleted": "Changed here, taken out there",
        "both-added": f"{count.capitalize()} texts for one place",
        "twice-added": "The same line, written twice",
        "moved-edited": "Moved here, changed there",
        "chosen-apart": "Two choices for one place",
        "spacing": "Same words, other spacing",
    }
    head = heads.get(item.kind, f"One {place_word(item)}, {count} texts")
    return head, item.title


def outline_sentence(item: OverlapItem) -> str:
    """Tell who did what to a lesson or module: “You moved “X” to B; A. K. removed it.”"""
    parts = []
    for number, wording in enumerate(item.wordings):
        thing = f"“{shortened(item.title, 60)}”" if number == 0 else "it"
        parts.append(
            f"{names(wording.faces, first=number == 0)} {_DID[wording.act](wording, thing)}"
        )
    told = "; ".join(parts) + "."
    return told + _AFTERWARDS.get(item.kind, "")


_DID: dict[str, Callable[[Wording, str], str]] = {
    "place": lambda wording, thing: f"moved {thing} to {wording.text}",
    "title": lambda wording, _: f"named it “{shortened(wording.text, 80)}”",
    "removed": lambda _, thing: f"removed {thing}",
    "edited": lambda _, thing: f"went on writing in {thing}",
    "text": lambda _, thing: f"wrote in {thing}",
    "file": lambda _, thing: "put another" if thing == "it" else f"put a file at {thing}",
}
_AFTERWARDS = {
    "removed-edited": " It is in “Found”, with all that was written.",
    "removed-added": " Its module was removed meanwhile; it is in “Found”.",
    "circle": " Both moves together would put each inside the other.",
    "file-apart": " The files are not the same.",
}
_HEADS = {
    "both-renamed": "One title, written apart",
    "both-moved": "Moved to two places",
    "removed-moved": "Moved here, removed there",
    "removed-edited": "Written in, and removed",
    "removed-added": "Put into a module that was removed",
    "circle": "Each moved into the other",
    "file-apart": "Different files at one place",
    "file-removed": "A new file here, taken out there",
    "described-apart": "Two names for one thing",
}


def _outline_head(item: OverlapItem) -> str:
    return _HEADS.get(item.kind, "Changed apart")


def wrote(wording: Wording) -> str:
    """Say over a side what this person did."""
    who = names(wording.faces)
    deeds = {
        "place": f"{who} moved it to",
        "title": f"{who} named it",
        "removed": f"{who} removed it",
        "edited": f"{who} went on writing",
        "file": f"{who} put this file there",
    }
    if wording.act in deeds:
        return deeds[wording.act]
    return f"{who} wrote" if wording.text.strip() else f"{who} took it out"


def use(item: OverlapItem, wording: Wording) -> str:
    """Name the button that takes a side."""
    if wording.act == "removed":
        return "Take it out"
    if wording.act == "edited":
        return "Bring it back"
    if wording.act == "place":
        return "Put it there"
    if wording.act == "file" and item.kind == "file-removed":
        return "Keep it"
    if wording.is_mine:
        return "Use mine"
    if len(item.wordings) == 2 and item.wordings[0].is_mine:
        return "Use theirs"
    return f"Use {owned(wording.faces)}"


def stands(item: OverlapItem) -> str:
    """Say what it is that stands in the course now."""
    if item.kind == "file-apart":
        return "Nothing is lost"
    if item.in_outline:
        return "This is how it is now"
    where = "this is in the lesson now"
    for wording in item.wordings:
        if wording.text.strip() == item.now.strip():
            mine = wording.is_mine
            return f"{'Your' if mine else owned(wording.faces)} text · {where}"
    several = len(item.wordings) > 2
    return f"{'All' if several else 'Both'} together · {where}"


def stands_in_outline(item: OverlapItem) -> str:
    """Say how the outline stands now, in a sentence."""
    if item.kind == "both-renamed":
        return f"Its title is “{item.now}”."
    if item.kind in ("removed-edited", "removed-added"):
        return "It is in “Found”, whole. Nothing of it is lost."
    if item.kind == "file-apart":
        return f"Kept apart, they are {item.now}."
    if item.kind == "file-removed":
        return f"It is still there: {item.now}."
    if item.kind == "described-apart":
        return f"It says “{item.now}”."
    return f"It is in {item.now}."


def keep(item: OverlapItem) -> str:
    """Name the button that keeps what stands."""
    if item.kind == "file-apart":
        return "Keep both" if len(item.wordings) == 2 else "Keep all"
    return "Bring it back" if item.kind in ("removed-edited", "removed-added") else "Keep this"


def afterwards(item: OverlapItem) -> str:
    """Say what is kept, whatever is chosen."""
    others = [face for face in _everyone(item) if not face.me]
    sees = f", and {names(others)} {'see' if len(others) > 1 else 'sees'} your choice"
    if item.in_outline:
        return f"Whatever you choose, nothing that was written is lost{sees if others else ''}."
    count = len({wording.text for wording in item.wordings} | {item.now})
    many = f"all {_NUMBERS.get(count, str(count))} texts are" if count > 2 else "both texts are"
    return f"Whatever you choose, {many} kept{sees if others else ''}."


def about_minutes(count: int) -> str:
    """Guess how long a look at so many places takes."""
    minutes = max(1, round(count * 0.7))
    return f"About {minutes} {'minute' if minutes == 1 else 'minutes'}. You may stop at any time."


def release_note(count: int) -> str:
    """Say what open overlaps stand in the way of."""
    if count == 1:
        return "A version can be released when this one is checked."
    all_of = "both" if count == 2 else f"all {_NUMBERS.get(count, str(count))}"
    return f"A version can be released when {all_of} are checked."


def _everyone(item: OverlapItem) -> list[Face]:
    found: dict[str, Face] = {}
    for wording in item.wordings:
        for face in wording.faces:
            found.setdefault(face.person, face)
    return sorted(found.values(), key=lambda face: not face.me)


def _edited_deleted(item: OverlapItem) -> str:
    kept = [wording for wording in item.wordings if wording.text.strip()]
    gone = [wording for wording in item.wordings if not wording.text.strip()]
    if not kept or not gone:
        return f"{names(_everyone(item))} both changed this {place_word(item)}"
    who = names(kept[0].faces)
    return f"{who} changed this {place_word(item)}; {names(gone[0].faces, first=False)} took it out"


def _right_answers(item: OverlapItem) -> str:
    """Tell the right answers of both sides if they are what differs: “you B, A. K. C”."""
    keys = []
    for wording in item.wordings:
        options = _OPTION.findall(wording.text)
        right = [chr(ord("A") + number) for number, sign in enumerate(options) if sign]
        if len(options) < 2 or len(options) > 26 or not right:
            return ""
        keys.append((names(wording.faces, first=False), "+".join(right)))
    if len({key for _, key in keys}) < 2:
        return ""
    return ", ".join(f"{who} {key}" for who, key in keys)

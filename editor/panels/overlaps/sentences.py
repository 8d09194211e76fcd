"""Say in a sentence what two people did apart, without a word of blame."""

from __future__ import annotations

from editor.panels.cards.runs import shortened
from editor.panels.overlaps.outline_sentences import outline_head, outline_sentence
from editor.panels.overlaps.people import all_mine, everyone, names, number
from editor.panels.overlaps.place_words import place_words, signs_of_options
from editor.panels.overlaps.values import OverlapItem, Wording
from sync.model.language import mark, say, say_many

_HEADS = {
    "edited-deleted": mark("Changed here, taken out there"),
    "twice-added": mark("The same line, written twice"),
    "moved-edited": mark("Moved here, changed there"),
    "moved-deleted": mark("Moved here, taken out there"),
    "moved-apart": mark("Moved to two places"),
    "both-reordered": mark("The same lines in two orders"),
    "chosen-apart": mark("Two choices for one place"),
    "spacing": mark("Same words, other spacing"),
}
_ASKED = {
    "spacing": mark("{who} spaced these words in different ways"),
    "moved-deleted": mark("{who}: one moved this here, the other took it out"),
    "moved-apart": mark("{who} moved this to different places"),
    "both-reordered": mark("{who} put these lines in different orders"),
    "chosen-apart": mark("{who} checked this place apart, and chose differently"),
}
_ADDED = {
    2: mark("Two texts for one place"),
    3: mark("Three texts for one place"),
    4: mark("Four texts for one place"),
}
_DEEDS = {
    "place": (mark("You moved it to"), mark("{who} moved it to")),
    "title": (mark("You named it"), mark("{who} named it")),
    "removed": (mark("You removed it"), mark("{who} removed it")),
    "edited": (mark("You went on writing"), mark("{who} went on writing")),
    "file": (mark("You put this file there"), mark("{who} put this file there")),
    "text": (mark("You wrote"), mark("{who} wrote")),
}
_TOOK_OUT = (mark("You took it out"), mark("{who} took it out"))


def question(item: OverlapItem) -> str:
    """Head the card."""
    if item.in_outline:
        return f"{outline_head(item)}: “{shortened(item.title, 60)}”"
    people = everyone(item)
    who = names(people)
    if item.kind == "edited-deleted":
        return _edited_deleted(item)
    if item.kind in ("both-added", "twice-added"):
        return say("{who} wrote at the same place", who=who)
    if item.kind in _ASKED:
        return say(_ASKED[item.kind], who=who)
    if item.kind == "moved-edited":
        return say(place_words(item).moved, who=who)
    words = place_words(item)
    return say(words.both if len(people) == 2 else words.every, who=who)


def headline(item: OverlapItem) -> tuple[str, str]:
    """Say it in a row of the list: a few words, and a sentence or where it is."""
    if item.in_outline:
        return outline_head(item), outline_sentence(item)
    keys = _right_answers(item)
    if keys:
        told = say("{title}: {answers}. Only one may be right.", title=item.title, answers=keys)
        return say("Two different right answers"), told
    count = len(item.wordings)
    if item.kind == "both-added":
        many = say_many("{count} text for one place", "{count} texts for one place", count)
        return say(_ADDED[count]) if count in _ADDED else many, item.title
    if item.kind in _HEADS:
        return say(_HEADS[item.kind]), item.title
    return say(place_words(item).texts, number=number(count)), item.title


def wrote(wording: Wording) -> str:
    """Say over a side what this person did."""
    took_out = wording.act == "text" and not wording.text.strip()
    you, they = _TOOK_OUT if took_out else _DEEDS[wording.act]
    return say(you) if all_mine(wording.faces) else say(they, who=names(wording.faces))


def use(item: OverlapItem, wording: Wording) -> str:
    """Name the button that takes a side."""
    if wording.act == "removed":
        return say("Take it out")
    if wording.act == "edited":
        return say("Bring it back")
    if wording.act == "place":
        return say("Put it there")
    if wording.act == "file" and item.kind == "file-removed":
        return say("Keep it")
    if wording.is_mine:
        return say("Use mine")
    if len(item.wordings) == 2 and item.wordings[0].is_mine:
        return say("Use theirs")
    return say("Use {name}’s", name=names(wording.faces))


def stands(item: OverlapItem) -> str:
    """Say what it is that stands in the course now."""
    if item.kind == "file-apart":
        return say("Nothing is lost")
    if item.in_outline:
        return say("This is how it is now")
    for wording in item.wordings:
        if wording.text.strip() != item.now.strip():
            continue
        if wording.is_mine:
            return say("Your text · this is in the lesson now")
        return say("{name}’s text · this is in the lesson now", name=names(wording.faces))
    if len(item.wordings) > 2:
        return say("All together · this is in the lesson now")
    return say("Both together · this is in the lesson now")


def keep(item: OverlapItem) -> str:
    """Name the button that keeps what stands."""
    if item.kind == "file-apart":
        return say("Keep both") if len(item.wordings) == 2 else say("Keep all")
    if item.kind in ("removed-edited", "removed-added"):
        return say("Bring it back")
    return say("Keep this")


def afterwards(item: OverlapItem) -> str:
    """Say what is kept, whatever is chosen."""
    others = [face for face in everyone(item) if not face.me]
    count = len({wording.text for wording in item.wordings} | {item.now})
    if item.in_outline:
        kept = mark("Whatever you choose, nothing that was written is lost.")
        seen_by_one = mark(
            "Whatever you choose, nothing that was written is lost, and {people} sees your choice."
        )
        seen_by_all = mark(
            "Whatever you choose, nothing that was written is lost, and {people} see your choice."
        )
    elif count > 2:
        kept = mark("Whatever you choose, all {number} texts are kept.")
        seen_by_one = mark(
            "Whatever you choose, all {number} texts are kept, and {people} sees your choice."
        )
        seen_by_all = mark(
            "Whatever you choose, all {number} texts are kept, and {people} see your choice."
        )
    else:
        kept = mark("Whatever you choose, both texts are kept.")
        seen_by_one = mark(
            "Whatever you choose, both texts are kept, and {people} sees your choice."
        )
        seen_by_all = mark(
            "Whatever you choose, both texts are kept, and {people} see your choice."
        )
    text = kept if not others else seen_by_one if len(others) == 1 else seen_by_all
    return say(text, number=number(count), people=names(others))


def about_minutes(count: int) -> str:
    """Guess how long a look at so many places takes."""
    return say_many(
        "About {count} minute. You may stop at any time.",
        "About {count} minutes. You may stop at any time.",
        max(1, round(count * 0.7)),
    )


def release_note(count: int) -> str:
    """Say what open overlaps stand in the way of."""
    if count == 1:
        return say("A version can be released when this one is checked.")
    if count == 2:
        return say("A version can be released when both are checked.")
    return say("A version can be released when all {number} are checked.", number=number(count))


def _edited_deleted(item: OverlapItem) -> str:
    kept = [wording for wording in item.wordings if wording.text.strip()]
    gone = [wording for wording in item.wordings if not wording.text.strip()]
    words = place_words(item)
    if not kept or not gone:
        return say(words.both, who=names(everyone(item)))
    text = words.you_kept if all_mine(kept[0].faces) else words.they_kept
    others = names(gone[0].faces, first=False)
    return say(text, who=names(kept[0].faces), others=others)


def _right_answers(item: OverlapItem) -> str:
    """Tell the right answers of both sides if they are what differs: “you B, A. K. C”."""
    keys = []
    for wording in item.wordings:
        options = signs_of_options(wording.text)
        right = [chr(ord("A") + number) for number, sign in enumerate(options) if sign]
        if len(options) < 2 or len(options) > 26 or not right:
            return ""
        keys.append((names(wording.faces, first=False), "+".join(right)))
    if len({key for _, key in keys}) < 2:
        return ""
    return ", ".join(f"{who} {key}" for who, key in keys)

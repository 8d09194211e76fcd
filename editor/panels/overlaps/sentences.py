"""Say in a sentence what two people did apart, without a word of blame."""

from __future__ import annotations

from editor.panels.cards.runs import shortened
from editor.panels.overlaps.later_sentences import stands_since
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
_BROKEN = {
    "two-right-answers": mark("Two different right answers"),
    "duplicate-id": mark("One id, given twice"),
    "broken-table": mark("A table that fell apart"),
    "table-row": mark("A table that fell apart"),
    "dead-anchor": mark("A link without its place"),
    "dead-link": mark("A link without its place"),
    "dead-picture": mark("A picture without its file"),
    "missing-footnote": mark("A note without its text"),
    "missing-address": mark("A link without its place"),
    "taken-words": mark("Words that became a link"),
    "swallowed-words": mark("Words inside what hides them"),
    "other-heading": mark("Two headings under one name"),
    "doubled-note": mark("Two notes under one label"),
    "doubled-address": mark("Two addresses under one label"),
}
_BROKE = mark("Whole apart, broken together")
_MOVED = (mark("You moved it here"), mark("{who} moved it here"))
_CHANGED_THERE = (
    mark("You changed it at its old place"),
    mark("{who} changed it at its old place"),
)
_TOOK_OUT = (mark("You took it out"), mark("{who} took it out"))


def question(item: OverlapItem) -> str:
    """Head the card."""
    if item.broken:
        return item.broken
    if item.in_outline:
        return f"{outline_head(item)}: “{shortened(item.title, 60)}”"
    people = everyone(item)
    if all_mine(people):  # on two computers, or in a file and here
        return say("You changed this place more than once, apart")
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
    if item.broken:
        return say(_BROKEN.get(item.kind, _BROKE)), _broken_apart(item)
    if item.in_outline:
        return outline_head(item), outline_sentence(item)
    keys = _right_answers(item)
    if keys:
        told = say("{title}: {answers}. Only one may be right.", title=item.title, answers=keys)
        return say("Two different right answers"), told
    count = len(_written(item))
    if item.kind == "both-added":
        many = say_many("{count} text for one place", "{count} texts for one place", count)
        return say(_ADDED[count]) if count in _ADDED else many, item.title
    if item.kind in _HEADS:
        return say(_HEADS[item.kind]), item.title
    return say(place_words(item).texts, number=number(count)), item.title


def wrote(wording: Wording, item: OverlapItem | None = None) -> str:
    """Say over a side what this person did; at `item`'s place one may have moved it."""
    if wording.said:
        return wording.said
    if item is not None and item.kind == "moved-edited" and not wording.is_third:
        moved = wording.text.split() == item.was.split()
        you, they = _MOVED if moved else _CHANGED_THERE
        return say(you) if all_mine(wording.faces) else say(they, who=names(wording.faces))
    if wording.is_third:
        return say("You suggest") if all_mine(wording.faces) else _suggests(wording)
    took_out = wording.act == "text" and not wording.text.strip()
    you, they = _TOOK_OUT if took_out else _DEEDS[wording.act]
    return say(you) if all_mine(wording.faces) else say(they, who=names(wording.faces))


def use(item: OverlapItem, wording: Wording) -> str:
    """Name the button that takes a side."""
    if wording.use:
        return wording.use
    if wording.is_third:
        return say("Take it")
    if wording.act == "removed":
        return say("Take it out")
    if wording.act == "edited":
        return say("Bring it back")
    if wording.act == "place":
        return say("Put it there")
    if wording.act == "file" and item.kind == "file-removed":
        return say("Keep it")
    if item.kind == "moved-edited":
        moved = wording.text.split() == item.was.split()
        return say("Leave its words alone") if moved else say("Change it at the new place")
    mine = [one for one in item.wordings if one.is_mine and not one.is_third]
    if wording.is_mine and len(mine) > 1:
        return say("Use text {number}", number=mine.index(wording) + 1)
    if wording.is_mine:
        return say("Use mine")
    if len(_written(item)) == 2 and item.wordings[0].is_mine:
        return say("Use theirs")
    return say("Use {name}’s", name=names(wording.faces))


def stands(item: OverlapItem) -> str:
    """Say what it is that stands in the course now."""
    if item.broken:
        return say("Both together · this is in the lesson now")
    if item.kind == "file-apart":
        return say("Nothing is lost")
    if item.in_outline:
        return say("This is how it is now")
    for wording in _written(item):
        if wording.text.strip() != item.now.strip():
            continue
        if wording.is_mine:
            return say("Your text · this is in the lesson now")
        return say("{name}’s text · this is in the lesson now", name=names(wording.faces))
    if item.settled:
        return stands_since(item)
    if len(_written(item)) > 2:
        return say("All together · this is in the lesson now")
    return say("Both together · this is in the lesson now")


def keep(item: OverlapItem) -> str:
    """Name the button that keeps what stands."""
    if item.broken:
        return say("Leave it as it is")
    if item.kind == "moved-edited" and item.now.split() != item.was.split():
        return say("Change it at the new place")
    if item.kind == "file-apart":
        return say("Keep both") if len(item.wordings) == 2 else say("Keep all")
    if item.kind in ("removed-edited", "removed-added"):
        return say("Bring it back")
    return say("Keep this")


def _written(item: OverlapItem) -> list[Wording]:
    """Give the wordings that stand in somebody's text: a suggestion does not yet."""
    return [wording for wording in item.wordings if not wording.is_third]


def _suggests(wording: Wording) -> str:
    return say("{person} suggests", person=names(wording.faces))


def ask_whom(item: OverlapItem) -> str:
    """Name the button that asks the others who wrote there; empty where nobody else did."""
    others = [face for face in everyone(item) if not face.me]
    if not others:
        return ""
    if len(others) == 1:
        return say("Ask {name}", name=others[0].name)
    return say("Ask them")


def whose_turn(item: OverlapItem) -> str:
    """Say whose an overlap is, or until when it is left; empty if it is open for anyone."""
    turn = item.turn
    if turn is None:
        return ""
    if turn.to is None:
        if turn.until:
            return say("Left until {day}", day=turn.until)
        return say("Left for later")
    if turn.to.me:
        return say("Given to you") if turn.by.me else say("{who} gave it to you", who=turn.by.name)
    return say("Given to {name}", name=turn.to.name)


def _broken_apart(item: OverlapItem) -> str:
    """Tell what each did: “Final quiz: You made B right; A. K. made D right.”"""
    told = ""
    for wording in item.wordings:
        told = say("{those}; {one}", those=told, one=wording.said) if told else wording.said
    return say("{title}: {deeds}.", title=item.title, deeds=told)


def afterwards(item: OverlapItem) -> str:
    """Say what is kept, whatever is chosen."""
    if item.broken:
        return say("It was whole on each computer, and broke when both texts met.")
    wrote_here = {face.person: face for face in (*everyone(item), *item.over)}
    others = [face for face in wrote_here.values() if not face.me]
    count = len({wording.text for wording in _written(item)} | {item.now})
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
    kept = [wording for wording in _written(item) if wording.text.strip()]
    gone = [wording for wording in _written(item) if not wording.text.strip()]
    words = place_words(item)
    if not kept or not gone:
        return say(words.both, who=names(everyone(item)))
    text = words.you_kept if all_mine(kept[0].faces) else words.they_kept
    others = names(gone[0].faces, first=False)
    return say(text, who=names(kept[0].faces), others=others)


def _right_answers(item: OverlapItem) -> str:
    """Tell the right answers of both sides if they are what differs: “you B, A. K. C”."""
    keys = []
    for wording in _written(item):
        options = signs_of_options(wording.text)
        right = [chr(ord("A") + number) for number, sign in enumerate(options) if sign]
        if len(options) < 2 or len(options) > 26 or not right:
            return ""
        keys.append((names(wording.faces, first=False), "+".join(right)))
    if len({key for _, key in keys}) < 2:
        return ""
    return ", ".join(f"{who} {key}" for who, key in keys)

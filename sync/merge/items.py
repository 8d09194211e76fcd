"""What people are shown of overlaps: those at one place are one item with all its wordings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Literal, NamedTuple

import msgspec

from sync.merge.words import tokens
from sync.model.ids import FactId, PersonId

State = Literal["open", "settled", "confirmed"]
STATES: tuple[State, ...] = ("open", "settled", "confirmed")
"""What several overlaps at one place are together: the first that one of them is."""
KINDS = (
    "chosen-apart",
    "edited-deleted",
    "moved-deleted",
    "moved-edited",
    "both-edited",
    "both-added",
    "both-reordered",
    "moved-apart",
    "twice-added",
    "spacing",
)
"""An item of several kinds goes by the first of them."""


class Wording(msgspec.Struct, frozen=True):
    """One of the texts that stand against each other, who wrote it and where."""

    text: str
    people: tuple[PersonId, ...]
    revisions: tuple[FactId, ...]


class Item(msgspec.Struct, frozen=True):
    """All overlaps at one place of today's text.

    `open` must be checked before a release; `settled` was written over by someone who had it in
    view; `confirmed` was decided. Wordings are whole lines and replace today's text from `start` to
    `end`, in code points; the two are equal where the text was taken out, and None where it was
    confirmed: such a place is not followed any further.
    """

    id: str
    ids: frozenset[str]
    kind: str
    severity: str
    base: str
    wordings: tuple[Wording, ...]
    merged: str
    """Today's text at the place; the text once offered where it was confirmed."""
    start: int | None
    end: int | None
    state: State


class Found(NamedTuple):
    """One overlap, followed into today's text."""

    id: str
    kind: str
    severity: str
    base: str
    wordings: tuple[Wording, ...]
    woven: frozenset[str]
    """Those of the wordings that no single person wrote."""
    offer: str
    place: tuple[int, int] | None
    state: State


Saw = Callable[[Collection[FactId], Collection[FactId]], bool]
"""Tells whether one of some revisions was written by somebody who had all others in view."""


def grouped(found: Sequence[Found], text: str, saw: Saw) -> tuple[Item, ...]:
    """Make one item of the overlaps that touch in today's text, from the top."""
    placed = [one for one in found if one.place is not None]
    placed.sort(key=lambda one: (one.place, one.id))
    groups: list[list[Found]] = []
    end = -1
    for one in placed:
        start = one.place[0] if one.place else 0
        if groups and start <= end:
            groups[-1].append(one)
        else:
            groups.append([one])
            end = -1
        end = max(end, one.place[1] if one.place else 0)
    gone = sorted((one for one in found if one.place is None), key=lambda one: one.id)
    return (
        *(_item(group, text, saw) for group in groups),
        *(_item([one], text, saw) for one in gone),
    )


def replaced(text: str, start: int, end: int, wording: str) -> str:
    """Put whole lines in the place of others; the text ends with a newline, or not, as before."""
    before, after = text[:start], text[end:]
    if wording and before and not before.endswith("\n"):
        before += "\n"
    if after and wording and not wording.endswith("\n"):
        wording += "\n"
    if not after:
        whole = (before + wording).removesuffix("\n")
        return whole + "\n" if whole and (text.endswith("\n") or not text) else whole
    return before + wording + after


def _item(group: Sequence[Found], text: str, saw: Saw) -> Item:
    places = [one.place for one in group if one.place]
    span = (min(p[0] for p in places), max(p[1] for p in places)) if places else None
    bases: dict[str, set[str]] = {}
    """What stood there before each wording."""
    for one in group:
        for wording in one.wordings:
            wide = _widened(one, wording.text, span, text)
            bases.setdefault(wide, set()).add(_widened(one, one.base, span, text))
    return Item(
        id=min(one.id for one in group),
        ids=frozenset(one.id for one in group),
        kind=min((one.kind for one in group), key=KINDS.index),
        severity="must" if any(one.severity == "must" for one in group) else "may",
        base=max(sorted(set().union(*bases.values())), key=len),
        wordings=_without_beginnings(_wordings(group, span, text), bases, saw),
        merged=text[span[0] : span[1]] if span else group[0].offer,
        start=span[0] if span else None,
        end=span[1] if span else None,
        state=min((one.state for one in group), key=STATES.index),
    )


def _wordings(
    group: Sequence[Found], span: tuple[int, int] | None, text: str
) -> tuple[Wording, ...]:
    """All wordings of a place, each as long as the place, each once.

    Where three people clash, the offer of two of them stands against the third. It is no wording of
    its own: nobody wrote it, and what it was made of is in the list.
    """
    offers = {(_widened(one, one.offer, span, text), one.id) for one in group}
    found: dict[str, tuple[set[PersonId], set[FactId]]] = {}
    for one in group:
        for wording in one.wordings:
            wide = _widened(one, wording.text, span, text)
            if wording.text in one.woven and any(
                offer == wide and ident != one.id for offer, ident in offers
            ):
                continue
            people, revisions = found.setdefault(wide, (set(), set()))
            people.update(wording.people)
            revisions.update(wording.revisions)
    return tuple(
        sorted(
            (
                Wording(wide, tuple(sorted(people)), tuple(sorted(revisions)))
                for wide, (people, revisions) in found.items()
            ),
            key=lambda wording: (wording.revisions, wording.text),
        )
    )


def _without_beginnings(
    wordings: tuple[Wording, ...], bases: Mapping[str, Collection[str]], saw: Saw
) -> tuple[Wording, ...]:
    """Leave out what somebody only wrote on: where two type at one place, sync by sync.

    All its words stand, in their order, in a later wording whose writer had it in view, and none
    that it took out stands there: nobody could want it and not the later one.
    """
    if len(wordings) < 3:
        return wordings
    words = [[token for token in tokens(one.text) if not token.isspace()] for one in wordings]
    each = [Counter(list_) for list_ in words]

    def is_beginning(one: int, other: int) -> bool:
        if len(words[one]) >= len(words[other]) or not words[one]:
            return False
        if not each[one].keys() <= each[other].keys():  # as nearly all pairs of many wordings
            return False
        rest = iter(words[other])
        if not all(word in rest for word in words[one]):
            return False
        more = each[other] - each[one]
        if any(not more.keys().isdisjoint(tokens(base)) for base in bases[wordings[one].text]):
            return False
        return saw(wordings[other].revisions, wordings[one].revisions)

    several = range(len(wordings))
    left = [
        wording
        for one, wording in enumerate(wordings)
        if not any(is_beginning(one, other) for other in several)
    ]
    return tuple(left) if len(left) > 1 else wordings


def _widened(one: Found, wording: str, span: tuple[int, int] | None, text: str) -> str:
    """Add to a wording what else stands at the item's place, so that it may replace all of it."""
    if span is None or one.place is None or one.place == span:
        return wording
    part = text[span[0] : span[1]]
    return replaced(part, one.place[0] - span[0], one.place[1] - span[0], wording)

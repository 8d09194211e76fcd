"""An overlap as people meet it: the texts that stand against each other, mine and theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sync.merge.fold import Item
from sync.model.course_overlaps import CourseOverlap
from sync.model.errors import BadInput
from sync.model.ids import NodeId, PersonId
from sync.model.language import say
from sync.model.outline_overlaps import OutlineOverlap


@dataclass(frozen=True)
class Wording:
    """One of the texts that stand against each other, and who wrote it."""

    text: str
    people: tuple[PersonId, ...]


@dataclass(frozen=True)
class OverlapView:
    """One place to check. Mine is the wording with my facts; for a bystander, the first two.

    It is one of a text (`item`), of the outline, or of the course: then `about` names the file or
    the field, and `lesson` is empty.
    """

    id: str
    lesson: NodeId
    kind: str
    base: str
    mine: str
    theirs: str
    merged: str
    wordings: tuple[Wording, ...]
    state: str
    item: Item | None
    outline: OutlineOverlap | None
    course: CourseOverlap | None = None
    about: str = ""


def ids_of(view: OverlapView) -> frozenset[str]:
    """Give every name that an overlap goes by, its own and those of its parts."""
    return frozenset({view.id, *(view.item.ids if view.item is not None else ())})


def sides(me: PersonId, wordings: Sequence[Wording]) -> tuple[int | None, int | None]:
    """Pick my wording and the first other, by place; a bystander gets the first two."""
    every = range(len(wordings))
    mine = [at for at in every if me in wordings[at].people]
    mine = [at for at in mine if len(wordings[at].people) == 1] or mine or list(every[:1])
    theirs = [at for at in every if at not in mine[:1]]
    return next(iter(mine), None), next(iter(theirs), None)


def texts_of_sides(me: PersonId, wordings: Sequence[Wording]) -> tuple[str, str]:
    """Give the texts of both sides, empty where there is none."""
    mine, theirs = sides(me, wordings)
    return (
        "" if mine is None else wordings[mine].text,
        "" if theirs is None else wordings[theirs].text,
    )


def wording_taken(view: OverlapView, take: str) -> str:
    """Read what `mine`, `theirs`, `merged` or the number of a wording means here."""
    if take in ("mine", "theirs", "merged"):
        return {"mine": view.mine, "theirs": view.theirs, "merged": view.merged}[take]
    if take.isdecimal() and 1 <= int(take) <= len(view.wordings):
        return view.wordings[int(take) - 1].text
    raise BadInput(
        say("“{take}” is none of the texts of this overlap.", take=take),
        safe=say("Nothing was changed."),
        mend=say("Take mine, theirs, merged, or 1 to {count}.", count=len(view.wordings)),
    )

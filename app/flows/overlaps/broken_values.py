"""What broke by merging, as people meet it: where, how, and what each person did."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from editor.markdown.told import Done, Told
from sync.model.ids import NodeId, PersonId
from sync.model.language import mark, say
from sync.model.payloads import PlacedFile

_BY_MERGING = mark("This came by merging: it was whole on each computer.")


@dataclass(frozen=True)
class Choice:
    """One way out: what these people did, kept alone. It is one step, and one step back.

    `text` is what `lesson` says then; or `back` is a lesson that comes back, or `file` a file.
    `words` are what stands at the place then.
    """

    done: Done
    keep: Told
    people: tuple[PersonId, ...]
    at: int
    words: str
    lesson: NodeId
    text: str | None = None
    back: NodeId | None = None
    file: PlacedFile | None = None


@dataclass(frozen=True)
class Broken:
    """One thing that was whole on each laptop and is broken in the merged course.

    `ids` begins with the name it goes by, the same on every laptop; `line` counts from 0, `start`
    and `end` are code points of today's text; `words` are what stands there now. `may_stay` tells
    whether it may be left as it is.
    """

    id: str
    rule: str
    lesson: NodeId
    line: int
    start: int
    end: int
    what: Told
    words: str
    choices: tuple[Choice, ...]
    may_stay: bool = False


def name_of_broken(lesson: NodeId, rule: str, about: tuple[str, ...]) -> str:
    """Name what broke, the same on every laptop and as long as it is broken."""
    digest = hashlib.sha256()
    for part in ("broken", lesson, rule, *about):
        raw = part.encode("utf-8", "surrogatepass")
        digest.update(f"{len(raw)}:".encode() + raw)
    return digest.hexdigest()[:32]


def told_of(choice: Choice, names: Mapping[PersonId, str], me: PersonId) -> str:
    """Say what one choice keeps: “You made B, “Beet”, a right answer”."""
    if choice.people == (me,):
        return choice.done.said()
    known = [say("you") if one == me else names.get(one) or "" for one in choice.people]
    who = [name for name in known if name] or [say("Someone")]
    joined = who[0]
    for name in who[1:]:
        joined = say("{those} and {one}", those=joined, one=name)
    return choice.done.said(joined)


def how_it_broke(broken: Broken, names: Mapping[PersonId, str], me: PersonId) -> str:
    """Say what was done apart: “You made B right; the colleague made D right.”"""
    told = ""
    for choice in broken.choices:
        said = told_of(choice, names, me)
        told = say("{those}; {one}", those=told, one=said) if told else said
    return say("This came by merging: {deeds}.", deeds=told) if told else say(_BY_MERGING)

"""What is known before people are asked for a review."""

from __future__ import annotations

from dataclasses import dataclass

from editor.panels.kit.avatars import Face


@dataclass(frozen=True)
class Candidate:
    """A person who may be asked; `why` says what they have to do with the course."""

    id: str
    face: Face
    why: str = ""


@dataclass(frozen=True)
class Hindering:
    """One thing that the policy wants settled before anyone is asked, and where it is."""

    words: str
    lesson: str = ""
    line: int = 0


@dataclass(frozen=True)
class Asking:
    """A review about to be asked for.

    `version` is empty where one is named from the draft. `instead` is the person whose place
    another takes. `due` is a day as YYYY-MM-DD, "" for none. `hint` says who has not looked yet;
    `overlaps` counts those that stay open; `sending` says when it goes out.
    """

    number: int
    candidates: tuple[Candidate, ...] = ()
    version: str = ""
    instead: Candidate | None = None
    due: str = ""
    points: tuple[str, ...] = ()
    hint: str = ""
    overlaps: int = 0
    sending: str = ""
    hindering: tuple[Hindering, ...] = ()
    may_set_points: bool = False


@dataclass(frozen=True)
class Request:
    """Whom to ask, until when, and a word to them; `version` and `instead` as in `Asking`."""

    people: tuple[str, ...]
    due: str
    word: str
    version: str = ""
    instead: str = ""

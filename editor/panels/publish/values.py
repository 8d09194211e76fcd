"""What is known before a version is named: what stands in the way, whom to ask."""

from __future__ import annotations

from dataclasses import dataclass

from editor.panels.kit.avatars import Face
from sync.model.ids import NodeId, PersonId


@dataclass(frozen=True)
class Finding:
    """A check that found something; `icon` is an icon's name or "stitches", lines count from 0.

    `ident` names it where a key may mend it; `to_overlap` where an overlap
    settles it: this one, else one of its lesson.
    """

    title: str
    detail: str = ""
    icon: str = "circle-alert"
    lesson: NodeId | None = None
    line: int | None = None
    ident: str = ""
    to_overlap: bool = False
    overlap: str = ""


@dataclass(frozen=True)
class Mended:
    """A finding that was mended here: what was done ("Make it level 2: done."), and to what."""

    told: str
    detail: str = ""


@dataclass(frozen=True)
class Reviewer:
    """A person who may be asked; `note` says why ("knows your last 3 versions")."""

    id: PersonId
    face: Face
    note: str = ""
    asked: bool = False


@dataclass(frozen=True)
class Publication:
    """A version about to be named.

    `blockers` stand in the way of a release, not of naming it; `advice` is worth a look; `fine`
    names the checks that found nothing. `sending` says when it goes out ("No network now. …").
    """

    number: int
    about: str = ""
    note: str = ""
    blockers: tuple[Finding, ...] = ()
    advice: tuple[Finding, ...] = ()
    fine: tuple[str, ...] = ()
    reviewers: tuple[Reviewer, ...] = ()
    sending: str = ""
    offline: bool = False

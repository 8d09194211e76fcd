"""A policy as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Gate:
    """One thing that may have to hold; `name` is the policy's, `words` are for people."""

    name: str
    words: str
    on: bool = False


@dataclass(frozen=True)
class PolicyPerson:
    """A person who may have to be among those who approve."""

    id: str
    name: str
    on: bool = False


@dataclass(frozen=True)
class PolicyView:
    """A policy, and whose it is; `source` says in a sentence where it comes from.

    `hindrance` is why it cannot be changed here, "" where it can. `apart` says that two were set
    apart, and both hold.
    """

    about: str
    of_space: bool
    source: str
    approvals: int = 0
    days: int = 5
    people: tuple[PolicyPerson, ...] = ()
    review: tuple[Gate, ...] = ()
    release: tuple[Gate, ...] = ()
    points: tuple[str, ...] = ()
    hindrance: str = ""
    apart: bool = False
    has_space: bool = False
    is_own: bool = False


@dataclass(frozen=True)
class PolicyWanted:
    """A policy as it was set on the page."""

    approvals: int
    days: int
    people: tuple[str, ...]
    review: tuple[str, ...]
    release: tuple[str, ...]
    points: tuple[str, ...]

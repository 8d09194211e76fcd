"""What the settings page shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Trouble:
    """What is wrong with the settings file, what is safe, and what to do."""

    what: str
    safe: str
    mend: str


@dataclass(frozen=True)
class KeyRow:
    """A command with its keys, as people here write them; empty if it has none."""

    name: str
    title: str
    keys: str
    is_changed: bool = False


@dataclass(frozen=True)
class KeySection:
    """Commands that belong together."""

    title: str
    rows: tuple[KeyRow, ...]


@dataclass(frozen=True)
class PlaceRow:
    """A folder or file of this computer: what is in it, and where it is."""

    name: str
    icon: str
    title: str
    about: str
    path: str


@dataclass(frozen=True)
class LicenceRow:
    """A thing that the program carries, and the licence it may be used under."""

    title: str
    licence: str
    text: str


@dataclass(frozen=True)
class AboutView:
    """What the program is made of; `libraries` are lines of name, version and licence."""

    version: str
    detail: str
    licences: tuple[LicenceRow, ...] = ()
    libraries: tuple[str, ...] = ()

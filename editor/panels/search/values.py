"""What the page of search shows: filters to choose, and what was found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from editor.panels.jump.values import JumpGroup

FilterKey = tuple[str, str]
"""The group of a filter, and what it asks for in it."""


@dataclass(frozen=True)
class Filter:
    """A filter one can set; `count` is how many things go by it, None if that says nothing."""

    key: FilterKey
    title: str
    count: int | None = None


@dataclass(frozen=True)
class FilterGroup:
    """Filters of one kind under their name; any of a group, and all groups together."""

    title: str
    filters: tuple[Filter, ...]


@dataclass(frozen=True)
class Found:
    """The answer to some words: groups by course; `partly` says that only the best are shown."""

    words: str
    groups: tuple[JumpGroup, ...]
    partly: bool = False


def told_of(filters: Iterable[Filter]) -> str:
    """Say which filters are set."""
    return ", ".join(one.title for one in filters)

"""What the previews are told and what they tell, as values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:  # the window's first paint waits for no Markdown
    from editor.markdown.rendered import BlockId
    from sync.model.ids import Sha

PART = "#"
"""Stands between the id of what marks several places and the number of a place."""
ReadMedia: TypeAlias = "Callable[[Sha], bytes | None]"
"""Gives a media file from memory or the store; None if it is not here yet."""
Blocks: TypeAlias = "list[tuple[BlockId, str]]"
Ranges: TypeAlias = "list[tuple[BlockId, int, int]]"
"""A block, its first line from 0, and the line after its last."""


class Width(StrEnum):
    """How wide the learner's screen is thought to be."""

    PHONE = "phone"
    TABLET = "tablet"
    DESKTOP = "desktop"


class PreviewMarkKind(StrEnum):
    """What a mark in the preview is; a PLACE is known, for a card beside it, and not seen.

    NOTED is a place that a suggestion is about, where what it would change cannot be drawn.
    """

    COMMENT = "comment"
    OVERLAP = "overlap"
    SUGGESTION = "suggestion"
    NOTED = "noted"
    PLACE = "place"


@dataclass(frozen=True)
class PreviewMark:
    """A marked quote in the block of a source line; without the quote, the block is marked.

    `instead` is what a suggestion puts in its place, or between the words that `lead` there and
    those that `follow`, which also tell the quote from the same words elsewhere: signs count, and
    spaces. `number` asks for a dot beside the text.
    """

    id: str
    kind: PreviewMarkKind
    line: int
    quote: str = ""
    instead: str = ""
    number: int = 0
    label: str = ""
    active: bool = False
    lead: str = ""
    follow: str = ""


@dataclass(frozen=True)
class Placing:
    """Where a mark stands in the page: pixels from the page's top, and its height."""

    id: str
    top: float
    height: float


@dataclass(frozen=True)
class PageScroll:
    """How far the page is scrolled, how long it is, and how much of it is in sight, in pixels."""

    top: float
    height: float
    view: float


@dataclass(frozen=True)
class Selected:
    """What a person selected in the preview: the words as shown, the source lines they are in
    (the line after the last), and where they stand in the page, in pixels."""

    quote: str
    first_line: int
    end_line: int
    top: float = 0
    height: float = 0


@dataclass(frozen=True)
class Answered:
    """An answer to the lesson's quiz number `number`, from 0; nothing of it is kept."""

    number: int
    right: bool
    tries: int
    points: float
    of: float
    done: bool

"""Texts cut into runs, each the same on both sides, taken out, put in, mine or theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from sync.model.language import mark, say


class Mark(StrEnum):
    """What a run of text is; each is told by a line of its own kind, never by colour alone.

    A caret run shows where the person was; its text is one upright line. What is said aside is no
    part of the text.
    """

    SAME = "same"
    GONE = "gone"
    NEW = "new"
    MINE = "mine"
    THEIRS = "theirs"
    CARET = "caret"
    ASIDE = "aside"


class Marked(Protocol):
    """What can be shown as a run: the comparison of two texts has its own, with the same names."""

    @property
    def kind(self) -> str:
        """Give the value of a `Mark`."""

    @property
    def text(self) -> str:
        """Give the text."""


@dataclass(frozen=True)
class Run:
    """A stretch of text of one kind."""

    kind: str
    text: str


_SAID = {
    Mark.GONE.value: mark("deleted"),
    Mark.NEW.value: mark("inserted"),
    Mark.MINE.value: mark("yours"),
    Mark.THEIRS.value: mark("theirs"),
}


def plain(text: str) -> tuple[Run, ...]:
    """Take a text as one run without a mark."""
    return (Run(Mark.SAME.value, text),) if text else ()


def text_of(runs: Sequence[Marked]) -> str:
    """Put the runs together again, without what was taken out."""
    return "".join(run.text for run in runs if run.kind != Mark.GONE.value)


def spoken(runs: Sequence[Marked], limit: int = 2000) -> str:
    """Say the runs for readers: what is marked stands in brackets with its word."""
    parts = []
    for run in runs:
        word = say(_SAID[run.kind]) if run.kind in _SAID else ""
        told = " ".join(run.text.split())
        if run.kind == Mark.CARET.value:
            continue
        if word and told:
            parts.append(f" [{word}: {told}] ")
        else:
            parts.append(run.text)
    return shortened(" ".join("".join(parts).split()), limit)


def shortened(text: str, limit: int) -> str:
    """Cut a text at a word and say so by an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[:limit].rsplit(maxsplit=1)[0] if " " in text[:limit] else text[:limit]
    return f"{cut.rstrip()} …"

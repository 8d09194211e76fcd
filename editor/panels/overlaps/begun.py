"""Words begun in the card of an overlap and not sent: they go on in the card that follows it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtGui import QTextCursor

from editor.panels.cards.form import Form
from editor.panels.kit.avatars import Face
from editor.panels.overlaps.values import OverlapItem


@dataclass(frozen=True)
class Written:
    """What stands in a field, with its caret and the other end of what is selected there."""

    words: str
    caret: int
    anchor: int


@dataclass(frozen=True)
class Begun:
    """What was begun: the text anew, a question, the reason why a place is given to somebody."""

    anew: Written | None = None
    question: Written | None = None
    why: Written | None = None
    to: Face | None = None


@dataclass(frozen=True)
class Waiting:
    """Words that wait at a place, as they outlast the window: `seen` names what was in view."""

    lesson: str
    seen: str
    begun: Begun


def view_of(item: OverlapItem) -> str:
    """Name what one sees of a place in short: it is another once somebody wrote there."""
    return hashlib.sha256(repr(item.sight).encode("utf-8", "surrogatepass")).hexdigest()


class BegunWords:
    """Words begun at places that are not on show, of this window and of one before it."""

    def __init__(self) -> None:
        self._here: dict[str, tuple[OverlapItem, Begun]] = {}
        self._before: dict[str, Waiting] = {}

    def keep(self, ident: str, item: OverlapItem, begun: Begun) -> None:
        """Keep what was begun at a place as it was in view."""
        self._here[ident] = item, begun

    def bring_back(self, waiting: Mapping[str, Waiting]) -> None:
        """Keep words of a window before."""
        self._before = {**waiting, **self._before}

    def waits_at(self, item: OverlapItem) -> str:
        """Name the place that words of a window before were begun at, if it is this one now."""
        return next((one for one in (item.id, *item.names) if one in self._before), "")

    def take(self, item: OverlapItem) -> tuple[OverlapItem | None, Begun | None]:
        """Take what was begun at a place, with what was in view; None where that was another."""
        waits = self.waits_at(item)
        if item.id in self._here or not waits:
            return self._here.pop(item.id, (item, None))
        waiting = self._before.pop(waits)
        return (item if waiting.seen == view_of(item) else None), waiting.begun

    def forget(self, ident: str) -> None:
        """Let go of the words begun at a place that is not on show."""
        self._here.pop(ident, None)
        self._before.pop(ident, None)

    def all(self, *shown: tuple[OverlapItem, Begun]) -> dict[str, Waiting]:
        """Give all words by their place, with those in the card that is on show."""
        begun = {**self._here, **{item.id: (item, words) for item, words in shown}}
        return self._before | {
            ident: Waiting(item.lesson, view_of(item), words)
            for ident, (item, words) in begun.items()
        }


def written_in(form: Form) -> Written | None:
    """Read the field of a form; None where it is not open."""
    if form.isHidden():
        return None
    cursor = form.field.textCursor()
    return Written(form.field.words(), cursor.position(), cursor.anchor())


def write_into(form: Form, written: Written) -> None:
    """Put words into the field of a form, with the caret where it was."""
    form.field.setPlainText(written.words)
    cursor = form.field.textCursor()
    cursor.setPosition(written.anchor)
    cursor.setPosition(written.caret, QTextCursor.MoveMode.KeepAnchor)
    form.field.setTextCursor(cursor)

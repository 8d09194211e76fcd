"""A text as it is, with what someone would have otherwise in it: struck and put in, both in sight.

What is shown holds everything: words that stay, words that would go, words that would come. An
edit of what is shown never loses a word of the text as it is; it only strikes it. Places are code
points of the text shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from sync.merge.edits import Edit

Kind = Literal["same", "gone", "new"]
_NEAR = 2000
"""How far back, in code points, struck words are looked for that are typed again."""


class Stretch(NamedTuple):
    """Some words, and what becomes of them."""

    kind: Kind
    text: str


class Step(NamedTuple):
    """What an edit did at a place: these stretches were there, and those are there now."""

    start: int
    before: tuple[Stretch, ...]
    after: tuple[Stretch, ...]

    @property
    def back(self) -> Step:
        """The step that takes this one back."""
        return Step(self.start, self.after, self.before)


class Change(NamedTuple):
    """One place that differs, by the text as it is, and what would stand there."""

    start: int
    end: int
    put: str


class TrackedText:
    """The text as it is and as it would be, in one."""

    def __init__(self, base: str) -> None:
        self._stretches = [Stretch("same", base)] if base else []

    def __iter__(self) -> Iterator[Stretch]:
        return iter(self._stretches)

    @property
    def shown(self) -> str:
        """All words, also those that would go."""
        return "".join(one.text for one in self._stretches)

    @property
    def base(self) -> str:
        """The text as it is."""
        return "".join(one.text for one in self._stretches if one.kind != "new")

    @property
    def wanted(self) -> str:
        """The text as it would be."""
        return "".join(one.text for one in self._stretches if one.kind != "gone")

    @property
    def is_changed(self) -> bool:
        """Tell whether anything would be otherwise."""
        return any(one.kind != "same" for one in self._stretches)

    def marked(self) -> list[tuple[Kind, int, int]]:
        """List what would go and come, by places of the text shown."""
        found: list[tuple[Kind, int, int]] = []
        at = 0
        for kind, text in self._stretches:
            if kind != "same":
                found.append((kind, at, at + len(text)))
            at += len(text)
        return found

    def changes(self) -> list[Change]:
        """List the places that differ, by places of the text as it is; neighbours are one."""
        found: list[Change] = []
        at = 0
        for kind, text in self._stretches:
            if kind != "same":
                start, end, put = found.pop() if found and found[-1].end == at else (at, at, "")
                gone = text if kind == "gone" else ""
                found.append(Change(start, end + len(gone), put + text[len(gone) :]))
            at += len(text) if kind != "new" else 0
        return found

    def paragraphs_changed(self) -> int:
        """Count the paragraphs that differ: those that blank lines divide."""
        base, count, end = self.base, 0, -1
        for change in self.changes():
            if change.start > end:
                count += 1
            if change.end > end or change.start > end:
                end = base.find("\n\n", change.end)
                end = len(base) if end < 0 else end
        return count

    def shown_at(self, place: int) -> int:
        """Say where a place of the text as it is stands in the text shown."""
        at = 0
        for kind, text in self._stretches:
            if kind != "new":
                if place <= len(text):
                    return at + place
                place -= len(text)
            at += len(text)
        return at

    def base_at(self, place: int) -> int:
        """Say which place of the text as it is stands at a place of the text shown."""
        at = 0
        for kind, text in self._stretches:
            taken = min(place, len(text))
            at += taken if kind != "new" else 0
            place -= taken
            if place <= 0:
                break
        return at

    def edit(self, edit: Edit) -> Step:
        """Take an edit of the text shown: what it deletes of the text as it is, is struck."""
        before = self._between(edit.start, edit.end)
        removed = "".join(one.text for one in before)
        head = _same_start(removed, edit.inserted)
        tail = _same_end(removed[head:], edit.inserted[head:])
        put = edit.inserted[head : len(edit.inserted) - tail]
        middle = self._between(edit.start + head, edit.end - tail)
        struck = [Stretch("gone", one.text) for one in middle if one.kind != "new"]
        after = [
            *self._between(edit.start, edit.start + head),
            *struck,
            *([Stretch("new", put)] if put else []),
            *self._between(edit.end - tail, edit.end),
        ]
        return self.take(self._without_detour(edit.start, before, after))

    def _without_detour(
        self, start: int, before: Sequence[Stretch], after: Sequence[Stretch]
    ) -> Step:
        """Let what was struck, and is now put in again right behind it, stay as it was."""
        beside = self._between(max(0, start - _NEAR), start)[-2:]
        together = joined([*beside, *after])
        for number, (one, two) in enumerate(pairwise(together)):
            if (one.kind, two.kind) == ("gone", "new") and one.text == two.text:
                kept = joined(
                    [*together[:number], Stretch("same", one.text), *together[number + 2 :]]
                )
                from_ = start - len(text_of(beside))
                return Step(from_, (*beside, *before), tuple(kept))
        return Step(start, tuple(before), tuple(joined(after)))

    def take(self, step: Step) -> Step:
        """Put stretches in place of those that stand there, as a step says."""
        end = step.start + sum(len(one.text) for one in step.before)
        first, last = self._cut(step.start), self._cut(end)
        self._stretches[first:last] = step.after
        low, high = max(0, first - 1), first + len(step.after) + 1
        self._stretches[low:high] = joined(self._stretches[low:high])
        return step

    def propose(self, changes: Iterable[Change]) -> None:
        """Take changes of the text as it is, given by its places, in rising order."""
        for one in reversed(list(changes)):
            start, end = self.shown_at(one.start), self.shown_at(one.end)
            self.edit(Edit(start, end - start, one.put))

    def _between(self, start: int, end: int) -> list[Stretch]:
        found: list[Stretch] = []
        at = 0
        for kind, text in self._stretches:
            low, high = max(start - at, 0), min(end - at, len(text))
            if low < high:
                found.append(Stretch(kind, text[low:high]))
            at += len(text)
            if at >= end:
                break
        return found

    def _cut(self, place: int) -> int:
        """Cut at a place, and return the number of the stretch that begins there."""
        at = 0
        for number, (kind, text) in enumerate(self._stretches):
            if place <= at:
                return number
            if place < at + len(text):
                parts = (Stretch(kind, text[: place - at]), Stretch(kind, text[place - at :]))
                self._stretches[number : number + 1] = parts
                return number + 1
            at += len(text)
        return len(self._stretches)


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Put neighbours of one kind together."""
    found: list[Stretch] = []
    for one in stretches:
        if found and found[-1].kind == one.kind:
            found[-1] = Stretch(one.kind, found[-1].text + one.text)
        elif one.text:
            found.append(one)
    return found


def _same_start(one: str, two: str) -> int:
    """Count what both begin with, whole words only."""
    most = min(len(one), len(two))
    at = next((n for n in range(most) if one[n] != two[n]), most)
    while at and (_in_word(one, at) or _in_word(two, at)):
        at -= 1
    return at


def _same_end(one: str, two: str) -> int:
    return _same_start(one[::-1], two[::-1])


def _in_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def text_of(stretches: Iterable[Stretch]) -> str:
    """Put the words of stretches together."""
    return "".join(one.text for one in stretches)

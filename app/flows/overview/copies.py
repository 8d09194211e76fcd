"""A copy of a lesson in which somebody suggests: what it begins with, and how it is kept."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from app.flows.lesson.half_written import HalfWritten
from app.flows.overview.reading import LessonRead, PlacedSuggestion
from editor.writing.tracked import Change, TrackedText
from sync.merge.edits import edits
from sync.merge.weave import weave
from sync.model.ids import FactId, LogId, NodeId
from sync.model.states import TextState

_BETWEEN = " \t,;:*_"
_LONGEST = 20_000
"""A block of more signs takes too long to be woven while somebody looks at it."""
COPY = "copy"
"""The kind of what is half written in a copy."""


@dataclass(frozen=True)
class Copy:
    """What a copy was made of: a text state, and the own open suggestions shown in it."""

    log: LogId
    lesson: NodeId
    state: TextState
    text: str
    shown: frozenset[FactId] = frozenset()


def begin_copy(read: LessonRead) -> tuple[Copy, TrackedText]:
    """Copy the lesson as it is, with what this person suggested already and may change further."""
    text, tracked = read.today.text, TrackedText(read.today.text)
    proposed: list[Change] = []
    shown: set[FactId] = set()
    for placed in read.suggestions:
        own = placed.suggestion.person == read.me and placed.suggestion.is_open
        found = changes_in(placed, text) if own else []
        if found and not any(_touch(one, other) for one in found for other in proposed):
            proposed += found
            shown.add(placed.suggestion.id)
    tracked.propose(sorted(proposed))
    return Copy(read.course.log, read.node.id, read.today.state, text, frozenset(shown)), tracked


def changes_in(placed: PlacedSuggestion, text: str) -> list[Change]:
    """Say what a suggestion would change in today's text; nothing where its block is another."""
    start, end, made = placed.spot.start, placed.spot.end, placed.suggestion
    if start is None or end is None or text[start:end] != made.before:
        return []
    return _changes(made.before, made.after, start)


def changes_today(placed: PlacedSuggestion, text: str) -> list[Change]:
    """Say what taking a suggestion in would change, also where its block is another by now.

    Nothing where its block changed at the very words: taken in, that would be an overlap.
    """
    start, end, made = placed.spot.start, placed.spot.end, placed.suggestion
    if start is None or end is None:
        return []
    now = text[start:end]
    if now != made.before and end - start > _LONGEST:
        return []
    woven = weave(made.before, now, made.after)
    return [] if woven.overlaps else _changes(now, woven.text, start)


def _changes(before: str, after: str, start: int) -> list[Change]:
    found: list[Change] = []
    for one in edits(before, after):
        gap = before[found[-1].end - start : one.start] if found else ""
        if found and not gap.strip(_BETWEEN) and "\n" not in gap:
            last = found.pop()  # words in a row go and come together
            found.append(Change(last.start, start + one.end, last.put + gap + one.inserted))
        else:
            found.append(Change(start + one.start, start + one.end, one.inserted))
    return found


def _touch(one: Change, other: Change) -> bool:
    return one.start <= other.end and other.start <= one.end


def as_half_written(copy: Copy, tracked: TrackedText, why: str) -> HalfWritten:
    """Write down what was changed in a copy."""
    return HalfWritten(
        COPY,
        copy.lesson,
        msgspec.json.encode(tracked.changes()).decode(),
        why,
        quote=msgspec.json.encode(sorted(copy.shown)).decode(),
        log=copy.log,
        state=copy.state,
    )


def from_half_written(half: HalfWritten, text: str) -> tuple[Copy, TrackedText] | None:
    """Make the copy again on the text of its state; None where that is not at hand."""
    if half.log is None or half.state is None:
        return None
    shown = msgspec.json.decode(half.quote, type=list[FactId]) if half.quote else []
    changes = msgspec.json.decode(half.words, type=list[Change])
    if any(not 0 <= one.start <= one.end <= len(text) for one in changes):
        return None
    tracked = TrackedText(text)
    tracked.propose(changes)
    return Copy(half.log, half.lesson, half.state, text, frozenset(shown)), tracked

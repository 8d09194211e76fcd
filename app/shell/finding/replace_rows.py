"""From what was found in a lesson to rows of the page, and what is said of a replacement."""

from __future__ import annotations

from collections.abc import Sequence

from app.flows.finding.replacing import Find, LessonFound, Replaced
from editor.panels.replace.values import HitRow, LessonRows, lessons_of, places_of
from editor.panels.source.finding import Query, find, replacements
from sync.merge.edits import Edit
from sync.model.errors import BadInput
from sync.model.language import say, say_many

REPLACE = "replace"
_BEFORE, _AFTER, _MOST = 40, 120, 160


def finder(query: Query, words: str) -> Find:
    """Make what finds the places of a text and says what they become; for the store's thread."""

    def look(text: str) -> Sequence[Edit]:
        found = find(text, query)
        if found.problem:
            raise BadInput(
                found.problem,
                safe=say("Nothing was changed."),
                mend=say("Mend the pattern, or look for plain words."),
            )
        made = replacements(text, query, found.places, words)
        return [one for one in made if text[one.start : one.end] != one.inserted]

    return look


def rows_of(found: LessonFound) -> LessonRows:
    """Show the places of one lesson, each with the words of its line around it."""
    text = found.text
    rows = []
    line, counted = 1, 0
    for edit in found.edits:
        line += text.count("\n", counted, edit.start)
        counted = edit.start
        disputed = any(start < edit.end and edit.start < end for start, end in found.disputed)
        rows.append(
            HitRow(
                edit.start,
                line,
                _before(text, edit.start),
                _short(text[edit.start : edit.end]),
                _short(edit.inserted),
                _after(text, edit.end),
                disputed,
            )
        )
    return LessonRows(found.lesson, found.title, tuple(rows))


def told_of(done: Replaced, *, again: bool = False) -> str:
    """Say what a replacement did; `again` says that it was done some time before."""
    places, lessons = places_of(done.places), lessons_of(len(done.written))
    if not done.written:
        told = say("Nothing was changed.")
    elif again and done.taken_back:
        told = say("Taken back last: {places} in {lessons}.", places=places, lessons=lessons)
    elif again:
        told = say("Replaced last: {places} in {lessons}.", places=places, lessons=lessons)
    elif done.taken_back:
        told = say("Taken back: {places} in {lessons}.", places=places, lessons=lessons)
    else:
        told = say("Replaced {places} in {lessons}.", places=places, lessons=lessons)
    if not done.left:
        return told
    left = say_many(
        "{count:,} place left as it is now: someone wrote there meanwhile.",
        "{count:,} places left as they are now: someone wrote there meanwhile.",
        done.left,
    )
    return say("{done} {left}", done=told, left=left)


def _before(text: str, start: int) -> str:
    line = max(text.rfind("\n", 0, start) + 1, start - 4 * _BEFORE)
    words = text[line:start].lstrip()
    return words if len(words) <= _BEFORE else f"…{words[-_BEFORE:]}"


def _after(text: str, end: int) -> str:
    line = text.find("\n", end, end + _AFTER)
    return text[end : line if line >= 0 else end + _AFTER]


def _short(text: str) -> str:
    return text if len(text) <= _MOST else f"{text[:_MOST]}…"

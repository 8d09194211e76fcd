"""Clean a workspace of words that were struck out of its facts: whatever else holds them here.

What is one row is cleaned in the transaction that takes the redaction in. The files, pages that
are no longer used and backups come after it, in `finish`, which goes on where it was broken off.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from sync.model.facts import Fact
from sync.model.ids import LogId, NodeId
from sync.model.kinds import named_by, payload_of
from sync.model.payloads import ContentRedacted, Mark
from sync.model.redaction import (
    REDACTED,
    found_in,
    joined,
    marked_in,
    masked,
    texts_of,
)
from sync.store.opening import Store
from sync.store.striking import PENDING
from sync.workspace.revisions import LessonFacts

_WAITS = ("words", "more", "quote")
"""Where the words of what was begun and not sent stand."""


def follow(store: Store, log: LogId, facts: Sequence[Fact]) -> None:
    """Clean what stands in rows; called inside the transaction that took these facts in."""
    bodies = [payload_of(fact) for fact in facts if fact.kind == REDACTED]
    if not bodies:
        return
    words = {*store.log.struck_words}
    marks = [mark for body in bodies for mark in body.marks]
    for row in store.log.logs():
        if row.log == log or (row.course and row.course == _course(store, log)):
            _working(store, row.log, words, marks)
            _not_counting(store, row.log, words, marks)
            _half_written(store, row.log, words, marks)
    _steps_back(store, log, facts, words, marks)
    # last: what changed above has noted for the index what it held before
    store.search.rebuild()
    store.settings.set(PENDING, "1")
    store.log.struck_words.clear()


def _course(store: Store, log: LogId) -> str:
    row = store.log.log(log)
    return row.course if row and row.scope == "course" else ""


def _working(store: Store, log: LogId, words: Collection[str], marks: Sequence[Mark]) -> None:
    for lesson in store.texts.all_working():
        working = store.texts.working(lesson)
        if working is not None and working.log == log:
            clean = cleaned(working.text, words, marks)
            if clean != working.text:
                store.texts.strike(lesson, clean)


def _not_counting(store: Store, log: LogId, words: Collection[str], marks: Sequence[Mark]) -> None:
    """Strike the words out of what no server took, and nobody else will ever name."""
    for stored in store.log.not_kept(log):
        if stored.state == "waiting":
            continue
        fact = stored.fact
        places = [
            (number, start, length)
            for number, text in enumerate(texts_of(fact.kind, bytes(fact.payload)))
            for start, length in [*found_in(text, words), *marked_in(text, marks)]
        ]
        if places:
            store.log.strike_alone(fact.id, places)


def _half_written(store: Store, log: LogId, words: Collection[str], marks: Sequence[Mark]) -> None:
    """Strike the words out of comments and forms that wait in lessons of this log."""
    lessons = store.drafts.all(log)
    for name, value in store.settings.all().items():
        try:
            half = msgspec.json.decode(value)
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue  # a plain word
        if isinstance(half, dict) and half.get("lesson") in lessons:
            clean = {
                key: cleaned(one, words, marks) if isinstance(one, str) and key in _WAITS else one
                for key, one in half.items()
            }
            if clean != half:
                store.settings.set(name, msgspec.json.encode(clean).decode())


def _steps_back(
    store: Store,
    log: LogId,
    facts: Sequence[Fact],
    words: Collection[str],
    marks: Sequence[Mark],
) -> None:
    """Forget the steps back of lessons out of which words were struck, and those that hold them."""
    course = _course(store, log)
    logs = {
        row.log for row in store.log.logs() if row.log == log or (course and row.course == course)
    }
    named = {NodeId(told.subject) for told in store.log.told(named_by(facts)) if told.subject}
    store.steps.forget_those_with(
        logs, named, lambda text: bool(found_in(text, words) or marked_in(text, marks))
    )


def cleaned(text: str, words: Collection[str], marks: Sequence[Mark]) -> str:
    """Give a text with words, and marked words, struck out."""
    return masked(text, joined([*found_in(text, words), *marked_in(text, marks)]))


def redactions(store: Store, log: LogId) -> list[ContentRedacted]:
    """Read the redactions of a log."""
    return [payload_of(fact) for fact in store.log.facts(log, kinds={REDACTED})]


def words_marked(
    store: Store, log: LogId, facts: Sequence[Fact], marks: Sequence[Mark]
) -> set[str]:
    """Find struck words that these facts of a log, written apart, hold all the same."""
    found: set[str] = set()
    known: dict[NodeId, LessonFacts] = {}
    for fact in facts if marks else ():
        if fact.log != log or fact.kind == REDACTED:
            continue
        texts = texts_of(fact.kind, bytes(fact.payload))
        if fact.kind == "text.revised":
            lesson = NodeId(payload_of(fact).lesson)
            its = known.setdefault(lesson, LessonFacts(store, log, lesson))
            texts += [its.text_of(fact.id)] if fact.id in its.revised else []
        for text in texts:
            for mark in marks:
                found |= {text[at : at + mark.length] for at, _ in marked_in(text, [mark])}
    return found

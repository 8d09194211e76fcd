"""Redact words: see every place that holds them, strike them out everywhere, finish the cleaning.

A redaction is for good. It reaches every copy of the course that syncs; what was exported, and
backups that someone carried elsewhere, it does not.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from app.flows.changes import Changes, changed
from app.flows.lesson.kept_words import all_kept_words
from app.flows.permission import must_be_allowed
from sync.model.errors import BadInput, NotFound, Refused
from sync.model.facts import Fact
from sync.model.ids import FactId, LogId, NodeId, PersonId
from sync.model.kinds import may_write, payload_of
from sync.model.language import say
from sync.model.people import Role
from sync.model.redaction import REDACTED, marked_in, masked, places_in
from sync.store.fact_rows import subject_of
from sync.store.striking import is_pending
from sync.workspace import cleaning, finishing
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from sync.workspace.redactions import SHORTEST, Holding, holding, holds_words

Where = Literal["lesson", "comment", "suggestion", "version", "outline", "file", "other"]
_WHERE: dict[str, Where] = {
    "text.revised": "lesson",
    "comment.made": "comment",
    "comment.replied": "comment",
    "comment.resolved": "comment",
    "suggestion.made": "suggestion",
    "suggestion.decided": "suggestion",
    "version.named": "version",
    "review.given": "version",
    "course.made": "outline",
    "course.described": "outline",
    "course.shared": "outline",
    "lesson.placed": "outline",
    "lesson.renamed": "outline",
    "lesson.form": "file",
    "file.placed": "file",
}


@dataclass(frozen=True)
class Spot:
    """One fact that holds the words: where it stands, in which lesson, who wrote it and when."""

    fact: FactId
    where: Where
    lesson: NodeId | Literal[""]
    person: PersonId
    at: int


@dataclass(frozen=True)
class Places:
    """All that holds the words: facts, attachments, and today's texts of lessons among them."""

    spots: tuple[Spot, ...]
    files: int
    lessons_today: tuple[NodeId, ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing holds them."""
        return not self.spots and not self.files


@dataclass(frozen=True)
class Redacted:
    """What was done; `left` are backups that could not be read, and may still hold the words."""

    changes: Changes
    places: Places
    left: tuple[Path, ...]
    is_finished: bool


@dataclass(frozen=True)
class Notice:
    """Who struck words out of a fact, when, and why."""

    person: PersonId
    at: int
    why: str


def places(
    ws: Workspace, course: Course, words: Collection[str], facts: Collection[str] = ()
) -> Places:
    """Show every place that holds the words, in this course and what it was before it was shared.

    `facts` are comments, suggestions and versions whose words go altogether. Nothing is changed.
    """
    return _shown(ws, course, words, _holdings(ws, course, words, facts))


def redact(
    ws: Workspace,
    course: Course,
    words: Collection[str],
    facts: Collection[str] = (),
    *,
    why: str = "",
    told: Callable[[int, int], None] = lambda done, of: None,
    clean: bool = True,
) -> Redacted:
    """Strike words out of the course, for good and for everyone, and clean what else holds them.

    Only an owner may. What is being typed is sealed first. Without `clean` the backups and what
    is deleted are left to `finish`, which takes longer.
    """
    must_be_allowed(course, REDACTED)
    ws.lessons.seal_all(what_can_be=True)
    held = _holdings(ws, course, words, facts)
    shown = _shown(ws, course, words, held)
    if shown.is_empty:
        raise NotFound(
            say("These words stand nowhere in the course, nor in anything it was before."),
            safe=say("Nothing was changed."),
            mend=say("Give them exactly as they were written."),
        )
    written: list[Fact] = []
    with ws.store.writing():
        for one in held:
            body = one.body([word for word in words if word], why)
            if body is not None:
                written += ws.ledger.write(one.log, body)
    _drop_unplaced(ws, words)
    left = finish(ws, told) if clean else []
    done = changed(course.log, [fact for fact in written if fact.log == course.log])
    return Redacted(done, shown, tuple(left), not is_pending(ws.store.settings))


def finish(ws: Workspace, told: Callable[[int, int], None] = lambda done, of: None) -> list[Path]:
    """Clean files, unused pages and backups, if a redaction has come since; go on if broken off."""
    if not is_pending(ws.store.settings):
        return []
    _clean_not_sent(ws)
    return finishing.finish(ws, told)


def notice_of(course: Course, fact: FactId) -> Notice | None:
    """Tell who struck words out of a fact, None if nobody did."""
    by = course.facts.redacted.get(fact)
    return None if by is None else Notice(by.person, by.at, payload_of(by).why)


def _holdings(
    ws: Workspace, course: Course, words: Collection[str], facts: Collection[str]
) -> list[Holding]:
    said = [word for word in words if word]
    for word in said:
        if len(word.strip()) < SHORTEST:
            raise BadInput(
                say(
                    "Words of fewer than {fewest} signs stand in too many places.", fewest=SHORTEST
                ),
                safe=say("Nothing was changed."),
                mend=say("Give more of the text around them."),
            )
    if not said and not facts:
        raise BadInput(
            say("Nothing was named that could be redacted."),
            safe=say("Nothing was changed."),
            mend=say("Mark the words, or name the fact that holds them."),
        )
    whole = [_fact(ws, ident) for ident in facts]
    logs = [
        row.log
        for row in ws.store.log.logs()
        if row.log == course.log or (row.course == course.id and row.standing == "closed")
    ]
    return [*(holding(ws.store, log, said, whole) for log in logs), *_title(ws, course, said)]


def _title(ws: Workspace, course: Course, words: Collection[str]) -> list[Holding]:
    """Find the words in the title by which the space knows the course; its owners may strike it."""
    row = ws.store.log.log(course.row.space) if course.row.space else None
    if row is None or not may_write(cast("Role", row.role), REDACTED):
        return []
    held = Holding(row.log)
    for fact in ws.store.log.facts(row.log, kinds={"course.shared"}):
        if payload_of(fact).course == course.id:
            held.add(fact, places_in(fact.kind, bytes(fact.payload), words))
    return [held]


def _fact(ws: Workspace, prefix: str) -> FactId:
    found = ws.store.log.find(prefix)
    if len(found) != 1:
        raise NotFound(
            say("“{prefix}” names {count} facts, not one.", prefix=prefix, count=len(found)),
            safe=say("Nothing was changed."),
            mend=say("Give the whole id."),
        )
    if found[0].fact.kind not in _WHERE:
        raise Refused(
            say("This holds no one's words."),
            safe=say("Nothing was changed."),
            mend=say("Choose a text, a comment, a suggestion or a note."),
        )
    return found[0].fact.id


def _shown(
    ws: Workspace, course: Course, words: Collection[str], held: Collection[Holding]
) -> Places:
    spots = [
        Spot(
            fact.id,
            _WHERE.get(fact.kind, "other"),
            NodeId(subject_of(bytes(fact.payload))),
            fact.person,
            fact.at,
        )
        for one in held
        for fact in one.facts.values()
    ]
    today = ws.store.drafts.texts(course.log)
    lessons = [
        lesson for lesson, text in today.items() if any(word and word in text for word in words)
    ]
    files = {sha for one in held for sha in one.blobs}
    spots.sort(key=lambda spot: (spot.where, spot.at, spot.fact))
    return Places(tuple(spots), len(files), tuple(sorted(lessons)))


def _drop_unplaced(ws: Workspace, words: Collection[str]) -> None:
    """Take away files with these words that no course names: nobody can reach them any more."""
    named = {
        placed.sha
        for row in ws.store.log.logs()
        for fact in ws.store.log.facts(row.log, kinds={"file.placed"})
        for placed in payload_of(fact).files
    }
    for sha in [sha for sha in ws.store.media.all() if sha not in named]:
        if holds_words(ws.store, sha, words):
            ws.store.media.drop(sha)


def _clean_not_sent(ws: Workspace) -> None:
    """Strike marked words out of the files that keep what no server took."""
    marks = [
        mark
        for row in ws.store.log.logs()
        for body in cleaning.redactions(ws.store, LogId(row.log))
        for mark in body.marks
    ]
    for path in all_kept_words(ws):
        text = path.read_bytes().decode("utf-8", "surrogateescape")
        clean = masked(text, marked_in(text, marks))
        if clean != text:
            path.write_bytes(clean.encode("utf-8", "surrogateescape"))

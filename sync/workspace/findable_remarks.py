"""Make of the facts of a log what search can find beside courses and lessons: all that is said.

Comments, answers, suggestions, notes of versions and reviews, people, and the names of files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from sync.model.errors import BadInput
from sync.model.facts import Fact
from sync.model.ids import FactId, NodeId
from sync.model.kinds import payload_of
from sync.model.payloads import (
    CommentMade,
    CommentReplied,
    CommentResolved,
    FilePlaced,
    MemberSet,
    ReviewGiven,
    SuggestionDecided,
    SuggestionMade,
    VersionNamed,
)
from sync.model.registers import Register
from sync.model.review import Reply
from sync.model.round_payloads import CommentConfirmed, CommentEdited, CommentReopened
from sync.model.talk import Worded, reply_now
from sync.store.fact_rows import LogRow
from sync.store.opening import Store
from sync.store.search_index import Entry, Kind

TITLE_AT_MOST = 200
"""So much of a quote stands as the title of what was said of it."""
Said = Callable[[Store, LogRow, Fact, Any], Iterator[Entry]]


def findable_in(store: Store, row: LogRow, fact: Fact) -> list[Entry]:
    """List what one fact makes findable; one that is damaged is shown elsewhere."""
    if fact.kind not in SAID:
        return []
    try:
        body = payload_of(fact)
    except BadInput:
        return []
    return list(SAID[fact.kind](store, row, fact, body))


def _entry(
    row: LogRow, fact: Fact, kind: Kind, lesson: NodeId | None, title: str, text: str
) -> Entry:
    shown = " ".join(title[:TITLE_AT_MOST].split())
    return Entry(kind, row.log, row.course, fact.id, lesson or "", shown, text, fact.person)


def _comment(_: Store, row: LogRow, fact: Fact, body: CommentMade) -> Iterator[Entry]:
    yield _entry(row, fact, "comment", body.lesson, body.quote, body.text)


def _reply(store: Store, row: LogRow, fact: Fact, body: CommentReplied) -> Iterator[Entry]:
    yield from _answer(store, row, fact, body.thread, body.text)


def _resolution(store: Store, row: LogRow, fact: Fact, body: CommentResolved) -> Iterator[Entry]:
    yield from _answer(store, row, fact, body.thread, body.why)


def _reopening(store: Store, row: LogRow, fact: Fact, body: CommentReopened) -> Iterator[Entry]:
    yield from _answer(store, row, fact, body.thread, body.why)


def _confirmation(store: Store, row: LogRow, fact: Fact, body: CommentConfirmed) -> Iterator[Entry]:
    yield from _answer(store, row, fact, body.thread, body.why)


def _edit(store: Store, row: LogRow, _: Fact, body: CommentEdited) -> Iterator[Entry]:
    """Find what was worded anew by its words of today, and by none that it had before."""
    stored = store.log.fact(body.comment)
    if stored is None or stored.fact.kind not in SAID:
        return
    said = stored.fact
    register: Register[Worded] = Register()
    for fact in store.log.facts(row.log, kinds={"comment.edited"}):
        edit = payload_of(fact)
        if isinstance(edit, CommentEdited) and edit.comment == body.comment:
            register.write(fact, Worded(edit.text, edit.mentions), edit.over)
    for entry in findable_in(store, row, said):
        now = reply_now(Reply(said.id, said.person, said.at, entry.text), {said.id: register})
        yield msgspec.structs.replace(entry, text=now.text)


def _suggestion(_: Store, row: LogRow, fact: Fact, body: SuggestionMade) -> Iterator[Entry]:
    text = "\n\n".join(part for part in (body.why, body.after) if part.strip())
    yield _entry(row, fact, "suggestion", body.lesson, body.before, text)


def _decision(store: Store, row: LogRow, fact: Fact, body: SuggestionDecided) -> Iterator[Entry]:
    yield from _answer(store, row, fact, body.suggestion, body.why)


def _answer(store: Store, row: LogRow, fact: Fact, to: FactId, text: str) -> Iterator[Entry]:
    """Find an answer beside what it answers, under the words that this was about."""
    about = _body_of(store, to)
    if text.strip() and isinstance(about, CommentMade | SuggestionMade):
        quote = about.quote if isinstance(about, CommentMade) else about.before
        yield _entry(row, fact, "reply", about.lesson, quote, text)


def _version(_: Store, row: LogRow, fact: Fact, body: VersionNamed) -> Iterator[Entry]:
    yield _entry(row, fact, "version", None, f"Version {body.number}", body.note)


def _review(store: Store, row: LogRow, fact: Fact, body: ReviewGiven) -> Iterator[Entry]:
    version = _body_of(store, body.version)
    if body.note.strip() and isinstance(version, VersionNamed):
        yield _entry(row, fact, "review", None, f"Version {version.number}", body.note)


def _person(_: Store, row: LogRow, fact: Fact, body: MemberSet) -> Iterator[Entry]:
    if body.name.strip():
        yield Entry("person", row.log, row.course, body.person, "", body.name, "", body.person)


def _files(store: Store, row: LogRow, fact: Fact, body: FilePlaced) -> Iterator[Entry]:
    for placed in body.files:
        name = placed.path.rpartition("/")[2]
        yield Entry("file", row.log, row.course, placed.path, "", name, placed.path)


def _body_of(store: Store, ident: FactId) -> object:
    stored = store.log.fact(ident)
    try:
        return payload_of(stored.fact) if stored else None
    except BadInput:
        return None


SAID: dict[str, Said] = {
    "comment.made": _comment,
    "comment.replied": _reply,
    "comment.resolved": _resolution,
    "comment.reopened": _reopening,
    "comment.confirmed": _confirmation,
    "comment.edited": _edit,
    "suggestion.made": _suggestion,
    "suggestion.decided": _decision,
    "version.named": _version,
    "review.given": _review,
    "member.set": _person,
    "file.placed": _files,
}
"""Kinds of facts, and what of them can be found."""

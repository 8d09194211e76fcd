"""The workspace's side of a review file: what goes into one, and taking one in at once."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import msgspec

from sync.model.facts import Fact
from sync.model.ids import FactId, LogId, PersonId, Sha
from sync.model.payloads import MemberSet
from sync.model.people import NAME_LENGTH, ROLES, SERVER
from sync.store.fact_rows import LogRow
from sync.wire.review_file import FORMAT, PRODUCT, Manifest, ReviewFile, Someone
from sync.workspace.accounting import Account, entry_of
from sync.workspace.cleaning import redactions
from sync.workspace.courses import Course
from sync.workspace.gate import Gate
from sync.workspace.judging_files import Judged, judge
from sync.workspace.opening import Workspace
from sync.workspace.people_by_file import (
    keep_people,
    known_people,
    role_of,
)
from sync.workspace.receipts import Receipt, RefusedEntry
from sync.workspace.roles import keys_seen, roles_in_space
from sync.workspace.withdrawn_by_file import WITHDRAWN, settle_withdrawn

_MOST_DEVICES = 100


@dataclass(frozen=True)
class Contents:
    """What goes into a review file; `missing` are attachments that are not on this laptop."""

    manifest: Manifest
    facts: tuple[Fact, ...]
    media: tuple[Sha, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class TakenFile:
    """What a review file brought: facts that count from now on, and how it was with the rest.

    `left_out` are facts of kinds that this application does not know; `is_new` tells that the
    course was not here before. `withdrawn` do not count: their writers had lost the right to
    write them, and they may have counted here before.
    """

    log: LogId
    facts: tuple[Fact, ...] = ()
    media: int = 0
    overlaps: int = 0
    left_out: int = 0
    receipt: str = ""
    is_new: bool = False
    withdrawn: tuple[Fact, ...] = ()

    @property
    def changed(self) -> bool:
        """Tell whether anything is here that was not here before."""
        return bool(self.facts or self.media or self.is_new or self.withdrawn)


def contents(ws: Workspace, course: Course, number: int, version: FactId) -> Contents:
    """Gather all that a course's log says, as others may see it, with the media it shows."""
    facts = tuple(ws.store.log.facts(course.log))
    gone = {sha for body in redactions(ws.store, course.log) for sha in body.blobs}
    files = {path: placed.sha for path, placed in course.facts.files_now().items()}
    if version in course.facts.versions:
        files = {**course.facts.versions[version].named.files, **files}
    wanted = {path: sha for path, sha in files.items() if sha and sha not in gone}
    here = sorted({sha for sha in wanted.values() if ws.store.media.has(sha)})
    missing = sorted(path for path, sha in wanted.items() if not ws.store.media.has(sha))
    manifest = Manifest(
        format=FORMAT,
        product=PRODUCT,
        log=course.log,
        course=course.id,
        title=course.title,
        number=number,
        version=version,
        maker=ws.identity.person,
        device=ws.identity.key.device,
        people=people_told(ws, course, facts),
        facts=len(facts),
        members={},
    )
    return Contents(manifest, facts, tuple(here), tuple(missing))


def people_told(ws: Workspace, course: Course, facts: Sequence[Fact]) -> tuple[Someone, ...]:
    """Say who those are that wrote in a course, or have a role in it; of others, nothing."""
    me = ws.identity
    names = ws.courses.names_as_given(course)
    known = known_people(ws.store.settings, course.log)
    keys = keys_seen(ws.store, course.log) | {(me.person, me.key.device)}
    keys |= {(one.person, key) for one in known.values() for key in one.devices}
    people = {*(f.person for f in facts), *course.facts.members, *known, me.person} - {SERVER}
    roles = roles_in_space(ws, course)
    return tuple(
        Someone(
            person,
            names.get(person, ""),
            roles.get(person) or role_of(person, course.facts, known),
            tuple(sorted(key for whose, key in keys if whose == person)),
        )
        for person in sorted(people)
    )


def take_in(ws: Workspace, file: ReviewFile, name: str) -> TakenFile:
    """Take a file in, in one transaction; the same file again changes nothing.

    Raise Refused or BadInput, with nothing changed, where a fact is none of its writer's, or not
    theirs to write. `name` is the file's, for the receipt.
    """
    judged = judge(ws, file)
    if not (judged.new or judged.media or judged.is_new):
        # who passed it on may be new, though they wrote nothing
        if judged.people != known_people(ws.store.settings, file.manifest.log):
            keep_people(ws.store.settings, file.manifest.log, judged.people)
        return TakenFile(file.manifest.log, left_out=judged.left_out)
    kept: list[Sha] = []
    try:
        for sha in judged.media:
            kept.append(ws.store.media.put(file.medium(sha)))
        with ws.store.writing():
            taken = _take(ws, file, judged, name)
    except BaseException:
        for sha in kept:
            ws.store.media.drop(sha)
        raise
    finally:
        ws.courses.forget()
    return taken


def _take(ws: Workspace, file: ReviewFile, judged: Judged, name: str) -> TakenFile:
    log, store = file.manifest.log, ws.store
    account = Account(ws, {log: judged.new}, [log] if judged.is_new else [])
    if judged.is_new:
        store.log.add_log(
            LogRow(log, "course", file.manifest.course, None, "shared", "", 0, "reviewer", None)
        )
    keep_people(store.settings, log, judged.people)
    gate = Gate(ws)
    gate.expect(log, judged.new)
    new = store.log.add(judged.new)
    ws.ledger.announce(log, new)
    new, gone = _without_withdrawn(ws, log, judged, new)
    new = gate.weigh(log, new)
    row = _row_now(ws, log)
    if row.role == "owner":
        ws.striking.strike_again(log, new)
        vouch(ws, row, {fact.person for fact in new})
    overlaps = account.new_overlaps()
    receipt = _receipt(ws, new, gone, overlaps, account, name) if new or gone else ""
    return TakenFile(
        log, tuple(new), len(judged.media), len(overlaps), judged.left_out, receipt,
        judged.is_new, tuple(gone),
    )  # fmt: skip


def _without_withdrawn(
    ws: Workspace, log: LogId, judged: Judged, new: Sequence[Fact]
) -> tuple[list[Fact], list[Fact]]:
    """Let no fact count that was written after the right to was withdrawn; return both kinds."""
    row = ws.store.log.log(log)
    if row is not None and row.server:
        gone, again = ws.store.log.refused(judged.withdrawn), list[Fact]()
    else:
        gone, again = settle_withdrawn(ws.store, log)
    ws.ledger.announce(log, gone)
    ws.ledger.announce(log, again)
    out = {fact.id for fact in gone}
    return [fact for fact in (*new, *again) if fact.id not in out], gone


def _row_now(ws: Workspace, log: LogId) -> LogRow:
    """Read the log's row, with the role that facts give me where no server does."""
    row = ws.store.log.log(log)
    assert row is not None
    if row.server or row.standing != "shared":
        return row
    facts = ws.courses.open(log).facts
    known = known_people(ws.store.settings, log)
    mine = {role_of(one, facts, known) for one in (ws.identity.person, *ws.identity.former)}
    now = msgspec.structs.replace(row, role=next((role for role in ROLES if role in mine), ""))
    ws.store.log.add_log(now)
    return now


def vouch(ws: Workspace, row: LogRow, people: Iterable[PersonId]) -> list[Fact]:
    """Let people who came by file be reviewers of a course in a space, with their keys.

    Only an owner can: the server would know neither their names nor their keys. Nor does it know
    who wrote on this laptop before it joined a person's others: they keep their role.
    """
    if row.space is None:
        return []
    course = ws.courses.open(row.log)
    known = dict(known_people(ws.store.settings, row.log))
    mine = (ws.identity.key.device,)
    for one in ws.identity.former:
        role = role_of(one, course.facts, known)
        known[one] = Someone(one, ws.identity.name, role, mine)
    there = {*roles_in_space(ws, course), ws.identity.person, SERVER}
    unknown = set(people) & set(known) - (there - {*ws.identity.former})
    drawn = [
        ws.ledger.draw_up(row.log, _word_for(ws, known[person]), clock)
        for person, clock in _clocks_before(ws, row.log, unknown)
    ]
    return ws.ledger.take(row.log, drawn)


def _word_for(ws: Workspace, one: Someone) -> MemberSet:
    role = next((role for role in ROLES if role == one.role), None)
    if role is None or one.person not in ws.identity.former:
        role = "reviewer"
    return MemberSet(one.person, one.name[:NAME_LENGTH], role, one.devices[:_MOST_DEVICES])


def _clocks_before(
    ws: Workspace, log: LogId, people: Collection[PersonId]
) -> list[tuple[PersonId, int]]:
    """Give for each person a clock before all they wrote, so that a server hears of them first."""
    first: dict[PersonId, int] = {}
    for fact in ws.store.log.facts(log):
        if fact.person in people:
            first[fact.person] = min(fact.clock, first.get(fact.person, fact.clock))
    return [(person, max(1, clock - 1)) for person, clock in sorted(first.items())]


def _receipt(
    ws: Workspace,
    new: Sequence[Fact],
    gone: Sequence[Fact],
    overlaps: Sequence[str],
    account: Account,
    name: str,
) -> str:
    courses = {row.log: row.course for row in ws.store.log.logs()}
    told = ws.store.log.told([fact.id for fact in new])
    receipt = Receipt(
        id="",
        at=int(time.time() * 1000),
        server="",
        received=tuple(entry_of(one, courses) for one in told),
        refused=tuple(RefusedEntry(fact.id, fact.kind, WITHDRAWN) for fact in gone),
        overlaps=tuple(overlaps),
        touched=account.touched(new),
        file=name,
    )
    return ws.store.receipts.write(msgspec.json.encode(receipt), receipt.at)

"""Join a server, share courses, and sync: what goes out, what comes in, and the account of it."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, cast

import msgspec

from app.flows.changes import Changes, changed
from app.flows.lesson.kept_words import all_kept_words
from app.flows.permission import must_be_allowed
from app.flows.persons import find_person
from app.flows.review.redacting import finish
from app.flows.sharing.broken_news import note_broken
from app.flows.sharing.not_taken import not_taken
from app.flows.sharing.reissuing import suggest_once_more, suggest_what_was_refused
from app.flows.sharing.server_identity import (
    URL,
    is_doubtful,
    known_server,
    note_other,
    note_server,
    server_meant,
    told_of_other,
)
from app.flows.sharing.unreached import note_reached, note_unreached
from sync.model.errors import BadInput, NotFound, Refused, WillBeTriedAgain
from sync.model.facts import Fact
from sync.model.ids import CourseId, LogId, PersonId
from sync.model.kinds import may_write
from sync.model.language import mark, say
from sync.model.payloads import MemberSet
from sync.model.people import ROLES, Role
from sync.store.fact_rows import LogRow
from sync.workspace.courses import Course
from sync.workspace.exchange import LAST_SYNC, Exchange
from sync.workspace.identity import become
from sync.workspace.looking import looked_at, must_be_ones_own
from sync.workspace.opening import Workspace
from sync.workspace.people_by_file import known_people
from sync.workspace.receipts import Receipt
from sync.workspace.review_files import vouch
from sync.workspace.sharing import put_in_space, share_with_history
from sync.workspace.sharing import share as begin_shared_log
from sync.workspace.withdrawing import note_access_withdrawn

if TYPE_CHECKING:
    from sync.client.round import Outcome
    from sync.client.transport import Transport
    from sync.wire.messages import LaptopCode

SIGNED_OUT = "server.signed_out"
_CANNOT_SHARE = {
    "reader": mark("In the space “{space}” you are a reader and cannot share courses."),
    "reviewer": mark("In the space “{space}” you are a reviewer and cannot share courses."),
}


@dataclass(frozen=True)
class Status:
    """Where the words are: saved here, waiting to send, on the server; and what is wrong."""

    saved: bool
    waiting: int
    last_sync: int | None
    server: str | None
    problems: list[dict[str, str]]
    looked_at: str = ""


def connect(ws: Workspace, url: str, invite: str, name: str, words: str = "") -> list[str]:
    """Sign this workspace in with an invite; return the names of the spaces it reaches.

    With a code that another laptop of the same person gave, this one becomes that person's too.
    The server must be the one that was known at this address, or have the six `words`.
    """
    from sync.client.joining import join
    from sync.client.sessions import tidy_url
    from sync.client.tokens import Tokens

    must_be_ones_own(ws.store.settings)
    url = tidy_url(url)
    known = ws.store.settings.get(URL)
    if known and known != url and not ws.store.settings.get(SIGNED_OUT):
        raise Refused(
            say("This workspace is connected to {server}.", server=known),
            safe=say("Nothing was changed."),
            mend=say("Disconnect first (“coursefolk disconnect”), or use another workspace."),
        )
    server = server_meant(url, words) if words else known_server(ws, url) if known == url else ""
    joined = join(url, invite, name.strip(), ws.identity.person, ws.identity.key, server=server)
    _must_be_free_for(ws, joined.you.person)
    Tokens(ws.store.folder).keep(url, joined.token)
    with ws.store.writing():
        become(ws.identity, ws.store.settings, joined.you.person)
        ws.store.settings.set(URL, url)
        ws.store.settings.set(SIGNED_OUT, "")
        note_server(ws, joined.server)
        ws.store.settings.set("person.name", joined.you.name)
        _turn_to(ws, url)
        for space in joined.spaces:
            known_row = ws.store.log.log(space.log)
            cursor = known_row.cursor if known_row and known_row.server == url else 0
            ws.store.log.add_log(
                LogRow(
                    space.log, "space", CourseId(""), None, "shared", url, cursor, space.role, None
                )
            )
            ws.store.settings.set(f"space.{space.log}.name", space.name)
    ws.look_again()
    return [space.name for space in joined.spaces]


def _must_be_free_for(ws: Workspace, person: PersonId) -> None:
    """Refuse to make another person's laptop of one that was signed in as somebody already."""
    if person != ws.identity.person and any(row.server for row in ws.store.log.logs()):
        raise Refused(
            say("This workspace was signed in as someone else before."),
            safe=say("Nothing was changed."),
            mend=say("Begin with a new workspace (--workspace), and ask for a new code."),
        )


def add_laptop(ws: Workspace) -> LaptopCode:
    """Ask the server for the code with which one more laptop of this person signs in."""
    from sync.client.joining import laptop_code

    must_be_ones_own(ws.store.settings)
    transport = dial(ws)
    try:
        return laptop_code(transport)
    finally:
        transport.close()


def _turn_to(ws: Workspace, url: str) -> None:
    """Keep what waits for another server from this one, until it turns out to be the same.

    A server that has moved names its logs at the next sync, and they can be written again.
    """
    for row in ws.store.log.logs():
        if row.server and row.server != url and row.standing == "shared":
            ws.store.log.add_log(msgspec.structs.replace(row, standing="readonly"))
        elif row.server == url and row.standing == "readonly":
            ws.store.log.set_cursor(row.log, 0)


def disconnect(ws: Workspace) -> None:
    """Forget the server's token; courses stay here, and what waits to be sent goes on waiting."""
    from sync.client.tokens import Tokens

    url = ws.store.settings.get(URL)
    if url is None or ws.store.settings.get(SIGNED_OUT):
        raise Refused(
            say("This workspace is not connected to a server."),
            safe=say("Nothing was changed."),
            mend=say("Connect first, with an invite of the space."),
        )
    Tokens(ws.store.folder).forget(url)
    ws.store.settings.set(SIGNED_OUT, "1")


def spaces(ws: Workspace) -> dict[LogId, str]:
    """Name the spaces that this workspace reaches at the server it was connected to last."""
    url = ws.store.settings.get(URL)
    return {
        row.log: ws.store.settings.get(f"space.{row.log}.name") or "space"
        for row in ws.store.log.logs()
        if row.scope == "space" and row.standing == "shared" and row.server == url
    }


def share(
    ws: Workspace, course: Course, space: str | None = None, *, with_history: bool = False
) -> LogId:
    """Put a course into a space, `team` by default; members get it at their next sync.

    They get today's texts; what was written before stays here, unless its author wants it
    otherwise. A course that was reviewed by files goes on as it is.
    """
    found = spaces(ws)
    if not found:
        raise Refused(
            say("This workspace is not connected to a server yet."),
            safe=say("Nothing was changed."),
            mend=say("Connect first: coursefolk connect URL --invite CODE --name N"),
        )
    wanted = space or ("team" if "team" in found.values() else next(iter(found.values())))
    chosen = [log for log, name in found.items() if wanted in (name, log)]
    if len(chosen) != 1:
        raise NotFound(
            say("There is no space “{space}”.", space=wanted),
            safe=say("Nothing was changed."),
            mend=say("There are: {listed}.", listed=", ".join(found.values())),
        )
    row = ws.store.log.log(chosen[0])
    assert row is not None
    if not may_write(cast("Role", row.role), "course.shared"):
        raise Refused(
            say(_CANNOT_SHARE.get(row.role, _CANNOT_SHARE["reader"]), space=found[chosen[0]]),
            safe=say("Nothing was changed."),
            mend=say("Ask an owner of the space to make you an author."),
        )
    ws.lessons.seal_all()
    if course.row.standing == "shared" and course.row.space is None:
        return _share_by_file_before(ws, course, row)
    _clean_before_sharing(ws, course.log)
    if with_history:
        return share_with_history(ws.store, ws.ledger, ws.courses.open(course.log), row)
    return begin_shared_log(ws.store, ws.ledger, ws.lessons, ws.courses.open(course.log), row)


def _share_by_file_before(ws: Workspace, course: Course, space: LogRow) -> LogId:
    """Let a course that went by files meet a server, with everyone who wrote in it."""
    must_be_allowed(course, "member.set")
    people = {*known_people(ws.store.settings, course.log), *ws.identity.former}
    with ws.store.writing():
        log = put_in_space(ws.ledger, ws.store, course, space)
        row = ws.store.log.log(log)
        assert row is not None
        vouch(ws, row, people)
    return log


def _clean_before_sharing(ws: Workspace, log: LogId) -> None:
    """Take places and programs out of the files that others are about to get."""
    from app.flows.media.media_cleaning import clean_files

    clean_files(ws, ws.courses.open(log))


def grant(ws: Workspace, course: Course, name: str, role: str) -> Changes:
    """Give a person of the space a role in one course; “none” takes access away."""
    from app.flows.overview.library import everyone

    if course.row.standing == "private":
        raise Refused(
            say("“{title}” is yours alone: it is not shared yet.", title=course.title),
            safe=say("Nothing was changed."),
            mend=say("Share it first: “coursefolk share”."),
        )
    must_be_allowed(course, "member.set")
    if role not in (*ROLES, "none"):
        raise BadInput(
            say("“{role}” is no role.", role=role),
            mend=say("Roles: {listed}.", listed=", ".join((*ROLES, "none"))),
            safe=say("Nothing was changed."),
        )
    known = {one.person: one for one in everyone(ws, course)}
    person = find_person(ws, course, name, known)
    named = known.get(person)
    if named is not None and named.in_space == "owner" and role != "owner":
        raise Refused(
            say(
                "{name} is an owner of the space, and so of each of its courses.",
                name=named.name,
            ),
            safe=say("Nothing was changed."),
            mend=say("Change the role in the space, at the server."),
        )
    called = ws.courses.names_as_given(course).get(person, "")
    by_file = known_people(ws.store.settings, course.log).get(person)
    devices = by_file.devices if by_file and course.row.space is None else ()
    member = MemberSet(person, called, cast("Role | Literal['none']", role), devices)
    return changed(course.log, ws.ledger.write(course.log, member))


def sync(ws: Workspace, *, by_hand: bool = True) -> dict[str, Any]:
    """Run one sync; by hand, what is being typed is sealed first."""
    from sync.client.failures import NotYourServer

    transport = dial(ws)
    if by_hand:
        ws.lessons.seal_all(what_can_be=True)
    began, waited = time.monotonic(), ws.store.log.waiting_count()
    kept_before = set(all_kept_words(ws))
    try:
        if is_doubtful(ws) and transport.is_known:
            transport.greet()  # so that another server gets no words
        outcome, suggested = _send_and_fetch(ws, transport)
        note_server(ws, transport.server)
    except WillBeTriedAgain:
        note_unreached(ws)
        raise
    except NotYourServer as error:
        note_other(ws, transport.url, error)
        raise
    finally:
        transport.close()
    note_reached(ws, transport.url, waited)
    _note_cost(ws, outcome.receipt, outcome.bytes_out + outcome.bytes_in, time.monotonic() - began)
    finish(ws)
    stored = ws.store.receipts.get(outcome.receipt) if outcome.receipt else None
    broken = note_broken(ws, receipt_from(stored)).broken if stored is not None else ()
    return {
        "suggested": sum(one.kind == "suggestion.made" for one in suggested),
        "sent": outcome.sent,
        "received": outcome.received,
        "requests": outcome.requests,
        "bytes_out": outcome.bytes_out,
        "bytes_in": outcome.bytes_in,
        "overlaps": outcome.overlaps,
        "seen": outcome.seen,
        "broken": list(broken),
        "receipt": outcome.receipt,
        "refused": [{"fact": j.id, "why": j.why} for j in outcome.refused],
        "kept": [str(path) for path in all_kept_words(ws) if path not in kept_before],
        "waiting": len(outcome.waiting),
        "media": [{"sha": m.sha, "what": m.why} for m in outcome.media],
    }


def _send_and_fetch(ws: Workspace, transport: Transport) -> tuple[Outcome, list[Fact]]:
    """Run rounds; what is not taken, as the right to write is gone, goes out as suggestions.

    A server refuses all that comes from a computer whose access was withdrawn, but suggestions.
    """
    from sync.client.failures import AccessWithdrawn
    from sync.client.round import sync as run

    exchange = Exchange(ws, transport.url)
    try:
        outcome = run(exchange, transport)
    except AccessWithdrawn:
        if not transport.is_known:  # nobody has proven that it is this workspace's server
            raise
        waited = note_access_withdrawn(ws, exchange)
        suggested = [*suggest_what_was_refused(ws), *suggest_once_more(ws, waited)]
        if not suggested:
            raise
        return run(exchange, transport), suggested
    suggested = suggest_what_was_refused(ws)
    if suggested:
        with suppress(WillBeTriedAgain):  # they wait, and go with the next
            run(Exchange(ws, transport.url), transport)
    return outcome, suggested


def _note_cost(ws: Workspace, ident: str, size: int, took_s: float) -> None:
    """Write into the account of a sync what it cost, once that is known."""
    found = ws.store.receipts.get(ident) if ident else None
    if found is not None:
        told = msgspec.structs.replace(
            receipt_from(found), id="", size=size, took_ms=round(took_s * 1000)
        )
        ws.store.receipts.rewrite(ident, msgspec.json.encode(told))


def dial(ws: Workspace) -> Transport:
    """Make a line to this workspace's server, for one thread; nothing is sent yet."""
    from sync.client.tokens import Tokens
    from sync.client.transport import Transport

    url = ws.store.settings.get(URL)
    token = Tokens(ws.store.folder).find(url) if url else ""
    if not url or not token:
        raise Refused(
            say("This workspace is not connected to a server."),
            safe=say("Everything is saved here."),
            mend=say("Connect: coursefolk connect URL --invite CODE --name N"),
        )
    return Transport(url, token, server=known_server(ws, url))


def status(ws: Workspace) -> Status:
    """Tell where the words are; reads the workspace only, no network."""
    last = ws.store.settings.get(LAST_SYNC)
    problems = [{"what": one.what, "mend": one.mend} for one in not_taken(ws)]
    problems = [*told_of_other(ws), *problems]
    return Status(
        saved=True,
        waiting=ws.store.log.waiting_count(),
        last_sync=int(last) if last else None,
        server=None if ws.store.settings.get(SIGNED_OUT) else ws.store.settings.get(URL),
        problems=problems,
        looked_at=looked_at(ws.store.settings),
    )


def receipts(ws: Workspace, limit: int = 100) -> list[Receipt]:
    """List what each sync brought in and sent, the latest first."""
    return [receipt_from(row) for row in ws.store.receipts.list(limit)]


_RECEIPT = msgspec.json.Decoder(Receipt)


def receipt_from(row: tuple[str, int, bytes]) -> Receipt:
    """Read a receipt as it is stored: its id, when, and what it says."""
    return msgspec.structs.replace(_RECEIPT.decode(row[2]), id=row[0])

"""Join a server, share courses, and sync: what goes out, what comes in, and the account of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from app.flows.changes import Changes, changed
from app.flows.permission import must_be_allowed
from app.flows.reissuing import suggest_what_was_refused
from sync.model.errors import BadInput, NotFound, Refused
from sync.model.ids import CourseId, LogId, PersonId
from sync.model.payloads import MemberSet
from sync.model.people import ROLES
from sync.store.fact_rows import LogRow
from sync.workspace.courses import Course
from sync.workspace.exchange import LAST_SYNC, Exchange
from sync.workspace.opening import Workspace
from sync.workspace.receipts import Receipt
from sync.workspace.sharing import share as begin_shared_log

if TYPE_CHECKING:
    from sync.client.transport import Transport

URL = "server.url"


@dataclass(frozen=True)
class Status:
    """Where the words are: saved here, waiting to send, on the server; and what is wrong."""

    saved: bool
    waiting: int
    last_sync: int | None
    server: str | None
    problems: list[dict[str, str]]


def connect(ws: Workspace, url: str, invite: str, name: str) -> list[str]:
    """Sign this workspace in with an invite; return the names of the spaces it reaches."""
    from sync.client.joining import join
    from sync.client.tokens import Tokens

    url = url.rstrip("/")
    known = ws.store.settings.get(URL)
    if known and known != url:
        raise Refused(
            f"This workspace is connected to {known}.",
            safe="Nothing was changed.",
            mend="Disconnect first, or use another workspace.",
        )
    if not name.strip():
        raise BadInput("A name is needed, as it should stand on your comments.")
    joined = join(url, invite, name.strip(), ws.identity.person, ws.identity.key)
    Tokens(ws.store.folder).keep(url, joined.token)
    with ws.store.writing():
        ws.store.settings.set(URL, url)
        ws.store.settings.set("person.name", joined.you.name)
        for space in joined.spaces:
            if ws.store.log.log(space.log) is None:
                row = LogRow(
                    space.log, "space", CourseId(""), None, "shared", url, 0, space.role, None
                )
                ws.store.log.add_log(row)
            ws.store.settings.set(f"space.{space.log}.name", space.name)
    return [space.name for space in joined.spaces]


def disconnect(ws: Workspace) -> None:
    """Forget the server's token; courses stay here, and what waits to be sent goes on waiting."""
    from sync.client.tokens import Tokens

    url = ws.store.settings.get(URL)
    if url is None:
        raise Refused("This workspace is not connected to a server.", safe="Nothing was changed.")
    Tokens(ws.store.folder).forget(url)
    ws.store.settings.set("server.signed_out", "1")


def spaces(ws: Workspace) -> dict[LogId, str]:
    """Name the spaces that this workspace reaches."""
    return {
        row.log: ws.store.settings.get(f"space.{row.log}.name") or "space"
        for row in ws.store.log.logs()
        if row.scope == "space" and row.standing == "shared"
    }


def share(ws: Workspace, course: Course, space: str | None = None) -> LogId:
    """Put a course into a space, `team` by default; members get it at their next sync."""
    found = spaces(ws)
    if not found:
        raise Refused(
            "This workspace is not connected to a server yet.",
            safe="Nothing was changed.",
            mend="Connect first: coursefolk connect URL --invite CODE --name N",
        )
    wanted = space or ("team" if "team" in found.values() else next(iter(found.values())))
    chosen = [log for log, name in found.items() if wanted in (name, log)]
    if len(chosen) != 1:
        raise NotFound(
            f"There is no space “{wanted}”.", mend=f"There are: {', '.join(found.values())}."
        )
    row = ws.store.log.log(chosen[0])
    assert row is not None
    ws.lessons.seal_all()
    return begin_shared_log(ws.store, ws.ledger, ws.lessons, ws.courses.open(course.log), row)


def grant(ws: Workspace, course: Course, name: str, role: str) -> Changes:
    """Give a person of the space a role in one course; “none” takes access away."""
    from app.flows.library import people

    must_be_allowed(course, "member.set")
    if role not in (*ROLES, "none"):
        raise BadInput(f"“{role}” is no role.", mend=f"Roles: {', '.join(ROLES)}, none.")
    known = people(ws, course)
    found = [p for p in known if name in (p["name"], p["id"])]
    if len(found) != 1:
        raise NotFound(
            f"There is no one person “{name}” in this space.",
            mend=f"There are: {', '.join(p['name'] for p in known)}.",
        )
    member = MemberSet(PersonId(found[0]["id"]), found[0]["name"], role)  # type: ignore[arg-type]
    return changed(course.log, ws.ledger.write(course.log, member))


def sync(ws: Workspace, *, by_hand: bool = True) -> dict[str, Any]:
    """Run one sync; by hand, what is being typed is sealed first."""
    from sync.client.round import sync as run

    transport = dial(ws)
    if by_hand:
        ws.lessons.seal_all()
    try:
        outcome = run(Exchange(ws, transport.url), transport)
    finally:
        transport.close()
    suggested = suggest_what_was_refused(ws, [judged.id for judged in outcome.refused])
    return {
        "suggested": len(suggested),
        "sent": outcome.sent,
        "received": outcome.received,
        "requests": outcome.requests,
        "bytes_out": outcome.bytes_out,
        "bytes_in": outcome.bytes_in,
        "overlaps": outcome.overlaps,
        "receipt": outcome.receipt,
        "refused": [{"fact": j.id, "why": j.why} for j in outcome.refused],
        "waiting": len(outcome.waiting),
        "media": [{"sha": m.sha, "what": m.why} for m in outcome.media],
    }


def dial(ws: Workspace) -> Transport:
    """Make a line to this workspace's server, for one thread; nothing is sent yet."""
    from sync.client.tokens import Tokens
    from sync.client.transport import Transport

    url = ws.store.settings.get(URL)
    token = Tokens(ws.store.folder).find(url) if url else ""
    if not url or not token:
        raise Refused(
            "This workspace is not connected to a server.",
            safe="Everything is saved here.",
            mend="Connect: coursefolk connect URL --invite CODE --name N",
        )
    return Transport(url, token)


def status(ws: Workspace) -> Status:
    """Tell where the words are; reads the workspace only, no network."""
    last = ws.store.settings.get(LAST_SYNC)
    problems = [
        {
            "what": f"A fact ({s.fact.kind}) is {s.state}: {s.why}",
            "mend": "It is kept here. See “coursefolk receipts”.",
        }
        for s in ws.store.log.not_kept()
    ]
    return Status(
        saved=True,
        waiting=ws.store.log.waiting_count(),
        last_sync=int(last) if last else None,
        server=ws.store.settings.get(URL),
        problems=problems,
    )


def receipts(ws: Workspace, limit: int = 100) -> list[Receipt]:
    """List what each sync brought in and sent, the latest first."""
    decoder = msgspec.json.Decoder(Receipt)
    return [
        msgspec.structs.replace(decoder.decode(body), id=ident)
        for ident, _, body in ws.store.receipts.list(limit)
    ]

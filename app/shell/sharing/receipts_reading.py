"""Read receipts for people: with names, titles, days, and whether its overlaps are still open."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from app.flows.overlaps import merging
from app.flows.sharing import syncing
from app.shell.dates import clock_of, date_of, full_date_of, weekday_of
from app.shell.faces import face
from editor.panels.kit.avatars import Face
from editor.panels.receipts.telling import (
    ReceiptEntry,
    came_lines,
    decided_apart_line,
    found_line,
    in_short,
    overlap_line,
    went_lines,
)
from editor.panels.receipts.values import ReceiptLine, ReceiptPage, ReceiptRow, ReceiptState
from sync.model.ids import CourseId, FactId, NodeId, PersonId
from sync.model.language import say, say_many
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from sync.workspace.receipts import Entry, Receipt, RefusedEntry

DAY_S = 86_400
WEEK = 7


@dataclass(frozen=True)
class ReceiptsRead:
    """All receipts as rows, and one of them opened; `courses` tells where each lesson is."""

    rows: tuple[ReceiptRow, ...]
    page: ReceiptPage | None
    courses: dict[NodeId, CourseId]


@dataclass(frozen=True)
class _Known:
    """The courses that a receipt speaks of, the people in them, and me."""

    courses: dict[CourseId, Course]
    names: dict[PersonId, str]
    me: PersonId

    def face(self, person: PersonId) -> Face:
        return face(person, self.names, self.me)

    def title(self, lesson: NodeId) -> str:
        for course in self.courses.values():
            if lesson in course.outline.nodes:
                return course.outline.nodes[lesson].title
        return ""


def read_receipts(ws: Workspace, wanted: str = "") -> ReceiptsRead:
    """Read the list and the receipt wanted, else the latest, on the store's thread."""
    found = syncing.receipts(ws)
    chosen = next((one for one in found if one.id == wanted), found[0] if found else None)
    rows = tuple(_row(one) for one in found)
    if chosen is None:
        return ReceiptsRead(rows, None, {})
    known = _known(ws, chosen)
    where = {e.lesson: e.course for e in (*chosen.received, *chosen.sent) if e.lesson}
    return ReceiptsRead(rows, _page(ws, chosen, known), where)


def news_of(came: int, went: int, overlaps: int) -> str:
    """Say a sync in one line: “From others: 3 in, 1 out. 1 to check.”"""
    told = say("From others: {came:,} in.", came=came)
    if went:
        told = say("From others: {came:,} in, {went:,} out.", came=came, went=went)
    if not overlaps:
        return told
    check = say_many("{count:,} to check.", "{count:,} to check.", overlaps)
    return say("{news} {check}", news=told, check=check)


def day_of(at_ms: int, now_s: float | None = None) -> str:
    """Name a day as people do: Today, Yesterday, Friday, 14 October."""
    day = time.localtime(at_ms / 1000)
    now = time.time() if now_s is None else now_s
    for back, name in enumerate((say("Today"), say("Yesterday"))):
        if day[:3] == time.localtime(now - back * DAY_S)[:3]:
            return name
    if 0 <= now - at_ms / 1000 < (WEEK - 1) * DAY_S:
        return weekday_of(day)
    this_year = day.tm_year == time.localtime(now).tm_year
    return date_of(day) if this_year else full_date_of(day)


def _row(receipt: Receipt) -> ReceiptRow:
    at = clock_of(time.localtime(receipt.at / 1000))
    told = in_short(len(receipt.received), len(receipt.sent), len(receipt.overlaps))
    state: ReceiptState = "all-arrived"
    if receipt.refused:
        state = "some-refused"
    elif receipt.waiting:
        state = "some-waiting"
    return ReceiptRow(receipt.id, day_of(receipt.at), at, told, state)


def _known(ws: Workspace, receipt: Receipt) -> _Known:
    spoken_of = {entry.course for entry in (*receipt.received, *receipt.sent)}
    courses = {
        entry.row.course: ws.courses.open(entry.row)
        for entry in ws.courses.entries()
        if entry.row.course in spoken_of
    }
    names: dict[PersonId, str] = {}
    for course in courses.values():
        names |= {p: name for p, name in ws.courses.names(course).items() if name}
    return _Known(courses, names, ws.identity.person)


def _page(ws: Workspace, receipt: Receipt, known: _Known) -> ReceiptPage:
    row = _row(receipt)
    came = came_lines(_entries(receipt.received, known))
    if receipt.overlaps:
        came = (*came, _overlap_line(ws, receipt, known))
    came = (*came, *(_apart_line(ident, known) for ident in receipt.decided_apart))
    came = (*came, *(found_line(known.title(ident) or say("A lesson")) for ident in receipt.found))
    return ReceiptPage(
        id=receipt.id,
        title=say("{day}, {time}", day=row.day, time=row.time),
        about=say("with the server {server}", server=_server_of(receipt)),
        came_count=len(receipt.received),
        went_count=len(receipt.sent),
        came=came,
        went=went_lines(_entries(receipt.sent, known)),
        waiting=len(receipt.waiting),
        refused=tuple(_refused_line(one, known) for one in receipt.refused),
    )


def _server_of(receipt: Receipt) -> str:
    return urlsplit(receipt.server).netloc or receipt.server


def _entries(entries: Sequence[Entry], known: _Known) -> list[ReceiptEntry]:
    told = []
    for entry in entries:
        course = known.courses.get(entry.course)
        title = known.title(entry.lesson) if entry.lesson else ""
        told.append(
            ReceiptEntry(
                entry.kind,
                known.face(entry.person),
                course.title if course else "",
                entry.lesson if title else "",
                title,
            )
        )
    return told


def _overlap_line(ws: Workspace, receipt: Receipt, known: _Known) -> ReceiptLine:
    still = _open_of(ws, known.courses.values(), set(receipt.overlaps))
    line = overlap_line(len(receipt.overlaps), still)
    if still:
        return line
    return ReceiptLine(line.title, say("Checked since: both texts are kept."), line.sign)


def _open_of(ws: Workspace, courses: Iterable[Course], wanted: set[str]) -> str:
    """Find one of these overlaps that nobody has checked yet."""
    for course in courses:
        for view in merging.overlaps(ws, course):
            ids = {view.id, *(view.item.ids if view.item is not None else ())}
            if ids & wanted:
                return view.id
    return ""


def _apart_line(ident: FactId, known: _Known) -> ReceiptLine:
    """Tell of a suggestion that one accepted and another refused, with the reason."""
    for course in known.courses.values():
        made = course.facts.suggestions.get(ident)
        if made is not None and made.decision is not None:
            refusals = [(known.face(no.person), no.why) for no in made.refusals]
            return decided_apart_line(known.face(made.decision.person), refusals, made.lesson)
    return decided_apart_line(None, [], "")


def _refused_line(refused: RefusedEntry, known: _Known) -> ReceiptLine:
    lines = went_lines([ReceiptEntry(refused.kind, known.face(known.me))])
    title = lines[0].title if lines else say("You wrote something")
    return ReceiptLine(title, say(refused.why), "ban")

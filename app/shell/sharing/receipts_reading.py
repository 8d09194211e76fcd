"""Read receipts for people: with names, titles, days, and whether its overlaps are still open."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from app.flows.lesson.kept_words import words_kept_of
from app.flows.overlaps import merging
from app.flows.overlaps.broken import broken_now
from app.flows.overlaps.broken_settling import find_broken
from app.flows.sharing import syncing
from app.flows.sharing.batch_lines import Batch, Line, read_batch
from app.flows.sharing.taking_back import takers
from app.shell.dates import clock_of, date_of, full_date_of, weekday_of
from app.shell.faces import face
from editor.panels.kit.avatars import Face
from editor.panels.receipts.changes import ChangeTold, change_line
from editor.panels.receipts.telling import (
    ReceiptEntry,
    broken_line,
    came_lines,
    decided_apart_line,
    found_line,
    in_short,
    overlap_line,
    went_lines,
)
from editor.panels.receipts.values import (
    Going,
    ReceiptLine,
    ReceiptPage,
    ReceiptRow,
    ReceiptState,
)
from sync.model.errors import NotFound
from sync.model.ids import CourseId, FactId, NodeId, PersonId
from sync.model.language import say, say_many
from sync.model.moments import local_at
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from sync.workspace.receipts import Entry, Receipt, RefusedEntry

DAY_S = 86_400
WEEK = 7
_CHANGING = frozenset(
    {
        "text.revised",
        "lesson.placed",
        "lesson.renamed",
        "lesson.removed",
        "file.placed",
        "course.described",
    }
)
"""Kinds of facts that lines which can go back tell of."""


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
    rows = tuple(_row(ws, one) for one in found)
    if chosen is None:
        return ReceiptsRead(rows, None, {})
    batch = read_batch(ws, chosen, takers(ws))
    known = _known(ws, batch)
    where = {e.lesson: e.course for e in (*chosen.received, *chosen.sent) if e.lesson}
    where |= {line.node: line.course for line in batch.lines if line.node}
    return ReceiptsRead(rows, _page(ws, batch, known), where)


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
    day = local_at(at_ms)
    now = time.time() if now_s is None else now_s
    for back, name in enumerate((say("Today"), say("Yesterday"))):
        if day[:3] == time.localtime(now - back * DAY_S)[:3]:
            return name
    if 0 <= now - at_ms / 1000 < (WEEK - 1) * DAY_S:
        return weekday_of(day)
    this_year = day.tm_year == time.localtime(now).tm_year
    return date_of(day) if this_year else full_date_of(day)


def _row(ws: Workspace, receipt: Receipt) -> ReceiptRow:
    at = clock_of(local_at(receipt.at))
    to_check = len(receipt.overlaps) + len(receipt.broken)
    refused = len(receipt.refused)
    told = in_short(len(receipt.received), len(receipt.sent), to_check, refused)
    state: ReceiptState = "all-arrived"
    if receipt.refused:
        state = "some-refused"
    elif receipt.waiting:
        state = "some-waiting"
    elif receipt.takes_back:
        state, told = "taken-back", _went_back(ws, receipt)
    elif receipt.away_ms:
        state, told = "no-network", _unreached(receipt)
    elif receipt.file:
        state, told = "by-file", say("{told}, from a file", told=told)
    return ReceiptRow(receipt.id, day_of(receipt.at), at, told, state)


def _unreached(receipt: Receipt) -> str:
    """Say how long no server was reached, and how much waited: “… for 4 hours; 9 waited”."""
    minutes = max(1, round(receipt.away_ms / 60_000))
    if minutes >= 2 * 24 * 60:
        days = minutes // (24 * 60)
        told = say_many("No server for {count} day", "No server for {count} days", days)
    elif minutes >= 60:
        told = say_many("No server for {count} hour", "No server for {count} hours", minutes // 60)
    else:
        told = say_many("No server for {count} minute", "No server for {count} minutes", minutes)
    if not receipt.waited:
        return told
    waited = say_many("{count} waited", "{count} waited", receipt.waited)
    return say("{away}; {waited}", away=told, waited=waited)


def _went_back(ws: Workspace, receipt: Receipt) -> str:
    """Say what was taken back: “Taken back: 2 changes by L. S.”"""
    if receipt.written and all(one.kind == "suggestion.made" for one in receipt.written):
        return say_many(
            "Suggested to take back: 1 change",
            "Suggested to take back: {count} changes",
            len(receipt.lines),
        )
    before = ws.store.receipts.get(receipt.takes_back)
    if before is not None and syncing.receipt_from(before).takes_back:
        return say_many("Put back: 1 change", "Put back: {count} changes", len(receipt.lines))
    names: dict[PersonId, str] = {}
    for log in dict.fromkeys(entry.log for entry in receipt.written):
        if ws.store.log.log(log) is not None:
            names |= ws.courses.names(ws.courses.open(log))
    me, count = ws.identity.person, len(receipt.lines)
    others = [names.get(person, "") for person in receipt.people if person != me]
    if len(others) == 1 and others[0] and len(receipt.people) == 1:
        return say_many(
            "Taken back: 1 change by {who}",
            "Taken back: {count} changes by {who}",
            count,
            who=others[0],
        )
    return say_many("Taken back: 1 change", "Taken back: {count} changes", count)


def _known(ws: Workspace, batch: Batch) -> _Known:
    receipt = batch.receipt
    spoken_of = {entry.course for entry in (*receipt.received, *receipt.sent, *receipt.written)}
    spoken_of |= {line.course for line in batch.lines}
    courses = {
        entry.row.course: ws.courses.open(entry.row)
        for entry in ws.courses.entries()
        if entry.row.course in spoken_of
    }
    names: dict[PersonId, str] = {}
    for course in courses.values():
        names |= {p: name for p, name in ws.courses.names(course).items() if name}
    return _Known(courses, names, ws.identity.person)


def _page(ws: Workspace, batch: Batch, known: _Known) -> ReceiptPage:
    receipt, row = batch.receipt, _row(ws, batch.receipt)
    changed = tuple(_change(line, known) for line in batch.lines)
    stays = any(line.id for line in changed)
    covered = {node for line in batch.lines for node in _nodes(line)}
    left = [entry for entry in receipt.received if not _is_told(entry, covered, batch)]
    came = (*changed, *_staying(came_lines(_entries(left, known)), stays))
    if receipt.overlaps:
        line = _overlap_line(ws, receipt, known)
        closes = stays and line.overlap and not receipt.takes_back
        came = (*came, replace(line, pill=say("would close") if closes else ""))
    if receipt.broken:
        came = (*came, _broken_line(ws, receipt, known))
    came = (*came, *(_apart_line(ident, known) for ident in receipt.decided_apart))
    came = (*came, *(found_line(known.title(ident) or say("A lesson")) for ident in receipt.found))
    taken = bool(receipt.takes_back)
    return ReceiptPage(
        id=receipt.id,
        title=say("{day}, {time}", day=row.day, time=row.time),
        about=_about(ws, receipt),
        came_count=len(receipt.lines) if taken else len(receipt.received),
        went_count=len(receipt.sent),
        came=came,
        went=went_lines(_entries(receipt.sent, known)),
        waiting=len(receipt.waiting),
        refused=tuple(_refused_line(ws, one, known) for one in receipt.refused),
        going=_going(batch),
        before=row.time,
        told=f"{row.told}." if taken or receipt.away_ms else "",
    )


def _going(batch: Batch) -> Going:
    if batch.receipt.takes_back:
        return "put-back"
    ways = {line.how for line in batch.lines if line.goes_back}
    return "suggest" if ways == {"suggest"} else "take-back"


def _is_told(entry: Entry, covered: set[str], batch: Batch) -> bool:
    """Tell whether a fact is told of by the lines that can go back."""
    if entry.kind not in _CHANGING:
        return False
    if entry.kind == "text.revised":
        return entry.lesson in covered
    return any(line.register is not None and line.log == entry.log for line in batch.lines)


def _nodes(line: Line) -> tuple[str, ...]:
    return line.register.nodes if line.register is not None else (line.node,)


def _staying(lines: Iterable[ReceiptLine], stays: bool) -> tuple[ReceiptLine, ...]:
    return tuple(replace(line, pill=say("stays") if stays else "") for line in lines)


def _change(line: Line, known: _Known) -> ReceiptLine:
    """Tell one change of a batch as it can go back."""
    course = known.courses.get(line.course)
    faces = [known.face(person) for person in line.people]
    one = faces[0] if faces else known.face(PersonId(""))
    if len(faces) > 1:
        one = Face(one.person, ", ".join(face.name for face in faces))
    pill = ""
    if line.taken:
        pill = say("taken back")
    elif not line.how:
        pill = say("stays")
    return change_line(
        ChangeTold(
            id=line.id if line.goes_back else "",
            kind=line.kind,
            face=one,
            name=line.name or say("A lesson"),
            course=course.title if course else "",
            time=clock_of(local_at(line.at)),
            before=line.before,
            after=line.after,
            lesson=line.node if course and line.node in course.outline.nodes else "",
            pill=pill,
            took_back=line.text is not None and line.text.took_back,
            why=line.text.why if line.text is not None else "",
            more=len(line.register.nodes) - 1 if line.register and line.register.nodes else 0,
        )
    )


def _about(ws: Workspace, receipt: Receipt) -> str:
    """Say with whom, how much went over the line, and how long it took."""
    if receipt.takes_back:
        found = ws.store.receipts.get(receipt.takes_back)
        if found is None:
            return ""
        then = local_at(found[1])
        return say("of what came {day}, {time}", day=day_of(found[1]), time=clock_of(then))
    if receipt.file:
        return say("from the review file {file}", file=receipt.file)
    told = say("with the server {server}", server=_server_of(receipt))
    if receipt.size:
        size, took = _size(receipt.size), f"{max(receipt.took_ms, 100) / 1000:.1f}"
        told = say("{with_whom} · {size} · {took} seconds", with_whom=told, size=size, took=took)
    return told


def _size(count: int) -> str:
    if count < 1_000:
        return say("{count} bytes", count=count)
    return say("{count} KB", count=f"{count / 1000:.0f}")


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


def _broken_line(ws: Workspace, receipt: Receipt, known: _Known) -> ReceiptLine:
    """Tell what broke when both texts met, with the way to it while it is so."""
    for course in known.courses.values():
        for one in broken_now(ws, course):
            if one.id in receipt.broken:
                return broken_line(len(receipt.broken), str(one.what), one.id)
    return broken_line(len(receipt.broken), "", "")


def course_to_check(ws: Workspace, ident: str) -> CourseId:
    """Find the course of an overlap, or of what broke by merging."""
    try:
        return merging.find_overlap(ws, ident)[0].id
    except NotFound:
        found = find_broken(ws, ident)
        if found is None:
            raise
        return found[0].id


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


def _refused_line(ws: Workspace, refused: RefusedEntry, known: _Known) -> ReceiptLine:
    """Tell what was not taken, why, and which files hold the words of it."""
    stored = ws.store.log.fact(refused.fact)
    person = stored.fact.person if stored is not None else known.me
    mine = person in (known.me, *ws.identity.former)
    lines = went_lines([ReceiptEntry(refused.kind, known.face(known.me if mine else person))])
    title = lines[0].title if lines else say("You wrote something")
    told = say(refused.why)
    for path in words_kept_of(ws, refused.fact):
        where = (
            say("What was added is kept in “{path}”.", path=path)
            if refused.kind == "file.placed"
            else say("Its words are in “{path}”.", path=path)
        )
        told = say("{news} {more}", news=told, more=where)
    return ReceiptLine(title, told, "ban")

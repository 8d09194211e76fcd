"""Take back what came in: a new edit that weaves how it was before into what it is today.

What nobody touched since goes back as it was. What others built on it stands beside it as an
overlap. Comments, verdicts and versions stay. What was taken back is put back the same way.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from app.flows.changes import Changes, changed
from app.flows.overlaps.register_undoing import undo
from app.flows.sharing.batch_lines import Batch, Line, read_batch
from app.flows.sharing.line_changes import TextLine
from app.flows.sharing.syncing import receipt_from
from app.flows.sharing.text_undoing import take_text_back
from sync.model.errors import BadInput, NotFound, Refused
from sync.model.facts import Fact
from sync.model.ids import FactId, LogId, NodeId, sha_of
from sync.model.kinds import payload_of
from sync.model.language import say
from sync.model.payloads import SuggestionMade, TextRevised
from sync.model.round_payloads import SuggestionWithdrawn
from sync.model.states import TextState
from sync.store.acts import KeptAct
from sync.workspace.accounting import Key, changed_since, entry_of, heads_of
from sync.workspace.opening import Workspace
from sync.workspace.receipts import Receipt, Touched

TAKEN_BACK = "taken-back"
"""The kind of act that a taking back is kept as."""


@dataclass(frozen=True)
class TakenBack:
    """What became of it: the receipt of the taking back, and where it met later work."""

    receipt: str
    lines: tuple[str, ...]
    changes: tuple[Changes, ...]
    suggested: int
    overlaps: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many lines went back, or were suggested to."""
        return len(self.lines)


def find_batch(ws: Workspace, reference: str) -> Batch:
    """Find a receipt by its id or the beginning of one, with what can be taken back of it."""
    found = ws.store.receipts.get(reference) if reference else None
    if found is None:
        raise NotFound(
            say("There is no receipt “{prefix}”.", prefix=reference),
            safe=say("Nothing was changed."),
            mend=say("“coursefolk receipts” lists them."),
        )
    return read_batch(ws, receipt_from(found), takers(ws))


def takers(ws: Workspace) -> list[Receipt]:
    """List the receipts that tell of something taken back, the first one first."""
    return [receipt_from(row) for row in ws.store.receipts.that_take_back()]


def take_back(ws: Workspace, batch: Batch, only: Iterable[str] = (), why: str = "") -> TakenBack:
    """Take back these lines of a batch, all of them if none is named, in one transaction.

    Where this person may only suggest, each stretch becomes a suggestion.
    """
    wanted = tuple(only)
    lines = batch.chosen(wanted)
    _must_be_some(batch, lines, wanted)
    for lesson in dict.fromkeys(line.node for line in lines if line.node):
        ws.lessons.seal(lesson)
    with ws.store.writing():
        keys = dict.fromkeys(_keys(lines))
        before = heads_of(ws, keys)
        was_open = _open_overlaps(ws, lines)
        written: list[Fact] = []
        for log in dict.fromkeys(line.log for line in lines):
            written += _write(ws, batch, [line for line in lines if line.log == log], why.strip())
        overlaps = tuple(sorted(_open_overlaps(ws, lines) - was_open))
        touched = changed_since(ws, before)
        receipt = _keep(ws, batch, lines, written, touched, overlaps)
        _keep_act(ws, batch, receipt, written)
    logs = dict.fromkeys(fact.log for fact in written)
    return TakenBack(
        receipt,
        tuple(line.id for line in lines),
        tuple(changed(log, [f for f in written if f.log == log]) for log in logs),
        sum(fact.kind == "suggestion.made" for fact in written),
        overlaps,
    )


def _must_be_some(batch: Batch, lines: Sequence[Line], wanted: Sequence[str]) -> None:
    nothing = say("Nothing was changed.")
    unknown = [
        one for one in wanted if not one or not any(line.id.startswith(one) for line in batch.lines)
    ]
    if unknown:
        raise BadInput(
            say("This receipt has no line “{line}”.", line=", ".join(unknown)),
            safe=nothing,
            mend=say("“coursefolk receipts RECEIPT” lists its lines."),
        )
    if lines:
        return
    if batch.lines and all(line.taken for line in batch.lines):
        raise Refused(
            say("This was taken back already."),
            safe=nothing,
            mend=say("There is nothing left to take back."),
        )
    if any(not line.how for line in batch.lines):
        raise Refused(
            say("In this course you cannot take that back."),
            safe=nothing,
            mend=say("Ask an author of the course."),
        )
    raise Refused(
        say("Nothing in this receipt changed a course that was here: there is nothing to go back."),
        safe=say("Comments, verdicts and versions stay."),
        mend=say("Choose another receipt."),
    )


def _keys(lines: Iterable[Line]) -> list[Key]:
    found: list[Key] = []
    for line in lines:
        if line.text is not None:
            found += [line.text.touched.key, (line.log, "place", line.node)]
        if line.register is not None:
            found += [one.key for one in line.register.undoing]
            found += [(line.log, "place", name) for name in line.register.nodes]
    return found


def _write(ws: Workspace, batch: Batch, lines: Sequence[Line], why: str) -> list[Fact]:
    log = lines[0].log
    facts: list[Fact] = []
    whole: set[NodeId] = set()
    by_lesson: dict[NodeId, list[Line]] = {}
    for line in lines:
        if line.text is not None:
            by_lesson.setdefault(line.node, []).append(line)
    for lesson, several in by_lesson.items():
        texts = [line.text for line in several if line.text is not None]
        if several[0].how == "write":
            if len(several) == sum(one.node == lesson and bool(one.text) for one in batch.lines):
                whole.add(lesson)
            facts += take_text_back(ws, log, lesson, texts, why, whole=lesson in whole)
        else:
            facts += _suggest(ws, log, lesson, texts, why)
    registers = [line.register for line in lines if line.register is not None]
    if registers or whole:
        undone = [one for line in registers for one in line.undoing]
        facts += undo(ws, log, undone, batch.receipt.touched, facts, whole)
    withdrawn = [SuggestionWithdrawn(_fact_of(line), why) for line in lines if _is_asked(line)]
    return facts + ws.ledger.write(log, *withdrawn)


def _is_asked(line: Line) -> bool:
    return line.kind == "suggested"


def _fact_of(line: Line) -> FactId:
    return FactId(line.id)


def _suggest(
    ws: Workspace, log: LogId, lesson: NodeId, lines: Sequence[TextLine], why: str
) -> list[Fact]:
    """Ask for it, stretch by stretch, on the text after the batch."""
    touched = lines[0].touched
    after = ws.lessons.history(log, lesson).text_at(touched.after)
    state = TextState(touched.after, sha_of(after))
    reason = why or say("Take back what came in.")
    made = [
        SuggestionMade(lesson, state, c.start, c.end, c.before, c.after, reason)
        for line in lines
        for c in line.changes
        if c.before != c.after
    ]
    return ws.ledger.write(log, *made)


def _open_overlaps(ws: Workspace, lines: Sequence[Line]) -> set[str]:
    found: set[str] = set()
    for log, lesson in dict.fromkeys((line.log, line.node) for line in lines if line.node):
        found.update(item.id for item in ws.lessons.today(log, lesson).open_items)
    for log in dict.fromkeys(line.log for line in lines if line.register is not None):
        course = ws.courses.open(log)
        found.update(one.id for one in course.outline.overlaps)
        found.update(one.id for one in course.apart)
    return found


def _keep_act(ws: Workspace, batch: Batch, receipt: str, written: Sequence[Fact]) -> None:
    """Keep it as an act over the texts it wrote, unless it takes one back that is kept."""
    bodies = [payload_of(fact) for fact in written]
    lessons = [body.lesson for body in bodies if isinstance(body, TextRevised)]
    if not ws.store.acts.forget(batch.receipt.id) and lessons:
        packed = msgspec.json.encode(receipt).decode()
        ws.store.acts.keep(KeptAct(receipt, written[0].log, TAKEN_BACK, packed), lessons)


def _keep(
    ws: Workspace,
    batch: Batch,
    lines: Sequence[Line],
    written: Sequence[Fact],
    touched: Sequence[Touched],
    overlaps: Sequence[str],
) -> str:
    courses = {row.log: row.course for row in ws.store.log.logs()}
    told = ws.store.log.told([fact.id for fact in written])
    receipt = Receipt(
        id="",
        at=int(time.time() * 1000),
        server="",
        overlaps=tuple(overlaps),
        touched=tuple(touched),
        takes_back=batch.receipt.id,
        lines=tuple(line.id for line in lines),
        written=tuple(entry_of(one, courses) for one in told),
        people=tuple(dict.fromkeys(person for line in lines for person in line.people)),
    )
    return ws.store.receipts.write(msgspec.json.encode(receipt), receipt.at)

"""Commands about what came and went: receipts, take-back."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import click
import msgspec

from app.commands.call import Call, command

if TYPE_CHECKING:
    from app.flows.sharing.batch_lines import Line
    from sync.workspace.opening import Workspace
    from sync.workspace.receipts import Entry, Receipt, RefusedEntry

SIDES = ("received", "sent", "written")
_DEEDS = {
    "words": "changed words in",
    "overlap": "changed the same place as another in",
    "settled": "settled an overlap in",
    "reopened": "opened an overlap again in",
    "added": "added",
    "removed": "removed",
    "returned": "put back",
    "moved": "moved",
    "renamed": "renamed",
    "file": "changed the file",
    "field": "changed the description:",
    "suggested": "suggested in",
}


@command("receipts")
@click.argument("receipt", required=False)
def receipts(call: Call, receipt: str | None) -> None:
    """List what each sync, and each review file, brought in and sent.

    With the id of a RECEIPT, or the beginning of one, list its lines: what it changed here, who
    did, and whether it can be taken back.
    """
    from app.flows.sharing.syncing import receipts as read
    from app.flows.sharing.taking_back import takers

    with call.workspace() as ws:
        if receipt is not None:
            _one(call, ws, receipt)
            return
        found = read(ws)
        taken = {one.takes_back for one in takers(ws)}
        words = "\n".join(_in_words(one, one.id in taken) for one in found)
        rows = [_row(ws, one, one.id in taken) for one in found]
        call.answer(rows, words or "Nothing came or went yet.")


@command("take-back")
@click.argument("receipt")
@click.option("--only", multiple=True, help="The id of a line; all that can go back if not given.")
@click.option("--why", default="", help="Your reason; whoever wrote it sees it.")
def take_back(call: Call, receipt: str, only: tuple[str, ...], why: str) -> None:
    """Take back what came in with a RECEIPT, as a new edit.

    What nobody touched since reads again as it did before. What was built on it becomes an
    overlap. Comments, verdicts and versions stay. Where you may not write, each change becomes a
    suggestion. It has a receipt of its own: take that back, and all is as it was.
    """
    from app.flows.sharing.taking_back import find_batch
    from app.flows.sharing.taking_back import take_back as take

    with call.workspace() as ws:
        done = take(ws, find_batch(ws, receipt), only, why)
        words = f"Taken back: {done.count}. To put it back: take-back {done.receipt[:12]}"
        if done.suggested:
            words = f"Suggested: {done.suggested}. The authors decide."
        if done.overlaps:
            words += f"\n{len(done.overlaps)} to check: “coursefolk overlaps” lists them."
        call.answer(
            {
                "receipt": done.receipt,
                "lines": done.lines,
                "suggested": done.suggested,
                "overlaps": done.overlaps,
            },
            words,
        )


def _one(call: Call, ws: Workspace, reference: str) -> None:
    from app.flows.sharing.taking_back import find_batch

    batch = find_batch(ws, reference)
    lines = [_line(ws, line) for line in batch.lines]
    words = [_in_words(batch.receipt, any(line.taken for line in batch.lines))]
    words += [
        f"  {one['id'][:12]}  {', '.join(one['people'])} {_DEEDS[one['kind']]} {one['name']}"
        + ("  (taken back)" if one["taken"] else "" if one["how"] else "  (stays)")
        for one in lines
    ]
    row = _row(ws, batch.receipt, any(line.taken for line in batch.lines))
    words += [
        f"  {one['fact'][:12]}  {one['kind']} not taken: {one['why']}"
        + "".join(f" Its words are in “{path}”." for path in one["words"])
        for one in row["refused"]
    ]
    call.answer(row | {"lines": lines}, "\n".join(words))


def _refused(ws: Workspace, one: RefusedEntry) -> dict[str, Any]:
    """Tell what was not taken, and the files with what was written in it."""
    from app.flows.lesson.kept_words import words_kept_of

    words = [str(path) for path in words_kept_of(ws, one.fact)]
    return msgspec.structs.asdict(one) | {"words": words}


def _line(ws: Workspace, line: Line) -> dict[str, Any]:
    from app.commands.naming import Naming

    names = Naming(ws, ws.courses.open(line.log))
    return {
        "id": line.id,
        "kind": line.kind,
        "course": line.course,
        "lesson": line.node or None,
        "name": line.name,
        "people": [names.person(person) for person in line.people],
        "at": line.at,
        "before": line.before,
        "after": line.after,
        "how": line.how,
        "taken": line.taken or None,
    }


def _row(ws: Workspace, receipt: Receipt, taken: bool) -> dict[str, Any]:
    told = msgspec.structs.asdict(receipt) | {"taken_back": taken}
    del told["touched"]
    told["refused"] = [_refused(ws, one) for one in receipt.refused]
    return told | {side: [_entry(entry) for entry in getattr(receipt, side)] for side in SIDES}


def _entry(entry: Entry) -> dict[str, Any]:
    return msgspec.structs.asdict(entry) | {"lesson": entry.lesson or None}


def _in_words(r: Receipt, taken: bool) -> str:
    when = time.strftime("%d %b %H:%M", time.localtime(r.at / 1000))
    if r.takes_back:
        what = f"{len(r.lines)} taken back of {r.takes_back[:12]}"
    elif r.away_ms:
        what = f"no server for {round(r.away_ms / 60_000)} minutes, {r.waited} waited"
    else:
        what = f"{len(r.received)} in, {len(r.sent)} out"
    return (
        f"{r.id}  {when}  {what}"
        + (f", from {r.file}" if r.file else "")
        + (f", {len(r.overlaps)} to check" if r.overlaps else "")
        + (f", {len(r.refused)} not taken" if r.refused else "")
        + (f", {len(r.decided_apart)} decided apart" if r.decided_apart else "")
        + (", taken back" if taken else "")
    )

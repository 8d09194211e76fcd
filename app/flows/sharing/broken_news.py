"""Tell at once what broke when a batch came in, in the account of it: each thing once."""

from __future__ import annotations

import msgspec

from app.flows.overlaps.broken import broken_among
from sync.model.ids import LogId, NodeId
from sync.workspace.opening import Workspace
from sync.workspace.receipts import Receipt

_KNOWN = "broken.{log}"


def note_broken(ws: Workspace, receipt: Receipt) -> Receipt:
    """Check what a batch changed, as a course, and write into its account what broke by it."""
    touched: dict[LogId, list[NodeId]] = {}
    for one in receipt.touched:
        lessons = touched.setdefault(one.log, [])
        if one.what == "text":
            lessons.append(NodeId(one.name))
    new: list[str] = []
    for log, lessons in touched.items():
        row = ws.store.log.log(log)
        if row is None or row.scope != "course":
            continue
        found = [one.id for one in broken_among(ws, ws.courses.open(log), lessons)]
        setting = _KNOWN.format(log=log)
        told = (ws.store.settings.get(setting) or "").split()
        new += [ident for ident in found if ident not in told]
        if found != told:
            ws.store.settings.set(setting, " ".join(found))
    if not new:
        return receipt
    receipt = msgspec.structs.replace(receipt, broken=tuple(new))
    body = msgspec.json.encode(msgspec.structs.replace(receipt, id=""))
    ws.store.receipts.rewrite(receipt.id, body)
    return receipt

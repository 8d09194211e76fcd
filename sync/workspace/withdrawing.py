"""Take note that this computer's access was withdrawn: what waits will not be taken as it is."""

from __future__ import annotations

from sync.model.facts import Fact
from sync.model.language import mark
from sync.wire.messages import Answer, Judged, You
from sync.wire.routes import PROTOCOL
from sync.workspace.exchange import EPOCH, Exchange
from sync.workspace.opening import Workspace

_EVERYTHING = 1 << 60
WITHDRAWN = mark("The access of this computer was withdrawn before it was sent.")


def note_access_withdrawn(ws: Workspace, exchange: Exchange) -> list[Fact]:
    """Set aside all that waits to be sent, and keep what is here to be read; return what waited.

    It is as if a server had refused each, which it does not say where it refuses a whole round. A
    receipt lists them. What was written in them can be sent as suggestions.
    """
    with ws.store.writing():
        waiting = ws.store.log.outbox(facts=_EVERYTHING, bytes=_EVERYTHING)
        if waiting:
            logs = [row.log for row in ws.store.log.logs() if row.server == exchange.server]
            said = Answer(
                version=PROTOCOL,
                epoch=ws.store.settings.get(EPOCH) or "",
                you=You(ws.identity.person, ws.identity.name),
                judged=[Judged(fact.id, "refused", None, WITHDRAWN) for fact in waiting],
                gone=logs,
            )
            exchange.take_in(said, {})
    return waiting

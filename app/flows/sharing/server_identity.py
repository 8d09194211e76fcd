"""Whom this workspace takes its server for, another that answered in its place, and saying yes."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from app.flows.sharing.unreached import is_unreached
from sync.model.errors import BadInput, Refused, WorkspaceTrouble
from sync.model.ids import DeviceId
from sync.model.language import say
from sync.model.people import SERVER
from sync.model.server_words import tidy_words, words_of
from sync.workspace.opening import Workspace

if TYPE_CHECKING:
    from sync.client.failures import NotYourServer

URL = "server.url"
_KEY = "server.key"
_SINCE = "server.key_since"
_OTHER = "server.other"


class OtherServer(msgspec.Struct, frozen=True):
    """What answered in the place of the server that is known; times are in ms since 1970.

    `said` is "" where it did not prove who it is; `since` is when the known one was first met.
    `sent` tells whether it was spoken to before it was found to be another.
    """

    url: str
    known: DeviceId
    said: DeviceId
    at: int
    since: int
    sent: bool


def known_server(ws: Workspace, url: str) -> DeviceId:
    """Give the device id of the server at this address, "" if it never told who it is.

    A workspace that was connected before servers proved who they are finds it in what its server
    wrote into the space itself.
    """
    noted = ws.store.settings.get(_KEY)
    if noted:
        return DeviceId(noted)
    spaces = [r.log for r in ws.store.log.logs() if r.scope == "space" and r.server == url]
    said = {
        fact.device
        for log in spaces
        for fact in ws.store.log.facts(log, kinds={"member.set"})
        if fact.person == SERVER
    }
    return said.pop() if len(said) == 1 else DeviceId("")


def is_doubtful(ws: Workspace) -> bool:
    """Tell whether to ask first who is there: it was another of late, or nobody answered."""
    return is_unreached(ws) or ws.store.settings.get(_OTHER) is not None


def note_server(ws: Workspace, server: DeviceId | str) -> None:
    """Take a server for one's own from now on; "" for one that cannot prove who it is."""
    settings = ws.store.settings
    if settings.get(_OTHER) is None and (settings.get(_KEY) or "") == server:
        return
    with ws.store.writing():
        if (settings.get(_KEY) or "") != server:
            settings.set(_KEY, server or None)
            settings.set(_SINCE, str(_now()))
        settings.set(_OTHER, None)


def note_other(ws: Workspace, url: str, error: NotYourServer) -> None:
    """Remember that another server answered, until one's own does again."""
    since = int(ws.store.settings.get(_SINCE) or 0)
    other = OtherServer(url, error.known, error.said, _now(), since, error.sent)
    with suppress(WorkspaceTrouble):  # a disk that is full is told elsewhere, and first
        ws.store.settings.set(_OTHER, msgspec.json.encode(other).decode())


def other_server(ws: Workspace) -> OtherServer | None:
    """Tell which other server answered last, if it did."""
    noted = ws.store.settings.get(_OTHER)
    return msgspec.json.decode(noted, type=OtherServer) if noted else None


def told_of_other(ws: Workspace) -> list[dict[str, str]]:
    """Say it as `status` lists what is wrong."""
    from sync.client.failures import NotYourServer

    other = other_server(ws)
    if other is None:
        return []
    told = NotYourServer(_host(other.url), other.known, other.said, sent=other.sent)
    return [{"what": f"{told.what} {told.safe}", "mend": told.mend}]


def server_meant(url: str, words: str) -> DeviceId:
    """Give the server that answers now, if it has the six words that were read out to somebody.

    Nothing but the question who is there is sent. Raises BadInput for other words.
    """
    from sync.client.transport import Transport

    transport = Transport(url)
    try:
        transport.greet()
    finally:
        transport.close()
    said = transport.server
    if said and tidy_words(words) == words_of(said):
        return said
    if not said:
        raise Refused(
            say("The server at {host} does not prove who it is.", host=transport.host),
            safe=say("Nothing was changed."),
            mend=say("Ask whoever runs it to update it."),
        )
    raise BadInput(
        say(
            "These are not the six words of the server at {host}: it says {words}.",
            host=transport.host,
            words=" ".join(words_of(said)),
        ),
        safe=say("Nothing was changed, and nothing else was sent."),
        mend=say("Ask the person who runs the server to read the words once more."),
    )


def accept_server(ws: Workspace, words: str, at: str = "") -> DeviceId:
    """Take the server that answers now for one's own, if it has these six words (network).

    `at` is the address that somebody named; it must be that of this workspace.
    """
    from sync.client.sessions import tidy_url

    url = ws.store.settings.get(URL)
    if url is None or (at and tidy_url(at) != url):
        raise Refused(
            say("This workspace is not connected to a server there."),
            safe=say("Nothing was changed."),
            mend=say("Connect first, with an invite of the space."),
        )
    server = server_meant(url, words)
    note_server(ws, server)
    return server


def _host(url: str) -> str:
    return url.partition("://")[2]


def _now() -> int:
    return round(time.time() * 1000)

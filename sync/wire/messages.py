"""The messages of the protocol: plain values that client and server both import.

A round may be cut at any byte, repeated, doubled or reordered: facts are idempotent by id, and a
cursor only says what the client holds. Fields may be added with a default; unknown ones are
passed over. Nothing is ever renamed or removed within one protocol version.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from sync.model.facts import Fact
from sync.model.ids import CourseId, DeviceId, FactId, LogId, PersonId, Sha
from sync.model.people import Role
from sync.model.seen import SeenUpto


class Numbered(msgspec.Struct, frozen=True, array_like=True):
    """A fact with its place in the server's order of one log, from 1 without gaps."""

    number: int
    fact: Fact


class Round(msgspec.Struct, frozen=True):
    """All that a laptop says in one round: what it holds, and what it has to send.

    It is one line of JSON. More facts may follow it, one a line, so that they can be checked while
    the rest is still on its way. Facts come causes first. `epoch` is that of the server's last
    answer, None before the first. `strikes` says that the sender knows how to take words out of
    facts again; one that does not is asked to be updated before it reads such a log. `seen` tells
    how far its person has seen some courses, for their other laptops; `seen_cursor` is that of
    the last answer, None from an application that does not ask.
    """

    version: int
    app: str
    epoch: str | None = None
    cursors: dict[LogId, int] = {}
    facts: list[Fact] = []
    strikes: bool = False
    seen: dict[LogId, SeenUpto] = {}
    seen_cursor: int | None = None


class Judged(msgspec.Struct, frozen=True, array_like=True):
    """What became of one fact that was sent.

    Accepted and refused are final. A waiting fact was not judged: it is sent again.
    """

    id: FactId
    verdict: Literal["accepted", "refused", "waiting"]
    number: int | None = None
    why: str = ""


class Snapshot(msgspec.Struct, frozen=True):
    """Where the facts 1 to `upto` of a log lie: gzip of a JSON list of `Numbered`.

    `sha` and `size` are those of the gzip file; `url` is relative to the server's address.
    """

    url: str
    sha: Sha
    size: int
    upto: int


class LogNews(msgspec.Struct, frozen=True):
    """What is new in one log that the token may read.

    `facts` lack those that came in the same request. `cursor` is what to send next time; it is
    below `head` where the answer was cut by its limits. With a snapshot, `facts` follow it.
    """

    log: LogId
    scope: Literal["course", "space"]
    course: CourseId
    space: LogId
    title: str
    role: Role
    head: int
    cursor: int
    facts: list[Numbered] = []
    snapshot: Snapshot | None = None


class You(msgspec.Struct, frozen=True):
    """Whom the server takes the sender for, and on how many laptops they are."""

    person: PersonId
    name: str
    laptops: int = 1


class Answer(msgspec.Struct, frozen=True):
    """The server's side of a round.

    Another `epoch` than the one sent means that the server was set back: all cursors count as
    0, and each laptop offers every fact it holds. `gone` lists logs that may no longer be read.
    `seen` is what the person has seen, where that changed after the `seen_cursor` they sent; a
    server that keeps none of it answers None.
    """

    version: int
    epoch: str
    you: You
    judged: list[Judged] = []
    logs: list[LogNews] = []
    gone: list[LogId] = []
    more: bool = False
    media_wanted: list[Sha] = []
    seen: dict[LogId, SeenUpto] = {}
    seen_cursor: int | None = None


class Join(msgspec.Struct, frozen=True):
    """A laptop hands in an invite; `proof` is its device's signature of `words_to_sign`.

    An invite that another laptop of a person gave out signs in that person: the answer says who.
    """

    invite: str
    name: str
    person: PersonId
    device: DeviceId
    proof: bytes
    version: int = 1
    app: str = ""


class SpaceName(msgspec.Struct, frozen=True):
    """A space that the token reaches."""

    log: LogId
    name: str
    role: Role


class Joined(msgspec.Struct, frozen=True):
    """The token of this device, said once; `server` is the server's own device id."""

    token: str
    epoch: str
    server: DeviceId
    you: You
    spaces: list[SpaceName] = []


class LaptopCode(msgspec.Struct, frozen=True):
    """The code with which one more laptop of the same person joins, once, until `expires` (ms)."""

    code: str
    expires: int


_MISREAD = str.maketrans("OIL", "011")


def tidy_invite(written: str) -> str:
    """Bring an invite that was typed or pasted to its one form: no gaps, capitals, 0 and 1."""
    return "".join(c for c in written.upper() if c.isalnum()).translate(_MISREAD)


def words_to_sign(invite: str, person: PersonId) -> bytes:
    """Give the bytes that a device signs to show that it holds its key."""
    return f"coursefolk join 1\n{tidy_invite(invite)}\n{person}".encode()

"""The protocol's version, its routes and its limits, for both sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import msgspec

from sync.wire.messages import Answer, Join, Joined, LaptopCode, Round

PROTOCOL = 1
"""The version spoken here; a round states the one it speaks."""
OLDEST = 1
"""The oldest version that this server still takes."""

VERSION_HEADER = "Coursefolk-Protocol"
"""On every answer of a server: its version, by which it is told from a stranger."""
OFFSET_HEADER = "Upload-Offset"
LENGTH_HEADER = "Upload-Length"

MIB = 1024 * 1024
ROUND_FACTS = 4_000
"""Most facts of one round; a client sends fewer at a time if they are long."""
ROUND_BYTES = 16 * MIB
"""Most bytes of one round's JSON, unpacked."""
FACT_BYTES = 8 * MIB
"""Most bytes of one fact as JSON."""
ANSWER_FACTS = 4_000
"""Most facts in one answer, apart from snapshots; past it the answer says `more`."""
ANSWER_BYTES = 8 * MIB
ANSWER_LIMIT = 64 * MIB
"""Most bytes of an answer's JSON that a client unpacks."""
SNAPSHOT_LIMIT = 1024 * MIB
"""Most bytes of a snapshot that a client unpacks."""
SNAPSHOT_FROM = 200
"""A log with this many facts is first downloaded as a snapshot."""
JOIN_BYTES = 16 * 1024
MEDIA_PUT = 8 * MIB
"""Most bytes of a file sent by one PUT, and of one PATCH of a longer one."""
MEDIA_BYTES = 512 * MIB
"""Most bytes of one attachment."""
TITLE_LENGTH = 300

Method = Literal["GET", "HEAD", "POST", "PUT", "PATCH"]


@dataclass(frozen=True)
class RouteOf:
    """One route: what it takes, what it gives, and whether it asks for a token."""

    method: Method
    path: str
    what: str
    takes: type[msgspec.Struct] | Literal["bytes"] | None = None
    gives: type[msgspec.Struct] | Literal["bytes", "events", "json", "text"] | None = None
    token: bool = True


ROUND = "/v1/round"
JOIN = "/v1/join"
LAPTOPS = "/v1/laptops"
POKES = "/v1/pokes"
SNAPSHOT = "/v1/snapshots/{log}/{sha}"
MEDIA = "/v1/media/{sha}"
HEALTH = "/healthz"
OPENAPI = "/openapi.json"

ROUTES: tuple[RouteOf, ...] = (
    RouteOf("POST", ROUND, "Send facts and get those after the cursors.", Round, Answer),
    RouteOf("POST", JOIN, "Hand in an invite and get this device's token.", Join, Joined, False),
    RouteOf("POST", LAPTOPS, "Get a code for one more laptop of yours.", None, LaptopCode),
    RouteOf("GET", SNAPSHOT, "Get the first facts of a log as one file.", None, "bytes"),
    RouteOf("HEAD", MEDIA, "Ask whether an attachment is here, or how much of it."),
    RouteOf("GET", MEDIA, "Get an attachment.", None, "bytes"),
    RouteOf("PUT", MEDIA, "Send an attachment of up to 8 MB.", "bytes"),
    RouteOf("PATCH", MEDIA, "Send a part of a longer attachment.", "bytes"),
    RouteOf("GET", POKES, "Be told, without content, that a round is worth while.", None, "events"),
    RouteOf("GET", HEALTH, "Tell whether the server works.", None, "json", False),
    RouteOf("GET", OPENAPI, "Describe these routes.", None, "json", False),
    RouteOf("GET", "/", "Tell a person what this is.", None, "text", False),
)


def snapshot_path(log: str, sha: str) -> str:
    """Give the path of one snapshot."""
    return SNAPSHOT.format(log=log, sha=sha)


def media_path(sha: str) -> str:
    """Give the path of one attachment."""
    return MEDIA.format(sha=sha)

"""Moves attachments both ways after the facts; a trouble with one never holds up another."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sync.client.failures import Interrupted
from sync.client.parts import part_of
from sync.client.transport import Transport
from sync.model.errors import BadInput, CoursefolkError
from sync.model.ids import Sha
from sync.model.language import say
from sync.wire.desk import Desk
from sync.wire.routes import (
    LENGTH_HEADER,
    MEDIA_BYTES,
    MEDIA_PUT,
    MIB,
    OFFSET_HEADER,
    media_path,
)

_PIECE = 4 * MIB
_MOST_MISSES = 3


@dataclass(frozen=True)
class MediaTrouble:
    """An attachment that could not be sent or fetched this time, and why."""

    sha: Sha
    why: str


def exchange_media(
    desk: Desk, wanted: Sequence[Sha], transport: Transport
) -> tuple[MediaTrouble, ...]:
    """Send what the server wants and this laptop has, then fetch what this laptop lacks."""
    sending = desk.media_to_send(wanted) if wanted else []
    out = [(sha, partial(send_media, sha, path, transport)) for sha, path in sending]
    troubles = _each(out)
    lacking = desk.media_missing()
    into = [(sha, partial(_fetch, desk, sha, size, transport)) for sha, size in lacking]
    return (*troubles, *_each(into))


def _each(jobs: Sequence[tuple[Sha, Callable[[], bool]]]) -> list[MediaTrouble]:
    """Do one after the other; after some misses in a row leave the rest to the next sync."""
    troubles: list[MediaTrouble] = []
    misses = 0
    for sha, job in jobs:
        try:
            misses = 0 if job() else misses + 1
        except (CoursefolkError, OSError) as error:
            troubles.append(MediaTrouble(sha, str(error)))
            misses += isinstance(error, Interrupted)
        if misses >= _MOST_MISSES:
            break
    return troubles


def send_media(sha: Sha, path: Path, transport: Transport) -> bool:
    """Send one attachment, in one piece or, if it is long, from where the last try ended."""
    size = path.stat().st_size
    if size > MEDIA_BYTES:
        raise BadInput(
            say(
                "The attachment has {size} MB; a server takes {most} MB.",
                size=size // MIB,
                most=MEDIA_BYTES // MIB,
            ),
            safe=say("It stays on this computer."),
            mend=say("Make it smaller, or link to it."),
        )
    if size <= MEDIA_PUT:
        transport.ask("PUT", media_path(sha), body=path.read_bytes())
        return True
    here = transport.ask("HEAD", media_path(sha))
    if here.status != 200:
        _send_rest(sha, path, size, int(here.headers.get(OFFSET_HEADER, "0")), transport)
    return True


def _send_rest(sha: Sha, path: Path, size: int, offset: int, transport: Transport) -> None:
    tries = 2 * (size // _PIECE + 2)
    with path.open("rb") as file:
        while offset < size and tries:
            tries -= 1
            file.seek(offset)
            headers = {OFFSET_HEADER: str(offset), LENGTH_HEADER: str(size)}
            reply = transport.ask(
                "PATCH", media_path(sha), body=file.read(_PIECE), headers=headers, ok=(204, 409)
            )
            offset = int(reply.headers.get(OFFSET_HEADER, "0"))
    if offset < size:
        raise Interrupted(say("The attachment did not get through."))


def _fetch(desk: Desk, sha: Sha, size: int, transport: Transport) -> bool:
    """Fetch one attachment; returns False if nobody has sent it to the server yet."""
    with part_of(desk.parts_folder(), f"{sha}.part") as part:
        if not transport.fetch(media_path(sha), part, size, may_lack=True):
            return False
        if _hash(part) != sha:
            part.unlink()
            raise Interrupted(say("An attachment was damaged on the way."))
        desk.put_media(sha, part)
        part.unlink(missing_ok=True)
    return True


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

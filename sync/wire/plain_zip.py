"""The one form of zip archive that a review file has: members as they are, nothing beside them.

Any program can open it. Reading is strict: an archive is taken only if writing its members again
gives the very same bytes, so that there is no room for links, comments, hidden or doubled members,
other times or rights; and a single flipped bit is noticed, wherever it stands.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

MOST_MEMBERS = 20_000
LARGEST = 500 * 1024 * 1024
"""Most bytes of a whole archive."""
LONGEST_NAME = 100

_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")
_VERSION, _STORED, _MIDNIGHT, _FIRST_DAY = 20, 0, 0, 0x21


class NotPlain(Exception):
    """Bytes that are no archive of this form; the text says why, for programmers."""


class Bytes(Protocol):
    """Bytes in memory, or a file mapped into it."""

    def __len__(self) -> int: ...
    def __getitem__(self, part: slice, /) -> bytes: ...


class Member(NamedTuple):
    """Where one member stands in an archive."""

    name: str
    start: int
    size: int
    crc: int
    header: int


def write_plain(members: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """Give the bytes of an archive, piece by piece; names are plain ASCII and each given once."""
    at = 0
    written: list[Member] = []
    for name, data in members:
        member = Member(name, at + _LOCAL.size + len(name), len(data), zlib.crc32(data), at)
        yield _local(member)
        yield data
        at = member.start + member.size
        written.append(member)
    yield _directory(written, at)


def read_plain(archive: Bytes, known: Callable[[str], bool]) -> dict[str, Member]:
    """Find the members of an archive; raise NotPlain if it holds anything but `known` ones."""
    if len(archive) > LARGEST:
        raise NotPlain(f"longer than {LARGEST} bytes")
    found: dict[str, Member] = {}
    at = 0
    while archive[at : at + 4] == b"PK\3\4":
        member = _member_at(archive, at)
        if member.name in found or not known(member.name):
            raise NotPlain("a member of an unknown kind, or one that is there twice")
        found[member.name] = member
        if len(found) > MOST_MEMBERS:
            raise NotPlain(f"more than {MOST_MEMBERS} members")
        at = member.start + member.size
    if archive[at : len(archive)] != _directory(list(found.values()), at):
        raise NotPlain("its directory is not that of its members")
    return found


def first_member(archive: Bytes) -> Member:
    """Find the first member alone; raise NotPlain if it is in another form."""
    return _member_at(archive, 0)


def content(archive: Bytes, member: Member) -> bytes:
    """Read one member; raise NotPlain if it is not what its checksum says."""
    data = archive[member.start : member.start + member.size]
    if len(data) != member.size or zlib.crc32(data) != member.crc:
        raise NotPlain("a member is not what its checksum says")
    return data


def _member_at(archive: Bytes, at: int) -> Member:
    head = archive[at : at + _LOCAL.size]
    if len(head) < _LOCAL.size:
        raise NotPlain("cut short")
    *_, crc, _, size, name_length, _ = _LOCAL.unpack(head)
    raw = archive[at + _LOCAL.size : at + _LOCAL.size + min(name_length, LONGEST_NAME)]
    try:
        name = raw.decode("ascii")
    except UnicodeDecodeError:
        raise NotPlain("a name that is not plain") from None
    member = Member(name, at + _LOCAL.size + len(raw), size, crc, at)
    if head + raw != _local(member) or member.start + size > len(archive):
        raise NotPlain("a member in another form")
    return member


def _local(member: Member) -> bytes:
    name = member.name.encode("ascii")
    head = _LOCAL.pack(
        b"PK\3\4",
        _VERSION,
        0,
        _STORED,
        _MIDNIGHT,
        _FIRST_DAY,
        member.crc,
        member.size,
        member.size,
        len(name),
        0,
    )
    return head + name


def _directory(members: Sequence[Member], at: int) -> bytes:
    rows = b"".join(_central(member) for member in members)
    return rows + _END.pack(b"PK\5\6", 0, 0, len(members), len(members), len(rows), at, 0)


def _central(member: Member) -> bytes:
    name = member.name.encode("ascii")
    row = _CENTRAL.pack(
        b"PK\1\2",
        _VERSION,
        _VERSION,
        0,
        _STORED,
        _MIDNIGHT,
        _FIRST_DAY,
        member.crc,
        member.size,
        member.size,
        len(name),
        0,
        0,
        0,
        0,
        0,
        member.header,
    )
    return row + name

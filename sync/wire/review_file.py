"""A review file: a shared log with a version, its review and its media, as one signed file.

It is a plain zip of these members, in this order, and of no others:

    review.json      what it is: course, version, who made it, who the people are; and of every
                     other member its size and SHA-256
    signature        the Ed25519 signature of review.json by the device that made it (64 bytes)
    READ ME.txt      what to do with it, for those who meet it without Coursefolk
    facts.jsonl.gz   the facts of the log, one a line, in the order of replay
    media/SHA256     attachments, as they are

The same state makes the same bytes. Whatever is changed in it, it is refused as a whole.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

import msgspec

from sync.model.facts import Fact
from sync.model.ids import CourseId, DeviceId, FactId, LogId, PersonId, Sha, sha_of
from sync.model.signing import Key, has_signed
from sync.wire.codec import Unreadable, decode, unsqueeze
from sync.wire.plain_zip import (
    Bytes,
    Member,
    NotPlain,
    content,
    first_member,
    read_plain,
    write_plain,
)

FORMAT = 1
"""Number of this form; one that only adds fields to review.json keeps it."""
PRODUCT = "coursefolk review file"
FACTS_BYTES = 256 * 1024 * 1024
"""Most bytes of the facts, unpacked."""
MOST_SQUEEZED = 100
"""More than that many times its size, nothing that people wrote is unpacked to."""
_SMALL = 1024 * 1024

MANIFEST, SIGNATURE, README, FACTS, MEDIA = (
    "review.json",
    "signature",
    "READ ME.txt",
    "facts.jsonl.gz",
    "media/",
)
_MEDIA_NAME = re.compile(r"media/[0-9a-f]{64}")
_SIGNATURE_BYTES = 64


class NotWhole(Exception):
    """The file is not as it was made; nothing in it can be trusted."""


class FromNewer(Exception):
    """The file was made by a later application, in a form that this one does not know."""


class NoReviewFile(Exception):
    """These bytes are something else."""


class Someone(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person as the maker of a file knows them, with the devices that were seen to be theirs."""

    person: PersonId
    name: str = ""
    role: str = "reviewer"
    devices: tuple[DeviceId, ...] = ()


class Manifest(msgspec.Struct, frozen=True):
    """What a review file says of itself; `number` and `version` name the version under review."""

    format: int
    product: str
    log: LogId
    course: CourseId
    title: str
    number: int
    version: FactId
    maker: PersonId
    device: DeviceId
    people: tuple[Someone, ...]
    facts: int
    members: dict[str, tuple[int, Sha]]


class ReviewFile(msgspec.Struct, frozen=True):
    """A review file that was read and is whole; `medium` reads one attachment of it."""

    manifest: Manifest
    facts: tuple[Fact, ...]
    media: tuple[Sha, ...]
    medium: Callable[[Sha], bytes]


class _Form(msgspec.Struct):
    format: int
    product: str


def pack(
    manifest: Manifest,
    facts: Iterable[Fact],
    media: Sequence[Sha],
    medium: Callable[[Sha], bytes],
    key: Key,
) -> Iterator[bytes]:
    """Give the bytes of a review file; `manifest.members` and the order of media are filled in.

    Media are read twice, one at a time, and never held together.
    """
    packed = _squeezed(facts)
    readme = _readme(manifest).encode()
    shas = sorted(set(media))
    members = {README: _measure(readme), FACTS: _measure(packed)}
    members |= {MEDIA + sha: (len(medium(sha)), sha) for sha in shas}
    said = msgspec.json.encode(msgspec.structs.replace(manifest, members=members))
    said = msgspec.json.format(said, indent=1)
    first = [
        (MANIFEST, said),
        (SIGNATURE, key.sign_words(words_to_sign(said))),
        (README, readme),
        (FACTS, packed),
    ]
    return write_plain(chain(first, ((MEDIA + sha, medium(sha)) for sha in shas)))


def unpack(archive: Bytes) -> ReviewFile:
    """Read a review file; raise NoReviewFile, FromNewer or NotWhole, and give nothing of it."""
    if archive[0:4] != b"PK\3\4":
        raise NoReviewFile
    try:
        _must_be_known(archive)
        members = read_plain(archive, _is_known)
        manifest = _manifest(archive, members)
        if list(members) != [MANIFEST, SIGNATURE, *manifest.members]:
            raise NotWhole("other members than it says")
        for name in manifest.members:  # media too, now: later it would be too late to refuse
            if _measure(content(archive, members[name])) != manifest.members[name]:
                raise NotWhole("a member is not what it was")
        facts = _facts(content(archive, members[FACTS]))
    except (NotPlain, Unreadable, KeyError) as error:
        raise NotWhole(str(error)) from error
    if len(facts) != manifest.facts:
        raise NotWhole("another number of facts than it says")
    media = tuple(Sha(name.removeprefix(MEDIA)) for name in members if name.startswith(MEDIA))
    if any(manifest.members[MEDIA + sha][1] != sha for sha in media):
        raise NotWhole("an attachment is not what its name says")
    return ReviewFile(manifest, facts, media, lambda sha: content(archive, members[MEDIA + sha]))


def words_to_sign(manifest: bytes) -> bytes:
    """Give the bytes that the maker's device signs."""
    return f"{PRODUCT}\n{sha_of(manifest)}".encode()


def _is_known(name: str) -> bool:
    return name in (MANIFEST, SIGNATURE, README, FACTS) or bool(_MEDIA_NAME.fullmatch(name))


def _must_be_known(archive: Bytes) -> None:
    """Tell a file of a later form, which may have other members, from one that was changed."""
    first = first_member(archive)
    if first.name != MANIFEST:
        raise NoReviewFile
    form = decode(content(archive, first), _Form)
    if form.product != PRODUCT:
        raise NoReviewFile
    if form.format > FORMAT:
        raise FromNewer


def _manifest(archive: Bytes, members: Mapping[str, Member]) -> Manifest:
    said = content(archive, members[MANIFEST])
    manifest = decode(said, Manifest)
    signature = content(archive, members[SIGNATURE])
    if len(signature) != _SIGNATURE_BYTES or not has_signed(
        manifest.device, signature, words_to_sign(said)
    ):
        raise NotWhole("its signature is not its maker's")
    return manifest


def _facts(packed: bytes) -> tuple[Fact, ...]:
    limit = min(FACTS_BYTES, max(_SMALL, MOST_SQUEEZED * len(packed)))
    lines = unsqueeze(packed, limit=limit).split(b"\n")
    if lines.pop():
        raise NotWhole("its last line has no end")
    return tuple(decode(line, Fact) for line in lines)


def _squeezed(facts: Iterable[Fact]) -> bytes:
    squeezer = zlib.compressobj(9, zlib.DEFLATED, 31)
    pieces = [squeezer.compress(msgspec.json.encode(fact) + b"\n") for fact in facts]
    return b"".join((*pieces, squeezer.flush()))


def _measure(data: bytes) -> tuple[int, Sha]:
    return len(data), sha_of(data)


def _readme(manifest: Manifest) -> str:
    # not in the language of who makes it: the same state makes the same bytes
    version = f", version {manifest.number}" if manifest.number else ""
    return (
        f"This is a review file: the course “{manifest.title}”{version}, with its comments.\n\n"
        "Open it with Coursefolk (double-click it, drop it on the window, or\n"
        "“coursefolk review-file take FILE”). It needs no server and no account.\n"
        "Comment, suggest, give your verdict, then make a review file back and\n"
        "send it to the author. Taken in twice, it changes nothing.\n"
    )

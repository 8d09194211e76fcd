"""A review file is read as it was made, or not at all: whatever was changed in it, and wherever."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from sync.model.ids import sha_of
from sync.wire.plain_zip import content, read_plain, write_plain
from sync.wire.review_file import (
    FACTS,
    FORMAT,
    MANIFEST,
    README,
    SIGNATURE,
    FromNewer,
    NoReviewFile,
    NotWhole,
    unpack,
)
from tests.sync.wire import packets
from tests.sync.wire.packets import PICTURE, TEXT, facts, packet

KEPT = Path(__file__).with_name("review_file_1.coursefolk")
"""A file as the first version of this form made it."""


def members(archive: bytes) -> dict[str, bytes]:
    found = read_plain(archive, lambda name: True)
    return {name: content(archive, member) for name, member in found.items()}


def test_it_is_read_as_it_was_made_and_the_same_state_makes_the_same_bytes() -> None:
    made = packet()
    read = unpack(made)
    assert list(read.facts) == facts()
    assert [read.medium(sha) for sha in read.media] == [PICTURE]
    assert made == packet()


def test_any_program_can_open_it() -> None:
    with zipfile.ZipFile(io.BytesIO(packet())) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[:4] == [MANIFEST, "signature", README, FACTS]


def test_a_file_of_the_first_form_is_still_taken() -> None:
    read = unpack(KEPT.read_bytes())
    assert read.manifest.format == 1
    assert TEXT.encode() in b"".join(bytes(fact.payload) for fact in read.facts).replace(
        b"\\n", b"\n"
    )


def test_one_flipped_bit_anywhere_is_refused() -> None:
    made = packet()
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    for at in range(len(made)):
        changed = bytearray(made)
        changed[at] ^= 1 << chance.randrange(8)
        with pytest.raises((NotWhole, NoReviewFile, FromNewer)):
            unpack(bytes(changed))
            pytest.fail(f"a bit of byte {at} was not noticed (seed {seed})")


def test_a_file_cut_short_or_with_more_behind_it_is_refused() -> None:
    made = packet()
    for length in range(0, len(made), 7):
        with pytest.raises((NotWhole, NoReviewFile)):
            unpack(made[:length])
    for more in (b"\0", b"PK\5\6", made):
        with pytest.raises(NotWhole):
            unpack(made + more)


def test_a_later_form_is_told_from_a_damaged_file() -> None:
    with pytest.raises(FromNewer):
        unpack(packet(FORMAT + 1))


@pytest.mark.parametrize("other", [b"", b"PK\3\4", b"%PDF-1.7", b"# A lesson\n"])
def test_other_files_are_no_review_files(other: bytes) -> None:
    with pytest.raises((NoReviewFile, NotWhole)):
        unpack(other)


def _zip(change: Callable[[zipfile.ZipFile, dict[str, bytes]], None]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        change(archive, members(packet()))
    return out.getvalue()


def _with(name: str, data: bytes = b"x") -> Callable[[zipfile.ZipFile, dict[str, bytes]], None]:
    def change(archive: zipfile.ZipFile, found: dict[str, bytes]) -> None:
        for known, content_of in found.items():
            archive.writestr(known, content_of)
        archive.writestr(name, data)

    return change


def _link(archive: zipfile.ZipFile, found: dict[str, bytes]) -> None:
    for known, data in found.items():
        info = zipfile.ZipInfo(known, (1980, 1, 1, 0, 0, 0))
        if known == README:
            info.external_attr = 0o120777 << 16
        archive.writestr(info, data)


def _squeezed(archive: zipfile.ZipFile, found: dict[str, bytes]) -> None:
    for known, data in found.items():
        archive.writestr(known, data, zipfile.ZIP_DEFLATED)


@pytest.mark.parametrize(
    "change",
    [
        *map(_with, (".git/config", "../up.md", "/etc/passwd", "C:\\x", "media/x", "Review.json")),
        *map(_with, ("review.json", "con", "a/b", "media/" + "0" * 64, "setup.py")),
        _link,
        _squeezed,
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_only_known_members_in_the_one_form_are_read(
    change: Callable[[zipfile.ZipFile, dict[str, bytes]], None],
) -> None:
    with pytest.raises((NotWhole, NoReviewFile)):
        unpack(_zip(change))


def test_members_in_the_right_form_that_nobody_signed_are_refused() -> None:
    found = members(packet())
    for name in found:
        other = {**found, name: found[name][:-1] + b"!"}
        with pytest.raises(NotWhole):
            unpack(b"".join(write_plain(other.items())))
    with pytest.raises(NotWhole):
        more = {**found, "media/" + sha_of(b"more"): b"more"}
        unpack(b"".join(write_plain(more.items())))


def test_facts_that_unpack_to_a_hundred_times_their_size_are_refused() -> None:
    squeezer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = squeezer.compress(b"\n" * 50_000_000) + squeezer.flush()
    made = _resigned({**members(packet()), FACTS: bomb}, packets.KEY.sign_words)
    with pytest.raises(NotWhole, match="longer than"):
        unpack(made)


@pytest.mark.parametrize("name", [".git/config", "../up.md", "setup.py", "media/x"])
def test_a_member_of_an_unknown_kind_is_refused_though_it_was_signed(name: str) -> None:
    """Another tool wrote such members to where the next start ran them (G8)."""
    made = _resigned({**members(packet()), name: b"x"}, packets.KEY.sign_words)
    with pytest.raises(NotWhole, match="unknown kind"):
        unpack(made)


def _resigned(found: dict[str, bytes], sign: Callable[[bytes], bytes]) -> bytes:
    """Let someone hostile, who has a key of their own, sign what they changed."""
    import msgspec

    from sync.wire.review_file import Manifest, words_to_sign

    said = msgspec.json.decode(found[MANIFEST], type=Manifest)
    others = [name for name in found if name not in (MANIFEST, SIGNATURE)]
    measured = {name: (len(found[name]), sha_of(found[name])) for name in others}
    now = msgspec.json.encode(msgspec.structs.replace(said, members=measured))
    signed = {**found, MANIFEST: now, SIGNATURE: sign(words_to_sign(now))}
    return b"".join(write_plain(signed.items()))

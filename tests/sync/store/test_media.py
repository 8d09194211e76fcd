"""Media: named by their bytes, and proved by them."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from sync.model.errors import BadInput, WorkspaceTrouble
from sync.model.ids import Sha, sha_of
from sync.store import durable
from sync.store import media as media_room
from sync.store.media import Media


@pytest.fixture
def media(tmp_path: Path) -> Media:
    """Hold no media yet."""
    return Media(tmp_path)


def test_bytes_come_back_by_their_hash(media: Media, tmp_path: Path) -> None:
    sha = media.put(b"picture")
    assert sha == sha_of(b"picture")
    assert media.get(sha) == b"picture"
    assert media.has(sha)
    assert media.size(sha) == 7
    assert media.path(sha) == tmp_path / "media" / sha[:2] / sha
    assert list(media.all()) == [sha]
    assert media.put(b"picture") == sha
    assert len([path for path in (tmp_path / "media").rglob("*") if path.is_file()]) == 1


def test_what_is_not_here_is_none(media: Media) -> None:
    sha = sha_of(b"elsewhere")
    assert media.get(sha) is None
    assert not media.has(sha)
    assert media.size(sha) is None
    assert list(media.all()) == []


@pytest.mark.parametrize("evil", ["../../secret", "", "A" * 64, "a" * 63, "a" * 64 + "/", "é" * 64])
def test_a_name_that_is_no_hash_reaches_no_file(media: Media, evil: str) -> None:
    assert media.get(Sha(evil)) is None
    assert not media.has(Sha(evil))
    with pytest.raises(BadInput):
        media.path(Sha(evil))


def test_a_large_file_is_copied_in_pieces(
    media: Media, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(media_room, "CHUNK", 10)
    source = tmp_path / "film — 映画.webm"
    source.write_bytes(bytes(range(256)))
    for _ in range(2):
        assert media.put_file(source) == (sha_of(bytes(range(256))), 256)
    assert media.get(sha_of(bytes(range(256)))) == bytes(range(256))
    assert len([path for path in (tmp_path / "media").rglob("*") if path.is_file()]) == 1
    (tmp_path / "empty").touch()
    assert media.put_file(tmp_path / "empty") == (sha_of(b""), 0)
    with pytest.raises(BadInput):
        media.put_file(tmp_path / "absent")


def test_a_changed_file_is_put_aside_and_may_come_again(media: Media, tmp_path: Path) -> None:
    sha = media.put(b"picture")
    media.path(sha).write_bytes(b"pictura")
    assert media.unreadable() == [sha]
    with pytest.raises(WorkspaceTrouble) as caught:
        media.get(sha)
    assert "put aside" in caught.value.safe
    assert [path.read_bytes() for path in (tmp_path / "media" / "damaged").iterdir()] == [
        b"pictura"
    ]
    assert media.get(sha) is None
    media.put(b"picture")
    assert media.get(sha) == b"picture"


def test_putting_mends_a_changed_file(media: Media) -> None:
    sha = media.put(b"picture")
    media.path(sha).write_bytes(b"")
    media.put(b"picture")
    assert media.get(sha) == b"picture"


def test_a_full_disk_leaves_no_half_file(
    media: Media, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr("os.fsync", no_room)
        with pytest.raises(WorkspaceTrouble, match="full"):
            media.put(b"picture")
        (tmp_path / "source").write_bytes(b"film")
        with pytest.raises(WorkspaceTrouble, match="full"):
            media.put_file(tmp_path / "source")
    assert [path for path in (tmp_path / "media").rglob("*") if path.is_file()] == []
    assert media.put(b"picture")


def test_what_a_killed_process_left_is_swept_after_a_day(tmp_path: Path) -> None:
    old, new, mine = tmp_path / ".new-1-x", tmp_path / ".new-2-x", tmp_path / "workspace.db"
    for path in (old, new, mine):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    os.utime(mine, (0, 0))
    durable.sweep(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {".new-2-x", "workspace.db"}

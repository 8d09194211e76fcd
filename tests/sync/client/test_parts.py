"""Two syncs never write into one half-fetched file."""

from __future__ import annotations

from pathlib import Path

from sync.client.parts import part_of


def test_a_second_sync_fetches_into_a_file_of_its_own(tmp_path: Path) -> None:
    with part_of(tmp_path, "a.part") as first:
        first.write_bytes(b"half")
        with part_of(tmp_path, "a.part") as second:
            assert second != first
            assert not second.exists()
            second.write_bytes(b"whole")
        assert not second.exists()
        assert first.read_bytes() == b"half"
    with part_of(tmp_path, "a.part") as later:
        assert (later, later.read_bytes()) == (first, b"half"), "it goes on where it broke off"

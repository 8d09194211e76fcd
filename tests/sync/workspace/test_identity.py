"""Who writes here: one person and one key for a workspace, whoever opens it first."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from sync.store.opening import Store
from sync.workspace.identity import KEY_FILE, Identity, read_identity


def test_all_who_open_a_new_workspace_at_once_are_one_person(tmp_path: Path) -> None:
    for round_ in range(5):
        folder = tmp_path / str(round_)
        Store.open(folder).close()
        start = Barrier(6)

        def who(folder: Path = folder, start: Barrier = start) -> Identity:
            store = Store.open(folder)
            start.wait()
            try:
                return read_identity(folder, store.settings)
            finally:
                store.close()

        with ThreadPoolExecutor(6) as pool:
            found = list(pool.map(lambda _, ask=who: ask(), range(6)))
        assert len({(one.person, one.key.device) for one in found}) == 1
        assert (folder / KEY_FILE).read_text().strip() == found[0].key.seed.hex()
        assert not list(folder.glob(".new-*"))


def test_the_key_is_kept_where_there_are_no_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    store = Store.open(tmp_path / "stick")
    made = read_identity(tmp_path / "stick", store.settings)
    assert read_identity(tmp_path / "stick", store.settings).key.seed == made.key.seed
    store.close()

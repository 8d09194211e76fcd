"""Receipts of syncs."""

from __future__ import annotations

import pytest

from sync.model.errors import NotFound
from sync.store.opening import Store


def test_receipts_are_listed_latest_first(store: Store) -> None:
    first = store.receipts.write('{"in":1,"who":"é"}'.encode(), 1000)
    second = store.receipts.write(b'{"in":2}', 2000)
    assert [row[0] for row in store.receipts.list()] == [second, first]
    assert store.receipts.list(1) == [(second, 2000, b'{"in":2}')]
    assert store.receipts.get(first[:8]) == (first, 1000, '{"in":1,"who":"é"}'.encode())
    assert store.receipts.get("no such") is None


def test_a_receipt_written_twice_is_one(store: Store) -> None:
    assert store.receipts.write(b"{}", 1) == store.receipts.write(b"{}", 1)
    assert store.receipts.write(b"{}", 1) != store.receipts.write(b"{}", 2)
    assert len(store.receipts.list()) == 2


def test_an_ambiguous_beginning_is_told(store: Store) -> None:
    store.receipts.write(b"{}", 1)
    store.receipts.write(b"{}", 2)
    with pytest.raises(NotFound, match="Several"):
        store.receipts.get("")

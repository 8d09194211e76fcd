"""Working texts: what was typed is what comes back, or it is said that it is not."""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.model.errors import OurMistake, WorkspaceTrouble
from sync.model.ids import NodeId
from sync.store import texts as texts_room
from sync.store.opening import Store
from sync.store.texts import Texts
from tests.sync.store.facts_written import LESSON, LOG, Author, state_of

BASE = "One line.\nTwo lines.\n"
STATE = state_of(BASE, Author().revision(BASE))


@pytest.fixture
def texts(store: Store) -> Texts:
    """Hold one working text, just begun."""
    store.texts.begin(LOG, LESSON, STATE, BASE)
    return store.texts


def test_a_working_text_knows_what_it_was_begun_on(texts: Texts) -> None:
    texts.journal(LESSON, [(0, 3, "A"), (1, 0, " long")])
    now = texts.working(LESSON)
    assert now
    assert now.text == "A long line.\nTwo lines.\n"
    assert (now.state, now.log, now.lesson) == (STATE, LOG, LESSON)
    assert now.saved >= now.since > 0
    assert texts.working(NodeId("other")) is None


def test_what_is_typed_is_durable_at_once(texts: Texts, folder: Path) -> None:
    texts.journal(LESSON, [(0, 0, "typed ")])
    other = Store.open(folder)
    now = other.texts.working(LESSON)
    assert now
    assert now.text == "typed " + BASE
    other.close()


def test_beginning_again_and_clearing(texts: Texts, store: Store) -> None:
    texts.journal(LESSON, [(0, 0, "gone ")])
    texts.begin(LOG, LESSON, state_of("new\n"), "new\n")
    texts.begin(LOG, NodeId("second"), state_of(""), "")
    assert texts.all_working() == [LESSON, "second"]
    now = texts.working(LESSON)
    assert now
    assert now.text == "new\n"
    texts.clear(LESSON)
    assert texts.working(LESSON) is None
    assert texts.all_working() == ["second"]
    assert store.connection.rows("SELECT * FROM journal") == []


def test_many_keystrokes_are_folded_together(texts: Texts, store: Store) -> None:
    for n in range(texts_room.FOLD_AFTER + 10):
        texts.journal(LESSON, [(n, 0, "x")])
    now = texts.working(LESSON)
    assert now
    assert now.text == "x" * (texts_room.FOLD_AFTER + 10) + BASE
    assert now.state == STATE
    assert store.connection.row("SELECT count(*) FROM journal") == (10,)


def test_an_edit_beyond_the_text_is_refused_and_nothing_is_harmed(texts: Texts) -> None:
    for edit in ((len(BASE), 1, ""), (-1, 0, "x"), (0, -1, "x"), (len(BASE) + 1, 0, "x")):
        with pytest.raises(OurMistake):
            texts.journal(LESSON, [(0, 0, "fine"), (4, 4, ""), edit])
    with pytest.raises(OurMistake):
        texts.journal(NodeId("never begun"), [(0, 0, "x")])
    now = texts.working(LESSON)
    assert now
    assert now.text == BASE


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE journal SET edits=replace(edits, 'b', 'c') WHERE seq=2",
        "DELETE FROM journal WHERE seq=2",
        "UPDATE working SET text=x'00'",
        "UPDATE working SET text=zeroblob(length(text))",
    ],
)
def test_a_text_changed_on_the_disk_is_never_shown_as_typed(
    texts: Texts, store: Store, damage: str
) -> None:
    for letter in "abc":
        texts.journal(LESSON, [(0, 0, letter)])
    store.connection.run(damage)
    with pytest.raises(WorkspaceTrouble) as caught:
        texts.working(LESSON)
    assert caught.value.mend
    assert texts.unreadable() == [f"working text of lesson {LESSON}"]


def test_kept_texts_are_a_copy_that_may_be_lost(store: Store) -> None:
    a, b = Author().revision("a\n"), Author().revision("b\n")
    store.texts.keep(a.id, "a\n")
    store.texts.keep(b.id, "b\n" * 1000)
    store.texts.keep(b.id, "b\n")
    assert (store.texts.kept(a.id), store.texts.kept(b.id)) == ("a\n", "b\n")
    store.connection.run("UPDATE kept_texts SET text=x'78' WHERE revision=?", (a.id,))
    assert store.texts.kept(a.id) is None
    assert store.texts.unreadable() == [f"kept text of revision {a.id}"]
    store.texts.forget([a.id, b.id])
    assert store.texts.kept(b.id) is None


signs = st.text(
    st.one_of(st.characters(), st.sampled_from(["\ud800", "\udfff", "\0", "\u2028", "🙂", '"'])),
    max_size=5,
)


@settings(max_examples=25)
@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 4), signs), max_size=40), signs)
def test_the_journal_replays_what_was_typed(
    typed: list[tuple[float, int, str]], begun: str
) -> None:
    """Lone surrogates, which editors let in, and all."""
    with (
        tempfile.TemporaryDirectory() as room,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(texts_room, "FOLD_AFTER", 7)
        store = Store.open(Path(room))
        store.texts.begin(LOG, LESSON, STATE, begun)
        text = begun
        for where, deleted, inserted in typed:
            start = int(where * len(text))
            deleted = min(deleted, len(text) - start)
            text = text[:start] + inserted + text[start + deleted :]
            store.texts.journal(LESSON, [(start, deleted, inserted)])
        now = store.texts.working(LESSON)
        assert now
        assert now.text == text
        store.close()


def test_the_journal_reads_as_json(texts: Texts, folder: Path) -> None:
    texts.journal(LESSON, [(0, 3, "日本 “é”")])
    with sqlite3.connect(folder / "workspace.db") as db:
        assert db.execute("SELECT edits FROM journal").fetchall() == [('[[0,3,"日本 “é”"]]',)]
    db.close()

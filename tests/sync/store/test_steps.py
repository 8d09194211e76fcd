"""Steps back are kept as they were told, and only where they still fit the text."""

from __future__ import annotations

import pytest

from sync.model.ids import LogId, NodeId
from sync.model.states import TextState
from sync.store import steps as rows
from sync.store.opening import Store
from sync.store.steps import PileNews, Step, StepsNews

LESSON, LOG = NodeId("l" * 32), LogId("a" * 32)
STATE = TextState.parse("@" + "0" * 64)
ONE, TWO, THREE = (Step(((n, 1, f"words {n}"),)) for n in range(3))


def kept(back: PileNews, forth: PileNews | None = None, *, anew: bool = False) -> StepsNews:
    return StepsNews("key", back, forth or PileNews(), anew)


def test_piles_grow_shrink_and_are_trimmed(store: Store) -> None:
    store.steps.keep(LESSON, LOG, STATE, "m1", kept(PileNews(0, 0, (ONE, TWO)), anew=True))
    store.steps.keep(
        LESSON, LOG, STATE, "m2", kept(PileNews(0, 1, (THREE,)), PileNews(0, 0, (ONE,)))
    )
    found = store.steps.of(LESSON)
    assert found is not None
    assert (found.back, found.forth, found.mark) == ((0, (ONE, THREE)), (0, (ONE,)), "m2")
    store.steps.keep(LESSON, LOG, STATE, "m3", kept(PileNews(1, 2, (TWO,)), PileNews(0, 0)))
    found = store.steps.of(LESSON)
    assert found is not None
    assert (found.back, found.forth) == ((1, (THREE, TWO)), (0, ()))


def test_what_was_taken_away_is_not_kept_on(store: Store) -> None:
    assert not store.steps.keep(LESSON, LOG, STATE, "", kept(PileNews(0, 0, (ONE,))))
    assert store.steps.of(LESSON) is None
    other = StepsNews("other", PileNews(0, 0, (ONE,)), PileNews(), anew=True)
    assert store.steps.keep(LESSON, LOG, STATE, "", other)
    assert not store.steps.keep(LESSON, LOG, STATE, "", kept(PileNews(0, 1, (TWO,))))


def test_a_seal_takes_them_along_only_from_their_own_text(store: Store) -> None:
    store.steps.keep(LESSON, LOG, STATE, "end", kept(PileNews(0, 0, (ONE,)), anew=True))
    later = TextState.parse("@" + "1" * 64)
    store.steps.stand_on(LESSON, "end", later)
    found = store.steps.of(LESSON)
    assert found is not None and (found.state, found.mark) == (later, "")
    store.steps.stand_on(LESSON, "another end", STATE)
    assert store.steps.of(LESSON) is None


@pytest.mark.parametrize("seq", [0, 1, 2])
def test_a_row_that_is_gone_or_changed_takes_all(store: Store, seq: int) -> None:
    for harm in ("DELETE FROM steps WHERE seq=?", "UPDATE steps SET mine=0 WHERE seq=?"):
        whole = kept(PileNews(0, 0, (ONE, TWO, THREE)), anew=True)
        store.steps.keep(LESSON, LOG, STATE, "", whole)
        store.connection.run(harm, (seq,))
        if seq or harm.startswith("UPDATE"):
            assert store.steps.of(LESSON) is None
        else:  # the oldest step is gone, as by trimming
            assert store.steps.of(LESSON).back == (1, (TWO, THREE))  # type: ignore[union-attr]


def test_struck_words_take_the_steps_that_hold_them_even_sign_by_sign(store: Store) -> None:
    signs = tuple(Step(((0, 0, sign),)) for sign in "terces")
    store.steps.keep(LESSON, LOG, STATE, "", kept(PileNews(0, 0, signs), anew=True))
    other = NodeId("m" * 32)
    store.steps.keep(other, LOG, STATE, "", kept(PileNews(0, 0, (ONE,)), anew=True))
    gone = store.steps.forget_those_with([LOG], [], lambda text: "secret" in text)
    assert gone == [LESSON]
    assert store.connection.row("SELECT count(*) FROM steps") == (1,)
    assert store.steps.forget_those_with([LOG], [other], lambda _: False) == [other]


def test_the_lesson_written_in_longest_ago_goes_first(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "MOST_LESSONS", 2)
    for number in range(4):
        lesson = NodeId(f"{number:032}")
        store.steps.keep(lesson, LOG, STATE, "", kept(PileNews(0, 0, (ONE,)), anew=True))
        store.connection.run("UPDATE steps_kept SET saved=? WHERE lesson=?", (number, lesson))
    assert [row[0][-1] for row in store.connection.rows("SELECT lesson FROM steps_kept")] == [
        "2",
        "3",
    ]

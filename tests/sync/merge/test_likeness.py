"""Pairing lines and paragraphs that changed: in order, each once, the likest together."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from sync.merge.likeness import ALIKE, LONG, aligned, likeness

LINES = st.lists(st.text("abc ", min_size=1, max_size=9), max_size=7)


@given(LINES, LINES)
def test_all_come_once_and_in_order(old: list[str], new: list[str]) -> None:
    pairs = list(aligned(old, new))
    assert [i for i, _ in pairs if i is not None] == list(range(len(old)))
    assert [j for _, j in pairs if j is not None] == list(range(len(new)))
    assert (None, None) not in pairs


def heaviest(old: Sequence[str], new: Sequence[str]) -> float:
    """The weight of the best pairing, found the slow way."""
    if not old or not new:
        return 0.0
    share = likeness(old[0].split(), new[0].split())
    both = share + heaviest(old[1:], new[1:]) if share >= ALIKE else 0.0
    return max(both, heaviest(old[1:], new), heaviest(old, new[1:]))


@given(
    st.lists(st.sampled_from(["a b c", "a b d", "b d e", "e f", "f a b"]), max_size=5),
    st.lists(st.sampled_from(["a c b", "a d b", "d e b", "f e f", "a f b"]), max_size=5),
)
def test_the_pairs_are_the_likest(old: list[str], new: list[str]) -> None:
    weight = sum(
        likeness(old[i].split(), new[j].split())
        for i, j in aligned(old, new)
        if i is not None and j is not None
    )
    assert abs(weight - heaviest(old, new)) < 1e-9


def test_a_changed_line_is_found_among_others() -> None:
    old = ["one two three four", "five six seven eight", "nine ten"]
    new = ["new line here", "five six 7 eight", "nine ten"]
    assert list(aligned(old, new)) == [(0, None), (None, 0), (1, 1), (2, 2)]


def test_of_long_texts_only_the_words_count() -> None:
    words = [str(n) for n in range(2 * LONG)]
    assert likeness(words, words[::-1]) == 1.0
    assert likeness(words[:9], words[:9][::-1]) < 0.5
    assert likeness([], []) == 1.0

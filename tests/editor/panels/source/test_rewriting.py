"""What a change made theirs: the sentence, where they wrote it anew; else what they touched."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.panels.source.arriving import arriving
from editor.panels.source.rewriting import rewritten
from sync.merge.edits import apply

QUEEN = "The queen of the hive lays the eggs in the cells of the comb."
MOTH = "In the dark of the night, the moth sleeps on the bark of the tree."


def still_mine(before: str, after: str) -> list[str]:
    """Give the words, with the blanks behind them, that no one else has touched."""
    edits = rewritten(before, arriving(before, after))
    assert apply(before, edits).split() == after.split()
    found, place = [], 0
    for word in before.split(" "):
        end = place + len(word)
        if not any(edit.start < end and edit.end > place for edit in edits):
            found.append(word)
        place = end + 1
    return found


@pytest.mark.parametrize(
    ("before", "after", "mine"),
    [
        (QUEEN, MOTH, ""),
        (f"Stay here. {QUEEN} Go on.", f"Stay here. {MOTH} Go on.", "Stay here. Go on."),
        (QUEEN, QUEEN.replace("eggs", "bricks"), QUEEN.replace(" eggs", "")),
        (
            QUEEN,
            "The queen of the hive lays some eggs in the night.",
            "The queen of the hive lays",
        ),
        ("Bees fly far.", "Bees fly very far.", "Bees fly far."),
        ("The moth", "In the dark of the night The moth sleeps on bark", ""),
        ("One two. Three.", "One two. A whole new sentence of theirs. Three.", "One two. Three."),
        ("Go. A long, long sentence of mine. End", "Go. End", "Go. End"),
        (
            "of the sea and other things",
            "of ice, of the sea and other things",
            "the sea and other things",
        ),
        ("a line\nof words that was wrapped", "a line of words\nthat was wrapped", None),
    ],
)
def test_what_stays_mine(before: str, after: str, mine: str | None) -> None:
    wanted = before if mine is None else mine
    assert " ".join(still_mine(before, after)) == wanted


@given(*[st.lists(st.sampled_from(["a", "of", "the", "bee", ".", "\n", "\n\n", ",", " "]))] * 2)
def test_the_text_is_the_same_whatever_is_taken_over(one: list[str], two: list[str]) -> None:
    before, after = " ".join(one), " ".join(two)
    edits = rewritten(before, arriving(before, after))
    now = apply(before, edits)
    assert now.split() == after.split()
    assert len(now) == len(after)
    assert all(here.end <= there.start for here, there in pairwise(edits))

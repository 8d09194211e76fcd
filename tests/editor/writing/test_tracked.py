"""A text with changes in sight: no word of it is lost by typing, and every step goes back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.writing.tracked import Change, Step, Stretch, TrackedText
from editor.writing.tracked_steps import Steps
from sync.merge.edits import Edit

BASE = "Say what you saw.\n\nThank them.\n"


def type_in(text: TrackedText, start: int, deleted: int, inserted: str) -> Step:
    return text.edit(Edit(start, deleted, inserted))


def test_what_is_deleted_stays_in_sight_and_what_is_typed_stands_behind_it() -> None:
    text = TrackedText(BASE)
    type_in(text, 4, 4, "all")
    assert list(text)[:4] == [
        Stretch("same", "Say "),
        Stretch("gone", "what"),
        Stretch("new", "all"),
        Stretch("same", " you saw.\n\nThank them.\n"),
    ]
    assert (text.base, text.wanted) == (BASE, BASE.replace("what", "all"))
    assert text.marked() == [("gone", 4, 8), ("new", 8, 11)]
    assert text.changes() == [Change(4, 8, "all")]


def test_what_was_put_in_goes_for_good_and_what_is_struck_stays_struck() -> None:
    text = TrackedText(BASE)
    type_in(text, 4, 4, "all")
    type_in(text, 0, 12, "")
    assert next(iter(text)) == Stretch("gone", "Say what ")
    assert text.base == BASE
    assert text.wanted == BASE.removeprefix("Say what ")


def test_typed_again_it_is_as_it_was() -> None:
    text = TrackedText(BASE)
    type_in(text, 4, 4, "")
    for place, sign in enumerate("what", 8):
        type_in(text, place, 0, sign)
    assert list(text) == [Stretch("same", BASE)]
    type_in(text, 4, 4, "that")
    assert text.changes() == [Change(4, 8, "that")], "a word is struck whole"


def test_an_edit_that_leaves_words_strikes_only_the_others() -> None:
    text = TrackedText(BASE)
    type_in(text, 0, 17, "Say **what** you saw.")
    assert [one for one in text if one.kind != "same"] == [
        Stretch("gone", "what"),
        Stretch("new", "**what**"),
    ]


def test_places_lead_there_and_back() -> None:
    text = TrackedText(BASE)
    text.propose([Change(0, 3, "Tell"), Change(9, 9, "really ")])
    assert text.wanted == BASE.replace("Say", "Tell").replace("you", "really you")[:0] + (
        "Tell what really you saw.\n\nThank them.\n"
    )
    for place in (0, 5, 9, 20):
        assert text.base_at(text.shown_at(place)) == place


@st.composite
def edits(draw: st.DrawFn) -> list[tuple[float, float, str]]:
    """Draw edits as shares of the text that they find."""
    share = st.floats(0, 1)
    return draw(st.lists(st.tuples(share, share, st.sampled_from(["", "a", "\n", "wörd", "what"]))))


@given(drawn=edits())
def test_no_word_of_the_text_is_ever_lost_and_each_step_goes_back(
    drawn: list[tuple[float, float, str]],
) -> None:
    text, wanted, steps = TrackedText(BASE), BASE, Steps()
    states = []
    for one, two, put in drawn:
        shown = text.shown
        start = int(one * len(shown))
        deleted = int(two * (len(shown) - start))
        states.append(list(text))
        steps.add([type_in(text, start, deleted, put)])
        steps.break_here()
        after = "".join(one.text for one in text)
        assert after == text.shown
        assert text.base == BASE
        if not put and not deleted:
            assert text.wanted == wanted
        wanted = text.wanted
    last = list(text)
    for state in reversed(states):
        for step in steps.undo():
            text.take(step)
        assert "".join(s.text for s in text) == "".join(s.text for s in state)
        assert (text.base, text.wanted) == (
            BASE,
            "".join(s.text for s in state if s.kind != "gone"),
        )
    while found := steps.redo():
        for step in found:
            text.take(step)
    assert text.wanted == "".join(s.text for s in last if s.kind != "gone")


def test_letters_of_a_word_go_back_together() -> None:
    text, steps = TrackedText(BASE), Steps()
    for number, sign in enumerate("now then"):
        steps.add([type_in(text, number, 0, sign)])
    [step] = steps.undo()
    text.take(step)
    assert text.wanted == f"now {BASE}"

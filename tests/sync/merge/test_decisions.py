"""Decisions on overlaps: what they close, what they leave open, and when they clash themselves."""

from __future__ import annotations

import random

import msgspec
import pytest

from sync.merge.fold import Confirmation, choose
from sync.model.errors import BadInput
from sync.model.ids import FactId, PersonId, Sha, sha_of
from tests.sync.merge.story import Story, two_wordings


@pytest.fixture
def clash() -> Story:
    """The author and a colleague reword one sentence apart."""
    return two_wordings()


def test_an_overlap_stays_open_though_someone_writes_on(clash: Story) -> None:
    before = clash.open_ids()
    clash.change("c", ("a", "b"), "Wait for", "Wait five minutes for")
    assert clash.history().heads == ("c",)
    assert clash.open_ids() == before


def test_a_decision_closes_it_for_all_even_if_the_text_stays(clash: Story) -> None:
    [item] = clash.history().items
    clash.decide("c", ("a", "b"), item, item.merged)
    assert clash.states() == [("both-edited", "confirmed")]
    clash.change("d", ("c",), "Wait", "Stay")
    clash.change("e", ("a", "b"), "Close", "Shut")  # who had not seen the decision yet
    assert not clash.open_ids()


@pytest.mark.parametrize("seed", range(60))
def test_no_third_head_brings_a_closed_overlap_back(seed: int) -> None:
    rng = random.Random(seed)
    names = [f"{rng.getrandbits(32):08x}" for _ in range(7)]
    a, b, third, decision, apart, late, last = names
    story = Story()
    story.change(a, ("r",), "slowly", "with care")
    story.change(b, ("r",), "slowly", "by a quarter turn")
    story.change(third, ("r",), "Close the valve.", "Close it.")
    [item] = story.upto((a, b)).items
    story.decide(decision, (a, b), item, rng.choice(item.wordings).text)
    assert not story.open_ids()
    story.change(apart, tuple(sorted((a, b, third))), "Wait", "Stay")
    assert not story.open_ids(), "one who saw all three, but not the decision"
    story.change(late, (b,), "Sign", "Initial")
    assert not story.open_ids(), "one who goes on from one of the wordings"
    story.change(last, tuple(sorted((late, a))), "sheet", "list")
    assert not story.open_ids(), "one who wove them once more"


def test_the_same_clash_made_again_is_open_again(clash: Story) -> None:
    [item] = clash.history().items
    clash.decide("c", ("a", "b"), item, "Open the valve with care.\n")
    clash.change("d", ("r",), "slowly", "by a quarter turn")
    [again] = [item for item in clash.history().items if item.state == "open"]
    assert {w.text for w in again.wordings} == {w.text for w in item.wordings}
    assert again.ids == item.ids


def test_decisions_made_apart_that_differ_are_an_overlap(clash: Story) -> None:
    [item] = clash.history().items
    clash.decide("c", ("a", "b"), item, "Open the valve with care.\n")
    clash.decide("d", ("a", "b"), item, "Open the valve by a quarter turn.\n")
    [apart] = [item for item in clash.history().items if item.state == "open"]
    assert (apart.kind, apart.severity) == ("chosen-apart", "must")
    assert {(w.text, w.people) for w in apart.wordings} == {
        ("Open the valve with care.\n", ("c",)),
        ("Open the valve by a quarter turn.\n", ("d",)),
    }
    clash.change("e", ("c", "d"), "Wait", "Stay")
    assert clash.open_ids() == apart.ids, "whoever writes on has not decided"
    clash.decide("f", ("e",), apart, "Open the valve with care.\n")
    assert not clash.open_ids()
    assert clash.history().text.startswith("Open the valve with care.\n")


def test_decisions_made_apart_that_agree_are_none(clash: Story) -> None:
    [item] = clash.history().items
    clash.decide("c", ("a", "b"), item, "Open the valve with care.\n")
    clash.decide("d", ("a", "b"), item, "Open the valve with care.\n")
    assert not clash.open_ids()
    assert clash.history().text.startswith("Open the valve with care.\n")


def test_a_decision_made_in_view_of_another_is_the_later_word(clash: Story) -> None:
    [item] = clash.history().items
    clash.decide("c", ("a", "b"), item, "Open the valve with care.\n")
    clash.change("d", ("c",), "with care", "by a quarter turn")
    clash.confirmations.append(
        Confirmation(FactId("k"), item.ids, FactId("d"), sha_of("other"), PersonId("d"))
    )
    assert clash.states() == [("both-edited", "confirmed")], "the two are no overlap themselves"


def test_what_is_taken_back_opens_its_own_place_alone(clash: Story) -> None:
    clash.change("a2", ("a",), "Wait for", "Listen to")
    clash.change("b2", ("b",), "Wait for", "Look at")
    first, second = clash.history().items
    clash.decide("c", ("a2", "b2"), first, first.wordings[1].text)
    clash.decide("d", ("c",), second, second.wordings[1].text)
    assert not clash.open_ids()
    back = clash.write("e", ("d",), clash.texts[FactId("d")] + "Done.\n")
    clash.confirmations.append(
        Confirmation(FactId("undo"), first.ids, back, Sha(""), PersonId("e"))
    )
    assert clash.open_ids() == first.ids, "what was chosen elsewhere stays chosen"


def test_a_confirmed_item_has_no_place_to_choose_for(clash: Story) -> None:
    [item] = clash.history().items
    clash.decide("c", ("a", "b"), item, item.merged)
    [closed] = clash.history().items
    with pytest.raises(BadInput):
        choose(clash.history(), closed, "x")


def test_facts_that_are_no_revisions_of_this_lesson_are_no_decisions(clash: Story) -> None:
    [item] = clash.history().items
    clash.confirmations.append(
        Confirmation(FactId("k"), item.ids, FactId("elsewhere"), sha_of("x"), PersonId("p"))
    )
    assert clash.open_ids() == item.ids


@pytest.mark.parametrize("names", ["cd", "dc"])
@pytest.mark.parametrize("words", [(0, 1), (1, 0), (0, 0), (1, 1), ("anew", "other"), ("anew", 0)])
def test_a_choice_taken_back_leaves_nobody_s_choice_apart(
    clash: Story, names: str, words: tuple[int | str, int | str]
) -> None:
    """It is open with both first wordings, whichever two chose, and whoever is first in order."""
    [item] = clash.history().items
    one, other = names
    texts = [f"{w}\n" if isinstance(w, str) else item.wordings[w].text for w in words]
    made = clash.decide(one, ("a", "b"), item, texts[0])
    clash.decide(other, ("a", "b"), item, texts[1])
    assert bool(clash.open_ids()) == (texts[0] != texts[1])
    before = clash.upto(("a", "b")).text
    back = clash.write("e", (one,), before)
    revision = clash.revisions.pop()
    clash.revisions.append(msgspec.structs.replace(revision, restores=(FactId("a"), FactId("b"))))
    undo = Confirmation(
        FactId("undo"), made.overlaps, back, Sha(""), PersonId("e"), frozenset({FactId(other)})
    )
    clash.confirmations.append(undo)
    [again] = [item for item in clash.history().items if item.state == "open"]
    assert item.ids <= again.ids
    assert {w.text for w in item.wordings} <= {w.text for w in again.wordings}
    assert texts[1] in clash.history().text
    clash.confirmations.reverse()
    assert clash.open_ids() == again.ids
    clash.decide("f", ("e", other), again, again.merged)
    assert not clash.open_ids()

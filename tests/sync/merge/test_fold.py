"""Stories of one lesson: who wrote what on which text, and what is open afterwards."""

from __future__ import annotations

import random

import msgspec
import pytest

from sync.merge.fold import Confirmation, History, Item, Revision, choose
from sync.model.errors import BadInput, NotFound
from sync.model.ids import FactId, NodeId, PersonId, sha_of
from sync.model.states import TextState

LESSON = NodeId("lesson")
ROOT = "Open the valve slowly.\n\nWait for the gauge.\n\nClose the valve.\n\nSign the sheet.\n"


class Story:
    """Revisions by short names; a name's first letter is its author, unless said otherwise."""

    def __init__(self, root: str = ROOT) -> None:
        self.texts: dict[FactId, str] = {}
        self.revisions: list[Revision] = []
        self.confirmations: list[Confirmation] = []
        self.write("r", (), root)

    def write(self, name: str, parents: tuple[str, ...], text: str, who: str = "") -> FactId:
        ident = FactId(name)
        self.texts[ident] = text
        heads = tuple(FactId(parent) for parent in parents)
        self.revisions.append(Revision(ident, heads, PersonId(who or name[0]), 0))
        return ident

    def change(self, name: str, parents: tuple[str, ...], old: str, new: str) -> FactId:
        text = self.history().text_at(tuple(FactId(parent) for parent in parents))
        assert old in text
        return self.write(name, parents, text.replace(old, new))

    def decide(self, name: str, parents: tuple[str, ...], item: Item, wording: str) -> Confirmation:
        seen = self.upto(parents)
        ident = self.write(name, parents, choose(seen, item, wording))
        made = Confirmation(
            FactId("ok-" + name), item.ids, ident, sha_of(wording), PersonId(name[0])
        )
        self.confirmations.append(made)
        return made

    def upto(self, heads: tuple[str, ...]) -> History:
        """The history as someone had it whose heads these were."""
        whole = self.history()
        known = [r for r in self.revisions if whole.has_seen([FactId(h) for h in heads], r.id)]
        ids = {r.id for r in known}
        made = [c for c in self.confirmations if c.revision in ids]
        return History(LESSON, known, self.texts.__getitem__, made)

    def history(self) -> History:
        return History(LESSON, self.revisions, self.texts.__getitem__, self.confirmations)

    def states(self) -> list[tuple[str, str]]:
        return [(item.kind, item.state) for item in self.history().items]

    def open_ids(self) -> set[str]:
        return {i for item in self.history().items if item.state == "open" for i in item.ids}


@pytest.fixture
def clash() -> Story:
    """The author and a colleague reword one sentence apart."""
    story = Story()
    story.change("a", ("r",), "slowly", "with care")
    story.change("b", ("r",), "slowly", "by a quarter turn")
    return story


def test_no_revisions_are_the_empty_text() -> None:
    history = History(LESSON, [], lambda _: "")
    assert (history.heads, history.text, history.items) == ((), "", ())
    assert history.state == TextState((), sha_of(""))


def test_writing_alone_weaves_nothing() -> None:
    story = Story()
    for n in range(300):
        story.write(f"a{n:03}", (f"a{n - 1:03}" if n else "r",), f"text {n}\n")
    read: list[FactId] = []

    def text_of(ident: FactId) -> str:
        read.append(ident)
        return story.texts[ident]

    history = History(LESSON, story.revisions, text_of)
    assert history.text == "text 299\n"
    assert history.items == ()
    assert set(read) == {"a299"}


def test_edits_of_different_places_are_both_kept() -> None:
    story = Story()
    story.change("a", ("r",), "slowly", "with care")
    story.change("b", ("r",), "Close the valve.", "Close it.")
    history = story.history()
    assert history.heads == ("a", "b")
    assert "with care" in history.text and "Close it." in history.text
    assert history.items == ()
    assert history.state == TextState((FactId("a"), FactId("b")), sha_of(history.text))


def test_a_revision_without_its_causes_waits() -> None:
    story = Story()
    story.write("a", ("r", "not here"), "later\n")
    story.write("b", ("a",), "later still\n")
    assert story.history().heads == ("r",)
    assert story.history().text == ROOT
    with pytest.raises(NotFound):
        story.history().text_at([FactId("b")])


def test_a_clash_is_one_item_with_both_wordings(clash: Story) -> None:
    [item] = clash.history().items
    assert (item.kind, item.severity, item.state) == ("both-edited", "must", "open")
    assert item.base == "Open the valve slowly.\n"
    assert {(w.text, w.people, w.revisions) for w in item.wordings} == {
        ("Open the valve with care.\n", ("a",), ("a",)),
        ("Open the valve by a quarter turn.\n", ("b",), ("b",)),
    }
    text = clash.history().text
    assert item.start is not None
    assert text[item.start : item.end] == item.merged == "Open the valve by a quarter turn.\n"
    for wording in item.wordings:
        assert choose(clash.history(), item, wording.text).startswith(wording.text)


def test_items_can_be_packed_and_unpacked(clash: Story) -> None:
    items = clash.history().items
    packed = msgspec.json.encode(items)
    assert msgspec.json.decode(packed, type=tuple[Item, ...]) == items


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
    assert not clash.open_ids()


def test_writing_over_an_overlap_in_view_settles_it(clash: Story) -> None:
    clash.change("c", ("a", "b"), "Open the valve by a quarter turn.", "Open it, then wait.")
    assert clash.states() == [("both-edited", "settled")]
    [item] = clash.history().items
    assert item.merged == "Open it, then wait.\n"
    clash.change("d", ("c",), "gauge", "dial")
    assert clash.states() == [("both-edited", "settled")]
    clash.decide("e", ("d",), item, item.merged)
    assert clash.states() == [("both-edited", "confirmed")]


def test_writing_it_over_much_later_settles_it_too(clash: Story) -> None:
    clash.change("c00", ("a", "b"), "gauge", "dial 0")
    for n in range(1, 40):
        clash.change(f"c{n:02}", (f"c{n - 1:02}",), f"dial {n - 1}", f"dial {n}")
        if n == 20:
            clash.texts[FactId("c20")] = clash.texts[FactId("c20")].replace("quarter", "full")
    assert clash.states() == [("both-edited", "settled")]


def test_what_a_third_person_writes_without_seeing_it_settles_nothing(clash: Story) -> None:
    clash.change("c", ("a", "b"), "gauge", "dial")  # the text offered is b's
    clash.change("d", ("b",), "by a quarter turn", "by half a turn")
    states = clash.states()
    assert ("both-edited", "open") in states
    assert ("both-edited", "settled") not in states


def test_taking_the_place_out_settles_it_and_it_can_be_put_back(clash: Story) -> None:
    clash.change("c", ("a", "b"), "Open the valve by a quarter turn.\n\n", "")
    [item] = clash.history().items
    assert (item.state, item.merged) == ("settled", "")
    assert item.start == item.end == 0
    assert choose(clash.history(), item, item.wordings[0].text).startswith(item.wordings[0].text)


def test_a_stale_buffer_keeps_the_heads_it_came_from() -> None:
    story = Story()
    story.change("a", ("r",), "Wait for the gauge.", "Wait for the gauge to fall.")
    story.change("b", ("r",), "Close the valve.", "Close the valve and sign.")  # begun before a
    assert "to fall" in story.history().text
    assert "and sign" in story.history().text


def test_three_wordings_of_one_place_are_one_item(clash: Story) -> None:
    clash.change("c", ("r",), "slowly", "at once")
    [item] = clash.history().items
    assert len(item.ids) == 2
    assert {w.text for w in item.wordings} == {
        "Open the valve with care.\n",
        "Open the valve by a quarter turn.\n",
        "Open the valve at once.\n",
    }
    clash.decide("d", ("a", "b", "c"), item, "Open the valve at once.\n")
    assert not clash.open_ids()


def test_the_authors_of_a_wording_are_found_behind_later_edits(clash: Story) -> None:
    clash.change("c", ("a",), "Wait", "Stay")
    for n in range(20):
        before = f"d{n - 1}" if n else "c"
        clash.change(f"d{n}", (before,), "gauge", "gauge,")
    [item] = clash.history().items
    wordings = {w.text: (w.people, w.revisions) for w in item.wordings}
    assert wordings["Open the valve with care.\n"] == (("a",), ("a",))


def test_crossed_histories_are_woven_on_what_they_have_in_common() -> None:
    story = Story()
    story.change("a", ("r",), "slowly", "with care")
    story.change("b", ("r",), "Close the valve.", "Close it.")
    story.change("c", ("a", "b"), "Wait", "Stay")
    story.change("d", ("a", "b"), "Sign", "Initial")
    history = story.history()
    assert history.heads == ("c", "d")
    assert history.items == ()
    assert history.text == (
        "Open the valve with care.\n\nStay for the gauge.\n\nClose it.\n\nInitial the sheet.\n"
    )


def test_a_clash_of_crossed_histories_is_between_the_latest_wordings_alone() -> None:
    story = Story()
    story.change("a", ("r",), "slowly", "with care")
    story.change("b", ("r",), "Close the valve.", "Close it.")
    story.change("c", ("a", "b"), "with care", "gently")
    story.change("d", ("a", "b"), "with care", "softly")
    [item] = story.history().items
    assert item.base == "Open the valve with care.\n"
    assert {w.text for w in item.wordings} == {
        "Open the valve gently.\n",
        "Open the valve softly.\n",
    }


def test_folds_known_to_be_silent_are_not_woven_again() -> None:
    story = Story()
    story.change("a", ("r",), "slowly", "with care")
    story.change("b", ("r",), "Close the valve.", "Close it.")
    story.change("c", ("a", "b"), "Wait", "Stay")
    silent = story.history().silent_folds
    assert silent == {("a", "b")}
    read: list[FactId] = []

    def text_of(ident: FactId) -> str:
        read.append(ident)
        return story.texts[ident]

    history = History(LESSON, story.revisions, text_of, silent=silent)
    assert history.items == () and history.text.startswith("Open the valve with care.")
    assert set(read) == {"c"}


def test_what_was_seen() -> None:
    story = Story()
    story.write("a", ("r",), "one\n")
    story.write("b", ("r",), "two\n")
    history = story.history()
    assert history.has_seen([FactId("a")], FactId("r"))
    assert history.has_seen([FactId("a")], FactId("a"))
    assert not history.has_seen([FactId("a")], FactId("b"))
    assert not history.has_seen([FactId("nobody")], FactId("r"))
    assert not history.has_seen([FactId("a")], FactId("nobody"))


def test_a_confirmed_item_has_no_place_to_choose_for(clash: Story) -> None:
    [item] = clash.history().items
    clash.decide("c", ("a", "b"), item, item.merged)
    [closed] = clash.history().items
    with pytest.raises(BadInput):
        choose(clash.history(), closed, "x")


@pytest.mark.parametrize(
    ("root", "one", "two", "chosen", "expected"),
    [
        ("a\nb", "a\nc", "a\nd", "c", "a\nc"),
        ("a\nb", "a\nc", "a\nd", "c\n", "a\nc"),
        ("a\nb", "a\nc", "a\nd", "", "a"),
        ("a\nb", "a", "a\nd", "d", "a\nd"),
        ("a\nb\n", "a\nc\n", "a\nd\n", "c", "a\nc\n"),
        ("a\nb\n", "a\nc\n", "a\nd\n", "", "a\n"),
        ("b\na\n", "c\na\n", "d\na\n", "c", "c\na\n"),
        ("b\na\n", "c\na\n", "d\na\n", "", "a\n"),
        ("b", "c", "d", "", ""),
    ],
)
def test_choosing_keeps_lines_whole(
    root: str, one: str, two: str, chosen: str, expected: str
) -> None:
    story = Story(root)
    story.write("a", ("r",), one)
    story.write("b", ("r",), two)
    [item] = story.history().items
    assert choose(story.history(), item, chosen) == expected


def test_an_overlap_keeps_to_its_lines_though_all_around_it_is_rewritten(clash: Story) -> None:
    text = clash.history().text
    lines = text.split("\n")
    for n, line in enumerate(lines):
        if line and "valve by" not in line:
            lines[n] = "Something else is written here, number " + str(n)
    lines[0] = lines[0].replace("Open", "Then open")
    clash.write("c", ("a", "b"), "\n".join(["A new beginning.", "", *lines]))
    [item] = clash.history().items
    assert (item.state, item.merged) == ("settled", "Then open the valve by a quarter turn.\n")


def test_an_overlap_follows_its_paragraph_to_another_place(clash: Story) -> None:
    text = clash.history().text
    first = text.partition("\n")[0] + "\n\n"
    clash.write("c", ("a", "b"), text.removeprefix(first) + "\n" + first)
    [item] = clash.history().items
    assert (item.state, item.merged) == ("open", "Open the valve by a quarter turn.\n")
    assert item.start and item.start > 50


def test_facts_that_are_no_revisions_of_this_lesson_are_no_decisions(clash: Story) -> None:
    [item] = clash.history().items
    clash.confirmations.append(
        Confirmation(FactId("k"), item.ids, FactId("elsewhere"), sha_of("x"), PersonId("p"))
    )
    assert clash.open_ids() == item.ids

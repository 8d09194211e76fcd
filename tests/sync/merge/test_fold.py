"""Stories of one lesson: what the text is, what overlaps, and where it stands afterwards."""

from __future__ import annotations

import msgspec
import pytest

from sync.merge.fold import History, Item, choose
from sync.model.errors import NotFound
from sync.model.ids import FactId, sha_of
from sync.model.states import TextState
from tests.sync.merge.lessons import BASE, SIGN, WAIT, moved
from tests.sync.merge.story import LESSON, ROOT, Story, two_wordings


@pytest.fixture
def clash() -> Story:
    """The author and a colleague reword one sentence apart."""
    return two_wordings()


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
    """Different paragraphs make no overlap (G3)."""
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


def test_who_left_lines_where_they_were_wrote_no_wording_of_them() -> None:
    story = Story(BASE)
    story.change("b", ("r",), "left panel", "right panel")
    story.write("a", ("r",), moved(WAIT, SIGN))
    story.change("c", ("r",), "ten minutes", "twenty minutes")
    story.change("d", ("b",), "of the boiler", "of the oven")
    [item] = [one for one in story.history().items if one.kind == "moved-edited"]
    assert {(w.text, w.people) for w in item.wordings} == {
        (f"{WAIT}\n", ("a",)),
        (f"{WAIT}\n".replace("ten", "twenty"), ("c",)),
    }


def test_items_can_be_packed_and_unpacked(clash: Story) -> None:
    items = clash.history().items
    packed = msgspec.json.encode(items)
    assert msgspec.json.decode(packed, type=tuple[Item, ...]) == items


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


def typed_sync_by_sync(rounds: int) -> Story:
    """Two write on at one place: each has in view what the other had written a sync before."""
    story = Story("Begin. End.\n")
    seen: dict[str, tuple[str, ...]] = {"a": ("r",), "b": ("r",)}
    for n in range(rounds):
        for who in "ab":
            text = story.history().text_at(tuple(map(FactId, seen[who])))
            mine = f" {who}{n - 1}" if f" {who}{n - 1}" in text else "Begin."
            story.change(f"{who}{n}", seen[who], mine, f"{mine} {who}{n}")
        seen = dict.fromkeys("ab", (f"a{n}", f"b{n}"))
    return story


def test_what_two_only_wrote_on_at_one_place_is_not_listed_again_and_again() -> None:
    story = typed_sync_by_sync(8)
    [item] = [one for one in story.history().items if one.state == "open"]
    assert len(item.ids) > 4, "each sync was an overlap"
    assert len(item.wordings) <= 4
    words = set(" ".join(one.text for one in item.wordings).split())
    assert {f"{who}{n}" for who in "ab" for n in range(8)} <= words | set(item.merged.split())


def test_a_wording_that_took_words_out_stays_listed_where_these_were_written_on() -> None:
    story = Story("One two three four five six.\n")
    story.change("a", ("r",), " five six", "")
    story.change("b", ("r",), "six", "six seven")
    text = story.history().text
    story.write("b2", ("a", "b"), "One two three four five six seven eight.\n")
    story.write("c", ("a", "b"), text.replace("One", "Once"))
    wordings = {w.text for item in story.history().items for w in item.wordings}
    assert "One two three four.\n" in wordings

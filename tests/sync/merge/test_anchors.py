"""Comments find their place again or say that it is gone; never do they sit on other words."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sync.merge.anchors import Place, place
from tests.sync.merge.writers import Writer, examples

LESSON = """# Boilers

Steam is hot. Open the valve slowly, then wait. Read the gauge.

The keeper reads the gauge twice a day and writes it down in the book.

- Check the seal.
- Check the valve.
- Check the seal.

Close the valve before you leave the room.
"""


def put(quote: str, new: str, old: str = LESSON, nth: int = 0) -> tuple[str, Place]:
    """Comment on the nth occurrence of a quote in the old text; place it in the new one."""
    start = [found.start() for found in re.finditer(re.escape(quote), old)][nth]
    end = start + len(quote)
    found = place(
        old, start, end, new, quote=quote, before=old[max(0, start - 30) : start],
        after=old[end : end + 30],
    )  # fmt: skip
    text = "" if found.start is None else new[found.start : found.end]
    return text, found


def test_untouched_text_is_exact_wherever_it_shifted() -> None:
    quote = "reads the gauge twice a day"
    text, found = put(quote, "Preface.\n\n" + LESSON.replace("Steam is hot.", "Steam burns."))
    assert (text, found.how) == (quote, "exact")


def test_a_comment_in_a_moved_paragraph_follows() -> None:
    paragraph = "The keeper reads the gauge twice a day and writes it down in the book.\n\n"
    new = LESSON.replace(paragraph, "") + "\n" + paragraph
    text, found = put("reads the gauge twice a day", new)
    assert (text, found.how) == ("reads the gauge twice a day", "moved")


def test_a_comment_in_a_moved_and_edited_paragraph_follows() -> None:
    paragraph = "The keeper reads the gauge twice a day and writes it down in the book.\n\n"
    edited = paragraph.replace("twice a day", "three times a day")
    new = LESSON.replace(paragraph, "") + "\n" + edited
    text, found = put("The keeper reads the gauge twice a day and writes it down", new)
    assert found.how == "changed"
    assert text.startswith("The keeper reads the gauge three times a day and writes it")


def test_deleted_text_is_loose_and_comes_back_exactly() -> None:
    sentence = " Open the valve slowly, then wait."
    gone = LESSON.replace(sentence, "")
    text, found = put("Open the valve slowly, then wait.", gone)
    assert (text, found) == ("", Place(None, None, "loose"))
    text, found = put("Open the valve slowly, then wait.", LESSON)
    assert (text, found.how) == ("Open the valve slowly, then wait.", "exact")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("slowly", "very slowly", "Open the valve very slowly, then wait."),
        ("then wait", "and wait", "Open the valve slowly, and wait."),
        ("Open", "Turn", "Turn the valve slowly, then wait."),
        (", then wait", "", "Open the valve slowly."),
        ("Open the valve slowly", "Turn the valve fully", "Turn the valve fully, then wait."),
    ],
)  # fmt: skip
def test_a_partly_edited_quote_is_changed_with_a_sensible_range(
    old: str, new: str, expected: str
) -> None:
    text, found = put("Open the valve slowly, then wait.", LESSON.replace(old, new, 1))
    assert (text, found.how) == (expected, "changed")


def test_one_word_replaced_within_its_sentence_is_changed() -> None:
    text, found = put("slowly", LESSON.replace("slowly", "carefully"))
    assert (text, found.how) == ("carefully", "changed")


def test_a_sentence_written_anew_from_end_to_end_is_loose_or_in_its_place() -> None:
    new = LESSON.replace(
        "Close the valve before you leave the room.", "Nobody enters without a helmet."
    )
    _, found = put("Close the valve before you leave the room.", new)
    assert found.how == "loose"


def test_of_equal_quotes_each_keeps_its_own() -> None:
    new = "New.\n\n" + LESSON
    for nth, quote in enumerate(["Check the seal.", "Check the seal."]):
        start = [found.start() for found in re.finditer(re.escape(quote), new)][nth]
        _, found = put(quote, new, nth=nth)
        assert found == (start, start + len(quote), "exact")


def test_a_deleted_quote_does_not_jump_to_its_twin() -> None:
    first_gone = LESSON.replace("- Check the seal.\n", "", 1)
    _, found = put("Check the seal.", first_gone, nth=0)
    assert found.how == "loose"
    last_gone = LESSON.replace("- Check the valve.\n- Check the seal.\n", "- Check the valve.\n")
    _, found = put("Check the seal.", last_gone, nth=1)
    assert found.how == "loose"


def test_a_short_common_word_does_not_jump() -> None:
    new = LESSON.replace("The keeper reads the gauge", "The keeper reads a gauge")
    text, found = put("the", new, nth=[m.start() for m in re.finditer("the", LESSON)].index(
        LESSON.index("the gauge twice")))  # fmt: skip
    assert found.how != "moved" and found.how != "exact"
    assert text in ("", "a")


def test_twins_that_moved_are_told_apart_by_what_is_around_them() -> None:
    old = "Alpha says: stop at once. Yes.\n\nBeta says: stop at once. No.\n\nEnd.\n"
    new = "Beta says: stop at once. No.\n\nEnd.\n\nAlpha says: stop at once. Yes.\n"
    for nth in (0, 1):
        text, found = put("stop at once", new, old, nth)
        assert text == "stop at once" and found.start is not None
        name = "Alpha" if nth == 0 else "Beta"
        assert new[: found.start].rpartition("\n")[2] == f"{name} says: "


def test_where_the_old_text_is_not_at_hand_the_quote_and_its_surroundings_decide() -> None:
    quote, before, after = "Check the valve.", "seal.\n- ", "\n- Check"
    start = LESSON.index(quote)
    found = place("", 0, 0, LESSON, quote=quote, before=before, after=after)
    assert found == (start, start + len(quote), "moved")
    found = place("", 0, 0, LESSON, quote="Check the seal.", before="", after="")
    assert found.how == "loose"
    assert place("", 0, 0, LESSON, quote="", before="", after="").how == "loose"


def test_odd_characters_and_surrogate_pairs_count_as_code_points() -> None:
    old = "👩🏽‍🔧 says\u2028stop 漢字 now.\n\nEnd.\n"
    text, found = put("stop 漢字", "🚒🚒\n\n" + old, old)
    assert (text, found.how) == ("stop 漢字", "exact")


@settings(max_examples=examples(150, 4000))
@example(1343763825)  # of the quote only a line's end was left
@given(st.integers(0, 2**32))
def test_never_misplaced_and_always_back_after_undo(seed: int) -> None:
    writer = Writer(seed)
    old = writer.text(8)
    new = writer.edits(old, writer.rng.randint(1, 6))
    rng = random.Random(seed)
    start = rng.randrange(len(old))
    end = min(len(old), start + rng.randint(1, 60))
    quote = old[start:end]
    found = place(old, start, end, new, quote=quote)
    if found.how == "loose":
        assert found == (None, None, "loose")
    else:
        assert found.start is not None and found.end is not None
        assert 0 <= found.start < found.end <= len(new) or not quote.strip()
    if found.how in ("exact", "moved"):
        assert new[found.start : found.end] == quote
    assert place(old, start, end, old, quote=quote) == (start, end, "exact")


def test_a_line_that_begins_other_lines_is_known_by_itself() -> None:
    """A heading whose words begin other headings, moved to where nothing around it is the same."""
    old = "# A\n\n## tool serve\n\nAlpha one.\n\n## tool server invite\n\nBeta.\n\n## tool server\n"
    new = "# A\n\nAlpha one.\n\n## tool server invite\n\nGamma delta.\n\n## tool serve\n\nBeta.\n"
    text, found = put("## tool serve", new, old)
    assert (text, found.how) == ("## tool serve", "moved")
    assert found.start == new.index("## tool serve\n")


def test_a_word_is_not_found_again_inside_another() -> None:
    old = "The keeper always says serve it.\n\nEnd.\n"
    text, found = put("serve", "End.\n\nThe keeper always says server it.\n", old)
    assert (text, found.how) != ("serve", "moved")
    text, found = put("serve", "End.\n\nThe keeper always says serve it.\n", old)
    assert (text, found.how) == ("serve", "moved")
    old = "他们每天早上和晚上总是说漢字就好，别的话都不用。\n\nEnd.\n"  # no spaces part these words
    text, found = put("漢字", "End.\n\n" + old.replace("\n\nEnd.", ""), old)
    assert (text, found.how) == ("漢字", "moved")


def test_what_stands_before_and_after_all_edits_is_exact() -> None:
    old = "First words here.\n\nMiddle one.\n\nLast words there.\n"
    new = "First words here.\n\nQuite another middle.\n\nAnd more.\n\nLast words there.\n"
    for quote in ("First words here.", "Last words there."):
        text, found = put(quote, new, old)
        assert (text, found.how) == (quote, "exact")

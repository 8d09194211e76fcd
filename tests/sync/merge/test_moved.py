"""Moves: an edit follows the lines, and nothing is doubled or kept without a mark."""

from __future__ import annotations

from sync.merge.weave import weave
from tests.sync.merge.lessons import (
    BASE,
    CLOSE,
    OPEN,
    SIGN,
    VALVE,
    WAIT,
    WRITE,
    lesson,
    moved,
    without,
)
from tests.sync.merge.test_weave import kinds

REWORDED = VALVE.replace("left", "right")
LONGER = VALVE + " Mind the heat."
BOTH = REWORDED + " Mind the heat."


def test_what_one_moved_and_reworded_takes_the_others_edit_along() -> None:
    woven = weave(BASE, moved(VALVE, WAIT, to=REWORDED), BASE.replace(VALVE, LONGER))
    assert kinds(woven) == [("moved-edited", "may")]
    assert woven.text == moved(VALVE, WAIT, to=BOTH)
    [overlap] = woven.overlaps
    assert (overlap.base, overlap.one, overlap.two) == (
        f"{VALVE}\n",
        f"{REWORDED}\n",
        f"{LONGER}\n",
    )


def test_moved_to_two_places_and_reworded_it_stands_once_with_both_edits() -> None:
    woven = weave(BASE, moved(VALVE, WAIT, to=REWORDED), moved(VALVE, SIGN, to=LONGER))
    assert kinds(woven) == [("moved-edited", "may"), ("moved-apart", "may")]
    assert woven.text.count("The valve") == 1
    assert BOTH in woven.text


def test_moved_to_two_places_as_it_was_it_stands_once() -> None:
    woven = weave(BASE, moved(VALVE, WAIT), moved(VALVE, SIGN))
    assert kinds(woven) == [("moved-apart", "may")]
    assert woven.text.count(VALVE) == 1


def test_what_one_took_out_and_the_other_moved_is_asked_about() -> None:
    for now in (VALVE, LONGER):
        woven = weave(BASE, without(VALVE), moved(VALVE, WRITE, to=now))
        assert kinds(woven) == [("moved-deleted", "must")]
        assert woven.text == moved(VALVE, WRITE, to=now), "kept until somebody decides"
        assert woven.overlaps[0].one == ""


def test_a_moved_section_takes_all_edits_within_it_along() -> None:
    first, second = ("# Opening", VALVE, OPEN, WAIT), ("# Closing", WRITE, SIGN, CLOSE)
    base = lesson(*first, *second)
    swapped = lesson(*second, *first)
    for old, new in [(OPEN, OPEN + " Listen."), (OPEN, f"{OPEN}\n\nListen."), (f"{OPEN}\n\n", "")]:
        woven = weave(base, swapped, base.replace(old, new))
        assert kinds(woven) == [("moved-edited", "may")]
        assert woven.text == swapped.replace(old, new)


def test_a_moved_section_edited_by_both_keeps_both_edits() -> None:
    first, second = ("# Opening", VALVE, OPEN, WAIT), ("# Closing", WRITE, SIGN, CLOSE)
    swapped = lesson(*second, *first).replace("ten", "twenty")
    base = lesson(*first, *second)
    woven = weave(base, swapped, base.replace("two bar", "three bar"))
    assert kinds(woven) == [("moved-edited", "may")]
    assert woven.text == swapped.replace("two bar", "three bar")


def test_a_short_line_of_its_kind_is_followed_and_one_of_many_is_not() -> None:
    base = "- juice\n- milk\n- bread\n- salt\n- soap\n"
    one = "- milk\n- bread\n- salt\n- juice\n- soap\n"
    woven = weave(base, one, base.replace("juice", "cold juice"))
    assert woven.text == one.replace("juice", "cold juice")
    many = base + "- juice\n"
    woven = weave(many, one + "- juice\n", many.replace("juice", "cold juice", 1))
    assert "moved-edited" not in dict(kinds(woven))


def test_an_item_is_not_taken_for_its_likeness() -> None:
    """Two items that read alike: one is taken out, the other edited by the same person."""
    base = "- Check the left valve of the boiler before every shift.\n\nx\n\n"
    base += "- Check the right valve of the boiler before every shift.\n"
    one = "\nx\n\n- Check the right valve of the boiler before each shift.\n"
    two = base.replace("left valve", "left valve and tap")
    assert kinds(weave(base, one, two)) == [("edited-deleted", "must")]


def test_a_neighbour_put_in_is_no_move() -> None:
    """The lines did not go anywhere; only the matching lost them for a moment."""
    base = lesson("# Opening", VALVE, OPEN)
    one = lesson("# Opening", "A new paragraph stands before it now.", REWORDED, OPEN)
    woven = weave(base, one, lesson("# Opening", LONGER, OPEN))
    assert kinds(woven) == [("both-edited", "may")]
    assert BOTH in woven.text

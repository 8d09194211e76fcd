"""What each side put in at another place: by accident, or because it belongs there twice."""

from __future__ import annotations

from sync.merge.weave import weave
from tests.sync.merge.lessons import BASE, CLOSE, SIGN, STEPS, VALVE, lesson
from tests.sync.merge.test_weave import kinds

ASKED = "Answer in your own words, in two sentences."


def put_in(before: str, *paragraphs: str) -> str:
    at = STEPS.index(before)
    return lesson(*STEPS[:at], *paragraphs, *STEPS[at:])


def test_the_same_paragraph_put_at_two_places_is_marked_once() -> None:
    woven = weave(BASE, put_in(VALVE, ASKED), put_in(CLOSE, ASKED))
    assert kinds(woven) == [("twice-added", "may")]


def test_a_line_that_two_new_tasks_begin_with_is_no_accident() -> None:
    one = put_in(VALVE, "## First task", ASKED, "What does the valve do?")
    two = put_in(CLOSE, "## Second task", ASKED, "Who signs, and when?")
    woven = weave(BASE, one, two)
    assert not woven.overlaps
    assert woven.text.count(ASKED) == 2


def test_a_copied_section_is_marked_although_its_heading_was_changed() -> None:
    copied = (VALVE.upper(), SIGN.upper(), ASKED)
    woven = weave(BASE, put_in(VALVE, "## Here", *copied), put_in(CLOSE, "## There", *copied))
    assert {kind for kind, _ in kinds(woven)} == {"twice-added"}


def test_alone_on_one_side_it_is_marked() -> None:
    """Who put it in alone meant this text, and may not know that the other had it too."""
    one = put_in(VALVE, "## First task", ASKED, "What does the valve do?")
    assert kinds(weave(BASE, one, put_in(CLOSE, ASKED))) == [("twice-added", "may")]


def test_a_repeated_line_that_each_brought_up_to_date_is_no_accident() -> None:
    """Two of three places read otherwise before; one person mended one, the other the other."""
    old, new = "Call the control room before you begin.", "Ring the control room before you begin."
    base = lesson(VALVE, f"{old} (day)", SIGN, f"{old} (night)", CLOSE)
    one, two = (base.replace(f"{old} ({shift})", new) for shift in ("day", "night"))
    woven = weave(base, one, two)
    assert woven.parts == (lesson(VALVE, new, SIGN, new, CLOSE),)

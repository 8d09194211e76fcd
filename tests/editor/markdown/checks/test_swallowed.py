"""Words that came into what somebody else put around them are found, and can be put outside."""

from __future__ import annotations

import pytest

from editor.markdown.checks.swallowed import Swallowed, deeds_of, insides_of, swallowed_in
from sync.merge.weave import weave

BASE = "# Wood\n\nOaks grow old.\n\nMoss grows there.\n\nMushrooms are no plants.\n\nThe end.\n"
NEW = "> Ferns, too.\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n"
"""What the colleague writes into the middle."""
MARKS = {
    "comment": ("<!--\n", "-->\n\n"),
    "code": ("```text\n", "```\n\n"),
    "solution": ("Which?\n\n[( )] one\n[(X)] two\n***\n\n", "***\n\n"),
    "folded": ("<details><summary>More</summary>\n\n", "</details>\n\n"),
    "unseen": ("<script>\n", "</script>\n\n"),
}
OPEN = {"comment": "<!-- for now\n\n", "code": "~~~\n"}


def found_in(base: str, *sides: str) -> list[Swallowed]:
    """Weave two texts in either order, which gives the same, and look."""
    one, two = (
        list(swallowed_in(weave(base, *order).text, order, base, insides_of))
        for order in (sides, sides[::-1])
    )
    assert one == two
    return one


def put_outside(found: Swallowed, text: str) -> str:
    places = found.places(insides_of(text))
    outside, stays = deeds_of(text, found, places, insides_of)
    assert stays.text == text
    assert not found.places(insides_of(outside.text))
    return outside.text


@pytest.mark.parametrize("kind", MARKS)
def test_a_paragraph_is_taken_in_and_put_outside_as_it_was_written(kind: str) -> None:
    first, last = MARKS[kind]
    around = BASE.replace("Oaks", f"{first}Oaks").replace("The end", f"{last}The end")
    wrote = BASE.replace("Mushrooms", f"{NEW}Mushrooms")
    [found] = found_in(BASE, around, wrote)
    assert found.kind == kind
    merged = weave(BASE, around, wrote).text
    assert put_outside(found, merged) == around.replace("The end", f"{NEW}The end")
    outside, stays = deeds_of(merged, found, found.places(insides_of(merged)), insides_of)
    assert [outside.holds(text) for text in (BASE, around, wrote, merged)] == [False] * 2 + [
        True,
        False,
    ]
    assert [stays.holds(text) for text in (BASE, around, wrote)] == [False, True, False]


@pytest.mark.parametrize("kind", OPEN)
def test_what_does_not_end_takes_in_what_comes_later(kind: str) -> None:
    around = BASE.replace("Oaks", f"{OPEN[kind]}Oaks")
    wrote = BASE.replace("The end", f"{NEW}The end")
    [found] = found_in(BASE, around, wrote)
    merged = weave(BASE, around, wrote).text
    assert put_outside(found, merged) == around.replace(OPEN[kind], f"{NEW}{OPEN[kind]}")


def test_lines_within_a_paragraph_are_taken_in_as_well() -> None:
    base = "# Sums\n\nx + y\ny + z\nz + x\n\nThe end.\n"
    wrote = base.replace("y + z\n", "y + z\nand so on\n")
    for first, last, kind in (("$$\n", "\n$$", "formula"), ("`", "`", "code")):
        [found] = found_in(base, base.replace("x + y", f"{first}x + y").replace(
            "z + x", f"z + x{last}"), wrote)  # fmt: skip
        assert (found.kind, found.lines) == (kind, ("and so on",))


def test_what_was_changed_in_the_middle_is_taken_in_too() -> None:
    around = BASE.replace("Oaks", "<!--\n\nOaks").replace("The end", "-->\n\nThe end")
    wrote = BASE.replace("Moss grows there.", "Moss grows everywhere there.")
    [found] = found_in(BASE, around, wrote)
    assert found.lines == ("Moss grows everywhere there.",)


def test_what_its_writer_has_inside_is_meant() -> None:
    base = BASE.replace("Oaks", "```\nOaks").replace("The end", "```\n\nThe end")
    inside = base.replace("Mushrooms", "Ferns, too.\n\nMushrooms")
    for old, new in (("```\nOaks", "```text\nOaks"), ("Oaks", "Many oaks"), ("```", "~~~")):
        assert not found_in(base, base.replace(old, new), inside)
    hidden = inside.replace("```\nOaks", "<!--\nOaks").replace("```\n\nThe", "-->\n\nThe")
    assert not found_in(inside, hidden, inside.replace("The end.", "The end of it.")), "in view"
    both = base.replace("Moss grows there.", "Moss grows here and there.")
    assert not found_in(base, both, base.replace("Moss grows there", "Moss grows there, too"))


def test_it_is_known_again_where_it_was_changed_inside_and_not_once_it_is_out() -> None:
    around = BASE.replace("Oaks", "<!--\nOaks").replace("The end", "-->\n\nThe end")
    wrote = BASE.replace("Mushrooms", "Ferns are here, too.\n\nMushrooms")
    [found] = found_in(BASE, around, wrote)
    merged = weave(BASE, around, wrote).text
    changed = merged.replace("Ferns are here, too", "Ferns are here as well, too")
    assert [line.key for _, line in found.places(insides_of(changed))] == [
        "Ferns are here as well, too."
    ]
    for text in (around, wrote, BASE, merged.replace("<!--\n", "").replace("-->\n", "")):
        assert not found.places(insides_of(text))

"""Two orders of the same lines are one question, not a row of removals."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sync.merge.weave import weave
from tests.sync.merge.lessons import BASE, CLOSE, OPEN, SIGN, VALVE, WAIT, WRITE, lesson
from tests.sync.merge.test_weave import kinds
from tests.sync.merge.writers import examples

ITEMS = "- tea\n- milk\n- bread\n- salt\n- soap\n"


def test_a_list_in_two_orders() -> None:
    one, two = (
        "- soap\n- tea\n- milk\n- bread\n- salt\n",
        "- salt\n- soap\n- tea\n- milk\n- bread\n",
    )
    woven = weave(ITEMS, one, two)
    assert kinds(woven) == [("both-reordered", "may")]
    assert woven.text in (one, two)


def test_paragraphs_in_two_orders_with_others_between() -> None:
    woven = weave(
        BASE,
        lesson(WAIT, VALVE, OPEN, WRITE, SIGN, CLOSE),
        lesson(OPEN, VALVE, WAIT, WRITE, SIGN, CLOSE),
    )
    assert kinds(woven) == [("both-reordered", "may")]
    [overlap] = woven.overlaps
    assert overlap.base == f"{VALVE}\n\n{OPEN}\n\n{WAIT}\n\n"
    assert overlap.offer in (overlap.one, overlap.two)


def test_orders_that_can_both_be_had_are_not_asked_about() -> None:
    one = ITEMS.replace("- tea\n- milk\n", "- milk\n- tea\n")
    two = ITEMS.replace("- salt\n- soap\n", "- soap\n- salt\n")
    assert weave(ITEMS, one, two).parts == ("- milk\n- tea\n- bread\n- soap\n- salt\n",)


@settings(max_examples=examples(150, 4_000))
@given(st.permutations(range(7)), st.permutations(range(7)))
def test_no_line_is_lost_or_doubled_in_any_two_orders(one: list[int], two: list[int]) -> None:
    lines = [f"- the item that was written as number {n}\n" for n in range(7)]
    woven = weave("".join(lines), *("".join(lines[n] for n in order) for order in (one, two)))
    if not woven.overlaps:
        assert sorted(woven.text.splitlines(keepends=True)) == lines
    for line in lines:
        assert woven.text.count(line) <= 1 or woven.overlaps
        assert any(line in text for o in woven.overlaps for text in (o.one, o.two)) or (
            line in woven.text
        )

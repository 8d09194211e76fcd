"""The rendering that the window holds: edits come in steps, and it can be stopped."""

from __future__ import annotations

import random
from itertools import count

import pytest

from app.workers.rendering import Rendering
from editor.markdown.grammar import parser
from editor.markdown.patience import GivenUp, Patience, patient_parser
from editor.markdown.render import render
from tests.editor.markdown.test_pathological import SHAPES

LESSON = "# Title\n\nSome *words* here.[^1]\n\n- one\n- two\n\n[( )] no\n[(X)] yes\n\n[^1]: Note\n"
PIECES = [
    "# Head\n",
    "\n",
    "text *a* ",
    "- item\n",
    "> said\n",
    "```\n",
    "| a |\n|--|\n",
    "[[x]]\n",
]


def nothing(path: str) -> None:
    return


def test_many_edits_at_once_give_what_rendering_anew_gives() -> None:
    seed = random.randrange(2**32)
    print("seed", seed)
    chance = random.Random(seed)
    held = Rendering()
    shown = list(held.show(LESSON * 8, "a.md", nothing).blocks)
    text = LESSON * 8
    for _ in range(60):
        steps = []
        near = chance.random() < 0.5
        place = chance.randint(0, len(text))
        for _ in range(chance.randint(1, 5)):
            start = min(place, len(text)) if near else chance.randint(0, len(text))
            deleted = min(chance.randint(0, 12), len(text) - start)
            inserted = chance.choice(["", *PIECES])
            steps.append((start, deleted, inserted))
            text = text[:start] + inserted + text[start + deleted :]
        for patch in held.edit(steps):
            shown[patch.at : patch.at + patch.removed] = patch.html
            others = dict(patch.others)
            shown = [(ident, others.get(ident, html)) for ident, html in shown]
        assert held.text == text
        assert "".join(html for _, html in shown) == render(text)
    assert held.ranges()


class Clock:
    """A clock that goes on by so many seconds each time someone looks at it."""

    def __init__(self, step: float) -> None:
        self.step = step
        self._ticks = count()

    def __call__(self) -> float:
        """Look at it."""
        return next(self._ticks) * self.step


@pytest.mark.parametrize("name", ["deep quotes", "open brackets", "headings", "references"])
def test_a_rendering_that_takes_too_long_is_given_up(name: str) -> None:
    held = Rendering()
    with pytest.raises(GivenUp):
        held.show(SHAPES[name], "a.md", nothing, Patience(Clock(1.5)))
    assert held.is_behind


def test_what_was_given_up_goes_on_with_the_text_and_is_made_anew() -> None:
    held, clock = Rendering(), Clock(0)
    held.show(LESSON, "a.md", nothing, Patience(clock))
    clock.step = 3
    with pytest.raises(GivenUp):
        held.edit([(0, 0, "More. "), (len(LESSON), 0, "And *more*.")])
    assert held.is_behind
    assert held.ranges() is None
    assert held.edit([(0, 4, "Less")]) == []
    clock.step = 0
    text = f"Less. {LESSON}"
    text = text[: len(LESSON)] + "And *more*." + text[len(LESSON) :]
    assert held.text == text
    assert "".join(html for _, html in held.again().blocks) == render(text)
    assert held.edit([(0, 0, "x")])


def test_who_no_longer_waits_stops_it() -> None:
    held, patience = Rendering(), Patience(Clock(0))
    held.show(LESSON, "a.md", nothing, patience)
    patience.stop()
    with pytest.raises(GivenUp):
        held.edit([(0, 0, "x")])
    held.show("other", "b.md", nothing, Patience())
    assert held.edit([(0, 0, "x")])


def test_the_parser_that_gives_up_gives_what_the_other_gives() -> None:
    patient = patient_parser(lambda: None)
    for text in (LESSON, *(shape[:4_000] for shape in SHAPES.values())):
        one, two = parser().parse(text), patient.parse(text)
        assert [token.as_dict() for token in one] == [token.as_dict() for token in two]

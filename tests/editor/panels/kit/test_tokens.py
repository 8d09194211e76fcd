"""The colours can be read, in every theme, and the exported page wears the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from editor.panels.kit.avatars import COLOURS, MINE
from editor.panels.kit.tokens import TOKENS, Theme, css_page, css_variables

STYLES = Path(__file__).parents[4] / "resources" / "styles"

TEXT_ON_GROUND = """
text surface/canvas/side   text2 surface/side/sunken   text3 surface/canvas/side
faint surface   accent surface/canvas/side   on_accent accent/accent_hover/accent_press
ok surface   warn surface/warn_soft   bad surface/bad_soft/side   theirs surface/theirs_soft
text theirs_soft/mark   inserted_text inserted   deleted_text deleted
on_soft accent_soft   selection_text selection   ok ok_soft
"""
MARK_ON_GROUND = """
mark_line surface   edge surface/canvas/side   warn_line canvas   accent press   ok side   warn side
"""


def pairs(table: str) -> list[tuple[str, str]]:
    words = table.split()
    grounds = {name: [] for name in words[::2]}  # type: dict[str, list[str]]
    for ink, places in zip(words[::2], words[1::2], strict=True):
        grounds[ink] += places.split("/")
    return [(ink, ground) for ink, places in grounds.items() for ground in places]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, two: str) -> float:
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize(("ink", "ground"), pairs(TEXT_ON_GROUND))
def test_text_can_be_read(theme: Theme, ink: str, ground: str) -> None:
    tokens = TOKENS[theme]
    assert ratio(tokens.of(ink), tokens.of(ground)) >= 4.5


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize(("ink", "ground"), pairs(MARK_ON_GROUND))
def test_marks_and_edges_can_be_seen(theme: Theme, ink: str, ground: str) -> None:
    tokens = TOKENS[theme]
    assert ratio(tokens.of(ink), tokens.of(ground)) >= 3


@pytest.mark.parametrize("colour", [*COLOURS, MINE])
def test_initials_can_be_read(colour: str) -> None:
    assert ratio("#FFFFFF", colour) >= 4.5


def test_a_name_that_is_no_token_is_taken_as_a_colour() -> None:
    assert TOKENS[Theme.LIGHT].of("#123456") == "#123456"


def test_variables_name_every_colour() -> None:
    names = css_variables(TOKENS[Theme.DARK])
    assert names["--accent-soft"] == "#25304D"
    assert names["--border"] == "1px"
    assert all(re.fullmatch(r"--[a-z0-9-]+", name) for name in names)


def test_the_exported_page_wears_the_tokens() -> None:
    written = (STYLES / "tokens.css").read_text("utf-8")
    assert written == css_page()

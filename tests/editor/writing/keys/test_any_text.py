"""Whatever stands in a lesson, keys make changes that fit and can be taken back."""

from __future__ import annotations

from functools import partial

from hypothesis import given, settings
from hypothesis import strategies as st

from editor.writing.change import Act, Change, Selection, changed
from editor.writing.grid.table import table_at
from editor.writing.keys.address import paste_address
from editor.writing.keys.enter import enter
from editor.writing.keys.home import home
from editor.writing.keys.pairs import PAIRS, backspace, typed
from editor.writing.keys.tab import shift_tab, tab
from editor.writing.paste.clipboard import Pasted
from editor.writing.paste.placing import paste
from tests.editor.writing.carets import hold

BITS = [
    "words", "- ", "* ", "1. ", "2. ", "10) ", "[ ] ", "[x] ", "> ", ">", "    ", "  ", "\t", "\n",
    "\n\n", "| a | b |", "|---|---|", "|", "[( )] ", "[[?]] ", "```\n", "(", ")", "[", "]",
    '"', "`", "# ", "é", "😀", "* * *",
]  # fmt: skip
TEXT = st.lists(st.sampled_from(BITS), max_size=20).map("".join)
PASTED = st.sampled_from(["x", "a | b", "- a\n- b", "# h\n\ntext\n", "", "| a |\n|---|\n"])


@settings(max_examples=300)
@given(TEXT, st.floats(0, 1), st.floats(0, 1), PASTED)
def test_keys_and_pastes_fit_any_text(text: str, anchor: float, caret: float, words: str) -> None:
    place = round(caret * len(text))
    acts: list[Act] = [enter, tab, shift_tab, backspace]
    acts += (partial(_typed, sign) for sign in (*PAIRS, ")", "x"))
    acts += (_pasted_address, partial(_pasted, words))
    for selection in (Selection.at(place), Selection(round(anchor * len(text)), place)):
        for act in acts:
            change = act(text, selection)
            if change is not None:
                hold(text, selection, change)
        assert 0 <= home(text, selection).caret <= len(text)


@given(TEXT)
def test_a_table_stays_one_after_a_paste_into_a_cell(before: str) -> None:
    table = "| a | b |\n|---|---|\n| c | d |"
    text = before.rstrip("\n") + "\n\n" + table
    place = len(text) - 3
    if table_at(text, place) is None:
        return
    change = paste(text, Selection.at(place), Pasted("x\n\n- y | z\n"), "x\ny | z")
    after = table_at(changed(text, change), place)
    assert after is not None
    assert (after.rows, after.columns) == (2, 2)


def _typed(sign: str, text: str, selection: Selection) -> Change | None:
    return typed(text, selection, sign)


def _pasted_address(text: str, selection: Selection) -> Change | None:
    return paste_address(text, selection, "https://a.example")


def _pasted(words: str, text: str, selection: Selection) -> Change | None:
    return paste(text, selection, Pasted(words), words)

"""What is misspelled in a lesson is found at its place, also after any edits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.paths import resource
from editor.writing.spelling.dictionaries import Dictionaries
from editor.writing.spelling.spelled_text import SpelledText
from editor.writing.spelling.spelling import Spelling

pytest.importorskip("hunspell")

SPELLING = Spelling(["en"], dictionaries=Dictionaries([resource("dictionaries")]))
LESSON = """\
---
title: wrongg
---

# A headng

Some wordss here, `codee` not.

```
coode

coode
```

- an itm
- another

> a quoote

The end, misspeled 😀 twicce.
"""


def test_slips_stand_in_their_places() -> None:
    slips = SpelledText(SPELLING, LESSON).slips()
    assert [slip.word for slip in slips] == [
        "headng",
        "wordss",
        "itm",
        "quoote",
        "misspeled",
        "twicce",
    ]
    assert all(LESSON[slip.start : slip.end] == slip.word for slip in slips)


def test_a_range_is_judged_alone() -> None:
    lesson = SpelledText(SPELLING, LESSON)
    at = LESSON.index("itm")
    assert [slip.word for slip in lesson.slips(at, at + 1)] == ["itm"]


def test_an_edit_is_judged_where_it_is() -> None:
    lesson = SpelledText(SPELLING, "one\n\n" * 50 + LESSON)
    at = lesson.text.index("wordss") + 6
    start, end = lesson.edit(at - 1, 1, "")
    assert end - start < 100
    assert "words" not in [slip.word for slip in lesson.slips(start, end)]


BITS = st.sampled_from(
    [
        "wrongg ",
        "right ",
        "\n",
        "\n\n",
        "```\n",
        "---\n",
        "- ",
        " ",
        "<!--",
        "-->",
        "$$",
        "> ",
        "😀",
    ]
)


@settings(max_examples=150)
@given(
    st.lists(BITS, max_size=40),
    st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 12), st.lists(BITS, max_size=4)), max_size=8
    ),
)
def test_edited_equals_fresh(bits: list[str], edits: list[tuple[float, int, list[str]]]) -> None:
    text = "".join(bits)
    lesson = SpelledText(SPELLING, text)
    lesson.slips()
    for where, deleted, new in edits:
        start = int(where * len(text))
        deleted = min(deleted, len(text) - start)
        text = text[:start] + "".join(new) + text[start + deleted :]
        begin, end = lesson.edit(start, deleted, "".join(new))
        assert begin <= start
        assert end >= start + len("".join(new))
        assert lesson.text == text
        assert lesson.slips() == SpelledText(SPELLING, text).slips()

"""Fences are seen where the grammar sees them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.markdown.document import Document
from editor.writing.code_at import in_fence, open_fence

LINES = st.lists(st.sampled_from(["```", "````", "~~~", "``` py", "a ``` b", "``` `x", "a", ""]))


@given(LINES)
def test_as_the_grammar_does(lines: list[str]) -> None:
    text = "\n".join(lines)
    fenced: set[int] = set()
    for token in Document(text).tokens():
        if token.type == "fence" and token.map:
            closed = token.map[1] - token.map[0] >= 2 and _closes(
                lines[token.map[1] - 1], token.markup
            )
            fenced |= set(range(token.map[0] + 1, token.map[1] - closed))
    at = 0
    for number, line in enumerate(lines):
        if number not in fenced and in_fence(text, at):
            # The line that closes a fence lies in it still, and blank lines after an open one.
            assert _closes(line, open_fence(text, at)) or not line
        elif number in fenced:
            assert in_fence(text, at)
        at += len(line) + 1


def _closes(line: str, fence: str) -> bool:
    bare = line.strip()
    return bare.startswith(fence) and not bare.strip(fence[0])


@pytest.mark.parametrize(
    ("text", "fence"),
    [
        ("- ```\n  a", "```"),
        ("> ~~~\n> a", "~~~"),
        ("1. ````\n   ```\n   a", "````"),
        ("a ``` b\nc", ""),
    ],
)
def test_in_other_blocks(text: str, fence: str) -> None:
    assert open_fence(text, text.rindex("\n") + 1) == fence

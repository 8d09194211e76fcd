"""A title found without reading the lesson is the one that reading it finds."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from editor.markdown.text import lines_of
from editor.markdown.titles import _first_heading, _parsed_heading
from tests.editor.markdown.test_prose import PARTS

TOPS = [
    "# A title",
    "## Two words ##",
    "#No",
    "# ",
    "####### seven",
    "   # in",
    "    # code",
    "---\n",
]


@settings(max_examples=500, deadline=None)
@given(
    st.sampled_from(["", "\n", *TOPS]), st.lists(st.sampled_from([*PARTS, "\n# B"]), max_size=14)
)
@example("# a", ["\n", "|--|"])
@example("# A {#name}", [])
@example("A", ["\n", "==="])
def test_a_quick_title_is_the_parsed_one(top: str, parts: list[str]) -> None:
    lines = lines_of(top + "".join(parts))
    assert _first_heading(lines) == _parsed_heading(lines, 1_000)

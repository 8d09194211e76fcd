"""A link taken apart for a form is written as it was, and holds whatever is filled in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from editor.writing.actions.link_parts import LinkParts, link_at, note_at, parts_of, rewritten

LINKS = [
    "[a](b)",
    "![a *b* [c]](<d e> 'f')",
    "[](x (y))",
    "[a\\]b]( c  )",
    "[a]()",
    '![😀](شكل.png "x")',
]


@pytest.mark.parametrize("link", LINKS)
def test_what_did_not_change_stays(link: str) -> None:
    text = f"x {link} y\n"
    found = link_at(text, 3)
    assert found is not None
    assert text[found[0] : found[1]] == link
    parts = found[2]
    assert rewritten(link, parts) == link
    renamed = rewritten(link, replace(parts, words="new"))
    assert renamed.endswith(link[link.rindex("](") :])
    again = parts_of(rewritten(link, replace(parts, address="z z")))
    assert again is not None
    assert (again.words, again.address, again.rest) == (parts.words, "z z", parts.rest)


@example("\\\\[", "")
@example("\\\\]\\[", "a")
@given(st.text("ab[]\\ é😀*", max_size=8), st.text("ab() /:é<>", max_size=8))
def test_whatever_is_filled_in_is_one_link(words: str, address: str) -> None:
    written = LinkParts(words, address).written
    again = parts_of(written)
    assert again is not None
    assert again.words.replace("\\", "") == words.replace("\\", "")


@pytest.mark.parametrize("place", [0, 3, 20, 27])
def test_a_footnote_is_found_from_its_mark_and_its_words(place: int) -> None:
    text = "ab[^n] words\n\n[^n]:  said 😀\n"
    found = note_at(text, place)
    if place == 0:
        assert found is None
    else:
        assert found is not None and text[slice(*found)] == "said 😀"
    assert link_at("```\n[a](b)\n```\n", 5) is None

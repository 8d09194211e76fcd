"""Links and pictures, with their places in the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.markdown.mentions import mentions

PLACES = {
    "link": ("a [b *c*](d.md) e", "[b *c*](d.md)", "link", "d.md", "b c"),
    "picture": ('x\n![al t](p.png "t")', '![al t](p.png "t")', "image", "p.png", "al t"),
    "with attributes": (
        "![](p.png){alt='given'}",
        "![](p.png){alt='given'}",
        "image",
        "p.png",
        "given",
    ),
    "reference": ("see [x][r]\n\n[r]: /u", "[x][r]", "link", "/u", "x"),
    "autolink": (
        "<https://example.org>",
        "<https://example.org>",
        "link",
        "https://example.org",
        "https://example.org",
    ),
    "in a list": ("- a\n  - b\n    [c](d)", "[c](d)", "link", "d", "c"),
    "in a quote": ("> a\n> b [c](d)", "[c](d)", "link", "d", "c"),
    "lazy": ("> a\nb [c](d)", "[c](d)", "link", "d", "c"),
    "in a table": ("| a | b |\n|---|---|\n| x | [c](d) |", "[c](d)", "link", "d", "c"),
    "in a heading": ("---\nt: 1\n---\n\n## [c](d) {#x}", "[c](d)", "link", "d", "c"),
    "in an option": ("[( )] a\n[(X)] [c](d)", "[c](d)", "link", "d", "c"),
    "in a callout": ("> [!NOTE]\n> a [c](d)", "[c](d)", "link", "d", "c"),
    "html": (
        '<p>\n<img alt="w" src="p.png">\n</p>',
        '<img alt="w" src="p.png">',
        "image",
        "p.png",
        "w",
    ),
    "html in words": ('a <a href="d">c</a>', '<a href="d">', "link", "d", ""),
}


@pytest.mark.parametrize("name", PLACES)
def test_places_count_code_points(name: str) -> None:
    text, source, kind, address, words = PLACES[name]
    text = "𝒜 before\n\n" + text if not text.startswith("---") else text
    found = mentions(text)
    assert [(m.kind, m.address, m.words) for m in found] == [(kind, address, words)]
    assert text[found[0].start : found[0].end] == source
    assert found[0].line == text[: found[0].start].count("\n")


def test_equal_cells_and_equal_tags_keep_their_order() -> None:
    row = "| [a](b) | [a](b) |\n|---|---|\n| [a](b) | [a](b) |\n\n<img src='x'> <img src='x'>"
    found = mentions(row)
    assert len({mention.start for mention in found}) == len(found) == 6


def test_a_picture_in_a_link_is_both() -> None:
    found = mentions("[![a](b.png)](c.md)")
    assert [(mention.kind, mention.words) for mention in found] == [("link", "a"), ("image", "a")]


def test_code_and_comments_mention_nothing() -> None:
    assert mentions("`[a](b)`\n\n    [a](b)\n\n<!-- [a](b) -->\n\n\\[a](b)") == ()


def test_targets_count_from_the_root() -> None:
    [found] = mentions("[a](../x.md#y)", "m/n.md")
    assert (found.target.kind, found.target.value, found.target.fragment) == ("inside", "x.md", "y")


def test_places_in_real_lessons(shared: Path) -> None:
    seen = wrong = 0
    for path in sorted((shared / "corpus" / "courses").rglob("*.md"))[::5]:
        text = path.read_bytes().decode("utf-8")
        for mention in mentions(text.replace("\r\n", "\n")):
            source = text.replace("\r\n", "\n")[mention.start : mention.end]
            seen += 1
            wrong += not source.startswith(("[", "!", "<"))
    assert seen > 200
    assert wrong == 0

"""A file's address changes wherever it is written, and nothing else by a byte."""

from __future__ import annotations

import pytest

from editor.markdown.media_text import players, readdressed, with_words, written_address
from editor.markdown.mentions import mentions

OLD, NEW = "fig/old map.png", "fig/new (2).svg"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("![a](<../fig/old map.png>)", "![a](<../fig/new (2).svg>)"),
        ("![a](../fig/old%20map.png)", "![a](../fig/new%20%282%29.svg)"),
        ('![a]( ../fig/old%20map.png "fig/old map.png")',
         '![a]( ../fig/new%20%282%29.svg "fig/old map.png")'),
        ("![../fig/old%20map.png](../fig/old%20map.png)",
         "![../fig/old%20map.png](../fig/new%20%282%29.svg)"),
        ("[![a [b]](</fig/old map.png>)](../fig/old%20map.png#x)",
         "[![a [b]](</fig/new (2).svg>)](../fig/new%20%282%29.svg#x)"),
        ('<img alt="a" src="../fig/old map.png">', '<img alt="a" src="../fig/new%20(2).svg">'),
        ("<video controls src='../fig/old%20map.png'></video>",
         "<video controls src='../fig/new%20(2).svg'></video>"),
        ("![a][m] and [m]\n\n[m]: <../fig/old map.png> 'words'\n",
         "![a][m] and [m]\n\n[m]: <../fig/new (2).svg> 'words'\n"),
        ("| a |\n| - |\n| ![x](../fig/old%20map.png) |",
         "| a |\n| - |\n| ![x](../fig/new%20%282%29.svg) |"),
        ("> - ![x](./../fig/old%20map.png)", "> - ![x](./../fig/new%20%282%29.svg)"),
    ],
)  # fmt: skip
def test_every_way_to_write_it_is_followed(before: str, after: str) -> None:
    around = "Words `../fig/old map.png` stay.\n\n```\n![](../fig/old%20map.png)\n```\n\n"
    made = readdressed(around + before, "one/two.md", OLD, NEW)
    assert made == around + after
    found = [m.target.value for m in mentions(made, "one/two.md")] + [
        p.path for p in players(made, "one/two.md")
    ]
    assert NEW in found
    assert OLD not in found
    back = readdressed(made, "one/two.md", NEW, OLD)
    assert [m.target.value for m in mentions(back, "one/two.md")].count(OLD) >= ("<v" not in before)


def test_files_of_the_same_name_elsewhere_are_left_alone() -> None:
    text = "![a](map.png) ![b](fig/map.png) ![c](https://x.example/map.png) [d](map.png.txt)"
    assert readdressed(text, "one/two.md", "one/map.png", "one/m.svg") == text.replace(
        "(map.png)", "(m.svg)"
    )


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ("![](a.png)", "A gull", "![A gull](a.png)"),
        ("![old [x] words](a.png)", "A [g] | *gull*\n 2", r"![A \[g\] \| \*gull\* 2](a.png)"),
        ("![][m]\n\n[m]: a.png", "A gull", "![A gull][m]\n\n[m]: a.png"),
        ('<img src="a.png">', 'A "gull"', '<img alt="A &quot;gull&quot;" src="a.png">'),
        ("<img alt='' src=a.png>", "A gull", '<img alt="A gull" src=a.png>'),
        ("no picture", "A gull", "no picture"),
    ],
)
def test_words_are_written_so_that_they_are_read_the_same(
    before: str, words: str, after: str
) -> None:
    made = with_words("Hi. " + before, 4, words)
    assert made == "Hi. " + after
    if before != after:
        assert mentions(made)[0].words == " ".join(words.split())


def test_an_address_is_read_whole() -> None:
    for address in ("media/a.png", "media/a b.png", "media/a(1.png", "größe.png"):
        assert mentions(f"![]({written_address(address)})")[0].target.value == address

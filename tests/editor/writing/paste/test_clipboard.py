"""What programs put on clipboards comes out as the Markdown that a writer would have written."""

from __future__ import annotations

import base64
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.markdown.document import Document
from editor.writing.paste.clipboard import DEEPEST, LARGEST, from_clipboard

IGNORE = (
    "<span style='font-family:Symbol'><span style='mso-list:Ignore'>{}<span "
    "style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span></span>"
)


def word_item(level: int, marker: str, words: str, number: int = 0) -> str:
    """Write a paragraph as Word does for an item of a list."""
    return (
        f"<p class=MsoListParagraphCxSpMiddle style='margin-left:{36 * level}pt;"
        f"text-indent:-18.0pt;mso-list:l{number} level{level} lfo1'>"
        f"<![if !supportLists]>{IGNORE.format(marker)}<![endif]>"
        f"<span lang=EN-GB>{words}<o:p></o:p></span></p>\n"
    )


WORD = (
    "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><style>p.MsoNormal{}</style>"
    "</head><body lang=EN-GB><!--StartFragment--><h1>Lifting<o:p></o:p></h1>\n"
    "<p class=MsoNormal>Keep your <b>back</b> <i>straight</i>.<o:p></o:p></p>"
    + word_item(1, "·", "Bend") + word_item(2, "o", "knees") + word_item(2, "o", "not the back")
    + word_item(1, "·", "Lift")
    + "<p class=MsoNormal><o:p>&nbsp;</o:p></p>"
    + word_item(1, "3.", "three", 1) + word_item(1, "4.", "four", 1) + word_item(2, "a)", "deep", 1)
    + "<table class=MsoTableGrid><tr><td><p class=MsoNormal><b>Load</b></p></td>"
    "<td><p>kg</p></td></tr>"
    "<tr><td><p>a | b</p><p>more</p></td><td></td></tr></table><!--EndFragment--></body></html>"
)  # fmt: skip

WORD_WEB = "".join(
    f'<div class="ListContainerWrapper SCXW1"><{kind} class="x"><li data-aria-level="{level}">'
    f"<p class='Paragraph'><span>{words}</span><span class='EOP'>&nbsp;</span></p></li>"
    f"</{kind}></div>"
    for kind, level, words in (
        ("ul", 1, "one"),
        ("ul", 2, "in"),
        ("ul", 1, "two"),
        ('ol start="2"', 1, "b"),
    )
).replace('</ol start="2">', "</ol>")

DOCS = (
    '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr">'
    '<span style="font-weight:400">Title</span></h2><p dir="ltr"><span style="font-weight:400">'
    'Plain </span><span style="font-weight:700">bold</span>'
    '<span style="font-style:italic"> slanted</span>'
    '<span style="text-decoration:line-through">gone</span></p><ul><li dir="ltr" aria-level="1">'
    '<p dir="ltr"><span>one</span></p></li><ul><li dir="ltr" aria-level="2"><p><span>in</span></p>'
    "</li></ul><li><p><span>two</span></p></li></ul></b>"
)

SHEET = (
    "<google-sheets-html-origin><table><tbody><tr><td>Name</td><td>Points</td></tr><tr>"
    '<td rowspan="2">Both</td><td>1</td></tr><tr><td>2<br>3</td></tr><tr><td colspan="2">all</td>'
    "</tr></tbody></table>"
)

EXCEL = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td{mso-x:y}</style></head>'
    "<body><table border=0 width=128>\n<!--StartFragment-->\n <col width=64 span=2>\n "
    "<tr height=20>\n  <td class=xl65>Load</td>\n  <td align=right>1,5</td>\n </tr>\n "
    "<tr><td>b</td><td>&nbsp;</td></tr>\n<!--EndFragment-->\n</table></body></html>"
)

BROWSER = (
    '<!--StartFragment--><p style="color:red">See <a href="https://a.example/x?y=1&amp;z=2" '
    'onclick="evil()">the page</a>.</p><pre><code class="language-python">a = 1\n  b = [2]\n</code>'
    "</pre><blockquote><p>said</p></blockquote><div style='display:none'>secret</div>"
    "<!--EndFragment-->"
)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            WORD,
            "# Lifting\n\nKeep your **back** *straight*.\n\n- Bend\n  - knees\n  - not the back\n"
            "- Lift\n\n3. three\n4. four\n   1. deep\n\n| **Load** | kg |\n| --- | --- |\n"
            "| a \\| b more |  |\n",
        ),
        (
            DOCS,
            "## Title\n\nPlain **bold** *slanted*~~gone~~\n\n- one\n  - in\n- two\n",
        ),
        (
            SHEET,
            "| Name | Points |\n| --- | --- |\n| Both | 1 |\n|  | 2 3 |\n| all |  |\n",
        ),
        (
            BROWSER,
            "See [the page](https://a.example/x?y=1&z=2).\n\n```python\na = 1\n  b = [2]\n```\n\n"
            "> said\n",
        ),
        ("<p>a [( )] b</p><ul><li>[[x]]</li></ul>", "a \\[( )\\] b\n\n- \\[\\[x\\]\\]\n"),
        (EXCEL, "| Load | 1,5 |\n| --- | --- |\n| b |  |\n"),
        ("<ul><!--StartFragment--><li>a</li><li>b</li><!--EndFragment--></ul>", "- a\n- b\n"),
        (WORD_WEB, "- one\n  - in\n- two\n\n2. b\n"),
        ("<b>only</b>", "**only**\n"),
    ],
)
def test_programs(html: str, expected: str) -> None:
    assert from_clipboard(html, "").text == expected


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ("", "a *b*\r\n# c"),
        ("<meta charset='utf-8'><span>a *b*</span>", "a *b*"),
        ("<div style='font-family:monospace;white-space: pre;'><div>"
         "<span style='font-weight: bold'>#</span> Head</div></div>", "# Head"),
        ("<html><body><!--StartFragment--><p>one</p><p>two</p><!--EndFragment--></body></html>",
         "one\n\ntwo"),
    ],
)  # fmt: skip
def test_plain_text_stays_plain(html: str, plain: str) -> None:
    assert from_clipboard(html, plain).text == plain.replace("\r\n", "\n")


def test_pictures_stand_apart() -> None:
    data = base64.b64encode(b"\x89PNG" * 100).decode()
    html = (
        f"<p>a <img alt='A map' src='data:image/png;base64,{data}'> b "
        '<img src="file:///C:/Users/x/AppData/Local/Temp/msohtmlclip1/01/clip%20image001.png" '
        'alt="image001.png"> c <img src="https://a.example/p.jpg" alt="far"> d '
        '<img src="data:text/html,<script>x</script>" alt="no"> e '
        '<img src="relative.png" alt="none"></p>'
    )
    pasted = from_clipboard(html, "")
    assert pasted.text == (
        "a ![A map](pasted-picture-1) b ![](pasted-picture-2) c "
        "![far](https://a.example/p.jpg) d no e none\n"
    )
    one, two, three = pasted.pictures
    assert (one.kind, one.data, one.alt) == ("image/png", b"\x89PNG" * 100, "A map")
    assert two.file.endswith("clip image001.png")
    assert two.data == b""
    assert three.web == "https://a.example/p.jpg"


@pytest.mark.parametrize(
    "source", ["data:image/png;base64,%%%", "data:image/png;base64,", "held:9"]
)
def test_broken_pictures_leave_their_words(source: str) -> None:
    pasted = from_clipboard(f"<p><b>x</b> <img alt='words' src='{source}{'=' * 300}'></p>", "")
    assert pasted.pictures == ()
    assert pasted.text == "**x** words\n"


def test_the_immense_comes_as_plain_text_and_says_so() -> None:
    large = "<p><b>x</b> words</p>" * (LARGEST // 20)
    deep = "<div>" * (DEEPEST + 1) + "<b>x</b>" + "</div>" * (DEEPEST + 1)
    for html in (large, deep):
        pasted = from_clipboard(html, "plain")
        assert pasted.text == "plain"
        assert pasted.remark
    assert from_clipboard(deep, "").text == "x"
    assert from_clipboard("<b>" * 20_000 + "x", "").text == "x"
    many = "<ul><li>a</li></ul>" + "<p>x" * 2_000
    assert from_clipboard(many, "").remark == ""


def test_it_can_be_sent_to_a_worker() -> None:
    pasted = from_clipboard(WORD, "")
    assert pickle.loads(pickle.dumps(pasted)) == pasted


@given(st.text(min_size=1, max_size=40))
def test_words_mean_the_same_in_a_lesson(words: str) -> None:
    shown = "".join(sign if sign.isprintable() else " " for sign in words)
    escaped = shown.replace("&", "&amp;").replace("<", "&lt;")
    text = from_clipboard(f"<p><b>x</b> a{escaped}</p>", "").text
    tokens = [child for token in Document(text).tokens() for child in token.children or []]
    said = "".join(token.content if token.type != "softbreak" else " " for token in tokens)
    assert "".join(said.split()) == "".join(f"x a{shown}".split())

"""HTML that is pasted."""

from __future__ import annotations

import html
import random

import pytest

from editor.markdown.render import render
from editor.markdown.words_in import from_html
from tests.editor.markdown.judge import words_in

SIGNS = "abc  *_`[]()#>-+|:$!.~=<&\\\"'{}1^@/"
PIECES = [
    *(
        "[(X)] a",
        "[[ans]]",
        "::: tip",
        "$x$",
        "costs $5 and $6",
        "> q",
        "- x",
        "1. y",
        "# h",
        "---",
    ),
    *("[^1]", "![a](b)", "<b>", "&amp;", "***", "~~~", "a|b", "[a]{#b}", "<!-- c -->", "- [ ] t"),
    *("https://x.y", "\\", "|a|", "[[a|(b)]]", "<details>", "+++", "> [!NOTE]", "```"),
]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<h2>T</h2><p>A <b>b</b> <i>c</i></p>", "## T\n\nA **b** *c*\n"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "- a\n  - b\n"),
        ("<ol start=3><li>z</li></ol>", "3. z\n"),
        ("<table><tr><td>a|b</td></tr><tr><td>c</td></tr></table>", "| a\\|b |\n| --- |\n| c |\n"),
        (
            '<pre><code class="language-python">def f():\n  pass\n</code></pre>',
            "```python\ndef f():\n  pass\n```\n",
        ),
        ('<div class="highlight-source-js"><pre>a</pre></div>', "```\na\n```\n"),
        ("<p>x<script>alert(1)</script><style>y</style></p><!-- z -->", "x\n"),
        ('<a href="javascript:x">j</a> <a href="https://e.org">l</a>', "j [l](https://e.org)\n"),
        (
            '<img src="data:image/png;base64,AA" alt="x"> <img src="a.png" alt="y">',
            "x ![y](a.png)\n",
        ),
        ("", ""),
        ("   ", ""),
    ],
)
def test_html_becomes_markdown(source: str, text: str) -> None:
    assert from_html(source) == text


def test_words_stay_words() -> None:
    """What reads like Markdown on a page still reads so, and means nothing else."""
    seed = random.randrange(2**32)
    print("seed", seed)
    chance = random.Random(seed)
    for _ in range(300):
        if chance.random() < 0.5:
            words = "".join(chance.choices(SIGNS, k=chance.randint(1, 25)))
        else:
            words = chance.choice(PIECES) + chance.choice(["", " ", "x"]) + chance.choice(PIECES)
        words = " ".join(words.split())
        made = from_html(f"<p>{html.escape(words)}</p>")
        assert words_in(render(made)) == words, (words, made)

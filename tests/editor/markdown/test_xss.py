"""Attacks: nothing in a lesson runs, nothing outside is fetched, nothing outside is read."""

from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path

import pytest

from editor.markdown.render import render
from tests.editor.markdown.judge import dangers

# Our own attacks; each tries a door of its own.
ATTACKS = [
    "<script>alert(1)</script>",
    "a <script src=//203.0.113.9/x.js></script> b",
    "<img src=x onerror=alert(1)>",
    "text <img src=x onerror=alert(1)> text",
    "<svg onload=alert(1)><script>alert(2)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style>"
    '<img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "<details open ontoggle=alert(1)><summary>x</summary>y</details>",
    "<details open ontoggle=alert(1)>\n<summary onclick=alert(1)>x</summary>\n\ny\n\n</details>",
    "<details><summary><img src=x onerror=alert(1)></summary>\n\ny\n</details>",
    "::: note <img src=x onerror=alert(1)>\nx\n:::",
    ':::{.note onclick="alert(1)" title="<svg onload=alert(1)>"}\nx\n:::',
    '::: x"onclick="alert(1)\nx\n:::',
    "> [!NOTE] <iframe srcdoc='<script>alert(1)</script>'>\n> x",
    '> [!x"onclick=alert(1)]\n> x',
    "[x](javascript:alert(1))",
    "[x](JAVASCRIPT&colon;alert(1))",
    "[x](java&Tab;script&colon;alert(1))",
    "[x](&#x6a;avascript:alert(1))",
    "<javascript:alert(1)>",
    "[x][r]\n\n[r]: <javascript:alert(1)> 'y'",
    '<a href="jav&#x09;ascript:alert(1)">x</a>',
    'x <a href="&#1;javascript:alert(1)">x</a>',
    '<a href="//203.0.113.9/x">x</a>',
    "[x](//203.0.113.9)",
    "[x](\\\\\\\\203.0.113.9\\\\share)",
    "[x](smb://203.0.113.9/share) [y](ms-msdt:/id) [z](vscode://x) [w](qrc:/x) [v](about:blank)",
    "![x](http://203.0.113.9/beacon.png)",
    "![x](//203.0.113.9/beacon.png)",
    '<img src="https://203.0.113.9/beacon.png">',
    '<img srcset="https://203.0.113.9/a 1x" src=a.png>',
    "<picture><source srcset=https://203.0.113.9/x><img src=a.png></picture>",
    "![x](file:///etc/passwd) ![x](data:image/svg+xml,<svg/onload=alert(1)>)",
    "![x](../../../etc/passwd) ![x](..%2f..%2fetc/passwd) ![x](%2e%2e/x)",
    '![x](a.png){alt="\\" onerror=alert(1)" onerror="alert(1)"}',
    "![x](a.png){onerror=alert(1) width='1\" onload=\"alert(1)'}",
    '![" onerror="alert(1)](a.png "t\\" onerror=\\"alert(1)")',
    "$\\text{<script>alert(1)</script>}$",
    "$\\href{javascript:alert(1)}{x}$",
    "$$\n\\text{</math><img src=x onerror=alert(1)>}\n$$",
    "$\\style{background:url(//203.0.113.9)}{x}$",
    "```<img src=x onerror=alert(1)>\nx\n```",
    "```html\n</code></pre><script>alert(1)</script>\n```",
    '~~~ "><svg/onload=alert(1)>\nx\n~~~',
    "a[^1]\n\n[^1]: <svg onload=alert(1)>",
    'a[^"><img]\n\n[^"><img]: x',
    "# <img src=x onerror=alert(1)>",
    '# x {#y" onclick="alert(1)}',
    '[x]{#y onclick="alert(1)"} [z]{.w #" onclick=alert(1)}',
    "| <img src=x onerror=alert(1)> | b |\n|--|--|\n| <script>alert(1)</script> | `<b>` |",
    "[( )] <img src=x onerror=alert(1)>\n      <svg onload=alert(1)>\n[(X)] x",
    "[( )] a\n[(X)] x\n[[?]] <script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>\n\n[( )] a\n[(X)] b',
    '[["><script>alert(1)</script>]]',
    '[[ a | (<img src=x onerror=alert(1)>) | " onclick="alert(1) ]]',
    '[[" onclick="alert(1)] [b]]\n[(X) ( )] " onmouseover="alert(1)',
    '<!-- data-order onclick="alert(1)" -->\n[[1] [2]]\n[(X) ( )] "><b id=body>\n[( ) (X)] b',
    "[(X)] a\n<script>alert(1)</script>\n***\n<script>alert(2)</script>\n***",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    '<?xml version="1.0"?><img src=x onerror=alert(1)>',
    "<b id=body name=cookie><form id=document><input name=body></b>",
    '<a id="location">x</a> <a name="document">y</a>',
    "<style>@import '//203.0.113.9/x.css';</style>\n\n<link rel=stylesheet href=//203.0.113.9>",
    '<p style="background:url(//203.0.113.9/x)">a</p>',
    "<base href=//203.0.113.9/><meta http-equiv=refresh content='0;url=//203.0.113.9'>",
    "<form action=//203.0.113.9><input autofocus onfocus=alert(1)></form>",
    "<button formaction=javascript:alert(1)>y</button>",
    "<object data=//203.0.113.9></object><embed src=//203.0.113.9><iframe src=javascript:alert(1)>",
    "<video src=https://203.0.113.9/x onerror=alert(1)></video>",
    "<audio src=x autoplay onplay=alert(1)>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    "<template><img src=x onerror=alert(1)></template><xmp><img src=x onerror=alert(1)></xmp>",
    '<table><tr><td><select><template><style><!--</style><a rel="--></style></template></select>',
    "*<b>*</b><i> _</i>_ <a href=x>[y](z)</a>",
    "<b\n onclick=alert(1)>x",
    '---\ntitle: "</title><script>alert(1)</script>"\n---\n<x',
]


def _anything(path: str) -> str:
    return "course://c/media/" + "0" * 64


@pytest.mark.parametrize("number", range(len(ATTACKS)))
def test_own_attacks_come_to_nothing(number: int) -> None:
    attack = ATTACKS[number]
    assert dangers(render(attack)) == []
    with_files = dangers(render(attack, path="a/b/c.md", resolve=_anything))
    assert [found for found in with_files if found not in ("tag video", "tag audio")] == []


def test_attacks_put_together_come_to_nothing() -> None:
    seed = random.randrange(2**32)
    print("seed", seed)
    chance = random.Random(seed)
    for _ in range(150):
        parts = chance.choices(ATTACKS, k=3)
        cut = [part[: chance.randint(1, len(part))] for part in parts]
        text = chance.choice(["", " ", "\n", "\n\n", "> ", "\n- "]).join(cut)
        assert dangers(render(text)) == [], text


def test_the_judge_sees() -> None:
    for bad in (
        "<script>",
        "<b onclick=x>",
        "<a href=javascript:x>y",
        "<img src=http://x>",
        "<!-- x -->",
    ):
        assert dangers(bad)


def test_shared_vectors_come_to_nothing(shared: Path) -> None:
    spec = importlib.util.spec_from_file_location("oracle", shared / "xss" / "oracle.py")
    assert spec is not None
    assert spec.loader is not None
    oracle = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(oracle)
    vectors = json.loads((shared / "xss" / "vectors.json").read_text("utf-8"))
    assert len(vectors) >= 501
    for vector in vectors:
        for resolve in (_nothing, _anything):
            found = oracle.dangers(render(vector["payload"], resolve=resolve), remote_ok=False)
            assert found == [], vector["name"]


def _nothing(path: str) -> None:
    return

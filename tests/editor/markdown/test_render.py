"""What lessons look like as HTML."""

from __future__ import annotations

import pytest

from editor.markdown.render import render

CASES = {
    "paragraph": (
        "A *b* **c** `d`",
        '<p dir="auto">A <em>b</em> <strong>c</strong> <code>d</code></p>\n',
    ),
    "heading": ("## One *two*", '<h2 id="h-one-two" dir="auto">One <em>two</em></h2>\n'),
    "given anchor": ("## One {#uno}", '<h2 id="h-uno" dir="auto">One</h2>\n'),
    "equal headings": (
        "# A\n\n# A",
        '<h1 id="h-a" dir="auto">A</h1>\n<h1 id="h-a-1" dir="auto">A</h1>\n',
    ),
    "strikethrough": ("~~gone~~", '<p dir="auto"><s>gone</s></p>\n'),
    "tasks": (
        "- [ ] a\n- [x] b",
        '<ul>\n<li class="task" dir="auto">'
        '<span class="task-box" role="img" aria-label="to do">☐</span> a</li>\n'
        '<li class="task" dir="auto">'
        '<span class="task-box" role="img" aria-label="done">☑</span> b</li>\n</ul>\n',
    ),
    "table": (
        "| a | b |\n|:--|--:|\n| 1 | 2 |",
        '<table>\n<thead>\n<tr>\n<th dir="auto" class="align-left">a</th>\n'
        '<th dir="auto" class="align-right">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n'
        '<td dir="auto" class="align-left">1</td>\n<td dir="auto" class="align-right">2</td>\n'
        "</tr>\n</tbody>\n</table>\n",
    ),
    "code": (
        "```python\nx = 1\n```",
        '<pre class="code"><code class="language-python"><span class="n">x</span> '
        '<span class="o">=</span> <span class="mi">1</span>\n</code></pre>\n',
    ),
    "front matter is not shown": ("---\ntitle: T\n---\nText", '<p dir="auto">Text</p>\n'),
    "two rules are no front matter": (
        "---\n\nSome prose here.\n\n---",
        '<hr>\n<p dir="auto">Some prose here.</p>\n<hr>\n',
    ),
    "comments are not shown": ("a <!-- b --> c\n\n<!-- d -->", '<p dir="auto">a  c</p>\n'),
    "alert": (
        "> [!WARNING]\n> Hot",
        '<aside class="callout callout-warning">\n<p class="callout-title" dir="auto">Warning</p>\n'
        '<p dir="auto">Hot</p>\n</aside>\n',
    ),
    "container": (
        "::::: challenge\nTry\n::: solution\nSo\n:::\n:::::::::",
        '<aside class="callout callout-challenge">\n'
        '<p class="callout-title" dir="auto">Challenge</p>\n'
        '<p dir="auto">Try</p>\n<details class="callout callout-solution">\n'
        '<summary class="callout-title">Solution</summary>\n'
        '<p dir="auto">So</p>\n</details>\n</aside>\n',
    ),
    "titled container": (
        ':::{.callout-tip title="Try *it*"}\nx\n:::',
        '<aside class="callout callout-tip">\n'
        '<p class="callout-title" dir="auto">Try <em>it</em></p>\n'
        '<p dir="auto">x</p>\n</aside>\n',
    ),
    "details": (
        "<details>\n<summary>More *words*</summary>\n\n- a\n\n</details>",
        '<details class="callout callout-details">\n'
        '<summary class="callout-title">More <em>words</em></summary>\n'
        '<ul>\n<li dir="auto">a</li>\n</ul>\n</details>\n',
    ),
    "footnote": (
        "a[^x]\n\n[^x]: N",
        '<p dir="auto">a<sup class="note-ref"><a href="#note-x">1</a></sup></p>\n'
        '<aside class="note" role="note" id="note-x"><span class="note-number">1</span>\n'
        '<p dir="auto">N</p>\n</aside>\n',
    ),
    "undefined footnote": ("a[^x]", '<p dir="auto">a[^x]</p>\n'),
    "unknown tags are words": (
        "Vec<T> and <your name>",
        '<p dir="auto">Vec&lt;T&gt; and &lt;your name&gt;</p>\n',
    ),
    "harmless tags": (
        "H<sub>2</sub>O <kbd>F1</kbd><br>x",
        '<p dir="auto">H<sub>2</sub>O <kbd>F1</kbd><br>x</p>\n',
    ),
    "open tags are closed": ("<b>x", '<p dir="auto"><b>x</b></p>\n'),
    "inline script is dropped": ("a <script>alert(1)</script> b", '<p dir="auto">a  b</p>\n'),
    "named span": (
        "[w]{#x} [y](#x)",
        '<p dir="auto"><span id="h-x">w</span> <a href="#h-x">y</a></p>\n',
    ),
    "money": ("costs $5 and $6", '<p dir="auto">costs $5 and $6</p>\n'),
    "shell": (
        "`a` $HOME:$PATH $(x) $(y)",
        '<p dir="auto"><code>a</code> $HOME:$PATH $(x) $(y)</p>\n',
    ),
    "html block": (
        '<div align="center" style="position:fixed" class="x" onclick="y()">a</div>',
        '<div align="center">a</div>\n',
    ),
    "frame": (
        '<iframe src="https://example.org/v"></iframe>',
        '<p class="elsewhere"><a href="https://example.org/v" rel="noopener noreferrer">'
        "https://example.org/v</a></p>\n",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_renders(name: str) -> None:
    text, html = CASES[name]
    assert render(text) == html


def _media(path: str) -> str | None:
    return {"m/a.png": "course://c/media/1", "v.mp4": "course://c/media/2"}.get(path)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ('![W](a.png "T")', '<img src="course://c/media/1" alt="W" title="T">'),
        (
            "![](a.png){alt='given' width=50%}",
            '<img src="course://c/media/1" alt="given" width="50%">',
        ),
        ('<img src="a.png" onerror="x()" alt="W">', '<img src="course://c/media/1" alt="W">'),
        (
            "![F](/v.mp4)",
            '<video controls preload="metadata" src="course://c/media/2" aria-label="F"></video>',
        ),
        (
            "![W](gone.png)",
            '<span class="missing-media" role="img" aria-label="W (gone.png)">'
            "W <code>gone.png</code></span>",
        ),
        (
            "![W](https://example.org/a.png)",
            '<a class="remote-media" href="https://example.org/a.png" rel="noopener noreferrer">'
            "W <code>https://example.org/a.png</code></a>",
        ),
        (
            "[![W](https://example.org/a.png)](https://example.org)",
            '<a href="https://example.org" rel="noopener noreferrer"><span class="remote-media">'
            "W <code>https://example.org/a.png</code></span></a>",
        ),
        (
            "![W](../../a.png)",
            '<span class="missing-media" role="img" aria-label="W (a.png)">'
            "W <code>a.png</code></span>",
        ),
    ],
)
def test_pictures_come_from_the_course_alone(text: str, html: str) -> None:
    assert html in render(text, path="m/l.md", resolve=_media)


def test_links_ask_where_a_lesson_is() -> None:
    def link(path: str) -> str | None:
        return {"m/b.md": "b.html"}.get(path)

    made = render("[x](b.md#Über) [y](c.md) [z](#q)", path="m/a.md", link=link)
    assert '<a href="b.html#h-Über">x</a>' in made
    assert '<a class="dead-link" title="c.md">y</a>' in made
    assert '<a href="#h-q">z</a>' in made


def test_without_anyone_to_ask_links_inside_stay_relative() -> None:
    made = render("[x](b.md#q) [y](/etc/hosts) [z](../../x)", path="a.md")
    assert '<a href="b.md#h-q">x</a>' in made
    assert made.count('class="dead-link"') == 2


def test_a_formula_may_be_shown_by_someone_else() -> None:
    made = render("$a$\n\n$$\nb\n$$", formula=lambda source, block: f"({source},{block})")
    assert "(a,False)" in made
    assert "(b,True)" in made


def test_footnotes_are_numbered_as_they_are_named() -> None:
    made = render("[^b] [^a]\n\n[^a]: A\n\n[^b]: B [^a]\n\n[^c]: C")
    assert made.count('"#note-b">1<') == 1
    assert made.count('"#note-a">2<') == 2
    assert '<span class="note-number">3</span>\n<p dir="auto">C' in made


def test_every_line_end_is_read() -> None:
    assert render("a\r\rb\r\n\r\nc") == render("a\n\nb\n\nc")


def test_signs_that_cannot_be_shown_are_replaced() -> None:
    assert render("a\x00b\x01c\udc80d") == '<p dir="auto">a\ufffdb\ufffdc\ufffdd</p>\n'


def test_nobody_can_write_a_slot() -> None:
    assert "\x01" not in render("<div>&#1;Nx&#2;</div>\n\n\x01Hx\x02 &#1;Nx&#2;\n\n# h")

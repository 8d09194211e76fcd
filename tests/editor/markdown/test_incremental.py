"""Rendering while writing: always equal to rendering anew, and only what changed is sent."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator

import pytest

from editor.markdown.grammar import parser
from editor.markdown.incremental import IncrementalRender
from editor.markdown.pieces import cut
from editor.markdown.place import Place
from editor.markdown.render import definitions, render
from editor.markdown.rendered import Patch
from editor.markdown.slots import Numbering, fill, slots_in
from editor.markdown.syntax.quiz_lines import MOST_WORDLESS
from editor.markdown.text import lines_of

# Lines that open, close and break off what Markdown has: what they mean depends on neighbours.
LINES = lines_of(
    """


# H
## H
- a
  - b
1. x
> q
> [!NOTE]
```
~~~
```py
    code
\tx
| a | b |
|---|---|
---
===
***
[ref1]: /u 'x'
[foo]: <b>
[foo]
[^fn1]: note [^n]
[^n]
[^fn1]
[^n]: again
$$
x^2
$$ y
::: quiz
:::
::: tip T
text *em* [ref1] `c`
<div>
    para cont
  lazy
$a$
- [ ] t
\\
![i](x.png)
'title'
[bar]:
/url
[( )] a
[(X)] b
[( )]
[[x]]
    [( )] in
      fb
[[ ]] m
[[X]] n
[[ans]]
[[a|
| (b)
]]
[[?]] hint
[[l] [r]]
[(X) ( )] row
<!-- data-max-trials='2' -->
<!--
-->
<details>
<summary>S</summary>
</details>
<script>
</script>
[[a|(b)|c]]
- [( )] li
[x]{#y}
"""
)[1:-1]
HEADS = ["---", "title: x", "---", "+++", ""]
SIGNS = "abc *_`[]#>-|:$ \t1.!()~=X?{}\\"


def shown_after(order: list[int], page: dict[int, str], patch: Patch) -> str:
    """Do to a page what a preview does."""
    order[patch.at : patch.at + patch.removed] = [block for block, _ in patch.html]
    page.update(patch.html)
    page.update(patch.others)
    return "".join(page[block] for block in order)


def random_edit(chance: random.Random, lines: list[str]) -> tuple[int, int, list[str]]:
    at = chance.randrange(len(lines))
    what = chance.random()
    if what < 0.5:
        line, place = lines[at], chance.randint(0, len(lines[at]))
        kind = chance.random()
        if kind < 0.3:
            return at, 1, [line[:place] + line[place + 1 :]]
        if kind < 0.5:
            return at, 1, [line[:place], line[place:]]
        return at, 1, [line[:place] + chance.choice(SIGNS) + line[place:]]
    if what < 0.75:
        return at, 0, chance.choices(LINES, k=chance.randint(1, 3))
    if what < 0.78:
        return 0, 0, chance.choices(HEADS, k=chance.randint(1, 3))
    return at, chance.randint(0, 4), chance.choices(LINES, k=chance.randint(0, 3))


def edits(chance: random.Random, count: int) -> Iterator[tuple[str, IncrementalRender, Patch]]:
    for number in range(count):
        if number % 60 == 0:
            text = "\n".join(chance.choices(LINES, k=chance.randint(0, 60)))
            head = "---\ntitle: x\n---\n" if chance.random() < 0.3 else ""
            live = IncrementalRender()
            live.set(head + text)
            yield f"set {text!r}", live, Patch(0, 0, ())
        before = live.text
        edit = random_edit(chance, before.split("\n"))
        yield f"{edit} on {before!r}", live, live.edit(*edit)


@pytest.mark.parametrize(
    "count",
    [
        2_000,
        pytest.param(
            60_000, marks=pytest.mark.soak(row="edits shown as a whole render", each=60_000)
        ),
    ],
)
def test_edits_equal_a_full_render(count: int) -> None:
    seed = int(os.environ.get("COURSEFOLK_SEED") or random.randrange(2**32))
    print("seed", seed)
    order: list[int] = []
    page: dict[int, str] = {}
    for said, live, patch in edits(random.Random(seed), count):
        if said.startswith("set"):
            order, page = [block for block, _ in live.blocks()], dict(live.blocks())
        shown = shown_after(order, page, patch)
        wanted = render(live.text)
        assert live.html == wanted, said
        assert shown == wanted, said
        assert order == [block for block, _ in live.blocks()], said
        ranges = live.ranges()
        ends = [0, *(end for _, _, end in ranges)]
        assert [start for _, start, _ in ranges] == ends[:-1]
        assert ends[-1] == len(live.text.split("\n"))


def test_what_becomes_a_quiz_far_above_takes_its_question() -> None:
    live = IncrementalRender()
    live.set("A question?\n\n[[a|\n:::\n***\n[[X ]] m\n| (b)\n]]\n\nThe end.\n")
    live.edit(5, 1, ["[[X ] m"])
    assert 'class="quiz-question"' in live.html
    assert live.html == render(live.text)


@pytest.mark.parametrize("option", ["[( )]", "- [[x]]"])
@pytest.mark.parametrize("many", [3, MOST_WORDLESS + 1, MOST_WORDLESS + 2])
def test_words_make_a_quiz_of_options_without_words_above_them(option: str, many: int) -> None:
    live = IncrementalRender()
    live.set("A question?\n\n" + f"{option}\n\n" * many)
    for words in (f"{option} b", option):
        live.edit(2 * many, 1, [words])
        assert live.html == render(live.text)


def test_a_block_rendered_again_has_the_end_of_its_last_line() -> None:
    live = IncrementalRender()
    live.set("[foo]: /a\n\n<details>\nx\n\n<div>\n[foo]\n[</details>\n```\n- a\n```\n")
    live.edit(0, 1, ["[foo]: /b"])
    assert live.html == render(live.text)


def test_front_matter_is_rendered_again_by_itself() -> None:
    live = IncrementalRender()
    live.set("---\ntitle: [foo]\n---\n[foo]\n\n[foo]: /a\n")
    live.edit(5, 1, ["[foo]: /b"])
    assert live.html == render(live.text)


def whole(text: str) -> str:
    """Render by markdown-it's own chain, the whole text at once."""
    md = parser()
    lines = text.split("\n")
    pieces = cut(md, lines)
    head = pieces[0].used if pieces and pieces[0].front else 0
    env = {"place": Place(), "notes": definitions(pieces)[1]}
    html = str(md.render("\n".join(lines[head:]), env))
    asked = slots_in(html)
    numbering = Numbering()
    numbering.note([asked])
    return fill(html, asked, numbering.values(asked))


def test_blocks_by_themselves_equal_the_whole() -> None:
    seed = random.randrange(2**32)
    print("seed", seed)
    chance = random.Random(seed)
    for _ in range(300):
        text = "\n".join(chance.choices(LINES, k=chance.randint(0, 50)))
        assert render(text) == whole(text), text


def live_with(text: str) -> IncrementalRender:
    live = IncrementalRender()
    live.set(text)
    return live


def test_typing_in_a_paragraph_changes_one_block_and_keeps_its_name() -> None:
    live = live_with("# T\n\none\n\ntwo\n\nthree\n\nfour")
    names = [block for block, _ in live.blocks()]
    patch = live.edit(4, 1, ["two and"])
    assert patch == Patch(2, 1, ((names[2], '<p dir="auto">two and</p>\n'),))
    assert [block for block, _ in live.blocks()] == names


def test_pressing_enter_keeps_the_first_name() -> None:
    live = live_with("one\n\ntwo three\n\nfour")
    names = [block for block, _ in live.blocks()]
    patch = live.edit(2, 1, ["two", "", "three"])
    assert (patch.at, patch.removed, patch.html[0][0]) == (1, 1, names[1])
    assert patch.html[1][0] not in names


def test_a_blank_line_changes_nothing_on_the_page() -> None:
    live = live_with("one\n\ntwo")
    patch = live.edit(1, 0, [""])
    assert (patch.removed, patch.html, patch.others) == (0, (), ())
    assert live.block_at(3)[1:] == (3, 4)


def test_a_reference_is_followed_by_those_that_name_it_alone() -> None:
    live = live_with("[a  B] x\n\n[c]\n\nplain\n\n> see [A\n> b]\n\n[a b]: /one\n\n[c]: /c")
    names = [block for block, _ in live.blocks()]
    patch = live.edit(9, 1, ["[a b]: /two"])
    assert [block for block, _ in patch.others] == [names[0], names[3]]
    assert live.html.count('href="/two"') == 0
    assert live.html == render(live.text)


def test_a_footnote_named_first_moves_the_numbers_after_it() -> None:
    live = live_with("start\n\nmiddle[^a]\n\nend\n\n[^a]: A\n\n[^b]: B")
    patch = live.edit(0, 1, ["start[^b]"])
    assert len(patch.others) == 3
    assert "2" in patch.others[0][1]


def test_equal_headings_are_told_apart_while_typing() -> None:
    live = live_with("# A\n\nx\n\n# B\n\ny")
    live.edit(4, 1, ["# A"])
    assert 'id="h-a-1"' in live.html
    patch = live.edit(0, 2, [])
    assert [html for _, html in patch.others] == ['<h1 id="h-a" dir="auto">A</h1>\n']


def test_front_matter_is_typed_without_touching_the_page() -> None:
    live = live_with("---\ntitle: x\n---\n# A\n\nb")
    patch = live.edit(1, 1, ["title: xy", "lang: en"])
    assert (patch.removed, patch.html) == (0, ())
    assert live.block_at(4)[1:] == (4, 6)


def test_closing_front_matter_far_below_hides_it() -> None:
    live = live_with("---\ntitle: x\na: b\n\nc")
    assert "title" in live.html
    live.edit(3, 0, ["---"])
    assert live.html == '<p dir="auto">c</p>\n'


def test_a_fence_opened_at_the_top_takes_all() -> None:
    live = live_with("\n\n".join(f"paragraph {n}" for n in range(200)))
    live.edit(0, 0, ["```"])
    assert len(live.blocks()) == 1
    live.edit(0, 1, [])
    assert len(live.blocks()) == 200


def test_everything_may_be_taken_out() -> None:
    live = live_with("a\nb")
    live.edit(0, 2, [])
    assert (live.text, live.html) == ("", "")
    live.edit(0, 1, ["c"])
    assert live.html == '<p dir="auto">c</p>\n'


def test_a_new_text_keeps_what_stays() -> None:
    live = live_with("a\n\nb\n\nc")
    first, second, third = (block for block, _ in live.blocks())
    patch = live.set("a\n\nx\n\nc")
    assert patch == Patch(1, 1, ((second, '<p dir="auto">x</p>\n'),))
    assert [block for block, _ in live.blocks()] == [first, second, third]


def test_media_that_arrive_are_shown() -> None:
    here: dict[str, str] = {}
    live = IncrementalRender(path="m/l.md", resolve=here.get)
    live.set("a\n\n![x](p.png) [^n]\n\n[^n]: b")
    assert live.refresh() == ()
    here["m/p.png"] = "course://c/media/1"
    [(block, html)] = live.refresh()
    assert block == live.blocks()[1][0]
    assert '<img src="course://c/media/1" alt="x">' in html
    assert 'note-n">1<' in html


def test_an_edit_looks_at_its_neighbourhood_only(monkeypatch: pytest.MonkeyPatch) -> None:
    live = live_with("\n\n".join(f"paragraph {n} with *some* words" for n in range(5_000)))
    seen: list[int] = []

    def watched(md: object, lines: list[str], *, at_start: bool = True) -> object:
        seen.append(len(lines))
        return cut(parser(), lines, at_start=at_start)

    monkeypatch.setattr("editor.markdown.incremental.cut", watched)
    live.edit(5_000, 1, ["changed"])
    assert sum(seen) < 20

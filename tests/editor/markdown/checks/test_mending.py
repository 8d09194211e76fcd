"""Every mend mends what it is for and nothing else, in any script; its edits can be taken back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.markdown.checks.around import in_order
from editor.markdown.checks.finding import Check, Lesson, LessonText, View
from editor.markdown.checks.mending import Mend, nearest
from editor.markdown.checks.table import check_course, check_parsed, mend_of
from editor.writing.change import Change, Selection, changed, undone
from sync.merge.edits import Edit
from tests.editor.markdown.checks.test_rules import LESSON_CASES
from tests.editor.markdown.test_prose import PARTS

PATH = "m/l.md"
OTHERS = {
    "m/other.md": "# Über das Nächste\n\n## 次の一歩\n\n[[x]]\n",
    "m/deep/README.md": "# Deep\n",
    "درس.md": "# درس\n",
    "a.md": "# A\n",
}
FILES = ("m/here.png", "m/pictures/Loop.svg", "top.png", "m/图.png", "m/notes.pdf")

# rule, a text, what is answered, the text after the mend
MENDS = [
    ("heading-jump", "# a\n\n### b\n", "", "# a\n\n## b\n"),
    (
        "heading-jump",
        "# א\n\n#### ב ####\n\n##### ג\n\n#### ד\n\n## ה\n\n### ו\n",
        "",
        "# א\n\n## ב ####\n\n### ג\n\n## ד\n\n## ה\n\n### ו\n",
    ),
    ("heading-jump", "> # a\n>\n> ### b\n\n- #### c\n", "", "> # a\n>\n> ## b\n\n- ### c\n"),
    ("heading-jump", "# a\n\n> ### b\n\n### c\n", "", "# a\n\n> ### b\n\n## c\n"),
    (
        "stray-setting",
        '# a\n\n<!-- data-pass-mark="50" -->\nWhich?\n\n[[X]] a\n[[ ]] b\n',
        "",
        '# a\n\nWhich?\n\n<!-- data-pass-mark="50" -->\n[[X]] a\n[[ ]] b\n',
    ),
    (
        "open-solution",
        "[(X)] a\n[( )] b\n***\nc\nd\n\ne\n",
        "",
        "[(X)] a\n[( )] b\n***\nc\nd\n***\n\ne\n",
    ),
    (
        "merge-marks",
        "a\n<<<<<<< HEAD\nb\n||||||| base\nz\n=======\n漢\n>>>>>>> other\nd\n",
        "2",
        "a\n漢\nd\n",
    ),
    (
        "merge-marks",
        "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> other\nd\n",
        "3",
        "a\nb\nc\nd\n",
    ),
    ("too-few-options", "  [(X)] a\n", "ب", "  [(X)] a\n  [( )] ب\n"),
    ("no-alt-text", "😀 ![](here.png)", "two\nlines", "😀 ![two lines](here.png)"),
    ("no-alt-text", "![  ](here.png)", "שלום", "![שלום](here.png)"),
    ("no-alt-text", "![][p]\n\n[p]: here.png", "a [b]", "![a \\[b\\]][p]\n\n[p]: here.png"),
    ("no-alt-text", '<img src="here.png">', 'a "b"', '<img alt="a &quot;b&quot;" src="here.png">'),
    (
        "no-alt-text",
        "| a |\n|---|\n| ![](here.png) |",
        "x|y",
        "| a |\n|---|\n| ![x\\|y](here.png) |",
    ),
    ("dead-link", "[x](OTHER.md#y)", "", "[x](other.md#y)"),
    ("dead-link", "[x](othr.md)", "", "[x](other.md)"),
    ("dead-link", "[x](../درسس.md)", "", "[x](../درس.md)"),
    ("dead-link", "[x](/m/othher.html)", "", "[x](/m/other.md)"),
    ("dead-link", "[x][r]\n\n[r]: NOTES.pdf", "", "[x][r]\n\n[r]: notes.pdf"),
    ("dead-link", "[x][r] [y][r]\n\n[r]: NOTES.pdf", "", "[x][r] [y][r]\n\n[r]: notes.pdf"),
    ("dead-link", "[x](othr.md)\n\n[y](othr.md)", "", "[x](other.md)\n\n[y](other.md)"),
    ("dead-link", '<a href="othr.md">x</a>', "", '<a href="other.md">x</a>'),
    ("dead-picture", "![x](loop.svg)", "", "![x](pictures/Loop.svg)"),
    ("dead-picture", "![x](Top.png)", "", "![x](../top.png)"),
    (
        "dead-anchor",
        "# Größe der Welt\n\n[x](#groesse-welt)",
        "",
        "# Größe der Welt\n\n[x](#größe-der-welt)",
    ),
    ("dead-anchor", "# Grösse\n\n[x](#grosse)", "", "# Grösse\n\n[x](#grösse)"),
    ("dead-anchor", "[x](other.md#uber-das-nachste)", "", "[x](other.md#über-das-nächste)"),
    ("empty-link", "[x]()", "https://a.b/c (d)", "[x](https://a.b/c%20%28d%29)"),
    ("duplicate-id", "# a {#x}\n\n# b {#x}", "", "# a {#x}\n\n# b {#x-2}"),
    (
        "duplicate-id",
        '<a id="ü-2"></a> <a id="ü"></a>\n\n<b id="ü">漢</b>',
        "",
        '<a id="ü-2"></a> <a id="ü"></a>\n\n<b id="ü-3">漢</b>',
    ),
    ("broken-table", "| a | b |\n|---|\n| c | d |", "", "| a | b |\n|---| --- |\n| c | d |"),
    ("broken-table", "| a |\n|---|:-:|\n| c |", "", "| a |\n|---|\n| c |"),
    (
        "broken-table",
        "a | b | c\n--- | ---\n1 | 2 | 3",
        "",
        "a | b | c\n--- | --- | --- |\n1 | 2 | 3",
    ),
    (
        "table-row",
        "| a |\n|---|\n| b | c | d |",
        "",
        "| a |   |   |\n|---| --- | --- |\n| b | c | d |",
    ),
    ("table-row", "أ | ب\n--- | ---\n1 | 2 | 3", "", "أ | ب |   |\n--- | --- | --- |\n1 | 2 | 3"),
    ("missing-footnote", "a[^ü]", "It is\nso.", "a[^ü]\n\n[^ü]: It is so.\n"),
    ("missing-footnote", "a[^1]\n", "x", "a[^1]\n\n[^1]: x\n"),
    ("open-comment", "a\n\n<!-- b  \n\nc", "", "a\n\n<!-- b -->  \n\nc"),
    ("open-formula", "$$\na\n\nb", "", "$$\na\n$$\n\nb"),
    ("two-right-answers", "[(X)] 一\n[( )] 二\n[(X)] 三", "", "[[X]] 一\n[[ ]] 二\n[[X]] 三"),
    ("no-right-answer", "問い\n\n[( )] 一\n[( )] 二", "2", "問い\n\n[( )] 一\n[(X)] 二"),
    ("no-right-answer", "> - [[ ]] a\n> - [[ ]] b", "1", "> - [[X]] a\n> - [[ ]] b"),
    (
        "two-right-answers",
        "> - [(x)] a\n>     so\n> - [(X)] b\n> [[?]] hint",
        "",
        "> - [[x]] a\n>     so\n> - [[X]] b\n> [[?]] hint",
    ),
    (
        "too-long",
        "---\ntitle: x # kept\nminutes: 1\n---\n" + "w " * 1_000,
        "",
        "---\ntitle: x # kept\nminutes: 5\n---\n" + "w " * 1_000,
    ),
    ("no-goal", "# a\n\nb", "Say: “x”", '---\nobjective: "Say: “x”"\n---\n\n# a\n\nb'),
    ("no-goal", "---\ntitle: a\n---\nb", "写作", "---\ntitle: a\nobjective: 写作\n---\nb"),
    ("no-goal", "+++\ntitle = 'a'\n+++\nb", "x", "+++\nobjective = \"x\"\ntitle = 'a'\n+++\nb"),
    ("no-goal", "<!--\nauthor: x\n-->\n\n# a\n\nb", "", None),
    ("no-goal", "---\na: [\n---\nb", "", None),
]


def scene(text: str) -> tuple[View, dict[str, Lesson]]:
    lesson = LessonText(PATH, "L", text)
    course: dict[str, Lesson] = {path: LessonText(path, path, t) for path, t in OTHERS.items()}
    course[PATH] = lesson
    return View(lesson, FILES, course.keys()), course


def found_in(text: str) -> list[tuple[Check, Mend | None]]:
    view, course = scene(text)
    own = check_parsed(view.lesson, files=FILES, lessons=course.keys())
    lessons = [course[PATH], *(one for path, one in course.items() if path != PATH)]
    found = in_order([*own, *(c for c in check_course(lessons, FILES) if c.lesson == PATH)])
    return [(check, mend_of(view, course, check)) for check in found]


def mended(text: str, edits: tuple[Edit, ...]) -> str:
    """Make a mend's edits, and hold the way back to the bytes before."""
    change = Change(edits, 0, 0)
    after = changed(text, change)
    assert changed(after, undone(text, change, Selection.at(0))) == text
    return after


@pytest.mark.parametrize("case", MENDS, ids=[f"{c[0]}-{n}" for n, c in enumerate(MENDS)])
def test_a_mend_mends_and_changes_nothing_else(case: tuple[str, str, str, str | None]) -> None:
    rule, text, answer, wanted = case
    check, mend = next((c, m) for c, m in found_in(text) if c.rule == rule)
    if wanted is None:
        assert mend is None
        return
    assert mend is not None
    assert bool(mend.asks) == bool(answer)
    assert mend.title
    assert len(mend.title) < 60
    after = mended(text, mend.write(answer))
    assert after == wanted
    left = [(c.rule, c.what) for c, _ in found_in(after)]
    assert (check.rule, check.what) not in left


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from([*PARTS, *(c[3] for c in LESSON_CASES), "\n\n"]), max_size=12))
def test_any_mend_fits_the_text_and_can_be_taken_back(parts: list[str]) -> None:
    text = "".join(parts).replace("\r", "")
    for check, mend in found_in(text):
        assert 0 <= check.start <= check.end <= len(text)
        if mend is None:
            continue
        edits = mend.write("1")
        places = [place for edit in edits for place in (edit.start, edit.end)]
        assert places == sorted(places)
        assert not places or (places[0] >= 0 and places[-1] <= len(text))
        assert mended(text, edits) != text


def test_the_nearest_name_is_the_one_that_was_meant() -> None:
    known = ["a/One.md", "a/two.md", "b/two.md", "c/three-things.md", "fig/step-01.png"]
    assert nearest("a/one.md", known) == "a/One.md"
    assert nearest("x/three-things.md", known) == "c/three-things.md"
    assert nearest("c/three-thing.md", known) == "c/three-things.md"
    assert nearest("x/two.md", known) is None, "there are two"
    assert nearest("x/NEXT.md", ["02-next.md", "03-text.md"]) == "02-next.md"
    assert nearest("x/curatng.md", ["02-curating.md"]) == "02-curating.md"
    assert nearest("fig/step-02.png", known) is None, "a number is no slip"
    assert nearest("c/three-thing.png", known) is None
    assert nearest("three-things", known) is None
    assert nearest("zzz.md", known) is None
    assert nearest("a.md", []) is None


def test_an_answer_that_is_none_changes_nothing() -> None:
    [(_, mend)] = [one for one in found_in("[( )] a\n[( )] b") if one[0].rule == "no-right-answer"]
    assert mend is not None
    assert [mend.write(said) for said in ("", "0", "3", "b", "-1", "²")] == [()] * 6

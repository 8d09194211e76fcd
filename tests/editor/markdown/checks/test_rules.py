"""Every rule finds what it is about, and leaves alone what is fine."""

from __future__ import annotations

import pytest

from editor.markdown.checks.finding import Check, LessonText, View
from editor.markdown.checks.table import (
    COURSE_RULES,
    LESSON_RULES,
    check_course,
    check_lesson,
    theme_of,
    themes,
)

FILES = {"m/here.png", "m/here.mp4", "top.png"}
LESSONS = {"m/l.md", "m/other.md", "m/deep/README.md", "a.md"}
HARD = (
    "Notwithstanding the considerable institutional disagreement concerning methodological "
    "appropriateness, interdisciplinary investigations demonstrated statistically significant "
    "improvements across heterogeneous populations receiving individualised interventions.\n\n"
)
LONG = "---\nminutes: 2\n---\n" + "word " * 1_000

# rule, level, a text with it (line from 0), and a text that is like it but fine
LESSON_CASES = [
    ("no-right-answer", "blocks", 2, "Q\n\n[( )] a\n[( )] b", "Q\n\n[( )] a\n[(X)] b"),
    ("no-right-answer", "blocks", 0, "[[ a | b | c ]]", "[[ a | (b) | c ]]"),
    ("no-right-answer", "blocks", 0, "[[a] [b]]\n[( ) ( )] x", "[[a] [b]]\n[(X) ( )] x"),
    ("no-right-answer", "advice", 0, "[[ ]] a\n[[ ]] b", "[[ ]] a\n[[X]] b"),
    ("two-right-answers", "blocks", 0, "[(X)] a\n[(X)] b", "[[X]] a\n[[X]] b"),
    ("too-few-options", "advice", 0, "[(X)] a", "[[a]]"),
    ("empty-option", "advice", 0, "[( )]\n[(X)] b", "[( )] a\n[(X)] b"),
    ("same-options", "advice", 0, "[( )] a  b\n[(X)] a b", "[( )] a\n[(X)] b"),
    (
        "uneven-pairs",
        "advice",
        0,
        "[[a] [b]]\n[( ) ( ) (X)] x\n[(X) ( )] y",
        "[[a] [b]]\n[( ) (X)] x\n[(X) ( )] y",
    ),
    (
        "unclear-order",
        "advice",
        1,
        "<!-- data-order -->\n[[1] [2]]\n[(X) ( )] x\n[(X) ( )] y",
        "<!-- data-order -->\n[[1] [2]]\n[(X) ( )] x\n[( ) (X)] y",
    ),
    (
        "stray-setting",
        "advice",
        0,
        '<!-- data-pass-mark="50" -->\nWhich?\n\n[[X]] a\n[[ ]] b',
        '<!-- data-note="50" -->\nWhich?\n\n<!-- data-pass-mark="50" -->\n[[X]] a\n[[ ]] b',
    ),
    ("open-solution", "blocks", 0, "[(X)] a\n[( )] b\n***\nc", "[(X)] a\n[( )] b\n***\nc\n***"),
    (
        "gap-in-sentence",
        "advice",
        1,
        "One\nthe [[(cat)|dog]] sat",
        "[[ (cat) | dog ]]\n\n`the [[(cat)|dog]] sat` \\[[(a)|b]] [[c|d]](x) [[?]] $[[(x)]]$",
    ),
    (
        "gap-in-sentence",
        "advice",
        2,
        "[[a]]\n\n> it is [[four]]",
        "It is on [[Page]], [[Python (language)|Python]]; `[[four]]`",
    ),
    ("scripted-quiz", "advice", 0, "[[7]]\n<script>x</script>", "[[7]]"),
    (
        "merge-marks",
        "blocks",
        1,
        "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> other",
        "```\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> other\n```\n\nTitle\n=======\n\n<<<<<<< alone",
    ),
    (
        "dead-link",
        "advice",
        0,
        "[x](gone.md)",
        "[x](other.md) [y](deep) [z](other.html) [w](../a.md#b) [v](../m)",
    ),
    (
        "dead-link",
        "advice",
        0,
        "[x](gone.pdf)",
        "[x](here.png) [y](code/) [z](../) [w](https://x.y)",
    ),
    (
        "dead-anchor",
        "advice",
        2,
        "# One\n\n[x](#two)",
        "# One two\n\n<a id='Z'></a>[x](#one-two)[y](#Z)",
    ),
    ("empty-link", "advice", 0, "[x]()", "[x](#)"),
    ("address", "advice", 0, "[x](javascript:alert(1))", "[x](https://example.org)"),
    ("address", "advice", 0, "![x](../../../y.png)", "![x](../top.png)"),
    ("dead-picture", "advice", 0, "![x](gone.png)", "![x](here.png) ![y](/top.png)"),
    ("remote-picture", "advice", 0, "![x](https://example.org/x.png)", "![x](here.png)"),
    ("no-alt-text", "advice", 0, "![](here.png)", "![x](here.png) ![](here.png){alt='y'}"),
    ("no-alt-text", "advice", 0, '<img src="here.png">', '<img src="here.png" alt="x">'),
    ("film-format", "advice", 0, "![x](here.mp4)", "![x](here.png)"),
    ("broken-table", "advice", 1, "| a | b |\n|---|\n| c | d |", "| a | b |\n|---|---|\n| c | d |"),
    ("table-row", "advice", 2, "| a |\n|---|\n| b | c |", "| a |\n|---|\n| b \\| c |\n"),
    ("missing-footnote", "advice", 0, "a[^1]", "a[^1]\n\n[^1]: b"),
    ("unused-footnote", "advice", 2, "a\n\n[^1]: b", "a `[^2]` [^1]\n\n[^1]: b"),
    (
        "doubled-note",
        "advice",
        4,
        "a[^1] b\n\n[^1]: c\n\n[^1]: d",
        "a[^1] [^2]\n\n[^1]: b\n\n[^1]:  b\n\n[^2]: c\n\n[^3]: d\n\n[^3]: e",
    ),
    (
        "doubled-address",
        "advice",
        3,
        "[a][B]\n\n[b]: c\n[B]: d\n",
        "[a][b]\n\n[b]: c\n[b]: <c>\n[e]: f\n[e]: g\n\n`[b]: d`\n",
    ),
    ("heading-jump", "advice", 2, "# a\n\n### b", "## a\n\n### b\n\n# c"),
    ("open-code", "advice", 0, "```\na", "> ```\n> a\n> ```\n\n```\nb\n```"),
    ("open-comment", "blocks", 2, "a\n\n<!-- b\n\nc", "a\n\n<!-- b\n\nc -->"),
    ("open-formula", "advice", 0, "$$\na\n\nb", "$$\na\n$$\n\n$$b$$"),
    ("empty-lesson", "advice", 0, "---\ntitle: x\n---\n# x\n\n<!-- soon -->", "# x\n\nword"),
    ("empty-lesson", "advice", 0, "", "![x](here.png)"),
    ("front-matter", "advice", 1, "---\na: [\n---\nb", "---\na: []\n---\nb"),
    ("duplicate-id", "advice", 2, "# a {#x}\n\n## b {#x}", "# a {#x}\n\n## b {#y}\n\n`{#x}`"),
    (
        "duplicate-id",
        "advice",
        2,
        '<a id="ü">a</a>\n\n<b id=ü>b</b>',
        "<a name='x' id='x'></a>\n\n```\n<b id='x'>\n```\n\n{# no id #} ${#x}$",
    ),
    ("no-alt-text", "advice", 0, "![ ](here.png)", '<img alt="" src="here.png">'),
    ("long-lesson", "advice", 2, "# a\n\n## b\n\n" + "word " * 3_100, "word " * 2_900),
    ("long-lesson", "advice", 0, "漢字" * 3_100, "漢字" * 2_900),
    ("reading-level", "advice", 2, "Easy.\n\n" + HARD * 6, "A cat sat on the mat. " * 30),
    ("reading-level", "advice", 0, ("猫は座り" * 30 + "。") * 3, ("猫は座る。" * 50)),
    ("not-shown", "blocks", 0, "# h\n" * 20_000, "# h\n" * 1_000),
    ("not-shown", "advice", 2, "a\n\n" + "<div>" * 50 + "b", "<div>" * 9 + "b" + "</div>" * 9),
    ("not-shown", "advice", 0, "[" + "[" * 9 + "a" + "]" * 9 + "](#)", "[[[[a](#)]]]"),
    ("not-shown", "advice", 0, "> " * 50 + "a", "> > a"),
    ("not-shown", "advice", 0, "*a* " * 30_000, "*a* " * 3_000),
    ("too-long", "advice", 0, LONG, LONG.replace("minutes: 2", "minutes: 5")),
]


def check(text: str) -> tuple[Check, ...]:
    return check_lesson(text, path="m/l.md", files=FILES, lessons=LESSONS)


@pytest.mark.parametrize(
    "case", LESSON_CASES, ids=[f"{c[0]}-{n}" for n, c in enumerate(LESSON_CASES)]
)
def test_a_rule_hits_and_misses(case: tuple[str, str, int, str, str]) -> None:
    rule, level, line, wrong, fine = case
    [found] = [made for made in check(wrong) if made.rule == rule]
    assert (found.level, found.line, found.lesson) == (level, line, "m/l.md")
    assert found.what.endswith((".", "”"))
    assert found.mend
    assert [made for made in check(fine) if made.rule == rule] == []


def test_how_hard_a_text_is_goes_by_the_language_of_its_course() -> None:
    text = "Zab kobulidero sattevanilo perralimona tu vehidorrela zimentora qu larovindo mi. " * 15

    def said(language: str) -> list[str]:
        found = check_lesson(text, path="m/l.md", files=(), lessons=(), language=language)
        return [made.rule for made in found]

    assert said("") == ["reading-level"]
    assert said("sv") == ["reading-level"]
    assert said("fi-FI") == [], "words are longer there"
    own = "---\nlanguage: fi\n---\n" + text
    found = check_lesson(own, path="m/l.md", files=(), lessons=(), language="sv")
    assert found == (), "what the lesson declares goes before its course"


def test_one_dead_address_is_one_thing_to_look_at() -> None:
    found = check("# A\n\n" + "[x](gone.md)\n\n" * 30 + "[y](gone.md#b)")
    assert [(made.rule, made.line) for made in found] == [("dead-link", 2), ("dead-link", 62)]
    assert found[0].what.endswith("Links to it in this lesson: 30.")


def test_every_rule_of_the_table_is_tried() -> None:
    views = [View(LessonText("m/l.md", "", case[3]), FILES, LESSONS) for case in LESSON_CASES]
    idle = [rule.find for rule in LESSON_RULES if not any(any(rule.find(view)) for view in views)]
    assert idle == []


def test_what_blocks_comes_first() -> None:
    levels = [made.level for made in check("![](here.png)\n\n[( )] a\n[( )] b\n\n![](gone.png)")]
    assert levels == ["blocks", "advice", "advice", "advice"]


def test_a_whole_lesson_is_fine() -> None:
    text = "---\ntitle: A\nminutes: 3\n---\n# A\n\nWords[^1] ![here](here.png).\n\n[^1]: Note.\n\n"
    assert check(text + "Which?\n\n[( )] a\n[(X)] b\n[[?]] think\n***\nSo.\n***\n") == ()


AIM = "After this lesson you can do it.\n\n"
TRY = "## Exercise\n\nDo it.\n\n"
LENGTHY = "Some words to read here. " * 80


def lesson(path: str, title: str, text: str) -> LessonText:
    return LessonText(path, title, text)


def course(*texts: str, folder: str = "") -> list[LessonText]:
    return [lesson(f"{folder}{n}.md", f"T{n}", text) for n, text in enumerate(texts)]


def found_in(lessons: list[LessonText], *files: str) -> list[tuple[str, str, int]]:
    return [(made.rule, made.lesson, made.line) for made in check_course(lessons, files)]


def test_a_course_says_its_goal_and_gives_practice() -> None:
    assert found_in([]) == []
    assert found_in(course("", "# A")) == []
    assert found_in(course("words", "more")) == [("no-goal", "0.md", 0), ("no-practice", "0.md", 0)]
    assert found_in(course(AIM, "[( )] a\n[(X)] b")) == []


@pytest.mark.parametrize(
    "text",
    [
        "---\nobjective: x\n---\n",
        "---\nlearning_goals: [x]\n---\n",
        "## Lernziele\n\n- a",
        "## 学習目標\n",
        "## أهداف الدرس\n",
        "## מטרות\n",
        "**Цель:** писать",
        "::: objectives\n- a\n:::",
        "> ## Objectives\n> * a",
        "À la fin de cette leçon, vous saurez écrire.",
        "Nach dieser Lektion kannst du schreiben.",
        "इस पाठ के बाद आप लिख सकते हैं",
        "By the end of this chapter, you’ll know how.",
    ],
)
def test_a_goal_is_known_in_many_languages(text: str) -> None:
    assert lesson("a.md", "A", text).aims


@pytest.mark.parametrize(
    "text",
    [
        "## Übung 3",
        "## Exercice",
        "## Ejercicios",
        "### 練習問題",
        "## 练习",
        "## تمارين",
        "## תרגיל",
        "## Упражнение",
        "## अभ्यास",
        "::::: challenge\n\nx\n\n:::::",
        "**Your turn.** Do it.",
        "[[answer]]",
    ],
)
def test_practice_is_known_in_many_languages(text: str) -> None:
    assert lesson("a.md", "A", text).practises


@pytest.mark.parametrize("text", ["## Codex", "Some words.", "```\n## Exercise\n```", "# Laborers"])
def test_other_words_are_neither_goal_nor_practice(text: str) -> None:
    made = lesson("a.md", "A", text)
    assert (made.aims, made.practises) == (False, False)


def test_a_lesson_without_a_goal_among_others_that_have_one() -> None:
    with_one, without = AIM + TRY + LENGTHY, TRY + LENGTHY
    assert found_in(course(with_one, without)) == [("no-goal", "1.md", 0)]
    many = found_in(course(with_one, *[without] * 9))
    assert many == [("no-goal", "1.md", 0)]
    cover = lesson("README.md", "Cover", AIM)
    assert found_in([cover, *course(without, without, folder="m/")]) == []
    assert found_in([*course(with_one), lesson("LICENSE.md", "Licence", LENGTHY)]) == []


def test_a_module_that_ends_without_practice() -> None:
    done, read = AIM + TRY, AIM + LENGTHY
    assert found_in(course(read, done)) == []
    assert found_in(course(done, read, read)) == [("no-practice", "1.md", 0)]
    assert found_in([*course(done), *course(read, folder="m/")]) == [("no-practice", "m/0.md", 0)]
    modules = [one for n in range(5) for one in course(read, folder=f"m{n}/")]
    assert found_in([*course(done), *modules]) == [("no-practice", "m0/0.md", 0)]


def test_a_course_that_is_no_micro_course() -> None:
    text = AIM + TRY + "word " * 2_500
    assert ("long-course", "0.md", 0) in found_in(course(*[text] * 11))
    assert found_in(course(*[text] * 4)) == []


def test_lessons_of_one_title() -> None:
    lessons = [lesson(f"{name}.md", "Same  title", AIM + "[[a]]") for name in "ab"]
    others = [
        lesson("c.md", "Other", ""),
        lesson("d.md", "", ""),
        lesson("m/a.md", "Same title", ""),
    ]
    [found] = check_course([*lessons, *others])
    assert (found.rule, found.lesson) == ("same-title", "a.md")
    assert "b.md" in found.what


def test_links_to_headings_of_other_lessons() -> None:
    lessons = [
        lesson(
            "a.md",
            "A",
            AIM + "[[q]]\n\nx [ok](m/b.md#here-it-is) [gone](m/b.md#not-here) [no](c.md#x)",
        ),
        lesson("m/b.md", "B", "# Here it is\n\n[ok](../a.md)"),
    ]
    assert found_in(lessons) == [("dead-anchor", "a.md", 4)]


def test_names_that_differ_only_in_case() -> None:
    whole = [*course(AIM + "[[q]]\n\n![x](M/Loop.svg)"), lesson("m/Übung.md", "B", "")]
    assert found_in(whole, "M/Loop.svg", "m/loop.png", "a.txt") == []
    assert found_in(whole, "M/Loop.svg", "m/loop.svg") == [("case-twins", "0.md", 4)]
    assert found_in(whole, "M/ÜBUNG.MD") == [("case-twins", "m/Übung.md", 0)]


def test_every_rule_has_its_theme_and_its_own_name() -> None:
    rules = (*LESSON_RULES, *COURSE_RULES)
    assert all(theme_of(rule.name) == rule.theme and rule.theme in themes() for rule in rules)
    assert {theme_of(case[0]) for case in LESSON_CASES} <= set(themes())
    assert {"goal", "practice", "links", "headings", "tables", "ids"} <= set(themes())


def test_the_first_heading_of_a_quote_may_be_of_any_level() -> None:
    def jumps(text: str) -> list[int]:
        return [one.line for one in check(text) if one.rule == "heading-jump"]

    assert jumps("# a\n\n> #### b\n>\n> words\n\n## c\n") == []
    assert jumps("# a\n\n> ## b\n\n### c\n") == [4]
    assert jumps("> # a\n>\n> ### b\n") == [2]


def test_a_licence_may_be_hard_to_read() -> None:
    text = "Easy.\n\n" + HARD * 6
    for path, expected in (("m/licence.md", 0), ("m/lesson.md", 1)):
        found = check_lesson(text, path=path, files=FILES, lessons=LESSONS)
        assert [one.rule for one in found].count("reading-level") == expected

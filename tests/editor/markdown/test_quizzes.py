"""Quizzes: every kind, what belongs to it, and what only looks like one."""

from __future__ import annotations

import base64
import json
import re

import pytest

from editor.markdown.quizzes import KINDS, Option, Quiz, QuizKind, quizzes
from editor.markdown.render import render
from tests.editor.markdown.judge import dangers, words_in


def one(text: str) -> Quiz:
    [quiz] = quizzes(text)
    return quiz


def key_in(html: str) -> dict[str, list[object]]:
    found = re.search(r'data-key="([^"]*)"', html)
    assert found
    made = json.loads(base64.b64decode(found[1]))
    assert isinstance(made, dict)
    return made


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
class TestEveryKind:
    def test_its_example_is_read_and_whole(self, kind: QuizKind) -> None:
        quiz = one(f"What?\n\n{kind.example}\n[[?]] think\n***\nSo.\n***\n\nAfter.")
        assert (quiz.kind, quiz.question, quiz.hints, quiz.solution) == (
            kind.name,
            "What?",
            ("think",),
            "So.",
        )
        assert len(quiz.options) >= kind.least_options
        assert kind.least_right <= len(quiz.right) <= (kind.most_right or 99)

    def test_it_is_indented_by_four_or_begins_lists_or_is_quoted(self, kind: QuizKind) -> None:
        plain = one(f"What?\n\n{kind.example}")
        indented = "\n".join("    " + line for line in kind.example.split("\n"))
        quoted = "\n".join("> " + line for line in ["What?", "", *kind.example.split("\n")])
        assert one(f"What?\n\n{indented}").options == plain.options
        assert one(quoted).options == plain.options

    def test_it_plays_without_form_elements(self, kind: QuizKind) -> None:
        html = render(f"What?\n\n{kind.example}\n[[?]] think\n***\nSo.\n***")
        assert dangers(html) == []
        assert f'data-quiz="{kind.name}"' in html
        assert html.count("<section") == html.count("</section>") == 1
        assert [*re.findall(r'data-do="(\w+)"', html)] == ["check", "hint", "solution"]
        assert words_in(html).startswith("What?")


def test_single_choice() -> None:
    quiz = one("Which *one*?\n\n[( )] A\n      why not\n      at all\n[(X)] B\n- [(x)] C")
    assert quiz.question == "Which *one*?"
    assert quiz.options == (
        Option("A", False, "why not\nat all"),
        Option("B", True),
        Option("C", True),
    )
    assert key_in(render("[( )] A\n[(X)] B")) == {"right": [1]}


def test_blank_lines_between_options_and_hints() -> None:
    quiz = one("[( )] A\n\n[(X)] B\n\n[[?]] think\n\nText")
    assert [option.text for option in quiz.options] == ["A", "B"]
    assert quiz.hints == ("think",)


def test_an_option_may_hold_blocks() -> None:
    text = "[(X)] A\n\n      ```\n      code\n      ```\n\n      - item\n\n[( )] B\n\n    code"
    assert [option.text for option in one(text).options] == ["A", "B"]
    html = render(text)
    assert '<div class="quiz-label" dir="auto">A</div><pre class="code"><code>code' in html
    assert html.index("item") < html.index(">B<") < html.index("</section>")
    assert html.endswith('</section>\n<pre class="code"><code>code\n</code></pre>\n')


def test_text_and_select() -> None:
    assert one("[[ a\\|b ]]").options == (Option("a|b", True),)
    assert key_in(render("[[dam]]")) == {"text": ["dam"]}
    select = one("Q\n\n[[ a | (b) | (c\\)d) ]]")
    assert select.options == (Option("a", False), Option("b", True), Option("c)d", True))
    assert one("[->[ a | (b) ]]").kind == "select"


def test_a_select_over_several_lines() -> None:
    quiz = one("    [[$ f(x) $\n    | $ g(x) $\n    |($ h(x) $)\n    ]]")
    assert [(option.text, option.right) for option in quiz.options] == [
        ("$ f(x) $", False),
        ("$ g(x) $", False),
        ("$ h(x) $", True),
    ]


def test_pairs() -> None:
    text = "[[a (x)] (b [y]) [c]]\n[ [X] [X] [ ] ] one\n[ ( ) (X) ( ) ] two"
    quiz = one(text)
    assert quiz.columns == ("a (x)", "b [y]", "c")
    assert quiz.options == (Option("one", True, places=(0, 1)), Option("two", True, places=(1,)))
    html = render(text)
    assert key_in(html) == {"rows": [[0, 1], [1]]}
    assert html.count('role="checkbox"') == html.count('role="radio"') == 3


def test_an_order_is_never_shown_in_order() -> None:
    for count in range(2, 7):
        head = "[" + " ".join(f"[{n + 1}]" for n in range(count)) + "]"
        rows = [
            "[" + " ".join("(X)" if n == row else "( )" for n in range(count)) + f"] item {row}"
            for row in range(count)
        ]
        html = render("\n".join(["<!-- data-order -->", head, *rows]))
        shown = re.findall(r'class="quiz-item" data-row="(\d)"', html)
        assert sorted(shown) == [str(n) for n in range(count)]
        assert shown != sorted(shown)


def test_settings_stand_in_the_comment_above() -> None:
    quiz = one(
        'Q\n<!--\n data-max-trials="2"\n data-score=2.5\n data-pass-mark="80%"\n-->\n\n'
        "[[ ]] a\n[[X]] b"
    )
    assert (quiz.tries, quiz.score, quiz.pass_mark, quiz.question) == (2, 2.5, 80, "Q")
    html = render('<!-- data-max-trials="2" data-pass-mark="80" data-randomize -->\n[[X]] b')
    assert 'data-tries="2"' in html
    assert 'data-pass="80"' in html
    assert 'data-shuffle=""' in html


def test_odd_settings_are_passed_over() -> None:
    quiz = one('<!-- data-max-trials="many" data-score="-1" data-pass-mark="900" -->\n[[X]] b')
    assert (quiz.tries, quiz.score, quiz.pass_mark) == (None, 1.0, None)


def test_a_comment_about_nothing_stays_a_comment() -> None:
    assert render('<!-- data-max-trials="2" -->\n\nText') == '<p dir="auto">Text</p>\n'


def test_a_solution_holds_markdown_and_ends() -> None:
    text = "[(X)] a\n****\n- x\n\n```\n***\n# no end\n```\n***\nAfter"
    assert one(text).closed
    html = render(text)
    assert "After" not in html[: html.index("</section>")]
    assert '<div class="quiz-solution" hidden>\n<ul>' in html


def test_a_solution_that_does_not_end_stops_at_the_next_heading() -> None:
    text = "[(X)] a\n***\nhidden\n\n# Shown"
    assert not one(text).closed
    assert render(text).endswith('<h1 id="h-shown" dir="auto">Shown</h1>\n')


def test_an_indented_solution_is_not_code() -> None:
    html = render("    [(X)] a\n    ***\n    word\n    ***")
    assert '<p dir="auto">word</p>' in html


def test_a_script_of_its_own_is_not_run_but_said() -> None:
    quiz = one("[[7]]\n<script>\n@input == 7\n</script>\n***\nSo\n***")
    assert quiz.scripted
    assert quiz.solution == "So"
    assert "@input" not in render("[[7]]\n<script>\n@input == 7\n</script>")


def test_positions_count_lines_from_the_top() -> None:
    quiz = one("---\ntitle: x\n---\n\nQ\n\n[(X)] a\n***\nS\n***\n\nend")
    assert (quiz.line, quiz.end, quiz.solution) == (6, 10, "S")


LOOKALIKES = [
    "[[ ]]",
    "[[",
    "[[X]]",
    "[[?]] a hint without a question",
    "[[!]]",
    "[[___]]",
    "[[wiki link]] and [[wiki|label]] in a sentence.",
    "See\n[[Page]]",
    "[[Page|label]]",
    "- [[Page]]\n- [[Other]]",
    "- [ ] task\n- [x] done",
    "```\n[[X]] in code\n```",
    "[[x]](https://example.org)",
    "[[X]][ref]\n\n[ref]: /u",
    "[(1)] a survey\n[(2)] of places",
    "[[a\n\n| (b)\n]]",
    "[[[a]]]",
    "[( )]\n[(X)]",
    "a [( )] b",
    "| [(X)] a | b |\n|---|---|\n| [[X]] c | d |",
    "<!-- data-order -->\nwords",
    "\\[(X)] a",
]


@pytest.mark.parametrize("text", LOOKALIKES)
def test_what_only_looks_like_a_quiz_stays_what_it_is(text: str) -> None:
    assert quizzes(text) == ()
    assert "quiz" not in render(text)


def test_unknown_liascript_is_kept_as_text() -> None:
    assert "[(1)] a survey" in render("[(1)] a survey")
    assert "--{{0}}--" in render("    --{{0}}--\nspoken")


def test_a_text_question_may_follow_in_a_list_item() -> None:
    assert one("1. Who?\n\n   [[me]]").question == "Who?"


def test_a_quiz_may_stand_in_a_list() -> None:
    quiz = one("1. Which?\n\n   - [( )] a\n   - [(X)] b\n")
    assert (quiz.question, len(quiz.options)) == ("Which?", 2)

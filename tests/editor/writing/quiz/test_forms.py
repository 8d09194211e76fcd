"""What a form shows is what is written, and what is written opens in the form again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from editor.markdown.document import Document
from editor.markdown.quizzes import KINDS, Option, quizzes
from editor.writing.change import Selection, changed
from editor.writing.quiz.changing import changed_quiz
from editor.writing.quiz.problems import problems
from editor.writing.quiz.read import quiz_at, read
from editor.writing.quiz.rewriting import rewritten, said
from editor.writing.quiz.source import read_source
from editor.writing.quiz.values import NEW, QuizForm
from editor.writing.quiz.write import write
from tests.editor.writing.carets import hold

FULL = QuizForm(
    "single",
    "Which *one*\nis it?",
    (Option("`a` | b", False, "No.\nLook again."), Option("[c](d)", True, "Yes.")),
    hints=("first", "second"),
    solution="Because:\n\n```\n***\n    code\n```",
    tries=2,
    score=2.5,
    pass_mark=80,
    shuffle=True,
)


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_one_of_each_kind(kind: str) -> None:
    form = NEW[kind]
    assert problems(form) == ()
    assert read(write(form)) == form
    (found,) = quizzes(write(form))
    assert (found.kind, found.question, found.options) == (kind, form.question, form.options)


@pytest.mark.parametrize("kind", KINDS)
def test_all_that_goes_with_a_question(kind: str) -> None:
    form = replace(
        NEW[kind],
        hints=FULL.hints,
        solution=FULL.solution,
        tries=3,
        score=0.5,
        pass_mark=50,
        shuffle=True,
    )
    assert read(write(form)) == form


def test_full() -> None:
    assert read(write(FULL)) == FULL
    assert write(FULL).startswith(
        'Which *one*\nis it?\n\n<!-- data-max-trials="2" data-score="2.5" data-pass-mark="80" '
        'data-randomize="true" -->\n[( )] `a` | b\n    No.\n    Look again.\n[(X)] [c](d)\n'
    )


WORDS = st.lists(
    st.sampled_from(
        ["a", "b c", "(x)", "[y]", "|", "\\", "`z`", "é", "😀", "*m*", "$1$", "@", "]]"]
    ),
    min_size=1,
    max_size=4,
).map(" ".join)
OPTIONS = st.lists(
    st.builds(Option, WORDS, st.booleans(), st.just("") | WORDS), min_size=1, max_size=5
)


@given(
    st.sampled_from(["single", "multiple", "text", "select"]),
    WORDS,
    OPTIONS,
    st.lists(WORDS, max_size=2),
    st.just("") | WORDS,
    st.none() | st.integers(1, 99),
    st.sampled_from([1.0, 0.5, 10, 1000]),
    st.none() | st.integers(1, 100),
    st.booleans(),
)
def test_what_has_no_problem_comes_back(
    kind: str, question: str, options: list[Option], hints: list[str], solution: str,
    tries: int | None, score: float, mark: int | None, shuffle: bool,
) -> None:  # fmt: skip
    if kind in ("text", "select"):
        options = [Option(option.text, option.right or kind == "text") for option in options]
    options = options[:1] if kind == "text" else options
    form = QuizForm(
        kind, question, tuple(options), (), tuple(hints), solution, tries, score, mark, shuffle
    )
    assume(not problems(form))
    again = read(write(form))
    assert again is not None
    assert [o.text for o in again.options] == [" ".join(o.text.split()) for o in form.options]
    assert [o.right for o in again.options] == [o.right for o in form.options]
    assert write(again) == write(form)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (replace(NEW["single"], question=" "), "question"),
        (replace(NEW["single"], options=NEW["single"].options[:1]), "2 answers"),
        (replace(NEW["single"], options=(Option("a", False), Option("b", False))), "right"),
        (replace(NEW["single"], options=(Option("a", True), Option("b", True))), "only one"),
        (replace(NEW["multiple"], options=(Option("a", True), Option("", True))), "empty"),
        (replace(NEW["order"], options=NEW["order"].options[:2] * 2), "place of its own"),
        (replace(NEW["match"], columns=("a", "")), "column"),
        (replace(NEW["text"], options=(Option("x", True),)), "read as Markdown"),
        (replace(FULL, solution="a\n***\nb"), "read as Markdown"),
        (replace(FULL, question="# Head"), "read as Markdown"),
    ],
)
def test_problems_are_said(form: QuizForm, words: str) -> None:
    assert any(words in problem for problem in problems(form)), problems(form)


@pytest.mark.parametrize(
    "source",
    [
        "Q?\n\n    [( )] four\n    [(X)] columns",
        "Q?\n\n- [( )] bullets\n- [(X)] too",
        'Q?\n\n<!-- data-score="1" data-randomize="false" -->\n[( )] a\n[(X)] b',
        "[[answer]]",
        "Q?\n\n[[1] [2]]\n[ (X)  ( ) ] a\n[ [X]  [X] ] b",
        "Q?\n\n[( )] a\n\n[(X)] b\n\n[[?]] hint\n****\n\n- solved\n\n      code\n\n****",
    ],
)
def test_those_of_others_open(source: str) -> None:
    form = read(source)
    assert form is not None
    assert read(write(form)) == form


@pytest.mark.parametrize(
    "source",
    [
        "Q?\n\n[( )] a\n[(X)] b\n***\nnever closed",
        "Q?\n\n[( )] a\n[(X)] b\n\nMore words.",
        "> Q?\n>\n> [( )] a\n> [(X)] b",
        "[[answer]]\n<script>\n@input == 1\n</script>",
        "No question.",
        "",
    ],
)
def test_what_is_no_whole_question_does_not_open(source: str) -> None:
    assert read(source) is None


ODD = [
    "Q?\n\n\n    [( )] four\n    [(X)]\tcolumns\n",
    "Q?\n\n- [( )] bullets\n        said\n\n*   [(X)] too",
    'Q?\n\n<!--  id="x" data-score=1\n data-solution-button="2" -->\n[( )] a\n[(X)] b',
    "Q?\n\n[->[ (a) | b\\|c |  d ]]\n\n[[?]]  hint",
    "Q?\n\n[( )]  a\n\n        more of a\n\n[(X)] b\n<script>\nprogram()\n</script>\n"
    "****\nno\n****",
    "Q?\n\n[[1] (2)]\n[ [X]  [ ] ] box for one\n[ (x)  ( ) ]   other",
    "Q?\n\n- [[ ]] \u202eא\u202c 😀\n- [[x]]",
]


@pytest.mark.parametrize("block", ODD)
def test_what_a_form_did_not_change_stays_byte_for_byte(block: str) -> None:
    source = read_source(block.rstrip("\n"))
    assert source is not None
    assert rewritten(source, source.form) == block.rstrip("\n")
    lesson, start = f"Before.\n\n{block}\n\nAfter.\n", len("Before.\n\n")
    end = start + len(block.rstrip("\n"))
    first, *others = source.form.options
    for form in (
        replace(source.form, options=(replace(first, text="new 😀"), *others)),
        replace(source.form, question="Why?"),
        replace(source.form, tries=3),
        replace(source.form, hints=(*source.form.hints, "and this")),
        replace(source.form, solution="So."),
    ):
        change = changed_quiz(lesson, start, end, form)
        assert change is not None, form
        hold(lesson, Selection.at(0), change)
        after = changed(lesson, change)
        place = quiz_at(after, start)
        assert place is not None
        again = read(after[slice(*place)])
        assert again is not None and said(again) == said(form)
        gone = [line for line in block.split("\n") if line not in after.split("\n")]
        assert len(gone) <= (3 if form.solution != source.form.solution else 1), gone


def test_options_move_and_go_with_all_that_is_theirs() -> None:
    source = read_source(ODD[4])
    assert source is not None
    first, second = source.form.options
    turned = rewritten(source, replace(source.form, options=(second, first)))
    assert turned is not None
    lines = turned.split("\n")
    assert lines[2:7] == ["[(X)] b", "", "[( )]  a", "", "        more of a"]
    assert turned.endswith("<script>\nprogram()\n</script>\n****\nno\n****")
    more = replace(source.form, options=(first, Option("c", False, "said"), second))
    assert "[( )] c\n    said\n[(X)] b" in str(rewritten(source, more))


def test_a_form_changes_only_what_it_says() -> None:
    lesson = f"Before.\n\n{write(FULL)}\n\nAfter.\n"
    place = quiz_at(lesson, lesson.index("code"))
    assert place is not None
    start, end = place
    assert lesson[start:end] == write(FULL)
    assert changed_quiz(lesson, start, end, FULL) is None
    other = replace(FULL, options=(FULL.options[0], replace(FULL.options[1], text="[c](e)")))
    change = changed_quiz(lesson, start, end, other)
    assert change is not None
    hold(lesson, Selection.at(0), change)
    assert sum(len(edit.inserted) for edit in change.edits) < 20
    assert changed(lesson, change) == f"Before.\n\n{write(other)}\n\nAfter.\n"


def test_a_question_is_found_between_headings() -> None:
    code = replace(FULL, solution="So:\n\n```sh\n# no heading\n```\n\nDone.")
    lesson = f"# One\n\n{write(NEW['text'])}\n\n## Two\n\n{write(code)}\n\n## Three\n\n[[x]]\n"
    for words in ("Which", "So:", "no heading", "Done."):
        place = quiz_at(lesson, lesson.index(words))
        assert place is not None
        assert lesson[slice(*place)] == write(code)
    assert quiz_at(lesson, lesson.index("Two")) is None


def test_those_of_shared_courses_open_or_stay(shared: Path) -> None:
    opened = left = 0
    for path in sorted((shared / "corpus" / "courses").rglob("*.md")):
        text = path.read_text("utf-8", "replace").replace("\r\n", "\n")
        if "[[" not in text and "[(" not in text:
            continue
        document = Document(text)
        for block in document.blocks:
            if block.kind != "quiz":
                continue
            source = "\n".join(document.lines[block.start : block.end])
            form = read(source)
            if form is None:
                left += 1
            else:
                opened += 1
                assert read(write(form)) == form, source
    print("opened", opened, "left", left)
    assert opened > left

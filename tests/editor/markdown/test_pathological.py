"""Odd and hostile texts: they are rendered, in bounds, and nothing breaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.markdown.checks.table import check_lesson
from editor.markdown.fingerprints import blocks
from editor.markdown.incremental import IncrementalRender
from editor.markdown.quizzes import quizzes
from editor.markdown.render import render
from editor.markdown.structure import length_of
from editor.markdown.titles import title_of
from tests.editor.markdown.judge import dangers

N = 3_000
# Each would take minutes, or hundreds of megabytes, where something is looked for without bound.
SHAPES = {
    "deep quotes": "> " * N + "a",
    "deep lists": "".join("  " * n + "* a\n" for n in range(400)),
    "deep numbers": "1. " * 1_000,
    "open brackets": "[" * N,
    "nested links": "[a](" * N,
    "open pictures": "![[" * N + "a",
    "stars": "*a **a " * N + "b" + " a** a*" * N,
    "backticks": "".join("e" + "`" * n for n in range(800)),
    "wide table": "|a" * N + "|\n" + "|-" * N + "|\n" + "|x|\n" * N,
    "table of empty cells": "|a" * 190 + "|\n" + "|-" * 190 + "|\n" + "|x|\n" * N,
    "open comments": "<!-- " * N,
    "comment lines": '<!-- data-x="1"\n' * N,
    "open formulas": "$$ a\n" * N,
    "dollars": "$a " * N,
    "braces": "$" + "{" * 900 + "}" * 900 + "$",
    "left": "$$\n" + "\\left( " * N + "\n$$",
    "open selects": "[[a|b\n" * N,
    "open solutions": "[(X)] a\n***\n" * N,
    "open containers": "::: tip\n" * N,
    "open details": "<details>\n\n" * N,
    "open frames": "<iframe src=" * N,
    "divs": "<div>" * N,
    "bold": "<b>a" * N,
    "options": "[( )] a\n" * N,
    "nested options": "".join("      " * n + "[( )] a\n\n" for n in range(200)),
    "matrix": "[" + "[a]" * N + "]\n[" + "( )" * N + "] r\n",
    "notes": "".join(f"[^{n}]: a [^{n}]\n" for n in range(N)),
    "references": "".join(f"[{n}]: x\n" for n in range(N)) + "[0]" * N,
    "attributes": "![a](b){a=" * N,
    "spans": "[a]{" * N,
    "one line": "word " * 60_000,
    "blank": "\n" * 20_000,
    "code": "```python\n" + "(" * 30_000 + "\n```",
    "headings": "# a\n" * N,
}


@pytest.mark.parametrize("name", SHAPES)
def test_slow_shapes_stay_in_bounds(name: str) -> None:
    text = SHAPES[name]
    html = render(text)
    assert len(html) < 1_000 * len(text) + 10_000
    assert len(html) < 4_000_000
    assert dangers(html[:20_000]) is not None
    quizzes(text)
    blocks(text)
    live = IncrementalRender()
    live.set(text)
    live.edit(1, 0, ["x"])
    assert live.html == render(live.text)


def test_nesting_is_not_shown_without_end() -> None:
    assert render("> " * 500 + "a").count("<blockquote") < 50
    assert render("<div>" * 5_000 + "a").strip() == "a"
    assert render("<b>a" * 5_000).count("<b>") < 50
    assert render("*a **a " * 500 + "b" + " a** a*" * 500).count("<em>") < 50
    assert "<div>a</div>" in render("<div>" * 20 + "a")


def test_an_immense_paragraph_is_shown_without_marks() -> None:
    assert "<em>" not in render("*a* " * 30_000)
    assert "<em>" in render("*a* " * 3_000)


def test_odd_files_are_read_whole(shared: Path) -> None:
    files = sorted(
        path for path in (shared / "corpus" / "pathological").rglob("*") if path.is_file()
    )
    assert len(files) > 30
    for path in files:
        text = path.read_bytes().decode("utf-8", "replace")
        html = render(text)
        title_of(text)
        length_of(text)
        check_lesson(text, path=path.name, files=(), lessons=())
        live = IncrementalRender()
        live.set(text)
        assert live.html == html, path.name
        assert "".join(block.text for block in blocks(text)) or not text.strip(), path.name


def test_lookalikes_of_quizzes(shared: Path) -> None:
    text = (shared / "corpus" / "pathological" / "27-lookalike-quiz.md").read_text("utf-8")
    found = [(quiz.kind, [option.text for option in quiz.options]) for quiz in quizzes(text)]
    assert found == [
        ("single", ["ok", "yes"]),
        ("multiple", ["mixed group"]),
        ("single", ["indented code"]),
        ("single", ["quoted", "quoted 2"]),
    ]


def test_real_courses_are_read_whole(shared: Path) -> None:
    """Every quiz is known, nothing that blocks is found in what people published."""
    course = shared / "corpus" / "courses" / "LiaBooks__oeb2020"
    text = (course / "README.md").read_text("utf-8")
    assert [quiz.kind for quiz in quizzes(text)] == [
        *("text", "single", "multiple", "select", "single", "single", "text", "text")
    ]
    lessons = sorted((shared / "corpus" / "courses").rglob("*.md"))
    assert len(lessons) > 300
    for path in lessons[::6]:
        written = path.read_text("utf-8")
        assert dangers(render(written)) == [], path.name
        found = check_lesson(written, path=path.name, files=(), lessons=())
        assert [check for check in found if check.level == "blocks"] == [], path.name

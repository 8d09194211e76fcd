"""What the highlighter sees in a line, and what it carries to the next."""

from __future__ import annotations

import time

import pytest

from editor.panels.source.spans import KINDS, State, spans, state_after


def seen(line: str, state: int = State.TEXT) -> list[tuple[str, str]]:
    return [
        (line[start : start + length], kind) for start, length, kind in spans(line, state, False)
    ]


def kinds_of(text: str) -> list[str]:
    found, state = [], int(State.TEXT)
    for number, line in enumerate(text.split("\n")):
        parts = spans(line, state, number == 0)
        whole = parts[0].kind if parts and parts[0].length == len(line) else "-"
        found.append(whole)
        state = state_after(line, state, number == 0)
    return found


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("# Title", [("# ", "faint"), ("Title", "heading")]),
        ("a **b** c", [("**b**", "faint"), ("b", "strong")]),
        ("a *b* _c_", [("*b*", "faint"), ("b", "emphasis"), ("_c_", "faint"), ("c", "emphasis")]),
        ("snake_case_name 2*3*4", []),
        ("~~gone~~", [("~~gone~~", "faint"), ("gone", "struck")]),
        ("`a *b*` c", [("`a *b*`", "code")]),
        ("![p](x.png)", [("![p](x.png)", "link")]),
        ("[a][b] and [^1]", [("[a][b]", "link"), ("[^1]", "link")]),
        ("- [ ] do", [("- [ ] ", "marker")]),
        ("12. go", [("12. ", "marker")]),
        ("> said", [("> ", "marker")]),
        ("|:--|---|", [("|:--|---|", "faint")]),
        ("$a^2$ costs 5$", [("$a^2$", "code")]),
        ("[(X)] yes `c`", [("`c`", "code")]),
        ("", []),
    ],
)
def test_a_line(line: str, wanted: list[tuple[str, str]]) -> None:
    assert seen(line) == wanted


def test_a_fence_runs_until_its_like() -> None:
    text = "````md\n```\n# no\n````\n# yes"
    assert kinds_of(text) == ["faint", "code", "code", "faint", "-"]
    assert kinds_of("~~~\n```\n~~~\nx")[1:] == ["code", "faint", "-"]


def test_front_matter_only_at_the_head() -> None:
    assert kinds_of("---\ntitle: x\n---\ntext") == ["faint", "faint", "faint", "-"]
    assert kinds_of("text\n\n---\n# not it")[3] == "-"


def test_formulas_and_comments_over_lines() -> None:
    assert kinds_of("$$\na\n$$\nb") == ["faint", "code", "faint", "-"]
    assert kinds_of("<!-- a\nb\n-->\nc") == ["faint", "faint", "faint", "-"]


@pytest.mark.parametrize(
    "line", ["*" * 3000, "[" * 3000, "`" * 3001, "**a" * 1000, "_a" * 1500, "|" * 3900, "$" * 3000]
)
def test_hostile_lines_are_coloured_in_bounded_steps(line: str) -> None:
    before = time.process_time()
    spans(line, State.TEXT, False)
    # Not a benchmark: quadratic patterns would take minutes here.
    assert time.process_time() - before < 10


def test_every_kind_has_a_dress() -> None:
    lines = ["# a", "**a** *b* ~~c~~ `d` [e](f)", "- a", "> b"]
    assert {kind for line in lines for _, kind in seen(line)} <= set(KINDS)

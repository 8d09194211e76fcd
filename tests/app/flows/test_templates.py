"""Templates: the bundled ones are whole lessons; one's own come back as they were kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.flows.beginning.template_keeping import (
    forget_template,
    save_course,
    save_lesson,
    save_snippet,
)
from app.flows.beginning.template_shelf import plan_on_shelf, shelf
from app.flows.beginning.templates import (
    course_from_outline,
    course_from_template,
    lesson_from_template,
    lesson_text,
    read_plan,
    snippet_text,
    templates,
)
from app.flows.courses import outlining
from app.flows.courses.typed_outline import read_typed
from editor.markdown.checks.table import check_lesson
from editor.markdown.frontmatter import read
from editor.markdown.quizzes import quizzes
from sync.model.errors import BadInput, NotFound
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from tests.app.flows.attached import attach
from tests.editor.formats.media.samples import png

SHELF = shelf()


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """Open a fresh workspace."""
    with Workspace.open(tmp_path / "ws") as ws:
        yield ws


def _outline(course: Course) -> list[tuple[int, str, str]]:
    return [(depth, node.kind, node.title) for node, depth in course.outline.walk()]


def _texts(ws: Workspace, course: Course) -> list[str]:
    return [ws.lessons.today(course.log, node.id).text for node in course.outline.lessons()]


def _lesson_texts() -> list[tuple[str, str]]:
    found = []
    for template in SHELF:
        if template.kind == "course":
            rows = plan_on_shelf(template.ident).rows
            found += [(f"{template.ident} {r.title}", r.text) for r in rows if r.kind == "lesson"]
    return found


def test_there_is_something_for_everyone() -> None:
    kinds = [template.kind for template in SHELF]
    assert kinds.count("course") >= 4
    assert kinds.count("lesson") >= 5
    assert kinds.count("snippet") >= 8
    for template in SHELF:
        assert template.name
        assert template.about.endswith(".")


@pytest.mark.parametrize("template", SHELF, ids=[template.ident for template in SHELF])
def test_a_bundled_text_is_whole(ws: Workspace, template: object) -> None:
    """Nothing that a check would find, and no sign of the template itself is left."""
    ident = getattr(template, "ident")  # noqa: B009
    if ident.startswith("course:"):
        course = course_from_template(ws, ident, "Knots")
        texts = _texts(ws, course)
    elif ident.startswith("lesson:"):
        texts = [lesson_text(ws, ident, "Knots: the bowline", "Harbour")]
        assert "# Knots: the bowline\n" in texts[0]
    else:
        text, start, end = snippet_text(ws, ident)
        assert text[start:end].strip()
        texts = [f"# A title\n\nWords.\n\n{text}\n"]
    for text in texts:
        found = check_lesson(text, path="a.md", files=(), lessons=("a.md",))
        assert [(check.rule, check.what) for check in found if check.rule != "length"] == []
        assert "{{" not in text
        assert "¦" not in text
        assert not text.startswith("---\nname:")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *_lesson_texts(),
        *((t.ident, "") for t in SHELF if t.kind == "lesson"),
    ],
)
def test_each_lesson_has_a_goal_a_practice_and_a_question(
    ws: Workspace, name: str, text: str
) -> None:
    text = text or lesson_text(ws, name, "A title")
    assert (read(text).objective or "").startswith(("After this lesson", "You show"))
    assert read(text).minutes
    asked = list(quizzes(text))
    assert asked
    assert all(quiz.closed and quiz.question for quiz in asked)
    if not (read(text).objective or "").startswith("You show"):
        assert any(words in text for words in ("## Try it", "## Your turn", "## Practise"))


def test_a_course_from_an_outline(ws: Workspace) -> None:
    outline = (
        "Welcome\nModule: Basics\n- First\n- Second\nModule 2: More\n  Third\nThe end:\nLast\n"
    )
    course = course_from_outline(ws, "  My  course ", outline, "lesson:explain")
    assert course.title == "My course"
    assert _outline(course) == [
        (0, "lesson", "Welcome"),
        (0, "module", "Basics"),
        (1, "lesson", "First"),
        (1, "lesson", "Second"),
        (0, "module", "More"),
        (1, "lesson", "Third"),
        (0, "module", "The end"),
        (1, "lesson", "Last"),
    ]
    for text, title in zip(_texts(ws, course), ["Welcome", "First"], strict=False):
        assert f"# {title}\n" in text
        assert "## Check yourself" in text
    plain = course_from_outline(ws, "Plain", "One\nTwo: with a colon in it")
    assert _texts(ws, plain) == ["# One\n", "# Two: with a colon in it\n"]
    assert _outline(course_from_outline(ws, "Empty", "\n \n")) == []
    with pytest.raises(BadInput):
        course_from_outline(ws, " ", "One")


def test_typed_outlines_are_read() -> None:
    assert [(line.depth, line.title) for line in read_typed("Part 1 - Start\nA\n\tB")] == [
        (0, "Start"),
        (1, "A"),
        (2, "B"),
    ]


def test_onboarding_has_modules(ws: Workspace) -> None:
    course = course_from_template(ws, "course:onboarding", "Start here")
    assert [row[2] for row in _outline(course) if row[1] == "module"] == [
        "Before the first day",
        "The first week",
        "The first month",
    ]
    assert read_plan(ws, "course:onboarding").advice


def test_own_templates_are_kept_and_used(ws: Workspace) -> None:
    course = outlining.begin(ws, "Mine")
    text = "---\ntitle: 'Old: name'\nobjective: Do it.\n---\n\n# Old: name\n\nSee [two](2.md).\n"
    made = outlining.add(ws, course, "lesson", "Old: name", text=text)
    course = ws.courses.open(course.log)
    saved = save_lesson(ws, course, made.nodes[0], "My lesson", "for quick ones")
    assert templates(ws, "lesson")[0] == saved
    added = lesson_from_template(ws, course, saved.ident, "New: name")
    course = ws.courses.open(course.log)
    assert course.outline.nodes[added.nodes[0]].title == "New: name"
    kept = ws.lessons.today(course.log, added.nodes[0]).text
    assert read(kept).title == "New: name"
    assert read(kept).objective == "Do it."
    address, _ = attach(ws, course, made.nodes[0], "p.png", png())
    course = ws.courses.open(course.log)
    whole = save_course(ws, course, "My course", "")
    again = course_from_template(ws, whole.ident, "Anew")
    assert again.title == "Anew"
    assert _outline(again) == _outline(course)
    assert _texts(ws, again) == _texts(ws, course)
    assert again.facts.files_now().keys() == course.facts.files_now().keys()
    assert {node.id for node in again.outline.lessons()}.isdisjoint(
        node.id for node in course.outline.lessons()
    )
    forget_template(ws, saved.ident)
    assert [template.name for template in templates(ws) if template.own] == ["My course"]
    with pytest.raises(NotFound):
        lesson_text(ws, saved.ident, "T")
    assert address


def test_a_snippet_says_what_is_to_be_selected_in_it(ws: Workspace) -> None:
    own = save_snippet(ws, "Sign-off", "at the end", "Yours,\n¦the crew¦\n")
    assert snippet_text(ws, own.ident) == ("Yours,\nthe crew", 7, 15)
    with pytest.raises(BadInput):
        save_snippet(ws, "Empty", "", " \n")


@pytest.mark.parametrize("ident", ["lesson:../../LICENSE", "course:", "snippet:none", "x", "own:x"])
def test_what_is_no_template_is_said(ws: Workspace, ident: str) -> None:
    with pytest.raises(NotFound):
        lesson_text(ws, ident, "T")

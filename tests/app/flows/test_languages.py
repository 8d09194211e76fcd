"""What is kept is the same in every language: facts, settings, receipts, exported files."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

import pytest

from app import paths
from app.flows.beginning.sampling import plant_sample
from app.flows.beginning.template_shelf import shelf
from app.flows.beginning.templates import course_from_outline, course_from_template
from app.flows.courses import outlining
from app.flows.courses.checking import check_course
from app.flows.files.exporting import FOLDER, write_out
from app.flows.overlaps.merging import confirm, overlaps
from app.flows.review.commenting import comment_on_quote, resolve
from app.flows.review.deciding import reject_all
from app.flows.review.redacting import redact
from app.flows.review.suggesting import accept, suggest
from app.flows.versions.publishing import publish, release, restore
from app.language import PseudoLanguage
from sync.model.language import say, speak
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

SAID = "⟦"
STORY = paths.resource("samples", "first-course.toml")


@pytest.fixture(autouse=True)
def pseudo() -> Iterator[None]:
    """Say everything in the language to test with, which shows itself by its brackets."""
    speak(PseudoLanguage())
    yield
    speak(NullTranslations())


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.open(tmp_path / "ws") as ws:
        yield ws


def _kept(ws: Workspace) -> str:
    """Give all that stands in the store, and every text."""
    logs = [row.log for row in ws.store.log.logs()]
    texts = [text for log in logs for text in ws.store.drafts.texts(log).values()]
    return "\n".join([*ws.store.db.conn.iterdump(), *texts])


def _work(ws: Workspace, course: Course) -> None:
    """Do most of what a person can do to a course."""
    lesson = course.outline.lessons()[0].id
    for view in [one for one in overlaps(ws, course) if one.item is not None]:
        confirm(ws, course, view, view.merged)
    text = ws.lessons.seen_now(course.log, lesson).text + "\nSome words at the end.\n"
    suggest(ws, course, lesson, text, "It was missing.")
    suggest(ws, course, lesson, text.replace("Some", "More"), "It was missing, too.")
    opened = ws.courses.open(course.log).facts.suggestions.values()
    mine = [one for one in opened if one.person == ws.identity.person]
    accept(ws, course, mine[0])
    reject_all(ws, course, [mine[1]], "No.")
    comment_on_quote(ws, course, lesson, "words at the end", "Which?")
    thread = [*ws.courses.open(course.log).facts.threads.values()][-1]
    resolve(ws, course, thread, "done", "These.")
    outlining.remove(ws, ws.courses.open(course.log), [course.outline.lessons()[-1]])


def test_no_translated_text_is_kept(ws: Workspace, tmp_path: Path) -> None:
    assert say("Library").startswith(SAID)
    course = plant_sample(ws, STORY)
    _work(ws, course)
    course = ws.courses.open(course.log)
    publish(ws, course, "First")
    course = ws.courses.open(course.log)
    version = next(iter(course.facts.versions.values()))
    release(ws, course, version)
    restore(ws, course, course.log, version)
    check_course(ws, course)
    redact(ws, course, ["words at the end"], why="A secret.")
    course_from_outline(ws, "Knots", "Rope\nKnots\n  Bowline")
    course_from_template(ws, next(one.ident for one in shelf() if one.kind == "course"), "Mine")
    assert SAID not in _kept(ws)
    write_out(ws, ws.courses.open(course.log), FOLDER, tmp_path / "out", with_comments=True)
    written = [file for file in (tmp_path / "out").rglob("*") if file.is_file()]
    assert written
    assert not [file.name for file in written if SAID.encode() in file.read_bytes()]


def test_a_site_is_written_in_the_language_of_who_exports(ws: Workspace, tmp_path: Path) -> None:
    course = plant_sample(ws, STORY)
    write_out(ws, course, "html", tmp_path / "site", with_comments=True)
    index, *lessons = sorted(
        (tmp_path / "site").rglob("*.html"), key=lambda one: one.name != "index.html"
    )
    shown = [index.read_text("utf-8"), *(page.read_text("utf-8") for page in lessons)]
    assert len(shown) == 4
    assert all(f'<footer class="foot"><span>{SAID}' in page for page in shown)
    assert all(f'<span class="where">{SAID}' in page for page in shown[1:])
    for plain in (">Start<", ">Next<", ">Before<", ">The end<", ">All lessons<", ">Comments<"):
        assert not any(plain in page for page in shown), plain
    assert any("⟦Çöɱ" in page for page in shown), "the comments have a heading"

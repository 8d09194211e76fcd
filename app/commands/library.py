"""Commands about whole courses: new, list, show, check, search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from app.commands.call import Call, command

if TYPE_CHECKING:
    from sync.workspace.courses import Course
    from sync.workspace.opening import Workspace


@command("new")
@click.argument("title")
@click.option("--template", help="A template to begin with; “coursefolk templates” lists them.")
@click.option("--outline", "source", help="An outline, one line a lesson; - for stdin.")
def new(call: Call, title: str, template: str | None, source: str | None) -> None:
    """Make a new course with this TITLE: empty, from a template, or from a typed outline."""
    from app.flows.courses.outlining import begin

    if template and source:
        raise click.UsageError("Give --template or --outline, not both.")
    with call.workspace() as ws:
        if template or source:
            course = _begun_with(ws, title, template, source)
        else:
            course = begin(ws, title)
        call.answer({"course": course.id}, f"Made “{course.title}” ({course.id}).")


def _begun_with(ws: Workspace, title: str, template: str | None, source: str | None) -> Course:
    from app.commands.reading import read_text
    from app.flows.beginning.templates import (
        course_from_outline,
        course_from_template,
        find_template,
    )

    if source:
        return course_from_outline(ws, title, read_text(source))
    return course_from_template(ws, find_template(ws, template or "", "course").ident, title)


@command("list")
def list_courses(call: Call) -> None:
    """List the courses of this workspace."""
    from app.flows.overview.library import library

    with call.workspace() as ws:
        found = library(ws)
        rows = [
            {
                "id": c.id,
                "title": c.title,
                "lessons": c.lessons,
                "words": c.words,
                "state": c.state,
                "overlaps": c.overlaps,
                "approvals": c.approvals,
            }
            for c in found
        ]
        call.answer(
            rows,
            lambda: (
                "\n".join(
                    f"{c.id[:8]}  {c.title}  "
                    f"({c.lessons} lessons, {c.words:,} words, {c.approvals or c.state})"
                    for c in found
                )
                or "No courses here yet. A course starts with a title: coursefolk new TITLE"
            ),
        )


@command("show")
@click.argument("course")
def show(call: Call, course: str) -> None:
    """Show the outline, versions and people of a COURSE."""
    from app.flows.overview.library import overview

    with call.workspace() as ws:
        shown = overview(ws, ws.courses.at(course))
        value: dict[str, Any] = {
            "id": shown.id,
            "title": shown.title,
            "state": shown.state,
            "approvals": shown.approvals,
            "outline": [
                {
                    "id": row.id,
                    "kind": row.kind,
                    "title": row.title,
                    "parent": row.parent or None,
                    "words": row.words,
                    "overlaps": row.overlaps,
                    "found": row.found,
                }
                for row in shown.rows
            ],
            "versions": shown.versions,
            "people": shown.people,
        }
        lines = [f"{shown.title}  ({shown.approvals or shown.state})"]
        lines += [
            f"{'  ' * (row.depth + 1)}{'▸ ' if row.kind == 'module' else ''}{row.title}"
            + (f"  {row.overlaps} to check" if row.overlaps else "")
            + ("  — Found" if row.found else "")
            for row in shown.rows
        ]
        call.answer(value, "\n".join(lines))


@command("check")
@click.argument("course")
@click.option("--strict", is_flag=True, help="Exit 1 where a release would be refused.")
def check(call: Call, course: str, strict: bool) -> int:
    """Check a COURSE as a course: broken links, quizzes without a right answer, and more.

    What two people wrote apart may be whole on each laptop and broken together. Then “merged” is
    true, “id” is what “confirm” takes, and “choices” tell what each of them did.
    """
    from app.commands.naming import Naming
    from app.commands.overlaps import row_of_check
    from app.commands.progress import progress
    from app.flows.versions.in_the_way import standing_of_draft

    with call.workspace() as ws, progress("Reading") as told:
        opened = ws.courses.at(course)
        names, me = Naming(ws, opened), ws.identity.person
        draft = standing_of_draft(ws, opened, told)
        rows: list[dict[str, Any]] = [row_of_check(one, names, me) for one in draft.checked]
        rows += [
            {
                "rule": "overlap",
                "level": "blocks",
                "lesson": o.lesson,
                "line": None,
                "what": "An overlap has not been checked.",
                "mend": f"Check it: coursefolk confirm {o.id} --take mine|theirs|merged",
                "merged": True,
                "id": o.id,
                "choices": [
                    {
                        "take": number,
                        "people": [names.person(person) for person in wording.people],
                        "what": "",
                        "keep": "",
                        "text": wording.text,
                    }
                    for number, wording in enumerate(o.wordings, start=1)
                ],
            }
            for o in draft.overlaps
        ]
        lines = [
            f"{r['level']:7} {names.lesson(r['lesson'])}"
            f"{', line ' + str(r['line']) if r['line'] else ''}: {r['what']} {r['mend']}"
            for r in rows
        ]
        call.answer(rows, "\n".join(lines) or "Nothing to mend.")
        return int(strict and draft.hinders)


@command("search")
@click.argument("query")
@click.option("--in", "course", help="Only in this course.")
def search(call: Call, query: str, course: str | None) -> None:
    """Search courses, lessons and comments for QUERY, best first."""
    from app.flows.finding.searching import only_here
    from app.flows.finding.searching import search as find

    with call.workspace() as ws:
        hits = find(ws, query, ws.courses.at(course) if course else None)
        rows = [
            {
                "kind": h.kind,
                "course": h.course,
                "lesson": h.lesson or None,
                "title": h.title,
                "snippet": h.snippet,
                "only_here": only_here(ws, h),
            }
            for h in hits
        ]
        lines = [
            f"{h.title}: {h.snippet}" + ("  (only on this laptop)" if only_here(ws, h) else "")
            for h in hits
        ]
        words = "\n".join(lines)
        call.answer(rows, words or f"Nothing found for “{query}”.")

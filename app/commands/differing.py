"""The command that tells two versions apart: right answers first, who wrote what, as a file too."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.commands.call import PATH, REPLACE, Call, command

if TYPE_CHECKING:
    from app.commands.naming import Naming
    from app.flows.versions.comparing import Authors, Side
    from app.flows.versions.differing import Row
    from editor.panels.versions.values import Comparison
    from sync.workspace.courses import Course
    from sync.workspace.opening import Workspace

_KEYS = ("answer", "pass-mark")
"""Changes that have rows of their own."""


@command("diff")
@click.argument("course")
@click.argument("before", required=False)
@click.argument("after", required=False)
@click.option("--out", type=PATH, help="Write the comparison into this HTML file, too.")
@REPLACE
def diff(
    call: Call,
    course: str,
    before: str | None,
    after: str | None,
    out: Path | None,
    *,
    replace: bool,
) -> None:
    """Show what differs in a COURSE: latest version to draft, BEFORE to draft, or to AFTER.

    The latest is one that a person named or released, not one that was kept before something was
    brought back.

    Right answers and pass marks stand first, each with its question. The JSON names the authors.
    """
    from app.commands.naming import Naming
    from app.flows.versions.comparing import authors_of, compare
    from app.flows.versions.differing import rows
    from app.flows.versions.publishing import difference

    with call.workspace() as ws:
        opened = ws.courses.at(course)
        names = Naming(ws, opened)
        old, new = _sides(ws, opened, before, after)
        found = rows(difference(old.course, new.course))
        if out is None and not call.as_json:
            call.answer(None, lambda: _differences(found))
            return  # who wrote it takes the whole history, and is not said here
        shown = compare(old, new)
        authors = authors_of(ws, opened, shown, old, new)
        told = [_row_told(row, shown, authors, old, new, names) for row in found]
        if out is not None:
            out = _write_comparison(ws, opened, out, shown, authors, over=replace)
        call.answer(told, lambda: _differences(found))
        if out is not None:
            call.say(f"The comparison is in {out}.")


def _sides(
    ws: Workspace, course: Course, before: str | None, after: str | None
) -> tuple[Side, Side]:
    """Read the two states that are asked for; with no version yet all is new."""
    from app.flows.versions.comparing import Side, side_of_draft, side_of_version
    from app.flows.versions.publishing import CourseState, find_version, last_meant

    if before:
        old = side_of_version(ws, *find_version(ws, course, before))
    elif last := last_meant(ws, course):
        old = side_of_version(ws, *last)
    else:
        old = Side("", CourseState((), {}), {})
    if after:
        return old, side_of_version(ws, *find_version(ws, course, after))
    return old, side_of_draft(ws, course)


def _row_told(
    row: Row, shown: Comparison, authors: Authors, old: Side, new: Side, names: Naming
) -> dict[str, Any]:
    """Give a row with its authors, and where words changed with each block and its own."""
    value: dict[str, Any] = {
        "lesson": row.lesson,
        "title": row.title,
        "kind": row.kind,
        "before": row.before,
        "after": row.after,
    }
    if row.question:
        made = authors.changes.get(row.change, ())
        return value | {"question": row.question, "authors": [names.person(p) for p in made]}
    if row.kind not in ("changed", "added"):
        return value
    people = authors.lessons.get(row.lesson, ())
    value["authors"] = [names.person(p) for p in people]
    if row.kind == "changed":
        texts = old.course.texts[row.lesson], new.course.texts[row.lesson]
        value["blocks"] = [
            {
                "what": change.title,
                "before": texts[0][slice(*change.was)] if change.was else "",
                "after": texts[1][slice(*change.now)] if change.now else "",
                "authors": [names.person(p) for p in authors.changes.get(change.id, ())],
            }
            for change in shown.changes
            if change.lesson == row.lesson and change.now and change.kind not in _KEYS
        ]
    return value


def _write_comparison(
    ws: Workspace,
    course: Course,
    out: Path,
    shown: Comparison,
    authors: Authors,
    *,
    over: bool,
) -> Path:
    from app.flows.files.comparison_out import compared_with, write_comparison
    from app.flows.versions.comparing import with_approvals, with_authors

    names = ws.courses.names(course)
    told = with_authors(shown, authors, names, ws.identity.person)
    told = with_approvals(ws, course, told, names)
    title = compared_with(ws, course, shown)
    return write_comparison(out, course.title, title, told, over=over)


def _differences(found: Sequence[Row]) -> str:
    """Number the differences, with the words below where words changed."""
    lines: list[str] = []
    for number, one in enumerate(found, start=1):
        lines.append(f"{number:3}  {_difference(one)}")
        if one.kind == "changed":
            lines += _changed_words(one)
    return "\n".join(lines) or "Nothing differs."


def _difference(one: Row) -> str:
    if one.question:
        what = one.kind.replace("-", " ")
        return f"{one.title}, question {one.question}: {what} {one.before} → {one.after}"
    if one.kind in ("moved", "renamed"):
        return f"{one.title}: {one.kind}, {one.before or '–'} → {one.after or '–'}"
    return f"{one.title}: {one.kind}"


def _changed_words(one: Row) -> list[str]:
    from editor.markdown.changed_blocks import changed_lesson

    lines: list[str] = []
    for block in changed_lesson(one.before, one.after).blocks:
        change = block.change
        if change.kind == "moved":
            lines += [f"  > moved: {line}" for line in change.after.strip("\n").split("\n")]
        elif not block.is_told:
            lines += _lines("-", change.before) + _lines("+", change.after)
    return lines


def _lines(sign: str, text: str) -> list[str]:
    return [f"  {sign} {line}" for line in text.rstrip("\n").split("\n")] if text else []

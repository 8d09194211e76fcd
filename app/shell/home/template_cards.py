"""Read the templates for the window, on the store's thread: cards with what they hold."""

from __future__ import annotations

from app.flows.beginning import templates
from app.flows.beginning.template_shelf import Row
from editor.panels.home.outline_text import OutlineLine
from editor.panels.home.values import CourseTemplate
from sync.workspace.opening import Workspace


def course_cards(ws: Workspace) -> tuple[CourseTemplate, ...]:
    """List the templates for courses, one's own first."""
    return tuple(
        CourseTemplate(
            one.ident, one.name, one.about, lines_of(templates.read_plan(ws, one.ident).rows)
        )
        for one in templates.templates(ws, "course")
    )


def lines_of(rows: tuple[Row, ...]) -> tuple[OutlineLine, ...]:
    """Give the rows of a plan as lines, each as deep as the modules that it is in."""
    lines: list[OutlineLine] = []
    for row in rows:
        depth = 0 if row.parent is None else lines[row.parent].depth + 1
        lines.append(OutlineLine(depth, row.kind, row.title))
    return tuple(lines)

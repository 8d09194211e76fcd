"""The path of each lesson in its course: the one of its file, else one made from its titles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sync.model.ids import NodeId
from sync.model.payloads import Form, OutlineEntry
from sync.workspace.courses import Course


def paths_of(course: Course) -> dict[NodeId, str]:
    """Give every lesson the path that an export would; links between lessons go by it."""
    return paths_in(course, course.outline.entries())


def paths_in(course: Course, outline: Sequence[OutlineEntry]) -> dict[NodeId, str]:
    """Give every lesson of an outline, today's or a version's, its path."""
    return paths_by(course.facts.forms, outline)


def paths_by(forms: Mapping[NodeId, Form], outline: Sequence[OutlineEntry]) -> dict[NodeId, str]:
    """Give every lesson of an outline its path by the forms that their files had."""
    from editor.formats.placing import places_of  # home waits for this module, and asks nothing
    from editor.formats.values import CourseOut, NodeOut

    nodes = tuple(
        NodeOut(e.node, e.kind, e.title, e.parent, form=forms.get(e.node)) for e in outline
    )
    return places_of(CourseOut("", nodes), tells_case=True).lessons

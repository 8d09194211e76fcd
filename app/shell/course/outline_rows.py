"""Turn a course at a glance into the rows of its outline."""

from __future__ import annotations

from collections.abc import Mapping

from app.flows.overview.library import Overview, Row
from editor.models.outline_rows import OutlineRow
from editor.models.states import LessonState
from sync.model.course import CourseFacts
from sync.model.ids import NodeId, Sha
from sync.model.language import say
from sync.model.review import Version

FOUND = NodeId("found")
"""The id of the module “Found”, which is no node: it only holds what came back."""


def rows_of(
    shown: Overview, comments: Mapping[NodeId, int], facts: CourseFacts
) -> list[OutlineRow]:
    """Give the rows in reading order; what came back after a removal stands under “Found”."""
    rows = [_row(row, comments, facts, row.parent) for row in shown.rows if not row.found]
    found = [row for row in shown.rows if row.found]
    if found:
        rows.append(OutlineRow(FOUND, "module", say("Found")))
        rows += [_row(row, comments, facts, FOUND) for row in found]
    return rows


def _row(row: Row, comments: Mapping[NodeId, int], facts: CourseFacts, parent: str) -> OutlineRow:
    return OutlineRow(
        row.id,
        "module" if row.kind == "module" else "lesson",
        row.title,
        NodeId(parent) if parent else None,
        state_of(row.id, row.sha, facts),
        comments.get(row.id, 0),
        row.overlaps,
    )


def state_of(lesson: NodeId, sha: Sha, facts: CourseFacts) -> LessonState:
    """A lesson is released, or in review, if its text is the one of that version."""
    released = facts.released_version
    if released is not None and _is_in(facts.versions[released], lesson, sha):
        return LessonState.RELEASED
    versions = facts.meant_versions()
    if versions and versions[-1].is_asked and _is_in(versions[-1], lesson, sha):
        return LessonState.IN_REVIEW
    return LessonState.DRAFT


def state_since(
    state: str, facts: CourseFacts, shas: Mapping[NodeId, Sha], lesson: NodeId | None = None
) -> str:
    """Tell where a lesson, or a whole course, stands whose version has come to a state.

    What was written since that was approved or released, or is new, was neither: that is added to
    the state after a comma. A lesson that is in no review is a draft.
    """
    versions, released = facts.meant_versions(), facts.released_version
    if not versions:
        return state
    version = versions[-1]
    if state == "released" and released is not None:
        version = facts.versions[released]
    if state not in ("approved", "released"):
        return "draft" if lesson is not None and lesson not in version.named.texts else state
    texts = {node: text.sha for node, text in version.named.texts.items()}
    if lesson is None:
        return state if texts == shas else f"{state}, changed"
    if lesson not in texts:
        return f"{state}, new"
    return state if texts[lesson] == shas.get(lesson) else f"{state}, changed"


def _is_in(version: Version, lesson: NodeId, sha: Sha) -> bool:
    state = version.named.texts.get(lesson)
    return state is not None and state.sha == sha

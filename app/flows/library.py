"""What is here: the courses of the workspace, and one course at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.flows.publishing import all_versions
from sync.model.course import CourseFacts
from sync.model.ids import CourseId, NodeId
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


@dataclass(frozen=True)
class Shelved:
    """A course as a line in the library."""

    id: CourseId
    title: str
    lessons: int
    words: int
    overlaps: int
    state: str
    standing: str


@dataclass(frozen=True)
class Row:
    """A row of a course's outline, with what wants attention in it."""

    id: NodeId
    kind: str
    title: str
    parent: str
    depth: int
    words: int
    overlaps: int
    found: bool


@dataclass(frozen=True)
class Overview:
    """One course at a glance."""

    id: CourseId
    title: str
    state: str
    rows: tuple[Row, ...]
    versions: list[dict[str, Any]]
    people: list[dict[str, str]]


def library(ws: Workspace) -> list[Shelved]:
    """List all courses, by title."""
    shelved = []
    for entry in ws.courses.entries():
        course = ws.courses.open(entry.row)
        drafts = ws.store.drafts.all(course.log)
        lessons = [n.id for n in course.outline.lessons()]
        words = sum(drafts[n].words for n in lessons if n in drafts)
        opened = sum(drafts[n].overlaps for n in lessons if n in drafts)
        shelved.append(
            Shelved(
                course.id,
                course.title,
                len(lessons),
                words,
                opened + len(course.outline.overlaps),
                state_of(course.facts),
                course.row.standing,
            )
        )
    return shelved


def state_of(facts: CourseFacts) -> str:
    """Name where a course stands: draft, in review, approved, changes asked, or released."""
    versions = facts.ordered_versions()
    if not versions:
        return "draft"
    state = versions[-1].state
    if state == "named":
        return "released" if facts.released else "draft"
    return state


def overview(ws: Workspace, course: Course) -> Overview:
    """Show a course's outline, versions and people."""
    drafts = ws.store.drafts.all(course.log)
    of_outline: dict[NodeId, int] = {}
    for overlap in course.outline.overlaps:
        of_outline[overlap.node] = of_outline.get(overlap.node, 0) + 1
    listed = [(node, depth, False) for node, depth in course.outline.walk()]
    listed += [(course.outline.nodes[i], 0, True) for i in course.outline.found]
    rows = []
    for node, depth, found in listed:
        draft = drafts.get(node.id)
        count = (draft.overlaps if draft else 0) + of_outline.get(node.id, 0)
        words = draft.words if draft else 0
        rows.append(Row(node.id, node.kind, node.title, node.parent, depth, words, count, found))
    names = ws.courses.names(course)
    versions = [
        {
            "number": v.number,
            "note": v.named.note,
            "author": names.get(v.person) or v.person,
            "at": v.at,
            "hash": v.hash,
            "state": v.state,
        }
        for _, v in all_versions(ws, course)
    ]
    return Overview(
        course.id, course.title, state_of(course.facts), tuple(rows), versions, people(ws, course)
    )


def people(ws: Workspace, course: Course) -> list[dict[str, str]]:
    """List who can see a course, with their roles; alone, it is me."""
    from sync.model.replay import replay

    me = ws.identity.person
    if course.row.space is None:
        return [{"id": me, "name": ws.identity.name or "You", "role": "owner"}]
    space = replay(
        course.row.space,
        ws.store.log.facts(course.row.space, kinds={"member.set", "course.shared"}),
    )
    roles: dict[str, tuple[str, str]] = {p: (m.name, m.role) for p, m in space.members.items()}
    shared = space.shared.get(course.id)
    if shared and shared[0].person in roles:
        roles[shared[0].person] = (roles[shared[0].person][0], "owner")
    for person, member in course.facts.members.items():
        name = member.name or roles.get(person, ("", ""))[0]
        roles[person] = (name, member.role)
    return [
        {"id": person, "name": name, "role": role}
        for person, (name, role) in sorted(roles.items(), key=lambda item: item[1])
        if role != "none"
    ]

"""What is here: the courses of the workspace, and one course at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.flows.beginning.helping import help_course
from app.flows.versions.publishing import all_versions
from app.flows.versions.standing import standing_of
from sync.model.ids import CourseId, NodeId, PersonId, Sha, sha_of
from sync.model.language import say
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
    approvals: str = ""
    """How many approvals its latest version has, where the policy asks for more."""


@dataclass(frozen=True)
class Row:
    """A row of a course's outline, with what wants attention in it; `sha` is of today's text."""

    id: NodeId
    kind: str
    title: str
    parent: str
    depth: int
    words: int
    overlaps: int
    found: bool
    sha: Sha


@dataclass(frozen=True)
class Person:
    """One person of a course; a role is “none” where they have no access."""

    person: PersonId
    name: str
    role: str
    in_space: str
    checked: bool = True
    """Whether a server knows this name; else only a review file says so."""


@dataclass(frozen=True)
class Overview:
    """One course at a glance."""

    id: CourseId
    title: str
    state: str
    rows: tuple[Row, ...]
    versions: list[dict[str, Any]]
    people: list[dict[str, Any]]
    approvals: str = ""


def library(ws: Workspace) -> list[Shelved]:
    """List all courses, by title; the help is none of a person's own."""
    shelved, hidden = [], help_course(ws)
    for entry in ws.courses.entries():
        if entry.row.course == hidden:
            continue
        course = ws.courses.open(entry.row)
        counts = ws.store.drafts.counts(course.log)
        lessons = [n.id for n in course.outline.lessons()]
        words = sum(counts[n][0] for n in lessons if n in counts)
        state, approvals = stands(ws, course)
        opened = sum(counts[n][1] for n in lessons if n in counts)
        shelved.append(
            Shelved(
                course.id,
                course.title,
                len(lessons),
                words,
                opened + len(course.outline.overlaps) + len(course.apart),
                state,
                course.row.standing,
                approvals,
            )
        )
    return shelved


def state_of(ws: Workspace, course: Course) -> str:
    """Name where a course stands: draft, in review, approved, changes asked, or released."""
    return stands(ws, course)[0]


def stands(ws: Workspace, course: Course) -> tuple[str, str]:
    """Name where a course stands, and say how many approvals it has where more are asked for."""
    versions = course.facts.meant_versions()
    if not versions:
        return "draft", ""
    found = standing_of(ws, course, versions[-1])
    if found.state == "named":
        return "released" if course.facts.released else "draft", ""
    return found.state, found.told


def overview(ws: Workspace, course: Course) -> Overview:
    """Show a course's outline, versions and people."""
    drafts = ws.store.drafts.all(course.log)
    of_outline: dict[NodeId, int] = {}
    for overlap in course.outline.overlaps:
        of_outline[overlap.node] = of_outline.get(overlap.node, 0) + 1
    listed = [(node, depth, False) for node, depth in course.outline.walk()]
    for ident in course.outline.found:
        listed.append((course.outline.nodes[ident], 0, True))
        listed += [(node, depth, True) for node, depth in course.outline.walk(ident, 1)]
    rows = []
    for node, depth, found in listed:
        draft = drafts.get(node.id)
        count = (draft.overlaps if draft else 0) + of_outline.get(node.id, 0)
        words = draft.words if draft else 0
        sha = draft.state.sha if draft else sha_of("")
        named = (node.id, node.kind, node.title, node.parent)
        rows.append(Row(*named, depth, words, count, found, sha))
    names = ws.courses.names(course)
    versions = [
        {
            "number": v.number,
            "note": v.named.note,
            "author": names.get(v.person) or v.person,
            "at": v.at,
            "hash": v.hash,
            "state": standing_of(ws, course, v).state if log == course.log else v.state,
        }
        for log, v in all_versions(ws, course)
    ]
    state, approvals = stands(ws, course)
    return Overview(
        course.id, course.title, state, tuple(rows), versions, people(ws, course), approvals
    )


def people(ws: Workspace, course: Course) -> list[dict[str, Any]]:
    """List who can see a course, with their roles; alone, it is me.

    Of a space that was not synced yet, too, nobody else is known. Those of one name are told
    apart; a name that only a review file says is marked as not checked.
    """
    me, names = ws.identity.person, ws.courses.names(course)
    known = everyone(ws, course)
    if me not in {one.person for one in known}:
        known.append(Person(me, "", course.row.role or "owner", "none"))
    found = [
        {
            "id": one.person,
            "name": names.get(one.person) or (say("You") if one.person == me else one.name),
            "role": one.role,
            **({} if one.checked else {"checked": False}),
        }
        for one in known
        if one.role != "none"
    ]
    return sorted(found, key=lambda row: (str(row["name"]), str(row["role"]), str(row["id"])))


def everyone(ws: Workspace, course: Course) -> list[Person]:
    """List all people of a shared course and of its space, also those who may not see it."""
    found = _in_space(ws, course) if course.row.space is not None else []
    there = {one.person for one in found}
    return found + [one for one in _by_file(ws, course) if one.person not in there]


def _by_file(ws: Workspace, course: Course) -> list[Person]:
    """List those who came by review file."""
    from sync.workspace.people_by_file import known_people, role_of
    from sync.workspace.roles import not_checked

    known = known_people(ws.store.settings, course.log)
    if course.row.standing == "private":  # who said something in files that came in sees nothing
        return []
    unchecked = not_checked(ws, course)
    return [
        Person(
            person,
            one.name or person[:8],
            role_of(person, course.facts, known),
            "none",
            person not in unchecked,
        )
        for person, one in known.items()
    ]


def _in_space(ws: Workspace, course: Course) -> list[Person]:
    from sync.model.replay import replay

    assert course.row.space is not None
    kinds = {"member.set", "course.shared"}
    space = replay(course.row.space, ws.store.log.facts(course.row.space, kinds=kinds))
    shared = space.shared.get(course.id)
    found = []
    for person in [*space.members, *(p for p in course.facts.members if p not in space.members)]:
        member, own = space.members.get(person), course.facts.members.get(person)
        in_space = member.role if member else "none"
        role = own.role if own else in_space
        if in_space in ("owner", "none") and member:
            role = in_space
        elif own is None and shared and shared[0].person == person:
            role = "owner"
        name = (own.name if own else "") or (member.name if member else "") or person[:8]
        found.append(Person(person, name, role, in_space))
    return found

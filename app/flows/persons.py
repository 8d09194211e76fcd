"""Find the person who is meant: by name, by what tells two of one name apart, or by id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sync.model.errors import NotFound
from sync.model.ids import LogId, PersonId
from sync.model.language import mark, say
from sync.model.people import people_called, told_apart
from sync.model.replay import replay
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


def find_person(
    ws: Workspace, course: Course, wanted: str, among: Iterable[PersonId] = ()
) -> PersonId:
    """Find one person of a course; raise NotFound, with all who are meant, where several are.

    `among` are others who may be meant besides those whose names are known.
    """
    given = ws.courses.names_as_given(course)
    nobody = mark("There is nobody “{name}” in this course.")
    return _one_of({**dict.fromkeys(among, ""), **given}, wanted, nobody)


def find_in_space(ws: Workspace, space: LogId, wanted: str) -> PersonId:
    """Find one person of a space; raise NotFound, with all who are meant, where several are."""
    return _one_of(_members(ws, space), wanted, mark("There is nobody “{name}” in this space."))


def names_in_space(ws: Workspace, space: LogId) -> dict[PersonId, str]:
    """Name the people of a space; those of one name with what tells them apart."""
    return told_apart(_members(ws, space))


def _members(ws: Workspace, space: LogId) -> dict[PersonId, str]:
    members = replay(space, ws.store.log.facts(space, kinds={"member.set"})).members
    return {person: one.name for person, one in members.items() if one.name}


def _one_of(names: Mapping[PersonId, str], wanted: str, nobody: str) -> PersonId:
    shown = told_apart(names)
    found = people_called(wanted, names, shown)
    if len(found) == 1:
        return found[0]
    listed = ", ".join(sorted(shown[p] or p[:8] for p in found or names if shown[p] or p in found))
    if found:
        raise NotFound(
            say("“{name}” may be each of these: {listed}.", name=wanted, listed=listed),
            safe=say("Nothing was changed."),
            mend=say("Give the name as it stands here, with the signs after it, or the id."),
        )
    raise NotFound(
        say(nobody, name=wanted),
        safe=say("Nothing was changed."),
        mend=say("In it are: {listed}.", listed=listed or say("nobody yet")),
    )

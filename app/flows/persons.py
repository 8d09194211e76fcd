"""Find the person who is meant: by name, by what tells two of one name apart, or by id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import cast

from sync.model.errors import NotFound, Refused
from sync.model.ids import LogId, PersonId
from sync.model.kinds import may_write
from sync.model.language import mark, say
from sync.model.people import Role, people_called, told_apart
from sync.model.replay import replay
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from sync.workspace.people_by_file import known_people, role_of
from sync.workspace.roles import roles_in_space


def find_person(
    ws: Workspace, course: Course, wanted: str, among: Iterable[PersonId] = ()
) -> PersonId:
    """Find one person of a course; raise NotFound, with all who are meant, where several are.

    `among` are others who may be meant besides those whose names are known.
    """
    given = ws.courses.names_as_given(course)
    nobody = mark("There is nobody “{name}” in this course.")
    return _one_of({**dict.fromkeys(among, ""), **given}, wanted, nobody, ws.identity.person)


def without_access(ws: Workspace, course: Course) -> frozenset[PersonId]:
    """List who could see a course once and cannot any more, as far as this laptop knows."""
    roles = roles_in_space(ws, course)
    if course.row.space is None:
        roles = {person: member.role for person, member in course.facts.members.items()}
    return frozenset(person for person, role in roles.items() if role == "none")


def who_may(ws: Workspace, course: Course, kind: str) -> Callable[[PersonId], bool]:
    """Tell of people whether they may write a kind of fact, by the roles that are known here.

    Of whom nothing is known is taken for a reviewer: the server, or the file, has the last word.
    """
    roles = roles_in_space(ws, course)
    if course.row.space is None:
        known = known_people(ws.store.settings, course.log)
        return lambda one: may_write(cast("Role", role_of(one, course.facts, known)), kind)
    return lambda one: may_write(cast("Role", roles.get(one, "reviewer")), kind)


def must_have_access(ws: Workspace, course: Course, people: Iterable[PersonId]) -> None:
    """Raise Refused where one of these people would never get to see what they are to do."""
    gone = without_access(ws, course)
    for person in people:
        if person in gone:
            name = ws.courses.names(course).get(person) or person[:8]
            raise Refused(
                say("{name} has no access to “{title}” any more.", name=name, title=course.title),
                safe=say("Nothing was changed."),
                mend=say("Choose someone else, or ask an owner to give {name} a role.", name=name),
            )


def find_in_space(ws: Workspace, space: LogId, wanted: str) -> PersonId:
    """Find one person of a space; raise NotFound, with all who are meant, where several are."""
    nobody = mark("There is nobody “{name}” in this space.")
    return _one_of(_members(ws, space), wanted, nobody, ws.identity.person)


def names_in_space(ws: Workspace, space: LogId) -> dict[PersonId, str]:
    """Name the people of a space; those of one name with what tells them apart."""
    return told_apart(_members(ws, space))


def _members(ws: Workspace, space: LogId) -> dict[PersonId, str]:
    members = replay(space, ws.store.log.facts(space, kinds={"member.set"})).members
    return {person: one.name for person, one in members.items() if one.name}


def _one_of(names: Mapping[PersonId, str], wanted: str, nobody: str, me: PersonId) -> PersonId:
    if me in names and not names[me]:
        names = {**names, me: say("You")}  # so one stands in every list until one has a name
    shown = told_apart(names)
    found = people_called(wanted, names, shown)
    if not found and me in names and _is_you(wanted, me):
        found = [me]
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


def _is_you(wanted: str, me: PersonId) -> bool:
    """Tell whether one is called as lists call their reader; a command's own are in English."""
    return any(people_called(wanted, {me: you}, {}) for you in ("You", say("You")))

"""Whose keys are known in a course, and which roles its space gives."""

from __future__ import annotations

from sync.model.ids import DeviceId, LogId, PersonId
from sync.model.kinds import payload_of
from sync.model.people import SERVER
from sync.model.replay import replay
from sync.store.opening import Store
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from sync.workspace.people_by_file import known_people


def keys_seen(store: Store, log: LogId) -> set[tuple[PersonId, DeviceId]]:
    """List the keys that signed what counts here: a server, or this laptop, has judged it."""
    every = store.log.every(log)
    return {(one.fact.person, one.fact.device) for one in every if one.state == "kept"}


def keys_of_members(store: Store, course: Course) -> set[tuple[PersonId, DeviceId]]:
    """List the keys with which people joined the server of a course's space, as it says itself."""
    if course.row.space is None:
        return set()
    every = store.log.facts(course.row.space, kinds={"member.set"})
    words = [payload_of(fact) for fact in every if fact.person == SERVER]
    return {(body.person, device) for body in words for device in body.devices}


def not_checked(ws: Workspace, course: Course) -> tuple[PersonId, ...]:
    """List whose names are only what a file says: no server has taken what their keys signed."""
    known = known_people(ws.store.settings, course.log)
    if not known:
        return ()
    taken = {one.fact.person for one in ws.store.log.every(course.log) if one.number is not None}
    taken |= {person for person, _ in keys_of_members(ws.store, course)}
    return tuple(sorted(set(known) - taken - {ws.identity.person, *ws.identity.former, SERVER}))


def roles_in_space(ws: Workspace, course: Course) -> dict[PersonId, str]:
    """Read the roles of people in a course that is in a space; none where it is in no space."""
    if course.row.space is None:
        return {}
    kinds = {"member.set", "course.shared"}
    space = replay(course.row.space, ws.store.log.facts(course.row.space, kinds=kinds))
    found: dict[PersonId, str] = {p: m.role for p, m in space.members.items()}
    if shared := space.shared.get(course.id):
        found[shared[0].person] = "owner"
    own = course.facts.members.items()
    return found | {p: m.role for p, m in own if found.get(p) not in ("owner", "none")}

"""Read the versions of a course, and two of them to be compared, for the page of versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.flows.lesson.following import course_now
from app.flows.permission import may
from app.flows.versions import publishing
from app.flows.versions.comparing import Side, compare, side_of_draft, side_of_version
from app.flows.versions.standing import standing_of
from app.shell.faces import redacted_by, when
from editor.panels.versions.values import DRAFT, Comparison, VersionRow
from sync.model.errors import NotFound
from sync.model.ids import FactId, LogId, PersonId
from sync.model.language import say
from sync.model.redaction import STRUCK
from sync.model.review import Version
from sync.model.rounds import last_asked
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

WHOLE = "versions.whole"
"""Kept where the person wants to see what is the same, too."""


@dataclass(frozen=True)
class VersionsRead:
    """The versions of a course and one comparison, ready to be shown."""

    rows: tuple[VersionRow, ...]
    shown: Comparison
    sides: tuple[Side, Side]
    whole: bool
    title: str
    restoring: str
    releasing: str


def read_versions(ws: Workspace, log: LogId, before: str, after: str) -> VersionsRead:
    """Read the versions and compare two of them, on the store's thread."""
    course = course_now(ws, log)
    found = publishing.all_versions(ws, course)
    names = {**ws.courses.names(course), ws.identity.person: say("You")}
    numbers = [version.number for _, version in found]
    waiting = _waiting(course, names)
    rows = [VersionRow(DRAFT, None, when=say("now"), state="draft")]
    rows += [
        VersionRow(
            v.id,
            v.number,
            _note(v, redacted_by(course, names, v.id, ws.identity.person)),
            names.get(v.person) or say("Name not known"),
            when(v.at),
            standing_of(ws, course, v).state if there == course.log else v.state,
            (names.get(v.person) or v.hash[:6]) if numbers.count(v.number) > 1 else "",
            v.named.content_hash,
            waiting.get(v.id, ""),
        )
        for there, v in reversed(found)
    ]
    if not before:
        last = publishing.last_meant(ws, course)
        before = last[1].id if last is not None else DRAFT
    sides = (_side(ws, course, before), _side(ws, course, after))
    shown = compare(*sides)
    no = "" if may(course, "text.revised") else say("Only authors can do this.")
    whole = ws.store.settings.get(WHOLE) is not None
    return VersionsRead(tuple(rows), shown, sides, whole, course.title, no, no)


def _waiting(course: Course, names: Mapping[PersonId, str]) -> dict[FactId, str]:
    """Name whose word is waited for; a newer round takes an older one's place."""
    asked = last_asked(course.facts)
    if asked is None or asked.version.state == "released":
        return {}
    people = [names.get(one.person) or one.person[:8] for one in asked.waits_for()]
    return {asked.version.id: ", ".join(people)}


def _note(version: Version, redacted: str) -> str:
    """Show a note; where words were struck out of it, by whom."""
    note = version.named.note
    if not redacted:
        return note
    return (
        say("{note} ({redacted})", note=note, redacted=redacted)
        if note.strip(f"{STRUCK} ")
        else redacted
    )


def _side(ws: Workspace, course: Course, ident: str) -> Side:
    if ident == DRAFT:
        return side_of_draft(ws, course)
    return side_of_version(ws, *version_of(ws, course, ident))


def version_of(ws: Workspace, course: Course, ident: str) -> tuple[LogId, Version]:
    """Find a version by its id, with the log that it was named in; NotFound if it is gone."""
    for log, version in publishing.all_versions(ws, course):
        if version.id == ident:
            return log, version
    raise NotFound(
        say("This version is not here any more."),
        safe=say("Nothing was changed."),
        mend=say("Choose another version."),
    )

"""Bring back from a backup one lesson, a course, or everything, as new writing on top of today.

Nothing is overwritten: what was written since stays in the history, lessons made since stay where
they are, and a backup of today is made first.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from app.flows.courses.outlining import add, describe
from app.flows.permission import must_be_allowed
from app.flows.safety.backups import OpenBackup, course_of_today
from app.flows.versions.restoring import bring_outline_back, place_again
from sync.model.errors import CoursefolkError, NotFound
from sync.model.ids import CourseId, NodeId
from sync.model.language import say
from sync.model.outline import ROOT
from sync.model.payloads import FilePlaced, OutlineEntry, PlacedFile
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


@dataclass(frozen=True)
class BroughtBack:
    """What a bringing back did: the lessons that read differently now, and what it left out.

    `safety` is the backup of today that was made first. `left_out` names courses and files, each
    with the reason.
    """

    safety: Path
    courses: tuple[CourseId, ...] = ()
    lessons: tuple[NodeId, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()


def bring_lesson_back(
    ws: Workspace, backup: OpenBackup, course: CourseId, lesson: NodeId, *, beside: bool = False
) -> BroughtBack:
    """Bring one lesson back: its text as a new edit, and its place if it was taken out.

    With `beside`, today's lesson stays as it is and the old text becomes a lesson after it.
    """
    safety = _make_safe(ws)
    then = backup.course(course)
    if lesson not in {node.id for node in then.outline.lessons()}:
        raise NotFound(
            say("This lesson is not in that backup."),
            safe=say("Nothing was changed."),
            mend=say("Look in another backup."),
        )
    with ws.store.writing():
        today = _course_today(ws, backup, then)
        text = backup.text(course, lesson)
        if beside:
            lessons = [_add_beside(ws, today, then, lesson, text)]
        else:
            _bring_place_back(ws, today, then, lesson)
            lessons = [lesson] if _bring_text_back(ws, today, lesson, text) else []
    ws.courses.forget()
    return BroughtBack(safety, (course,), tuple(lessons))


def bring_course_back(ws: Workspace, backup: OpenBackup, course: CourseId) -> BroughtBack:
    """Bring a course back as it stood: titles, order, texts, files. What is newer stays in it."""
    safety = _make_safe(ws)
    lessons, left_out = _bring_course(ws, backup, course)
    return BroughtBack(safety, (course,), tuple(lessons), tuple(left_out))


def bring_everything_back(ws: Workspace, backup: OpenBackup) -> BroughtBack:
    """Bring every course of a backup back; courses made since stay as they are.

    Each course comes whole or not at all; one that may not be written in is left out and named.
    """
    safety = _make_safe(ws)
    courses: list[CourseId] = []
    lessons: list[NodeId] = []
    left_out: list[tuple[str, str]] = []
    for shelved in backup.courses():
        try:
            changed, without = _bring_course(ws, backup, shelved.id)
        except CoursefolkError as error:
            left_out.append((shelved.title, error.what))
            continue
        courses.append(shelved.id)
        lessons += changed
        left_out += without
    return BroughtBack(safety, tuple(courses), tuple(lessons), tuple(left_out))


def _make_safe(ws: Workspace) -> Path:
    ws.lessons.seal_all()
    return ws.store.backups.make()


def _bring_course(
    ws: Workspace, backup: OpenBackup, course: CourseId
) -> tuple[list[NodeId], list[tuple[str, str]]]:
    then = backup.course(course)
    with ws.store.writing():
        today = _course_today(ws, backup, then)
        bring_outline_back(ws, today, then.outline.entries())
        fields = {n: v for n, v in then.facts.fields.items() if today.facts.fields.get(n) != v}
        if fields:
            describe(ws, today, **fields)
        left_out = _bring_files_back(ws, today, then)
        texts = backup.texts(course)
        changed = [lesson for lesson in texts if _bring_text_back(ws, today, lesson, texts[lesson])]
    ws.courses.forget()
    return changed, left_out


def _course_today(ws: Workspace, backup: OpenBackup, then: Course) -> Course:
    """Open the course of today; one that is gone comes back with all of its facts.

    Facts of its log that were lost here, and that the backup still holds, come back in any case.
    """
    if ws.store.log.log(then.log) is None and course_of_today(ws, then.id) is None:
        # what the server has numbered since must come again
        ws.store.log.add_log(msgspec.structs.replace(then.row, cursor=0))
    if ws.store.log.log(then.log) is not None:
        facts = backup.inside.store.log.facts(then.log)
        lacking = [fact for fact in facts if ws.store.log.fact(fact.id) is None]
        ws.ledger.take(then.log, lacking)
    ws.courses.forget()
    today = course_of_today(ws, then.id)
    if today is None:
        raise NotFound(
            say("This course cannot be opened here."),
            safe=say("Nothing was changed."),
            mend=say("Sync, or run “coursefolk doctor”."),
        )
    must_be_allowed(today, "text.revised")
    return today


def _bring_place_back(ws: Workspace, today: Course, then: Course, lesson: NodeId) -> None:
    """Put a lesson that was taken out where it was, or at the top if its module is gone too."""
    if lesson in {node.id for node in today.outline.lessons()}:
        return
    node = then.outline.nodes[lesson]
    entry = OutlineEntry(node.id, node.kind, node.parent, node.title)
    place_again(ws, today, entry, then.outline.entries())


def _bring_text_back(ws: Workspace, today: Course, lesson: NodeId, text: str) -> bool:
    """Write the old text on top of today's heads, so that later work stays in the history."""
    now = ws.lessons.today(today.log, lesson)
    return now.text != text and ws.lessons.revise(today.log, lesson, text, now.state) is not None


def _add_beside(ws: Workspace, today: Course, then: Course, lesson: NodeId, text: str) -> NodeId:
    """Add the old text as a lesson of its own, after today's lesson if that still stands."""
    title = say("{title} (brought back)", title=then.outline.nodes[lesson].title)
    standing = {node.id: node for node, _ in today.outline.walk()}
    parent = standing[lesson].parent if lesson in standing else ROOT
    after = lesson if lesson in standing else None
    return add(ws, today, "lesson", title, parent, text=text, after=after).nodes[0]


def _bring_files_back(ws: Workspace, today: Course, then: Course) -> list[tuple[str, str]]:
    """Place the files as they were; list those whose bytes are not here any more."""
    now = {path: placed.sha for path, placed in today.facts.files_now().items()}
    placed: list[PlacedFile] = []
    lacking: list[tuple[str, str]] = []
    for path, file in then.facts.files_now().items():
        if now.get(path) == file.sha:
            continue
        if ws.store.media.has(file.sha):
            register = today.facts.files.get(path)
            over = tuple(head.fact for head in register.heads()) if register else ()
            placed.append(PlacedFile(path, file.sha, file.size, over))
        else:
            lacking.append((path, say("its bytes are not in this workspace any more")))
    if placed:
        ws.ledger.write(today.log, FilePlaced(tuple(placed)))
    return lacking

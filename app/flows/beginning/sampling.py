"""The sample course: finished lessons, with a comment, a suggestion and an overlap to be met."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from sync.model.errors import OurMistake
from sync.model.ids import NodeId, PersonId, fresh
from sync.model.language import say
from sync.model.payloads import CommentMade, MemberSet, SuggestionMade
from sync.model.signing import Key
from sync.workspace.courses import Course
from sync.workspace.identity import Identity
from sync.workspace.ledger import Ledger
from sync.workspace.opening import Workspace
from sync.workspace.revisions import LessonFacts

SAMPLE = "sample.course"
STEPS = "sample.steps"
HIDDEN = "sample.hidden"
PLANTED = "sample.planted"
"""The clock of the course when it was planted: all that is later, somebody did."""


def plant_sample(ws: Workspace, story: Path) -> Course:
    """Bring the sample course in, once, with what a colleague left in it.

    The colleague is nobody: a person made for this course, with a key that is thrown away.
    """
    planted = ws.store.settings.get(SAMPLE)
    for entry in ws.courses.entries():
        if entry.row.course == planted:
            return ws.courses.open(entry.row)
    import tomllib  # home waits for this module, and plants nothing

    from app.flows.files.importing import bring_in

    told = tomllib.loads(story.read_text("utf-8"))
    with ws.store.writing():
        brought = bring_in(ws, story.parent / told["folder"], None, lambda _done, _of: None)
        course = ws.courses.open(brought.course.log)
        colleague = Identity(PersonId(fresh()), told["colleague"], Key.fresh())
        ws.ledger.write(course.log, MemberSet(colleague.person, colleague.name, "author"))
        theirs = Ledger(ws.store, colleague)
        theirs.listen(ws.lessons.follow)
        paths = {form.path: lesson for lesson, form in course.facts.forms.items()}
        for said in told.get("overlap", ()):
            _change_apart(ws, theirs, course, paths[said["lesson"]], said)
        for said in told.get("comment", ()):
            _comment(ws, theirs, course, paths[said["lesson"]], said)
        for said in told.get("suggestion", ()):
            _suggest(ws, theirs, course, paths[said["lesson"]], said)
        ws.store.settings.set(SAMPLE, course.id)
        ws.store.settings.set(PLANTED, str(ws.store.log.top_clock(course.log)))
    ws.courses.forget()
    return ws.courses.open(course.log)


def _change_apart(
    ws: Workspace, theirs: Ledger, course: Course, lesson: NodeId, said: dict[str, Any]
) -> None:
    base = ws.lessons.today(course.log, lesson)
    _once(base.text, said["base"])
    for ledger, key in ((ws.ledger, "mine"), (theirs, "theirs")):
        facts = LessonFacts(ws.store, course.log, lesson)
        text = base.text.replace(said["base"], said[key])
        ledger.write(course.log, facts.draw_revision(base.state.heads, text))


def _comment(
    ws: Workspace, theirs: Ledger, course: Course, lesson: NodeId, said: dict[str, Any]
) -> None:
    from app.flows.review.commenting import CONTEXT

    today = ws.lessons.today(course.log, lesson)
    start = _once(today.text, said["quote"])
    end = start + len(said["quote"])
    theirs.write(
        course.log,
        CommentMade(
            lesson,
            today.state,
            start,
            end,
            said["quote"],
            today.text[max(0, start - CONTEXT) : start],
            today.text[end : end + CONTEXT],
            said["text"],
        ),
    )


def _suggest(
    ws: Workspace, theirs: Ledger, course: Course, lesson: NodeId, said: dict[str, Any]
) -> None:
    today = ws.lessons.today(course.log, lesson)
    start = _once(today.text, said["before"])
    body = SuggestionMade(
        lesson,
        today.state,
        start,
        start + len(said["before"]),
        said["before"],
        said["after"],
        said["why"],
    )
    theirs.write(course.log, body)


def _once(text: str, words: str) -> int:
    if text.count(words) != 1:
        raise OurMistake(say("The sample course and what was left in it do not fit together."))
    return text.index(words)


def remove_sample(ws: Workspace) -> None:
    """Take the sample out of sight, in one step; its facts stay in the workspace, never sent."""
    planted = ws.store.settings.get(SAMPLE)
    with ws.store.writing():
        ws.store.settings.set(HIDDEN, "1")
        for entry in ws.courses.entries():
            if entry.row.course == planted:
                ws.store.log.add_log(msgspec.structs.replace(entry.row, standing="closed"))
                ws.store.search.drop(entry.row.log)
    ws.courses.forget()


def is_removed(ws: Workspace) -> bool:
    """Tell whether the person has taken the sample away."""
    return ws.store.settings.get(HIDDEN) is not None


def note_played(ws: Workspace) -> None:
    """Remember that a quiz was played."""
    ws.store.settings.set(f"{STEPS}.played", "1")

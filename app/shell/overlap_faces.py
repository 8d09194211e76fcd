"""Turn overlaps into what the panels show: who wrote what, and whose turn it is."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from app.flows.overlaps.asking import questions
from app.flows.overlaps.giving import given
from app.flows.overlaps.merging import OverlapView
from app.flows.overlaps.overlap_views import ids_of
from app.shell.dates import date_of
from app.shell.people_faces import face, when
from editor.panels.overlaps.values import Act, OverlapItem, Question, Turn
from editor.panels.overlaps.values import Wording as ShownWording
from sync.model.course_overlaps import CourseWording
from sync.model.ids import PersonId
from sync.model.language import mark, say
from sync.workspace.courses import Course

HINDRANCE = mark("In this course you can look at overlaps; others check them.")
_FIELDS = {"title": mark("the course")}
"""The fields of a course's description that have a better name than their own."""


def overlap_item(
    view: OverlapView,
    course: Course,
    names: dict[PersonId, str],
    me: PersonId,
    gone: Collection[PersonId] = (),
) -> OverlapItem:
    """Show one overlap with whose turn it is and what was asked, without the text around it.

    `gone` are those who have no access to the course any more.
    """
    [item] = overlap_items([view], course, names, me, {})
    turn = _turn(course, view, names, me, gone)
    return replace(item, turn=turn, questions=_questions(course, view, names, me))


def _turn(
    course: Course,
    view: OverlapView,
    names: dict[PersonId, str],
    me: PersonId,
    gone: Collection[PersonId],
) -> Turn | None:
    said = given(course, view)
    if said is None or (not said.to and said.is_over(date.today().isoformat())):
        return None
    to = face(said.to, names, me) if said.to else None
    why = said.why
    if to is not None and said.to in gone:
        left = say("{name} has no access any more.", name=to.name)
        why = say("{why} – {left}", why=why, left=left) if why else left
    return Turn(face(said.by, names, me), to, why, _day(said.until))


def _questions(
    course: Course, view: OverlapView, names: dict[PersonId, str], me: PersonId
) -> tuple[Question, ...]:
    return tuple(
        Question(
            face(thread.person, names, me),
            when(thread.at),
            thread.text,
            tuple((face(one.person, names, me), one.text) for one in thread.replies),
        )
        for thread in questions(course, view)
    )


def _day(until: str) -> str:
    """Say a day as people do."""
    try:
        return date_of(time.strptime(until, "%Y-%m-%d")) if until else ""
    except ValueError:
        return until


def overlap_items(
    views: Sequence[OverlapView],
    course: Course,
    names: dict[PersonId, str],
    me: PersonId,
    around: dict[str, tuple[str, str]],
) -> list[OverlapItem]:
    """Show overlaps to check; `around` gives the text before and after each."""
    items = []
    for view in views:
        node = course.outline.nodes.get(view.lesson)
        before, after = around.get(view.id, ("", ""))
        items.append(
            OverlapItem(
                id=view.id,
                kind=view.kind,
                lesson=view.lesson,
                title=node.title if node else _about(view),
                was=view.base,
                wordings=_wordings(view, names, me),
                now=_without_hashes(view, view.merged),
                before=before,
                after=after,
                settled=view.state == "settled",
                names=ids_of(view),
            )
        )
    return items


def _about(view: OverlapView) -> str:
    """Name the file, or the field of the description, that an overlap is about."""
    if view.kind != "described-apart":
        return view.about
    return say(_FIELDS[view.about]) if view.about in _FIELDS else view.about


def _wordings(
    view: OverlapView, names: dict[PersonId, str], me: PersonId
) -> tuple[ShownWording, ...]:
    shown = []
    for number, wording in enumerate(view.wordings, start=1):
        act: Act = "text"
        at = 0
        if view.outline is not None:
            act, at = view.outline.wordings[number - 1].text, view.outline.wordings[number - 1].at
        elif view.course is not None:
            side = view.course.wordings[number - 1]
            act, at = _act_of(side), side.at
        faces = tuple(face(p, names, me) for p in wording.people)
        text = _without_hashes(view, wording.text)
        shown.append(ShownWording(str(number), text, faces, when(at), act))
    return tuple(sorted(shown, key=lambda w: not w.is_mine))


def _without_hashes(view: OverlapView, text: str) -> str:
    """Leave the hashes of files out: the command line needs them, to people they say nothing."""
    sides = view.course.wordings if view.course is not None else ()
    for side in sides:
        if side.file is not None and side.file.sha:
            text = text.replace(f", {side.file.sha[:12]}", "")
    return text


def _act_of(side: CourseWording) -> Act:
    """Say what a person did to a file or to the description."""
    if side.file is None:
        return "title"
    return "file" if side.file.sha else "removed"

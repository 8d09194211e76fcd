"""Read what is to be checked in a course, as it is shown: overlaps, and what broke by merging."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.flows.lesson.following import course_now
from app.flows.overlaps import merging
from app.flows.overlaps.broken import broken_now
from app.flows.overlaps.broken_values import Broken, told_of
from app.flows.overlaps.merging import OverlapView
from app.flows.overlaps.third import choices_at
from app.flows.permission import may
from app.flows.persons import without_access
from app.shell.overlap_faces import overlap_item
from app.shell.people_faces import face, when
from editor.panels.kit.avatars import Face
from editor.panels.overlaps.values import THIRD, OverlapItem, Wording
from sync.merge.fold import Item
from sync.model.ids import LogId, NodeId, PersonId
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

_RIGHT = re.compile(r"\[\([xX]\)\]")
_LOOKED_BACK = 200
"""So many revisions of a lesson are looked through for who wrote over a place."""


@dataclass(frozen=True)
class OverlapsRead:
    """What is to be checked in a course, ready to be shown.

    `people` are those to whom a place can be given; `suggests` says that a choice is a suggestion.
    """

    log: LogId
    items: tuple[OverlapItem, ...]
    may_confirm: bool
    suggests: bool = False
    people: tuple[Face, ...] = ()


def read_overlaps(ws: Workspace, log: LogId, *, broken: bool = True) -> OverlapsRead:
    """Read the overlaps of a course with the text around each, on the store's thread.

    What broke by merging is looked for only if it is asked for: all the course is checked for it.
    """
    course = course_now(ws, log)
    names, me = ws.courses.names(course), ws.identity.person
    gone = without_access(ws, course)
    views = merging.overlaps(ws, course, settled=True)
    items = []
    for view in views:
        item, around = overlap_item(view, course, names, me, gone), ("", "")
        if view.item is not None and view.item.start is not None and view.item.end is not None:
            text = ws.lessons.today(course.log, view.lesson).text
            around = _around(text, view.item.start, view.item.end)
        over = () if view.item is None else _written_over(ws, course, view.lesson, view.item)
        faces = tuple(face(person, names, me) for person in over)
        item = replace(item, before=around[0], after=around[1], over=faces)
        items.append(_with_thirds(ws, course, view, item, names))
    if broken:
        found = broken_now(ws, course)
        items += [_broken_item(ws, course, one, names) for one in found]
    suggests = not may(course, "overlap.confirmed") and may(course, "suggestion.made")
    people: Sequence[Face] = ()
    if may(course, "overlap.given"):
        people = [face(person, names, me) for person in names if person not in gone]
    return OverlapsRead(
        log,
        tuple(sorted(items, key=_group)),
        suggests or may(course, "overlap.confirmed"),
        suggests,
        tuple(people),
    )


def _group(item: OverlapItem) -> int:
    """Put what is mine first, and what others have, or what is left for later, last."""
    if item.turn is None:
        return 1
    if item.turn.to is None:
        return 3
    return 0 if item.turn.is_mine else 2


def _with_thirds(
    ws: Workspace,
    course: Course,
    view: OverlapView,
    item: OverlapItem,
    names: dict[PersonId, str],
) -> OverlapItem:
    """Add when each text was written, and what is suggested at the place."""
    me = ws.identity.person
    thirds = tuple(
        Wording(
            f"{THIRD}{choice.suggestion.id}",
            choice.wording,
            (face(choice.suggestion.person, names, me),),
            when(choice.suggestion.at),
        )
        for choice in choices_at(ws, course, view)
    )
    timed = tuple(replace(one, when=one.when or _written(ws, view, one)) for one in item.wordings)
    return replace(item, wordings=(*timed, *thirds))


def _written(ws: Workspace, view: OverlapView, shown: Wording) -> str:
    """Say when a text was written last; that of an outline or a file is told already."""
    if view.item is None or not shown.take.isdecimal():
        return ""
    wording = view.item.wordings[int(shown.take) - 1]
    stored = (ws.store.log.fact(ident) for ident in wording.revisions)
    return when(max((one.fact.at for one in stored if one is not None), default=0))


def _written_over(
    ws: Workspace, course: Course, lesson: NodeId, item: Item
) -> tuple[PersonId, ...]:
    """Find who first wrote what stands over the texts of a settled place; nobody if it is gone."""
    words = item.merged.strip()
    if item.state != "settled" or not words:
        return ()
    history = ws.lessons.history(course.log, lesson)
    for ident in reversed(history.ancestry.order[-_LOOKED_BACK:]):
        revision = history.revisions[ident]
        if words in history.text_at([ident]) and words not in history.text_at(revision.parents):
            return (revision.person,)
    return ()


def _broken_item(
    ws: Workspace, course: Course, broken: Broken, names: dict[PersonId, str]
) -> OverlapItem:
    """Show what broke by merging as an overlap: what each did, and what stands there now."""
    me = ws.identity.person
    text = ws.lessons.today(course.log, broken.lesson).text
    lines = text.split("\n")
    start = sum(len(line) + 1 for line in lines[: broken.line])
    before, after = _around(text, start, start + len(broken.words))
    wordings = [
        Wording(
            str(number),
            choice.words,
            tuple(face(person, names, me) for person in choice.people),
            when(choice.at),
            said=told_of(choice, names, me),
            use=str(choice.keep),
        )
        for number, choice in enumerate(broken.choices, start=1)
    ]
    node = course.outline.nodes.get(broken.lesson)
    return OverlapItem(
        id=broken.id,
        kind=broken.rule,
        lesson=broken.lesson,
        title=node.title if node else "",
        was=_unmarked(broken),
        wordings=tuple(sorted(wordings, key=lambda w: not w.is_mine)),
        now=broken.words,
        before=before,
        after=after,
        broken=str(broken.what),
        may_stay=broken.may_stay,
        line=broken.line,
    )


def _unmarked(broken: Broken) -> str:
    """Give what the marks of a place are measured against: a question without its right answers."""
    if broken.rule != "two-right-answers":
        return broken.words
    return _RIGHT.sub("[( )]", broken.words)


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """Give the paragraph before a place and the one after it."""
    before = text[:start].rstrip().rpartition("\n\n")[2]
    after = text[end:].lstrip("\n").partition("\n\n")[0]
    return before.strip("\n"), after.rstrip("\n")

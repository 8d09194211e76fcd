"""Ask the others about an overlap: a comment at its place that speaks to them."""

from __future__ import annotations

from collections.abc import Sequence

from app.flows.changes import Changes
from app.flows.overlaps.overlap_views import OverlapView, ids_of
from app.flows.review.commenting import comment, resolve
from sync.model.errors import Refused
from sync.model.ids import FactId, PersonId
from sync.model.language import say
from sync.model.payloads import About
from sync.model.review import Thread
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


def others_of(ws: Workspace, view: OverlapView) -> tuple[PersonId, ...]:
    """List who else wrote at the place, in the order of the wordings."""
    people = (person for wording in view.wordings for person in wording.people)
    return tuple(dict.fromkeys(one for one in people if one != ws.identity.person))


def ask(
    ws: Workspace,
    course: Course,
    view: OverlapView,
    text: str,
    people: Sequence[PersonId] | None = None,
) -> Changes:
    """Comment on the place, or on the lesson or course as a whole, for those who wrote there.

    The overlap stays open; the comment is answered and resolved as any other.
    """
    mentions = others_of(ws, view) if people is None else tuple(people)
    ids = sorted(ids_of(view))
    item = view.item
    about: About
    if item is None or item.start is None or item.end is None:
        node = course.outline.nodes.get(view.lesson)
        about = "lesson" if node is not None and node.kind == "lesson" else "course"
        return comment(
            ws, course, view.lesson, 0, 0, text, about=about, mentions=mentions, overlaps=ids
        )
    ws.lessons.seal(view.lesson)
    whole = ws.lessons.today(course.log, view.lesson).text
    start, end = _words_in(whole, item.start, item.end)
    about = "words" if start < end else "lesson"
    return comment(
        ws, course, view.lesson, start, end, text, about=about, mentions=mentions, overlaps=ids
    )


def take_question_back(ws: Workspace, course: Course, ident: FactId) -> Changes:
    """Close what was asked, with the reason; it stays on record. Refused if it is closed."""
    thread = course.facts.threads.get(course.facts.twins.get(ident, ident))
    if thread is None or thread.resolution is not None:
        raise Refused(
            say("Your question was closed already."),
            safe=say("Nothing was changed."),
            mend=say("There is nothing left to take back."),
        )
    return resolve(ws, course, thread, "wont", say("I took the question back."))


def questions(course: Course, view: OverlapView) -> tuple[Thread, ...]:
    """List the open threads in which this overlap is talked about, the oldest first."""
    ids = ids_of(view)
    found = [
        thread
        for thread in course.facts.threads.values()
        if thread.resolution is None and ids & set(thread.overlaps)
    ]
    return tuple(sorted(found, key=lambda thread: (thread.at, thread.id)))


def _words_in(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out blank space at either end; where nothing stands, take the line before."""
    words = text[start:end]
    if not words.strip():
        before = text[:start].rstrip()
        return before.rfind("\n") + 1, len(before)
    low = start + len(words) - len(words.lstrip())
    return low, start + len(words.rstrip())

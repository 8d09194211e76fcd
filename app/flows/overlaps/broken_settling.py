"""Settle what broke by merging: keep what one did, or leave it; one step, and one step back."""

from __future__ import annotations

from app.flows.changes import Changes, changed
from app.flows.courses.outlining import put_back
from app.flows.overlaps.broken import broken_now
from app.flows.overlaps.broken_values import Broken, Choice
from app.flows.permission import may, must_be_allowed
from app.flows.review.suggesting import suggest
from sync.model.errors import BadInput, NotFound
from sync.model.ids import NodeId, sha_of
from sync.model.language import say
from sync.model.outline import ROOT
from sync.model.payloads import FilePlaced, OverlapConfirmed
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from sync.workspace.revisions import LessonFacts

AS_IT_IS = "merged"
"""The choice to leave it: what stands in the course now."""


def find_broken(ws: Workspace, reference: str) -> tuple[Course, str] | None:
    """Find what broke by merging in any course by its id or a prefix; None if nothing goes by it.

    Courses are looked through only where no overlap goes by the reference: each is checked.
    """
    found = [
        (course, broken.id)
        for course in map(ws.courses.open, (entry.row for entry in ws.courses.entries()))
        if reference
        for broken in broken_now(ws, course)
        if broken.id.startswith(reference)
    ]
    return found[0] if len(found) == 1 else None


def settle_broken(ws: Workspace, course: Course, ident: str, take: str) -> Changes:
    """Keep what one person did, by its number, or `merged` to leave it as it is.

    A reviewer's choice is a suggestion. What was typed is sealed first; if the place was mended
    meanwhile, NotFound says so.
    """
    ws.lessons.seal_all(what_can_be=True)
    course = ws.courses.open(course.log)
    broken = next((one for one in broken_now(ws, course) if one.id == ident), None)
    if broken is None:
        raise NotFound(
            say("This was mended meanwhile."),
            safe=say("Nothing was changed."),
            mend=say("There is nothing left to do here."),
        )
    if take == AS_IT_IS:
        return _leave(ws, course, broken)
    choice = _chosen(ws, broken, take)
    if broken.may_stay and choice.text == ws.lessons.today(course.log, choice.lesson).text:
        return _leave(ws, course, broken)  # what one did stands there
    with ws.store.writing():
        done = _keep(ws, course, choice)
        if done.kinds & {"text.revised", "lesson.placed", "file.placed"}:
            sha = sha_of(choice.words)
            body = OverlapConfirmed(broken.lesson, (broken.id,), done.facts[0].id, sha)
            done = done.and_also(ws.ledger.write(course.log, body))
    return done


def _keep(ws: Workspace, course: Course, choice: Choice) -> Changes:
    if choice.text is not None:
        return keep_text(ws, course, choice.lesson, choice.text)
    must_be_allowed(course, "overlap.confirmed")
    if choice.back is not None:
        return put_back(ws, course, choice.back, _home(course, choice.back))
    assert choice.file is not None
    return changed(course.log, ws.ledger.write(course.log, FilePlaced((choice.file,))))


def keep_text(ws: Workspace, course: Course, lesson: NodeId, text: str) -> Changes:
    """Write a lesson's text as chosen, or suggest it where one may only suggest."""
    if not may(course, "text.revised") and may(course, "suggestion.made"):
        return suggest(ws, course, lesson, text, say("My choice where two people overlap."))
    must_be_allowed(course, "text.revised")
    state = ws.lessons.today(course.log, lesson).state
    return changed(course.log, [ws.lessons.revise(course.log, lesson, text, state)])


def _chosen(ws: Workspace, broken: Broken, take: str) -> Choice:
    numbers = {str(number): one for number, one in enumerate(broken.choices, start=1)}
    me = ws.identity.person
    mine = [one for one in broken.choices if me in one.people]
    if mine and mine[0].people == (me,):
        numbers["mine"] = mine[0]
        numbers["theirs"] = next((o for o in broken.choices if o is not mine[0]), mine[0])
    if take not in numbers:
        raise BadInput(
            say("“{take}” is none of the choices here.", take=take),
            safe=say("Nothing was changed."),
            mend=say("Take one of 1 to {count}.", count=len(broken.choices)),
        )
    return numbers[take]


def _leave(ws: Workspace, course: Course, broken: Broken) -> Changes:
    """Leave it as it is, for everyone: a revision that saw all heads, and the confirmation."""
    must_be_allowed(course, "overlap.confirmed")
    if not broken.may_stay:
        raise BadInput(
            say("No learner could pass this: it cannot stay as it is."),
            safe=say("Nothing was changed."),
            mend=say("Take one of 1 to {count}.", count=len(broken.choices)),
        )
    with ws.store.writing():
        facts = LessonFacts(ws.store, course.log, broken.lesson)
        history = facts.history
        clock = ws.store.log.top_clock(course.log)
        body = facts.draw_revision(history.heads, history.text)
        revision = ws.ledger.draw_up(course.log, body, clock + 1)
        left = OverlapConfirmed(broken.lesson, (broken.id,), revision.id, sha_of(broken.words))
        pair = [revision, ws.ledger.draw_up(course.log, left, clock + 2)]
        ws.ledger.take(course.log, pair)
    return changed(course.log, pair)


def _home(course: Course, node: NodeId) -> str:
    """Find the module that a removed lesson stood in, if it is still there."""
    there = {one.id for one, _ in course.outline.walk()}
    parent = course.outline.nodes[node].parent
    return parent if NodeId(parent) in there else ROOT

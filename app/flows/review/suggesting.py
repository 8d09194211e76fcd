"""Suggest a change, accept one, take one back: an edit, block by block, with its reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from app.flows.changes import Changes, changed
from app.flows.lesson.writing import check_state, check_text
from app.flows.permission import must_be_allowed
from app.flows.review.changed_blocks import BlockChange, changed_blocks
from app.flows.review.commenting import fact_called
from sync.model.errors import BadInput, NotFound, Refused
from sync.model.ids import FactId, NodeId
from sync.model.language import mark, say
from sync.model.outline import ROOT
from sync.model.payloads import (
    CommentReplied,
    LessonPlaced,
    Place,
    SuggestionDecided,
    SuggestionMade,
)
from sync.model.positions import between
from sync.model.review import Suggestion
from sync.model.round_payloads import SuggestionWithdrawn
from sync.model.states import TextState
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

__all__ = ["BlockChange", "changed_blocks"]

_LONGEST_TITLE = 120
_DECIDED = {
    "accepted": mark("This suggestion was accepted already."),
    "rejected": mark("This suggestion was rejected already."),
    "withdrawn": mark("This suggestion was taken back by whoever made it."),
}


def suggest(
    ws: Workspace,
    course: Course,
    lesson: NodeId,
    text: str,
    why: str,
    base: TextState | None = None,
) -> Changes:
    """Suggest a whole edited text: one suggestion for each block that differs from `base`."""
    must_be_allowed(course, "suggestion.made")
    check_text(text)
    if base is not None:
        check_state(ws, course, lesson, base)
    ws.lessons.seal(lesson)
    state = base or ws.lessons.today(course.log, lesson).state
    before = ws.lessons.text_at(course.log, lesson, state)
    made = [_as_payload(lesson, state, one, why) for one in changed_blocks(before, text)]
    if not made:
        return Changes(course.log)
    return changed(course.log, ws.ledger.write(course.log, *made))


def suggest_anew(
    ws: Workspace,
    course: Course,
    lesson: NodeId,
    text: str,
    why: str,
    base: TextState,
    shown: Collection[FactId],
) -> Changes:
    """Suggest a text in which own open suggestions, those `shown`, could be changed further.

    One that still says the same stays as it is, also if it was decided meanwhile; the others are
    taken back, and what is new is suggested: one act.
    """
    with ws.store.writing():
        ws.lessons.seal(lesson)
        check_state(ws, course, lesson, base)
        before = ws.lessons.text_at(course.log, lesson, base)
        course = ws.courses.open(course.log)
        mine = {
            one.id: one
            for one in course.facts.suggestions.values()
            if one.id in shown and one.person == ws.identity.person
        }
        made: list[SuggestionMade] = []
        for change in changed_blocks(before, text):
            same = [i for i, one in mine.items() if _says_the_same(one, change)]
            if same:
                del mine[same[0]]
                continue
            reason = why or _reason_before(mine.values(), change)
            made.append(_as_payload(lesson, base, change, reason))
        if made:
            must_be_allowed(course, "suggestion.made")
            check_text(text)
        gone = [SuggestionWithdrawn(ident, "") for ident, one in mine.items() if one.is_open]
        if gone:
            must_be_allowed(course, "suggestion.withdrawn")
        if not (made or gone):
            return Changes(course.log)
        return changed(course.log, ws.ledger.write(course.log, *gone, *made))


def _says_the_same(one: Suggestion, change: BlockChange) -> bool:
    return (one.before, one.after) == (change.before, change.after)


def _reason_before(others: Collection[Suggestion], change: BlockChange) -> str:
    """Give the reason of the suggestion that this one takes the place of, also one said later.

    It may change more than that did: the blocks beside it, too.
    """
    for one in sorted(others, key=lambda one: one.before != change.before):
        if one.before == change.before or one.before.strip() in change.before:
            said = [one.why, *(r.text for r in one.replies if r.person == one.person)]
            return next((words for words in said if words.strip()), "")
    return ""


def _as_payload(lesson: NodeId, state: TextState, change: BlockChange, why: str) -> SuggestionMade:
    return SuggestionMade(lesson, state, change.start, change.end, change.before, change.after, why)


def accept(ws: Workspace, course: Course, suggestion: Suggestion) -> Changes:
    """Take a suggestion in: from now on it is its suggester's revision of the lesson."""
    must_be_allowed(course, "suggestion.decided")
    must_be_open(suggestion)
    ws.lessons.seal(suggestion.lesson)
    body = SuggestionDecided(suggestion.id, "accept", "")
    return changed(course.log, ws.ledger.write(course.log, body, *places_of([suggestion], course)))


def withdraw(ws: Workspace, course: Course, suggestion: Suggestion, why: str = "") -> Changes:
    """Take an own suggestion back; it stays on record, and its words can be found."""
    if ws.identity.person not in (suggestion.person, suggestion.by):
        raise Refused(
            say("Only who made a suggestion can take it back."),
            safe=say("Nothing was changed."),
            mend=say("An author can say “not now” to it."),
        )
    must_be_allowed(course, "suggestion.withdrawn")
    must_be_open(suggestion)
    body = SuggestionWithdrawn(suggestion.id, why.strip())
    return changed(course.log, ws.ledger.write(course.log, body))


def answer(ws: Workspace, course: Course, suggestion: Suggestion, text: str) -> Changes:
    """Say something to a suggestion; from its own maker, where it has no reason, it is that."""
    must_be_allowed(course, "comment.replied")
    if not text.strip():
        raise BadInput(
            say("A reply needs some words."),
            safe=say("Nothing was changed."),
            mend=say("Write some words."),
        )
    body = CommentReplied(suggestion.id, text)
    return changed(course.log, ws.ledger.write(course.log, body))


def must_be_open(suggestion: Suggestion) -> None:
    """Raise Refused, in the person's words, where a suggestion waits for nobody any more."""
    if not suggestion.is_open:
        raise Refused(
            say(_DECIDED[suggestion.stands]),
            safe=say("Nothing was changed."),
            mend=say("Make a new suggestion, if something is still to be changed."),
        )


def places_of(suggestions: Iterable[Suggestion], course: Course) -> list[LessonPlaced]:
    """Place lessons that no outline has yet, at the end of the course, as one fact or none.

    Someone added such a lesson when they could no longer know that they might not: its text came
    as a suggestion. Its title is the text's first line.
    """
    new = {one.lesson: one for one in suggestions if one.lesson not in course.facts.nodes}
    last = ""
    for ident in course.outline.children.get(ROOT, ()):
        last = max(last, course.outline.nodes[ident].position)
    places = []
    for lesson, one in new.items():
        last = between(last, "")
        first = next((line for line in one.after.splitlines() if line.strip("# \t")), "Lesson")
        places.append(Place(lesson, ROOT, last, title=first.strip("# \t")[:_LONGEST_TITLE]))
    return [LessonPlaced(tuple(places))] if places else []


def find_suggestion(ws: Workspace, reference: str) -> tuple[Course, Suggestion]:
    """Find a suggestion of any course by its id or a prefix."""
    fact = fact_called(ws, reference, "suggestion.made")
    if fact is None:
        raise NotFound(
            say("There is no suggestion “{reference}”.", reference=reference),
            safe=say("Nothing was changed."),
            mend=say("“coursefolk suggestions” lists them."),
        )
    course = ws.courses.open(fact.log)
    facts = course.facts
    return course, facts.suggestions[facts.twins.get(fact.id, fact.id)]

"""Decide on suggestions, one or many at once, or with a change of one's own; take that back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import msgspec

from app.flows.changes import Changes, changed
from app.flows.courses import outlining
from app.flows.lesson.carrying import write_back
from app.flows.lesson.writing import check_text
from app.flows.permission import must_be_allowed
from app.flows.review.suggesting import must_be_open, places_of
from sync.merge.anchors import Place as Spot
from sync.merge.anchors import place
from sync.merge.edits import carry, edits
from sync.model.errors import BadInput, NotFound, Refused
from sync.model.facts import Fact
from sync.model.ids import FactId, LogId, NodeId, PersonId
from sync.model.language import say
from sync.model.payloads import SuggestionDecided, SuggestionMade
from sync.model.review import Suggestion
from sync.model.states import TextState
from sync.store.acts import KeptAct
from sync.workspace.arisen import arisen, closed_by
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from sync.workspace.revisions import LessonFacts

ACCEPTED = "accepted"
"""The kind of act that an acceptance is kept as."""


@dataclass(frozen=True)
class Accepted:
    """What an acceptance changed, by lesson: how each text stood before it and after."""

    changes: Changes
    suggestions: tuple[FactId, ...]
    lessons: tuple[tuple[NodeId, TextState, TextState], ...]
    placed: tuple[NodeId, ...] = ()
    """Lessons that came with it: no outline had them before."""

    @property
    def act(self) -> AcceptedAct:
        """All that is needed to take it back."""
        ident = self.changes.facts[0].id
        return AcceptedAct(ident, self.suggestions, self.lessons, self.placed)


class AcceptedAct(msgspec.Struct, frozen=True):
    """An acceptance as it is kept, to be taken back: under the name of its first fact."""

    ident: str
    suggestions: tuple[FactId, ...]
    lessons: tuple[tuple[NodeId, TextState, TextState], ...]
    placed: tuple[NodeId, ...] = ()


def open_by(course: Course, person: PersonId, lesson: NodeId | None = None) -> list[Suggestion]:
    """List what waits for a yes and was suggested by a person, in a lesson or the whole course.

    Of a lesson that was taken out of the course nothing is listed: a yes would bring it back.
    """
    gone = course.facts.nodes.keys() - {node.id for node in course.outline.lessons()}
    return [
        one
        for one in course.facts.suggestions.values()
        if one.is_open
        and one.writer == person
        and lesson in (None, one.lesson)
        and one.lesson not in gone
    ]


def accept_all(ws: Workspace, course: Course, suggestions: Sequence[Suggestion]) -> Accepted:
    """Take several suggestions in, in one transaction; each stays its suggester's work."""
    must_be_allowed(course, "suggestion.decided")
    if not suggestions:
        raise NotFound(
            say("There is nothing to accept."),
            safe=say("Nothing was changed."),
            mend=say("“coursefolk suggestions” lists what waits for a yes."),
        )
    with ws.store.writing():
        for one in suggestions:
            must_be_open(one)
        lessons = list(dict.fromkeys(one.lesson for one in suggestions))
        before = {}
        for lesson in lessons:
            ws.lessons.seal(lesson)
            before[lesson] = ws.lessons.today(course.log, lesson).state
        bodies = [SuggestionDecided(one.id, "accept", "") for one in suggestions]
        facts = ws.ledger.write(course.log, *bodies, *places_of(suggestions, course))
        return _accepted(ws, course, facts, suggestions, before)


def reject_all(
    ws: Workspace, course: Course, suggestions: Sequence[Suggestion], why: str
) -> Changes:
    """Say not now to several suggestions, with one reason, in one transaction."""
    must_be_allowed(course, "suggestion.decided")
    if not suggestions:
        raise NotFound(
            say("There is nothing to decide."),
            safe=say("Nothing was changed."),
            mend=say("“coursefolk suggestions” lists what waits for a yes."),
        )
    if not why.strip():
        raise BadInput(
            say("A “not now” needs a reason."),
            safe=say("Nothing was changed."),
            mend=say("Say why, in a few words."),
        )
    for one in suggestions:
        must_be_open(one)
    bodies = [SuggestionDecided(one.id, "reject", why) for one in suggestions]
    return changed(course.log, ws.ledger.write(course.log, *bodies))


def wait_again(
    ws: Workspace, course: Course, suggestions: Sequence[FactId], why: str = ""
) -> Changes:
    """Take back one's own “not now” to suggestions: they wait again, unless others refused them.

    Those that were decided otherwise meanwhile stay as they are.
    """
    must_be_allowed(course, "suggestion.decided")
    me, known = ws.identity.person, course.facts.suggestions
    mine = [
        ident
        for ident in (course.facts.twins.get(one, one) for one in suggestions)
        if known[ident].stands == "rejected" and any(n.person == me for n in known[ident].refusals)
    ]
    if not mine:
        said = [known[course.facts.twins.get(one, one)] for one in suggestions]
        if any(no.person == me for one in said for no in one.refusals):
            raise Refused(
                say("You said “not now”, and somebody accepted it: it is in the text."),
                safe=say("Nothing was changed."),
                mend=say("There is nothing left to take back; it does not wait."),
            )
        raise Refused(
            say("There is no “not now” of yours to take back."),
            safe=say("Nothing was changed."),
            mend=say("Only who said “not now” takes it back."),
        )
    bodies = [SuggestionDecided(ident, "reopen", why.strip()) for ident in mine]
    return changed(course.log, ws.ledger.write(course.log, *bodies))


def accept_with(ws: Workspace, course: Course, suggestion: Suggestion, wording: str) -> Accepted:
    """Take a suggestion in and write its block as I would have it, as one act.

    The suggestion is its suggester's revision, so their words stay theirs; what I changed of
    them is a revision of mine on top.
    """
    must_be_allowed(course, "suggestion.decided")
    must_be_allowed(course, "text.revised")
    check_text(wording)
    must_be_open(suggestion)
    lesson = suggestion.lesson
    with ws.store.writing():
        ws.lessons.seal(lesson)
        before = {lesson: ws.lessons.today(course.log, lesson).state}
        facts = ws.ledger.write(
            course.log,
            SuggestionDecided(suggestion.id, "accept", ""),
            *places_of([suggestion], course),
        )
        today = ws.lessons.today(course.log, lesson)
        taken = ws.lessons.history(course.log, lesson).text_at((suggestion.id,))
        end = suggestion.start + len(suggestion.after)
        spot = place(taken, suggestion.start, end, today.text, quote=suggestion.after)
        if spot.start is None or spot.end is None:
            raise Refused(
                say("The place of this suggestion was written anew since it was made."),
                safe=say("Nothing was changed."),
                mend=say("Accept it as it is, and change the lesson then."),
            )
        tail = suggestion.after[len(suggestion.after.rstrip("\n")) :]
        put = wording.rstrip("\n") + tail if wording.strip() else ""
        text = today.text[: spot.start] + put + today.text[spot.end :]
        mine = ws.lessons.revise(course.log, lesson, text, today.state)
        facts = [*facts, *([mine] if mine else [])]
        return _accepted(ws, course, facts, [suggestion], before)


def _accepted(
    ws: Workspace,
    course: Course,
    facts: Sequence[Fact],
    suggestions: Sequence[Suggestion],
    before: dict[NodeId, TextState],
) -> Accepted:
    after = [
        (lesson, state, ws.lessons.today(course.log, lesson).state)
        for lesson, state in before.items()
    ]
    ids = tuple(one.id for one in suggestions)
    placed = tuple(lesson for lesson in before if lesson not in course.facts.nodes)
    done = Accepted(changed(course.log, facts), ids, tuple(after), placed)
    packed = msgspec.json.encode(done.act).decode()
    kept = KeptAct(done.act.ident, course.log, ACCEPTED, packed)
    ws.store.acts.keep(kept, [lesson for lesson in before if lesson not in placed])
    return done


def accepted_with(ws: Workspace, course: Course, suggestion: FactId) -> AcceptedAct:
    """Find the act by which a suggestion was accepted on this laptop, the last one."""
    for kept in reversed(ws.store.acts.of(course.log, ACCEPTED)):
        act = msgspec.json.decode(kept.act, type=AcceptedAct)
        if suggestion in {course.facts.twins.get(one, one) for one in act.suggestions}:
            return act
    raise NotFound(
        say("No acceptance of this suggestion can be taken back here."),
        safe=say("Nothing was changed."),
        mend=say("Only what was accepted on this laptop, and still stands, is taken back by it."),
    )


def take_out(
    ws: Workspace, course: Course, accepted: AcceptedAct, then: LogId | None = None
) -> Changes:
    """Undo an acceptance: its words leave the text again, by a new edit.

    What was written since stays; where it was written on those words, both are kept as an
    overlap. Each suggestion stays on record as accepted, and what it said waits anew, as its
    writer's, where the text is again as they had it. A lesson that came with it goes again.
    `then` is the log that they were accepted in, if the course goes on in another by now.
    Raises Refused where someone else accepted one of them, too.
    """
    must_be_allowed(course, "text.revised")
    _must_be_mine_alone(ws, course, accepted)
    written: list[Fact] = []
    with ws.store.writing():
        ws.store.acts.forget(accepted.ident)
        came = [course.outline.nodes[one] for one in accepted.placed if one in course.outline.nodes]
        if came:
            written += outlining.remove(ws, course, came).facts
        for lesson, before, after in accepted.lessons:
            if lesson in accepted.placed:
                continue
            ws.lessons.seal(lesson)
            if then is not None and then != course.log:
                fact = write_back(ws, then, course.log, lesson, (before, after))
                written += [fact] if fact else []
                continue
            facts = LessonFacts(ws.store, course.log, lesson)
            text, now = facts.history.text_at(before.heads), facts.history.text_at(after.heads)
            came_with_it = arisen(facts, before.heads, after.heads)
            if now == text and not came_with_it:
                continue
            body = facts.draw_revision(after.heads, text)
            body = msgspec.structs.replace(body, restores=before.heads)
            [edit] = ws.ledger.write(course.log, body)
            closing = closed_by(lesson, edit.id, came_with_it, edits(now, text), text)
            written += [edit, *ws.ledger.write(course.log, *closing)]
        wishes = _said_anew(ws, course, accepted) if then in (None, course.log) else []
        written += ws.ledger.write(course.log, *wishes)
    return changed(course.log, written)


def _must_be_mine_alone(ws: Workspace, course: Course, accepted: AcceptedAct) -> None:
    """Raise Refused where someone else, apart, accepted the same: their yes is not mine to undo."""
    me = {ws.identity.person, *ws.identity.former}
    known, twins = course.facts.suggestions, course.facts.twins
    decided = [d for i in accepted.suggestions for d in known[twins.get(i, i)].decisions]
    others = [one.person for one in decided if one.accepted and one.person not in me]
    if others:
        name = ws.courses.names(course).get(others[0]) or others[0][:8]
        raise Refused(
            say("{name} accepted it, too, apart from you: it stays in the text.", name=name),
            safe=say("Nothing was changed."),
            mend=say("Change the text, or ask {name}.", name=name),
        )


def _said_anew(ws: Workspace, course: Course, accepted: AcceptedAct) -> list[SuggestionMade]:
    """Suggest for their writers what was accepted and is out of the text again.

    An accepted suggestion is a revision for good, so it cannot itself wait again.
    """
    found, lessons = [], {node.id for node in course.outline.lessons()} - {*accepted.placed}
    for ident in dict.fromkeys(course.facts.twins.get(one, one) for one in accepted.suggestions):
        one = course.facts.suggestions[ident]
        if one.lesson not in lessons:
            continue
        today = ws.lessons.today(course.log, one.lesson)
        spot = spot_of(ws, course.log, one, today.text)
        if spot.start is None or spot.end is None:
            continue
        if today.text[spot.start : spot.end] != one.before:
            continue
        by = one.writer if one.writer != ws.identity.person else PersonId("")
        where = (one.lesson, today.state, spot.start, spot.end)
        found.append(SuggestionMade(*where, one.before, one.after, one.why, by=by))
    return found


@dataclass(frozen=True)
class ThirdChoice:
    """What a suggestion would make of a place that two people changed apart."""

    suggestion: Suggestion
    wording: str


def third_choices(
    ws: Workspace,
    course: Course,
    lesson: NodeId,
    start: int,
    end: int,
    again: Collection[FactId] = (),
) -> list[ThirdChoice]:
    """List the open suggestions at `start` to `end` of today's text, with the wording of each.

    Those of `again` are listed though they were accepted once.
    """
    today = ws.lessons.today(course.log, lesson).text
    found = []
    for one in course.facts.suggestions.values():
        if one.lesson != lesson or not (one.is_open or one.id in again):
            continue
        spot = spot_of(ws, course.log, one, today)
        if spot.start is None or spot.end is None or spot.start > end or spot.end < start:
            continue
        put = today[: spot.start] + one.after + today[spot.end :]
        low, high, touched = carry(edits(today, put), start, end)
        if touched:
            found.append(ThirdChoice(one, put[low:high]))
    return found


def spot_of(ws: Workspace, log: LogId, suggestion: Suggestion, text: str) -> Spot:
    """Find where the block of a suggestion stands in a text today."""
    old = ws.lessons.text_at(log, suggestion.lesson, suggestion.state)
    return place(
        old,
        suggestion.start,
        suggestion.end,
        text,
        quote=suggestion.before,
        before=old[max(0, suggestion.start - 40) : suggestion.start],
        after=old[suggestion.end : suggestion.end + 40],
    )

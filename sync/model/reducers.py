"""How each kind of fact changes a course: small functions, called in (clock, id) order.

Reducers never judge who may write: the server did that once. They are total: what points at
something unknown is remembered and does nothing.
"""

from __future__ import annotations

from dataclasses import replace

import msgspec

from sync.model import payloads as p
from sync.model.course import CourseFacts, Removed
from sync.model.facts import Fact
from sync.model.ids import PersonId, Sha
from sync.model.registers import Register
from sync.model.review import Decision, Reply, Resolution, Suggestion, Thread, Verdict, Version
from sync.model.round_reducers import begin_thread, earlier_in, origin_of, say_in


def course_made(course: CourseFacts, fact: Fact, body: p.CourseMade) -> None:
    """Begin the course; of two beginnings in one log the first in order counts."""
    if course.made is None:
        course.made, course.course, course.rules = fact, body.course, body.rules
        if "title" not in course.described:
            course.described["title"] = Register()
            course.described["title"].write(fact, body.title, ())


def course_described(course: CourseFacts, fact: Fact, body: p.CourseDescribed) -> None:
    """Set some fields; what was written apart stands beside it."""
    for name, value in body.fields.items():
        register = course.described.setdefault(name, Register())
        register.write(fact, value, list(register.entries) if body.over is None else body.over)


def lesson_placed(course: CourseFacts, fact: Fact, body: p.LessonPlaced) -> None:
    """Make nodes, or move them."""
    for place in body.places:
        node = course.node(place.node, place.kind)
        if not any(isinstance(entry.value, p.Place) for entry in node.place.entries.values()):
            node.kind = place.kind
        elif node.kind != place.kind:
            course.of_two_kinds.add(node.id)
        node.place.write(fact, place, place.over)
        if place.title:
            node.title.write(fact, place.title, ())


def lesson_renamed(course: CourseFacts, fact: Fact, body: p.LessonRenamed) -> None:
    """Give a node another title."""
    course.node(body.node).title.write(fact, body.title, body.over)


def lesson_removed(course: CourseFacts, fact: Fact, body: p.LessonRemoved) -> None:
    """Take nodes out."""
    for removal in body.nodes:
        value = Removed(removal.heads, removal.titles)
        course.node(removal.node).place.write(fact, value, removal.over)


def lesson_form(course: CourseFacts, fact: Fact, body: p.LessonForm) -> None:
    """Note the forms of files."""
    for form in body.forms:
        course.forms[form.lesson] = _form_now(course, form)


def _form_now(course: CourseFacts, form: p.Form) -> p.Form:
    """Let a form go on with its text, out of which words were struck."""
    sha = course.became.get(form.sha)
    return msgspec.structs.replace(form, sha=Sha(sha)) if sha else form


def text_revised(course: CourseFacts, fact: Fact, body: p.TextRevised) -> None:
    """Collect a revision; weaving is not done here."""
    course.revisions.setdefault(body.lesson, []).append((fact, body))


def file_placed(course: CourseFacts, fact: Fact, body: p.FilePlaced) -> None:
    """Put attachments at paths, or take them out."""
    for placed in body.files:
        course.files.setdefault(placed.path, Register()).write(fact, placed, placed.over)


def version_named(course: CourseFacts, fact: Fact, body: p.VersionNamed) -> None:
    """Keep a version."""
    course.versions[fact.id] = Version(
        fact.id,
        fact.person,
        fact.at,
        body,
        tuple(course.verdicts.get(fact.id, ())),
        fact.id in course.released,
        fact.clock,
    )


def course_released(course: CourseFacts, fact: Fact, body: p.CourseReleased) -> None:
    """Give a version to learners."""
    if body.version in course.released:
        course.released.remove(body.version)
    course.released.append(body.version)
    course.seen_at_release[body.version] = body.seen
    for ident, version in course.versions.items():
        if version.released != (ident == body.version):
            course.versions[ident] = replace(version, released=ident == body.version)


def comment_made(course: CourseFacts, fact: Fact, body: p.CommentMade) -> None:
    """Begin a thread."""
    origin = origin_of(course, fact, body.origin)
    begin_thread(
        course,
        Thread(
            fact.id,
            body.lesson,
            body.state,
            body.start,
            body.end,
            body.quote,
            body.before,
            body.after,
            origin.person,
            origin.at,
            body.text,
            about=body.about,
            mentions=body.mentions,
            overlaps=body.overlaps,
            earlier=earlier_in(fact, origin),
            origin=origin.id,
        ),
    )


def comment_replied(course: CourseFacts, fact: Fact, body: p.CommentReplied) -> None:
    """Add an answer to a thread, or to a suggestion."""
    origin = origin_of(course, fact, body.origin)
    said = Reply(
        fact.id, origin.person, origin.at, body.text, body.mentions, earlier_in(fact, origin),
        origin.id,
    )  # fmt: skip
    say_in(course, body.thread, said)


def comment_resolved(course: CourseFacts, fact: Fact, body: p.CommentResolved) -> None:
    """Close a thread; of several the last in order closes it, and other reasons are answers."""
    origin = origin_of(course, fact, body.origin)
    closing = Resolution(
        origin.person, origin.at, body.verdict, body.why, fact.id, body.over,
        earlier_in(fact, origin), origin.id,
    )  # fmt: skip
    say_in(course, body.thread, closing)


def suggestion_made(course: CourseFacts, fact: Fact, body: p.SuggestionMade) -> None:
    """Keep a suggestion; what was passed on, and comes from its writer or others, too, is one."""
    origin = origin_of(course, fact, body.origin)
    made = Suggestion(
        fact.id,
        body.lesson,
        body.state,
        body.start,
        body.end,
        body.before,
        body.after,
        body.why,
        origin.person,
        origin.at,
        origin=origin.id,
        by=body.by if body.by != origin.person else PersonId(""),
    )
    where = (body.lesson, body.state, body.start, body.end)
    wish = (made.writer, *where, body.before, body.after)
    known = course.suggestions.get(course.same_wish.setdefault(wish, fact.id))
    if known is None or not (made.by or known.by):
        course.suggestions[fact.id] = made
        return
    course.twins[fact.id] = known.id
    if known.by and not made.by:  # now its writer says it: nobody else took it back
        course.suggestions[known.id] = replace(
            known, person=made.person, at=made.at, why=made.why, by=made.by, withdrawn=None
        )


def suggestion_decided(course: CourseFacts, fact: Fact, body: p.SuggestionDecided) -> None:
    """Decide; once anyone accepted, it stays accepted, as others may have built on it.

    A refusal beside it is kept with its reason: the person who gave it sees that it was heard.
    Who refused it may take that back; it waits again where nobody else refused it.
    """
    suggestion = course.suggestions.get(course.twins.get(body.suggestion, body.suggestion))
    if suggestion is None:
        return
    accepted = body.decision == "accept"
    came = origin_of(course, fact, body.origin or None)
    said = Decision(
        fact.id, came.person, came.at, accepted, body.why, fact.clock, body.decision, came.id
    )
    decision: Decision | None = said
    refusals = suggestion.refusals if accepted else (*suggestion.refusals, said)
    if body.decision == "reopen":
        refusals = tuple(no for no in suggestion.refusals if no.person != said.person)
        decision = refusals[-1] if refusals else None
    stands = suggestion.decision if suggestion.accepted else decision
    course.suggestions[suggestion.id] = replace(
        suggestion,
        decision=stands,
        refusals=refusals,
        decisions=(*suggestion.decisions, said),
    )


def review_given(course: CourseFacts, fact: Fact, body: p.ReviewGiven) -> None:
    """Keep a verdict on a version."""
    verdicts = course.verdicts.setdefault(body.version, [])
    given = (fact.id, body.version, fact.person, fact.at, body.verdict, body.note, fact.clock)
    verdicts.append(Verdict(*given))
    if version := course.versions.get(body.version):
        course.versions[body.version] = replace(version, verdicts=tuple(verdicts))


def overlap_confirmed(course: CourseFacts, fact: Fact, body: p.OverlapConfirmed) -> None:
    """Collect a confirmation; what it closes is told by the fold of its lesson."""
    course.confirmations.setdefault(body.node, []).append((fact, body))


def course_shared(course: CourseFacts, fact: Fact, body: p.CourseShared) -> None:
    """Note that a course is in the space; the last in order gives its log."""
    course.shared[body.course] = (fact, body)


def content_redacted(course: CourseFacts, fact: Fact, body: p.ContentRedacted) -> None:
    """Note what was struck out by whom; the words themselves went when it was taken in."""
    course.redactions.append((fact, body))
    course.became |= body.became
    for lesson, form in course.forms.items():
        course.forms[lesson] = _form_now(course, form)
    for one in body.facts:
        course.redacted[one.fact] = fact


def clock_passed(course: CourseFacts, fact: Fact, body: p.ClockPassed) -> None:
    """Change nothing: that the fact is there is all that it says."""


def member_set(course: CourseFacts, fact: Fact, body: p.MemberSet) -> None:
    """Set a person's role; the last in order counts."""
    course.members[body.person] = body

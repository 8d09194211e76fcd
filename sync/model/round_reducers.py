"""How the facts of a review round change a course: as in `sync.model.reducers`, and below them.

Reducers are total and never judge roles. That only its writer words a comment anew, confirms an
answer to it or takes a suggestion back is no role: what others wrote of it is kept, and does
nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sync.model import round_payloads as p
from sync.model.course import CourseFacts
from sync.model.facts import Fact
from sync.model.ids import FactId, PersonId
from sync.model.payloads import Origin
from sync.model.registers import Register
from sync.model.review import Confirmation, Decision, Reopening, Reply, Thread, Wording
from sync.model.talk import Said, Talk, Worded


def origin_of(course: CourseFacts, fact: Fact, origin: Origin | None) -> Origin:
    """Tell what a remark was before, where whoever began the course brought it in.

    From anyone else it would be a word in another's mouth.
    """
    began = course.made.person if course.made else fact.person
    if origin is None or fact.person != began:
        return Origin(FactId(""), fact.person, fact.at)
    return origin


def earlier_in(fact: Fact, origin: Origin) -> tuple[Wording, ...]:
    """Give what a remark said before it came back in files."""
    return tuple(Wording(fact.id, one.at, one.text) for one in origin.earlier)


def begin_thread(course: CourseFacts, thread: Thread) -> None:
    """Keep a thread as its comment began it."""
    course.begun[thread.id] = course.threads[thread.id] = thread
    course.said_in[thread.id] = thread.id


def say_in(course: CourseFacts, ident: FactId, said: Said) -> None:
    """Add what was said to a thread, or to a suggestion."""
    ident = course.twins.get(ident, ident)
    course.talks.setdefault(ident, Talk()).said.append(said)
    course.said_in[said.id if isinstance(said, Reply) else said.fact] = ident


def tell(course: CourseFacts) -> None:
    """Make each thread, and the answers to each suggestion, as they are by all that was said.

    Done once, when all is said: making them anew at each word cost a third of a replay.
    """
    for ident, begun in course.begun.items():
        talk = course.talks.get(ident) or Talk()
        course.threads[ident] = talk.of(begun, course.wordings)
    for ident, talk in course.talks.items():
        if suggestion := course.suggestions.get(ident):
            course.suggestions[ident] = replace(suggestion, replies=talk.replies(course.wordings))


def comment_edited(course: CourseFacts, fact: Fact, body: p.CommentEdited) -> None:
    """Word anew what was said; earlier wordings are kept."""
    register = course.wordings.setdefault(body.comment, Register())
    register.write(fact, Worded(body.text, body.mentions), body.over)


def comment_reopened(course: CourseFacts, fact: Fact, body: p.CommentReopened) -> None:
    """Open a thread again."""
    came = origin_of(course, fact, body.origin)
    earlier = earlier_in(fact, came)
    reopening = Reopening(came.person, came.at, body.why, fact.id, body.over, earlier, came.id)
    say_in(course, body.thread, reopening)


def comment_confirmed(course: CourseFacts, fact: Fact, body: p.CommentConfirmed) -> None:
    """Note that a closing answers its comment, if its own writer says so."""
    came = origin_of(course, fact, body.origin)
    earlier = earlier_in(fact, came)
    confirmation = Confirmation(
        came.person, came.at, body.why, fact.id, body.resolution, earlier, came.id
    )
    say_in(course, body.thread, confirmation)


def comment_moved(course: CourseFacts, fact: Fact, body: p.CommentMoved) -> None:
    """Put a comment on other words."""
    course.talks.setdefault(body.thread, Talk()).moves.write(fact, body, body.over)


def suggestion_withdrawn(course: CourseFacts, fact: Fact, body: p.SuggestionWithdrawn) -> None:
    """Take a suggestion back, as who signed it or whose it is; once accepted, it stays so."""
    suggestion = course.suggestions.get(course.twins.get(body.suggestion, body.suggestion))
    came = origin_of(course, fact, body.origin)
    if suggestion is None or came.person not in (suggestion.person, suggestion.by):
        return
    word = Decision(fact.id, came.person, came.at, False, body.why, fact.clock, "withdraw", came.id)
    decisions = (*suggestion.decisions, word)
    course.suggestions[suggestion.id] = replace(suggestion, withdrawn=word, decisions=decisions)


def overlap_given(course: CourseFacts, fact: Fact, body: p.OverlapGiven) -> None:
    """Note that an overlap is left for later, or for a person."""
    course.given.setdefault(body.node, []).append((fact, body))


def review_asked(course: CourseFacts, fact: Fact, body: p.ReviewAsked) -> None:
    """Note who is asked to review a version."""
    course.asked.setdefault(body.version, []).append((fact, body))
    _note_asked(course, body.version, [one.person for one in body.people], [])


def review_withdrawn(course: CourseFacts, fact: Fact, body: p.ReviewWithdrawn) -> None:
    """Note who is no longer asked."""
    course.taken_off.setdefault(body.version, []).append((fact, body))
    instead = [body.instead] if body.instead != p.NOBODY else []
    _note_asked(course, body.version, instead, [body.person])


def _note_asked(
    course: CourseFacts, ident: FactId, more: Sequence[PersonId], fewer: Sequence[PersonId]
) -> None:
    if version := course.versions.get(ident):
        asked = [one for one in dict.fromkeys((*version.asked, *more)) if one not in fewer]
        course.versions[ident] = replace(version, asked=tuple(asked))


def review_done(course: CourseFacts, fact: Fact, body: p.ReviewDone) -> None:
    """Note who is done reviewing, or cannot."""
    course.done.setdefault(body.version, []).append((fact, body))


def policy_set(course: CourseFacts, fact: Fact, body: p.PolicySet) -> None:
    """Set what is enough for a review and for a release."""
    course.policy.write(fact, body.policy, body.over)

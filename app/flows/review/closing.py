"""What follows an answer: it answers the comment, or not; and what one said, worded anew."""

from __future__ import annotations

from collections.abc import Sequence

from app.flows.changes import Changes, changed
from app.flows.permission import must_be_allowed
from app.flows.review.commenting import fact_called, people_in, several_by_one_name
from sync.model.errors import BadInput, NotFound, Refused
from sync.model.facts import Fact
from sync.model.ids import FactId, PersonId
from sync.model.kinds import payload_of
from sync.model.language import mark, say
from sync.model.review import Thread
from sync.model.round_payloads import CommentConfirmed, CommentEdited, CommentReopened
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

WITH_WORDS = ("comment.made", "comment.replied", "comment.reopened")
"""What makes no sense without words; a reason for closing or confirming may be left out."""
SAID = (*WITH_WORDS, "comment.resolved", "comment.confirmed")


def reopen(ws: Workspace, course: Course, thread: Thread, why: str) -> Changes:
    """Open a thread again, with the reason: the answer is no answer."""
    must_be_allowed(course, "comment.reopened")
    if thread.resolution is None:
        raise BadInput(
            say("This comment is open already."),
            safe=say("Nothing was changed."),
            mend=say("Reply to it, if there is more to say."),
        )
    _must_say(why, mark("Say why it is open again: others should follow."))
    closings = tuple(one.fact for one in thread.resolutions)
    body = CommentReopened(thread.id, why, closings)
    return changed(course.log, ws.ledger.write(course.log, body))


def confirm_answer(ws: Workspace, course: Course, thread: Thread, why: str = "") -> Changes:
    """Say that what closed one's own comment answers it; once is enough."""
    must_be_allowed(course, "comment.confirmed")
    if thread.person != ws.identity.person:
        raise Refused(
            say("Only whoever commented can say that the comment is answered."),
            safe=say("Nothing was changed."),
            mend=say("Reply, or open it again with a reason."),
        )
    if thread.resolution is None:
        raise BadInput(
            say("This comment is open: nothing was done yet that could answer it."),
            safe=say("Nothing was changed."),
            mend=say("Resolve it."),
        )
    if thread.confirmed is not None:
        return Changes(course.log)
    body = CommentConfirmed(thread.id, thread.resolution.fact, why)
    return changed(course.log, ws.ledger.write(course.log, body))


def word_anew(
    ws: Workspace,
    course: Course,
    said: FactId,
    text: str,
    mentions: Sequence[PersonId] | None = None,
) -> Changes:
    """Word one's own comment, reply or reason anew; what it said before is kept with it."""
    must_be_allowed(course, "comment.edited")
    stored = ws.store.log.fact(said)
    if stored is None or stored.fact.kind not in SAID:
        raise NotFound(
            say("This is no comment that could be worded anew."),
            safe=say("Nothing was changed."),
            mend=say("“coursefolk threads” lists comments and replies with their ids."),
        )
    if said_by(course, stored.fact) != ws.identity.person:
        raise Refused(
            say("Only who wrote it can word it anew."),
            safe=say("Nothing was changed."),
            mend=say("Reply instead."),
        )
    if stored.fact.kind in WITH_WORDS:
        _must_say(text, mark("A comment needs some words."))
    register = course.facts.wordings.get(said)
    heads = register.heads() if register else ()
    if text == (heads[-1].value.text if heads else first_words(stored.fact)):
        return Changes(course.log)
    if mentions is None:
        mentions = people_in(ws, course, text)
    body = CommentEdited(said, text, tuple(head.fact for head in heads), tuple(mentions))
    return changed(course.log, ws.ledger.write(course.log, body))


def said_by(course: Course, fact: Fact) -> PersonId:
    """Tell whose words a fact holds: what came back in files was written down by another."""
    for thread in course.facts.threads.values():
        spoken = [(thread.id, thread.person), *((one.id, one.person) for one in thread.replies)]
        if thread.resolution is not None:
            spoken.append((thread.resolution.fact, thread.resolution.person))
        for ident, person in spoken:
            if ident == fact.id:
                return person
    return fact.person


def first_words(fact: Fact) -> str:
    """Give what a comment, reply or reason said first."""
    body = payload_of(fact)
    words = getattr(body, "text", None)
    return str(body.why if words is None else words)


def find_said(ws: Workspace, reference: str) -> tuple[Course, FactId]:
    """Find a comment, a reply or a reason by its id or a prefix."""
    found = [fact for kind in SAID if (fact := fact_called(ws, reference, kind)) is not None]
    if len(found) > 1:
        raise several_by_one_name(ws, reference, found)
    if not found:
        raise NotFound(
            say("There is no comment “{reference}”.", reference=reference),
            safe=say("Nothing was changed."),
            mend=say("“coursefolk threads” lists the comments."),
        )
    return ws.courses.open(found[0].log), found[0].id


def _must_say(text: str, missing: str) -> None:
    if not text.strip():
        raise BadInput(
            say(missing), safe=say("Nothing was changed."), mend=say("Write some words.")
        )

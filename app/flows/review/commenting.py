"""Comment on a sentence, answer, resolve; find where each comment stands today."""

from __future__ import annotations

from dataclasses import dataclass

from app.flows.changes import Changes, changed
from app.flows.lesson.writing import check_state
from app.flows.permission import must_be_allowed
from sync.merge.anchors import Place as Spot
from sync.merge.anchors import place
from sync.model.errors import BadInput, NotFound
from sync.model.facts import Fact
from sync.model.ids import NodeId
from sync.model.language import mark, say
from sync.model.payloads import CommentMade, CommentReplied, CommentResolved
from sync.model.review import Thread
from sync.model.states import TextState
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

CONTEXT = 40
"""Code points of text kept before and after a quote, to tell equal sentences apart."""


@dataclass(frozen=True)
class PlacedThread:
    """A thread and where it stands in today's text; `how` is loose when its text is gone."""

    thread: Thread
    spot: Spot

    @property
    def is_placed(self) -> bool:
        """Tell whether its text is still there."""
        return self.spot.start is not None


def comment(
    ws: Workspace,
    course: Course,
    lesson: NodeId,
    start: int,
    end: int,
    text: str,
    base: TextState | None = None,
) -> Changes:
    """Comment on code points start to end of the text of `base`, else of today's.

    Own typing is sealed first. The comment speaks of that text for ever; where its words stand
    today is found from there.
    """
    must_be_allowed(course, "comment.made")
    _has_words(text, mark("A comment needs some words."))
    if base is not None:
        check_state(ws, course, lesson, base)
    ws.lessons.seal(lesson)
    state = base or ws.lessons.today(course.log, lesson).state
    whole = ws.lessons.text_at(course.log, lesson, state)
    if not 0 <= start < end <= len(whole):
        raise BadInput(
            say("The words to comment on are not in the lesson."), safe=say("Nothing was lost.")
        )
    made = CommentMade(
        lesson=lesson,
        state=state,
        start=start,
        end=end,
        quote=whole[start:end],
        before=whole[max(0, start - CONTEXT) : start],
        after=whole[end : end + CONTEXT],
        text=text,
    )
    return changed(course.log, ws.ledger.write(course.log, made))


def comment_on_quote(
    ws: Workspace, course: Course, lesson: NodeId, quote: str, text: str
) -> Changes:
    """Comment on the words `quote`, which must stand exactly once in the lesson."""
    ws.lessons.seal(lesson)
    today = ws.lessons.today(course.log, lesson).text
    if not quote.strip():
        raise BadInput(say("The quote is empty."), mend=say("Give the words to comment on."))
    count = today.count(quote)
    if count == 0:
        raise NotFound(
            say("The words “{quote}” are not in this lesson today.", quote=quote[:80]),
            mend=say("Quote them exactly; “coursefolk cat” shows the text."),
        )
    if count > 1:
        raise NotFound(
            say(
                "The words “{quote}” stand {count} times in this lesson.",
                quote=quote[:80],
                count=count,
            ),
            mend=say("Quote more of the sentence."),
        )
    start = today.index(quote)
    return comment(ws, course, lesson, start, start + len(quote), text)


def reply(ws: Workspace, course: Course, thread: Thread, text: str) -> Changes:
    """Answer in a thread."""
    must_be_allowed(course, "comment.replied")
    _has_words(text, mark("A reply needs some words."))
    return changed(course.log, ws.ledger.write(course.log, CommentReplied(thread.id, text)))


def resolve(ws: Workspace, course: Course, thread: Thread, verdict: str, why: str) -> Changes:
    """Close a thread as done, or as will not be done, with the reason."""
    must_be_allowed(course, "comment.resolved")
    if verdict not in ("done", "wont"):
        raise BadInput(
            say("“{verdict}” is no verdict.", verdict=verdict), mend=say("Say done or wont.")
        )
    body = CommentResolved(thread.id, "done" if verdict == "done" else "wont", why)
    return changed(course.log, ws.ledger.write(course.log, body))


def threads(ws: Workspace, course: Course, lesson: NodeId | None = None) -> list[PlacedThread]:
    """List threads with their place in today's text, open ones first, then in reading order."""
    found = [
        PlacedThread(thread, _spot(ws, course, thread))
        for thread in course.facts.threads.values()
        if lesson is None or thread.lesson == lesson
    ]
    order = {node.id: number for number, node in enumerate(course.outline.lessons())}
    return sorted(
        found,
        key=lambda p: (
            p.thread.resolution is not None,
            order.get(p.thread.lesson, len(order)),
            p.spot.start is None,
            p.spot.start or 0,
            p.thread.id,
        ),
    )


def _spot(ws: Workspace, course: Course, thread: Thread) -> Spot:
    today = ws.lessons.seen_now(course.log, thread.lesson)
    if thread.lesson in course.outline.removed:
        return Spot(None, None, "loose")
    old = (
        today.text
        if today.state == thread.state
        else ws.lessons.text_at(course.log, thread.lesson, thread.state)
    )
    return place(
        old,
        thread.start,
        thread.end,
        today.text,
        quote=thread.quote,
        before=thread.before,
        after=thread.after,
    )


def find_thread(ws: Workspace, reference: str) -> tuple[Course, Thread]:
    """Find a thread of any course by its id or a prefix."""
    fact = fact_called(ws, reference, "comment.made")
    if fact is None:
        raise NotFound(
            say("There is no comment “{reference}”.", reference=reference),
            safe=say("Nothing was changed."),
            mend=say("“coursefolk threads” lists the comments."),
        )
    course = ws.courses.open(fact.log)
    return course, course.facts.threads[fact.id]


def fact_called(ws: Workspace, reference: str, kind: str) -> Fact | None:
    """Find the one fact of a kind by its id or a prefix; raise NotFound where several go by it."""
    stored = ws.store.log.find(reference) if reference.isalnum() else []
    logs = {row.log for row in ws.store.log.logs() if row.standing != "closed"}
    found = [s.fact for s in stored if s.fact.kind == kind and s.state == "kept"]
    found = [fact for fact in found if fact.log in logs]
    if len(found) > 1:
        listed = ", ".join(fact.id[:12] for fact in found)
        raise NotFound(
            say(
                "“{reference}” may be each of these: {listed}.", reference=reference, listed=listed
            ),
            safe=say("Nothing was changed."),
            mend=say("Give more of the id."),
        )
    return found[0] if found else None


def _has_words(text: str, missing: str) -> None:
    if not text.strip():
        raise BadInput(say(missing), safe=say("Nothing was changed."))

"""Put a comment on other words: a loose one finds its place again, by the hand of a person."""

from __future__ import annotations

from app.flows.changes import Changes, changed
from app.flows.lesson.writing import check_state
from app.flows.permission import must_be_allowed
from app.flows.review.commenting import CONTEXT
from app.flows.review.targets import span_of
from sync.model.errors import BadInput
from sync.model.ids import FactId, NodeId
from sync.model.language import say
from sync.model.review import Thread
from sync.model.round_payloads import CommentMoved
from sync.model.states import TextState
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


def re_attach(
    ws: Workspace,
    course: Course,
    thread: Thread,
    lesson: NodeId,
    start: int,
    end: int,
    base: TextState | None = None,
) -> Changes:
    """Put a comment on code points start to end of the text of `base`, else of today's.

    Where it was before stays on record; putting it there again undoes this.
    """
    must_be_allowed(course, "comment.moved")
    if base is not None:
        check_state(ws, course, lesson, base)
    ws.lessons.seal(lesson)
    state = base or ws.lessons.today(course.log, lesson).state
    whole = ws.lessons.text_at(course.log, lesson, state)
    if not 0 <= start < end <= len(whole) or not whole[start:end].strip():
        raise BadInput(
            say("The words to put the comment on are not in the lesson."),
            safe=say("The comment is where it was."),
            mend=say("Choose words of today's text."),
        )
    moved = CommentMoved(
        thread=thread.id,
        lesson=lesson,
        state=state,
        start=start,
        end=end,
        quote=whole[start:end],
        before=whole[max(0, start - CONTEXT) : start],
        after=whole[end : end + CONTEXT],
        over=_heads(course, thread),
    )
    return changed(course.log, ws.ledger.write(course.log, moved))


def put_back(ws: Workspace, course: Course, before: Thread) -> Changes:
    """Put a comment back to where it was: on its words of then, loose where they are gone."""
    must_be_allowed(course, "comment.moved")
    moved = CommentMoved(
        thread=before.id,
        lesson=before.lesson,
        state=before.state,
        start=before.start,
        end=before.end,
        quote=before.quote,
        before=before.before,
        after=before.after,
        over=_heads(course, before),
    )
    return changed(course.log, ws.ledger.write(course.log, moved))


def _heads(course: Course, thread: Thread) -> tuple[FactId, ...]:
    talk = course.facts.talks.get(thread.id)
    return tuple(head.fact for head in talk.moves.heads()) if talk else ()


def re_attach_to_quote(
    ws: Workspace, course: Course, thread: Thread, lesson: NodeId, quote: str
) -> Changes:
    """Put a comment on the words `quote`, which must stand exactly once in the lesson."""
    ws.lessons.seal(lesson)
    start, end = span_of(ws.lessons.today(course.log, lesson).text, "words", quote)
    return re_attach(ws, course, thread, lesson, start, end)

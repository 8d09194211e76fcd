"""Comment on words, a block, a lesson or the course; answer, resolve; find where each stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.flows.changes import Changes, changed
from app.flows.lesson.writing import check_state
from app.flows.permission import must_be_allowed
from sync.merge.anchors import Place as Spot
from sync.model.errors import BadInput, NotFound
from sync.model.facts import Fact
from sync.model.ids import FactId, NodeId, PersonId, sha_of
from sync.model.kinds import payload_of
from sync.model.language import mark, say
from sync.model.mentions import mentioned, not_told_apart
from sync.model.payloads import About, CommentMade, CommentReplied, CommentResolved, Origin
from sync.model.review import Suggestion, Thread
from sync.model.states import TextState
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

CONTEXT = 40
"""Code points of text kept before and after a quote, to tell equal sentences apart."""
NO_TEXT = TextState((), sha_of(""))
WHOLE: tuple[About, ...] = ("lesson", "course")
"""What a comment may be about that is no stretch of a text."""


@dataclass(frozen=True)
class PlacedThread:
    """A thread and where it stands in today's text; `how` is loose when its text is gone.

    `lesson` is the one it stands in today: its text may have been taken to another. A loose one
    belongs to the lesson it was in; `orphan` says that this lesson was removed. One that is
    `only_here` is from before the course was shared, and went to nobody.
    """

    thread: Thread
    spot: Spot
    lesson: NodeId
    orphan: bool = False
    only_here: bool = False

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
    *,
    about: About = "words",
    mentions: Sequence[PersonId] | None = None,
    overlaps: Sequence[str] = (),
) -> Changes:
    """Comment on code points start to end of the text of `base`, else of today's.

    Own typing is sealed first. The comment speaks of that text for ever; where its words stand
    today is found from there. `about` tells what was meant by the stretch; on a whole lesson or
    course it is empty. Without `mentions` they are read from the text ("@" and a name).
    """
    must_be_allowed(course, "comment.made")
    _has_words(text, mark("A comment needs some words."))
    if about == "course":
        state, start, end, lesson, whole = NO_TEXT, 0, 0, NodeId(""), ""
    else:
        state, whole = _text_to_comment_on(ws, course, lesson, base)
    if about == "lesson":
        start = end = 0
    elif about != "course" and not 0 <= start < end <= len(whole):
        raise BadInput(
            say("The words to comment on are not in the lesson."),
            safe=say("Nothing was lost."),
            mend=say("Mark words that stand in it today, and comment again."),
        )
    made = CommentMade(
        lesson=lesson,
        state=state,
        start=start,
        end=end,
        quote=whole[start:end],
        before=whole[max(0, start - CONTEXT) : start] if end else "",
        after=whole[end : end + CONTEXT] if end else "",
        text=text,
        about=about,
        mentions=_mentions(ws, course, text, mentions),
        overlaps=tuple(overlaps),
    )
    return changed(course.log, ws.ledger.write(course.log, made))


def _text_to_comment_on(
    ws: Workspace, course: Course, lesson: NodeId, base: TextState | None
) -> tuple[TextState, str]:
    if base is not None:
        check_state(ws, course, lesson, base)
    ws.lessons.seal(lesson)
    state = base or ws.lessons.today(course.log, lesson).state
    return state, ws.lessons.text_at(course.log, lesson, state)


def _mentions(
    ws: Workspace, course: Course, text: str, mentions: Sequence[PersonId] | None
) -> tuple[PersonId, ...]:
    if mentions is not None:
        return tuple(mentions)
    return people_in(ws, course, text)


def people_in(ws: Workspace, course: Course, text: str) -> tuple[PersonId, ...]:
    """List whom a text mentions; raise BadInput, with all who are meant, where several are."""
    names = ws.courses.names(course)
    if unclear := not_told_apart(text, ws.courses.names_as_given(course), names):
        said, people = unclear
        raise BadInput(
            say("“@{name}” may be each of these: {listed}.", name=said, listed=", ".join(people)),
            safe=say("Nothing was sent; your words are as you wrote them."),
            mend=say("Write “@” and the name as it stands here, with the signs after it."),
        )
    return mentioned(text, names)


def comment_on_quote(
    ws: Workspace, course: Course, lesson: NodeId, quote: str, text: str, about: About = "words"
) -> Changes:
    """Comment on the words `quote`, or on the block, picture or answer of a quiz that has them.

    They must stand exactly once in the lesson, else in one such thing alone.
    """
    # imported late: who comments on a place that is known parses no text
    from app.flows.review.targets import span_of

    ws.lessons.seal(lesson)
    today = ws.lessons.today(course.log, lesson).text
    start, end = span_of(today, about, quote)
    return comment(ws, course, lesson, start, end, text, about=about)


def reply(
    ws: Workspace,
    course: Course,
    thread: Thread,
    text: str,
    mentions: Sequence[PersonId] | None = None,
) -> Changes:
    """Answer in a thread."""
    must_be_allowed(course, "comment.replied")
    _has_words(text, mark("A reply needs some words."))
    said = CommentReplied(thread.id, text, _mentions(ws, course, text, mentions))
    return changed(course.log, ws.ledger.write(course.log, said))


def resolve(ws: Workspace, course: Course, thread: Thread, verdict: str, why: str) -> Changes:
    """Close a thread as done, or as will not be done, with the reason."""
    must_be_allowed(course, "comment.resolved")
    if verdict not in ("done", "wont"):
        raise BadInput(
            say("“{verdict}” is no verdict.", verdict=verdict),
            mend=say("Say done or wont."),
            safe=say("Nothing was changed."),
        )
    if not why.strip():
        raise BadInput(
            say("Closing a comment needs a reason."),
            safe=say("Nothing was changed."),
            mend=say("Say why, in a few words."),
        )
    over = tuple(again.fact for again in thread.reopenings)
    body = CommentResolved(thread.id, "done" if verdict == "done" else "wont", why, over)
    return changed(course.log, ws.ledger.write(course.log, body))


def threads(ws: Workspace, course: Course, lesson: NodeId | None = None) -> list[PlacedThread]:
    """List threads with their place in today's text, open ones first, then in reading order.

    Of one lesson: those that stand in it today, or that are loose and belong to it.
    """
    return [p for p in _every(ws, course) if lesson is None or p.lesson == lesson]


def threads_beside(ws: Workspace, course: Course, lesson: NodeId) -> list[PlacedThread]:
    """List what is in sight beside a lesson: its threads, those of the course, and orphans."""
    everywhere = ("", lesson)
    return [p for p in _every(ws, course) if p.lesson in everywhere or p.orphan]


def _every(ws: Workspace, course: Course) -> list[PlacedThread]:
    spots = ws.spots.of(course)
    found = [
        PlacedThread(thread, spot.place, spot.lesson, spot.orphan)
        for thread in course.facts.threads.values()
        for spot in [spots[thread.id]]
    ]
    return in_reading_order(course, found)


def in_reading_order(course: Course, found: Iterable[PlacedThread]) -> list[PlacedThread]:
    """Put open threads first, then those of the course, then lesson by lesson."""
    order = {node.id: number for number, node in enumerate(course.outline.lessons())}
    return sorted(
        found,
        key=lambda p: (
            p.thread.resolution is not None,
            order.get(p.lesson, -1 if p.thread.about == "course" else len(order)),
            p.spot.start is None,
            p.spot.start or 0,
            p.thread.id,
        ),
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
    found = [fact for fact in found if fact.log in logs] or _came_back(ws, reference, kind)
    if len(found) > 1:
        raise several_by_one_name(ws, reference, found)
    return found[0] if found else None


def several_by_one_name(ws: Workspace, reference: str, found: Sequence[Fact]) -> NotFound:
    """Say which remarks go by one name; what came in files twice goes by the whole of it."""
    listed = ", ".join(f"{one.id[:12]} (“{ws.courses.open(one.log).title}”)" for one in found)
    return NotFound(
        say("“{reference}” may be each of these: {listed}.", reference=reference, listed=listed),
        safe=say("Nothing was changed."),
        mend=say("Give one of these ids instead."),
    )


def name_of(ws: Workspace, course: Course, one: Thread | Suggestion) -> FactId:
    """Give the id by which people call a remark: the one it came with, if it is no other's here."""
    stored = ws.store.log.fact(one.origin) if one.origin else None
    row = ws.store.log.log(stored.fact.log) if stored is not None else None
    taken = row is not None and row.log != course.log and row.standing != "closed"
    return one.id if taken or not one.origin else one.origin


def _came_back(ws: Workspace, reference: str, kind: str) -> list[Fact]:
    """Find remarks by the ids that they had before they came back in files."""
    if not reference.isalnum():
        return []
    found = []
    for row in ws.store.log.logs():
        if row.scope != "course" or row.standing == "closed":
            continue
        for fact in ws.store.log.facts(row.log, kinds={kind}):
            origin: Origin | None = getattr(payload_of(fact), "origin", None)
            if origin is not None and origin.id and origin.id.startswith(reference.lower()):
                found.append(fact)
    return found


def _has_words(text: str, missing: str) -> None:
    if not text.strip():
        raise BadInput(
            say(missing), safe=say("Nothing was changed."), mend=say("Write some words.")
        )

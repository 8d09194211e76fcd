"""Begin a course's shared log: today's texts as roots, under the same course and lesson ids."""

from __future__ import annotations

import msgspec

from sync.merge.anchors import place
from sync.model.errors import Refused
from sync.model.facts import Fact
from sync.model.ids import FactId, LogId, NodeId, fresh, sha_of
from sync.model.language import say, say_many
from sync.model.payloads import (
    CommentMade,
    CommentReplied,
    CourseDescribed,
    CourseMade,
    CourseShared,
    FilePlaced,
    LessonForm,
    LessonPlaced,
    MemberSet,
    Origin,
    Place,
    PlacedFile,
    SuggestionMade,
    TextRevised,
)
from sync.model.review import Reply, Suggestion, Thread
from sync.model.round_payloads import PolicySet
from sync.model.states import TextState
from sync.store.fact_rows import LogRow
from sync.store.opening import Store
from sync.wire.routes import TITLE_LENGTH
from sync.workspace.courses import Course
from sync.workspace.findable import Findable
from sync.workspace.ledger import Ledger
from sync.workspace.lessons import Lessons
from sync.workspace.people_by_file import keep_people, known_people
from sync.workspace.spots import Spot, Spots

_AROUND = 40
"""Code points of text kept before and after the words of a comment."""


def share(
    store: Store, ledger: Ledger, lessons: Lessons, course: Course, space: LogRow | None
) -> LogId:
    """Put a private course into a space, in one transaction; the private log stays here, closed.

    Only this store knows what the roots continue: the shared log carries no private history.
    Comments of the private log, and suggestions of my own, are placed anew; those without a
    place stay private. Without a space it is shared by review files.
    """
    _must_be_private(course)
    _no_open_overlaps(store, course)
    log = LogId(fresh())
    with store.writing():
        store.log.add_log(_in_space(course, log, space))
        _tell_space(ledger, course, log, space)
        outline = [CourseMade(course.id, course.title, course.facts.rules)]
        ledger.write(log, *outline, *_description(course), *_structure(course, ledger, log))
        ledger.write(log, *_policy(course))
        if known := known_people(store.settings, course.log):
            keep_people(store.settings, log, known)
        roots = _write_roots(store, ledger, lessons, course, log)
        carried = _carry_threads(store, ledger, lessons, course, log, roots)
        _carry_suggestions(ledger, lessons, course, log, roots)
        store.log.add_log(msgspec.structs.replace(course.row, standing="closed", continued_by=log))
        store.search.drop(course.log)
        Findable(store).keep_private(course.log, course.facts.threads.keys() - carried)
    return log


def share_with_history(store: Store, ledger: Ledger, course: Course, space: LogRow | None) -> LogId:
    """Let others have all that was ever written in a course: it becomes the shared log.

    For those alone who said so: every earlier text, and every comment, goes out with it.
    """
    _must_be_private(course)
    with store.writing():
        store.log.add_log(_in_space(course, course.log, space))
        _tell_space(ledger, course, course.log, space)
    return course.log


def put_in_space(ledger: Ledger, store: Store, course: Course, space: LogRow) -> LogId:
    """Let a course that was shared by review files meet a server: its log goes on in a space."""
    with store.writing():
        store.log.add_log(_in_space(course, course.log, space))
        _tell_space(ledger, course, course.log, space)
    return course.log


def _must_be_private(course: Course) -> None:
    if course.row.standing == "shared":
        raise Refused(
            say("“{title}” is shared already.", title=course.title),
            safe=say("Nothing was changed."),
            mend=say("Invite others to its space, or give them a role in it."),
        )


def _in_space(course: Course, log: LogId, space: LogRow | None) -> LogRow:
    return msgspec.structs.replace(
        course.row,
        log=log,
        space=space.log if space else None,
        standing="shared",
        server=space.server if space else "",
        cursor=0,
        role="owner",
        continued_by=None,
    )


def _tell_space(ledger: Ledger, course: Course, log: LogId, space: LogRow | None) -> None:
    if space is not None:
        # a server takes no longer title here; the whole one stands in the course itself
        ledger.write(space.log, CourseShared(course.id, log, course.title[:TITLE_LENGTH]))


def _no_open_overlaps(store: Store, course: Course) -> None:
    opened = store.drafts.with_overlaps(course.log)
    count = len(opened) + len(course.outline.overlaps) + len(course.apart)
    if count:
        raise Refused(
            say_many(
                "{count} place in “{title}” has an overlap that nobody has checked.",
                "{count} places in “{title}” have overlaps that nobody has checked.",
                count,
                title=course.title,
            ),
            safe=say("Both texts are kept."),
            mend=say("Check them first (“coursefolk overlaps”), then share."),
        )


def _description(course: Course) -> list[CourseDescribed]:
    fields = {k: v for k, v in course.facts.fields.items() if k != "title"}
    return [CourseDescribed(fields)] if fields else []


def _policy(course: Course) -> list[PolicySet]:
    """Let the course's own policy hold where it goes on; else the space's would take its place."""
    heads = course.facts.policy.heads()
    own = heads[-1].value if heads else None
    return [PolicySet(own)] if own is not None else []


def _structure(course: Course, ledger: Ledger, log: LogId) -> list[msgspec.Struct]:
    places = tuple(
        Place(node.id, node.parent, node.position, (), node.kind, node.title)
        for node, _ in course.outline.walk()
    )
    found = tuple(
        Place(i, "", "0V", (), course.outline.nodes[i].kind, course.outline.nodes[i].title)
        for i in course.outline.found
    )
    files = tuple(
        PlacedFile(path, file.sha, file.size) for path, file in course.facts.files_now().items()
    )
    structure: list[msgspec.Struct] = [LessonPlaced(places + found)] if places or found else []
    if files:
        structure.append(FilePlaced(files))
    if course.facts.forms:
        structure.append(LessonForm(tuple(course.facts.forms.values())))
    members = [m for m in course.facts.members.values() if m.role != "none"]
    return structure + [MemberSet(m.person, m.name, m.role) for m in members]


def _write_roots(
    store: Store, ledger: Ledger, lessons: Lessons, course: Course, log: LogId
) -> dict[NodeId, Fact]:
    """Write each lesson's text of today as one root revision."""
    nodes = [n.id for n in course.outline.lessons()]
    with_text = [n for n in nodes if store.drafts.get(course.log, n)]
    roots = [
        TextRevised(n, (), sha_of(text), text=text)
        for n in with_text
        for text in [lessons.today(course.log, n).text]
    ]
    facts = ledger.write(log, *roots)
    return dict(zip(with_text, facts, strict=True))


def _carry_threads(
    store: Store,
    ledger: Ledger,
    lessons: Lessons,
    course: Course,
    log: LogId,
    roots: dict[NodeId, Fact],
) -> set[FactId]:
    """Place the open comments of the private log on the roots; a loose one stays private.

    Those that were made anew are returned.

    What stood around a comment's words when it was made may be gone since, and stays private too.
    """
    spots = Spots(store, lessons).of(course)
    carried: set[FactId] = set()
    for thread in course.facts.threads.values():
        if thread.resolution:
            continue
        body = _placed_anew(lessons, course, thread, spots[thread.id], roots)
        if body is None:
            continue
        [made] = ledger.write(log, body)
        for reply in thread.replies:
            came = _origin(reply)
            ledger.write(log, CommentReplied(made.id, reply.text, reply.mentions, came))
        carried.add(thread.id)
    return carried


def _placed_anew(
    lessons: Lessons, course: Course, thread: Thread, spot: Spot, roots: dict[NodeId, Fact]
) -> CommentMade | None:
    """Draw up a comment of the private log on today's text; None if it has no place there."""
    start, end = spot.place.start, spot.place.end
    if start is None or end is None:
        return None
    if thread.about == "course":
        state, new = TextState((), sha_of("")), ""
    elif (root := roots.get(spot.lesson)) is None:
        return None
    else:
        new = lessons.today(course.log, spot.lesson).text
        state = TextState((FactId(root.id),), sha_of(new))
    return CommentMade(
        spot.lesson,
        state,
        start,
        end,
        new[start:end],
        new[max(0, start - _AROUND) : start] if end > start else "",
        new[end : end + _AROUND] if end > start else "",
        thread.text,
        thread.about,
        thread.mentions,
        origin=_origin(thread),
    )


def _origin(said: Thread | Reply | Suggestion) -> Origin | None:
    """Keep whose a remark was that came back in files: it is none of mine."""
    return Origin(said.origin, said.person, said.at) if said.origin else None


def _carry_suggestions(
    ledger: Ledger, lessons: Lessons, course: Course, log: LogId, roots: dict[NodeId, Fact]
) -> None:
    """Make open suggestions anew on the roots, where their text still stands.

    Those are my own, and those that came back in files with whose they are.
    """
    for made in course.facts.suggestions.values():
        root = roots.get(made.lesson)
        mine = made.person == ledger.identity.person or made.origin
        if not (made.is_open and mine) or root is None:
            continue
        old = lessons.text_at(course.log, made.lesson, made.state)
        new = lessons.today(course.log, made.lesson).text
        spot = place(
            old,
            made.start,
            made.end,
            new,
            quote=made.before,
            before=old[max(0, made.start - _AROUND) : made.start],
            after=old[made.end : made.end + _AROUND],
        )
        if spot.start is None or spot.end is None or new[spot.start : spot.end] != made.before:
            continue
        state = TextState((FactId(root.id),), sha_of(new))
        body = SuggestionMade(
            made.lesson, state, spot.start, spot.end, made.before, made.after, made.why,
            _origin(made), made.by,
        )  # fmt: skip
        ledger.write(log, body)

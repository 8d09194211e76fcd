"""Turn what the flows tell into what the panels show: people, times, marks, notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.flows.overlaps.merging import OverlapView
from app.flows.overview.copies import changes_today
from app.flows.overview.reading import LessonRead, PlacedSuggestion
from app.flows.permission import is_only_looked_at, may
from app.flows.review.commenting import PlacedThread
from app.flows.review.deciding import open_by
from app.flows.review.redacting import notice_of
from app.flows.sharing.reissuing import REASONS
from app.shell.dates import full_date_of
from app.shell.overlap_faces import HINDRANCE, overlap_item
from app.shell.people_faces import face, when
from app.shell.tracked_marks import marks_of_changes, place_mark
from app.shell.tracked_words import finer
from editor.panels.cards.runs import Run
from editor.panels.comments.column import COMPOSER
from editor.panels.comments.values import (
    Before,
    Closing,
    CommentThread,
    Deed,
    Note,
    OverlapNote,
    Remark,
    SuggestionNote,
)
from editor.panels.preview.values import PreviewMark, PreviewMarkKind
from editor.panels.source.marks import Mark, MarkKind
from editor.panels.source.reading_bar import Part
from sync.merge.compare import changes
from sync.model.ids import FactId, NodeId, PersonId
from sync.model.language import say
from sync.model.moments import local_at
from sync.model.review import Thread, Wording
from sync.workspace.courses import Course

__all__ = [
    "face",
    "marks_of",
    "marks_of_begun",
    "notes_of",
    "part_in",
    "preview_marks",
    "redacted_by",
    "redacted_line",
    "sentence_of",
    "when",
]


def notes_of(read: LessonRead) -> tuple[list[Note], list[CommentThread]]:
    """Give what stands beside a lesson: open notes, and closed threads; loose ones too.

    One that was closed stays among the open ones until whoever commented agrees, for them.
    """
    notes: list[Note] = []
    closed: list[CommentThread] = []
    for placed in read.threads:
        thread = thread_note(read.course, read.names, read.me, placed, read.node.id)
        (notes if _is_open(placed, read.me) else closed).append(thread)
    notes += [_suggestion(read, placed) for placed in read.suggestions]
    notes += [_overlap(read, view) for view in read.overlaps if view.item is not None]
    return notes, closed


def _overlap(read: LessonRead, view: OverlapView) -> OverlapNote:
    """Show an overlap beside its text, where it can be checked in place."""
    decides = may(read.course, "overlap.confirmed") or may(read.course, "suggestion.made")
    start = view.item.start if view.item is not None else None
    return OverlapNote(
        view.id,
        sentence_of(read, view),
        start or 0,
        overlap_item(view, read.course, read.names, read.me, read.gone),
        "" if decides else say(HINDRANCE),
    )


def sentence_of(read: LessonRead, view: OverlapView) -> str:
    """Say in one sentence who changed one place."""
    people = [p for w in view.wordings for p in w.people]
    if read.me in people:
        others = [read.names.get(p) or say("someone") for p in people if p != read.me]
        if others:
            return say("You and {name} both changed this place.", name=others[0])
        return say("You changed this place.")
    names = list(dict.fromkeys(read.names.get(p) or say("Someone") for p in people))
    if len(names) > 1:
        return say("{one} and {two} changed this place.", one=names[0], two=names[1])
    if names:
        return say("{name} changed this place.", name=names[0])
    return say("Two people changed this place.")


def thread_note(
    course: Course,
    names: dict[PersonId, str],
    me: PersonId,
    placed: PlacedThread,
    here: NodeId,
    *,
    only_read: bool = False,
) -> CommentThread:
    """Show a thread in the lesson `here`; one that is `only_read` offers nothing to do."""
    thread = placed.thread
    deeds: dict[FactId, Deed] = {one.fact: "closed" for one in thread.resolutions}
    deeds.update((one.fact, "reopened") for one in thread.reopenings)
    deeds.update((one.fact, "confirmed") for one in thread.confirmations)
    told = {thread.mentions, *(reply.mentions for reply in thread.replies)}
    return CommentThread(
        id=thread.id,
        face=face(thread.person, names, me),
        when=when(thread.at),
        text=thread.text,
        redacted=redacted_by(course, names, thread.id, me),
        quote=thread.quote,
        start=placed.spot.start,
        replies=tuple(
            Remark(
                face(r.person, names, me),
                when(r.at),
                r.text,
                redacted_by(course, names, r.id, me),
                r.id,
                _before(r.earlier),
                deeds.get(r.id, "said"),
            )
            for r in thread.replies
        ),
        closing=_closing(names, me, thread),
        about=thread.about,
        earlier=_before(thread.earlier),
        came_from=_came_from(course, placed, here),
        to_me=any(me in people for people in told),
        may_answer=not (only_read or placed.only_here) and may(course, "comment.replied"),
        only_here=placed.only_here,
    )


def _before(earlier: Sequence[Wording]) -> tuple[Before, ...]:
    return tuple(Before(when(one.at), one.text) for one in earlier)


def _closing(names: dict[PersonId, str], me: PersonId, thread: Thread) -> Closing | None:
    done, word = thread.resolution, thread.confirmed
    if done is None:
        return None
    return Closing(
        face(done.person, names, me),
        when(done.at),
        done.verdict,
        done.why,
        done.fact,
        face(word.person, names, me) if word is not None else None,
        word.why if word is not None else "",
    )


def _came_from(course: Course, placed: PlacedThread, here: NodeId) -> str:
    """Name the lesson that a comment came from, if it is not the one on show."""
    lesson = placed.thread.lesson
    if lesson in ("", here):
        return ""
    node = course.outline.nodes.get(lesson)
    return node.title if node is not None else ""


def _suggestion(read: LessonRead, placed: PlacedSuggestion) -> SuggestionNote:
    made = placed.suggestion
    runs: list[Run] = []
    for change in changes(made.before, made.after):
        if runs and not runs[-1].text.endswith("\n"):
            runs.append(Run("same", "\n\n"))  # each stands on lines of its own
        runs += [Run(str(run.kind), run.text) for run in change.runs]
    is_new = made.lesson not in read.course.facts.nodes
    how = "lesson" if is_new else placed.spot.how
    if how == "changed" and changes_today(placed, read.today.text):
        how = "moved"  # both can be had: nobody would have to check anything
    beside = open_by(read.course, made.writer) if made.is_open else []
    return SuggestionNote(
        id=made.id,
        face=face(made.writer, read.names, read.me),
        passed_on=face(made.person, read.names, read.me) if made.by else None,
        when=when(made.at),
        why=say(made.why) if made.why in REASONS else made.why,
        replies=tuple(
            Remark(
                face(said.person, read.names, read.me),
                when(said.at),
                said.text,
                redacted_line(read, said.id),
            )
            for said in made.replies
        ),
        is_open=made.is_open,
        after=made.after,
        place=how if how in ("changed", "loose", "lesson") and made.is_open else "",
        more=max(0, len(beside) - 1),
        lessons=len({one.lesson for one in beside}),
        may_answer=may(read.course, "comment.replied"),
        redacted=redacted_line(read, made.id),
        start=len(read.today.text) if is_new else placed.spot.start or 0,
        runs=tuple(runs),
        may_decide=made.is_open and may(read.course, "suggestion.decided"),
        accepted=(
            face(made.decision.person, read.names, read.me)
            if made.decision and made.accepted
            else None
        ),
        refusals=tuple(
            Remark(face(no.person, read.names, read.me), when(no.at), no.why)
            for no in made.refusals
        ),
    )


def redacted_line(read: LessonRead, fact: FactId) -> str:
    """Say who struck words out of what somebody wrote, and when; '' if nobody did."""
    return redacted_by(read.course, read.names, fact, read.me)


def redacted_by(course: Course, names: Mapping[PersonId, str], fact: FactId, me: PersonId) -> str:
    """Say who struck words out of a fact of a course, and when; '' if nobody did."""
    notice = notice_of(course, fact)
    if notice is None:
        return ""
    on = full_date_of(local_at(notice.at))
    if notice.person == me:
        told = say("Redacted by you on {day}", day=on)
    else:
        who = names.get(notice.person) or say("an owner")
        told = say("Redacted by {name} on {day}", name=who, day=on)
    return say("{redacted}: {why}", redacted=told, why=notice.why) if notice.why else told


def part_in(course: Course) -> Part:
    """Tell what this workspace's person does in a course."""
    if is_only_looked_at(course):
        return Part.LOOKS
    if may(course, "text.revised"):
        return Part.WRITES
    return Part.REVIEWS if may(course, "suggestion.made") else Part.READS


def marks_of(read: LessonRead) -> list[Mark]:
    """Give the marks on the source, in code points."""
    marks = [
        Mark(
            p.thread.id,
            MarkKind.COMMENT,
            p.spot.start,
            p.spot.end or p.spot.start,
            p.thread.text,
            beside=p.spot.start == p.spot.end,  # it is on the whole lesson
        )
        for p in read.threads
        if p.spot.start is not None and _is_open(p, read.me) and p.thread.about != "course"
    ]
    marks += [
        Mark(
            p.suggestion.id,
            MarkKind.SUGGESTION,
            p.spot.start,
            p.spot.end or p.spot.start,
            p.suggestion.why,
            changes=tuple(finer(read.today.text, changes_today(p, read.today.text))),
        )
        for p in read.suggestions
        if p.spot.start is not None and p.suggestion.is_open
    ]
    marks += [
        Mark(v.id, MarkKind.OVERLAP, v.item.start, v.item.end or v.item.start, sentence_of(read, v))
        for v in read.overlaps
        if v.item is not None and v.item.start is not None
    ]
    return marks


def _is_open(placed: PlacedThread, me: PersonId) -> bool:
    """Tell whether something about a thread is open, for me: whoever commented confirms the end."""
    thread = placed.thread
    return thread.resolution is None or (thread.person == me and thread.confirmed is None)


def marks_of_begun(begun: Mapping[str, tuple[int, int]]) -> list[Mark]:
    """Give the marks of what is being written, so that its card stands at its text."""
    return [
        Mark(ident, MarkKind.COMMENT if ident == COMPOSER else MarkKind.SUGGESTION, *span, "")
        for ident, span in begun.items()
    ]


_IN_PREVIEW = {
    MarkKind.COMMENT: PreviewMarkKind.COMMENT,
    MarkKind.SUGGESTION: PreviewMarkKind.NOTED,
    MarkKind.OVERLAP: PreviewMarkKind.OVERLAP,
}


def preview_marks(text: str, marks: Sequence[Mark]) -> list[PreviewMark]:
    """Give the same marks for the preview: by source line from 0, with the words of the quote.

    A suggestion that changes nothing as the text stands (it was written anew since, or is only
    being written) strikes nothing: its place is noted.
    """
    found = []
    for one in marks:
        if one.beside:
            continue
        if one.changes:
            found += marks_of_changes(one.id, text, one.changes, one.note)
            continue
        end = one.start if one.kind is MarkKind.OVERLAP else one.end
        found.append(place_mark(one.id, _IN_PREVIEW[one.kind], text, one.start, end, one.note))
    return found

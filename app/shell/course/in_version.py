"""A lesson as it is in a version: its text of then, with what is said of it placed there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import msgspec

from app.flows.lesson.following import course_now
from app.flows.overlaps.merging import OverlapView
from app.flows.overview.reading import LessonRead, PlacedSuggestion, read_lesson
from app.flows.review.commenting import WHOLE, PlacedThread
from app.flows.review.deciding import spot_of
from app.flows.review.in_version import threads_in_version
from app.shell.faces import marks_of, notes_of
from editor.panels.comments.values import CommentThread, Note, OverlapNote, SuggestionNote
from editor.panels.source.marks import Mark
from sync.merge.anchors import Place, place
from sync.merge.edits import carry, line_edits
from sync.model.ids import FactId, LogId, NodeId, Sha
from sync.model.language import say
from sync.model.review import Version
from sync.workspace.lessons import Today
from sync.workspace.opening import Workspace

_NOWHERE = Place(None, None, "loose")


@dataclass(frozen=True)
class InVersion:
    """A lesson in a version; `read` has its text and places of then, None if it was not in it yet.

    `only_in_draft` are the comments and suggestions whose words today's draft alone has.
    """

    version: FactId
    number: int
    lesson: NodeId
    title: str
    read: LessonRead | None = None
    files: Mapping[str, Sha] = field(default_factory=dict)
    only_in_draft: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """The Markdown of then."""
        return self.read.today.text if self.read is not None else ""

    @property
    def is_there(self) -> bool:
        """Whether the version has the lesson at all."""
        return self.read is not None

    def marks(self) -> list[Mark]:
        """Give the marks on the text of then."""
        return marks_of(self.read) if self.read is not None else []

    def notes(self, today: LessonRead) -> tuple[list[Note], list[CommentThread]]:
        """Give what stands beside the lesson today, each at its place in the text of then."""
        if self.read is None:
            return notes_of(today)
        known = {one.thread.id for one in today.threads}
        came = [one for one in self.read.threads if one.thread.id not in known]
        notes, closed = notes_of(replace(today, threads=(*today.threads, *came)))
        starts = self._starts(self.read)
        placed = [self._placed(note, starts) for note in notes]
        ended = [self._placed(note, starts) for note in closed]
        return placed, [note for note in ended if isinstance(note, CommentThread)]

    @staticmethod
    def _starts(read: LessonRead) -> dict[str, int | None]:
        return {
            **{one.thread.id: one.spot.start for one in read.threads},
            **{one.suggestion.id: one.spot.start for one in read.suggestions},
            **{view.id: view.item.start for view in read.overlaps if view.item is not None},
        }

    def _placed(self, note: Note, starts: Mapping[str, int | None]) -> Note:
        start, apart = starts.get(note.id), note.id in self.only_in_draft
        if isinstance(note, CommentThread):
            return replace(note, start=len(self.text) if apart else start, only_in_draft=apart)
        if isinstance(note, SuggestionNote):
            if apart:
                return replace(note, start=len(self.text), place="draft")
            return replace(note, start=start or 0)
        assert isinstance(note, OverlapNote)
        told = say("This is version {number}. Choose in today’s draft.", number=self.number)
        return replace(note, start=start or 0, hindrance=note.hindrance or told)


def read_in_version(ws: Workspace, log: LogId, lesson: NodeId, ident: FactId) -> InVersion | None:
    """Read a lesson as it is in a version of the course's log, on the store's thread.

    None where that log goes on in another by now, which has no such version; NotFound where the
    text of then is not here.
    """
    today = read_lesson(ws, course_now(ws, log).log, lesson)
    course = today.course
    version = course.facts.versions.get(ident)
    if version is None:
        return None
    found = InVersion(ident, version.number, lesson, today.node.title)
    state = version.named.texts.get(lesson)
    if state is None:
        return found
    text = ws.lessons.text_at(course.log, lesson, state)
    threads = _threads(ws, today, version)
    suggestions = [_suggested(ws, today, one, text) for one in today.suggestions]
    was = {one.thread.id for one in today.threads if one.is_placed}
    was |= {one.suggestion.id for one in today.suggestions if one.spot.start is not None}
    gone = {one.thread.id for one in threads if not one.is_placed}
    gone |= {one.suggestion.id for one in suggestions if one.spot.start is None}
    return replace(
        found,
        read=replace(
            today,
            today=Today(state, text, ()),
            threads=tuple(threads),
            suggestions=tuple(suggestions),
            overlaps=tuple(_overlaps(today, text)),
        ),
        files=version.named.files,
        only_in_draft=frozenset(was & gone),
    )


def _threads(ws: Workspace, today: LessonRead, version: Version) -> list[PlacedThread]:
    """Place what is beside the lesson today, and what was in it then."""
    then = {one.thread.id: one for one in threads_in_version(ws, today.course, version)}
    found = []
    for one in today.threads:
        was = then.pop(one.thread.id, None)
        if one.thread.about in WHOLE:
            found.append(one)
        elif was is not None and was.lesson == today.node.id:
            found.append(replace(one, spot=was.spot))
        else:
            found.append(replace(one, spot=_NOWHERE))
    moved = [one for one in then.values() if one.lesson == today.node.id and one.is_placed]
    return found + moved


def _suggested(
    ws: Workspace, today: LessonRead, one: PlacedSuggestion, text: str
) -> PlacedSuggestion:
    if one.suggestion.lesson != today.node.id:
        return one  # a new lesson: it stands nowhere yet
    return replace(one, spot=spot_of(ws, today.course.log, one.suggestion, text))


def _overlaps(today: LessonRead, text: str) -> list[OverlapView]:
    """Find where the places of overlaps are in the text of then, if they are in it."""
    now, found = today.today.text, []
    for view in today.overlaps:
        item = view.item
        if item is not None and item.start is not None:
            end = item.start if item.end is None else item.end
            there = place(now, item.start, end, text, quote=now[item.start : end])
            item = msgspec.structs.replace(item, start=there.start, end=there.end)
        found.append(replace(view, item=item))
    return found


def line_in(text: str, line: float, other: str) -> float:
    """Find the line, from 0, at which one text stands where another stands at `line` of it."""
    whole = int(line)
    lines: Sequence[str] = text.split("\n")[:whole]
    at = sum(len(one) + 1 for one in lines)
    start, _, _ = carry(line_edits(text, other), at, at)
    return other.count("\n", 0, start) + line % 1

"""What home shows, read on the store's thread: where one was, what needs one, what others did."""

from __future__ import annotations

import time
from dataclasses import dataclass

from app.flows.beginning import sampling
from app.flows.beginning.helping import help_course
from app.flows.beginning.sample_steps import SampleStands, sample_stands
from app.flows.overview.library import Shelved, library
from app.flows.overview.looking_back import Deeds, LastPlace, done_since, last_place
from app.flows.sharing import syncing
from app.shell.page_names import OVERLAPS, REVIEW, VERSIONS, WRITE
from editor.panels.cards.runs import plain
from editor.panels.home.values import (
    SAMPLE_STEPS,
    Continuing,
    HomeRow,
    HomeView,
    SampleCourse,
    SampleStep,
)
from editor.panels.kit.avatars import Face
from sync.model.ids import CourseId, NodeId
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

MOST_ROWS = 8
_DAY_MS = 86_400_000


@dataclass(frozen=True)
class Asked:
    """A version that this person was asked to review, and has not yet."""

    course: CourseId
    title: str
    number: int
    by: str


@dataclass(frozen=True)
class Waits:
    """What waits in a course for an author: the first of each kind, and how many there are."""

    course: CourseId
    title: str
    comments: int = 0
    comment_in: NodeId | None = None
    suggestions: int = 0
    suggestion_in: NodeId | None = None
    changes_asked: int = 0


@dataclass(frozen=True)
class HomeRead:
    """What home shows, read on the store's thread."""

    courses: tuple[Shelved, ...]
    sample: SampleStands | None
    removed: bool
    name: str
    status: syncing.Status
    asked: tuple[Asked, ...]
    waits: tuple[Waits, ...] = ()
    deeds: tuple[Deeds, ...] = ()
    last: LastPlace | None = None
    open_inside: tuple[int, int] = (0, 0)

    @property
    def own(self) -> list[Shelved]:
        """The courses beside the sample."""
        sample = self.sample.course if self.sample else ""
        return [course for course in self.courses if course.id != sample]


def read_home(ws: Workspace) -> HomeRead:
    """Read the library, how far the sample came, and what goes on in each course."""
    hidden = help_course(ws)
    courses = tuple(c for c in library(ws) if c.id != hidden)
    sample = sample_stands(ws)
    opened = [ws.courses.at(c.id) for c in courses if sample is None or c.id != sample.course]
    last = last_place(ws, [hidden])
    return HomeRead(
        courses,
        sample,
        sampling.is_removed(ws),
        ws.store.settings.get("person.name") or "",
        syncing.status(ws),
        tuple(one for course in opened if (one := _asked(ws, course)) is not None),
        tuple(_waits(ws, course) for course in opened if course.row.standing != "readonly"),
        tuple(deeds for course in opened for deeds in done_since(ws, course)),
        last,
        _inside(ws, last) if last else (0, 0),
    )


def _asked(ws: Workspace, course: Course) -> Asked | None:
    """Find what a course's latest version asks of this person."""
    me = ws.identity.person
    versions = course.facts.ordered_versions()
    if not versions or me not in versions[-1].named.ask:
        return None
    latest = versions[-1]
    if any(verdict.person == me for verdict in latest.verdicts):
        return None
    by = ws.courses.names(course).get(latest.person, "")
    return Asked(course.id, course.title, latest.number, by)


def _waits(ws: Workspace, course: Course) -> Waits:
    """Count what others said last, and nobody answered."""
    me, here = ws.identity.person, {node.id for node in course.outline.lessons()}
    asked = [
        thread.lesson
        for thread in course.facts.threads.values()
        if thread.resolution is None
        and thread.lesson in here
        and (thread.replies[-1].person if thread.replies else thread.person) != me
        and (thread.person != me or thread.replies)
    ]
    offered = [
        one.lesson
        for one in course.facts.suggestions.values()
        if one.decision is None and one.person != me and one.lesson in here
    ]
    versions = course.facts.ordered_versions()
    changes = versions[-1].number if versions and versions[-1].state == "changes asked" else 0
    if changes and versions[-1].person != me:
        changes = 0
    if course.row.role == "reader":
        offered = []
    return Waits(
        course.id,
        course.title,
        len(asked),
        asked[0] if asked else None,
        len(offered),
        offered[0] if offered else None,
        changes,
    )


def _inside(ws: Workspace, last: LastPlace) -> tuple[int, int]:
    """Count open comments and overlaps in the lesson where the person was."""
    course = ws.courses.open(last.log)
    threads = [t for t in course.facts.threads.values() if t.lesson == last.place.lesson]
    draft = ws.store.drafts.get(last.log, last.place.lesson)
    return sum(t.resolution is None for t in threads), draft.overlaps if draft else 0


# -- in words


def sample_of(stands: SampleStands | None) -> SampleCourse:
    """Show the sample with its steps."""
    done = stands.done if stands else (False,) * len(SAMPLE_STEPS)
    steps = tuple(SampleStep(text, ok) for text, ok in zip(SAMPLE_STEPS, done, strict=True))
    return SampleCourse("Make your first micro-course", steps)


def home_of(read: HomeRead) -> HomeView:
    """Show home as it is now."""
    changed = tuple(_deed(deeds) for deeds in read.deeds[:MOST_ROWS])
    since = max((deeds.since for deeds in read.deeds), default=0)
    return HomeView(
        day=time.strftime("%A, %d %B").replace(" 0", " "),
        away=_away(read),
        continuing=_continuing(read),
        needs=tuple(_needs(read)),
        changed=changed,
        since=_when(since) if since else "",
        waiting=_waiting(read),
        courses=() if changed else tuple(_course(course) for course in read.own[:MOST_ROWS]),
        sample=sample_of(read.sample) if read.sample and not all(read.sample.done) else None,
        connected=read.status.server is not None,
    )


def _away(read: HomeRead) -> str:
    count = sum(deeds.count for deeds in read.deeds)
    came = f"{_many(count, 'change')} came in, all of them here." if count else ""
    days = (time.time() * 1000 - read.last.place.at) // _DAY_MS if read.last else 0
    away = f"You have been away {_many(int(days), 'day')}." if days >= 1 else ""
    return f"{away} {came}".strip()


def _continuing(read: HomeRead) -> Continuing | None:
    last = read.last
    if last is None:
        return None
    comments, overlaps = read.open_inside
    inside = [_many(comments, "comment")] * bool(comments)
    inside += [_many(overlaps, "overlap")] * bool(overlaps)
    verb = "is" if comments + overlaps == 1 else "are"
    return Continuing(
        f"{WRITE}:{last.place.course}:{last.place.lesson}:{last.place.caret}",
        last.title,
        f"{last.course} · lesson {last.number} of {last.lessons}",
        plain(last.words),
        _when(last.place.at),
        inside=f"{' and '.join(inside)} {verb} waiting inside" if inside else "",
    )


def _needs(read: HomeRead) -> list[HomeRow]:
    rows = [
        HomeRow(
            f"{REVIEW}:{one.course}",
            "badge-check",
            f"Review version {one.number} of “{one.title}”",
            f"{one.by or 'A colleague'} asks you to.",
            "Review",
        )
        for one in read.asked
    ]
    rows += [
        HomeRow(
            f"{OVERLAPS}:{course.id}",
            "stitches",
            f"Check {_many(course.overlaps, 'overlap')} in “{course.title}”",
            "Two people changed one place. Both texts are kept.",
            "Check",
            tone="theirs",
        )
        for course in read.own
        if course.overlaps
    ]
    for one in read.waits:
        rows += _said(one)
    return rows


def _said(one: Waits) -> list[HomeRow]:
    rows = []
    if one.changes_asked:
        rows.append(
            HomeRow(
                f"{VERSIONS}:{one.course}",
                "badge-check",
                f"Version {one.changes_asked} of “{one.title}” came back",
                "A reviewer asks for changes.",
                "See what",
                tone="warn",
            )
        )
    if one.suggestions:
        rows.append(
            HomeRow(
                f"{WRITE}:{one.course}:{one.suggestion_in}:",
                "pencil-line",
                f"{_many(one.suggestions, 'suggestion')} in “{one.title}”",
                "Accept it, or say not now.",
                "Look",
            )
        )
    if one.comments:
        rows.append(
            HomeRow(
                f"{WRITE}:{one.course}:{one.comment_in}:",
                "message-square",
                f"{_many(one.comments, 'comment')} in “{one.title}” without an answer",
                "Reply beside the words, or resolve it.",
                "Answer",
            )
        )
    return rows


def _deed(deeds: Deeds) -> HomeRow:
    done = [f"changed {_many(len(deeds.lessons), 'lesson')}"] * bool(deeds.lessons)
    done += [f"left {_many(deeds.comments, 'comment')}"] * bool(deeds.comments)
    done += [f"made {_many(deeds.suggestions, 'suggestion')}"] * bool(deeds.suggestions)
    done += [f"published {_many(deeds.versions, 'version')}"] * bool(deeds.versions)
    done += ["gave a verdict"] * bool(deeds.verdicts)
    told = done[0] if len(done) == 1 else f"{', '.join(done[:-1])} and {done[-1]}"
    lessons = ", ".join(deeds.lessons[:3]) + "…" * (len(deeds.lessons) > 3)
    page = VERSIONS if deeds.versions or deeds.verdicts else WRITE
    return HomeRow(
        f"{page}:{deeds.course}",
        Face(deeds.person, deeds.name),
        f"{deeds.name} {told}",
        f"{deeds.title}: {lessons}" if lessons else deeds.title,
        "Show",
    )


def _waiting(read: HomeRead) -> tuple[HomeRow, ...]:
    if not read.status.waiting or read.status.server is None:
        return ()
    told = "They go out by themselves when there is a network."
    title = f"{_many(read.status.waiting, 'change')} waiting to send"
    return (HomeRow("receipts", "send", title, told, "What came and went"),)


def _course(course: Shelved) -> HomeRow:
    lessons = _many(course.lessons, "lesson")
    detail = f"{lessons}, {course.words:,} words, {course.state}".replace(",", "\u202f", 0)
    return HomeRow(course.id, "book-open", course.title, detail, "Open")


def _many(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _when(at_ms: int) -> str:
    """Say when it was: the time today, the day this week, else the date."""
    then, now = time.localtime(at_ms / 1000), time.localtime()
    days = (time.mktime(now) - time.mktime(then)) / 86_400
    if then[:3] == now[:3]:
        return time.strftime("%H:%M", then)
    if 0 <= days < 6:
        return time.strftime("%A, %H:%M", then)
    return time.strftime("%d %B", then).lstrip("0")

"""Say in words what home shows: where one was, what needs one, what others did."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date

from app.flows.beginning.sample_steps import SampleStands
from app.flows.overview.broken_known import BrokenIn
from app.flows.overview.library import Shelved
from app.flows.overview.looking_back import Deeds
from app.flows.sharing.held import Held, words_beside
from app.shell.dates import clock_of, date_of, due_told, weekday_and_date_of, weekday_of
from app.shell.home.home_reading import Asked, HomeRead, Waits
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
from sync.model.ids import NodeId
from sync.model.language import mark, say, say_as, say_many
from sync.model.moments import local_at

MOST_ROWS = 8
_STATES = {
    "draft": mark("draft"),
    "in review": mark("in review"),
    "changes asked": mark("changes asked"),
    "approved": mark("approved"),
    "released": mark("released"),
}
_DAY_MS = 86_400_000


def sample_of(stands: SampleStands | None) -> SampleCourse:
    """Show the sample with its steps."""
    done = stands.done if stands else (False,) * len(SAMPLE_STEPS)
    steps = tuple(SampleStep(text, ok) for text, ok in zip(SAMPLE_STEPS, done, strict=True))
    return SampleCourse(say("Make your first micro-course"), steps)


def home_of(read: HomeRead) -> HomeView:
    """Show home as it is now."""
    rows = [*map(_deed, read.deeds), *map(_fresh, read.fresh)]
    changed = tuple(rows[:MOST_ROWS])
    since = max((deeds.since for deeds in read.deeds), default=0)
    return HomeView(
        day=weekday_and_date_of(time.localtime()),
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
    """Say how long one was away, and that nothing of what came in is lost.

    No number: receipts and the line at the foot count what was sent, home what people did.
    """
    came = say("What came in is all here.") if read.deeds else ""
    away = ""
    days = (time.time() * 1000 - read.last.place.at) // _DAY_MS if read.last else 0
    if days >= 1:
        away = say_many(
            "You have been away {count} day.", "You have been away {count} days.", int(days)
        )
    return f"{away} {came}".strip()


def _continuing(read: HomeRead) -> Continuing | None:
    last = read.last
    if last is None:
        return None
    return Continuing(
        f"{WRITE}:{last.place.course}:{last.place.lesson}",
        last.title,
        say(
            "{course} · lesson {number} of {lessons}",
            course=last.course,
            number=last.number,
            lessons=last.lessons,
        ),
        plain(last.words),
        _when(last.place.at),
        inside=_waits_inside(*read.open_inside),
    )


def _waits_inside(comments: int, overlaps: int) -> str:
    """Say what waits in the lesson where the person was; empty if nothing does."""
    if comments and overlaps:
        return say(
            "{comments} and {overlaps} are waiting inside",
            comments=_comments(comments),
            overlaps=_overlaps(overlaps),
        )
    if comments:
        return say_many(
            "{count} comment is waiting inside", "{count} comments are waiting inside", comments
        )
    if overlaps:
        return say_many(
            "{count} overlap is waiting inside", "{count} overlaps are waiting inside", overlaps
        )
    return ""


def _needs(read: HomeRead) -> list[HomeRow]:
    rows = [
        HomeRow(
            f"{REVIEW}:{one.course}",
            "badge-check",
            say("Review version {number} of “{title}”", number=one.number, title=one.title),
            _asks(one),
            say_as("verb", "Review"),
            due_told(one.due, date.today()),
        )
        for one in read.asked
    ]
    rows += [
        HomeRow(
            f"{OVERLAPS}:{course.id}",
            "stitches",
            say_many(
                "Check {count} overlap in “{title}”",
                "Check {count} overlaps in “{title}”",
                course.overlaps,
                title=course.title,
            ),
            say("Two people changed one place. Both texts are kept."),
            say_as("verb", "Check"),
            tone="theirs",
        )
        for course in read.own
        if course.overlaps
    ]
    own = {course.id for course in read.own}
    rows += [_broken(one) for one in read.broken if one.course in own]
    rows += map(_held, read.held)
    for one in read.waits:
        rows += _said(one)
    return rows


def _broken(one: BrokenIn) -> HomeRow:
    """Say how much broke by merging; nobody releases the course before it is mended."""
    return HomeRow(
        f"{OVERLAPS}:{one.course}:{one.lesson}",
        "triangle-alert",
        say_many(
            "Mend {count} place in “{title}” that broke by merging",
            "Mend {count} places in “{title}” that broke by merging",
            one.count,
            title=one.title,
        ),
        say("What each wrote was whole. Together it is not: choose what is kept."),
        say_as("verb", "Mend"),
        tone="warn",
    )


def _held(one: Held) -> HomeRow:
    """Say what waits for this person's yes, and whose removal it is."""
    gone = len(one.going)
    what = say_many("{count:,} word", "{count:,} words", one.words)
    if gone:
        what = say_many("{count} lesson", "{count} lessons", gone)
    if beside := words_beside(one):
        what = say("{lessons} and {words}", lessons=what, words=beside)
    told = say("{people} removed {what}. Until you agree, all of it is here.",
               people=", ".join(one.people), what=what)  # fmt: skip
    return HomeRow(
        f"{WRITE}:{one.course}",
        "circle-minus",
        say("A large removal in “{title}” waits for your yes", title=one.title),
        told,
        say("Look at it"),
        tone="warn",
    )


def _asks(one: Asked) -> str:
    """Say who asks, in their own words where they left some."""
    if one.by and one.note:
        return say("{name}: “{word}”", name=one.by, word=one.note)
    return say("{name} asks you to.", name=one.by) if one.by else say("A colleague asks you to.")


def _of_review(one: Waits) -> list[HomeRow]:
    """Say whose review is late, and who asks for changes in what learners have."""
    rows = []
    if one.late:
        rows.append(
            HomeRow(
                f"{REVIEW}:{one.course}",
                "calendar-clock",
                say("The review of version {number} of “{title}” is late",
                    number=one.late_in, title=one.title),
                say("It waits for {people}. You can ask someone else.", people=", ".join(one.late)),
                say("See who"),
                tone="warn",
            )
        )  # fmt: skip
    if one.warned:
        rows.append(
            HomeRow(
                f"{REVIEW}:{one.course}",
                "triangle-alert",
                say("Learners have “{title}”, and changes are asked for since", title=one.title),
                say("{people} asks for them. What is released stays released.",
                    people=", ".join(one.warned)),
                say("See why"),
                tone="warn",
            )
        )  # fmt: skip
    return rows


def _way(one: Waits, lesson: NodeId | None) -> str:
    """Lead to the words; to all that was said, where nothing of it stands in a lesson."""
    return f"{WRITE}:{one.course}:{lesson}" if lesson else f"{REVIEW}:{one.course}"


def _said(one: Waits) -> list[HomeRow]:
    rows = _of_review(one)
    if one.changes_asked:
        rows.append(
            HomeRow(
                f"{VERSIONS}:{one.course}",
                "badge-check",
                say(
                    "Version {number} of “{title}” came back",
                    number=one.changes_asked,
                    title=one.title,
                ),
                say("A reviewer asks for changes."),
                say("See what"),
                tone="warn",
            )
        )
    if one.suggestions:
        rows.append(
            HomeRow(
                _way(one, one.suggestion_in),
                "pencil-line",
                say_many(
                    "{count} suggestion in “{title}”",
                    "{count} suggestions in “{title}”",
                    one.suggestions,
                    title=one.title,
                ),
                say("Accept it, or say not now."),
                say_as("verb", "Look"),
            )
        )
    if one.comments:
        rows.append(
            HomeRow(
                _way(one, one.comment_in),
                "message-square",
                say_many(
                    "{count} comment in “{title}” without an answer",
                    "{count} comments in “{title}” without an answer",
                    one.comments,
                    title=one.title,
                ),
                say("Reply beside the words, or resolve it."),
                say_as("verb", "Answer"),
            )
        )
    return rows


def _deed(deeds: Deeds) -> HomeRow:
    told = deeds.title
    if deeds.lessons:
        told = say("{course}: {lessons}", course=told, lessons=_first_of(deeds.lessons))
    if len(deeds.removed) > 1:  # a single one is named in the title
        told = say("{told}. Removed: {lessons}", told=told, lessons=_first_of(deeds.removed))
    return HomeRow(
        f"since:{deeds.course}",
        Face(deeds.person, deeds.name),
        say("{name} {did}", name=deeds.name, did=_listed(_done_by(deeds))),
        told,
        say_as("verb", "Show"),
    )


def _first_of(titles: Sequence[str]) -> str:
    return ", ".join(titles[:3]) + "…" * (len(titles) > 3)


def _fresh(course: Shelved) -> HomeRow:
    """Tell of a course that one was never in: not all that is in it is news."""
    title = say("“{course}” is new to you", course=course.title)
    return HomeRow(course.id, "book-plus", title, size_of(course), say_as("verb", "Open"))


def _done_by(deeds: Deeds) -> list[str]:
    """Say each kind of deed as what somebody did; what is gone first, as it is in sight nowhere."""
    done = []
    if len(deeds.removed) == 1:
        done.append(say("removed “{title}”", title=deeds.removed[0]))
    elif deeds.removed:
        count = len(deeds.removed)
        done.append(say_many("removed {count} lesson", "removed {count} lessons", count))
    if deeds.lessons:
        count = len(deeds.lessons)
        done.append(say_many("changed {count} lesson", "changed {count} lessons", count))
    if deeds.comments:
        done.append(say_many("left {count} comment", "left {count} comments", deeds.comments))
    if deeds.suggestions:
        count = deeds.suggestions
        done.append(say_many("made {count} suggestion", "made {count} suggestions", count))
    if deeds.versions:
        count = deeds.versions
        done.append(say_many("published {count} version", "published {count} versions", count))
    if deeds.verdicts:
        done.append(say("gave a verdict"))
    return done


def _listed(parts: list[str]) -> str:
    """Join parts as the language does: “one, two and three”."""
    told = parts[0]
    for part in parts[1:-1]:
        told = say("{before}, {next}", before=told, next=part)
    return say("{before} and {last}", before=told, last=parts[-1]) if parts[1:] else told


def _waiting(read: HomeRead) -> tuple[HomeRow, ...]:
    count = read.status.waiting
    if not count or read.status.server is None:
        return ()
    told = say("They go out by themselves when there is a network.")
    title = say_many("{count} change waiting to send", "{count} changes waiting to send", count)
    return (HomeRow("receipts", "send", title, told, say("What came and went")),)


def _course(course: Shelved) -> HomeRow:
    state = course.approvals or say(_STATES.get(course.state, course.state))
    detail = say("{size}, {state}", size=size_of(course), state=state)
    return HomeRow(course.id, "book-open", course.title, detail, say_as("verb", "Open"))


def size_of(course: Shelved) -> str:
    """Say how large a course is: “3 lessons, 1 200 words”."""
    number = f"{course.words:,}".replace(",", "\u202f")
    return say(
        "{lessons}, {words}",
        lessons=say_many("{count} lesson", "{count} lessons", course.lessons),
        words=say_many("{number} word", "{number} words", course.words, number=number),
    )


def _comments(count: int) -> str:
    return say_many("{count} comment", "{count} comments", count)


def _overlaps(count: int) -> str:
    return say_many("{count} overlap", "{count} overlaps", count)


def _when(at_ms: int) -> str:
    """Say when it was: the time today, the day this week, else the date."""
    then, now = local_at(at_ms), time.localtime()
    days = (time.mktime(now) - at_ms / 1000) / 86_400
    if then[:3] == now[:3]:
        return clock_of(then)
    if 0 <= days < 6:
        return say("{weekday}, {time}", weekday=weekday_of(then), time=clock_of(then))
    return date_of(then)

"""Read a round of review for the window: days in words, who stands where, what is approved."""

from __future__ import annotations

import re
from datetime import date

from app.flows.permission import may
from app.flows.persons import without_access
from app.flows.versions import rounds
from app.flows.versions.approved import Approved, LeftBlock, approved_by
from app.flows.versions.released_without import released_without
from app.flows.versions.rounds import Reminded
from app.shell.dates import day_told, how_long
from app.shell.people_faces import face, when
from app.shell.tracked_marks import as_shown
from editor.panels.review.values import Due, Place, Point, RemovedLesson, ReviewerRow
from sync.model.ids import PersonId
from sync.model.language import say, say_many
from sync.model.review import Version
from sync.model.rounds import Reviewer, Round, days_left
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

_HIDDEN = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)


def due_of(day: str, today: date, *, reminds: bool) -> Due | None:
    """Say until when; None where no day was set."""
    left = days_left(day, today)
    if left is None:
        return None
    detail = how_long(left)
    if reminds and left > 1:
        detail = say("{when}; a reminder the day before", when=detail)
    if left < 0:
        return Due(say("Was due {day}", day=day_told(day)), detail, is_late=True)
    return Due(say("Due {day}", day=day_told(day)), detail)


def points_of(ws: Workspace, shown: Round, mine: Reviewer | None) -> tuple[Point, ...]:
    """Give the checklist with this person's ticks."""
    ticked = {*rounds.ticks_of(ws, shown.version), *(mine.ticks if mine else ())}
    return tuple(Point(text, text in ticked) for text in shown.checklist)


def rows_of(
    ws: Workspace, course: Course, shown: Round, names: dict[PersonId, str], today: date
) -> tuple[ReviewerRow, ...]:
    """Give a row for each person of a round."""
    me = ws.identity.person
    late = {one.person for one in shown.late(today)}
    gone = without_access(ws, course)
    changes = may(course, "review.withdrawn")
    opened = rounds.has_opened(ws, shown.version)
    found = []
    for one in shown.people:
        standing = one.standing
        if one.person == me and standing == "waiting" and opened:
            standing = "reviewing"
        found.append(
            ReviewerRow(
                face(one.person, names, me),
                standing,
                say("has no access any more")
                if one.is_open and one.person in gone
                else _detail(ws, course, shown.version, one),
                one.person,
                one.person in late,
                changes and one.is_open,
            )
        )
    return tuple(found)


def _detail(ws: Workspace, course: Course, version: Version, one: Reviewer) -> str:
    """Say how far someone came, else why they were asked."""
    if one.verdict is not None and one.verdict.verdict == "approve":
        if one.person == version.person:
            return say("does not count: named this version")
        found = approved_by(ws, course, version, one.person, most=0)
        if not found.left and not found.own:
            return say("all of it, {when}", when=when(one.verdict.at))
        return say(
            "{given} of {of} blocks, {when}",
            given=found.given,
            of=found.of,
            when=when(one.verdict.at),
        )
    if one.is_open:
        found = approved_by(ws, course, version, one.person, most=0)
        if found.before is not None:
            return say("{given} of {of} blocks from before", given=found.given, of=found.of)
    return one.note if one.standing == "cannot" and one.note else one.why


def reminder_told(found: Reminded, title: str, today: date) -> str:
    """Say a reminder in a sentence."""
    number, due = found.round.version.number, found.mine.due
    left = days_left(due, today) or 0
    if found.kind == "before":
        words = say("Tomorrow is the day for your review of version {number} of “{title}”.",
                    number=number, title=title)  # fmt: skip
    elif found.kind == "today":
        words = say("Today is the day for your review of version {number} of “{title}”.",
                    number=number, title=title)  # fmt: skip
    else:
        words = say("Your review of version {number} of “{title}” was due {when}.",
                    number=number, title=title, when=how_long(left))  # fmt: skip
    return words


def waiting_for(shown: Round, names: dict[PersonId, str], me: PersonId) -> str:
    """Say for whom else one waits, once one is done oneself."""
    others = [names.get(one.person) or one.person[:8] for one in shown.waits_for()]
    mine = shown.of(me)
    if mine is not None and mine.is_open:
        return ""
    return say("Waiting for {people}.", people=", ".join(others)) if others else ""


def approval_told(found: Approved) -> str:
    """Say how far this person has approved a version, where that is not plain."""
    if found.before is None:
        return ""
    if not found.left:
        if found.fresh:
            return ""
        return say(
            "You approved version {before}. Nothing has changed since that needs it again.",
            before=found.before,
        )
    if any(one.became == "refused" for one in found.left):
        return say_many(
            "Your approval stands for {given} of {of} blocks; {count} is left.",
            "Your approval stands for {given} of {of} blocks; {count} are left.",
            len(found.left),
            given=found.given,
            of=found.of,
        )
    return say_many(
        "You approved {given} of {of} blocks; {count} changed since.",
        "You approved {given} of {of} blocks; {count} changed since.",
        len(found.left),
        given=found.given,
        of=found.of,
    )


def places_of(left: tuple[LeftBlock, ...]) -> tuple[Place, ...]:
    """Give the blocks as places to go to; lines count from 0 there."""
    return tuple(
        Place(
            one.lesson,
            (one.line or 1) - 1,
            _in_short(one),
            _why(one),
            one.is_answer,
        )
        for one in left
    )


def removed_since(course: Course, version: Version) -> tuple[RemovedLesson, ...]:
    """List the lessons of a version that stand nowhere in the draft any more."""
    here = {node.id for node in course.outline.everything()}
    return tuple(
        RemovedLesson(entry.node, entry.title)
        for entry in version.named.outline
        if entry.kind == "lesson" and entry.node not in here
    )


def _in_short(one: LeftBlock) -> str:
    words = " ".join(as_shown(_HIDDEN.sub("", one.words)).split())
    cut = words if len(words) <= 48 else f"{words[:47]}…"
    return say("“{lesson}”: {words}", lesson=one.title, words=cut)


def _why(one: LeftBlock) -> str:
    if one.is_own:
        return say("You wrote this right answer, so the approval cannot be yours.")
    if one.became == "refused":
        return say(
            "You asked for changes in version {number}, where it was as it is here.",
            number=one.asked_in or 0,
        )
    if one.became == "answer":
        return say("Its right answer changed, so you are asked again.")
    if one.became == "changed":
        return say("The question changed, so you are asked again.")
    return say("This question is new since then.") if one.is_answer else ""


def warning_of(ws: Workspace, course: Course, names: dict[PersonId, str]) -> str:
    """Say who asks for changes in what learners have, else that it lacks something; else ""."""
    late = rounds.late_words(course)
    if not late:
        return _released_without(ws, course)
    number = course.facts.versions[late[0].version].number
    people = ", ".join(names.get(one.person) or one.person[:8] for one in late)
    return say(
        "Learners have version {number}, and {people} asks for changes in it since. "
        "It stays released: publish a new version when you have answered.",
        number=number,
        people=people,
    )


def _released_without(ws: Workspace, course: Course) -> str:
    if not released_without(ws, course):
        return ""
    return say(
        "Learners have version {number}, which was released without what the policy asks for that "
        "holds now. It stays released: the next version has to meet it.",
        number=course.facts.versions[course.facts.released[-1]].number,
    )

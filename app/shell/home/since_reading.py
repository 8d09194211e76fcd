"""Read what is new since the person was last here, on the store's thread, as lines to show."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from app.flows.beginning.helping import help_course
from app.flows.overview import seen
from app.flows.overview.since import Happened, LessonNews, News, is_shared, since
from app.flows.overview.since_talk import Said
from app.shell.dates import clock_of, date_of, weekday_of
from app.shell.faces import face
from editor.markdown.changed_blocks import changed_lesson
from editor.panels.kit.avatars import Face
from editor.panels.receipts.changes import ChangeTold, change_line
from editor.panels.receipts.values import ReceiptLine
from editor.panels.since.telling import HappenedTold, SaidTold, happened_line, said_line
from editor.panels.since.values import SinceCourse, SinceSection
from sync.model.ids import CourseId, PersonId
from sync.model.language import say, say_many
from sync.model.moments import local_at
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

_WEEK_DAYS, _DAY_S = 6, 86_400


@dataclass(frozen=True)
class _Known:
    names: dict[PersonId, str]
    me: PersonId
    course: str

    def face(self, *people: PersonId) -> Face:
        faces = [face(person, self.names, self.me) for person in people]
        first = faces[0] if faces else face(PersonId(""), self.names, self.me)
        if len(faces) < 2:
            return first
        return Face(first.person, ", ".join(one.name for one in faces))


def read_since(ws: Workspace, wanted: CourseId | str = "") -> tuple[SinceCourse, ...]:
    """Read what is new in one course, or in all of them that others write in too."""
    hidden = help_course(ws)
    found = []
    for entry in ws.courses.entries():
        if entry.row.course == hidden or (wanted and entry.row.course != wanted):
            continue
        course = ws.courses.open(entry.row)
        if is_shared(course):
            told = _course(ws, course)
            if wanted or told.sections or told.can_be_set_back:
                found.append(told)
    return tuple(found)


def when(at_ms: int, now_s: float | None = None) -> str:
    """Say when it was: the time today, the day this week, else the date."""
    then, now = local_at(at_ms), now_s if now_s is not None else time.time()
    if then[:3] == time.localtime(now)[:3]:
        return clock_of(then)
    if 0 <= now - at_ms / 1000 < _WEEK_DAYS * _DAY_S:
        return say("{weekday}, {time}", weekday=weekday_of(then), time=clock_of(then))
    return date_of(then)


def _course(ws: Workspace, course: Course) -> SinceCourse:
    news = since(ws, course)
    back = seen.can_be_set_back(ws, course.id)
    if news.first:
        told = say("This course is new to you. What changes from now on stands here.")
        return SinceCourse(course.id, course.title, told, can_be_set_back=back)
    known = _Known(ws.courses.names(course), ws.identity.person, course.title)
    sections = [_section(one, known) for one in news.lessons]
    if news.happened or news.said:
        said = [_said(one, "", known) for one in news.said]
        lines = (*said, *(_happened(one, known, course) for one in news.happened))
        sections.append(SinceSection(say("The course"), str(len(lines)), lines))
    return SinceCourse(
        course.id, course.title, _told(news), tuple(sections), bool(news.count), back
    )


def _told(news: News) -> str:
    """Say in a sentence how much is new, and since when."""
    if not news.count:
        return say("You have seen all of it.")
    changed = say_many("{count} lesson changed", "{count} lessons changed", news.changed_lessons)
    if not news.since:
        return changed
    return say("{what} since {when}", what=changed, when=when(news.since))


def _section(one: LessonNews, known: _Known) -> SinceSection:
    told = [_said(said, one.lesson, known) for said in one.said]
    to_me = [line for line, said in zip(told, one.said, strict=True) if said.to_me]
    others = [line for line, said in zip(told, one.said, strict=True) if not said.to_me]
    lines = (*to_me, *_changes(one, known), *others)
    return SinceSection(one.title, str(len(lines)), tuple(lines))


def _changes(one: LessonNews, known: _Known) -> Iterator[ReceiptLine]:
    """Tell each paragraph that changed; right answers first, as sentences."""
    if one.text is None:
        if one.changed:
            yield ReceiptLine(say("“{title}” changed", title=one.title), lesson=one.lesson)
        return
    who, at = known.face(*one.text.people), when(one.text.at)
    if not one.text.before.strip():
        yield ReceiptLine(say("{who} wrote this lesson", who=who.name), at, who, lesson=one.lesson)
        return
    found = changed_lesson(one.text.before, one.text.after)
    for answer in found.answers:
        title = say("{who} changed an answer. {what}", who=who.name, what=answer.told)
        yield ReceiptLine(title, at, who, lesson=one.lesson)
    told = [found.block_of(answer) for answer in found.answers]
    for block in found.blocks:
        if block.is_told:
            continue
        yield change_line(
            ChangeTold(
                "", "words", who, one.title, known.course, at,
                block.change.before, block.change.after, lesson=one.lesson,
                answers_told=block.change in told,
            )
        )  # fmt: skip


def _said(said: Said, lesson: str, known: _Known) -> ReceiptLine:
    who = known.face(said.person)
    return said_line(
        SaidTold(said.how, who, when(said.at), said.text, said.quote, said.to_me, lesson)
    )


def _happened(one: Happened, known: _Known, course: Course) -> ReceiptLine:
    is_there = one.node in {node.id for node in course.outline.lessons()}
    lesson = one.node if is_there else ""
    who, at = known.face(one.person), when(one.at)
    return happened_line(HappenedTold(one.what, who, at, one.name, one.number, lesson))

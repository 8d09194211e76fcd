"""Find where a person wants to go: by name in one ranking, and in the texts by their words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.flows.beginning.help_index import HelpIndex, Section
from app.flows.beginning.helping import help_course
from app.flows.finding import searching
from app.shell.commands import WindowCommand
from app.shell.finding.search_finding import found_item
from app.shell.settings.help_places import HelpPage
from editor.panels.jump.values import JumpGroup, JumpItem
from sync.model.ids import CourseId, NodeId, PersonId
from sync.model.language import say
from sync.workspace.opening import Workspace

if TYPE_CHECKING:
    from app.flows.finding.jumping import Goal

A_GROUP = 6
TEXTS = 6
HELP = 3
AT_ONCE = 500
"""Entries indexed before a search answers: typing is saved by the same thread."""


@dataclass(frozen=True)
class GoTo:
    """Go to a course, and to a lesson of it."""

    course: CourseId
    lesson: NodeId | None = None


@dataclass(frozen=True)
class Do:
    """Do what a command of the window is for."""

    command: str


@dataclass(frozen=True)
class SearchTexts:
    """Look for the same words in all texts."""

    words: str


@dataclass(frozen=True)
class WrittenBy:
    """Look through what one person wrote."""

    person: PersonId
    name: str


@dataclass(frozen=True)
class ReadHelp:
    """Read a page of the help, from a heading on."""

    page: HelpPage


@dataclass(frozen=True)
class Asked:
    """What is looked for, and where the person is: in which course, at which lesson."""

    words: str
    here: CourseId | None
    lesson: NodeId | None = None


@dataclass(frozen=True)
class Answer:
    """What was found; `more` says that the index was not whole yet, so ask again."""

    asked: Asked
    groups: tuple[JumpGroup, ...]
    more: bool


def read_goals(ws: Workspace) -> tuple[Goal, ...]:
    """List all courses, lessons and people, on the store's thread."""
    from app.flows.finding import jumping

    return jumping.goals(ws)


def find(
    ws: Workspace,
    asked: Asked,
    goals: Sequence[Goal],
    commands: Sequence[WindowCommand],
    pages: HelpIndex | None = None,
) -> Answer:
    """Answer what is asked, on the store's thread; `pages` find the help without its course."""
    hidden = help_course(ws) if pages is not None else ""
    goals = [goal for goal in goals if not hidden or goal.course != hidden]
    if not asked.words.strip():
        return Answer(asked, _at_rest(asked, goals, commands), more=False)
    groups, alike = _by_name(asked, goals, commands)
    hits = searching.search(ws, asked.words, limit=TEXTS, indexed_at_once=AT_ONCE)
    titles = {goal.course: goal.title for goal in goals if goal.kind == "course"}
    hits = [hit for hit in hits if not hidden or hit.course != hidden]
    near = sorted(hits, key=lambda hit: hit.course != asked.here)
    if near:
        items = (found_item(hit, asked.words, titles.get(hit.course, "")) for hit in near)
        groups.append(JumpGroup(say("In the texts"), tuple(items)))
    told = pages.find(asked.words, HELP) if pages is not None else []
    if told:
        groups.append(JumpGroup(say("Help"), tuple(map(_help_item, told))))
    groups += alike
    if groups:
        words = asked.words.strip()
        everywhere = JumpItem(
            SearchTexts(words), "file-text", say("Search “{words}” in all texts", words=words)
        )
        groups.append(JumpGroup(say("Look further"), (everywhere,)))
    return Answer(asked, tuple(groups), not searching.is_whole(ws))


def _by_name(
    asked: Asked, goals: Sequence[Goal], commands: Sequence[WindowCommand]
) -> tuple[list[JumpGroup], list[JumpGroup]]:
    """Group what has such a name, the group of the best first; apart, what is only like it."""
    from app.flows.finding import jumping

    by_name = {command.name: command for command in commands}
    told = [jumping.command_goal(c.name, *_named(c)) for c in commands]
    every = (*goals, *told)
    words = jumping.tidy(asked.words).split()
    grouped: dict[str, list[JumpItem]] = {}
    alike: set[str] = set()
    for goal in jumping.rank(asked.words, every, here=asked.here, limit=len(every)):
        title = _group_of(goal, asked.here)
        if title not in grouped and not all(word in goal.folded for word in words):
            alike.add(title)
        items = grouped.setdefault(title, [])
        if len(items) < A_GROUP:
            command = by_name.get(goal.ident) if goal.kind == "command" else None
            items.append(_command_item(command) if command else _item(goal, asked.here))
    groups = [JumpGroup(title, tuple(items)) for title, items in grouped.items()]
    named = [group for group in groups if group.title not in alike]
    return named, [group for group in groups if group.title in alike]


def _group_of(goal: Goal, here: CourseId | None) -> str:
    if goal.kind == "lesson":
        return say("In this course") if goal.course == here else say("Lessons")
    return {"course": say("Courses"), "person": say("People"), "command": say("Do")}[goal.kind]


def _at_rest(
    asked: Asked, goals: Sequence[Goal], commands: Sequence[WindowCommand]
) -> tuple[JumpGroup, ...]:
    """Offer, before anything is typed, what is nearest."""
    lessons = (g for g in goals if g.lesson and g.course == asked.here and g.lesson != asked.lesson)
    courses = (g for g in goals if g.kind == "course" and g.course != asked.here)
    groups = (
        JumpGroup(say("In this course"), _items(lessons, asked.here)),
        JumpGroup(say("Courses"), _items(courses, asked.here)),
        JumpGroup(say("Do"), tuple(_command_item(command) for command in commands)),
    )
    return tuple(group for group in groups if group.items)


def _items(goals: Iterable[Goal], here: CourseId | None) -> tuple[JumpItem, ...]:
    return tuple(_item(goal, here) for goal in goals)[:A_GROUP]


def _item(goal: Goal, here: CourseId | None) -> JumpItem:
    if goal.kind == "person":
        aim = WrittenBy(PersonId(goal.ident), goal.title)
        return JumpItem(aim, "user", goal.title, say("What this person wrote"))
    assert goal.course is not None
    if goal.kind == "course":
        return JumpItem(GoTo(goal.course), "book-open", goal.title, say("Course"))
    # beside a lesson of this course its module is enough
    inside = goal.inside.partition(" · ")[2] if goal.course == here else goal.inside
    return JumpItem(GoTo(goal.course, goal.lesson), "pen-line", goal.title, inside)


def _help_item(section: Section) -> JumpItem:
    aim = ReadHelp(HelpPage(section.path, section.heading))
    return JumpItem(aim, "life-buoy", section.page, section.heading or say("Help"))


def _command_item(command: WindowCommand) -> JumpItem:
    return JumpItem(Do(command.name), command.icon, say(command.title), keys=command.keys)


def _named(command: WindowCommand) -> tuple[str, str]:
    """Name a command, and the other words for it, in the language of the person."""
    return say(command.title), say(command.words) if command.words else ""

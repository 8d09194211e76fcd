"""Find where a person wants to go: titles by likeness, texts by their words, commands by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.shell.commands import WindowCommand
from editor.panels.jump.values import JumpGroup, JumpItem, Piece
from sync.model.ids import CourseId, NodeId
from sync.store.folding import fold, terms_of
from sync.store.search import Hit
from sync.workspace.opening import Workspace

A_GROUP = 6
TEXTS = 6
ALL_TEXTS = 50
AT_ONCE = 500
"""Entries indexed before a search answers: typing is saved by the same thread."""
LIKE_ENOUGH = 70
SHORT = 3
"""Below so many letters anything is like anything."""

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class GoTo:
    """Go to a course, to a lesson of it, and to some words in its text."""

    course: CourseId
    lesson: NodeId | None = None
    words: str = ""


@dataclass(frozen=True)
class Do:
    """Do what a command of the window is for."""

    command: str


@dataclass(frozen=True)
class SearchTexts:
    """Look for the same words in all texts."""

    words: str


@dataclass(frozen=True)
class Place:
    """A course or a lesson that one can go to."""

    course: CourseId
    lesson: NodeId | None
    title: str
    folded: str
    course_title: str = ""
    module: str = ""


@dataclass(frozen=True)
class Asked:
    """What is looked for, and where the person is: in which course, at which lesson."""

    words: str
    in_texts: bool
    here: CourseId | None
    lesson: NodeId | None = None


@dataclass(frozen=True)
class Answer:
    """What was found; `more` says that the index was not whole yet, so ask again."""

    asked: Asked
    groups: tuple[JumpGroup, ...]
    more: bool


def read_places(ws: Workspace) -> tuple[Place, ...]:
    """List all courses and lessons by title, on the store's thread."""
    places: list[Place] = []
    for entry in ws.courses.entries():
        course = ws.courses.open(entry.row)
        places.append(Place(course.id, None, course.title, tidy(course.title)))
        for node in course.outline.lessons():
            module = " · ".join(course.outline.path(node.id)[:-1])
            places.append(
                Place(course.id, node.id, node.title, tidy(node.title), course.title, module)
            )
    return tuple(places)


def find(
    ws: Workspace, asked: Asked, places: Sequence[Place], commands: Sequence[WindowCommand]
) -> Answer:
    """Answer what is asked, on the store's thread."""
    hits, more = _hits(ws, asked)
    titles = {place.course: place.title for place in places if place.lesson is None}
    texts = JumpGroup("In the texts", tuple(_hit_item(hit, asked.words, titles) for hit in hits))
    if asked.in_texts:
        return Answer(asked, (texts,) if texts.items else (), more)
    if not asked.words.strip():
        return Answer(asked, _at_rest(asked, places, commands), more)
    ranked = sorted(_by_title(asked, places, commands), key=lambda pair: -pair[0])
    groups = [group for _, group in ranked]
    if texts.items:
        groups.append(texts)
    if groups:
        words = asked.words.strip()
        everywhere = JumpItem(
            SearchTexts(words), "file-text", f"Search “{words}” in all texts", keys="Ctrl+Shift+F"
        )
        groups.append(JumpGroup("Look further", (everywhere,)))
    return Answer(asked, tuple(groups), more)


def tidy(title: str) -> str:
    """Fold a title or a query for comparing: no case, no accents, single blanks."""
    return " ".join(fold(title).split())


def ranked(query: str, folded: Sequence[str]) -> list[tuple[float, int]]:
    """Rank texts by how well they answer a tidy query: (score, place), the best first.

    What begins with it comes before what holds it, and that before what is only like it.
    """
    if not query:
        return []
    words = query.split()
    scores: dict[int, float] = {}
    for number, text in enumerate(folded):
        score = _plain_score(query, words, text)
        if score:
            scores[number] = score
    if len(query) >= SHORT and len(scores) < A_GROUP:  # it takes ten times as long
        from rapidfuzz import fuzz, process  # the window opens without it

        like = process.extract(
            query, folded, scorer=fuzz.WRatio, score_cutoff=LIKE_ENOUGH, limit=A_GROUP * 4
        )
        for text, score, number in like:
            if number not in scores and len(text) >= SHORT:
                scores[number] = score * 0.8
    return sorted(((s, n) for n, s in scores.items()), key=lambda pair: (-pair[0], pair[1]))


def pieces(text: str, words: str) -> tuple[Piece, ...]:
    """Cut a stretch of text where it holds the beginnings of the words that were asked for."""
    terms = [re.escape(term.folded) for term in terms_of(words)]
    if not terms:
        return ((text, False),)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(terms, key=len, reverse=True))})\w*", re.I)
    cut: list[Piece] = []
    end = 0
    for found in pattern.finditer(text):
        cut += [(text[end : found.start()], False), (found[0], True)]
        end = found.end()
    cut.append((text[end:], False))
    return tuple(piece for piece in cut if piece[0])


def _plain_score(query: str, words: Sequence[str], text: str) -> float:
    if text == query:
        return 100
    if text.startswith(query):
        return 96
    if f" {query}" in text:
        return 93
    if len(words) > 1 and all(f" {word}" in f" {text}" for word in words):
        return 90
    return 86 if len(query) >= SHORT and query in text else 0


def _by_title(
    asked: Asked, places: Sequence[Place], commands: Sequence[WindowCommand]
) -> list[tuple[float, JumpGroup]]:
    query = tidy(asked.words)
    lessons = [p for p in places if p.lesson]
    mine = [p for p in lessons if p.course == asked.here]
    theirs = [p for p in lessons if p.course != asked.here]
    courses = [p for p in places if p.lesson is None]
    told = [tidy(f"{command.title} {command.words}") for command in commands]
    found = [
        _group("In this course", query, mine, [p.folded for p in mine], _own_lesson_item),
        _group("Courses", query, courses, [p.folded for p in courses], _course_item),
        _group("Lessons", query, theirs, [p.folded for p in theirs], _lesson_item),
        _group("Do", query, commands, told, _command_item),
    ]
    return [pair for pair in found if pair[1].items]


def _group(
    title: str,
    query: str,
    things: Sequence[Thing],
    folded: Sequence[str],
    item: Callable[[Thing], JumpItem],
) -> tuple[float, JumpGroup]:
    best = ranked(query, folded)[:A_GROUP]
    items = tuple(item(things[number]) for _, number in best)
    return (best[0][0] if best else 0.0), JumpGroup(title, items)


def _at_rest(
    asked: Asked, places: Sequence[Place], commands: Sequence[WindowCommand]
) -> tuple[JumpGroup, ...]:
    """Offer, before anything is typed, what is nearest."""
    lessons = [
        p for p in places if p.lesson and p.course == asked.here and p.lesson != asked.lesson
    ]
    courses = [p for p in places if p.lesson is None and p.course != asked.here]
    groups = (
        JumpGroup("In this course", _items(_own_lesson_item, lessons)),
        JumpGroup("Courses", _items(_course_item, courses)),
        JumpGroup("Do", tuple(_command_item(command) for command in commands)),
    )
    return tuple(group for group in groups if group.items)


def _items(item: Callable[[Place], JumpItem], places: Iterable[Place]) -> tuple[JumpItem, ...]:
    return tuple(item(place) for place in places)[:A_GROUP]


def _hits(ws: Workspace, asked: Asked) -> tuple[list[Hit], bool]:
    if not asked.words.strip():
        return [], False
    search = ws.store.search
    search.refresh(limit=AT_ONCE)
    limit = ALL_TEXTS if asked.in_texts else TEXTS
    hits = search.find(asked.words, limit=limit)
    return sorted(hits, key=lambda hit: hit.course != asked.here), search.pending() > 0


def _hit_item(hit: Hit, words: str, titles: dict[CourseId, str]) -> JumpItem:
    icon = {"course": "book-open", "lesson": "file-text", "person": "user", "file": "image"}.get(
        hit.kind, "message-square"
    )
    lesson = NodeId(hit.lesson) if hit.lesson else None
    inside = titles.get(hit.course, "")
    place = inside if hit.kind in ("course", "lesson") else f"{hit.kind.capitalize()} · {inside}"
    title = hit.title or inside
    return JumpItem(
        GoTo(hit.course, lesson, words if hit.kind == "lesson" else ""),
        icon,
        title,
        place if place != title else "",
        pieces(hit.snippet, words),
    )


def _lesson_item(place: Place) -> JumpItem:
    inside = " · ".join(part for part in (place.course_title, place.module) if part)
    return JumpItem(GoTo(place.course, place.lesson), "pen-line", place.title, inside)


def _own_lesson_item(place: Place) -> JumpItem:
    return JumpItem(GoTo(place.course, place.lesson), "pen-line", place.title, place.module)


def _course_item(place: Place) -> JumpItem:
    return JumpItem(GoTo(place.course), "book-open", place.title, "Course")


def _command_item(command: WindowCommand) -> JumpItem:
    return JumpItem(Do(command.name), command.icon, command.title.rstrip(), keys=command.keys)

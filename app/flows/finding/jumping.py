"""Find where a person wants to go by name: courses, lessons, people, commands, in one ranking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process

from app.flows.overview.library import people
from sync.model.ids import CourseId, NodeId
from sync.store.folding import fold, is_unspaced
from sync.workspace.opening import Workspace

LIKE_ENOUGH = 70
SHORT = 3
"""Below so many letters anything is like anything."""
FEW = 6
"""What is only like the query is looked for if fewer things hold it: it takes long."""
LIKE_AT_MOST = 24
NEAR = 3.0
"""What is in the course before one's eyes goes so much before the same elsewhere."""
_BEFORE = {"course": 1.0, "lesson": 0.5, "person": 0.25, "command": 0.0}


@dataclass(frozen=True)
class Goal:
    """Something to go to; `ident` is a course, a lesson, a person or a command.

    `inside` says where it is, to be shown beside it. `folded` is what a query is compared with.
    """

    kind: Literal["course", "lesson", "person", "command"]
    ident: str
    title: str
    folded: str
    inside: str = ""
    course: CourseId | None = None

    @property
    def lesson(self) -> NodeId | None:
        """The lesson to open, if it is one."""
        return NodeId(self.ident) if self.kind == "lesson" else None


def goals(ws: Workspace) -> tuple[Goal, ...]:
    """List all courses, lessons and people; ask again when facts came, not at each key."""
    found: list[Goal] = []
    named: dict[str, Goal] = {}
    for entry in ws.courses.entries():
        course = ws.courses.open(entry.row)
        found.append(Goal("course", course.id, course.title, tidy(course.title), "", course.id))
        for node in course.outline.lessons():
            where = " · ".join((course.title, *course.outline.path(node.id)[:-1]))
            found.append(Goal("lesson", node.id, node.title, tidy(node.title), where, course.id))
        for one in people(ws, course):
            name = one["name"]
            goal = Goal("person", one["id"], name, tidy(name), course.title, course.id)
            named.setdefault(one["id"], goal)
    return (*found, *named.values())


def command_goal(name: str, title: str, other_words: str = "") -> Goal:
    """Make a goal of a command, which is also found by other words for the same."""
    return Goal("command", name, title, tidy(f"{title} {other_words}"))


def rank(
    query: str, among: Sequence[Goal], *, here: CourseId | None = None, limit: int = 50
) -> list[Goal]:
    """Rank goals by how well they answer a query, the best first.

    The whole name comes before a name that begins with the query, that before one with a word
    that does, that before one that holds it, and that before one that is only like it.
    """
    asked = tidy(query)
    if not asked:
        return []
    words = asked.split()
    scores: dict[int, float] = {}
    for number, goal in enumerate(among):
        if score := _plain_score(asked, words, goal.folded):
            scores[number] = score
    if len(asked) >= SHORT and len(scores) < FEW:
        like = process.extract(
            asked,
            [goal.folded for goal in among],
            scorer=fuzz.WRatio,
            score_cutoff=LIKE_ENOUGH,
            limit=LIKE_AT_MOST,
        )
        for text, score, number in like:
            if number not in scores and len(text) >= SHORT:
                scores[number] = score * 0.8
    ordered = sorted(scores, key=lambda n: (-_weighed(scores[n], among[n], here), n))
    return [among[number] for number in ordered[:limit]]


def tidy(text: str) -> str:
    """Fold a name or a query for comparing: no case, no accents, single blanks."""
    return " ".join(fold(text).split())


def _weighed(score: float, goal: Goal, here: CourseId | None) -> float:
    near = NEAR if here is not None and goal.course == here and goal.kind == "lesson" else 0.0
    return score + near + _BEFORE[goal.kind]


def _plain_score(query: str, words: Sequence[str], text: str) -> float:
    if text == query:
        return 100
    if text.startswith(query):
        return 96
    if f" {query}" in text:
        return 92
    if len(words) > 1 and all(f" {word}" in f" {text}" for word in words):
        return 88
    long_enough = len(query) >= SHORT or is_unspaced(query)
    return 84 if long_enough and query in text else 0

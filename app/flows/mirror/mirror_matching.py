"""Tell which file of a folder is which lesson: by path, then by content, then by likeness."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from app.flows.courses.lesson_paths import paths_of
from app.flows.mirror.mirror_record import Record, Seen, read_names
from editor.formats.text_file import encode_like
from editor.formats.values import Brought, BroughtNode
from sync.model.ids import NodeId, Sha, sha_of
from sync.model.states import TextState
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from sync.workspace.revisions import LessonFacts

ALIKE = 0.5
"""A file that appeared is one that vanished if they share at least so much of their lines."""
BY_ITS_NAME = 0.3
"""Less is enough for a file that has the name which a lesson's file had before."""
TRIED_AT_MOST = 100


@dataclass(frozen=True)
class Match:
    """A file and the lesson it shows; `seen` is how it stood at the last meeting, if it did.

    `was_at` is the path it had then, if it was moved since. `now_at` is where the lesson's file
    is, if this one has the name which that had before: somebody's editor had it open.
    """

    node: BroughtNode
    sha: Sha
    lesson: NodeId
    seen: Seen | None
    was_at: str = ""
    now_at: str = ""


@dataclass
class Matches:
    """Every lesson file of a folder: known, new, or gone; `withheld` are there and unreadable."""

    known: list[Match] = field(default_factory=list)
    new: list[BroughtNode] = field(default_factory=list)
    gone: Record = field(default_factory=dict)
    withheld: Record = field(default_factory=dict)


def sha_of_file(node: BroughtNode) -> Sha:
    """Hash a file's bytes as they were read."""
    assert node.file is not None
    return sha_of(encode_like(node.file, node.file.text))


def match(ws: Workspace, course: Course, brought: Brought, record: Record, folder: Path) -> Matches:
    """Match the lesson files of a folder with the lessons of a course."""
    names = read_names(ws, course, folder)
    found = Matches()
    here = {node.path: node for node in brought.lessons}
    for path, seen in record.items():
        if seen.lesson and path not in here:
            still_there = os.path.lexists(folder / path)
            (found.withheld if still_there else found.gone)[path] = seen
    shas = {path: sha_of_file(node) for path, node in here.items()}
    left: list[BroughtNode] = []
    for path, node in here.items():
        before = record.get(path)
        if before is not None and before.lesson:
            found.known.append(Match(node, shas[path], before.lesson, before))
        elif (was_at := _same_bytes(shas, path, found.gone)) is not None:
            was = found.gone.pop(was_at)
            assert was.lesson is not None
            found.known.append(Match(node, shas[path], was.lesson, was, was_at))
        else:
            left.append(node)
    left = _by_path(course, left, record, found, shas)
    left = _by_former_name(ws, course, left, names, found, shas)
    _by_likeness(ws, course, left, found, shas)
    return found


def _same_bytes(shas: dict[str, Sha], path: str, gone: Record) -> str | None:
    """Find the file that vanished and had these very bytes, if it is one and this is the one."""
    if list(shas.values()).count(shas[path]) > 1:
        return None
    was_at = [old for old, seen in gone.items() if seen.sha == shas[path]]
    return was_at[0] if len(was_at) == 1 else None


def _by_path(
    course: Course,
    left: list[BroughtNode],
    record: Record,
    found: Matches,
    shas: dict[str, Sha],
) -> list[BroughtNode]:
    """Match what was never seen with the lesson that an export would write at its path."""
    taken = {seen.lesson for seen in record.values()} | {m.lesson for m in found.known}
    lesson_at = {path: lesson for lesson, path in paths_of(course).items() if lesson not in taken}
    for node in left:
        if lesson := lesson_at.get(node.path):
            found.known.append(Match(node, shas[node.path], lesson, None))
    return [node for node in left if node.path not in lesson_at]


def _by_former_name(
    ws: Workspace,
    course: Course,
    left: list[BroughtNode],
    names: Record,
    found: Matches,
    shas: dict[str, Sha],
) -> list[BroughtNode]:
    """Match what has the name, and much of the text, that another file of its lesson had before."""
    files = {m.lesson: m.node.path for m in found.known}
    rest = []
    for node in left:
        was = names.get(node.path)
        now_at = files.get(was.lesson, "") if was is not None and was.lesson else ""
        if was is None or was.lesson is None or was.state is None or not now_at:
            rest.append(node)
            continue
        old = ws.lessons.text_at(course.log, was.lesson, was.state)
        if _alike(old, _text(node)) < BY_ITS_NAME:
            rest.append(node)
            continue
        found.known.append(Match(node, shas[node.path], was.lesson, was, now_at=now_at))
    return rest


def _by_likeness(
    ws: Workspace, course: Course, left: list[BroughtNode], found: Matches, shas: dict[str, Sha]
) -> None:
    """Match files that appeared with files that vanished, the most alike first; the rest is new."""
    pairs: list[tuple[float, str, BroughtNode]] = []
    if len(left) * len(found.gone) <= TRIED_AT_MOST:
        for was_at, seen in found.gone.items():
            assert seen.lesson is not None
            old = ws.lessons.text_at(course.log, seen.lesson, seen.state) if seen.state else ""
            pairs += [(_alike(old, _text(node)), was_at, node) for node in left]
    for likeness, was_at, node in sorted(pairs, key=lambda pair: (-pair[0], pair[1])):
        if likeness >= ALIKE and was_at in found.gone and node in left:
            seen = found.gone.pop(was_at)
            assert seen.lesson is not None
            left.remove(node)
            found.known.append(Match(node, shas[node.path], seen.lesson, seen, was_at))
    found.new = left


def _alike(one: str, two: str) -> float:
    """Tell which part of the longer text's lines both have, from 0 to 1."""
    first, second = _lines(one), _lines(two)
    longer = max(first.total(), second.total())
    return (first & second).total() / longer if longer else 0.0


def _lines(text: str) -> Counter[str]:
    return Counter(line for line in text.split("\n") if line.strip())


def _text(node: BroughtNode) -> str:
    return node.file.text if node.file is not None else ""


def state_it_was_made_from(ws: Workspace, course: Course, lesson: NodeId, text: str) -> TextState:
    """Guess which text a file of unknown age was edited from: the one it differs least from."""
    today = ws.lessons.today(course.log, lesson)
    sha = sha_of(text)
    if today.state.sha == sha or not today.state.heads:
        return today.state
    facts = LessonFacts(ws.store, course.log, lesson)
    for state in _states(facts):
        if state.sha == sha:
            return state
    mine = _lines(text)
    best, likest = today.state, (mine & _lines(today.text)).total()
    for state in list(_states(facts))[:TRIED_AT_MOST]:
        shared = (mine & _lines(facts.text_of(state.heads[0]))).total()
        if shared > likest:
            best, likest = state, shared
    return best


def _states(facts: LessonFacts) -> Iterator[TextState]:
    """Yield the state of each revision, the latest first."""
    for fact, body in sorted(facts.revised.values(), key=lambda one: one[0].order, reverse=True):
        yield TextState((fact.id,), body.sha)

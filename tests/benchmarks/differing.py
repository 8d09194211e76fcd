"""Tell two versions apart as they are drawn: words within blocks, moves, right answers first."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import partial

from app.flows.courses import outlining
from app.flows.files import importing
from app.flows.lesson import writing
from app.flows.versions import publishing
from app.flows.versions.comparing import authors_of, compare, side_of_version
from sync.model.ids import LogId
from sync.workspace.opening import Workspace
from tests.benchmarks.generated import REAL, Prose, edited
from tests.benchmarks.lines import Line, Reach, line
from tests.benchmarks.measuring import cpu_ms, interleaved, medians
from tests.benchmarks.place import Place

MOST_MS = 100.0
LESSONS, CHANGED, EDITS = 50, 20, 20
LONG_WORDS, LONG_EDITS = 50_000, 100


def lines(place: Place, *, quick: bool) -> Iterator[Line]:
    """Read two versions of a course from the store, and say what differs between them."""
    rounds = 3 if quick else 9
    with Workspace.open(place.new_folder("versions")) as ws:
        course = importing.bring_in(ws, place.course(LESSONS, REAL), None, _silent).course
        publishing.publish(ws, course)
        _edit(ws, course.log)
        publishing.publish(ws, ws.courses.open(course.log))
        name = f"difference of two versions, {LESSONS} lessons, {CHANGED * EDITS} edits"
        yield _told(ws, course.log, name, rounds)
        long = outlining.begin(ws, "Long").log
        text = Prose(5).lesson("A long lesson", LONG_WORDS)
        [lesson] = outlining.add(ws, ws.courses.open(long), "lesson", "Long", text=text).nodes
        publishing.publish(ws, ws.courses.open(long))
        text = edited(text, LONG_EDITS, random.Random(1), Prose(1))
        writing.edit(ws, ws.courses.open(long), lesson, text)
        publishing.publish(ws, ws.courses.open(long))
        name = f"difference of two versions, one lesson of {LONG_WORDS:,} words, {LONG_EDITS} edits"
        yield _told(ws, long, name, rounds)


def _told(ws: Workspace, log: LogId, name: str, rounds: int) -> Line:
    course = ws.courses.open(log)
    first, last = publishing.all_versions(ws, course)

    def tell() -> None:
        sides = side_of_version(ws, *first), side_of_version(ws, *last)
        shown = compare(*sides)
        assert authors_of(ws, course, shown, *sides).changes

    took = medians(interleaved({"ours": partial(cpu_ms, tell)}, rounds))["ours"]
    return line(name, took, "ms CPU", "no other tool shows one", Reach(MOST_MS))


def _edit(ws: Workspace, log: LogId) -> None:
    """Edit some lessons, and move one."""
    nodes = ws.courses.open(log).outline.lessons()
    for number, node in enumerate(nodes[:CHANGED]):
        text = ws.lessons.today(log, node.id).text
        text = edited(text, EDITS, random.Random(number), Prose(number))
        writing.edit(ws, ws.courses.open(log), node.id, text)
    outlining.move_to_end(ws, ws.courses.open(log), nodes[3], nodes[3].parent)


def _silent(done: int, of: int | None) -> None:
    """Say nothing of how far it is."""

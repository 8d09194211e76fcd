"""The command line in a workspace of 1,000 lessons: whole processes, start to end."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from tests.benchmarks.lines import Line, Reach, line
from tests.benchmarks.measuring import (
    Measured,
    interleaved,
    medians,
    process_cpu_ms,
    python,
    run,
)
from tests.benchmarks.place import SMALL, Place

MOST_MS = 500.0
_NOTHING = "nothing"


@dataclass(frozen=True)
class Command:
    """A command as it is typed; words in braces are filled in, `edits` gives a changed text to it.

    One that is done `anew` gets a workspace of its own each time, since it can be done only once:
    a copy of one whose texts are known, or of an `unread` one.
    """

    name: str
    words: str
    edits: bool = False
    anew: bool = False
    unread: bool = False


EVERYDAY = (
    Command("status", "status"),
    Command("list", "list"),
    Command("show", "--json show {course}"),
    Command("cat", "cat {course} {lesson}"),
    Command("edit", "edit {course} {lesson} --file -", edits=True),
    Command("search", "search lesson"),
)
"""Each opens the workspace and does little in it."""
OTHERS = (
    Command("check", "check {course}"),
    Command("comment", "comment {course} {lesson} --quote {quote} --text Why?"),
    Command("rename", "rename {course} {lesson} Another", anew=True),
    Command("publish", "publish {course} --note first", anew=True),
    Command("release", "release {course} 1", anew=True),
    Command("doctor", "doctor"),
    Command("mirror", "mirror {course} {mirror} --once"),
    Command("check, texts read for the first time", "check {course}", anew=True, unread=True),
    Command("export folder", "export {course} --format folder --out {out}"),
    Command("export site", "export {course} --format html --out {out}"),
)
"""What else a person does; `import` is measured by hand, as it takes in 1,000 files."""


def lines(place: Place, *, quick: bool) -> Iterator[Line]:
    """Run each command several times, against a bare interpreter; of the everyday ones the
    slowest is told, of the others each.
    """
    desk = _Desk(place)
    found = _measured(desk, EVERYDAY, 3 if quick else 5)
    nothing = found.pop(_NOTHING)
    slowest = max(found, key=lambda name: found[name])
    name = f"open a workspace of 1,000 lessons, command line, slowest: {slowest}"
    yield line(name, found[slowest], "ms CPU", nothing, Reach(MOST_MS))
    found = _measured(desk, OTHERS, 1 if quick else 3)
    nothing = found.pop(_NOTHING)
    for name, ms in found.items():
        yield line(f"command line, 1,000 lessons: {name}", ms, "ms CPU", nothing, Reach(MOST_MS))


def _measured(desk: _Desk, commands: Sequence[Command], rounds: int) -> dict[str, float]:
    contestants = {command.name: desk.measured(command) for command in commands}
    contestants[_NOTHING] = lambda: process_cpu_ms(python("-c", "pass"))
    return medians(interleaved(contestants, rounds))


class _Desk:
    """A workspace, and one lesson in the middle of its course."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._folder = place.copy_of_workspace(SMALL)
        [course] = json.loads(self._run("--json", "list"))
        outline = json.loads(self._run("--json", "show", course["id"]))["outline"]
        titles = {node["id"]: node["title"] for node in outline}
        found = [node for node in outline if node["kind"] == "lesson"][SMALL // 2]
        self._lesson = f"{titles[found['parent']]}/{found['title']}"
        self._course = course["id"]
        self._text = self._run("cat", self._course, self._lesson)
        self._numbers = count(1)
        self._mirror = place.new_folder("mirror") / "there"
        self._run("check", self._course)  # what texts say by themselves is read only once
        self._run("publish", self._course)
        self._run("mirror", self._course, str(self._mirror), "--once")

    def measured(self, command: Command) -> Measured:
        """Give what runs a command once and tells the processor time of it, in ms."""
        return lambda: self._once(command)

    def _once(self, command: Command) -> float:
        folder = self._folder
        if command.anew:
            folder = self._place.copy_of_workspace(SMALL)
        if command.anew and not command.unread:
            shutil.copytree(self._folder, folder, dirs_exist_ok=True)
        out = self._place.new_folder("out")
        filled = {
            "course": self._course,
            "lesson": self._lesson,
            "quote": self._text.decode().split()[20],
            "out": str(out / "there"),
            "mirror": str(self._mirror),
        }
        words = [word.format(**filled) for word in command.words.split(" ")]
        given = b"\nAnother line, number %d.\n" % next(self._numbers) if command.edits else b""
        try:
            return process_cpu_ms(_of(folder, *words), self._text + given if given else b"")
        finally:
            shutil.rmtree(out)

    def _run(self, *arguments: str) -> bytes:
        return run(_of(self._folder, *arguments))


def _of(folder: Path, *arguments: str) -> list[str]:
    return python("-m", "app.main", "--workspace", str(folder), *arguments)

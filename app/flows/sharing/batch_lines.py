"""What a batch changed here, line by line, as it can be taken back: a pure reading of a receipt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from app.flows.permission import may
from app.flows.sharing.line_changes import TextLine, text_lines
from app.flows.sharing.register_lines import RegisterLine, register_lines
from sync.model.errors import CoursefolkError
from sync.model.ids import CourseId, LogId, NodeId, PersonId
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from sync.workspace.receipts import Receipt, Touched
from sync.workspace.revisions import LessonFacts

Kind = Literal[
    "words",
    "overlap",
    "settled",
    "reopened",
    "added",
    "removed",
    "returned",
    "moved",
    "renamed",
    "file",
    "field",
    "suggested",
]


@dataclass(frozen=True)
class Line:
    """One thing that a batch changed, as it may go back.

    `before` and `after` are words, titles, paths of modules, hashes of files or values of a
    field. `how` tells what this person can do: write the opposite, suggest it, or neither.
    `taken` is the receipt by which it went back, "" while it has not.
    """

    id: str
    kind: Kind
    log: LogId
    course: CourseId
    node: NodeId
    name: str
    people: tuple[PersonId, ...]
    at: int
    before: str
    after: str
    how: Literal["write", "suggest", ""]
    text: TextLine | None = None
    register: RegisterLine | None = None
    taken: str = ""

    @property
    def goes_back(self) -> bool:
        """Tell whether it can be taken back now."""
        return bool(self.how) and not self.taken


@dataclass(frozen=True)
class Batch:
    """A receipt with what can be taken back of it, and what was."""

    receipt: Receipt
    lines: tuple[Line, ...]

    def chosen(self, only: Iterable[str]) -> list[Line]:
        """List the lines of these ids, or prefixes, that can go back; all of them for none."""
        wanted = tuple(only)
        lines = [line for line in self.lines if line.goes_back]
        if not wanted:
            return lines
        return [line for line in lines if any(line.id.startswith(one) for one in wanted)]


def read_batch(ws: Workspace, receipt: Receipt, others: Iterable[Receipt]) -> Batch:
    """Read what a batch changed; `others` are receipts among which are those that took it back."""
    by_log: dict[LogId, list[Touched]] = {}
    for one in receipt.touched:
        by_log.setdefault(one.log, []).append(one)
    lines: list[Line] = []
    for log, touched in by_log.items():
        if ws.store.log.log(log) is not None:
            lines += _lines_of(ws, ws.courses.open(log), touched)
    lines += _suggested(ws, receipt)
    taken = _taken(receipt, tuple(others))
    return Batch(receipt, tuple(replace(one, taken=taken.get(one.id, "")) for one in lines))


def _lines_of(ws: Workspace, course: Course, touched: list[Touched]) -> list[Line]:
    of_registers = register_lines(ws, course, touched)
    with_node = {node for line in of_registers if line.kind == "added" for node in line.nodes}
    found = [_of_register(course, line) for line in of_registers]
    for one in touched:
        if one.what == "text" and NodeId(one.name) not in with_node:
            found += _of_text(ws, course, one)
    order = {node.id: n for n, node in enumerate(course.outline.everything())}
    return sorted(found, key=lambda line: (order.get(line.node, len(order)), line.text is None))


def _of_text(ws: Workspace, course: Course, touched: Touched) -> list[Line]:
    facts = LessonFacts(ws.store, course.log, NodeId(touched.name))
    try:
        lines = text_lines(facts, touched)
    except CoursefolkError:
        return []  # it builds on a text that no longer counts: nothing there to go back to
    node = course.outline.nodes.get(NodeId(touched.name))
    title = node.title if node is not None else ""
    return [
        Line(
            line.id, line.kind, course.log, course.id,
            NodeId(touched.name), title, line.people, line.at, line.before, line.after,
            _how_text(course, line), text=line,
        )
        for line in lines
    ]  # fmt: skip


def _of_register(course: Course, line: RegisterLine) -> Line:
    kinds: dict[str, str] = {
        "added": "lesson.removed",
        "returned": "lesson.removed",
        "removed": "lesson.placed",
        "moved": "lesson.placed",
        "renamed": "lesson.renamed",
        "file": "file.placed",
        "field": "course.described",
    }
    node = NodeId(line.name) if line.kind not in ("file", "field") else NodeId("")
    name = line.title or line.name
    return Line(
        line.id, line.kind, course.log, course.id, node, name, line.people, line.at,
        line.before, line.after, "write" if may(course, kinds[line.kind]) else "", register=line,
    )  # fmt: skip


def _how(course: Course, kind: str) -> Literal["write", "suggest", ""]:
    if may(course, kind):
        return "write"
    return "suggest" if may(course, "suggestion.made") else ""


def _how_text(course: Course, line: TextLine) -> Literal["write", "suggest", ""]:
    """Tell how a text goes back; whoever may only suggest has words to suggest, or none."""
    how = _how(course, "text.revised")
    changes_words = any(change.before != change.after for change in line.changes)
    return how if how == "write" or changes_words else ""


def _suggested(ws: Workspace, receipt: Receipt) -> list[Line]:
    """List the suggestions by which a reviewer asked to take something back, while open."""
    found: list[Line] = []
    for entry in receipt.written:
        if entry.kind != "suggestion.made" or ws.store.log.log(entry.log) is None:
            continue
        course = ws.courses.open(entry.log)
        made = course.facts.suggestions.get(entry.fact)
        if made is None:
            continue
        node = course.outline.nodes.get(made.lesson)
        is_open = made.stands == "open"
        found.append(
            Line(
                entry.fact, "suggested", entry.log, course.id, made.lesson,
                node.title if node else "", (made.person,), made.at, made.before, made.after,
                "write" if is_open and may(course, "suggestion.withdrawn") else "",
            )
        )  # fmt: skip
    return found


def _taken(receipt: Receipt, others: tuple[Receipt, ...]) -> Mapping[str, str]:
    """Tell which lines went back, by which receipt; one that was itself taken back is undone."""
    undone = {one.takes_back for one in others if one.takes_back}
    found: dict[str, str] = {}
    for one in sorted(others, key=lambda one: one.at):
        if one.takes_back == receipt.id and one.id not in undone:
            found.update(dict.fromkeys(one.lines, one.id))
    return found

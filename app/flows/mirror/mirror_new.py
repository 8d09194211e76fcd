"""Add the lessons of files that appeared in a mirrored folder, and modules for their folders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.flows.courses.outlining import clean_title
from app.flows.mirror.mirror_record import Record
from editor.formats.values import BroughtNode
from editor.formats.walking import reading_order
from sync.model.ids import NodeId, fresh, sha_of
from sync.model.outline import ROOT
from sync.model.payloads import LessonForm, LessonPlaced, NodeKind, Place, TextRevised
from sync.model.positions import between
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


@dataclass
class _Shelf:
    """The children of one parent, in order: their positions, and the paths of those with files."""

    positions: list[str]
    paths: list[str]

    def room_for(self, path: str) -> str:
        """Give the position where a file of this path would be read, and note it as taken.

        Among siblings that have no files, that is the end.
        """
        before = [
            n
            for n, known in enumerate(self.paths)
            if known and reading_order(known) < reading_order(path)
        ]
        some = any(self.paths)
        at = before[-1] + 1 if before else 0 if some else len(self.positions)
        low = self.positions[at - 1] if at else ""
        at += next((n for n, p in enumerate(self.positions[at:]) if p > low), len(self.positions))
        high = self.positions[at] if at < len(self.positions) else ""
        position = between(low, high)
        self.positions.insert(at, position)
        self.paths.insert(at, path)
        return position


class _Shelves:
    """The outline while lessons and modules are added to it."""

    def __init__(self, course: Course, paths: dict[NodeId, str]) -> None:
        self.course = course
        self.paths = paths
        self.places: list[Place] = []
        self._shelves: dict[str, _Shelf] = {}
        self._modules: dict[str, str] = {"": ROOT}
        for node, _ in course.outline.walk():
            if node.id in paths:
                self._modules.setdefault(paths[node.id].rpartition("/")[0], node.parent)

    def module(self, folder: str) -> str:
        """Find the module that holds the lessons of a folder, or make it."""
        if folder in self._modules:
            return self._modules[folder]
        above, _, name = folder.rpartition("/")
        parent = self.module(above)
        for ident in self.course.outline.children.get(parent, ()):
            node = self.course.outline.nodes[ident]
            if node.kind == "module" and node.title == name:
                self._modules[folder] = ident
                return ident
        made = self.place("module", name, parent, "")
        self._modules[folder] = made
        return made

    def place(self, kind: NodeKind, title: str, parent: str, path: str) -> NodeId:
        """Place a new node where its path would be read."""
        shelf = self._shelves.get(parent)
        if shelf is None:
            nodes = [
                self.course.outline.nodes[i] for i in self.course.outline.children.get(parent, ())
            ]
            shelf = _Shelf([n.position for n in nodes], [self.paths.get(n.id, "") for n in nodes])
            self._shelves[parent] = shelf
        node = NodeId(fresh())
        position = shelf.room_for(path)
        self.places.append(Place(node, parent, position, (), kind, clean_title(title)))
        return node


def _shelves(course: Course, record: Record) -> _Shelves:
    return _Shelves(course, {s.lesson: path for path, s in record.items() if s.lesson})


def folder_module(ws: Workspace, course: Course, folder: str, record: Record) -> str:
    """Find the module that holds the lessons of a folder, or make it with those above it."""
    shelves = _shelves(course, record)
    module = shelves.module(folder)
    if shelves.places:
        ws.ledger.write(course.log, LessonPlaced(tuple(shelves.places)))
    return module


def add_all(
    ws: Workspace, course: Course, files: Sequence[BroughtNode], record: Record
) -> dict[str, NodeId]:
    """Add a lesson for each file, each where its path would be read; all of it is one act."""
    shelves = _shelves(course, record)
    made: dict[str, NodeId] = {}
    forms, texts = [], []
    for node in files:
        assert node.file is not None
        parent = shelves.module(node.path.rpartition("/")[0])
        lesson = shelves.place("lesson", node.title, parent, node.path)
        made[node.path] = lesson
        forms.append(node.file.form(lesson, node.path))
        texts.append(TextRevised(lesson, (), sha_of(node.file.text), text=node.file.text))
    placed = LessonPlaced(tuple(shelves.places))
    ws.ledger.write(course.log, placed, LessonForm(tuple(forms)), *texts)
    return made

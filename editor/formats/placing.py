"""Choose the path of each lesson and attachment in an export: the recorded one where it may be."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from editor.formats.names import Taken, safe_path, slug_of, what_is_wrong
from editor.formats.values import AttachmentOut, CourseOut, FileWarning, NodeOut
from sync.model.ids import NodeId
from sync.model.language import say


@dataclass
class Places:
    """Where everything goes, in outline order; `warnings` name what could not keep its path."""

    taken: Taken
    lessons: dict[NodeId, str] = field(default_factory=dict)
    files: list[tuple[AttachmentOut, str]] = field(default_factory=list)
    warnings: list[FileWarning] = field(default_factory=list)


def places_of(course: CourseOut, *, tells_case: bool) -> Places:
    """Place a course on a disk; two things never get one path, nor anything one outside.

    A lesson that never was a file gets a path made from its modules' and its own title.
    """
    taken = Taken(tells_case=tells_case)
    places = Places(taken)
    for node in course.lessons:
        if node.form is not None and node.form.path:
            places.lessons[node.id] = _kept(node.form.path, places)
    for attachment in course.attachments:
        places.files.append((attachment, _kept(attachment.path, places)))
    fresh = _Fresh(course, places.lessons)
    for node in course.lessons:
        if node.id not in places.lessons:
            places.lessons[node.id] = taken.take(fresh.path(node))
    places.lessons = {node.id: places.lessons[node.id] for node in course.lessons}
    return places


def _kept(path: str, places: Places) -> str:
    """Keep a recorded path, or the nearest that is safe and free, and say so."""
    wrong = what_is_wrong(path)
    chosen = places.taken.take(safe_path(path) if wrong else path, as_recorded=not wrong)
    if chosen != path:
        why = wrong or say("another file of the course stands there")
        places.warnings.append(
            FileWarning(path, 0, say("was written as “{chosen}”: {why}", chosen=chosen, why=why))
        )
    return chosen


class _Fresh:
    """Makes paths for lessons that never were files, as their neighbours have them."""

    def __init__(self, course: CourseOut, recorded: dict[NodeId, str]) -> None:
        self._numbers: dict[NodeId, str] = {}
        below: dict[str, list[NodeOut]] = {}
        for node in course.nodes:
            below.setdefault(node.parent, []).append(node)
        for siblings in below.values():
            self._numbers.update(_numbers(siblings, recorded))
        self._folders: dict[str, str] = {"": ""}
        for node in course.nodes:
            if node.kind == "module":
                self._folders[node.id] = self._folder(node, below.get(node.id, []), recorded)

    def path(self, node: NodeOut) -> str:
        """Give the wished-for path of a lesson; it may be taken."""
        return _joined(self._folders.get(node.parent, ""), self._name(node) + ".md")

    def _folder(self, module: NodeOut, inside: list[NodeOut], recorded: dict[NodeId, str]) -> str:
        """Find the folder where most lessons of a module lie, else make one from its title."""
        homes = Counter(
            recorded[node.id].rpartition("/")[0] for node in inside if node.id in recorded
        )
        if homes:
            return homes.most_common(1)[0][0]
        return _joined(self._folders.get(module.parent, ""), self._name(module))

    def _name(self, node: NodeOut) -> str:
        return self._numbers.get(node.id, "") + slug_of(node.title)


def _numbers(siblings: list[NodeOut], recorded: dict[NodeId, str]) -> dict[NodeId, str]:
    """Number siblings, so that a folder sorts as the course reads.

    Where some came as files, their names already say how they sort.
    """
    if any(node.id in recorded for node in siblings):
        return {}
    width = max(2, len(str(len(siblings))))
    return {node.id: f"{n:0{width}}-" for n, node in enumerate(siblings, 1)}


def _joined(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name

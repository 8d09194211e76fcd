"""Bring back what a version held beside its texts: the outline, the files, the forms of files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sync.model.course import CourseFacts
from sync.model.facts import Fact
from sync.model.ids import FactId, NodeId, Sha
from sync.model.outline import ROOT
from sync.model.payloads import (
    FilePlaced,
    LessonForm,
    LessonPlaced,
    LessonRemoved,
    LessonRenamed,
    OutlineEntry,
    Place,
    PlacedFile,
    Removal,
)
from sync.model.positions import between, spread
from sync.model.review import Version
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


def restore_outline(ws: Workspace, course: Course, wanted: Sequence[OutlineEntry]) -> list[Fact]:
    """Place, name and remove modules and lessons as they stood once."""
    stood = {entry.node for entry in wanted}
    extra = [entry.node for entry in course.outline.entries() if entry.node not in stood]
    return bring_outline_back(ws, course, wanted) + take_out(ws, course, extra)


def bring_outline_back(ws: Workspace, course: Course, wanted: Sequence[OutlineEntry]) -> list[Fact]:
    """Place and name modules and lessons as they stood once; what came since stays."""
    facts: list[Fact] = []
    asked = {entry.node for entry in wanted}
    now = {entry.node: entry for entry in course.outline.entries() if entry.node in asked}
    if [e.node for e in wanted] != list(now) or any(now[e.node].parent != e.parent for e in wanted):
        places = tuple(
            Place(e.node, e.parent, position, _heads(course, e.node), e.kind, _new_title(course, e))
            for e, position in zip(wanted, spread(len(wanted)), strict=True)
        )
        apart = _apart(course)
        together = tuple(place for place in places if place.node not in apart)
        alone = [LessonPlaced((place,)) for place in places if place.node in apart]
        bodies = [*([LessonPlaced(together)] if together else []), *alone]
        facts += ws.ledger.write(course.log, *bodies)
    for entry in wanted:
        facts += name_again(ws, course, entry)
    return facts


def place_again(
    ws: Workspace, course: Course, entry: OutlineEntry, stood: Sequence[OutlineEntry]
) -> list[Fact]:
    """Place one module or lesson that was taken out, or never was here, where it `stood`.

    It stands at the top if its module is gone too.
    """
    standing = {node.id for node, _ in course.outline.walk()}
    parent = entry.parent if entry.parent in standing else ROOT
    position = _position_among(course, entry, stood, parent)
    over, title = _heads(course, entry.node), _new_title(course, entry)
    place = Place(entry.node, parent, position, over, entry.kind, title)
    return ws.ledger.write(course.log, LessonPlaced((place,)))


def _position_among(
    course: Course, entry: OutlineEntry, stood: Sequence[OutlineEntry], parent: str
) -> str:
    """Find the place after the nearest earlier neighbour of then that still stands in `parent`.

    Without one it is before the nearest later neighbour, and without any neighbour at the end.
    """
    now = [course.outline.nodes[ident] for ident in course.outline.children.get(parent, ())]
    places = {node.id: node.position for node in now}
    beside = [one.node for one in stood if one.parent == entry.parent]
    # what a backup had only among the found had no place: it goes to the end
    at = beside.index(entry.node) if entry.node in beside else len(beside)
    earlier = [places[ident] for ident in beside[:at] if ident in places]
    later = [places[ident] for ident in beside[at + 1 :] if ident in places]
    if earlier:
        # two siblings may have the same position: there is no room between those
        higher = (place for place in places.values() if place > earlier[-1])
        return between(earlier[-1], min(higher, default=""))
    if later:
        lower = (place for place in places.values() if place < later[0])
        return between(max(lower, default=""), later[0])
    return between(max(places.values(), default=""), "")


def name_again(ws: Workspace, course: Course, entry: OutlineEntry) -> list[Fact]:
    """Give a module or lesson the title that it had, if it has another one."""
    node = course.facts.nodes.get(entry.node)
    heads = node.title.heads() if node else ()
    if not heads or heads[-1].value == entry.title:
        return []
    over = tuple(head.fact for head in heads)
    return ws.ledger.write(course.log, LessonRenamed(entry.node, entry.title, over))


def take_out(ws: Workspace, course: Course, nodes: Sequence[NodeId]) -> list[Fact]:
    """Take modules and lessons out of the outline; their texts stay."""
    apart = _apart(course)
    together = tuple(_removal(ws, course, node) for node in nodes if node not in apart)
    alone = [LessonRemoved((_removal(ws, course, n),)) for n in nodes if n in apart]
    bodies = [*([LessonRemoved(together)] if together else []), *alone]
    return ws.ledger.write(course.log, *bodies)


def restore_version_files(
    ws: Workspace, course: Course, named_in: CourseFacts, version: Version
) -> list[Fact]:
    """Place the attachments of a version as they were, and the file forms that are not known here.

    `named_in` are the facts of the log that the version was named in, which may be an earlier one.
    """
    facts = restore_files(ws, course, named_in, version.named.files)
    standing = {entry.node for entry in version.named.outline}
    forms = [f for n, f in named_in.forms.items() if n in standing and n not in course.facts.forms]
    return facts + (ws.ledger.write(course.log, LessonForm(tuple(forms))) if forms else [])


def restore_files(
    ws: Workspace, course: Course, named_in: CourseFacts, wanted: Mapping[str, Sha]
) -> list[Fact]:
    """Place attachments as they stood once; their sizes are in the facts of an earlier log."""
    now = {path: placed.sha for path, placed in course.facts.files_now().items()}
    changed = [path for path in sorted({*now, *wanted}) if now.get(path) != wanted.get(path)]
    placed = tuple(
        PlacedFile(path, sha, size_of(named_in, path, sha), _over(course, path))
        for path in changed
        for sha in [wanted.get(path, Sha(""))]
    )
    apart = {overlap.about for overlap in course.apart}
    together = tuple(one for one in placed if one.path not in apart)
    alone = [FilePlaced((one,)) for one in placed if one.path in apart]
    bodies = [*([FilePlaced(together)] if together else []), *alone]
    return ws.ledger.write(course.log, *bodies)


def size_of(facts: CourseFacts, path: str, sha: Sha) -> int:
    """Find the size of an attachment that stood at a path once; 0 if it never did."""
    register = facts.files.get(path)
    entries = register.entries.values() if register else ()
    return next((entry.value.size for entry in entries if entry.value.sha == sha), 0)


def _apart(course: Course) -> set[NodeId]:
    """List what people disagree about: each has a fact of its own, to be taken back by itself."""
    return {overlap.node for overlap in course.outline.overlaps}


def _new_title(course: Course, entry: OutlineEntry) -> str:
    """Give the title of what this log does not know yet; what it knows is renamed instead."""
    node = course.facts.nodes.get(entry.node)
    return "" if node and node.title.heads() else entry.title


def _removal(ws: Workspace, course: Course, ident: NodeId) -> Removal:
    titles = tuple(head.fact for head in course.facts.nodes[ident].title.heads())
    heads = ws.lessons.today(course.log, ident).state.heads
    return Removal(ident, _heads(course, ident), heads, titles)


def _heads(course: Course, ident: NodeId) -> tuple[FactId, ...]:
    node = course.facts.nodes.get(ident)
    return tuple(head.fact for head in node.place.heads()) if node else ()


def _over(course: Course, path: str) -> tuple[FactId, ...]:
    register = course.facts.files.get(path)
    return tuple(head.fact for head in register.heads()) if register else ()

"""What undoes a batch beside the texts: the opposite facts, or a choice that counts no more.

Where an overlap was open before the batch it is open again, with the same sides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from app.flows.overlaps.register_values import alike, register_of, values
from app.flows.overlaps.undoing import NO_CHOICE
from sync.model.course import Removed
from sync.model.facts import Fact
from sync.model.ids import FactId, LogId, NodeId, Sha, sha_of
from sync.model.kinds import payload_of
from sync.model.payloads import (
    CourseDescribed,
    FilePlaced,
    LessonPlaced,
    LessonRemoved,
    LessonRenamed,
    OverlapConfirmed,
    Place,
    PlacedFile,
    Removal,
    TextRevised,
)
from sync.model.registers import Entry, Register
from sync.workspace.accounting import Key
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from sync.workspace.receipts import Touched


def undo(
    ws: Workspace,
    log: LogId,
    touched: Sequence[Touched],
    batch: Iterable[Touched],
    texts: Sequence[Fact] = (),
    whole: Collection[NodeId] = (),
) -> list[Fact]:
    """Write the opposite of what was touched: over what stood after the batch, and nothing later.

    What others built on it meanwhile so stands apart from them, and is shown as an overlap.
    `batch` is all that the batch touched, and `texts` are the revisions that took its words back:
    whoever takes a lesson out says what was seen of it. A lesson of which all words went back
    (`whole`) is out of the course again, if it was before they came. What closes an overlap by
    this says so, as a choice does: put back, it is open again.
    """
    course = ws.courses.open(log)
    undoing = _Undoing(ws, course, {one.key: one for one in batch})
    written = ws.ledger.write(log, *undoing.opposites(touched))
    renamed = [NodeId(one.name) for one in touched if one.what == "title"]
    undoing.find_removed({*whole, *renamed})
    written += ws.ledger.write(log, *undoing.removals([*texts, *written]))
    return written + say_what_closed(ws, course, written)


def say_what_closed(ws: Workspace, before: Course, written: Sequence[Fact]) -> list[Fact]:
    """Say of each overlap that these facts closed that they did: by that it can be open again."""
    closings = list(_closings(before, ws.courses.open(before.log), written))
    return ws.ledger.write(before.log, *closings)


@dataclass
class _Undoing:
    """Draws up the facts of one taking back; what is apart each alone, to be put back alone."""

    ws: Workspace
    course: Course
    batch: Mapping[Key, Touched]
    _gone: list[tuple[Touched, Removed | None]] = field(default_factory=list)

    def opposites(self, touched: Sequence[Touched]) -> list[msgspec.Struct]:
        """Draw up all but removals, which say what was written before them."""
        apart = {str(overlap.node) for overlap in self.course.outline.overlaps}
        apart |= {overlap.about for overlap in self.course.apart}
        choices: dict[FactId, OverlapConfirmed] = {}
        together: list[msgspec.Struct] = []
        alone: list[msgspec.Struct] = []
        for one in touched:
            register = register_of(self.course, one.what, one.name)
            if register is None or _is_so_already(self.ws, register, one):
                continue
            if choice := _choice(self.course, register, one):
                choices[choice.revision] = msgspec.structs.replace(choice, sha=NO_CHOICE)
                continue
            was = values(self.ws, register, one.before, one)
            if one.what == "place":
                self._gone += [(one, each) for each in was if isinstance(each, Removed)]
                self._gone += [(one, None)] if not was else []
            several = [_opposite(one, each) for each in was if not isinstance(each, Removed)]
            several = several or ([_never(one)] if not was and one.what != "place" else [])
            if one.name in apart or len(was) > 1:
                alone += [_grouped([body])[0] for body in several]
            else:
                together += several
        return [*alone, *choices.values(), *_grouped(together)]

    def removals(self, written: Sequence[Fact]) -> list[msgspec.Struct]:
        """Draw up what is taken out, each with what was seen of it."""
        apart = {overlap.node for overlap in self.course.outline.overlaps}
        drawn = [self._removal(one, was, written) for one, was in self._gone]
        alone = [LessonRemoved((one,)) for one in drawn if one.node in apart]
        return [*alone, *_grouped([one for one in drawn if one.node not in apart])]

    def find_removed(self, lessons: Iterable[NodeId]) -> None:
        """Note which lessons were out of the course, until what came put them in sight."""
        log = self.course.log
        for lesson in lessons:
            node = self.course.facts.nodes.get(lesson)
            heads = node.place.heads() if node is not None else ()
            gone = [head.value for head in heads if isinstance(head.value, Removed)]
            if node is None or not gone or len(gone) < len(heads):
                continue
            if (log, "place", lesson) in self.batch:
                continue  # that goes back by itself
            seen = tuple(fact for one in gone for fact in one.heads)
            titles = tuple(fact for one in gone for fact in one.titles)
            text, title = (self.batch.get((log, what, lesson)) for what in ("text", "title"))
            history = self.ws.lessons.history(log, lesson)
            texts = text.before if text else history.heads
            named = title.before if title else _facts(node.title.heads())
            if all(history.has_seen(seen, head) for head in texts) and set(named) <= set(titles):
                now = tuple(head.fact for head in heads)
                place = Touched(log, "place", lesson, now, now)
                self._gone.append((place, Removed(seen, titles)))

    def _removal(self, one: Touched, was: Removed | None, written: Sequence[Fact]) -> Removal:
        node = NodeId(one.name)
        text, title = (self.batch.get((one.log, what, one.name)) for what in ("text", "title"))
        if was is None:
            heads = text.after if text else self.ws.lessons.today(one.log, node).state.heads
            now = self.course.facts.nodes[node].title.heads()
            return Removal(node, one.after, heads, title.after if title else _facts(now))
        heads, titles = was.heads, was.titles
        by_act = [(fact.id, body) for fact in written for body in [payload_of(fact)]]
        if text is not None:
            history = self.ws.lessons.history(one.log, node)
            if all(history.has_seen(heads, head) for head in text.before):  # it was not found then
                texts = [i for i, b in by_act if isinstance(b, TextRevised) and b.lesson == node]
                heads = (*heads, *text.after, *texts)
        if title is not None and set(title.before) <= set(titles):
            named = [i for i, b in by_act if isinstance(b, LessonRenamed) and b.node == node]
            titles = (*titles, *title.after, *named)
        return Removal(node, one.after, heads, titles)


def _facts(entries: Iterable[Entry[str]]) -> tuple[FactId, ...]:
    return tuple(entry.fact for entry in entries)


def _grouped(bodies: Sequence[msgspec.Struct]) -> list[msgspec.Struct]:
    """Put places, files and removals each into one fact."""
    places = tuple(one for one in bodies if isinstance(one, Place))
    files = tuple(one for one in bodies if isinstance(one, PlacedFile))
    removals = tuple(one for one in bodies if isinstance(one, Removal))
    parts = (Place, PlacedFile, Removal)
    return [
        *([LessonPlaced(places)] if places else []),
        *(one for one in bodies if not isinstance(one, parts)),
        *([FilePlaced(files)] if files else []),
        *([LessonRemoved(removals)] if removals else []),
    ]


def _opposite(one: Touched, was: Any) -> msgspec.Struct:
    """Draw up that a value stands again."""
    if isinstance(was, Place):
        return Place(was.node, was.parent, was.position, one.after, was.kind)
    if isinstance(was, PlacedFile):
        return PlacedFile(one.name, was.sha, was.size, one.after)
    if one.what == "title":
        return LessonRenamed(NodeId(one.name), was, one.after)
    return CourseDescribed({one.name: was}, one.after)


def _never(one: Touched) -> msgspec.Struct:
    """Draw up that a file or field that came first with the batch is not there."""
    if one.what == "file":
        return PlacedFile(one.name, Sha(""), 0, one.after)
    return CourseDescribed({one.name: ""}, one.after)


def _choice(course: Course, register: Register[Any], one: Touched) -> OverlapConfirmed | None:
    """Find the choice by which the batch settled an overlap, if nobody wrote over it since."""
    came = set(one.after) - set(one.before)
    node = NodeId("") if one.what in ("file", "field") else NodeId(one.name)
    if not came or tuple(head.fact for head in register.heads()) != one.after:
        return None
    for fact, body in reversed(course.facts.confirmations.get(node, ())):
        by = {register.entries[head].person for head in came}
        if body.sha and came <= {body.revision, *body.also} and by == {fact.person}:
            return body
    return None


def _is_so_already(ws: Workspace, register: Register[Any], one: Touched) -> bool:
    """Tell whether what stands today is what would be written."""
    today = [head.fact for head in register.heads()]
    was, now = (values(ws, register, heads, one) for heads in (one.before, today))
    if one.what == "place" and not was:
        return not any(isinstance(value, Place) for value in now)
    if not was:
        return not any(value.sha if isinstance(value, PlacedFile) else value for value in now)
    return [alike(value) for value in was] == [alike(value) for value in now]


def _closings(before: Course, after: Course, written: Sequence[Fact]) -> Iterator[OverlapConfirmed]:
    """Say of each overlap that is closed now which of the facts closed it."""
    still = {one.id for one in after.outline.overlaps} | {one.id for one in after.apart}
    about: dict[str, list[FactId]] = {}
    for fact in written:
        for name in _names(payload_of(fact)):
            about.setdefault(name, []).append(fact.id)
    for overlap in before.outline.overlaps:
        if overlap.id not in still and (facts := about.get(overlap.node)):
            yield _closing(overlap.node, overlap.id, facts)
    for other in before.apart:
        if other.id not in still and (facts := about.get(other.about)):
            yield _closing(NodeId(""), other.id, facts)


def _closing(node: NodeId, ident: str, facts: Sequence[FactId]) -> OverlapConfirmed:
    return OverlapConfirmed(node, (ident,), facts[0], sha_of("kept"), tuple(facts[1:]))


def _names(body: object) -> Iterable[str]:
    """Name what a fact is about: nodes, paths or fields."""
    if isinstance(body, LessonPlaced):
        return [place.node for place in body.places]
    if isinstance(body, LessonRemoved):
        return [removal.node for removal in body.nodes]
    if isinstance(body, LessonRenamed):
        return [body.node]
    if isinstance(body, FilePlaced):
        return [placed.path for placed in body.files]
    return list(body.fields) if isinstance(body, CourseDescribed) else []

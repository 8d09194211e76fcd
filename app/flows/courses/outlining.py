"""Shape a course: add, move, rename and remove modules and lessons, describe the course."""

from __future__ import annotations

from collections.abc import Sequence

from app.flows.changes import Changes, changed
from app.flows.courses.titles import with_title
from app.flows.lesson.writing import check_text
from app.flows.permission import must_be_allowed
from sync.model.course import PlaceEntry
from sync.model.errors import BadInput, NotFound, Refused
from sync.model.facts import Fact
from sync.model.ids import FactId, NodeId, fresh, sha_of
from sync.model.language import say
from sync.model.nodes import Node
from sync.model.outline import ROOT
from sync.model.payloads import (
    CourseDescribed,
    LessonPlaced,
    LessonRemoved,
    LessonRenamed,
    NodeKind,
    Place,
    Removal,
    TextRevised,
)
from sync.model.positions import between
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


def begin(ws: Workspace, title: str) -> Course:
    """Make a new, private course."""
    return ws.courses.open(ws.begin_course(clean_title(title)))


def add(
    ws: Workspace,
    course: Course,
    kind: NodeKind,
    title: str,
    parent: str = ROOT,
    *,
    text: str | None = None,
    after: NodeId | None = None,
) -> Changes:
    """Add a module or a lesson at the end of `parent`, or after a sibling."""
    must_be_allowed(course, "lesson.placed")
    node = NodeId(fresh())
    position = _position(course, parent, after, moving=None)
    place = Place(node, parent, position, (), kind, clean_title(title))
    payloads: list[LessonPlaced | TextRevised] = [LessonPlaced((place,))]
    if kind == "lesson":
        body = f"# {place.title}\n" if text is None else text
        check_text(body)
        payloads.append(TextRevised(node, (), sha_of(body), text=body))
    return Changes(course.log, tuple(ws.ledger.write(course.log, *payloads)))


def module_named(ws: Workspace, course: Course, title: str) -> tuple[NodeId, Changes]:
    """Find the module of this title at the top of the course, or make it."""
    for ident in course.outline.children.get(ROOT, ()):
        node = course.outline.nodes[ident]
        if node.kind == "module" and (node.title == title.strip() or node.id == title):
            return ident, Changes(course.log)
    for node, _ in course.outline.walk():
        if node.kind == "module" and title in (node.id, "/".join(course.outline.path(node.id))):
            return node.id, Changes(course.log)
    made = add(ws, course, "module", title)
    return made.nodes[0], made


def move(ws: Workspace, course: Course, node: Node, parent: str, after: NodeId | None) -> Changes:
    """Move a module or lesson to stand after a sibling, or first in `parent` with None."""
    must_be_allowed(course, "lesson.placed")
    above = course.outline.nodes.get(NodeId(parent))
    if parent != ROOT and (above is None or above.kind != "module"):
        raise NotFound(
            say("There is no such module in this course."),
            safe=say("Nothing was changed."),
            mend=say("Choose one of its modules, or add one."),
        )
    if parent in course.outline.subtree(node.id):
        raise BadInput(
            say("“{title}” cannot be moved into itself.", title=node.title),
            safe=say("Nothing was changed."),
            mend=say("Choose another place for it."),
        )
    position = _position(course, parent, after, moving=node.id, first=after is None)
    place = Place(node.id, parent, position, _place_heads(course, node.id), node.kind)
    return changed(course.log, ws.ledger.write(course.log, placing(course, place)))


def move_to_end(ws: Workspace, course: Course, node: Node, parent: str) -> Changes:
    """Move a module or lesson to the end of `parent`."""
    siblings = [i for i in course.outline.children.get(parent, ()) if i != node.id]
    return move(ws, course, node, parent, siblings[-1] if siblings else None)


def rename(ws: Workspace, course: Course, node: Node, title: str) -> Changes:
    """Rename; the line of the text that gave the title follows if it equalled the old title."""
    must_be_allowed(course, "lesson.renamed")
    new = clean_title(title)
    if new == node.title:
        return Changes(course.log)
    heads = tuple(entry.fact for entry in course.facts.nodes[node.id].title.heads())
    with ws.store.writing():
        facts: list[Fact | None] = [
            *ws.ledger.write(course.log, LessonRenamed(node.id, new, heads))
        ]
        if node.kind == "lesson":
            facts.append(_follow_title(ws, course, node, new))
    return changed(course.log, facts)


def _follow_title(ws: Workspace, course: Course, node: Node, new: str) -> Fact | None:
    ws.lessons.seal(node.id)
    today = ws.lessons.today(course.log, node.id)
    text = with_title(today.text, node.title, new)
    if text == today.text:
        return None
    return ws.lessons.revise(course.log, node.id, text, today.state)


def remove(ws: Workspace, course: Course, nodes: Sequence[Node]) -> Changes:
    """Take nodes out, with all below them, as one fact that says what of them was seen."""
    must_be_allowed(course, "lesson.removed")
    removals = [
        _removal(ws, course, ident) for node in nodes for ident in course.outline.subtree(node.id)
    ]
    unique = {removal.node: removal for removal in removals}
    return changed(course.log, ws.ledger.write(course.log, LessonRemoved(tuple(unique.values()))))


def _removal(ws: Workspace, course: Course, ident: NodeId) -> Removal:
    ws.lessons.seal(ident)
    titles = tuple(entry.fact for entry in course.facts.nodes[ident].title.heads())
    heads = ws.lessons.today(course.log, ident).state.heads
    return Removal(ident, _place_heads(course, ident), heads, titles)


def placing(course: Course, place: Place) -> LessonPlaced:
    """Place a node; one that was removed brings back what went with it from below."""
    nodes, places = course.outline.nodes, [place]
    known = course.facts.nodes
    went = known[place.node].removals
    found = set(course.outline.found)
    removed = {n.id for n in known.values() if went and n.is_out and n.removals <= went}
    removed -= {place.node, *found}
    above = {place.node}
    while above:
        below = [nodes[i] for i in removed if nodes[i].parent in above]
        places += [
            Place(node.id, node.parent, node.position, _place_heads(course, node.id), node.kind)
            for node in sorted(below, key=lambda node: node.id)
        ]
        above = {node.id for node in below}
        removed -= above
    return LessonPlaced(tuple(places))


def put_back(ws: Workspace, course: Course, ident: NodeId, parent: str = ROOT) -> Changes:
    """Put a removed or found lesson back at the end of a module, a module with all below it."""
    must_be_allowed(course, "lesson.placed")
    node = course.facts.nodes.get(ident)
    if node is None:
        raise NotFound(
            say("There is no such lesson in this course."),
            safe=say("Nothing was changed."),
            mend=say("Someone may have removed it: look in “Found”."),
        )
    position = _position(course, parent, None, moving=ident)
    place = Place(ident, parent, position, _place_heads(course, ident), node.kind)
    return changed(course.log, ws.ledger.write(course.log, placing(course, place)))


def describe(ws: Workspace, course: Course, **fields: str) -> Changes:
    """Set fields of the course's description, such as title or language."""
    must_be_allowed(course, "course.described")
    if "title" in fields:
        fields["title"] = clean_title(fields["title"])
    registers = [course.facts.described[name] for name in fields if name in course.facts.described]
    over = dict.fromkeys(head.fact for register in registers for head in register.heads())
    body = CourseDescribed(fields, tuple(over))
    return changed(course.log, ws.ledger.write(course.log, body))


def _place_heads(course: Course, ident: NodeId) -> tuple[FactId, ...]:
    heads: tuple[PlaceEntry, ...] = course.facts.nodes[ident].place.heads()
    return tuple(head.fact for head in heads)


def _position(
    course: Course, parent: str, after: NodeId | None, *, moving: NodeId | None, first: bool = False
) -> str:
    siblings = [
        course.outline.nodes[i] for i in course.outline.children.get(parent, ()) if i != moving
    ]
    if first:
        return between("", siblings[0].position if siblings else "")
    if after is None:
        return between(siblings[-1].position if siblings else "", "")
    at = [node.id for node in siblings].index(after) if after in [n.id for n in siblings] else -1
    if at < 0:
        raise Refused(
            say("The lesson to stand after is not in that module."),
            safe=say("Nothing was changed."),
            mend=say("Choose a lesson of that module."),
        )
    low = siblings[at].position
    higher = [node.position for node in siblings[at + 1 :] if node.position > low]
    return between(low, higher[0] if higher else "")


def clean_title(title: str) -> str:
    """Make a title of one line; raise BadInput for one that is empty or too long."""
    clean = " ".join(title.split())
    if not any(sign.isprintable() and not sign.isspace() for sign in clean):
        raise BadInput(
            say("A title needs at least one letter."),
            safe=say("Nothing was changed."),
            mend=say("Write a title."),
        )
    if len(clean) > 500:
        raise BadInput(
            say("A title of more than 500 characters is too long."),
            safe=say("Nothing was changed."),
            mend=say("Write a shorter title."),
        )
    return clean

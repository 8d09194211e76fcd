"""Two titles for one lesson: in the outline and in its text the same is offered, and settled."""

from __future__ import annotations

from app.flows.courses.titles import title_in, with_title
from sync.merge.fold import Item
from sync.model.facts import Fact
from sync.model.ids import NodeId, sha_of
from sync.model.outline_overlaps import OutlineOverlap
from sync.model.payloads import LessonRenamed, OverlapConfirmed
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

_LONGEST = 500
"""A heading of more letters is no title."""


def title_offered(ws: Workspace, course: Course, overlap: OutlineOverlap) -> str:
    """Give the title that stands in the text now, if that is where they disagree as well."""
    node = course.outline.nodes.get(overlap.node)
    if node is None or node.kind != "lesson":
        return node.title if node else ""
    today = ws.lessons.today(course.log, node.id)
    said = title_in(today.text)
    if said in _titles(overlap):
        return said or node.title
    if said is not None and any(
        said in item.merged and _is_about(overlap, item) for item in today.open_items
    ):
        return said if _can_be_title(said) else node.title
    return node.title


def settle_title(ws: Workspace, course: Course, overlap: OutlineOverlap, title: str) -> list[Fact]:
    """Name a node by a title; the line of its text that gave it another follows."""
    others = sorted(_titles(overlap) - {title})
    over = tuple(head.fact for head in course.facts.nodes[overlap.node].title.heads())
    facts = ws.ledger.write(course.log, LessonRenamed(overlap.node, title, over))
    if course.outline.nodes[overlap.node].kind == "lesson":
        facts += _follow_title(ws, course, overlap.node, others, title)
    return facts


def settle_title_with(
    ws: Workspace, course: Course, lesson: NodeId, item: Item, settled: list[Fact]
) -> list[Fact]:
    """Name a lesson by what its heading was settled to, where its titles stood apart, too."""
    overlap = next(
        (o for o in course.outline.overlaps if o.node == lesson and o.kind == "both-renamed"), None
    )
    if overlap is None or not _is_about(overlap, item):
        return []
    title = title_in(ws.lessons.today(course.log, lesson).text) or ""
    if not _can_be_title(title):
        return []
    [named] = ws.ledger.write(course.log, LessonRenamed(lesson, title, overlap.heads))
    also = tuple(fact.id for fact in settled if fact.kind == "text.revised")
    body = OverlapConfirmed(lesson, (overlap.id,), named.id, sha_of("title"), also)
    return [named, *ws.ledger.write(course.log, body)]


def _titles(overlap: OutlineOverlap) -> set[str]:
    return {wording.title for wording in overlap.wordings}


def _is_about(overlap: OutlineOverlap, item: Item) -> bool:
    """Tell whether a place of the text is the one that gives the titles."""
    texts = [wording.text for wording in item.wordings]
    return all(any(title in text for text in texts) for title in _titles(overlap))


def _can_be_title(words: str) -> bool:
    return bool(words) and words == " ".join(words.split()) and len(words) <= _LONGEST


def _follow_title(
    ws: Workspace, course: Course, lesson: NodeId, others: list[str], title: str
) -> list[Fact]:
    """Write the title where a text names another; settle what overlaps in nothing but that."""
    log, facts = course.log, list[Fact]()
    ws.lessons.seal(lesson)
    for item in ws.lessons.today(log, lesson).open_items:
        wordings = {_titled(wording.text, others, title) for wording in item.wordings}
        if len(wordings) == 1:
            facts += ws.lessons.confirm(log, lesson, item, wordings.pop())
    today = ws.lessons.today(log, lesson)
    text = _titled(today.text, others, title)
    if text != today.text and (fact := ws.lessons.revise(log, lesson, text, today.state)):
        facts.append(fact)
    return facts


def _titled(text: str, others: list[str], title: str) -> str:
    for other in others:
        text = with_title(text, other, title)
    return text

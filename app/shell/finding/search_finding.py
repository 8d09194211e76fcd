"""Search on the store's thread: from words and filters to groups of results by course."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import msgspec

from app.flows.beginning.helping import help_course
from app.flows.finding import filtering, searching
from app.flows.finding.filtering import COURSE_STATES, LESSON_STATES, Filters
from editor.panels.jump.values import JumpGroup, JumpItem, Piece
from editor.panels.search.values import Filter, FilterGroup, FilterKey, Found
from sync.model.ids import CourseId, NodeId, PersonId
from sync.model.language import mark, say
from sync.store.search import Hit
from sync.store.search_index import Kind
from sync.store.search_scope import Scope
from sync.store.snippets import Span
from sync.workspace.opening import Workspace

AT_ONCE = 500
"""Entries indexed before a search answers: typing is saved by the same thread."""

_KINDS: dict[Kind, tuple[str, str]] = {
    "lesson": ("file-text", mark("Lesson")),
    "course": ("book-open", mark("Course")),
    "comment": ("message-square", mark("Comment")),
    "reply": ("message-square-reply", mark("Answer")),
    "suggestion": ("pencil-line", mark("Suggestion")),
    "version": ("history", mark("Version")),
    "review": ("badge-check", mark("Review")),
    "person": ("user", mark("Person")),
    "file": ("image", mark("File")),
}
_KIND_FILTERS: dict[str, tuple[str, frozenset[Kind]]] = {
    "texts": (mark("Lessons"), frozenset({"lesson"})),
    "courses": (mark("Courses"), frozenset({"course"})),
    "comments": (mark("Comments"), frozenset({"comment", "reply"})),
    "suggestions": (mark("Suggestions"), frozenset({"suggestion"})),
    "versions": (mark("Versions and reviews"), frozenset({"version", "review"})),
    "people": (mark("People"), frozenset({"person"})),
    "files": (mark("Files"), frozenset({"file"})),
}
_STATES = {
    "draft": mark("Draft"),
    "in review": mark("In review"),
    "changes asked": mark("Changes asked"),
    "approved": mark("Approved"),
    "released": mark("Released"),
    "open comments": mark("Open comments"),
    "open suggestions": mark("Open suggestions"),
    "overlaps": mark("Overlaps"),
}


@dataclass(frozen=True)
class FoundAt:
    """Where a result leads: `place` in code points of the text that was searched."""

    course: CourseId
    lesson: NodeId | None
    kind: Kind
    ident: str
    words: str
    place: Span | None = None


@dataclass(frozen=True)
class Answer:
    """What was found; `scope` holds until filters or facts change; `more`: ask again."""

    number: int
    found: Found
    scope: Scope
    more: bool


def find(
    ws: Workspace, number: int, words: str, keys: frozenset[FilterKey], scope: Scope | None
) -> Answer:
    """Answer a query; its scope is worked out only if it is not known yet."""
    within = _scope_of(ws, keys) if scope is None else scope
    if not words.strip():
        return Answer(number, Found(words, ()), within, more=False)
    hits = searching.search(ws, words, scope=within, indexed_at_once=AT_ONCE)
    titles = {entry.row.course: ws.courses.open(entry.row).title for entry in ws.courses.entries()}
    helps = help_course(ws)  # comes last: one looks for what people wrote, then how to write it
    grouped: dict[CourseId, list[JumpItem]] = {}
    for hit in hits:
        item = found_item(hit, words, only_here=searching.only_here(ws, hit))
        grouped.setdefault(hit.course, []).append(item)
    groups = tuple(
        JumpGroup(
            say(
                "{course} · {count}",
                course=titles.get(course) or say("Shared space"),
                count=len(items),
            ),
            tuple(items),
        )
        for course, items in sorted(grouped.items(), key=lambda found: found[0] == helps)
    )
    partly = len(hits) >= searching.AT_MOST
    return Answer(number, Found(words, groups, partly), within, not searching.is_whole(ws))


def _scope_of(ws: Workspace, keys: frozenset[FilterKey]) -> Scope:
    scope = filtering.scope_of(ws, filters_of(keys))
    people = [PersonId(name) for group, name in keys if group == "by"]
    return msgspec.structs.replace(scope, by=people[0]) if people else scope


def offered(ws: Workspace) -> tuple[FilterGroup, ...]:
    """List the filters that something here goes by."""
    found = filtering.choices(ws)
    states = found.states.items()
    mine = (
        Filter(("who", "mine"), say("By me")),
        Filter(("who", "for-me"), say("Waits for my review")),
    )
    owners = found.owners.items()
    courses = [ws.courses.open(entry.row) for entry in ws.courses.entries()]
    groups = (
        FilterGroup(say("Show"), mine),
        FilterGroup(
            say("Kind"), tuple(Filter(("kind", k), say(t)) for k, (t, _) in _KIND_FILTERS.items())
        ),
        FilterGroup(
            say("State"), tuple(Filter(("state", s), say(_STATES[s]), n) for s, n in states)
        ),
        FilterGroup(say("Tag"), tuple(Filter(("tag", t), t, n) for t, n in found.tags.items())),
        FilterGroup(
            say("Owner"),
            tuple(Filter(("owner", i), n or say("No name"), c) for i, (n, c) in owners),
        ),
        FilterGroup(say("Course"), tuple(Filter(("course", c.id), c.title) for c in courses)),
    )
    return tuple(group for group in groups if group.filters)


def filters_of(keys: Iterable[FilterKey]) -> Filters:
    """Make of the chips that are set what the search understands."""
    made = Filters()
    for group, name in keys:
        if group == "who":
            mine = name == "mine"
            made = replace(made, mine=made.mine or mine, for_me=made.for_me or not mine)
        elif group == "kind":
            made = replace(made, kinds=made.kinds | _KIND_FILTERS[name][1])
        elif group == "state":
            known = {s for s in (*COURSE_STATES, *LESSON_STATES) if s == name}
            made = replace(made, states=made.states | known)
        elif group == "tag":
            made = replace(made, tags=made.tags | {name})
        elif group == "owner":
            made = replace(made, owners=made.owners | {PersonId(name)})
        elif group == "course":
            made = replace(made, courses=made.courses | {CourseId(name)})
    return made


def by_person(person: PersonId, name: str) -> Filter:
    """Make the filter that lets only through what one person wrote."""
    return Filter(("by", person), say("By {name}", name=name or say("a colleague")))


def cut_at(text: str, marks: Iterable[Span]) -> tuple[Piece, ...]:
    """Cut a text where its marks begin and end."""
    pieces: list[Piece] = []
    end = 0
    for start, stop in marks:
        pieces += [(text[end:start], False), (text[start:stop], True)]
        end = stop
    pieces.append((text[end:], False))
    return tuple(piece for piece in pieces if piece[0])


def found_item(hit: Hit, words: str, inside: str = "", *, only_here: bool = False) -> JumpItem:
    """Show a hit as a line; `inside` names its course where no heading does."""
    icon, kind = _KINDS[hit.kind]
    lesson = NodeId(hit.lesson) if hit.lesson else None
    aim = FoundAt(hit.course, lesson, hit.kind, hit.ident, words, hit.place)
    kind = say(kind)
    title = hit.title or inside or kind
    named = inside if inside != title else ""
    alone = say("Only on this laptop") if only_here else ""
    place = " · ".join(part for part in (kind, named, alone) if part)
    return JumpItem(aim, icon, title, place, cut_at(hit.snippet, hit.marks))

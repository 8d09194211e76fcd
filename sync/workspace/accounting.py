"""Account for a batch of facts: how what it touches stood before, how it stands after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sync.model.errors import BadInput
from sync.model.facts import Fact
from sync.model.ids import CourseId, FactId, LogId, NodeId
from sync.model.kinds import payload_of
from sync.model.payloads import (
    CourseDescribed,
    FilePlaced,
    LessonPlaced,
    LessonRemoved,
    LessonRenamed,
    SuggestionDecided,
)
from sync.store.fact_rows import Told, subject_of
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from sync.workspace.receipts import Entry, Touched, What
from sync.workspace.revisions import OF_A_LESSON

Key = tuple[LogId, What, str]

_ABOUT_A_LESSON = OF_A_LESSON | {"comment.made"}
_OF_THE_OUTLINE = frozenset({"lesson.placed", "lesson.renamed", "lesson.removed"})
_OF_THE_COURSE = frozenset({"file.placed", "course.described"})


class Account:
    """What facts that are about to come in change here; made before they are stored.

    `snapshots` are logs that come as a whole: their overlaps are not counted.
    """

    def __init__(
        self,
        ws: Workspace,
        coming: Mapping[LogId, Sequence[Fact]],
        snapshots: Iterable[LogId] = (),
    ) -> None:
        self._ws, self._log = ws, ws.store.log
        self._snapshots = frozenset(snapshots)
        self._known = {log for log in coming if self._log.log(log) is not None}
        waiting = [one.fact for one in self._log.not_kept() if one.state == "waiting"]
        self._coming = {log: list(facts) for log, facts in coming.items()}
        for fact in waiting:  # their causes may come now
            self._coming.setdefault(fact.log, []).append(fact)
        self._facts = {fact.id: fact for facts in self._coming.values() for fact in facts}
        self._keys = {ident: self._keys_of(fact) for ident, fact in self._facts.items()}
        self._overlaps = self._open_overlaps(self._known)
        self._before = heads_of(ws, self._all_keys())

    def new_overlaps(self) -> list[str]:
        """List what is open now and was not before."""
        return sorted(self._open_overlaps(set(self._coming)) - self._overlaps)

    def touched(self, received: Iterable[Fact]) -> tuple[Touched, ...]:
        """List what these facts, which count from now on, changed in courses that were here."""
        keys = dict.fromkeys(
            key
            for fact in received
            if fact.log in self._known
            for key in self._keys.get(fact.id, ())
        )
        return changed_since(self._ws, {key: self._before.get(key, ()) for key in keys})

    def _all_keys(self) -> list[Key]:
        keys = (key for found in self._keys.values() for key in found)
        return [key for key in dict.fromkeys(keys) if key[0] in self._known]

    def _keys_of(self, fact: Fact) -> list[Key]:
        try:
            return [(fact.log, what, name) for what, name in self._names_of(fact)]
        except BadInput:
            return []  # a damaged fact is set aside and shown; it changes nothing

    def _names_of(self, fact: Fact) -> list[tuple[What, str]]:
        if fact.kind == "text.revised":
            return [("text", subject_of(bytes(fact.payload)))]
        if fact.kind not in (*_OF_THE_OUTLINE, *_OF_THE_COURSE, "suggestion.decided"):
            return []
        body = payload_of(fact)
        if isinstance(body, SuggestionDecided):
            lesson = self._lesson_of(body.suggestion)
            return [("text", lesson)] if lesson else []
        if isinstance(body, LessonPlaced):
            titles = [place.node for place in body.places if place.title]
            return [*_each("place", [p.node for p in body.places]), *_each("title", titles)]
        if isinstance(body, LessonRemoved):
            return _each("place", [removal.node for removal in body.nodes])
        if isinstance(body, LessonRenamed):
            return [("title", body.node)]
        if isinstance(body, FilePlaced):
            return _each("file", [placed.path for placed in body.files])
        assert isinstance(body, CourseDescribed)
        return _each("field", body.fields)

    def _lesson_of(self, suggestion: FactId) -> str:
        fact = self._facts.get(suggestion)
        if fact is None and (stored := self._log.fact(suggestion)) is not None:
            fact = stored.fact
        return subject_of(bytes(fact.payload)) if fact is not None else ""

    def _open_overlaps(self, logs: Iterable[LogId]) -> set[str]:
        """List what is open in the lessons and outlines that the facts touch."""
        found: set[str] = set()
        for log in sorted(set(logs) - self._snapshots):
            row = self._log.log(log)
            if row is None or row.scope == "space":
                continue
            facts = self._coming.get(log, [])
            for lesson in self._lessons(facts):
                found.update(item.id for item in self._ws.lessons.today(log, lesson).open_items)
            kinds = {fact.kind for fact in facts}
            of_outline = bool(kinds & _OF_THE_OUTLINE) or self._has_removed(log, kinds)
            if of_outline or kinds & _OF_THE_COURSE:
                course = self._ws.courses.open(log)
                found.update(o.id for o in course.outline.overlaps if of_outline)
                found.update(o.id for o in course.apart if kinds & _OF_THE_COURSE)
        return found

    def _lessons(self, facts: Iterable[Fact]) -> list[NodeId]:
        found: dict[str, None] = {}
        for fact in facts:
            if fact.kind in _ABOUT_A_LESSON:
                found[subject_of(bytes(fact.payload))] = None
            elif fact.kind == "suggestion.decided":
                found.update(dict.fromkeys(name for _, _, name in self._keys[fact.id]))
        return [NodeId(lesson) for lesson in found if lesson]

    def _has_removed(self, log: LogId, kinds: set[str]) -> bool:
        return "text.revised" in kinds and bool(self._log.facts(log, kinds={"lesson.removed"}))


def changed_since(ws: Workspace, before: Mapping[Key, tuple[FactId, ...]]) -> tuple[Touched, ...]:
    """List which of these things have other heads by now."""
    after = heads_of(ws, before)
    return tuple(
        Touched(*key, heads, after.get(key, ()))
        for key, heads in before.items()
        if after.get(key, ()) != heads
    )


def heads_of(ws: Workspace, keys: Iterable[Key]) -> dict[Key, tuple[FactId, ...]]:
    """Tell the heads of texts, places, titles, files and fields as they are now."""
    found: dict[Key, tuple[FactId, ...]] = {}
    opened: dict[LogId, Course] = {}
    for key in keys:
        log, what, name = key
        if what == "text":
            draft = ws.store.drafts.get(log, NodeId(name))
            found[key] = draft.state.heads if draft is not None else ()
            continue
        if log not in opened:
            opened[log] = ws.courses.open(log)
        found[key] = _register_heads(opened[log], what, name)
    return found


def _register_heads(course: Course, what: What, name: str) -> tuple[FactId, ...]:
    if what == "file":
        return course.facts.file_heads(name)
    if what == "field":
        register = course.facts.described.get(name)
        return tuple(head.fact for head in register.heads()) if register else ()
    node = course.facts.nodes.get(NodeId(name))
    if node is None:
        return ()
    heads = node.place.heads() if what == "place" else node.title.heads()
    return tuple(head.fact for head in heads)


def entry_of(told: Told, courses: Mapping[LogId, CourseId]) -> Entry:
    """Tell of a fact as a line of a receipt does."""
    lesson = NodeId(told.subject if told.kind in _ABOUT_A_LESSON else "")
    course = courses.get(told.log, CourseId(""))
    return Entry(told.id, told.kind, told.log, course, told.person, told.at, lesson)


def _each(what: What, names: Iterable[str]) -> list[tuple[What, str]]:
    return [(what, name) for name in names]

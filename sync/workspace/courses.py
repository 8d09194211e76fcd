"""Which courses are here, under what names, and what each is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sync.model.course import CourseFacts
from sync.model.course_overlaps import CourseOverlap, course_overlaps
from sync.model.errors import NotFound
from sync.model.facts import Fact
from sync.model.ids import CourseId, LogId, NodeId, PersonId
from sync.model.kinds import KINDS
from sync.model.language import mark, say
from sync.model.nodes import Node
from sync.model.outline import Outline, outline_of
from sync.model.payloads import NodeKind
from sync.model.people import told_apart
from sync.model.replay import replay
from sync.model.withdrawn_choices import CONFIRMED
from sync.store.fact_rows import LogRow
from sync.store.facts import Seen
from sync.store.opening import Store
from sync.workspace.lessons import Lessons
from sync.workspace.people_by_file import known_people

TEXTS = frozenset({"text.revised"})
WITHOUT_TEXTS = frozenset(KINDS) - TEXTS
_TITLES = frozenset({"course.made", "course.described", CONFIRMED})

_OTHER_KIND: dict[NodeKind, str] = {
    "lesson": mark("“{reference}” is a module; a lesson is needed."),
    "module": mark("“{reference}” is a lesson; a module is needed."),
}
_NO_SUCH: dict[NodeKind | None, str] = {
    None: mark("There is no module or lesson “{reference}” in “{title}”."),
    "module": mark("There is no module “{reference}” in “{title}”."),
    "lesson": mark("There is no lesson “{reference}” in “{title}”."),
}


@dataclass(frozen=True)
class Course:
    """A course opened for reading: its log, what its facts say, and its outline."""

    row: LogRow
    facts: CourseFacts
    outline: Outline

    @cached_property
    def apart(self) -> tuple[CourseOverlap, ...]:
        """What is open about its files and its description."""
        return course_overlaps(self.facts)

    @property
    def id(self) -> CourseId:
        """The course's id, the same before and after it is shared."""
        return self.row.course

    @property
    def log(self) -> LogId:
        """The log that its facts are written in today."""
        return self.row.log

    @property
    def title(self) -> str:
        """The course's title."""
        return self.facts.title


@dataclass(frozen=True)
class CourseEntry:
    """A line in the library."""

    row: LogRow
    title: str


class Courses:
    """Finds courses and lessons by id, prefix or title, and replays what they are made of."""

    def __init__(self, store: Store, lessons: Lessons) -> None:
        self.store = store
        self.lessons = lessons
        self._known: dict[LogId, tuple[Course, Seen]] = {}
        self._in_transaction: tuple[int, dict[LogId, tuple[Course, Seen]]] = (0, {})

    def forget(self) -> None:
        """Replay every course anew when it is opened next."""
        self._known.clear()
        self._in_transaction[1].clear()

    def follow(self, log: LogId, _facts: Sequence[Fact]) -> None:
        """Forget a course whose texts were woven in this transaction: some may be opened before."""
        self._replayed.pop(log, None)

    @property
    def _replayed(self) -> dict[LogId, tuple[Course, Seen]]:
        """Courses replayed before; what an open transaction reads may yet be taken back with it."""
        connection = self.store.connection
        if not connection.is_writing:
            return self._known
        if self._in_transaction[0] != connection.transactions:
            self._in_transaction = connection.transactions, dict(self._known)
        return self._in_transaction[1]

    def _still_true(self, log: LogId) -> Course | None:
        """Find a course replayed before, if nothing has come since that could change it.

        Whoever wrote: this connection, another window's thread, or a command beside it.
        """
        replayed = self._replayed
        if log not in replayed:
            return None
        course, seen = replayed[log]
        changed = self.store.log.kinds_since(log, seen)
        outline = course.outline
        by_texts = outline.removed or outline.overlaps or course.facts.of_two_kinds
        if changed <= TEXTS and not (changed and by_texts):
            return course
        del replayed[log]
        return None

    def entries(self) -> list[CourseEntry]:
        """List the courses of this workspace by title; a log that was continued is left out."""
        found = [CourseEntry(row, self._title(row.log)) for row in self._rows()]
        return sorted(found, key=lambda entry: (entry.title.casefold(), entry.row.course))

    def _rows(self) -> list[LogRow]:
        rows = self.store.log.logs()
        return [row for row in rows if row.scope == "course" and row.standing != "closed"]

    def _title(self, log: LogId) -> str:
        known = self._still_true(log)
        if known is not None:
            return known.title
        return replay(log, self.store.log.facts(log, kinds=_TITLES)).title

    def find(self, reference: str) -> LogRow:
        """Find a course by id, by a unique prefix of one, or by its exact title."""
        wanted = reference.strip()
        by_id = [row for row in self._rows() if wanted == row.course]
        if len(by_id) == 1:  # no title is read
            return by_id[0]
        entries = self.entries()
        found = [e for e in entries if wanted == e.row.course]
        found = found or [e for e in entries if wanted == e.title.strip()]
        if not found and wanted:
            found = [e for e in entries if e.row.course.startswith(wanted)]
        if len(found) == 1:
            return found[0].row
        if found:
            listed = ", ".join(f"{e.title} ({e.row.course[:8]})" for e in found)
            raise NotFound(
                say(
                    "“{reference}” may be each of these: {listed}.",
                    reference=reference,
                    listed=listed,
                ),
                mend=say("Give the id instead."),
                safe=say("Nothing was changed."),
            )
        raise NotFound(
            say("There is no course “{reference}” in this workspace.", reference=reference),
            mend=say("“coursefolk list” shows the courses that are here."),
            safe=say("Nothing was changed."),
        )

    def open(self, where: LogRow | LogId) -> Course:
        """Replay a course, without its texts; one that is still as it was is not replayed again."""
        log = LogId(where) if isinstance(where, str) else where.log
        row = self.store.log.log(log)
        if row is None:
            raise NotFound(
                say("This course is not in the workspace any more."),
                safe=say("Nothing was changed."),
                mend=say("“coursefolk list” names the courses that are here."),
            )
        known = self._still_true(log)
        if known is None:
            seen = self.store.log.seen(log)
            facts = replay(log, self.store.log.facts(log, kinds=WITHOUT_TEXTS))
            outline = outline_of(facts, lambda n, heads: self.lessons.unseen(log, n, heads))
            known = Course(row, facts, outline)
            self._replayed[log] = known, seen
        return known if known.row == row else replace(known, row=row)

    def at(self, reference: str) -> Course:
        """Find and open a course."""
        return self.open(self.find(reference))

    def node(self, course: Course, reference: str, kind: NodeKind | None = None) -> Node:
        """Find a module or lesson by id, by prefix, or by its path `Module/Lesson` of titles.

        With a `kind`, what is of the other kind and has the same name does not stand in the way.
        """
        found = _called(course, reference, kind)
        if len(found) == 1:
            return found[0]
        if found:
            listed = ", ".join(f"{'/'.join(course.outline.path(n.id))} ({n.id[:8]})" for n in found)
            raise NotFound(
                say(
                    "“{reference}” may be each of these: {listed}.",
                    reference=reference,
                    listed=listed,
                ),
                safe=say("Nothing was changed."),
                mend=say("Give the id instead."),
            )
        if kind and _called(course, reference, None):
            raise NotFound(
                say(_OTHER_KIND[kind], reference=reference),
                safe=say("Nothing was changed."),
                mend=say("Give Module/Lesson, or the id."),
            )
        raise NotFound(
            say(_NO_SUCH[kind], reference=reference, title=course.title),
            safe=say("Nothing was changed."),
            mend=say("“coursefolk show” lists what is there."),
        )

    def lesson(self, course: Course, reference: str) -> Node:
        """Find a lesson, not a module."""
        return self.node(course, reference, "lesson")

    def names(self, course: Course) -> dict[PersonId, str]:
        """Name the people of a course; those of one name with what tells them apart."""
        return told_apart(self.names_as_given(course))

    def names_as_given(self, course: Course) -> dict[PersonId, str]:
        """Name its members, those of its space, who came by file, and me, as each is called."""
        me = self.lessons.ledger.identity
        named = {p: one.name for p, one in known_people(self.store.settings, course.log).items()}
        named[me.person] = self.store.settings.get("person.name") or me.name
        if course.row.space:
            space = replay(
                course.row.space, self.store.log.facts(course.row.space, kinds={"member.set"})
            )
            named |= {person: member.name for person, member in space.members.items()}
        named |= {p: m.name for p, m in course.facts.members.items() if m.name}
        return named


def _called(course: Course, reference: str, kind: NodeKind | None) -> list[Node]:
    """List what goes by a reference: an id, else a path, a title, a prefix, a path's end."""
    nodes = course.outline.nodes
    if reference in nodes:
        known = nodes[NodeId(reference)]
        return [known] if kind in (None, known.kind) else []
    every = [node for node in nodes.values() if kind in (None, node.kind)]
    standing = [node for node in course.outline.everything() if kind in (None, node.kind)]
    paths = {node.id: "/".join(course.outline.path(node.id)) for node in standing}
    for wanted in dict.fromkeys((reference, reference.strip().strip("/"))):
        found = [node for node in standing if wanted and paths[node.id] == wanted]
        found = found or [node for node in standing if node.title == wanted]
        found = found or [node for node in every if wanted and node.id.startswith(wanted)]
        found = found or [n for n in standing if wanted and paths[n.id].endswith("/" + wanted)]
        if found:
            return found
    return []

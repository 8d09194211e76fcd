"""Leave with your work: all that one wrote, reviewed and answered, from all courses, as files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from app.flows.files.exporting import course_out
from app.flows.lesson.kept_words import FOLDER as NOT_SENT
from app.flows.lesson.kept_words import own_kept_words
from app.flows.overlaps import merging
from editor.formats.folder import files_of
from editor.formats.landing import TELLS_CASE, Disk, land
from editor.formats.names import Taken, safe_part
from editor.formats.own_work import (
    INDEX,
    WORK_FILE,
    OwnBlock,
    OwnCourse,
    OwnLesson,
    OwnSuggestion,
    OwnThread,
    OwnVerdict,
    OwnVersion,
    OwnWording,
    OwnWork,
    Voice,
    folder_for,
    pages_of,
)
from editor.formats.values import CourseOut, Progress, no_progress
from editor.markdown.fingerprints import blocks
from sync.merge.attribution import Stretch, counts, shares
from sync.model.ids import LogId, NodeId, PersonId
from sync.model.language import say
from sync.model.nodes import Node
from sync.model.review import Reply, Suggestion, Thread
from sync.workspace.authorship import written_by
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

_LESSONS, _TAKEN_OUT = "lessons", "taken out"


@dataclass(frozen=True)
class LeftWith:
    """What was written: how many files, of how many courses, lessons and conversations.

    `not_sent` of the files hold what no server took.
    """

    files: tuple[str, ...]
    courses: int
    lessons: int
    threads: int
    not_sent: int = 0


@dataclass(frozen=True)
class Writer:
    """One writer of a lesson: how many of its characters, and which share in percent."""

    person: PersonId
    characters: int
    share: int


def take_my_work(ws: Workspace, out: Path, told: Progress = no_progress) -> LeftWith:
    """Write all that this person made into a folder; nothing outside the workspace is asked."""
    ws.lessons.seal_all(what_can_be=True)
    me = frozenset((ws.identity.person, *ws.identity.former))
    taken = Taken(tells_case=False)
    for page in (INDEX, WORK_FILE, NOT_SENT):
        taken.take(page)
    gathered: list[tuple[OwnCourse, dict[str, bytes]]] = []
    entries = ws.courses.entries()
    for done, entry in enumerate(entries):
        told(done, len(entries))
        course = ws.courses.open(entry.row)
        found = _Gathering(ws, course, me).run()
        if not found[0].is_empty:
            folder = folder_for(course.title, taken)
            gathered.append((_at(found[0], folder), found[1]))
    told(len(entries), len(entries))
    not_sent = own_kept_words(ws)
    name = ws.store.settings.get("person.name") or say("Me")
    work = OwnWork(
        name,
        ws.identity.person,
        tuple(course for course, _ in gathered),
        tuple(f"{NOT_SENT}/{file.name}" for file in not_sent),
    )

    def files(_: Disk) -> Iterator[tuple[str, bytes]]:
        yield from pages_of(work)
        for course, lessons in gathered:
            for path, data in lessons.items():
                yield f"{course.folder}/{path}", data
        for file in not_sent:
            yield f"{NOT_SENT}/{file.name}", file.read_bytes()

    landed = land(files, out)
    return LeftWith(
        landed.files,
        len(work.courses),
        sum(len(course.lessons) for course in work.courses),
        sum(len(course.threads) for course in work.courses),
        len(not_sent),
    )


def writers_of(ws: Workspace, course: Course, lesson: NodeId) -> list[Writer]:
    """List the writers of a lesson as it stands, who wrote most first; shares sum to 100."""
    ws.lessons.seal(lesson)
    counted = counts(written_by(ws.store, course.log, lesson)[1])
    found = shares(counted)
    in_order = sorted(counted, key=lambda person: (-counted[person], person))
    return [Writer(person, counted[person], found[person]) for person in in_order]


def _at(course: OwnCourse, folder: str) -> OwnCourse:
    return msgspec.structs.replace(course, folder=folder)


class _Gathering:
    """Gathers what some persons (one, under several ids) did in one course."""

    def __init__(self, ws: Workspace, course: Course, me: frozenset[PersonId]) -> None:
        self._ws, self._course, self._me = ws, course, me
        self._names = ws.courses.names(course)
        self._files: dict[str, bytes] = {}

    def run(self) -> tuple[OwnCourse, dict[str, bytes]]:
        """Give the course, and the files of its lessons below its folder."""
        course = self._course
        opened = [course, *(self._ws.courses.open(log) for log in self._closed())]
        lessons = (*self._lessons(), *self._left_out(opened[1:]))
        own = OwnCourse(
            course.id,
            course.title,
            "",
            lessons,
            tuple(found for one in opened for found in self._threads(one)),
            tuple(found for one in opened for found in self._suggestions(one)),
            tuple(found for one in opened for found in self._verdicts(one)),
            tuple(found for one in opened for found in self._versions(one)),
            sum(
                fact.person in self._me
                for those in course.facts.confirmations.values()
                for fact, _ in those
            ),
            tuple(found for one in opened for found in self._wordings(one)),
        )
        return own, self._files

    def _closed(self) -> list[LogId]:
        """The private log from before the course was shared."""
        rows = self._ws.store.log.logs()
        return [row.log for row in rows if row.continued_by == self._course.log]

    def _name(self, person: PersonId) -> str:
        return self._names.get(person) or (say("Me") if person in self._me else person[:8])

    # -- texts

    def _lessons(self) -> tuple[OwnLesson, ...]:
        course, ws = self._course, self._ws
        whole = course_out(ws, course, sealed=True)
        standing = {node.id for node in whole.lessons}
        mine: dict[NodeId, tuple[str, tuple[Stretch, ...]]] = {}
        for ident, node in course.outline.nodes.items():
            if node.kind != "lesson" or ws.store.drafts.get(course.log, ident) is None:
                continue
            text, stretches = written_by(ws.store, course.log, ident)
            if any(one.person in self._me for one in stretches):
                mine[ident] = (text, stretches)
        paths = self._write(whole, mine)
        nodes = course.outline.nodes
        for ident in sorted(mine.keys() - standing):
            paths[ident] = self._write_taken_out(nodes[ident], mine[ident][0])
        return tuple(self._lesson(nodes[one], path, *mine[one]) for one, path in paths.items())

    def _left_out(self, closed: Sequence[Course]) -> Iterator[OwnLesson]:
        """Give the lessons that were taken out before the course was shared, and stayed here."""
        for before in closed:
            for ident, node in sorted(before.outline.nodes.items()):
                if node.kind != "lesson" or ident in self._course.outline.nodes:
                    continue
                if self._ws.store.drafts.get(before.log, ident) is None:
                    continue
                text, stretches = written_by(self._ws.store, before.log, ident)
                if any(one.person in self._me for one in stretches):
                    path = self._write_taken_out(node, text)
                    yield self._lesson(node, path, text, stretches)

    def _write_taken_out(self, node: Node, text: str) -> str:
        path = f"{_TAKEN_OUT}/{safe_part(node.title)} {node.id[:8]}.md"
        self._files[path] = text.encode("utf-8", "surrogatepass")
        return path

    def _write(
        self, whole: CourseOut, mine: Mapping[NodeId, tuple[str, tuple[Stretch, ...]]]
    ) -> dict[NodeId, str]:
        """Keep the files of these lessons, byte for byte as an export has them, and own media."""
        placed = {
            path
            for path, register in self._course.facts.files.items()
            if any(head.person in self._me for head in register.heads())
        }
        chosen = replace(
            whole,
            nodes=tuple(n for n in whole.nodes if n.kind == "module" or n.id in mine),
            attachments=tuple(a for a in whole.attachments if a.path in placed),
        )
        paths: dict[NodeId, str] = {}
        for path, data, node in files_of(chosen, disk=TELLS_CASE):
            self._files[f"{_LESSONS}/{path}"] = data
            if node is not None:
                paths[node] = f"{_LESSONS}/{path}"
        return paths

    def _lesson(
        self, node: Node, path: str, text: str, stretches: tuple[Stretch, ...]
    ) -> OwnLesson:
        counted = counts(stretches)
        found = []
        for block in blocks(text):
            inside = _within(stretches, block.start, block.end)
            if self._me & inside.keys():
                found.append(
                    OwnBlock(block.first_line + 1, block.text, self._named(shares(inside)))
                )
        return OwnLesson(
            node.id,
            node.title,
            path,
            len(text),
            sum(count for person, count in counted.items() if person in self._me),
            self._named(shares(counted)),
            tuple(found),
        )

    def _named(self, found: Mapping[PersonId, int]) -> dict[str, int]:
        named: dict[str, int] = {}
        for person, share in sorted(found.items(), key=lambda one: (-one[1], one[0])):
            name = self._name(person)
            named[name] = named.get(name, 0) + share
        return named

    # -- talk

    def _path(self, course: Course, lesson: NodeId) -> str:
        return "/".join(course.outline.path(lesson)) if lesson else ""

    def _threads(self, course: Course) -> Iterator[OwnThread]:
        for thread in course.facts.threads.values():
            voices = list(self._voices(thread))
            if any(voice.is_mine for voice in voices):
                state = thread.resolution.verdict if thread.resolution else "open"
                lesson = self._path(course, thread.lesson)
                yield OwnThread(thread.id, lesson, thread.quote, state, tuple(voices))

    def _voices(self, thread: Thread) -> Iterator[Voice]:
        first = Reply(thread.id, thread.person, thread.at, thread.text, (), thread.earlier)
        for said in (first, *thread.replies):
            yield self._voice(said)
        for again in thread.reopenings:
            if not any(again.fact == reply.id for reply in thread.replies):
                yield self._voice(Reply(again.fact, again.person, again.at, again.why))
        if closed := thread.resolution:
            yield self._voice(Reply(closed.fact, closed.person, closed.at, closed.why))
        for yes in thread.confirmations:
            if yes.why and not any(yes.fact == reply.id for reply in thread.replies):
                yield self._voice(Reply(yes.fact, yes.person, yes.at, yes.why))

    def _voice(self, said: Reply) -> Voice:
        return Voice(
            said.id,
            self._name(said.person),
            said.at,
            said.text,
            said.person in self._me,
            tuple(one.text for one in said.earlier),
        )

    def _suggestions(self, course: Course) -> Iterator[OwnSuggestion]:
        for one in course.facts.suggestions.values():
            deciders = {d.person for d in (one.decision, *one.refusals) if d is not None}
            if {one.person, one.writer} & self._me or deciders & self._me:
                yield self._suggestion(course, one)

    def _suggestion(self, course: Course, one: Suggestion) -> OwnSuggestion:
        decision = one.decision
        return OwnSuggestion(
            one.id,
            self._path(course, one.lesson),
            self._name(one.writer),
            one.writer in self._me,
            one.at,
            one.before,
            one.after,
            one.why,
            one.stands,
            self._name(decision.person) if decision else "",
            decision.why if decision else "",
            self._name(one.person) if one.by else "",
        )

    def _wordings(self, course: Course) -> Iterator[OwnWording]:
        """Give one's side of each overlap: only one of the sides stands in a text."""
        for view in merging.overlaps(self._ws, course, settled=True):
            lesson = self._path(course, view.lesson) or view.about
            for one in view.wordings:
                if self._me & set(one.people) and one.text:
                    yield OwnWording(view.id, lesson, one.text, view.state)

    def _verdicts(self, course: Course) -> Iterator[OwnVerdict]:
        for version in course.facts.ordered_versions():
            for one in version.verdicts:
                if one.person in self._me:
                    yield OwnVerdict(one.id, version.number, one.at, one.verdict, one.note)
            for fact, done in course.facts.done.get(version.id, ()):
                if fact.person in self._me:
                    note = "; ".join((*done.ticks, *([done.note] if done.note else [])))
                    yield OwnVerdict(fact.id, version.number, fact.at, done.how, note)

    def _versions(self, course: Course) -> Iterator[OwnVersion]:
        for one in course.facts.ordered_versions():
            if one.person in self._me:
                yield OwnVersion(one.id, one.number, one.at, one.named.note, one.hash)


def _within(stretches: tuple[Stretch, ...], start: int, end: int) -> dict[PersonId, int]:
    """Count the writers of a part of a text."""
    found: dict[PersonId, int] = {}
    for one in stretches:
        overlap = min(end, one.end) - max(start, one.start)
        if overlap > 0:
            found[one.person] = found.get(one.person, 0) + overlap
    return found

"""Links that broke by merging: one linked to what the other took out or named anew, apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from app.flows.courses.checking import Neighbours
from app.flows.courses.lesson_paths import paths_of
from app.flows.overlaps.broken_values import Broken, Choice, name_of_broken
from app.flows.overlaps.knowledge import Knowledge
from editor.markdown.checks.around import check_around, check_course
from editor.markdown.checks.finding import Check
from editor.markdown.mentions import Mention
from editor.markdown.told import Done, done, told
from sync.merge.edits import Edit, apply
from sync.merge.fold import History
from sync.merge.wordings import Authorship
from sync.model.course import Removed
from sync.model.facts import Fact
from sync.model.ids import FactId, NodeId
from sync.model.language import mark
from sync.model.outline import outline_of
from sync.model.payloads import PlacedFile
from sync.model.replay import replay
from sync.model.review import Version
from sync.store.fact_rows import subject_of
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from sync.workspace.revisions import LessonFacts

_LEAVE_LINK, _LEAVE_PICTURE = mark("Leave the link out"), mark("Leave the picture out")
_LINKED = mark("You linked to “{heading}” in “{lesson}”")
_THEY_LINKED = mark("{who} linked to “{heading}” in “{lesson}”")
_TOOK = mark("You took “{heading}” out of “{lesson}”")
_THEY_TOOK = mark("{who} took “{heading}” out of “{lesson}”")
_TEXTS = frozenset({"text.revised", "suggestion.made"})
_OUTLINE = frozenset(
    {"course.made", "lesson.placed", "lesson.renamed", "lesson.removed", "lesson.form",
     "file.placed", "overlap.confirmed"}
)  # fmt: skip


def lost_targets(
    ws: Workspace, course: Course, version: Version | None, around: Neighbours
) -> list[Broken]:
    """List the links and pictures whose target somebody took away who had not seen them.

    In a version they are asked for as they were when it was named.
    """
    if course.row.standing == "private":
        return []  # nobody else wrote in it
    return list(Links(ws, course, version, around).broken())


@dataclass(frozen=True)
class _View:
    """What somebody had in view: the files of the course, and its lessons, by path."""

    files: Mapping[str, PlacedFile]
    nodes: Mapping[str, NodeId]


class Links:
    """The dead links of a course, each asked who made it so."""

    def __init__(
        self, ws: Workspace, course: Course, version: Version | None, around: Neighbours
    ) -> None:
        self.ws, self.course, self.version = ws, course, version
        self.known = Knowledge(ws.store.log.facts(course.log))
        self.outline = list(ws.store.log.facts(course.log, kinds=_OUTLINE))
        self._views: dict[tuple[FactId, ...], _View] = {}
        self._lessons: dict[NodeId, LessonFacts] = {}
        self._histories: dict[NodeId, History] = {}
        self.around = around
        self.nodes = {path: node for node, path in around.paths.items()}
        naming = self.known.fact(version.id) if version else None
        if naming is not None:  # what was done since counts not for it
            self.outline = [fact for fact in self.outline if self.known.knew(naming, fact)]
            self.course = self._replayed(self.outline)

    def broken(self) -> Iterator[Broken]:
        """Go through what leads nowhere, in the lessons that were written apart from others."""
        around, apart = self.around, self.written_apart()
        if not apart:
            return
        paths = frozenset(around.paths.values())
        together = check_course(list(around.lessons.values()), around.files)
        for node, lesson in around.lessons.items():
            if node not in apart:
                continue
            own = check_around(lesson, files=around.files, lessons=paths)
            across = [one for one in together if one.lesson == lesson.path]
            places = {(m.start, m.end): m for m in lesson.mentions}
            for check in (*own, *across):
                mention = places.get((check.start, check.end))
                if mention is None or mention.target.kind != "inside":
                    continue
                if check.rule in ("dead-link", "dead-picture"):
                    yield from self._without_target(node, check, mention)
                elif check.rule == "dead-anchor":
                    yield from self._without_heading(node, check, mention)

    # -- who wrote it

    def written_apart(self) -> set[NodeId]:
        """List the lessons in which somebody wrote apart from somebody else, whatever that was."""
        if self.known.devices < 2:
            return set()
        texts = self.ws.store.log.facts(self.course.log, kinds=_TEXTS)
        lessons = {NodeId(subject_of(bytes(f.payload))) for f in texts if self.known.has_company(f)}
        return lessons & set(self.around.lessons)

    def facts(self, lesson: NodeId) -> LessonFacts:
        """Read what was written in a lesson, once."""
        if lesson not in self._lessons:
            self._lessons[lesson] = LessonFacts(self.ws.store, self.course.log, lesson)
        return self._lessons[lesson]

    def history(self, lesson: NodeId) -> History:
        """Give the history of a lesson's text, up to the version that is asked about."""
        if lesson not in self._histories:
            facts = self.facts(lesson)
            history = facts.history
            state = self.version.named.texts.get(lesson) if self.version else None
            if state is not None and all(history.ancestry.knows(head) for head in state.heads):
                history = facts.history_at(state.heads)
            self._histories[lesson] = history
        return self._histories[lesson]

    def linked(self, lesson: NodeId, address: str) -> Fact | None:
        """Find the revision that brought a link in; None if several did, each for itself."""
        facts, history = self.facts(lesson), self.history(lesson)
        if address not in history.text:
            return None
        authors = Authorship(history.ancestry, facts.text_of)
        found = authors.brought_in(history.heads, 0, lambda text: address in text)
        return self.known.fact(next(iter(found))) if len(found) == 1 else None

    # -- a lesson or file that is gone

    def _without_target(self, lesson: NodeId, check: Check, mention: Mention) -> Iterator[Broken]:
        link = self.linked(lesson, mention.address)
        if link is None:
            return
        then = self._seen_by(link)
        path = mention.target.value
        if path in then.files:
            choices = self._file_gone(lesson, link, mention, then.files[path])
        else:
            wanted = (path, f"{path}.md", path.removesuffix(".html") + ".md")
            node = next((then.nodes[p] for p in wanted if p in then.nodes), None)
            choices = self._lesson_gone(lesson, link, mention, node)
        if choices:
            yield self._told(lesson, check, mention, choices)

    def _seen_by(self, link: Fact) -> _View:
        """Give the course as the writer of a link knew it: it was the same for many links."""
        seen = [fact for fact in self.outline if self.known.knew(link, fact)]
        key = tuple(fact.id for fact in seen)
        if key not in self._views:
            course = self._replayed(seen)
            nodes = {path: node for node, path in paths_of(course).items()}
            self._views[key] = _View(course.facts.files_now(), nodes)
        return self._views[key]

    def _replayed(self, facts: list[Fact]) -> Course:
        then = replay(self.course.log, facts)
        return Course(self.course.row, then, outline_of(then))

    def _file_gone(
        self, lesson: NodeId, link: Fact, mention: Mention, was: PlacedFile
    ) -> tuple[Choice, ...]:
        path = mention.target.value
        heads = self.course.facts.files[path].heads() if path in self.course.facts.files else ()
        gone = self.apart(link, [head.fact for head in heads if not head.value.sha])
        if gone is None:
            return ()
        back = PlacedFile(path, was.sha, was.size, self.course.facts.file_heads(path))
        picture = mention.kind == "image"
        did = done(mark("You linked to “{file}”"), mark("{who} linked to “{file}”"), file=path)
        if picture:
            did = done(mark("You showed “{file}”"), mark("{who} showed “{file}”"), file=path)
        one = Choice(
            did, told(mark("Bring the file back")), (link.person,), link.at,
            self.source(lesson, mention), lesson, file=back,
        )  # fmt: skip
        return one, self._left_out(
            lesson,
            gone,
            mention,
            done(mark("You took “{file}” out"), mark("{who} took “{file}” out"), file=path),
        )

    def _lesson_gone(
        self,
        lesson: NodeId,
        link: Fact,
        mention: Mention,
        node: NodeId | None,
    ) -> tuple[Choice, ...]:
        if node is None or node not in self.course.facts.nodes:
            return ()
        outline, register = self.course.outline, self.course.facts.nodes[node]
        title = outline.nodes[node].title if node in outline.nodes else ""
        linked = done(
            mark("You linked to “{lesson}”"), mark("{who} linked to “{lesson}”"), lesson=title
        )
        words = self.source(lesson, mention)
        if node in outline.removed:
            removals = [h.fact for h in register.place.heads() if isinstance(h.value, Removed)]
            gone = self.apart(link, removals or self._module_removed(node))
            if gone is None:
                return ()
            bring = told(mark("Bring “{lesson}” back"), lesson=title)
            one = Choice(linked, bring, (link.person,), link.at, words, lesson, back=node)
            out = done(
                mark("You removed “{lesson}”"), mark("{who} removed “{lesson}”"), lesson=title
            )
            return one, self._left_out(lesson, gone, mention, out)
        named = [head.fact for head in register.title.heads()]
        moved = [head.fact for head in register.place.heads()]
        gone = self.apart(link, named)
        did = done(
            mark("You named that lesson “{lesson}”"),
            mark("{who} named that lesson “{lesson}”"),
            lesson=title,
        )
        if gone is None:
            others = [f.id for f in self.outline if f.kind == "lesson.placed"]
            gone = self.apart(link, moved) or self.apart(link, others)
            did = done(
                mark("You moved lessons, and “{lesson}” got another address"),
                mark("{who} moved lessons, and “{lesson}” got another address"),
                lesson=title,
            )
        if gone is None or node not in self.around.paths:
            return ()
        led = self._led(lesson, mention, self.around.paths[node])
        lead = told(mark("Lead the link to “{lesson}”"), lesson=title)
        one = Choice(linked, lead, (link.person,), link.at, led[1], lesson, text=led[0])
        return one, self._left_out(lesson, gone, mention, did)

    def _module_removed(self, node: NodeId) -> list[FactId]:
        """List the removals of the modules that a lesson stood in."""
        found: list[FactId] = []
        stands = self.course.outline.nodes.get(node)
        while stands is not None and NodeId(stands.parent) in self.course.facts.nodes:
            heads = self.course.facts.nodes[NodeId(stands.parent)].place.heads()
            found += [head.fact for head in heads if isinstance(head.value, Removed)]
            stands = self.course.outline.nodes.get(NodeId(stands.parent))
        return found

    def apart(self, link: Fact, others: list[FactId]) -> Fact | None:
        """Find one of these facts that was written apart from a link, by another person."""
        facts = (self.known.fact(ident) for ident in others)
        return next(
            (
                fact
                for fact in facts
                if fact is not None and fact.person != link.person and self.known.apart(link, fact)
            ),
            None,
        )

    # -- a heading of another lesson that is gone

    def _without_heading(self, lesson: NodeId, check: Check, mention: Mention) -> Iterator[Broken]:
        from editor.markdown.checks.deeds import heading_put_back, keeps_anchor

        target = self.nodes.get(mention.target.value)
        link = self.linked(lesson, mention.address)
        if target is None or target == lesson or link is None:
            return
        other = self.facts(target)
        history, fragment = self.history(target), mention.target.fragment
        authors = Authorship(history.ancestry, other.text_of)
        lost = authors.brought_in(history.heads, 0, lambda t: not keeps_anchor(t, fragment))
        gone = self.apart(link, sorted(lost))
        if gone is None or gone.id not in history.revisions:
            return
        before = history.revisions[gone.id].parents
        put = heading_put_back(history.text, [other.text_of(p) for p in before], fragment)
        if put is None:
            return
        text, heading = put
        title = self.course.outline.nodes[target].title
        choices = (
            Choice(
                done(_LINKED, _THEY_LINKED, heading=heading, lesson=title),
                told(mark("Bring “{heading}” back"), heading=heading),
                (link.person,), link.at, heading, target, text=text,
            ),
            self._left_out(
                lesson, gone, mention,
                done(_TOOK, _THEY_TOOK, heading=heading, lesson=title),
            ),
        )  # fmt: skip
        yield self._told(lesson, check, mention, choices)

    # -- telling

    def _told(
        self, lesson: NodeId, check: Check, mention: Mention, choices: tuple[Choice, ...]
    ) -> Broken:
        ident = name_of_broken(lesson, check.rule, (mention.address,))
        words = self.source(lesson, mention)
        return Broken(
            ident, check.rule, lesson, check.line, check.start, check.end, check.finding, words,
            choices,
        )  # fmt: skip

    def _left_out(self, lesson: NodeId, gone: Fact, mention: Mention, did: Done) -> Choice:
        picture = mention.kind == "image"
        words = "" if picture else mention.words
        text = self.with_all(lesson, mention, lambda _: words)
        keep = told(_LEAVE_PICTURE if picture else _LEAVE_LINK)
        return Choice(did, keep, (gone.person,), gone.at, words, lesson, text=text)

    def _led(self, lesson: NodeId, mention: Mention, path: str) -> tuple[str, str]:
        from editor.markdown.checks.mending import address_of

        address = address_of(path, self.around.paths[lesson], mention.address)

        def led(source: str) -> str:
            return source.replace(mention.address, address)

        text = self.with_all(lesson, mention, led)
        return text, led(self.source(lesson, mention))

    def _alike(self, lesson: NodeId, mention: Mention) -> list[Mention]:
        """Find a link in the sealed text: what is being typed may have moved it."""
        from editor.markdown.mentions import mentions

        found = mentions(self.history(lesson).text, self.around.paths.get(lesson, ""))
        return [m for m in found if (m.kind, m.address) == (mention.kind, mention.address)]

    def source(self, lesson: NodeId, mention: Mention) -> str:
        """Give a link as it is written."""
        found = self._alike(lesson, mention)
        return self.history(lesson).text[found[0].start : found[0].end] if found else mention.words

    def with_all(self, lesson: NodeId, mention: Mention, put: Callable[[str], str]) -> str:
        """Put something else in the place of each link to one address."""
        text = self.history(lesson).text
        found = self._alike(lesson, mention)
        return apply(
            text,
            [Edit(m.start, m.end - m.start, put(text[m.start : m.end])) for m in found],
        )

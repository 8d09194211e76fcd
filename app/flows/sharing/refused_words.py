"""Keep the words of acts that no server took, where no suggestion can hold them, in plain files.

Titles, notes, reasons, points of a checklist; and the texts of versions, as far as something stood
in them that was written over since. Each refused fact has a file of its own, which `status` names;
a picture or another attachment that the course has not is kept as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from app.flows.lesson.kept_words import REASON, files_kept_of, keep_file, keep_words, kept_words
from sync.model.errors import BadInput, CoursefolkError, WorkspaceTrouble
from sync.model.facts import Fact
from sync.model.ids import FactId, LogId, NodeId
from sync.model.kinds import payload_of
from sync.model.language import mark, say
from sync.model.payloads import FilePlaced, SuggestionMade, TextRevised, VersionNamed
from sync.store.fact_rows import subject_of
from sync.store.texts import Texts
from sync.workspace.opening import Workspace
from sync.workspace.revisions import OF_A_LESSON, LessonFacts

_OF_TEXTS = OF_A_LESSON | {"suggestion.decided"}
_REMARKS = frozenset({"comment.made", "comment.replied", "suggestion.made"})
_WHY = mark("A reason that was not taken")
_NOTE = mark("A note that was not taken")
_WORDS: dict[str, tuple[str, Callable[[Any], Iterable[str]]]] = {
    "comment.edited": (mark("A comment, as it was written anew"), lambda b: [b.text]),
    "comment.resolved": (_WHY, lambda b: [b.why]),
    "comment.reopened": (_WHY, lambda b: [b.why]),
    "comment.confirmed": (_WHY, lambda b: [b.why]),
    "suggestion.decided": (_WHY, lambda b: [b.why]),
    "suggestion.withdrawn": (_WHY, lambda b: [b.why]),
    "overlap.given": (_WHY, lambda b: [b.why]),
    "review.given": (_NOTE, lambda b: [b.note]),
    "review.done": (_NOTE, lambda b: [b.note]),
    "review.withdrawn": (_WHY, lambda b: [b.why]),
    "review.asked": (
        mark("A request for a review that was not taken"),
        lambda b: [b.note, *b.checklist, *(asked.why for asked in b.people)],
    ),
    "policy.set": (
        mark("A checklist that was not taken"),
        lambda b: b.policy.checklist if b.policy else (),
    ),
    "lesson.renamed": (mark("A title that was not taken"), lambda b: [b.title]),
    "lesson.placed": (
        mark("Titles of what was added, which was not taken"),
        lambda b: [place.title for place in b.places],
    ),
    "course.described": (
        mark("A description that was not taken"),
        lambda b: [f"{name}: {value}" for name, value in b.fields.items() if value],
    ),
}
"""What a person wrote in each kind of act, under the words that say what it was."""


def keep_refused_words(ws: Workspace, refused: Sequence[Fact], said: Collection[FactId]) -> None:
    """Write the words of refused facts to files, once each; `said` are those said again."""
    for fact in refused:
        if fact.id in said:
            continue
        if fact.kind == "version.named":
            _keep_version(ws, fact, refused)
            continue
        try:
            body = payload_of(fact)
        except BadInput:
            continue  # a damaged fact is set aside, and shown as such
        if isinstance(body, TextRevised):
            if body.why and kept_words(ws, fact.id, REASON) is None:
                keep_words(ws, fact.id, _page(say(_WHY), [body.why]), REASON)
        elif isinstance(body, FilePlaced):
            _keep_files(ws, fact, body)
        elif words := _words_of(fact, body):
            keep_words(ws, fact.id, words)


def _keep_files(ws: Workspace, fact: Fact, body: FilePlaced) -> None:
    """Keep the attachments whose bytes are here and stand nowhere in the course."""
    if files_kept_of(ws, fact.id):
        return
    standing = {placed.sha for placed in ws.courses.open(fact.log).facts.files_now().values()}
    for placed in body.files:
        if not placed.sha or placed.sha in standing:
            continue
        try:
            data = ws.store.media.get(placed.sha)
        except WorkspaceTrouble:
            continue  # what the disk changed was put aside, and is told by the doctor
        if data is not None:
            keep_file(ws, fact.id, placed.path.replace("/", " "), data)


def _words_of(fact: Fact, body: Any) -> str:
    if fact.kind in _REMARKS:
        if isinstance(body, SuggestionMade):
            return "\n\n".join(part for part in (body.after, body.why) if part)
        return str(body.text)
    if fact.kind not in _WORDS:
        return ""
    what, words = _WORDS[fact.kind]
    return _page(say(what), words(body))


def _page(title: str, parts: Iterable[str]) -> str:
    """Write what a person said below a heading; '' if it is nothing."""
    found = [part for part in parts if part.strip()]
    return "\n\n".join([f"# {title}", *found]) + "\n" if found else ""


# -- versions


class _WithRefused:
    """The facts of a log, those that were refused among them: as whoever wrote them had it."""

    def __init__(self, ws: Workspace, refused: Iterable[Fact]) -> None:
        self._kept = ws.store.log
        self._refused = tuple(fact for fact in refused if fact.kind in _OF_TEXTS)
        self.texts: Texts = ws.store.texts

    @property
    def log(self) -> _WithRefused:
        return self

    def facts(
        self, log: LogId, *, kinds: Collection[str] | None = None, subject: str | None = None
    ) -> list[Fact]:
        """Read what counts and what does not, in the order of replay."""
        more = [
            fact
            for fact in self._refused
            if fact.log == log
            and (kinds is None or fact.kind in kinds)
            and (subject is None or subject_of(bytes(fact.payload)) == subject)
        ]
        kept = self._kept.facts(log, kinds=kinds, subject=subject)
        return sorted([*kept, *more], key=lambda fact: fact.order) if more else kept


def _keep_version(ws: Workspace, fact: Fact, refused: Sequence[Fact]) -> None:
    """Keep the note of a refused version, and each text with lines that stand nowhere else."""
    if kept_words(ws, fact.id) is not None:
        return
    try:
        named: VersionNamed = payload_of(fact)
    except BadInput:
        return  # as above
    parts = [] if named.kept else [named.note]
    gone = {one.id for one in refused}
    then = _WithRefused(ws, refused)
    titles = {entry.node: entry.title for entry in named.outline}
    for lesson, state in named.texts.items():
        text = _only_there(ws, then, gone, fact.log, lesson, state.heads)
        if text:
            parts.append(f"## {titles.get(lesson, lesson[:8])}\n\n{text}")
    title = say("Version {number}, which was not taken", number=named.number)
    if words := _page(title, parts):
        keep_words(ws, fact.id, words)


def _only_there(
    ws: Workspace,
    then: _WithRefused,
    gone: Collection[FactId],
    log: LogId,
    lesson: NodeId,
    heads: Sequence[FactId],
) -> str:
    """Give a text if it has lines that are neither in what it began from nor in what was suggested.

    What was suggested is the last that each refused line of work came to.
    """
    if not any(head in gone for head in heads):
        return ""
    facts = LessonFacts(then, log, lesson)
    try:
        text = facts.history_at(heads).text
        ancestry = facts.history.ancestry
        counted = LessonFacts(ws.store, log, lesson).history
        behind = [i for i in ancestry.members(ancestry.seen_by(*heads)) if i in counted.revisions]
        last = ancestry.heads_of([ident for ident in facts.revised if ident in gone])
        others = [counted.text_at(ancestry.heads_of(behind)), *map(facts.text_of, last)]
    except (CoursefolkError, KeyError):  # what it stands on is not here: all that was written
        written = [facts.revised[head][1] for head in heads if head in facts.revised]
        return "\n".join(b.text or "\n".join(new for _, _, new in b.edits) for b in written)
    known = {line.strip() for other in others for line in other.splitlines()}
    is_new = any(
        line.strip() not in known and any(sign.isalnum() for sign in line)
        for line in text.splitlines()
    )
    return text if is_new else ""

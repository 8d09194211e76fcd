"""Bring back one lesson of a version, or some sentences of it, and take a bringing back back.

Nothing is lost by either: each is a new edit on top of what stands, and what stood is in a text
state that the next edit names.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from app.flows.changes import Changes, changed
from app.flows.overlaps.register_undoing import say_what_closed, undo
from app.flows.permission import must_be_allowed
from app.flows.versions.before_bringing import keep_draft
from app.flows.versions.restoring import (
    name_again,
    place_again,
)
from sync.merge.bringing import brought_back, place_of
from sync.model.errors import CoursefolkError, NotFound
from sync.model.facts import Fact
from sync.model.ids import LogId, NodeId, Sha
from sync.model.language import say
from sync.model.payloads import OutlineEntry
from sync.model.review import Version
from sync.model.states import TextState
from sync.store.acts import KeptAct
from sync.workspace.accounting import Key, changed_since, heads_of
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from sync.workspace.receipts import Touched

BROUGHT_BACK = "brought-back"
"""The kind of act that a bringing back is kept as."""
_KEPT = "brought-back."
"""The last bringing back into a course is kept by this and the course's log."""


@dataclass(frozen=True)
class Standing:
    """How a course stood: its outline, the text state of each lesson, its files."""

    outline: tuple[OutlineEntry, ...]
    texts: dict[NodeId, TextState]
    files: dict[str, Sha]


@dataclass(frozen=True)
class Restored:
    """How a course stood before and after a bringing back: all that is needed to take it back.

    `kept_in` is the number of the version that holds what stood before; 0 where nothing changed.
    `touched` is what it changed, and by which facts.
    """

    before: Standing
    after: Standing
    kept_in: int = 0
    touched: tuple[Touched, ...] = ()


class _NothingCameError(Exception):
    """Nothing was to be brought back, so nothing is named before it."""


def restored(
    ws: Workspace,
    course: Course,
    bring: Callable[[Course], Changes],
    note: str,
    *,
    whole: bool = True,
) -> tuple[Changes, Restored]:
    """Bring something back, and keep how the course stood before and after, on this laptop.

    Before it, today's draft is named as a version with this note, unless one holds it already; a
    lesson or a sentence (not `whole`) right after another needs none: nothing was written between.
    `bring` gets the course as it is by then.
    """
    must_be_allowed(course, "text.revised")
    ws.lessons.seal_all()
    log = course.log
    before = _standing(ws, ws.courses.open(log))
    try:
        with ws.store.writing():
            kept_in = 0 if whole else _kept_already(ws, log, before)
            kept_in = kept_in or keep_draft(ws, ws.courses.open(log), note)
            now = ws.courses.open(log)  # naming a version cleans files
            before, heads = _standing(ws, now), heads_of(ws, _keys(now))
            changes = bring(now)
            if not changes.facts:
                raise _NothingCameError  # what was named for it goes with it
            changes = changed(log, [*changes.facts, *say_what_closed(ws, now, changes.facts)])
            after = ws.courses.open(log)
            since = {key: heads.get(key, ()) for key in _keys(after)}
            done = Restored(before, _standing(ws, after), kept_in, changed_since(ws, since))
            ws.store.settings.set(_KEPT + log, msgspec.json.encode(done).decode())
            _keep_act(ws, log, changes, done)
    except _NothingCameError:
        return Changes(log), Restored(before, before)
    return changes, done


def _keep_act(ws: Workspace, log: LogId, changes: Changes, done: Restored) -> None:
    """Keep it as an act over the lessons that read otherwise now; the last alone can go back."""
    _forget_acts(ws, log)
    was = done.before.texts
    lessons = [node for node, state in done.after.texts.items() if was.get(node, state) != state]
    ws.store.acts.keep(KeptAct(changes.facts[0].id, log, BROUGHT_BACK, ""), lessons)


def _forget_acts(ws: Workspace, log: LogId) -> None:
    for kept in ws.store.acts.of(log, BROUGHT_BACK):
        ws.store.acts.forget(kept.ident)


def _kept_already(ws: Workspace, log: LogId, now: Standing) -> int:
    """Give the version that the last bringing back named, if nothing was written since; else 0."""
    kept = ws.store.settings.get(_KEPT + log)
    last = msgspec.json.decode(kept, type=Restored) if kept else None
    return last.kept_in if last is not None and last.after == now else 0


def last_restored(ws: Workspace, course: Course) -> Restored:
    """Give the last bringing back that was not taken back; raise NotFound if there is none."""
    kept = ws.store.settings.get(_KEPT + course.log)
    if kept is None:
        raise NotFound(
            say("Nothing was brought back into this course that could be taken back."),
            safe=say("Nothing was changed."),
            mend=say("What was brought back last can be taken back once."),
        )
    return msgspec.json.decode(kept, type=Restored)


def take_back(ws: Workspace, course: Course, done: Restored) -> Changes:
    """Undo a bringing back: what was written since then is woven in, and never overwritten."""
    must_be_allowed(course, "text.revised")
    ws.lessons.seal_all()
    log, was, now = course.log, done.before.texts, done.after.texts
    facts: list[Fact] = []
    with ws.store.writing():
        ws.store.settings.set(_KEPT + log, None)
        _forget_acts(ws, log)
        for node, state in was.items():
            there = now.get(node)
            if there is not None and there != state:
                text = ws.lessons.text_at(log, node, state)
                written = ws.lessons.revise(log, node, text, there)
                facts += [written] if written is not None else []
        standing = heads_of(ws, [one.key for one in done.touched if one.what != "text"])
        still = [one for one in done.touched if set(one.after) & set(standing.get(one.key, ()))]
        facts += undo(ws, log, still, done.touched, facts)
    return changed(log, facts)


def find_lesson(ws: Workspace, course: Course, version: Version, reference: str) -> OutlineEntry:
    """Find a lesson of a version as it goes by today, else by its title, path or id of then."""
    lessons = [entry for entry in version.named.outline if entry.kind == "lesson"]
    try:
        today = ws.courses.lesson(course, reference).id
    except CoursefolkError:
        today = NodeId("")
    wanted = reference.casefold()
    for fits in (
        [entry for entry in lessons if entry.node in (today, reference)],
        [entry for entry in lessons if _path(version, entry).endswith(f"/{wanted}")],
        [entry for entry in lessons if reference and entry.node.startswith(reference)],
    ):
        if len(fits) == 1:
            return fits[0]
    raise NotFound(
        say("No single lesson of that version goes by “{reference}”.", reference=reference),
        safe=say("Nothing was changed."),
        mend=say("Give its title as it was then, or its id."),
    )


def _path(version: Version, entry: OutlineEntry) -> str:
    """Write a lesson's titles from the course down, as they were, to be compared."""
    entries = {one.node: one for one in version.named.outline}
    titles = [entry.title]
    while (above := entries.get(NodeId(entry.parent))) is not None:
        titles.append(above.title)
        entry = above
    return "/" + "/".join(reversed(titles)).casefold()


def bring_lesson(
    ws: Workspace, course: Course, log: LogId, version: Version, lesson: NodeId
) -> Changes:
    """Bring one lesson back as it was in a version: its text, its title, its place if it is gone.

    `log` is the one that the version was named in.
    """
    must_be_allowed(course, "text.revised")
    entry = _entry(version, lesson)
    facts: list[Fact | None] = []
    with ws.store.writing():
        ws.lessons.seal(lesson)
        facts += _place_back(ws, course, entry, version)
        text = ws.lessons.text_at(log, lesson, version.named.texts[lesson])
        today = ws.lessons.today(course.log, lesson)
        if today.text != text:
            facts.append(ws.lessons.revise(course.log, lesson, text, today.state))
    return changed(course.log, facts)


def bring_sentences(
    ws: Workspace,
    course: Course,
    log: LogId,
    version: Version,
    lesson: NodeId,
    place: tuple[int, int],
) -> Changes:
    """Bring back what stood at a place (code points) of a version's lesson, sentence by sentence.

    What was written since stays, in the same paragraph too.
    """
    must_be_allowed(course, "text.revised")
    _entry(version, lesson)
    if lesson not in {node.id for node in course.outline.lessons()}:
        raise NotFound(
            say("This lesson was taken out of the course."),
            safe=say("Nothing was changed."),
            mend=say("Bring the whole lesson back."),
        )
    with ws.store.writing():
        ws.lessons.seal(lesson)
        then = ws.lessons.text_at(log, lesson, version.named.texts[lesson])
        today = ws.lessons.today(course.log, lesson)
        text = brought_back(then, today.text, *place)
        if text == today.text:
            return Changes(course.log)
        return changed(course.log, [ws.lessons.revise(course.log, lesson, text, today.state)])


def bring_quote(
    ws: Workspace, course: Course, log: LogId, version: Version, lesson: NodeId, quote: str
) -> Changes:
    """Bring back the sentences of a version that hold a quote, the first such place."""
    _entry(version, lesson)
    text = ws.lessons.text_at(log, lesson, version.named.texts[lesson])
    place = place_of(text, quote) or place_of(text, quote.replace("\r\n", "\n"))
    if place is None:
        raise NotFound(
            say("These words are not in that version of the lesson."),
            safe=say("Nothing was changed."),
            mend=say("Quote them as they stand in the version, or bring the whole lesson back."),
        )
    return bring_sentences(ws, course, log, version, lesson, place)


def _entry(version: Version, lesson: NodeId) -> OutlineEntry:
    for entry in version.named.outline:
        if entry.node == lesson and lesson in version.named.texts:
            return entry
    raise NotFound(
        say("This lesson is not in that version."),
        safe=say("Nothing was changed."),
        mend=say("Choose a version that has it."),
    )


def _place_back(ws: Workspace, course: Course, entry: OutlineEntry, version: Version) -> list[Fact]:
    """Place a lesson that was taken out among its neighbours, and name it as it was called."""
    standing = {node.id for node, _ in course.outline.walk()}
    facts: list[Fact] = []
    if entry.node not in standing:
        facts += place_again(ws, course, entry, version.named.outline)
    return facts + name_again(ws, course, entry)


def _keys(course: Course) -> list[Key]:
    """Name all that a bringing back may change."""
    log, facts = course.log, course.facts
    keys: list[Key] = [(log, "file", path) for path in facts.files]
    for node in facts.nodes:
        keys += [(log, "place", node), (log, "title", node), (log, "text", node)]
    return keys


def _standing(ws: Workspace, course: Course) -> Standing:
    drafts = ws.store.drafts.all(course.log)
    files = {path: placed.sha for path, placed in course.facts.files_now().items()}
    return Standing(
        course.outline.entries(), {node: draft.state for node, draft in drafts.items()}, files
    )

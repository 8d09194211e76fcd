"""What a newcomer did in the sample course, by its facts; and where the next step is done."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.flows.beginning.sampling import PLANTED, SAMPLE, STEPS
from sync.model.ids import CourseId, LogId, NodeId
from sync.model.kinds import payload_of
from sync.model.payloads import OverlapConfirmed, TextRevised
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

CHANGE, ACCEPT, ANSWER, CHECK, PLAY, WRITE = range(6)
_DONE = f"{STEPS}.done"
_OWN_WORDS = 4
"""So many words beside its title make a lesson that was written, not only added."""


@dataclass(frozen=True)
class SampleStands:
    """The sample course as it stands, and which of its six steps were done."""

    course: CourseId
    title: str
    done: tuple[bool, ...]

    @property
    def next(self) -> int | None:
        """The number of the first step that was not done."""
        return next((number for number, done in enumerate(self.done) if not done), None)


@dataclass(frozen=True)
class Spot:
    """Where a step is done: a lesson, the words to change in it, or the card beside it."""

    course: CourseId
    step: int
    lesson: NodeId | None
    words: str = ""
    card: str = ""


def sample_stands(ws: Workspace) -> SampleStands | None:
    """Tell how far a newcomer came in the sample course; None if it is not here."""
    planted = ws.store.settings.get(SAMPLE)
    for entry in ws.courses.entries():
        if entry.row.course == planted:
            return SampleStands(entry.row.course, entry.title, _ticks(ws, entry.row.log))
    return None


def keep_ticks(ws: Workspace) -> SampleStands | None:
    """Tell how far a newcomer came, and keep it: a tick stays, whatever is undone later."""
    stands = sample_stands(ws)
    if stands is not None:
        told = "".join("1" if done else "0" for done in stands.done)
        if told != ws.store.settings.get(_DONE):
            ws.store.settings.set(_DONE, told)
    return stands


def spot_of(ws: Workspace, step: int, story: Path) -> Spot | None:
    """Find where a step can be done now; None if the sample is not here."""
    stands = sample_stands(ws)
    if stands is None:
        return None
    course = ws.courses.at(stands.course)
    import tomllib  # home waits for this module, and needs that only while there is a sample

    told = tomllib.loads(story.read_text("utf-8"))["try"]
    paths = {form.path: lesson for lesson, form in course.facts.forms.items()}
    me = ws.identity.person
    if step == ACCEPT:
        for suggestion in course.facts.suggestions.values():
            if suggestion.is_open:
                return Spot(stands.course, step, suggestion.lesson, card=suggestion.id)
    if step == ANSWER:
        for thread in course.facts.threads.values():
            if thread.person != me and thread.resolution is None:
                return Spot(stands.course, step, thread.lesson, card=thread.id)
    if step == PLAY:
        return Spot(stands.course, step, paths.get(told["play"]), words=told["question"])
    if step == CHANGE:
        return Spot(stands.course, step, paths.get(told["lesson"]), words=told["words"])
    return Spot(stands.course, step, None)


def _ticks(ws: Workspace, log: LogId) -> tuple[bool, ...]:
    kept = ws.store.settings.get(_DONE) or ""
    now = _steps(ws, log)
    return tuple(done or kept[at : at + 1] == "1" for at, done in enumerate(now))


def _steps(ws: Workspace, log: LogId) -> tuple[bool, ...]:
    """Read from the facts themselves what was done; playing a quiz leaves only a note."""
    me = ws.identity.person
    course = ws.courses.open(log)
    threads, suggestions = course.facts.threads.values(), course.facts.suggestions.values()
    return (
        _changed(ws, course),
        any(one.decision and one.decision.person == me and one.accepted for one in suggestions),
        any(t.resolution or any(r.person == me for r in t.replies) for t in threads),
        not ws.store.drafts.with_overlaps(log),
        ws.store.settings.get(f"{STEPS}.played") is not None,
        _wrote(ws, course),
    )


def _changed(ws: Workspace, course: Course) -> bool:
    """Tell whether a planted lesson was changed by hand, and not by checking an overlap."""
    planted = int(ws.store.settings.get(PLANTED) or 0)
    wanted = {"text.revised", "overlap.confirmed"}
    mine = [f for f in ws.store.log.facts(course.log, kinds=wanted) if f.clock > planted]
    mine = [f for f in mine if f.person == ws.identity.person]
    told = [(fact.id, payload_of(fact)) for fact in mine]
    checked = {one.revision for _, one in told if isinstance(one, OverlapConfirmed)}
    return any(
        isinstance(one, TextRevised) and one.lesson in course.facts.forms and fact not in checked
        for fact, one in told
    )


def _wrote(ws: Workspace, course: Course) -> bool:
    """Tell whether a lesson beside the planted ones holds more than its title."""
    drafts = ws.store.drafts.all(course.log)
    return any(
        node.id in drafts and drafts[node.id].words >= len(node.title.split()) + _OWN_WORDS
        for node in course.outline.lessons()
        if node.id not in course.facts.forms
    )

"""Suggest a change, and decide on one: a reviewer's edit, block by block, with its reason."""

from __future__ import annotations

from dataclasses import dataclass

from app.flows.changes import Changes, changed
from app.flows.lesson.writing import check_state, check_text
from app.flows.permission import must_be_allowed
from app.flows.review.commenting import fact_called
from sync.merge.matching import patience
from sync.model.errors import BadInput, NotFound, Refused
from sync.model.ids import NodeId
from sync.model.language import say
from sync.model.payloads import SuggestionDecided, SuggestionMade
from sync.model.review import Suggestion
from sync.model.states import TextState
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


@dataclass(frozen=True)
class BlockChange:
    """A stretch of whole blocks that differs: code points of the old text, and the new wording."""

    start: int
    end: int
    before: str
    after: str


def changed_blocks(before: str, after: str) -> list[BlockChange]:
    """List what differs, block by block; applying all gives `after` exactly.

    Neighbours that changed are one stretch where they cannot be decided apart: where blocks were
    added or taken out among them, or no blank line keeps them from touching.
    """
    old, new = _pieces(before), _pieces(after)
    pairs = patience([text for _, text in old], [text for _, text in new])
    found = []
    i = j = 0
    for i2, j2, count in [*pairs, (len(old), len(new), 0)]:
        if i < i2 or j < j2:
            start = old[i][0] if i < len(old) else len(before)
            gone, put = [text for _, text in old[i:i2]], [text for _, text in new[j:j2]]
            found += _decided_apart(start, gone, put)
        i, j = i2 + count, j2 + count
    return found


def _decided_apart(start: int, gone: list[str], put: list[str]) -> list[BlockChange]:
    """Cut one stretch of changed blocks into changes that can be taken each alone."""
    pairs = list(zip(gone, put, strict=False))
    if len(gone) != len(put) or not all(_stays_put(one, two) for one, two in pairs[:-1]):
        gone, put = ["".join(gone)], ["".join(put)]
    found = []
    for one, two in zip(gone, put, strict=True):
        found.append(BlockChange(start, start + len(one), one, two))
        start += len(one)
    return found


def _stays_put(one: str, two: str) -> bool:
    """Tell whether a block was only reworded, line by line, and a blank line still ends it."""
    same_lines = one.count("\n") == two.count("\n")
    return same_lines and one.endswith("\n\n") and two.endswith("\n\n")


def _pieces(text: str) -> list[tuple[int, str]]:
    """Cut a text into its blocks, each with the blank lines after it; nothing is left out."""
    from editor.markdown.fingerprints import blocks

    starts = [block.start for block in blocks(text)]
    if not starts or starts[0] != 0:
        starts = [0, *starts]
    ends = [*starts[1:], len(text)]
    return [
        (start, text[start:end]) for start, end in zip(starts, ends, strict=True) if end > start
    ]


def suggest(
    ws: Workspace,
    course: Course,
    lesson: NodeId,
    text: str,
    why: str,
    base: TextState | None = None,
) -> Changes:
    """Suggest a whole edited text: one suggestion for each block that differs from `base`."""
    must_be_allowed(course, "suggestion.made")
    check_text(text)
    if base is not None:
        check_state(ws, course, lesson, base)
    ws.lessons.seal(lesson)
    state = base or ws.lessons.today(course.log, lesson).state
    before = ws.lessons.text_at(course.log, lesson, state)
    made = [
        SuggestionMade(lesson, state, c.start, c.end, c.before, c.after, why)
        for c in changed_blocks(before, text)
    ]
    if not made:
        return Changes(course.log)
    return changed(course.log, ws.ledger.write(course.log, *made))


def accept(ws: Workspace, course: Course, suggestion: Suggestion) -> Changes:
    """Take a suggestion in: from now on it is its suggester's revision of the lesson."""
    return _decide(ws, course, suggestion, "accept", "")


def reject(ws: Workspace, course: Course, suggestion: Suggestion, why: str) -> Changes:
    """Say not now; the suggestion stays on record with the reason."""
    if not why.strip():
        raise BadInput(say("A “not now” needs a reason."), safe=say("Nothing was changed."))
    return _decide(ws, course, suggestion, "reject", why)


def _decide(
    ws: Workspace, course: Course, suggestion: Suggestion, decision: str, why: str
) -> Changes:
    must_be_allowed(course, "suggestion.decided")
    if suggestion.decision is not None:
        raise Refused(
            say("This suggestion was accepted already.")
            if suggestion.decision.accepted
            else say("This suggestion was rejected already."),
            safe=say("Nothing was changed."),
        )
    ws.lessons.seal(suggestion.lesson)
    body = SuggestionDecided(suggestion.id, "accept" if decision == "accept" else "reject", why)
    return changed(course.log, ws.ledger.write(course.log, body))


def find_suggestion(ws: Workspace, reference: str) -> tuple[Course, Suggestion]:
    """Find a suggestion of any course by its id or a prefix."""
    fact = fact_called(ws, reference, "suggestion.made")
    if fact is None:
        raise NotFound(
            say("There is no suggestion “{reference}”.", reference=reference),
            safe=say("Nothing was changed."),
            mend=say("“coursefolk suggestions” lists them."),
        )
    course = ws.courses.open(fact.log)
    return course, course.facts.suggestions[fact.id]

"""Issue edits that the server did not take once more, as suggestions: nothing written is lost.

A revision is refused when its writer's role no longer allows it, which they could not know while
offline. It stays on this laptop with the reason; what it changed is suggested block by block.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.flows.permission import may
from app.flows.suggesting import changed_blocks
from sync.merge.edits import Edit, apply
from sync.model.facts import Fact
from sync.model.ids import FactId, LogId, NodeId, sha_of
from sync.model.kinds import payload_of
from sync.model.payloads import SuggestionMade, TextRevised
from sync.model.states import TextState
from sync.workspace.opening import Workspace
from sync.workspace.revisions import LessonFacts

WHY = "Written while the right to edit was already withdrawn."


def suggest_what_was_refused(ws: Workspace, refused: Iterable[FactId]) -> list[Fact]:
    """Write suggestions for the refused revisions of mine; return what was written.

    Where the person may not even suggest, nothing is written and the texts stay listed.
    """
    by_lesson: dict[tuple[LogId, NodeId], dict[FactId, TextRevised]] = {}
    for ident in refused:
        stored = ws.store.log.fact(ident)
        if stored is None or stored.fact.kind != "text.revised":
            continue
        if stored.fact.person == ws.identity.person:
            body = payload_of(stored.fact)
            by_lesson.setdefault((stored.fact.log, body.lesson), {})[ident] = body
    written: list[Fact] = []
    with ws.store.writing():
        for (log, lesson), bodies in by_lesson.items():
            course = ws.courses.open(log)
            if may(course, "suggestion.made"):
                facts = LessonFacts(ws.store, course.log, lesson)
                made = [
                    suggestion
                    for head in _heads(bodies)
                    for suggestion in _suggestions(facts, lesson, bodies, head)
                ]
                written += ws.ledger.write(course.log, *made)
    return written


def _heads(bodies: dict[FactId, TextRevised]) -> list[FactId]:
    parents = {parent for body in bodies.values() for parent in body.parents}
    return sorted(set(bodies) - parents)


def _suggestions(
    facts: LessonFacts, lesson: NodeId, bodies: dict[FactId, TextRevised], head: FactId
) -> Sequence[SuggestionMade]:
    accepted: set[FactId] = set()
    waiting = [head]
    while waiting:
        ident = waiting.pop()
        if ident in bodies:
            waiting += bodies[ident].parents
        else:
            accepted.add(ident)
    heads = tuple(sorted(accepted))
    before = facts.history.text_at(heads)
    after = _text_of(facts, bodies, head)
    state = TextState(heads, sha_of(before))
    return [
        SuggestionMade(lesson, state, c.start, c.end, c.before, c.after, WHY)
        for c in changed_blocks(before, after)
    ]


def _text_of(facts: LessonFacts, bodies: dict[FactId, TextRevised], ident: FactId) -> str:
    chain: list[TextRevised] = []
    at = ident
    while at in bodies:
        body = bodies[at]
        chain.append(body)
        if body.base is None:
            break
        at = body.base
    text = facts.text_of(at) if at not in bodies else chain.pop().text or ""
    for body in reversed(chain):
        text = apply(text, [Edit(*edit) for edit in body.edits])
    return text

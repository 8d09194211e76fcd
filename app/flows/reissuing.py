"""Issue edits that the server did not take once more, as suggestions: nothing written is lost.

A revision is refused when its writer's role no longer allows it, which they could not know while
offline. It stays on this laptop with the reason; what it changed is suggested block by block.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.flows.kept_words import keep_words
from app.flows.permission import must_be_allowed
from app.flows.suggesting import changed_blocks
from sync.merge.edits import Edit, apply
from sync.model.errors import BadInput, Refused
from sync.model.facts import Fact
from sync.model.ids import FactId, LogId, NodeId, sha_of
from sync.model.kinds import payload_of
from sync.model.payloads import SuggestionMade, TextRevised
from sync.model.states import TextState
from sync.workspace.opening import Workspace
from sync.workspace.revisions import LessonFacts

WHY = "Written while the right to edit was already withdrawn."
TOO_LONG = "Written in one piece that was too long to be sent."


def suggest_what_was_refused(ws: Workspace, refused: Iterable[FactId]) -> list[Fact]:
    """Write suggestions for the refused revisions of mine; return what was written.

    Where the person may not even suggest, or the text is too long for that, nothing is written;
    the words are put into a file of the workspace instead, which `status` names.
    """
    written: list[Fact] = []
    for (log, lesson), bodies in _my_revisions(ws, refused).items():
        course = ws.courses.open(log)
        facts = LessonFacts(ws.store, course.log, lesson)
        for head in _heads(bodies):
            made = _suggestions(facts, lesson, bodies, head, _reason(ws, bodies))
            try:
                must_be_allowed(course, "suggestion.made")
                written += ws.ledger.write(course.log, *made)
            except (BadInput, Refused):
                keep_words(ws, head, _text_of(facts, bodies, head))
    return written


def _my_revisions(
    ws: Workspace, refused: Iterable[FactId]
) -> dict[tuple[LogId, NodeId], dict[FactId, TextRevised]]:
    """Find the refused revisions of mine by lesson, with mine that were built on them."""
    found: dict[tuple[LogId, NodeId], dict[FactId, TextRevised]] = {}
    named = set(refused)
    logs = {told.log for told in ws.store.log.told(named)}
    for stored in [one for log in sorted(logs) for one in ws.store.log.not_kept(log)]:
        fact = stored.fact  # causes first, so that what builds on it is found after it
        if fact.kind != "text.revised" or stored.state != "refused":
            continue
        if fact.person != ws.identity.person or not named & {fact.id, *fact.causes}:
            continue
        named.add(fact.id)
        body = payload_of(fact)
        found.setdefault((fact.log, body.lesson), {})[fact.id] = body
    return found


def _reason(ws: Workspace, bodies: Iterable[FactId]) -> str:
    """Say why a change comes as a suggestion: it was too long to be sent, or the role had gone."""
    stored = [ws.store.log.fact(ident) for ident in bodies]
    return TOO_LONG if any(one and "longer than" in one.why for one in stored) else WHY


def _heads(bodies: dict[FactId, TextRevised]) -> list[FactId]:
    parents = {parent for body in bodies.values() for parent in body.parents}
    return sorted(set(bodies) - parents)


def _suggestions(
    facts: LessonFacts,
    lesson: NodeId,
    bodies: dict[FactId, TextRevised],
    head: FactId,
    why: str,
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
        SuggestionMade(lesson, state, c.start, c.end, c.before, c.after, why)
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

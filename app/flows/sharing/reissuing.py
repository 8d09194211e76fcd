"""Issue edits that the server did not take once more, as suggestions: nothing written is lost.

A revision is refused when its writer's role no longer allows it, which they could not know while
offline. It stays on this laptop with the reason; what it changed is suggested block by block.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.flows.lesson.kept_words import keep_words
from app.flows.permission import must_be_allowed
from app.flows.review.suggesting import changed_blocks
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


def suggest_what_was_refused(ws: Workspace) -> list[Fact]:
    """Write suggestions for the refused revisions of mine; return what was written.

    What was suggested already, also by another process or before a crash, is not suggested again.
    Where the person may not even suggest, or the text is too long for that, nothing is written;
    the words are put into a file of the workspace instead, which `status` names. So are those of
    refused remarks.
    """
    written: list[Fact] = []
    refused = [one.fact for one in ws.store.log.not_kept() if one.state == "refused"]
    mine = [fact for fact in refused if fact.person == ws.identity.person]
    for (log, lesson), bodies in _revisions(mine).items():
        for head in _heads(bodies):
            try:
                written += _suggest(ws, log, lesson, bodies, head)
            except (BadInput, Refused):
                facts = LessonFacts(ws.store, log, lesson)
                keep_words(ws, head, _text_of(facts, bodies, head))
    for fact in mine:
        if words := _remark(fact):
            keep_words(ws, fact.id, words)
    return written


def _revisions(
    refused: Iterable[Fact],
) -> dict[tuple[LogId, NodeId], dict[FactId, TextRevised]]:
    found: dict[tuple[LogId, NodeId], dict[FactId, TextRevised]] = {}
    for fact in refused:
        if fact.kind == "text.revised":
            body = payload_of(fact)
            found.setdefault((fact.log, body.lesson), {})[fact.id] = body
    return found


def _suggest(
    ws: Workspace,
    log: LogId,
    lesson: NodeId,
    bodies: dict[FactId, TextRevised],
    head: FactId,
) -> list[Fact]:
    """Suggest what one refused text changed, in one transaction with the look at what was."""
    with ws.store.writing():
        course = ws.courses.open(log)
        facts = LessonFacts(ws.store, log, lesson)
        made = _suggestions(facts, lesson, bodies, head, _reason(ws, bodies))
        known = {payload for _, payload in facts.suggested.values()}
        new = [one for one in made if one not in known]
        if new:
            must_be_allowed(course, "suggestion.made")
        return ws.ledger.write(log, *new)


def _remark(fact: Fact) -> str:
    """Read the words of a refused comment, answer or suggestion; '' for any other fact."""
    if fact.kind not in ("comment.made", "comment.replied", "suggestion.made"):
        return ""
    body = payload_of(fact)
    return body.after if isinstance(body, SuggestionMade) else str(body.text)


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

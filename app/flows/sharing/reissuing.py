"""Issue edits that the server did not take once more, as suggestions: nothing written is lost.

A revision is refused when its writer's role no longer allows it, which they could not know while
offline. It stays on this laptop with the reason; what it changed is suggested block by block. Why
it was refused is told by the role and by the fact itself, never by the words of the refusal: they
are the server's, in its language and of its age.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

import msgspec

from app.flows.lesson.kept_words import keep_words
from app.flows.permission import may
from app.flows.review.changed_blocks import changed_blocks
from app.flows.sharing.refused_words import keep_refused_words
from app.flows.sharing.saying_again import say_again
from sync.merge.edits import Edit, apply
from sync.merge.weave import weave
from sync.model.errors import CoursefolkError
from sync.model.facts import Fact
from sync.model.ids import FactId, LogId, NodeId, PersonId, sha_of
from sync.model.kinds import payload_of
from sync.model.language import mark
from sync.model.limits import LONGEST_FACT
from sync.model.payloads import SuggestionMade, TextRevised
from sync.model.states import TextState
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from sync.workspace.revisions import LessonFacts

WHY = mark(
    "Written after the right to edit was withdrawn, which could not be known offline. Nothing is "
    "lost: an author can accept it."
)
TOO_LONG = mark("Written in one piece that was too long to be sent.")
NOT_TAKEN = mark("The server did not take this edit. Nothing is lost: an author can accept it.")
REASONS = frozenset({WHY, TOO_LONG, NOT_TAKEN})
"""Reasons that a person did not give; they are said in the language of whoever reads them."""

Bodies = dict[FactId, TextRevised]


def suggest_what_was_refused(ws: Workspace) -> list[Fact]:
    """Write suggestions for the refused revisions that are here; return what was written.

    What was suggested already, also by another process or before a crash, is not suggested again.
    Who lost the right to write may still suggest for a while, even in a course that is read no
    more: the server says whether. Where the text is too long for a suggestion, or one was refused,
    the words are put into a file of the workspace instead, which `status` names. So are those of
    all else that was refused, but for my own remarks that can be said again.

    What others wrote, and this laptop passed on from a file, is suggested here as theirs: they may
    never come to the server again themselves. If they do, it is the same suggestion.
    """
    written: list[Fact] = []
    refused = [one.fact for one in ws.store.log.not_kept() if one.state == "refused"]
    me = {ws.identity.person, *ws.identity.former}
    every = _revisions(refused)
    for who in sorted({fact.person for fact in refused}, key=lambda one: (one not in me, one)):
        theirs = [fact for fact in refused if fact.person == who]
        for (log, lesson), own in _revisions(theirs).items():
            if who not in me and not _passes_on(ws, log):
                continue
            bodies = every[log, lesson]
            for head in _heads(own):
                try:
                    written += _suggest(ws, log, lesson, bodies, own.keys(), head, who)
                except (CoursefolkError, KeyError):
                    keep_words(ws, head, _words(ws, log, lesson, bodies, head))
    remarks, said = say_again(ws, refused)
    keep_refused_words(ws, refused, said)
    return [*written, *remarks]


def what_became(ws: Workspace, refused: Sequence[Fact]) -> dict[FactId, set[FactId]]:
    """Tell which suggestions hold what refused revisions changed, whoever wrote or made them.

    Left out is what nobody has suggested, or not all of it.
    """
    found: dict[FactId, set[FactId]] = {}
    every = _revisions(refused)
    for who in {fact.person for fact in refused}:
        for (log, lesson), own in _revisions(f for f in refused if f.person == who).items():
            facts, bodies = LessonFacts(ws.store, log, lesson), every[log, lesson]
            known = {_wish(body, fact.person): i for i, (fact, body) in facts.suggested.items()}
            try:
                wishes = [
                    _wish(one, who)
                    for head in _heads(own)
                    for one in _suggestions(facts, lesson, bodies, own.keys(), head, "")
                ]
            except (CoursefolkError, KeyError):
                continue
            if all(one in known for one in wishes):
                found |= {ident: {known[one] for one in wishes} for ident in own}
    return found


def _passes_on(ws: Workspace, log: LogId) -> bool:
    """Tell whether this laptop's person may suggest what someone else wrote."""
    return may(ws.courses.open(log), "suggestion.made")


def suggest_once_more(ws: Workspace, waited: Iterable[Fact]) -> list[Fact]:
    """Write own suggestions again that waited behind what will never be judged."""
    written: list[Fact] = []
    for fact in waited:
        if fact.kind == "suggestion.made" and fact.person == ws.identity.person:
            body = payload_of(fact)
            with ws.store.writing():
                facts = LessonFacts(ws.store, fact.log, body.lesson)
                if set(body.state.heads) <= set(facts.history.revisions):
                    written += _write(ws, facts, [body])
    return written


def _revisions(refused: Iterable[Fact]) -> dict[tuple[LogId, NodeId], Bodies]:
    found: dict[tuple[LogId, NodeId], Bodies] = {}
    for fact in refused:
        if fact.kind == "text.revised":
            body = payload_of(fact)
            found.setdefault((fact.log, body.lesson), {})[fact.id] = body
    return found


def _suggest(
    ws: Workspace,
    log: LogId,
    lesson: NodeId,
    bodies: Bodies,
    own: Set[FactId],
    head: FactId,
    who: PersonId,
) -> list[Fact]:
    """Suggest what one refused text changed, in one transaction with the look at what was."""
    with ws.store.writing():
        facts, course = LessonFacts(ws.store, log, lesson), ws.courses.open(log)
        mine = who in (ws.identity.person, *ws.identity.former)
        why = _reason(ws, course, own) if mine else WHY
        made = _suggestions(facts, lesson, bodies, own, head, why)
        if not mine:
            made = [msgspec.structs.replace(one, by=who) for one in made]
        return _write(ws, facts, made)


def _words(ws: Workspace, log: LogId, lesson: NodeId, bodies: Bodies, head: FactId) -> str:
    """Give a refused text, or at least all that it wrote, where it cannot be built any more."""
    try:
        return _text_of(LessonFacts(ws.store, log, lesson), bodies, head)
    except (CoursefolkError, KeyError):
        body = bodies[head]
        return body.text or "\n".join(inserted for _, _, inserted in body.edits)


def _write(ws: Workspace, facts: LessonFacts, made: Sequence[SuggestionMade]) -> list[Fact]:
    """Write those that nobody here has suggested yet, and let them go out in any case."""
    me = ws.identity.person
    known = {_wish(payload, fact.person) for fact, payload in facts.suggested.values()}
    new = [one for one in made if _wish(one, me) not in known]
    written = ws.ledger.write(facts.log, *new) if new else []
    row = ws.store.log.log(facts.log)
    if row is not None and row.server:
        ws.store.log.send_anyway([fact.id for fact in written])
    return written


def _wish(made: SuggestionMade, signer: PersonId) -> SuggestionMade:
    """Tell what is suggested and whose it is, whoever passes it on and for whatever reason."""
    return msgspec.structs.replace(made, why="", origin=None, by=made.by or signer)


def _reason(ws: Workspace, course: Course, bodies: Iterable[FactId]) -> str:
    """Say why a change comes as a suggestion: the role had gone, or it was too long to be sent."""
    stored = [ws.store.log.fact(ident) for ident in bodies]
    if any(one and len(msgspec.json.encode(one.fact)) > LONGEST_FACT for one in stored):
        return TOO_LONG
    return NOT_TAKEN if may(course, "text.revised") else WHY


def _heads(bodies: Bodies) -> list[FactId]:
    parents = {parent for body in bodies.values() for parent in body.parents}
    return sorted(set(bodies) - parents)


def _suggestions(
    facts: LessonFacts, lesson: NodeId, bodies: Bodies, own: Set[FactId], head: FactId, why: str
) -> Sequence[SuggestionMade]:
    accepted: set[FactId] = set()
    others: list[FactId] = []
    waiting, seen = [head], {head}
    while waiting:
        ident = waiting.pop()
        if ident in bodies:
            parents = bodies[ident].parents
        elif ident in facts.suggested and ident not in facts.history.revisions:
            parents = facts.suggested[ident][1].state.heads  # its yes was not taken either
        else:
            accepted.add(ident)
            continue
        if ident not in own:
            others.append(ident)
        waiting += [parent for parent in parents if parent not in seen]
        seen.update(parents)
    heads = tuple(sorted(accepted))
    before = facts.history.text_at(heads)
    after = _text_of(facts, bodies, head)
    if others:
        after = _own_alone(before, _text_of(facts, bodies, others[0]), after)
    state = TextState(heads, sha_of(before))
    return [
        SuggestionMade(lesson, state, c.start, c.end, c.before, c.after, why)
        for c in changed_blocks(before, after)
    ]


def _own_alone(before: str, built_on: str, after: str) -> str:
    """Leave out what someone else wrote who was refused, too, where that can be told apart."""
    woven = weave(built_on, before, after)
    return after if woven.overlaps else woven.text


def _text_of(facts: LessonFacts, bodies: Bodies, ident: FactId) -> str:
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

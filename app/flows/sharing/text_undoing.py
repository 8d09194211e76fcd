"""Take back what a batch changed in one lesson's text, with what it settled or made overlap."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import msgspec

from app.flows.overlaps.undoing import NO_CHOICE
from app.flows.sharing.line_changes import TextLine, steps_back, text_without, touches
from sync.merge.items import Item
from sync.model.facts import Fact
from sync.model.ids import FactId, LogId, NodeId
from sync.model.payloads import OverlapConfirmed
from sync.workspace.arisen import arisen, closed_by
from sync.workspace.cleaning import cleaned
from sync.workspace.opening import Workspace
from sync.workspace.receipts import Touched
from sync.workspace.revisions import LessonFacts


def take_text_back(
    ws: Workspace, log: LogId, lesson: NodeId, lines: Sequence[TextLine], why: str, *, whole: bool
) -> list[Fact]:
    """Write a revision on the text after the batch, and close what overlapped by it alone."""
    facts = LessonFacts(ws.store, log, lesson)
    touched = lines[0].touched
    history = facts.history
    text = history.text_at(touched.before)
    if not whole:
        text = text_without(history.text_at(touched.after), lines)
    body = facts.draw_revision(touched.after, text)
    if facts.marks and facts.writes_again(body):
        body = facts.draw_revision(touched.after, cleaned(text, (), facts.marks))
    body = msgspec.structs.replace(body, restores=touched.before, why=why)
    clock = ws.store.log.top_clock(log)
    revision = ws.ledger.draw_up(log, body, clock + 1)
    drawn = [revision]
    made = [
        item
        for item in _made_by_it(ws, facts, touched)
        if any(touches(change, item) for line in lines for change in line.changes)
    ]
    for closing in closed_by(lesson, revision.id, made, steps_back(lines), text):
        drawn.append(ws.ledger.draw_up(log, closing, clock + 1 + len(drawn)))
    came = {ident for line in lines for ident in line.settled}
    for choice in _other_choices(facts, came, touched):
        other = msgspec.structs.replace(choice, revision=revision.id)
        drawn.append(ws.ledger.draw_up(log, other, clock + 1 + len(drawn)))
    return ws.ledger.take(log, drawn)


def _other_choices(
    facts: LessonFacts, came: Collection[FactId], touched: Touched
) -> Iterator[OverlapConfirmed]:
    """Give for each choice that came what undoes it: that there is none, or the one before it.

    What was open before the batch, although somebody had chosen, is open again.
    """
    items = facts.history_at(touched.before).items if touched.before else ()
    closed = {ident for item in items if item.state == "confirmed" for ident in item.ids}
    for fact, choice in facts.confirmed:
        if fact.id in came and choice.sha:
            yield msgspec.structs.replace(choice, sha=NO_CHOICE)
        elif fact.id in came:
            earlier = [
                one
                for _, one in facts.confirmed
                if one.sha and _saw(facts, choice, one) and closed.issuperset(one.overlaps)
            ]
            if len({one.sha for one in earlier}) == 1:  # those made apart are for people to check
                yield earlier[-1]


def _saw(facts: LessonFacts, later: OverlapConfirmed, earlier: OverlapConfirmed) -> bool:
    """Tell whether a choice was made about an overlap of another one that was in view."""
    known = facts.history.ancestry.knows
    about = set(later.overlaps) & set(earlier.overlaps)
    if about and earlier.revision in later.also:
        return True
    both = known(later.revision) and known(earlier.revision)
    return bool(about) and both and facts.history.has_seen((later.revision,), earlier.revision)


def _made_by_it(ws: Workspace, facts: LessonFacts, touched: Touched) -> list[Item]:
    """List the overlaps that came with the batch and that nobody has checked since."""
    today = ws.lessons.today(facts.log, facts.lesson)
    still = {ident for item in today.open_items for ident in item.ids}
    return [item for item in arisen(facts, touched.before, touched.after) if item.ids & still]

"""How much others took from sight since this person last said yes: one by one asks as at once.

Kept on this laptop, course by course. What was written here moves the measure along: one's own
removals never ask, nor are they counted with those of others.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from sync.model.ids import FactId, LogId, NodeId
from sync.workspace.opening import Workspace
from sync.workspace.sight import FEWEST_WORDS, SHARE, Loss, Sight, loss_between, sight_of

_SINCE, _BEFORE = "gone-since.", "gone-before."


class Stood(msgspec.Struct, frozen=True, array_like=True):
    """A lesson when the person last said yes; its words go with what was written here since."""

    words: int
    heads: tuple[FactId, ...] = ()


class Measure(msgspec.Struct, frozen=True):
    """What stood, what `last` was in sight after something came in, and how much it may have lost.

    `of_lessons` and `of_words` are how many there were; one's own removals leave them.
    """

    stood: dict[NodeId, Stood]
    last: dict[NodeId, int]
    of_lessons: int
    of_words: int
    lost: int = 0

    def may_be_much(self, words: int) -> bool:
        """Tell whether so many more words may be too many; counted at most, and read from none."""
        return self.lost + words >= max(FEWEST_WORDS, self.of_words // SHARE)

    def is_much(self, loss: Loss) -> bool:
        """Tell whether a loss since the last yes is more than a tenth."""
        return loss.is_much(self.of_lessons, self.of_words)


def measure_of(ws: Workspace, log: LogId) -> Measure:
    """Read the measure of a course; one that was never asked about begins with today."""
    kept = ws.store.settings.get(_SINCE + log)
    if kept is not None:
        return msgspec.json.decode(kept, type=Measure)
    now = sight_of(ws, log)
    drafts = ws.store.drafts.all(log)
    stood = {
        one: Stood(words, drafts[one].state.heads if one in drafts else ())
        for one, words in now.words.items()
    }
    return Measure(stood, dict(now.words), len(stood), now.total)


def with_own(measure: Measure, before: Mapping[NodeId, int], *, whole: bool) -> Measure:
    """Move the measure along with what was written here since something came in last.

    `before` are the words in sight before more comes in: of the `whole` course, or of some lessons.
    """
    stood, grown, more = dict(measure.stood), 0, 0
    for one, words in before.items():
        own = words - measure.last.get(one, 0)
        if one not in measure.last:
            stood[one], grown, more = Stood(words), grown + words, more + 1
        elif own and one in stood:
            known = stood[one]
            stood[one] = Stood(max(0, known.words + own), known.heads)
            grown += max(0, own)
    if whole:
        for one in measure.last.keys() - before.keys():
            stood.pop(one, None)  # taken out here
    return msgspec.structs.replace(
        measure,
        stood=stood,
        of_lessons=measure.of_lessons + more,
        of_words=measure.of_words + grown,
    )


def lost_since(ws: Workspace, log: LogId, measure: Measure) -> Loss:
    """Tell what others took from sight since the last yes."""
    stood = Sight({one: known.words for one, known in measure.stood.items()})
    heads = {one: known.heads for one, known in measure.stood.items() if known.heads}
    return loss_between(ws, log, stood, heads, sight_of(ws, log))


def keep(ws: Workspace, log: LogId, measure: Measure) -> None:
    """Keep the measure of a course."""
    ws.store.settings.set(_SINCE + log, msgspec.json.encode(measure).decode())


def begin_anew(ws: Workspace, log: LogId) -> None:
    """Measure from today on: the person has said yes to what is gone, or has looked at it."""
    ws.store.settings.set(_BEFORE + log, ws.store.settings.get(_SINCE + log))
    ws.store.settings.set(_SINCE + log, None)


def as_before(ws: Workspace, log: LogId) -> None:
    """Measure as before the last yes, which is taken back; what waits again is out of sight."""
    kept = ws.store.settings.get(_BEFORE + log)
    if kept is not None:
        measure = msgspec.json.decode(kept, type=Measure)
        keep(ws, log, msgspec.structs.replace(measure, last=sight_of(ws, log).words))

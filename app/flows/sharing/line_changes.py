"""What a batch changed in one lesson's text: stretches of blocks that can go back each alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from app.flows.review.changed_blocks import BlockChange, changed_blocks
from sync.merge.edits import Edit, apply, carry, edits
from sync.merge.fold import Confirmation, Item, Revision
from sync.merge.lines import split_keeping
from sync.model.ids import FactId, PersonId, sha_of
from sync.workspace.arisen import arisen
from sync.workspace.receipts import Touched
from sync.workspace.revisions import LessonFacts

_MOST_READ = 60
"""Of more revisions in one lesson it is not told who changed which stretch."""
_FEW_WORDS = 3


@dataclass(frozen=True)
class TextLine:
    """Stretches that go back together: a block that was moved is gone here and put there.

    Each of `changes` turns the text after the batch into the one before it; `start` is where the
    first stands in the text after.
    """

    id: str
    changes: tuple[BlockChange, ...]
    people: tuple[PersonId, ...]
    at: int
    touched: Touched
    kind: Literal["words", "overlap", "settled", "reopened"] = "words"
    """Beside words: what came made, settled or opened again an overlap; the text is as it was."""
    settled: tuple[FactId, ...] = ()
    """The confirmations that came with it."""
    took_back: bool = False
    """What came is itself something taken back, for the reason `why`."""
    why: str = ""

    @property
    def start(self) -> int:
        """Where the first stretch stands in the text after the batch."""
        return self.changes[0].start

    @property
    def before(self) -> str:
        """The words that go back in."""
        return "".join(change.after for change in self.changes)

    @property
    def after(self) -> str:
        """The words that the batch brought."""
        return "".join(change.before for change in self.changes)


@dataclass(frozen=True)
class _Settling:
    """A confirmation that came, and where the overlap that it closed stands in the text after."""

    said: Confirmation
    start: int
    end: int


def text_lines(facts: LessonFacts, touched: Touched) -> list[TextLine]:
    """List what changed between the two texts; raise NotFound where one is no longer here."""
    history = facts.history
    before, after = history.text_at(touched.before), history.text_at(touched.after)
    came = _came(facts, touched)
    changes = changed_blocks(after, before)
    found = _overlaps_alone(facts, touched, changes, after)
    settlings = _settlings(facts, touched, before, after)
    for group in _together(changes):
        with_it = [one for one in settlings if any(_meets(c, one.start, one.end) for c in group)]
        settlings = [one for one in settlings if one not in with_it]
        behind = _behind(facts, came, group)
        people = tuple(dict.fromkeys(revision.person for revision in behind))
        at = max((revision.at for revision in behind), default=0)
        back, why = _taken_back(facts, behind)
        found.append(
            TextLine(
                _ident(touched, group),
                tuple(group),
                people,
                at,
                touched,
                took_back=back,
                why=why,
                settled=tuple(one.said.id for one in with_it),
            )
        )
    found += [_settled_alone(facts, touched, one, after) for one in settlings]
    return sorted(found, key=lambda line: line.start)


def touches(change: BlockChange, item: Item) -> bool:
    """Tell whether a stretch of the text after the batch has to do with an overlap's place."""
    if item.start is None or item.end is None:
        return False
    return _meets(change, item.start, item.end)


def _meets(change: BlockChange, start: int, end: int) -> bool:
    return change.start <= end and start <= change.end


def _settlings(facts: LessonFacts, touched: Touched, before: str, after: str) -> list[_Settling]:
    """List the choices that came, also to have none; those about no place stand at the top."""
    came = {one.id for one in _came(facts, touched)}
    said = [one for one in facts.history.confirmations if one.revision in came]
    if not said:
        return []
    then = facts.history_at(touched.before).items if touched.before else ()
    # two choices apart are an overlap that came: closing that one leaves the first as it was
    decided = {i for item in then if item.state == "confirmed" for i in item.ids}
    said = [one for one in said if not (one.sha and one.overlaps <= decided)]
    steps = edits(before, after)
    found = []
    for one in said:
        places = [item for item in then if item.ids & one.overlaps and item.start is not None]
        start, end = 0, 0
        if places and places[0].start is not None and places[0].end is not None:
            start, end, _ = carry(steps, places[0].start, places[0].end)
        found.append(_Settling(one, start, end))
    return found


def _settled_alone(facts: LessonFacts, touched: Touched, one: _Settling, after: str) -> TextLine:
    """Make a line of a choice that left the text as it was."""
    stands = after[one.start : one.end]
    place = BlockChange(one.start, one.end, stands, stands)
    at = next((fact.at for fact, _ in facts.confirmed if fact.id == one.said.id), 0)
    ident = sha_of(f"{_ident(touched, [place])} {one.said.id}")[:12]
    return TextLine(
        ident, (place,), (one.said.person,), at, touched,
        kind="settled" if one.said.sha else "reopened", settled=(one.said.id,),
    )  # fmt: skip


def _overlaps_alone(
    facts: LessonFacts, touched: Touched, changes: Sequence[BlockChange], after: str
) -> list[TextLine]:
    """Make a line of each overlap in whose place the text is what it was before."""
    found: list[TextLine] = []
    for item in arisen(facts, touched.before, touched.after):
        if item.start is None or item.end is None or any(touches(c, item) for c in changes):
            continue
        stands = after[item.start : item.end]
        place = BlockChange(item.start, item.end, stands, stands)
        came = {one.id: one for one in _came(facts, touched)}
        behind = [came[r] for one in item.wordings for r in one.revisions if r in came]
        people = tuple(dict.fromkeys(one.person for one in behind))
        at = max((one.at for one in behind), default=0)
        ident = _ident(touched, [place])
        found.append(TextLine(ident, (place,), people, at, touched, kind="overlap"))
    return found


def _ident(touched: Touched, group: Iterable[BlockChange]) -> str:
    spelled = [f"{c.start}\0{c.before}\0{c.after}" for c in group]
    return sha_of("\0".join((touched.log, touched.name, *touched.after, *spelled)))[:12]


def text_without(after: str, lines: Iterable[TextLine]) -> str:
    """Give the text after a batch with these stretches as they were before it."""
    return apply(after, steps_back(lines))


def steps_back(lines: Iterable[TextLine]) -> list[Edit]:
    """List the edits that put these stretches back, in rising order."""
    changes = sorted((c for line in lines for c in line.changes), key=lambda c: (c.start, c.end))
    return [Edit(c.start, c.end - c.start, c.after) for c in changes]


def _came(facts: LessonFacts, touched: Touched) -> list[Revision]:
    ancestry = facts.history.ancestry
    known = [head for head in touched.before if ancestry.knows(head)]
    mask = ancestry.seen_by(*touched.after) & ~ancestry.seen_by(*known)
    return [ancestry.revisions[ident] for ident in ancestry.members(mask)]


def _behind(
    facts: LessonFacts, came: Sequence[Revision], group: Sequence[BlockChange]
) -> Sequence[Revision]:
    """Find the revisions that wrote, or took out, lines of these stretches; all where none did."""
    if len({revision.person for revision in came}) < 2 or len(came) > _MOST_READ:
        return came
    put, gone = Counter[str](), Counter[str]()
    for change in group:
        ones, twos = _lines(change.before), _lines(change.after)
        put, gone = put + (ones - twos), gone + (twos - ones)
    found = []
    for revision in came:
        old = _lines(facts.history.text_at(revision.parents) if revision.parents else "")
        new = _lines(facts.text_of(revision.id))
        if (new - old) & put or (old - new) & gone:
            found.append(revision)
    return found or came


def _taken_back(facts: LessonFacts, behind: Sequence[Revision]) -> tuple[bool, str]:
    """Tell whether all of these put back what stood before, and the last reason given."""
    bodies = [facts.revised[one.id][1] for one in behind if one.id in facts.revised]
    if not bodies or not all(body.restores for body in bodies):
        return False, ""
    return True, bodies[-1].why


def _lines(text: str) -> Counter[str]:
    return Counter(line.strip() for line in split_keeping(text) if line.strip())


def _together(changes: Sequence[BlockChange]) -> list[list[BlockChange]]:
    """Join the stretches between which lines were moved: one alone would lose or double them."""
    groups: list[list[BlockChange]] = []
    for change in changes:
        joined = [group for group in groups if any(_moved(one, change) for one in group)]
        rest = [group for group in groups if group not in joined]
        groups = [*rest, [*(one for group in joined for one in group), change]]
    return sorted((sorted(g, key=lambda c: c.start) for g in groups), key=lambda g: g[0].start)


def _moved(one: BlockChange, two: BlockChange) -> bool:
    return bool(_gone(one) & _put(two) or _put(one) & _gone(two))


def _put(change: BlockChange) -> set[str]:
    return {line for line in _lines(change.before) - _lines(change.after) if _tells(line)}


def _gone(change: BlockChange) -> set[str]:
    return {line for line in _lines(change.after) - _lines(change.before) if _tells(line)}


def _tells(line: str) -> bool:
    return len(line.split()) > _FEW_WORDS

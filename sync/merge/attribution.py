"""Who wrote which characters of a lesson: every code point of a text has exactly one writer.

A character belongs to whoever first wrote the words that it stands in. Who moves a line, puts one
or a part of one back (undo, restoring, taking back), or accepts a suggestion, wrote nothing by
that. It is a pure function of the history: the same on every laptop, whatever came first.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sync.merge.edits import Edit, edits
from sync.merge.fold import History
from sync.merge.lines import split_keeping
from sync.merge.words import tokens
from sync.model.ids import FactId, PersonId

Steps = Mapping[FactId, tuple[FactId, Sequence[tuple[int, int, str]]]]
"""For revisions that are written as a difference: from which parent, and which."""

_NOBODY = 0xFFFF
_LONG = 16
"""So many signs that stand in a line of before were put back from it; fewer may be chance."""
_Marks = array


@dataclass(frozen=True)
class Stretch:
    """Code points `start` to `end` of a text, all by one person; stretches cover the whole text."""

    start: int
    end: int
    person: PersonId


def writers(
    history: History, steps: Steps | None = None, heads: Sequence[FactId] | None = None
) -> tuple[Stretch, ...]:
    """Tell who wrote each stretch of today's text, or of the text that these heads have."""
    wanted = history.heads if heads is None else tuple(history.ancestry.heads_of(heads))
    text = history.text if heads is None else history.text_at(wanted)
    return _Attribution(history, steps or {}, wanted).stretches(wanted, text)


def counts(stretches: Iterable[Stretch]) -> dict[PersonId, int]:
    """Count the code points of each writer."""
    found: dict[PersonId, int] = {}
    for one in stretches:
        found[one.person] = found.get(one.person, 0) + one.end - one.start
    return found


def shares(counted: Mapping[PersonId, int]) -> dict[PersonId, int]:
    """Give whole percentages that sum to exactly 100, or nothing for no text.

    What rounding leaves over goes to the largest remainders, by id where they are equal.
    """
    total = sum(counted.values())
    if not total:
        return {}
    found = {person: count * 100 // total for person, count in counted.items()}
    left = 100 - sum(found.values())
    by_rest = sorted(counted, key=lambda p: (-(counted[p] * 100 % total), p))
    for person in by_rest[:left]:
        found[person] += 1
    return found


class _Attribution:
    """Walks the history, parents before children, with the writer of each character."""

    def __init__(self, history: History, steps: Steps, heads: Sequence[FactId]) -> None:
        self._history, self._steps = history, steps
        revisions = history.revisions
        self._people = sorted({one.by or one.person for one in revisions.values()})
        self._number = {person: number for number, person in enumerate(self._people)}
        self._marks: dict[FactId, _Marks[int]] = {}
        self._texts: dict[FactId, str] = {}
        self._first: dict[str, list[tuple[FactId, _Marks[int]]]] = {}
        needed: dict[FactId, int] = {}
        for ident in history.ancestry.order:
            for parent in self._under(ident):
                needed[parent] = needed.get(parent, 0) + 1
        for ident in history.ancestry.order:
            self._attribute(ident)
            for parent in self._under(ident):
                needed[parent] -= 1
                if not needed[parent] and parent not in heads:
                    del self._marks[parent], self._texts[parent]

    def _under(self, ident: FactId) -> tuple[FactId, ...]:
        """The heads of the text that a revision was written on, in id order."""
        history = self._history
        return tuple(sorted(history.ancestry.heads_of(history.revisions[ident].parents)))

    def stretches(self, heads: Sequence[FactId], text: str) -> tuple[Stretch, ...]:
        """Join the characters of a text into stretches."""
        marks = self._folded(heads, text)
        found: list[Stretch] = []
        start = 0
        for at in range(1, len(marks) + 1):
            if at == len(marks) or marks[at] != marks[start]:
                found.append(Stretch(start, at, self._people[marks[start]]))
                start = at
        return tuple(found)

    def _attribute(self, ident: FactId) -> None:
        history, under = self._history, self._under(ident)
        revision = history.revisions[ident]
        writer = self._number[revision.by or revision.person]
        text = history.text_at((ident,))
        before = history.text_at(under) if under else ""
        steps = self._steps.get(ident)
        if steps is not None and under == (steps[0],):
            changed: Iterable[Edit] = [Edit(*step) for step in steps[1]]
        else:
            changed = edits(before, text)
        old = self._folded(under, before)
        marks = array("H")
        put_in: list[tuple[int, int]] = []
        at = 0
        seen = history.ancestry.seen_by(*under) if under else 0
        for step in changed:
            marks += old[at : step.start]
            put_in.append((len(marks), len(marks) + len(step.inserted)))
            marks += self._written(step.inserted, writer, seen, said=bool(revision.by))
            at = step.end
        marks += old[at:]
        if not revision.by:
            self._put_back(text, marks, put_in, seen)
        self._marks[ident], self._texts[ident] = marks, text
        self._remember(ident, text, marks)

    def _written(self, inserted: str, writer: int, seen: int, *, said: bool) -> _Marks[int]:
        """Give the writers of what was put in: words known from before keep theirs.

        Where the revision itself has `said` whose words it brings, as what was passed on does, that
        is believed of parts of lines.
        """
        marks = array("H")
        for line in split_keeping(inserted):
            words = line.removesuffix("\n")
            known = self._known(words, seen)
            if known is None and not said:
                known = self._known_part(words, seen)
            marks += _as_long_as(line, known or array("H", [writer]))
        return marks

    def _put_back(
        self, text: str, marks: _Marks[int], put_in: Sequence[tuple[int, int]], seen: int
    ) -> None:
        """Let a line that reads as one did before be of who wrote it then, whatever was put in."""
        starts = iter(put_in)
        span = next(starts, None)
        at = 0
        for line in split_keeping(text):
            end = at + len(line)
            while span is not None and span[1] <= at:
                span = next(starts, None)
            if span is None:
                return
            if span[0] < end and (known := self._known(line.removesuffix("\n"), seen)):
                marks[at:end] = _as_long_as(line, known)
            at = end

    def _known(self, line: str, seen: int) -> _Marks[int] | None:
        place = self._history.ancestry.place
        found = [one for one in self._first.get(line, ()) if seen >> place[one[0]] & 1]
        # of several who wrote it apart, one and the same whatever came first
        return min(found)[1] if found else None

    def _known_part(self, words: str, seen: int) -> _Marks[int] | None:
        """Give the writers of what stood within a line before; of several, of the first by id."""
        inside = words.strip()
        if len(inside) < _LONG:
            return None
        place = self._history.ancestry.place
        found = [
            (ident, line, marks)
            for line, several in self._first.items()
            if inside in line
            for ident, marks in several
            if seen >> place[ident] & 1
        ]
        if not found:
            return None
        _, line, marks = min(found)
        at = line.index(inside)
        part = marks[at : at + len(inside)]
        before = len(words) - len(words.lstrip())
        return part[:1] * before + part + part[-1:] * (len(words) - before - len(inside))

    def _remember(self, ident: FactId, text: str, marks: _Marks[int]) -> None:
        """Note who wrote each line with words in it, where no ancestor had it before."""
        at, seen = 0, self._history.ancestry.seen_by(ident)
        for line in split_keeping(text):
            words = line.removesuffix("\n")
            if words.strip() and self._known(words, seen) is None:
                self._first.setdefault(words, []).append((ident, marks[at : at + len(words)]))
            at += len(line)

    def _folded(self, heads: Sequence[FactId], text: str) -> _Marks[int]:
        """Give the writers of a text woven from heads: from each head what it brought."""
        in_order = sorted(heads)
        if len(in_order) == 1 and self._texts.get(in_order[0]) == text:
            return self._marks[in_order[0]]
        marks = array("H", [_NOBODY]) * len(text)
        for head in in_order:
            _lay(marks, self._marks[head], edits(self._texts[head], text))
        self._fill(marks, in_order, text)
        return marks

    def _fill(self, marks: _Marks[int], heads: Sequence[FactId], text: str) -> None:
        """Find the writers of words that were woven into a line anew, one by one.

        What weaving alone has set, as the space between two additions, goes with what stands
        before it.
        """
        if _NOBODY not in marks:
            return
        words: dict[str, _Marks[int]] = {}
        for head in heads:
            at = 0
            for token in tokens(self._texts[head]):
                words.setdefault(token, self._marks[head][at : at + len(token)])
                at += len(token)
        at = 0
        for token in tokens(text):
            if not token.isspace() and _NOBODY in marks[at : at + len(token)] and token in words:
                marks[at : at + len(token)] = words[token]
            at += len(token)
        last = next((one for one in marks if one != _NOBODY), 0)
        for at, one in enumerate(marks):
            if one == _NOBODY:
                marks[at] = last
            else:
                last = one


def _as_long_as(line: str, marks: _Marks[int]) -> _Marks[int]:
    """Let the last writer stand for the end of the line, too; one writer for all of it."""
    return marks + marks[-1:] * (len(line) - len(marks))


def _lay(marks: _Marks[int], source: _Marks[int], changed: Iterable[Edit]) -> None:
    """Note the writers of what stands in a text as it stood in another one."""
    read = write = 0
    for step in [*changed, Edit(len(source), 0, "")]:
        for offset in range(step.start - read):
            if marks[write + offset] == _NOBODY:
                marks[write + offset] = source[read + offset]
        write += step.start - read + len(step.inserted)
        read = step.end

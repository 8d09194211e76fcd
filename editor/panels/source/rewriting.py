"""How much of a text somebody else's change has made theirs: more than the words that differ.

Words and blanks that two wordings happen to share are nobody's sign. A change is looked at sentence
by sentence (a line ends one, too), and takes over what stands between and beside its places:

* the whole sentence, where what it took out, or put in its place, is as much as stayed, or more;
  and where it took nothing out, but put in twice as much;
* in any other, each stretch of what stayed that is shorter than what it took out right beside it;
* words that a place may slide along: of "of the sea of ice" nobody can tell which "of" came in.

A blank in place of a line's end, or the other way, is no change. All is counted in signs that are
not blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from editor.panels.source.text_edits import Edits, growth
from sync.merge.edits import Edit, apply
from sync.merge.words import WORD

_END = re.compile(r"[.!?…]+[\"'”’»)\]*_~`]*(?=\s)|\n")
_CLOSED = re.compile(r"[.!?…]+[\"'”’»)\]*_~`]*$")
_MOST_CLOSERS = 12


class _Stretch(NamedTuple):
    """What stayed between two changes of one sentence, or between one and its end."""

    start: int
    end: int
    weight: int


@dataclass
class _Sentence:
    """Changes that no sentence's end parts: `stretches[n]` stands before change n, one behind."""

    changes: list[Edit]
    stretches: list[_Stretch]


def rewritten(before: str, edits: Sequence[Edit]) -> Edits:
    """Widen edits of a text, which cut no words, to all that they made somebody else's."""
    told = [edit for edit in edits if not _wraps(before, edit)]
    lows, highs = [edit.end for edit in told], [edit.start for edit in told]
    bounds = zip(told, [0, *lows], [*highs[1:], len(before)], strict=False)
    apart = tuple(_apart(_slid(before, *one) for one in bounds))
    after = apply(before, apart)
    found: list[Edit] = []
    for sentence in _sentences(before, after, apart):
        found += _taken_over(before, sentence)
    return tuple(found)


def _weight(text: str) -> int:
    return sum(map(len, text.split()))


def _wraps(before: str, edit: Edit) -> bool:
    """Tell whether an edit puts one blank in place of another."""
    gone = before[edit.start : edit.end]
    return edit.deleted == len(edit.inserted) == 1 and (gone + edit.inserted).isspace()


def _slid(before: str, edit: Edit, least: int, most: int) -> Edit:
    """Widen a pure edit by the words that it may slide along, between two places."""
    if bool(edit.deleted) == bool(edit.inserted):
        return edit
    run = edit.inserted or before[edit.start : edit.end]
    size, low, high = len(run), edit.start, edit.end
    while low > least and before[low - 1] == run[(low - 1 - edit.start) % size]:
        low -= 1
    while high < most and before[high] == run[(high - edit.end) % size]:
        high += 1
    while low < edit.start and _in_word(before, low):
        low += 1
    while high > edit.end and _in_word(before, high):
        high -= 1
    low = low if WORD.search(before, low, edit.start) else edit.start
    high = high if WORD.search(before, edit.end, high) else edit.end
    text = before[low : edit.start] + edit.inserted + before[edit.end : high]
    return Edit(low, high - low, text)


def _in_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and bool(WORD.fullmatch(text, place - 1, place + 1))


def _apart(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Join edits that overlap by now, or touch: there both hold the text as it is."""
    last: Edit | None = None
    for edit in edits:
        if last is None:
            last = edit
        elif edit.start > last.end:
            yield last
            last = edit
        else:
            text = last.inserted[: len(last.inserted) - (last.end - edit.start)] + edit.inserted
            last = Edit(last.start, max(last.end, edit.end) - last.start, text)
    if last is not None:
        yield last


def _sentences(before: str, after: str, edits: Edits) -> Iterator[_Sentence]:
    """Group changes by the sentences that they are in."""
    shift, place = 0, 0
    ended = True  # a sentence of both texts ends where the last change does
    sentence = _Sentence([], [])
    for edit in edits:
        begins = _parted(before, edit.start) and _parted(after, edit.start + shift)
        first, last = _ends(before, place, edit.start)
        if not sentence.changes or ended or begins or last > place:
            if sentence.changes:
                head = _stretch(before, place, place if ended else first)
                sentence.stretches.append(head)
                yield sentence
            tail = _stretch(before, edit.start if begins else last, edit.start)
            sentence = _Sentence([], [tail])
        else:
            between = before[place : edit.start]
            sentence.stretches.append(_Stretch(place, edit.start, _weight(between)))
        sentence.changes.append(edit)
        shift, place = shift + growth(edit), edit.end
        ended = _parted(before, place) and _parted(after, place + shift)
    if sentence.changes:
        first, _ = _ends(before, place, len(before))
        sentence.stretches.append(_stretch(before, place, place if ended else first))
        yield sentence


def _stretch(text: str, start: int, end: int) -> _Stretch:
    """Take a stretch that a sentence's end bounds; the blanks there belong to neither."""
    words = text[start:end]
    bare = words.strip()
    lead = len(words) - len(words.lstrip()) if bare else 0
    return _Stretch(start + lead, start + lead + len(bare), _weight(bare))


def _ends(text: str, start: int, end: int) -> tuple[int, int]:
    """Find the first and the last place between two where a sentence ends."""
    first = _END.search(text, start, end)
    if first is None:
        return end, start
    line = max(start, text.rfind("\n", start, end))
    last = first.end()
    for found in _END.finditer(text, line, end):
        last = found.end()
    return first.end(), last


def _parted(text: str, place: int) -> bool:
    """Tell whether a sentence ends at a place, on either side of the blanks there."""
    low = high = place
    while low and text[low - 1].isspace():
        low -= 1
    while high < len(text) and text[high].isspace():
        high += 1
    if not low or high == len(text) or "\n" in text[low:high]:
        return True
    return high > low and bool(_CLOSED.search(text, max(0, low - _MOST_CLOSERS), low))


def _put(text: str) -> int:
    """Weigh what was put into a sentence, without whole sentences that came with it."""
    first, last = _ends(text, 0, len(text))
    return _weight(text) if not last else _weight(text[:first]) + _weight(text[last:])


def _taken_over(before: str, sentence: _Sentence) -> Iterator[Edit]:
    """Give the changes of a sentence with what they take over of it."""
    gone = [_weight(before[edit.start : edit.end]) for edit in sentence.changes]
    put = sum(_put(edit.inserted) for edit in sentence.changes)
    stayed = [stretch.weight for stretch in sentence.stretches]
    if any(gone):
        whole = max(sum(gone), put) >= sum(stayed)
    else:
        whole = put >= 2 * sum(stayed)
    beside = [left + right for left, right in zip([0, *gone], [*gone, 0], strict=True)]
    taken = [whole or weight < lost for weight, lost in zip(stayed, beside, strict=True)]
    start, text = -1, ""
    for number, edit in enumerate(sentence.changes):
        here, there = sentence.stretches[number : number + 2]
        if start < 0:
            start = here.start if taken[number] and here.weight else edit.start
            text = before[start : edit.start]
        is_last = number + 1 == len(sentence.changes)
        goes_on = taken[number + 1] and (there.weight or not is_last)
        end = there.end if goes_on else edit.end
        text += edit.inserted + before[edit.end : end]
        if is_last or not goes_on:
            yield Edit(start, end - start, text)
            start = -1

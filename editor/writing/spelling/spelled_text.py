"""Hold what is misspelled in one lesson while it is written: an edit costs what it touches."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from editor.writing.prose.chunks import chunks, head_of
from editor.writing.prose.stretches import stretches_of_chunk
from editor.writing.prose.words import words
from editor.writing.spelling.spelling import Spelling


@dataclass(frozen=True, slots=True)
class Slip:
    """A word that may be misspelled, and where it stands (code points)."""

    start: int
    end: int
    word: str


_Slips = tuple[tuple[int, str], ...]


class SpelledText:
    """The text of a lesson, cut into chunks; each is checked once it is asked for.

    Belongs to the thread of its Spelling.
    """

    def __init__(self, spelling: Spelling, text: str = "") -> None:
        self._spelling = spelling
        self._chunks: list[str] = []
        self._slips: list[_Slips | None] = []
        self._starts: list[int] = [0]
        self.set(text)

    @property
    def text(self) -> str:
        """The text that is held."""
        return "".join(self._chunks)

    def set(self, text: str) -> None:
        """Take a whole new text; chunks that were judged before stay so."""
        judged = dict(zip(self._chunks, self._slips, strict=True))
        head = head_of(text)
        self._chunks = [text[:head], *(chunk for _, chunk in chunks(text))]
        self._slips = [(), *(judged.get(chunk) for chunk in self._chunks[1:])]
        self._count()

    def edit(self, start: int, deleted: int, inserted: str) -> tuple[int, int]:
        """Make an edit; give the range of the text now that is to be judged anew."""
        first = max(0, bisect_right(self._starts, start, hi=len(self._chunks)) - 2)
        if first == 0:
            text = self.text
            self.set(text[:start] + inserted + text[start + deleted :])
            return 0, len(text) - deleted + len(inserted)
        begin = self._starts[first]
        tail = "".join(self._chunks[first:])
        tail = tail[: start - begin] + inserted + tail[start + deleted - begin :]
        grown = len(inserted) - deleted
        new, same = self._cut_again(tail, begin, start + len(inserted), grown)
        self._chunks[first:same] = new
        self._slips[first:same] = [None] * len(new)
        self._count()
        return begin, begin + sum(map(len, new))

    def _cut_again(self, tail: str, begin: int, after: int, grown: int) -> tuple[list[str], int]:
        """Cut until a cut falls where one was before; give the pieces and the first old one kept.

        `tail` has no front matter: a rule at its head is one, by a line before it.
        """
        new: list[str] = []
        shift = 0
        if head_of(tail):
            shift, tail = 1, "\n" + tail
        old = {start + grown: number for number, start in enumerate(self._starts[:-1])}
        for at, chunk in chunks(tail):
            place = begin + max(0, at - shift)
            if new and place > after and place in old:
                return new, old[place]
            new.append(chunk[shift:] if at == 0 else chunk)
        return new, len(self._chunks)

    def slips(self, start: int = 0, end: int | None = None) -> tuple[Slip, ...]:
        """Give what may be misspelled in a range, judging there what was not judged yet."""
        end = self._starts[-1] if end is None else end
        number = max(0, bisect_right(self._starts, start, hi=len(self._chunks)) - 1)
        out: list[Slip] = []
        while number < len(self._chunks) and self._starts[number] <= end:
            at = self._starts[number]
            for place, word in self._of(number):
                if at + place + len(word) >= start and at + place <= end:
                    out.append(Slip(at + place, at + place + len(word), word))
            number += 1
        return tuple(out)

    def _of(self, number: int) -> _Slips:
        slips = self._slips[number]
        if slips is None:
            slips = self._slips[number] = tuple(
                (stretch.start + at, word)
                for stretch in stretches_of_chunk(self._chunks[number])
                for at, word in words(stretch.prose)
                if not self._spelling.is_right(word)
            )
        return slips

    def _count(self) -> None:
        self._starts = [0, *accumulate(map(len, self._chunks))]

"""Held by the spelling thread: the dictionaries in use, and the lesson that is looked over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from editor.writing.spelling.spelled_text import SpelledText
    from editor.writing.spelling.spelling import Spelling


@dataclass(frozen=True)
class Wanted:
    """In which languages to look, which words are the person's own, where dictionaries lie."""

    languages: tuple[str, ...]
    own_words: tuple[str, ...]
    folders: tuple[Path, ...]


@dataclass(frozen=True)
class Looked:
    """Where words may be misspelled, in code points.

    `missing` names languages that cannot be looked over, `troubles` say so in sentences.
    """

    slips: tuple[tuple[int, int], ...]
    troubles: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


class Speller:
    """Judge the words of one lesson at a time; what was judged before is remembered."""

    def __init__(self) -> None:
        self._wanted: Wanted | None = None
        self._spelling: Spelling | None = None
        self._lesson: SpelledText | None = None

    def look(self, wanted: Wanted, text: str, start: int, end: int) -> Looked:
        """Look over a stretch of a lesson."""
        spelling, lesson = self._ready(wanted)
        lesson.set(text)
        slips = tuple((slip.start, slip.end) for slip in lesson.slips(start, end))
        return Looked(slips, spelling.troubles, spelling.missing)

    def after(self, wanted: Wanted, text: str, place: int) -> tuple[int, int] | None:
        """Find the next word that may be misspelled, round the end; None if there is none."""
        _, lesson = self._ready(wanted)
        lesson.set(text)
        for first, last in ((place, None), (0, place)):
            for slip in lesson.slips(first, last):
                if slip.start >= first:
                    return slip.start, slip.end
        return None

    def forget(self) -> None:
        """Load the dictionaries anew when they are needed next."""
        self._wanted = None

    def suggest(self, word: str) -> Sequence[str]:
        """Give words that may have been meant, best first."""
        return self._spelling.suggest(word) if self._spelling is not None else ()

    def _ready(self, wanted: Wanted) -> tuple[Spelling, SpelledText]:
        from editor.writing.spelling.dictionaries import Dictionaries
        from editor.writing.spelling.spelled_text import SpelledText
        from editor.writing.spelling.spelling import Spelling

        if self._spelling is None or self._lesson is None or wanted != self._wanted:
            known = Dictionaries(wanted.folders)
            self._spelling = Spelling(wanted.languages, wanted.own_words, dictionaries=known)
            self._lesson = SpelledText(self._spelling)
            self._wanted = wanted
        return self._spelling, self._lesson


def languages_in(folders: Sequence[Path]) -> tuple[str, ...]:
    """List the languages that there are dictionaries for; none where no library reads them."""
    from editor.writing.spelling.dictionaries import Dictionaries, engine

    if engine() is None:
        return ()
    return tuple(one.name for one in Dictionaries(folders).all())

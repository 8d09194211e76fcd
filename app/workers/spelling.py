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
    folder: Path


class Speller:
    """Judge the words of one lesson at a time; what was judged before is remembered."""

    def __init__(self) -> None:
        self._wanted: Wanted | None = None
        self._spelling: Spelling | None = None
        self._lesson: SpelledText | None = None

    def slips(self, wanted: Wanted, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """List where words of a stretch may be misspelled, in code points."""
        lesson = self._ready(wanted)
        lesson.set(text)
        return [(slip.start, slip.end) for slip in lesson.slips(start, end)]

    def suggest(self, word: str) -> Sequence[str]:
        """Give words that may have been meant, best first."""
        return self._spelling.suggest(word) if self._spelling is not None else ()

    def _ready(self, wanted: Wanted) -> SpelledText:
        from editor.writing.spelling.dictionaries import Dictionaries
        from editor.writing.spelling.spelled_text import SpelledText
        from editor.writing.spelling.spelling import Spelling

        if self._lesson is None or wanted != self._wanted:
            known = Dictionaries((wanted.folder,))
            self._spelling = Spelling(wanted.languages, wanted.own_words, dictionaries=known)
            self._lesson = SpelledText(self._spelling)
            self._wanted = wanted
        return self._lesson

"""Say whether words are spelled right: one that any of the chosen languages accepts is.

All of it belongs to one thread, whichever: the library below is not made for two.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from editor.writing.spelling.dictionaries import Dictionaries, Engine, engine, told
from editor.writing.spelling.languages import base_of, script_of_language, script_of_word

LONGEST = 100
"""Longer runs of letters (signs) are no words."""
_MOST_REMEMBERED = 200_000


class Spelling:
    """Check words in some languages, given by their tags, and in a person's own words."""

    def __init__(
        self, languages: Sequence[str], own_words: Iterable[str] = (), *, dictionaries: Dictionaries
    ) -> None:
        self._own = {_plain(word) for word in own_words}
        self._known: dict[str, bool] = {}
        self._engines: list[tuple[str, Engine]] = []
        self._load(languages, dictionaries)

    def _load(self, languages: Sequence[str], dictionaries: Dictionaries) -> None:
        load = engine()
        missing: list[str] = []
        for tag in dict.fromkeys(languages):
            found = dictionaries.find(tag)
            if load is None or not found:
                missing.append(tag)
            else:
                self._engines += ((script_of_language(tag), load(one)) for one in found)
        self.missing = tuple(missing)
        self.troubles = tuple(
            dict.fromkeys(told(tag, has_engine=load is not None) for tag in missing)
        )
        # A half-chosen pair of languages would mark every word of the other one.
        unread = {base_of(tag) for tag in missing}
        self._scripts = {script for script, _ in self._engines}
        self._scripts -= {script_of_language(tag) for tag in unread}

    @property
    def own_words(self) -> tuple[str, ...]:
        """The person's own words, in their order of letters."""
        return tuple(sorted(self._own, key=str.casefold))

    def learn(self, word: str) -> None:
        """Take a word into the person's own."""
        self._own.add(_plain(word))
        self._known.clear()

    def forget(self, word: str) -> None:
        """Take a word out of the person's own."""
        self._own.discard(_plain(word))
        self._known.clear()

    def is_right(self, word: str) -> bool:
        """Say whether a word is right, or is none that can be judged.

        Not judged: words in a script that no chosen language is written in, abbreviations in
        capitals, names such as `iPhone`.
        """
        right = self._known.get(word)
        if right is None:
            if len(self._known) > _MOST_REMEMBERED:
                self._known.clear()
            right = self._known[word] = self._judge(_plain(word))
        return right

    def suggest(self, word: str, most: int = 6) -> tuple[str, ...]:
        """Give words that may have been meant, best first: some tens of milliseconds, on demand."""
        plain = _plain(word)[:LONGEST]
        lists = [list(one.suggest(plain)) for _, one in self._engines if plain]
        turns = [found[n] for n in range(most) for found in lists if n < len(found)]
        return tuple(dict.fromkeys(turns))[:most]

    def _judge(self, word: str) -> bool:
        if len(word) < 2 or len(word) > LONGEST or word in self._own or word.lower() in self._own:
            return True
        if word.isupper() or any(letter.isupper() for letter in word[1:]):
            return True
        script = script_of_word(word)
        if script not in self._scripts:
            return True
        return self._accepted(word, script) or all(
            self._accepted(part, script) for part in _parts(word)
        )

    def _accepted(self, word: str, script: str) -> bool:
        return word in self._own or any(
            known == script and one.spell(word) for known, one in self._engines
        )


def _plain(word: str) -> str:
    return unicodedata.normalize("NFC", word.replace("’", "'").replace("\0", "")).strip()


def _parts(word: str) -> list[str]:
    """Cut at apostrophes (`l'ami`); a word that has none is not right by its parts."""
    parts = [part for part in word.split("'") if len(part) > 1]
    return parts if "'" in word else [word]

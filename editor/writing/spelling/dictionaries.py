"""Find the dictionaries there are, load one, take in a pair that a person brings.

A dictionary is a pair of files, `LANGUAGE.aff` and `LANGUAGE.dic`, in Hunspell's form. The library
that reads them has no build for some machines: then there are none, and all else works.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from editor.writing.spelling.languages import base_of, name_of
from sync.model.errors import BadInput
from sync.model.language import say

_MOST_BYTES = 30_000_000
_MOST_COUNTRIES = 4
_NAME = re.compile(r"[A-Za-z]{2,3}(?:[_-][A-Za-z0-9]{1,12}){0,3}")


class Engine(Protocol):
    """What a loaded dictionary can do. Never used from two threads."""

    def spell(self, word: str) -> bool:
        """Say whether the word is right."""

    def suggest(self, word: str) -> Sequence[str]:
        """Give words that may have been meant."""


@dataclass(frozen=True, slots=True)
class Dictionary:
    """A pair of files; `name` is their name without its ending: a language, perhaps a country."""

    name: str
    folder: Path


class Dictionaries:
    """The dictionaries in some folders; those of earlier folders come first."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = (*folders, *_in_the_library())

    def all(self) -> tuple[Dictionary, ...]:
        """List them, each name once."""
        found: dict[str, Dictionary] = {}
        for one in self._pairs():
            found.setdefault(one.name.lower(), one)
        return tuple(found.values())

    def find(self, tag: str) -> tuple[Dictionary, ...]:
        """Find those for a language: of its country, of none, else of all its countries.

        `en` alone is English of any country, and a word is right if it is right in one.
        """
        wanted, base = tag.replace("-", "_").lower(), base_of(tag)
        known: dict[str, Dictionary] = {}
        for one in self.all():
            known.setdefault(one.name.replace("-", "_").lower(), one)
        for name in (wanted, base):
            if name in known:
                return (known[name],)
        likely = [one for name, one in known.items() if name.startswith(wanted + "_")]
        likely = likely or [one for name, one in known.items() if name.startswith(base + "_")]
        return tuple(likely[:_MOST_COUNTRIES])

    def _pairs(self) -> Iterator[Dictionary]:
        for folder in self._folders:
            for aff in sorted(folder.glob("*.aff")) if folder.is_dir() else ():
                if _NAME.fullmatch(aff.stem) and aff.with_suffix(".dic").is_file():
                    yield Dictionary(aff.stem, folder)


class _OfItsSigns:
    """Refuse words with signs that the dictionary's encoding does not have; the library raises."""

    def __init__(self, loaded: Engine) -> None:
        self._loaded = loaded

    def spell(self, word: str) -> bool:
        try:
            return bool(self._loaded.spell(word))
        except UnicodeEncodeError:
            return False

    def suggest(self, word: str) -> Sequence[str]:
        try:
            return self._loaded.suggest(word)
        except UnicodeEncodeError:
            return ()


def engine() -> Callable[[Dictionary], Engine] | None:
    """Give what loads a dictionary (30 ms each); None on a machine without the library."""
    try:
        from hunspell import Hunspell
    except ImportError:
        return None

    def load(dictionary: Dictionary) -> Engine:
        made = Hunspell(
            dictionary.name,
            hunspell_data_dir=str(dictionary.folder),
            system_encoding=sys.getfilesystemencoding(),
        )
        return _OfItsSigns(made)

    return load


def take_in(aff: Path, dic: Path, folder: Path, language: str = "") -> Dictionary:
    """Copy a pair that a person chose into their folder; raises BadInput if it is none."""
    name = (language or dic.stem).replace("-", "_")
    if not _NAME.fullmatch(name):
        raise _no_pair(
            say("“{name}” is no name of a language.", name=name), say("Name it as de, or as pt_BR.")
        )
    rules, words = _read(aff), _read(dic)
    if not re.search(rb"^\s*(?:SET|TRY|FLAG|PFX|SFX|REP)\s", rules, re.MULTILINE):
        raise _no_pair(
            say("{file} holds no rules of spelling.", file=aff.name), say("Choose the .aff file.")
        )
    if not re.match(rb"(?:\xef\xbb\xbf)?\s*\d+", words):
        raise _no_pair(
            say("{file} holds no list of words.", file=dic.name),
            say("Choose the .dic file beside it."),
        )
    folder.mkdir(parents=True, exist_ok=True)
    for ending, content in ((".dic", words), (".aff", rules)):
        partial = folder / f"{name}{ending}.part"
        partial.write_bytes(content)
        partial.replace(folder / f"{name}{ending}")
    return Dictionary(name, folder)


def told(tag: str, *, has_engine: bool = True) -> str:
    """Say calmly that a language cannot be checked, and what to do."""
    if not has_engine:
        return say("Spelling cannot be checked on this computer. All else works as ever.")
    return say(
        "No dictionary for {language} yet, so its words are not checked. Add one: a "
        "pair of files, .aff and .dic.",
        language=name_of(tag),
    )


def _in_the_library() -> tuple[Path, ...]:
    try:
        import hunspell
    except ImportError:
        return ()
    return (Path(hunspell.__file__).parent / "dictionaries",)


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise _no_pair(
                say("{file} is larger than 30 MB.", file=path.name),
                say("Choose another dictionary."),
            )
        return path.read_bytes()
    except OSError as problem:
        raise _no_pair(
            say("{file} cannot be read.", file=path.name), say("Choose a file on this computer.")
        ) from problem


def _no_pair(what: str, mend: str) -> BadInput:
    return BadInput(what, safe=say("Your dictionaries are as they were."), mend=mend)

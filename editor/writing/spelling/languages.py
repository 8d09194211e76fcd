"""Know of languages what spelling needs: a name for people, and the script they are written in."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from sync.model.language import mark, say

_NAMES = {
    "ar": mark("Arabic"),
    "bg": mark("Bulgarian"),
    "ca": mark("Catalan"),
    "cs": mark("Czech"),
    "da": mark("Danish"),
    "de": mark("German"),
    "el": mark("Greek"),
    "en": mark("English"),
    "es": mark("Spanish"),
    "et": mark("Estonian"),
    "fi": mark("Finnish"),
    "fr": mark("French"),
    "he": mark("Hebrew"),
    "hi": mark("Hindi"),
    "hr": mark("Croatian"),
    "hu": mark("Hungarian"),
    "it": mark("Italian"),
    "ko": mark("Korean"),
    "lt": mark("Lithuanian"),
    "lv": mark("Latvian"),
    "nb": mark("Norwegian"),
    "nl": mark("Dutch"),
    "no": mark("Norwegian"),
    "pl": mark("Polish"),
    "pt": mark("Portuguese"),
    "ro": mark("Romanian"),
    "ru": mark("Russian"),
    "sk": mark("Slovak"),
    "sl": mark("Slovenian"),
    "sv": mark("Swedish"),
    "tr": mark("Turkish"),
    "uk": mark("Ukrainian"),
    "vi": mark("Vietnamese"),
}
_SCRIPTS = {
    "ar": "ARABIC", "fa": "ARABIC", "ur": "ARABIC", "be": "CYRILLIC", "bg": "CYRILLIC",
    "kk": "CYRILLIC", "mk": "CYRILLIC", "mn": "CYRILLIC", "ru": "CYRILLIC", "sr": "CYRILLIC",
    "uk": "CYRILLIC", "el": "GREEK", "he": "HEBREW", "yi": "HEBREW", "hi": "DEVANAGARI",
    "mr": "DEVANAGARI", "ne": "DEVANAGARI", "bn": "BENGALI", "ta": "TAMIL", "te": "TELUGU",
    "gu": "GUJARATI", "kn": "KANNADA", "ml": "MALAYALAM", "hy": "ARMENIAN", "ka": "GEORGIAN",
    "ko": "HANGUL",
}  # fmt: skip


def base_of(tag: str) -> str:
    """Give the language without its country: `de` of `de-AT`."""
    return tag.replace("-", "_").partition("_")[0].lower()


def name_of(tag: str) -> str:
    """Name a language for people; its tag where no name is known."""
    name = _NAMES.get(base_of(tag))
    return say(name) if name else tag


def script_of_language(tag: str) -> str:
    """Name the script that a language is written in, as Unicode does."""
    return _SCRIPTS.get(base_of(tag), "LATIN")


@lru_cache(maxsize=4_000)
def _script_of_letter(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def script_of_word(word: str) -> str:
    """Name the script of a word; "" if its letters are of several."""
    scripts = {_script_of_letter(letter) for letter in word if letter.isalpha()}
    return scripts.pop() if len(scripts) == 1 else ""

"""Tell by its small words which language a text is written in, of those known here."""

from __future__ import annotations

from collections.abc import Mapping

_SMALL = {
    "en": "the of and to in is that it you for are with this be on as can",
    "de": "der die und das ist nicht ein eine mit zu den von sie auf für im werden",
    "fr": "le la les des et est une un dans que pour vous du en qui pas avec",
    "es": "el la los las y es una un que en de del por para con se no",
    # Known so that they are taken for none of those above, and for what LIX allows them.
    "pt": "o a os as e é uma um que em de do da por para com não",
    "it": "il la le gli e è una un che in di del per con non si sono",
    "nl": "de het een van en in is dat niet op te voor met zijn je",
    "ru": "и в не на с что по для это как из к от или вы",
    "pl": "i w nie na z że do to jest się dla jak od lub przez",
}
_LANGUAGES: dict[str, list[str]] = {}
for _language, _words in _SMALL.items():
    for _word in _words.split():
        _LANGUAGES.setdefault(_word, []).append(_language)
_LEAST_SHARE = 0.12
_AHEAD = 1.2


def tongue_of(words: Mapping[str, int]) -> str:
    """Give a language's tag, or nothing where it is another than these or not clear.

    `words` are those of the text, and how often each stands in it.
    """
    shares = dict.fromkeys(_SMALL, 0)
    for word, count in words.items():
        for language in _LANGUAGES.get(word.lower(), ()):
            shares[language] += count
    first, second = sorted(shares, key=lambda one: -shares[one])[:2]
    clear = shares[first] >= _LEAST_SHARE * sum(words.values())
    ahead = shares[first] >= _AHEAD * shares[second]
    return first if clear and ahead and shares[first] else ""

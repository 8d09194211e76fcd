"""Random blocks as they are and as somebody would have them, to show the one in the other."""

from __future__ import annotations

import random

WORDS = ("say", "what", "you", "saw", "in", "draft", "then", "ask", "one", "not", "aloud", "a")
WORDS += ("it's", "reader's", "four2", "why")
AROUND = ("{}", "{}", "{}", "{}", "{}", "**{}**", "*{}*", "`{}`", "“{}”", "({})", "[{}](a.md)")
BEHIND = ("", "", "", "", ",", ";", ":", ".", "?", " –", "…")
ENDS = (".", ".", "?", "!", "")


def random_pair(chance: random.Random) -> tuple[str, str]:
    """Make a paragraph, and one in which some of its words are others."""
    words = [_word(chance) for _ in range(chance.randint(2, 14))]
    others = list(words)
    for _ in range(chance.randint(1, 4)):
        at = chance.randint(0, len(others))
        count = chance.randint(0, 3)
        others[at : at + count] = [_word(chance) for _ in range(chance.randint(0, 3))]
    first, then = chance.choice(ENDS), chance.choice(ENDS)
    return f"Here {' '.join(words)}{first}\n", _whole(chance, others, then)


def _word(chance: random.Random) -> str:
    return chance.choice(AROUND).format(chance.choice(WORDS)) + chance.choice(BEHIND)


def _whole(chance: random.Random, words: list[str], end: str) -> str:
    start = chance.choice(("Here ", "Here ", "Please, here ", "", "“Here” "))
    return f"{start}{' '.join(words) or 'nothing'}{end}\n"

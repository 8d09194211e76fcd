"""People who write at random: every word they put in is theirs alone in the whole test."""

from __future__ import annotations

import os
import random
import re
from collections import Counter

from sync.merge.words import WORD

SOAK = bool(os.environ.get("COURSEFOLK_SOAK"))
COMMON = [
    "the", "valve", "is", "checked", "twice", "a", "day", "naïve", "漢字", "עברית", "हिन्दी",
    "e\u0301cole", "👩🏽‍🔧", "`code`", "**bold**", "O’Neill’s", "3.5", "x\u00a0y", "a\u2028b",
]  # fmt: skip
BEGINNINGS = ["", "", "", "- ", "> ", "| ", "    ", "# "]
_MARKER = re.compile(r"w\d+q")


def examples(usual: int, soak: int) -> int:
    """How many examples to try: more with COURSEFOLK_SOAK=1."""
    return soak if SOAK else usual


def words(text: str) -> set[str]:
    """Runs of letters and digits."""
    return set(re.findall(r"[^\W_]+", text))


def letters(text: str) -> int:
    """How many letters and digits a text has."""
    return sum(map(len, WORD.findall(text)))


def markers(text: str) -> Counter[str]:
    """Words that one writer put in once, with how often they stand here."""
    return Counter(_MARKER.findall(text))


class Writer:
    """Makes random human edits of whole texts."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.count = 0

    def word(self) -> str:
        self.count += 1
        return f"w{self.count}q"

    def line(self) -> str:
        parts = [self.rng.choice(COMMON) for _ in range(self.rng.randint(0, 9))]
        parts.insert(self.rng.randint(0, len(parts)), self.word())
        return self.rng.choice(BEGINNINGS) + " ".join(parts)

    def text(self, lines: int) -> str:
        made = "".join(self.line() + self.rng.choice(["\n", "\n\n"]) for _ in range(lines))
        return made if self.rng.random() < 0.8 else made.rstrip("\n")

    def edit(self, text: str) -> str:
        """Make one edit as people make them."""
        lines, rng = text.split("\n"), self.rng
        at = rng.randrange(len(lines))
        kind = rng.choices(
            ["words", "insert", "delete", "rewrite", "move", "wrap", "blank", "copy", "indent"],
            [35, 18, 14, 8, 10, 5, 4, 3, 3],
        )[0]
        if kind == "words":
            parts = lines[at].split(" ")
            k = rng.randrange(len(parts) + 1)
            parts[k : k + rng.randint(0, 2)] = [self.word()]
            lines[at] = " ".join(parts)
        elif kind == "insert":
            lines[at:at] = [self.line() for _ in range(rng.randint(1, 3))]
        elif kind == "delete":
            del lines[at : at + rng.randint(1, 3)]
        elif kind == "rewrite":
            lines[at] = self.line()
        elif kind == "move":
            n = rng.randint(1, 2)
            block = lines[at : at + n]
            del lines[at : at + n]
            to = rng.randint(0, len(lines))
            lines[to:to] = block
        elif kind == "wrap":
            lines[at] = lines[at].replace(" ", "\n", 1)
        elif kind == "blank":
            lines.insert(at, "")
        elif kind == "copy":
            lines.insert(rng.randint(0, len(lines)), lines[at])
        else:
            lines[at] = rng.choice(["  ", "\t", ""]) + lines[at].strip() + rng.choice(["", "  "])
        return "\n".join(lines)

    def edits(self, text: str, times: int) -> str:
        for _ in range(times):
            text = self.edit(text)
        return text

"""Courses and edits made by chance from a fixed seed: the same on every machine."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

_SYLLABLES = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "la",
    "me",
    "ni",
    "po",
    "ru",
    "sa",
    "te",
    "vi",
    "zo",
    "ka",
    "lo",
    "mi",
    "nu",
    "ra",
    "se",
]
_WORDS = 6000
SHORT, REAL = 400, 1_100
"""Words of a lesson: a short one; and as many as lessons of real open courses have on average."""
PER_MODULE = 20


class Prose:
    """Writes Markdown that looks like a lesson's, from a vocabulary where some words are common."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        words = random.Random(0)
        self.vocabulary = [
            "".join(words.choice(_SYLLABLES) for _ in range(words.randint(1, 4)))
            for _ in range(_WORDS)
        ]

    def word(self) -> str:
        """Choose a word; the first of the vocabulary are the commonest."""
        return self.vocabulary[min(int(self.chance.expovariate(1 / 600)), _WORDS - 1)]

    def words(self, count: int) -> str:
        """Choose some words."""
        return " ".join(self.word() for _ in range(count))

    def sentence(self) -> str:
        """Write a sentence of 6 to 20 words."""
        return self.words(self.chance.randint(6, 20)).capitalize() + "."

    def paragraph(self) -> str:
        """Write some sentences on one line, as editors that wrap softly do."""
        marked = [self.sentence() for _ in range(self.chance.randint(2, 6))]
        if self.chance.random() < 0.3:
            marked.append(f"A **{self.word()}** and *{self.words(2)}* with `{self.word()}`.")
        if self.chance.random() < 0.15:
            marked.append(f"See [{self.words(2)}](https://example.org/{self.word()}).")
        return " ".join(marked)

    def block(self) -> str:
        """Write one block: mostly prose, sometimes what else a lesson is made of."""
        others: list[tuple[float, Callable[[], str]]] = [
            (0.10, lambda: "\n".join(f"- {self.sentence()}" for _ in range(4))),
            (0.13, lambda: "\n".join(f"{n}. {self.sentence()}" for n in (1, 2, 3))),
            (0.16, lambda: f"```python\n{self.word()} = {self.word()}({self.word()})\n```"),
            (0.19, lambda: f"> {self.sentence()}"),
            (0.22, self._table),
            (0.25, self._quiz),
            (0.32, lambda: f"## {self.words(4).capitalize()}"),
        ]
        drawn = self.chance.random()
        return next((write() for below, write in others if drawn < below), self.paragraph())

    def lesson(self, title: str, words: int = SHORT) -> str:
        """Write a lesson of about so many words."""
        blocks = [f"# {title}"]
        count = 0
        while count < words:
            blocks.append(self.paragraph() if count > words - 60 else self.block())
            count += len(blocks[-1].split())
        return "\n\n".join(blocks) + "\n"

    def _table(self) -> str:
        rows = [f"| {self.word()} | {self.words(3)} |" for _ in range(4)]
        return "\n".join([f"| {self.word()} | {self.word()} |", "| --- | --- |", *rows])

    def _quiz(self) -> str:
        wrong = [f"[( )] {self.words(3)}" for _ in range(3)]
        return "\n".join([f"{self.words(6).capitalize()}?", "", f"[(X)] {self.words(3)}", *wrong])


def course_folder(folder: Path, lessons: int, words: int) -> Path:
    """Write a course as a folder of Markdown files, 20 lessons a module."""
    prose = Prose(lessons)
    for first in range(0, lessons, PER_MODULE):
        module = folder / f"{first // PER_MODULE + 1:03} {prose.word().capitalize()}"
        module.mkdir(parents=True)
        for number in range(first, min(first + PER_MODULE, lessons)):
            title = f"Lesson {number + 1} {prose.words(2)}"
            path = module / f"{number - first + 1:02} {title}.md"
            path.write_text(prose.lesson(title, words), encoding="utf-8", newline="\n")
    return folder


def edited(text: str, edits: int, at: random.Random, prose: Prose) -> str:
    """Make edits in lines chosen by chance: words changed, lines added, lines taken out."""
    lines = text.split("\n")
    for number in at.sample([n for n, line in enumerate(lines) if line], edits):
        drawn = at.random()
        words = lines[number].split(" ")
        if drawn < 0.7:
            words[at.randrange(len(words))] = prose.word() + "x"
            lines[number] = " ".join(words)
        elif drawn < 0.85:
            lines[number] += f"\n\n{prose.paragraph()}"
        else:
            lines[number] = ""
    return "\n".join(lines)


def two_copies(base: str, edits: int, seed: int) -> tuple[str, str]:
    """Edit a text apart on two sides; every tenth edit falls on a line that both change."""
    both, prose = random.Random(seed), Prose(seed)
    lines = base.split("\n")
    shared = both.sample([n for n, line in enumerate(lines) if len(line) > 80], edits // 10)
    sides = []
    for side in (1, 2):
        mine = list(lines)
        for number in shared:
            words = mine[number].split(" ")
            words[2] = prose.word() + str(side)
            mine[number] = " ".join(words)
        apart = random.Random(f"{seed} {side}")
        sides.append(edited("\n".join(mine), edits - len(shared), apart, prose))
    return sides[0], sides[1]

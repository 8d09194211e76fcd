"""All of mine is undone among rewordings of others: no word of theirs goes, none is made."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field

import pytest

from editor.panels.source.arriving import arriving
from editor.panels.source.history import History
from editor.panels.source.piles import Pile
from sync.merge.edits import Edit
from tests.editor.panels.source.test_history import Desk

SMALL = ["of", "the", "in", "a", "on", "is", "and", "to", "it"]
WORD = re.compile(r"\w+")
GAP = re.compile(r"(?<=\w) |(?<=\.)(?=\s)|\n")
SENTENCE = re.compile(r"[^\s.][^.\n]*")
SEEDS = 12


def words(chance: random.Random, name: str) -> str:
    """Write some words: half of them everybody writes, too."""
    said = (chance.choice([*SMALL[:4], f"{name}{n}"]) for n in range(chance.randint(1, 9)))
    return " ".join(chance.choice([word, chance.choice(SMALL)]) for word in said)


def are_in_order(some: list[str], among: list[str]) -> bool:
    rest = iter(among)
    return all(word in rest for word in some)


@dataclass
class Story:
    """A lesson that I and others write in, by turns."""

    chance: random.Random
    desk: Desk = field(init=False)
    known: set[str] = field(default_factory=set)
    anew: str = ""

    def __post_init__(self) -> None:
        lines = (words(self.chance, f"base{n}x") for n in range(self.chance.randint(1, 4)))
        self.desk = Desk("".join(f"{line}.\n\n" for line in lines))
        self.known.update(WORD.findall(self.desk.text))
        for number in range(self.chance.randint(2, 14)):
            self.chance.choice([self.type, self.type, self.take_back, self.receive])(number)
            self.known.update(WORD.findall(self.desk.text))
        self.write_mine_anew()
        self.known.update(WORD.findall(self.desk.text))

    def type(self, number: int) -> None:
        """Type as one does: each word a step, now and then in place of others, or a paragraph."""
        self.anew = ""
        desk, chance = self.desk, self.chance
        gaps = [gap.end() for gap in GAP.finditer(desk.text)] or [0]
        at = chance.choice(gaps)
        end = chance.choice([at, at, *(gap for gap in gaps if gap > at)][:5])
        said = words(chance, f"mine{number}x")
        if chance.random() < 0.2:
            said = f"\n\n{said}\n\n"
        lead = " " if desk.text[:at][-1:].strip() else ""
        tail = " " if desk.text[end : end + 1].strip() else chance.choice(["", "."])
        if chance.random() < 0.2:
            desk.write(Edit(at, end - at, lead + said + tail))
            return
        desk.now += 5
        for place, sign in enumerate(lead + said + tail):
            gone = 0 if place else end - at
            back = desk._apply((Edit(at + place, gone, sign),))
            desk.history.mine(back, typed=True, now=desk.now)
            if sign.isspace():
                desk.history.break_here()

    def take_back(self, number: int) -> None:
        """Undo or redo, or begin anew with what was kept."""
        self.anew = ""
        self.chance.choice([self.desk.undo, self.desk.undo, self.desk.redo])()
        if number % 3 == 0:
            piles = (self.desk.history.change(whole=True).back, self.desk.history.change().forth)
            back, forth = (Pile(pile.items, pile.first) for pile in piles)
            self.desk.history = History("kept", back, forth)

    def receive(self, number: int) -> None:
        """Let a word come in that somebody put in, changed or ended a sentence with."""
        text, chance = self.desk.text, self.chance
        self.anew = ""
        spans = [found.span() for found in WORD.finditer(text)]
        if not spans:
            return
        if chance.random() < 0.5:
            self.write_mine_anew()
            return
        start, end = chance.choice(spans)
        theirs = words(chance, f"theirs{number}x")
        put = chance.choice([theirs, f"{text[start:end]} {theirs}", f"{text[start:end]}."])
        self.desk.arrive(*arriving(text, text[:start] + put + text[end:]))

    def write_mine_anew(self) -> None:
        """Let a sentence come in that somebody wrote in place of one that I wrote in."""
        text = self.desk.text
        spans = [found.span() for found in SENTENCE.finditer(text)]
        mine = [(start, end) for start, end in spans if "mine" in text[start:end]] or spans
        if mine:
            start, end = self.chance.choice(mine)
            said = " ".join(self.chance.sample(SMALL, 5))
            name = f"theirs{len(self.known)}"
            self.anew = f"{name}y the {name}z of {name}w {said} {name}v"
            self.desk.arrive(*arriving(text, text[:start] + self.anew + text[end:]))


@pytest.mark.parametrize("seed", range(SEEDS))
def test_undo_leaves_what_others_wrote(seed: int) -> None:
    for number in range(10):
        name = f"seed {seed}, story {number}"
        story = Story(random.Random(f"{seed}-{number}"))
        desk = story.desk
        theirs = [word for word in WORD.findall(desk.text) if word.startswith("theirs")]
        texts = []
        while desk.undo():
            texts.append(desk.text)
        for _ in tuple(texts):
            desk.redo()
            texts.append(desk.text)
        for text in texts:
            now = WORD.findall(text)
            assert set(now) <= story.known, f"{name}: words were glued or cut"
            assert are_in_order(theirs, now), f"{name}: words of theirs went"
            assert story.anew in text, f"{name}: their sentence was written in"


@pytest.mark.parametrize("seed", range(3))
def test_undo_is_exact_where_nobody_else_wrote(seed: int) -> None:
    """I write in every other paragraph, a colleague rewrites the rest."""
    chance = random.Random(seed)
    desk = Desk("\n".join(f"Line {n} of the lesson, as it was." for n in range(12)))
    mine_were = desk.text.split("\n")[::2]
    for number in range(60):
        lines = desk.text.split("\n")
        line = chance.randrange(6) * 2
        start = sum(len(one) + 1 for one in lines[:line])
        if chance.random() < 0.6:
            at = start + chance.randint(0, len(lines[line]))
            gone = chance.randint(0, min(9, start + len(lines[line]) - at))
            desk.write(Edit(at, gone, chance.choice(["", "x", " of", f"a {number} word "])))
        else:
            lines[line + 1] = words(chance, f"theirs{number}x")
            desk.arrive(*arriving(desk.text, "\n".join(lines)))
    written = desk.text.split("\n")
    while desk.undo():
        assert not desk.history.passed_over
    assert desk.text.split("\n")[::2] == mine_were
    assert desk.text.split("\n")[1::2] == written[1::2]
    while desk.redo():
        assert not desk.history.passed_over
    assert desk.text.split("\n") == written

"""A person at work until killed: edits, comments, versions, lessons, syncs, by command line.

Called with the workspace, the course, the person's word and a seed. It says `TRY kind word` before
a command and `ACK kind word` after it has answered that it is saved; `BAD` tells of any other
answer. Each word is written once and never taken out by anyone.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable
from pathlib import Path

from tests.faults.laptop import Laptop, Said

SHARED, CLASH = "Shared", "Clash"
LINE = "Words: "


def say(*words: str) -> None:
    """Tell the watching test at once, past every buffer."""
    os.write(1, (" ".join(words) + "\n").encode())


class Person:
    """Someone with one workspace and one course."""

    def __init__(self, laptop: Laptop, course: str, name: str, seed: str) -> None:
        self.laptop = laptop
        self.course = course
        self.name = name
        self.rng = random.Random(f"{name} {seed}")
        self.seed = seed
        self.count = 0

    def work(self) -> None:
        """Do one thing after another, without end."""
        acts: list[Callable[[], None]] = [self.write_own, self.write_shared, self.write_clash]
        acts += [self.write_own, self.write_shared, self.comment, self.publish, self.add]
        acts += [self.sync, self.sync, self.sync, self.confirm]
        say("UP", self.name)
        while True:
            self.rng.choice(acts)()

    def word(self) -> str:
        """Make a word that nobody has written."""
        self.count += 1
        return f"{self.name}{self.seed}x{self.count}"

    def tell(self, kind: str, word: str, said: Said) -> None:
        """Say what became of a command."""
        if said.code == 0:
            say("ACK", kind, word)
        else:
            say("BAD", kind, word, str(said.code), said.err.replace("\n", " "))

    def edit(self, lesson: str, change: Callable[[str, str], str]) -> None:
        """Read a lesson, change it, and hand it in as an edit of what was read."""
        word = self.word()
        read = self.laptop.call("cat", self.course, lesson, "--json")
        if read.code:
            say("BAD", "cat", lesson, str(read.code), read.err.replace("\n", " "))
            return
        text = change(read.json["text"], word)
        say("TRY", lesson, word)
        edit = ("edit", self.course, lesson, "--file", "-", "--base", read.json["state"])
        self.tell(lesson, word, self.laptop.call(*edit, stdin=text.encode()))

    def write_own(self) -> None:
        """Add a line at the end of a lesson that nobody else writes in."""
        self.edit(self.name, lambda text, word: f"{text}\n{word} was here.\n")

    def write_shared(self) -> None:
        """Add a line below my own heading in a lesson that all write in."""
        heading = f"## {self.name}\n"
        self.edit(
            SHARED, lambda text, word: text.replace(heading, f"{heading}\n{word} is written.\n", 1)
        )

    def write_clash(self) -> None:
        """Add a word to the one line that all write in."""
        self.edit(CLASH, lambda text, word: text.replace(LINE, f"{LINE}{word} ", 1))

    def comment(self) -> None:
        """Comment on a heading that is never taken out."""
        word = self.word()
        say("TRY", "comment", word)
        comment = ("comment", self.course, SHARED, "--quote", f"## {self.name}", "--text", word)
        self.tell("comment", word, self.laptop.call(*comment))

    def publish(self) -> None:
        """Name a version."""
        word = self.word()
        say("TRY", "version", word)
        self.tell("version", word, self.laptop.call("publish", self.course, "--note", word))

    def add(self) -> None:
        """Add a lesson."""
        word = self.word()
        say("TRY", "lesson", word)
        add = ("add", self.course, "--module", "More", "--lesson", word)
        self.tell("lesson", word, self.laptop.call(*add))

    def sync(self) -> None:
        """Sync; the server may be gone just now."""
        said = self.laptop.call("sync")
        if said.code not in (0, 3):
            say("BAD", "sync", "-", str(said.code), said.err.replace("\n", " "))

    def confirm(self) -> None:
        """Settle one overlap of the clashing line with all words that anyone sees there."""
        said = self.laptop.call("overlaps", self.course, "--json")
        opened = [row for row in said.json if LINE in row["merged"]] if said.code == 0 else []
        if not opened:
            return
        texts = [opened[0]["merged"], *(one["text"] for one in opened[0]["wordings"])]
        words = sorted({word for text in texts for word in text.split()[1:]})
        text = LINE + " ".join(words) + "\n"
        take = ("confirm", opened[0]["id"], "--file", "-")
        done = self.laptop.call(*take, stdin=text.encode())
        if done.code not in (0, 1):
            say("BAD", "confirm", "-", str(done.code), done.err.replace("\n", " "))


if __name__ == "__main__":
    Person(Laptop(Path(sys.argv[1])), *sys.argv[2:5]).work()

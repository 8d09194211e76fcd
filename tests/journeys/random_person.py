"""One person who does anything at random to a course, by commands, and says what they saw."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Any

from tests.faults.laptop import Laptop, Said

WORD = re.compile(r"(?<![a-z])(?:owner|author|reviewer)q\d+(?!\d)")
Row = dict[str, Any]


class RandomPerson:
    """Acts on a laptop. `written` holds lesson and word of each edit that was taken in."""

    def __init__(self, laptop: Laptop, course: str, name: str, rng: random.Random) -> None:
        self.laptop = laptop
        self.course = course
        self.name = name
        self.rng = rng
        self.written: set[tuple[str, str]] = set()
        self.count = 0

    def act(self) -> set[str]:
        """Do one thing; give the words that this person knowingly took out or put aside."""
        acts: list[Callable[[], set[str] | None]] = [*[self.edit] * 6, *[self.sync] * 4]
        acts += [*[self.confirm] * 3, *[self.comment, self.move] * 2]
        acts += [self.rename, self.remove, self.add, self.reply, self.resolve, self.suggest]
        acts += [self.accept, self.reject, self.publish, self.release, self.review, self.restore]
        acts += [self.nest, self.remove_module]
        return self.rng.choice(acts)() or set()

    def ask(self, *arguments: str, stdin: bytes = b"") -> Said:
        """Run a command: it works, or says what is in the way; it never crashes."""
        return self.laptop.call(*arguments, stdin=stdin).must(0, 1)

    def rows(self, command: str) -> list[Row]:
        """List what a command lists of the course."""
        rows: list[Row] = self.ask(command, self.course, "--json").json
        return rows

    def any_row(self, command: str) -> Row | None:
        """Pick one of what a command lists."""
        rows = self.rows(command)
        return self.rng.choice(rows) if rows else None

    def nodes(self, kind: str) -> list[Row]:
        """List the lessons or modules of the outline."""
        outline = self.ask("show", self.course, "--json").json["outline"]
        return [row for row in outline if row["kind"] == kind]

    def any_node(self, kind: str) -> str | None:
        """Pick a lesson or a module."""
        nodes = self.nodes(kind)
        return str(self.rng.choice(nodes)["id"]) if nodes else None

    def read(self, lesson: str) -> Row:
        """Read a lesson with its state."""
        found: Row = self.ask("cat", self.course, lesson, "--json").json
        return found

    def word(self) -> str:
        """Make a word that nobody else writes."""
        self.count += 1
        return f"{self.name}q{self.count}"

    def sync(self) -> None:
        """Meet the server."""
        self.laptop.do("sync")

    def edit(self) -> None:
        """Add a word to a line, or a line."""
        lesson = self.any_node("lesson")
        if lesson is None:
            return
        read, word = self.read(lesson), self.word()
        lines = read["text"].split("\n")
        at = self.rng.randrange(len(lines))
        if self.rng.random() < 0.5:
            lines[at] = f"{lines[at]} {word}".strip()
        else:
            lines.insert(at, f"{word} stands alone")
        text = "\n".join(lines).encode()
        edit = ("edit", self.course, lesson, "--file", "-", "--base", read["state"])
        if self.ask(*edit, stdin=text).code == 0:
            self.written.add((lesson, word))

    def suggest(self) -> None:
        """Suggest a word more."""
        lesson = self.any_node("lesson")
        if lesson is None:
            return
        read = self.read(lesson)
        text = f"{read['text']}\nA suggestion of {self.word()}.\n".encode()
        given = ("suggest", self.course, lesson, "--file", "-", "--why", "clearer")
        self.ask(*given, "--base", read["state"], stdin=text)

    def comment(self) -> None:
        """Comment on a line."""
        lesson = self.any_node("lesson")
        if lesson is None:
            return
        text = self.read(lesson)["text"]
        lines = [line for line in text.split("\n") if len(line) > 8 and text.count(line) == 1]
        if lines:
            quote = self.rng.choice(lines)
            said = ("--quote", quote, "--text", f"Comment {self.word()}")
            self.ask("comment", self.course, lesson, *said)

    def reply(self) -> None:
        """Answer a comment."""
        if thread := self.any_row("threads"):
            self.ask("reply", thread["id"], "--text", "I see.")

    def resolve(self) -> None:
        """Resolve a comment."""
        if thread := self.any_row("threads"):
            self.ask("resolve", thread["id"], "--verdict", "done", "--why", "mended")

    def accept(self) -> None:
        """Accept a suggestion."""
        if suggestion := self.any_row("suggestions"):
            self.ask("accept", suggestion["id"])

    def reject(self) -> None:
        """Reject a suggestion."""
        if suggestion := self.any_row("suggestions"):
            self.ask("reject", suggestion["id"], "--why", "not now")

    def move(self) -> None:
        """Put a lesson into a module."""
        lesson, module = self.any_node("lesson"), self.any_node("module")
        if lesson and module:
            self.ask("move", self.course, lesson, "--module", module)

    def nest(self) -> None:
        """Put a module into a module, which may be itself."""
        inner, outer = self.any_node("module"), self.any_node("module")
        if inner and outer:
            self.ask("move", self.course, inner, "--module", outer)

    def rename(self) -> None:
        """Rename a lesson or a module."""
        node = self.any_node(self.rng.choice(("lesson", "module")))
        if node:
            self.ask("rename", self.course, node, f"Title {self.word()}")

    def add(self) -> None:
        """Add a lesson."""
        module = self.any_node("module")
        where = ["--module", module] if module else []
        self.ask("add", self.course, *where, "--lesson", f"New {self.word()}")

    def remove(self) -> set[str]:
        """Remove a lesson, with what stands in it."""
        lesson = self.any_node("lesson")
        if lesson is None or self.rng.random() < 0.5:
            return set()
        seen = set(WORD.findall(self.read(lesson)["text"]))
        return seen if self.ask("remove", self.course, lesson).code == 0 else set()

    def remove_module(self) -> set[str]:
        """Remove a module, with all that stands in it."""
        module = self.any_node("module")
        if module is None or self.rng.random() < 0.7:
            return set()
        lessons = [self.read(row["id"])["text"] for row in self.nodes("lesson")]
        removed = self.ask("remove", self.course, module).code == 0
        return set(WORD.findall(" ".join(lessons))) if removed else set()

    def publish(self) -> None:
        """Name a version."""
        self.ask("publish", self.course, "--note", "so far")

    def release(self) -> None:
        """Release a version, if nothing is in the way."""
        if version := self.any_row("versions"):
            self.ask("release", self.course, version["hash"][:12])

    def review(self) -> None:
        """Approve a version."""
        if version := self.any_row("versions"):
            self.ask("review", self.course, "--approve", "--version", version["hash"][:12])

    def restore(self) -> set[str]:
        """Bring a version back, and so put aside what was written since."""
        version = self.any_row("versions")
        if version is None or self.rng.random() < 0.7:
            return set()
        texts = [self.read(row["id"])["text"] for row in self.nodes("lesson")]
        done = self.ask("restore", self.course, version["hash"][:12]).code == 0
        return set(WORD.findall(" ".join(texts))) if done else set()

    def confirm(self) -> set[str]:
        """Settle an overlap with one of its wordings."""
        overlap = self.any_row("overlaps")
        if overlap is None:
            return set()
        take = self.rng.choice(("mine", "theirs", "merged", "1", "2"))
        wordings = [overlap["merged"], *(one["text"] for one in overlap["wordings"])]
        if overlap["kind"].startswith("removed"):  # of a lesson, or of a module with all in it
            wordings += [self.read(row["id"])["text"] for row in self.nodes("lesson")]
        if self.ask("confirm", overlap["id"], "--take", take).code:
            return set()
        return set(WORD.findall(" ".join(wordings)))

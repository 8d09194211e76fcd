"""Comments in = comments out, counted, over random scripts of two people who write apart.

Edits, moves (also into another lesson), splits and joins of paragraphs, deleting and undoing,
versions that are restored, two laptops that meet: every comment stands on its words, or on words
that are marked as changed, or is loose with its quote. None is gone, none is there twice.
"""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.lesson.writing import edit
from app.flows.review import attaching, closing, commenting
from app.flows.review.commenting import PlacedThread
from app.flows.versions import publishing
from sync.merge.words import WORD
from sync.model.ids import FactId, LogId, NodeId
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from tests.sync.merge.writers import Writer, markers

SCRIPTS, IN_ONE_STORE = 100, 25
STEPS = 12


@dataclass
class Counts:
    """What became of comments in all scripts."""

    how: Counter[str] = field(default_factory=Counter)
    undone: int = 0

    def __str__(self) -> str:
        total = sum(self.how.values())
        told = ", ".join(f"{how} {count}" for how, count in sorted(self.how.items()))
        return f"{total} comments in = {total} out ({told}); {self.undone} back after undo"


@dataclass
class Pair:
    """Two laptops with the same course; `script` counts the comments that went in."""

    one: Workspace
    two: Workspace
    log: LogId
    lessons: list[NodeId]
    writer: Writer
    counts: Counts
    seed: int
    made: dict[FactId, str] = field(default_factory=dict)

    @property
    def rng(self) -> random.Random:
        """Chance, the same for the same seed."""
        return self.writer.rng

    def play(self) -> None:
        """Write apart, meet, and count."""
        steps = [
            (self.write, 30), (self.comment, 22), (self.move, 9), (self.take_over, 9),
            (self.delete_and_undo, 10), (self.meet, 12), (self.talk, 5), (self.put, 3),
        ]  # fmt: skip
        for _ in range(3):
            self.comment(self.one)
        for _ in range(STEPS):
            act = self.rng.choices([s for s, _ in steps], [w for _, w in steps])[0]
            who = self.rng.choice([self.one, self.two])
            act(who)
            if self.rng.random() < 0.2:
                self.count(who)
        if self.rng.random() < 0.2:
            self.restore(self.one)
        self.meet(self.one)
        last = self.count(self.one)
        self.counts.how.update("loose" if not p.is_placed else p.spot.how for p in last)
        beside = [
            p.thread.id for one in self.lessons
            for p in commenting.threads(self.one, self.course(self.one), one)
        ]  # fmt: skip
        assert sorted(beside) == sorted(p.thread.id for p in last), self.seed
        there = [(p.thread.id, p.lesson, p.spot) for p in self.count(self.two)]
        assert there == [(p.thread.id, p.lesson, p.spot) for p in last], self.seed

    # -- what people do

    def course(self, who: Workspace) -> Course:
        """Open the course on a laptop."""
        return who.courses.open(self.log)

    def text(self, who: Workspace, lesson: NodeId) -> str:
        """Read a lesson."""
        return who.lessons.today(self.log, lesson).text

    def lesson(self) -> NodeId:
        """Choose a lesson."""
        return self.rng.choice(self.lessons)

    def save(self, who: Workspace, lesson: NodeId, text: str) -> None:
        """Write a lesson."""
        edit(who, self.course(who), lesson, text)

    def write(self, who: Workspace) -> None:
        """Edit a lesson as people do; at times split a paragraph, or join two."""
        lesson = self.lesson()
        text = self.writer.edits(self.text(who, lesson), self.rng.randint(1, 3))
        way = self.rng.random()
        if way < 0.15:
            text = text.replace(". ", ".\n\n", 1).replace(" the ", "\n\nthe ", 1)
        elif way < 0.3:
            text = text.replace("\n\n", " ", 1)
        self.save(who, lesson, text)

    def comment(self, who: Workspace) -> None:
        """Comment on some stretch of a lesson, or on all of it."""
        lesson = self.lesson()
        text = self.text(who, lesson)
        if not text.strip():
            return
        start = self.rng.randrange(len(text))
        end = min(len(text), start + self.rng.randint(1, 60))
        about = "lesson" if self.rng.random() < 0.05 else "words"
        done = commenting.comment(
            who, self.course(who), lesson, start, end, f"c{len(self.made)}", about=about
        )
        self.made[done.facts[0].id] = "" if about == "lesson" else text[start:end]

    def move(self, who: Workspace) -> None:
        """Move a paragraph inside its lesson."""
        lesson = self.lesson()
        parts = self.text(who, lesson).split("\n\n")
        part = parts.pop(self.rng.randrange(len(parts)))
        parts.insert(self.rng.randint(0, len(parts)), part)
        self.save(who, lesson, "\n\n".join(parts))

    def take_over(self, who: Workspace) -> None:
        """Cut a paragraph out of one lesson and put it into another."""
        here, there = self.rng.sample(self.lessons, 2)
        parts, others = (self.text(who, one).split("\n\n") for one in (here, there))
        others.insert(self.rng.randint(0, len(others)), parts.pop(self.rng.randrange(len(parts))))
        order = [(here, parts), (there, others)]
        self.rng.shuffle(order)
        for lesson, now in order:
            self.save(who, lesson, "\n\n".join(now))

    def delete_and_undo(self, who: Workspace) -> None:
        """Delete some lines, look, and put them back: every comment is where it was."""
        lesson = self.lesson()
        text, before = self.text(who, lesson), self.spots(who)
        lines = text.split("\n")
        at = self.rng.randrange(len(lines))
        del lines[at : at + self.rng.randint(1, 6)]
        self.save(who, lesson, "\n".join(lines))
        self.count(who)
        self.save(who, lesson, text)
        assert self.spots(who) == before, self.seed
        self.counts.undone += len(before)

    def restore(self, who: Workspace) -> None:
        """Name a version, write on, and bring it back."""
        publishing.publish(who, self.course(who), "")
        before = {ident: p for ident, p in self.spots(who).items() if p[1].how != "loose"}
        self.write(who)
        self.take_over(who)
        [(log, version)] = publishing.all_versions(who, self.course(who))[-1:]
        publishing.restore(who, self.course(who), log, version)
        after = self.spots(who)
        assert {ident: after[ident] for ident in before} == before, self.seed

    def talk(self, who: Workspace) -> None:
        """Close a thread, open one again, or reply."""
        for thread in list(self.course(who).facts.threads.values())[:1]:
            if thread.resolution is None:
                commenting.resolve(who, self.course(who), thread, "done", "cut")
            else:
                closing.reopen(who, self.course(who), thread, "why?")

    def put(self, who: Workspace) -> None:
        """Put a loose comment on other words."""
        loose = [p for p in self.threads(who) if not p.is_placed]
        lesson = self.lesson()
        text = self.text(who, lesson)
        if loose and text.strip():
            start = next(n for n, letter in enumerate(text) if letter.strip())
            thread, end = loose[0].thread, min(len(text), start + 20)
            attaching.re_attach(who, self.course(who), thread, lesson, start, end)
            self.made[thread.id] = text[start:end]

    def meet(self, _: Workspace) -> None:
        """Let each laptop take what the other has."""
        for giver, taker in ((self.one, self.two), (self.two, self.one)):
            facts = [stored.fact for stored in giver.store.log.every(self.log)]
            known = {stored.fact.id for stored in taker.store.log.every(self.log)}
            taker.ledger.take(self.log, [fact for fact in facts if fact.id not in known])

    # -- what must be so

    def threads(self, who: Workspace) -> list[PlacedThread]:
        """List what a laptop shows."""
        return commenting.threads(who, self.course(who))

    def spots(self, who: Workspace) -> dict[FactId, tuple[NodeId, object]]:
        """Tell where each comment stands."""
        return {p.thread.id: (p.lesson, p.spot) for p in self.threads(who)}

    def count(self, who: Workspace) -> list[PlacedThread]:
        """All comments that came here are in sight, once, on their words, changed or loose."""
        found, course = self.threads(who), self.course(who)
        shown = Counter(p.thread.id for p in found)
        assert set(shown) == set(course.facts.begun) and set(shown.values()) <= {1}, self.seed
        for placed in found:
            assert placed.lesson in self.lessons
            self.look(who, placed)
        return found

    def look(self, who: Workspace, placed: PlacedThread) -> None:
        """A comment that is not said to be changed stands on the very words it was made on."""
        thread, spot = placed.thread, placed.spot
        if thread.about == "lesson":
            assert spot.how == "exact"
            return
        text, told = self.text(who, placed.lesson), f"seed {self.seed}: {thread}"
        if spot.start is None:
            assert spot.how == "loose" and thread.quote
            return
        there = text[spot.start : spot.end]
        if spot.how != "changed":
            assert there == thread.quote, told
        elif markers(thread.quote) and markers(there):
            # reworded where it stood: it shares a word, or what is around it
            shared = set(WORD.findall(there)) & set(WORD.findall(thread.quote))
            around = thread.before[-6:] + thread.after[:6]
            assert shared or around.strip(), told


def played(folder: Path, seeds: range, counts: Counts) -> None:
    """Play scripts in two stores, a course for each."""
    with Workspace.open(folder / "one") as one, Workspace.open(folder / "two") as two:
        for seed in seeds:
            pair_of(one, two, seed, counts).play()


def pair_of(one: Workspace, two: Workspace, seed: int, counts: Counts) -> Pair:
    """Make a course of three lessons on both laptops."""
    writer = Writer(seed)
    log = one.begin_course(f"Script {seed}")
    lessons = []
    for number in range(3):
        course = one.courses.open(log)
        made = outlining.add(one, course, "lesson", f"L{number}", text=writer.text(8))
        lessons.append(made.nodes[0])
    row = one.store.log.log(log)
    assert row is not None
    two.store.log.add_log(row)
    pair = Pair(one, two, log, lessons, writer, counts, seed)
    pair.meet(one)
    return pair


@pytest.fixture
def folders(tmp_path: Path) -> Iterator[Path]:
    """Where stores are made."""
    with tempfile.TemporaryDirectory(dir=tmp_path) as made:
        yield Path(made)


def test_comments_in_are_comments_out(folders: Path) -> None:
    """A hundred random scripts; after delete and undo each stands where it stood (G2)."""
    counts = Counts()
    for block in range(SCRIPTS // IN_ONE_STORE):
        seeds = range(block * IN_ONE_STORE, (block + 1) * IN_ONE_STORE)
        played(folders / str(block), seeds, counts)
    print(counts)
    assert counts.how["loose"] < sum(counts.how.values()) / 2


@pytest.mark.soak(row="comments in are comments out (scripts)", each=25)
@pytest.mark.parametrize("block", range(40))
def test_comments_in_are_comments_out_in_a_thousand_scripts(folders: Path, block: int) -> None:
    """A thousand random scripts more (G2)."""
    counts = Counts()
    played(folders, range(1_000 + block * 25, 1_025 + block * 25), counts)
    print(counts)

"""Undo outlasts the window: whatever came in meanwhile, only my own edits are taken back."""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.flows.lesson.typing import Step, Typed, keep, seal
from app.flows.lesson.undoing import steps_back
from app.flows.review import redacting
from editor.panels.source.history import History
from editor.panels.source.text_edits import Edits, inverse
from sync.merge.edits import Edit, apply
from sync.model.ids import LogId, NodeId, fresh
from sync.model.payloads import LessonPlaced, Place
from sync.model.states import TextState
from sync.workspace.opening import Workspace

TEXT = "# Feedback\n\n" + "".join(f"Line {n} says what one saw there.\n\n" for n in range(8))


@dataclass
class Desk:
    """A window without its widgets: a text, its history, and what the store does not hold yet."""

    folder: Path
    log: LogId
    lesson: NodeId
    ws: Workspace = field(init=False)
    steps: list[Step] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        self.ws = Workspace.open(self.folder)
        self.ws.lessons.seal(self.lesson)
        today = self.ws.lessons.today(self.log, self.lesson)
        self.text, self.state, self.begun_on = today.text, today.state, today.text
        self.back = steps_back(self.ws, self.lesson, self.text)
        self.history = self.back.history or History()
        self.steps.clear()
        self.typed = False

    def killed(self, to: Path) -> None:
        """Go on with the files as they are on the disk; what was not kept is gone."""
        to.mkdir()
        for name in ("workspace.db", "workspace.db-wal", "device.key"):
            if (self.folder / name).is_file():
                shutil.copyfile(self.folder / name, to / name)
        self.ws.close()
        self.folder = to
        self.open()

    def write(self, *edits: Edit) -> None:
        self.history.mine(self._make(edits), typed=False, now=0.0)

    def _make(self, edits: Edits) -> Edits:
        removed = [self.text[edit.start : edit.end] for edit in edits]
        self.text, self.typed, shift = apply(self.text, edits), True, 0
        for edit in edits:
            self.steps.append((edit.start + shift, edit.deleted, edit.inserted))
            shift += len(edit.inserted) - edit.deleted
        return inverse(edits, removed)

    def undo(self) -> bool:
        edits = self.history.undo(self.text)
        if edits:
            self.history.undone(self._make(edits))
        return bool(edits)

    def redo(self) -> bool:
        edits = self.history.redo(self.text)
        if edits:
            self.history.redone(self._make(edits))
        return bool(edits)

    def keep(self) -> bool:
        if not self.steps:
            return True
        steps, change = tuple(self.steps), self.history.change()
        self.steps.clear()
        typed = Typed(self.log, self.lesson, self.state, self.begun_on, steps, undo=change)
        return keep(self.ws, typed)

    def take_in(self) -> None:
        """Seal what was typed, and take in what came."""
        self.keep()
        if not self.typed:
            return
        change = self.history.change()
        sealed = seal(self.ws, self.log, self.lesson, self.text, self.state, change)
        self.state, self.begun_on, self.typed = sealed.today.state, sealed.today.text, False
        if sealed.arrived:
            before, self.text = self.text, apply(self.text, sealed.arrived)
            self.history.arrived(sealed.arrived, before)
        assert self.text == sealed.today.text


@dataclass
class Colleague:
    """Somebody else who writes in the same lesson."""

    ws: Workspace
    log: LogId
    lesson: NodeId

    def write(self, chance: random.Random, word: str) -> None:
        today = self.ws.lessons.today(self.log, self.lesson)
        text = today.text
        at = chance.choice([n for n, sign in enumerate(text) if sign in " \n"] or [0])
        if chance.random() < 0.3:
            text = text[:at] + f"\n\nA new line of {word} here.\n" + text[at:]
        else:
            text = text[:at] + f" {word}" + text[at:]
        self.ws.lessons.revise(self.log, self.lesson, text, today.state)


def pass_on(source: Workspace, to: Workspace, log: LogId) -> None:
    to.ledger.take(log, [stored.fact for stored in source.store.log.every(log)])


@pytest.fixture
def two(tmp_path: Path) -> tuple[Desk, Colleague]:
    me, other = tmp_path / "me", tmp_path / "other"
    with Workspace.open(me) as ws:
        log = ws.begin_course("Course")
        lesson = NodeId(fresh())
        ws.ledger.write(log, LessonPlaced((Place(lesson, "", "V", (), "lesson", "Lesson"),)))
        ws.lessons.revise(log, lesson, TEXT, TextState.parse("@" + "0" * 64))
        row = ws.store.log.log(log)
        theirs = Workspace.open(other)
        assert row is not None
        theirs.store.log.add_log(row)
        pass_on(ws, theirs, log)
    return Desk(me, log, lesson), Colleague(theirs, log, lesson)


def test_undo_goes_on_after_a_restart_through_what_came_in(two: tuple[Desk, Colleague]) -> None:
    desk, colleague = two
    at = desk.text.index("Line 3")
    desk.write(Edit(at, 0, "MINE "))
    desk.write(Edit(at, len("MINE Line 3"), "OURS 3"))
    desk.take_in()
    desk.ws.close()
    with Workspace.open(desk.folder) as beside:
        pass_on(beside, colleague.ws, desk.log)
        colleague.write(random.Random(1), "theirs")
        pass_on(colleague.ws, beside, desk.log)
    desk.open()
    assert "theirs" in desk.text and "OURS" in desk.text
    assert desk.undo() and desk.undo() and not desk.undo()
    assert desk.text.replace(" theirs", "") == TEXT
    assert desk.redo() and desk.redo() and not desk.redo()
    assert "OURS 3" in desk.text and "theirs" in desk.text
    desk.ws.close()
    colleague.ws.close()


def test_what_a_colleague_wrote_anew_stays_whole_after_a_restart(
    two: tuple[Desk, Colleague],
) -> None:
    """Both have words in common: those were taken out of the colleague's sentence, one by one."""
    desk, colleague = two
    desk.write(Edit(0, 0, "First.\n\n"))
    mine = "The queen of the hive lays the eggs in the cells of the comb.\n\n"
    at = desk.text.index("Line 3")
    for word in mine.split(" "):
        desk.write(Edit(at, 0, word if word.endswith("\n") else word + " "))
        at += len(word) + 1
    desk.take_in()
    pass_on(desk.ws, colleague.ws, desk.log)
    today = colleague.ws.lessons.today(colleague.log, colleague.lesson)
    moth = "In the dark of the night, the moth sleeps on the bark of the tree.\n\n"
    theirs = today.text.replace(mine, moth)
    colleague.ws.lessons.revise(colleague.log, colleague.lesson, theirs, today.state)
    desk.ws.close()
    with Workspace.open(desk.folder) as beside:
        pass_on(colleague.ws, beside, desk.log)
    desk.open()
    assert desk.text == theirs
    assert desk.undo(), "the step before them goes on"
    assert desk.text == theirs.removeprefix("First.\n\n")
    assert desk.history.passed_over == len(mine.split(" "))
    assert not desk.undo()
    assert desk.redo()
    assert desk.text == theirs
    desk.take_in()
    desk.ws.close()
    colleague.ws.close()


@pytest.mark.parametrize("seed", range(8))
def test_random_edits_arrivals_and_restarts(two: tuple[Desk, Colleague], seed: int) -> None:
    """Undoing all leaves no word of mine and every word of the other's; redoing gives all back."""
    print(f"seed {seed}")
    desk, colleague = two
    chance = random.Random(seed)
    for number in range(45):
        move = chance.random()
        if move < 0.45:
            at = chance.choice([n for n, sign in enumerate(desk.text) if sign in " \n"])
            desk.write(Edit(at, 0, f" MINE{number}"))
        elif move < 0.55:
            desk.undo()
        elif move < 0.6:
            desk.redo()
        elif move < 0.7:
            desk.keep()
        elif move < 0.85:
            pass_on(desk.ws, colleague.ws, desk.log)
            colleague.write(chance, f"theirs{number}")
            pass_on(colleague.ws, desk.ws, desk.log)
            desk.take_in()
        elif move < 0.93:
            kept = desk.text if not desk.steps else None
            desk.killed(desk.folder.with_name(f"killed-{number}"))
            assert kept is None or all(word in desk.text for word in kept.split())
        else:
            desk.take_in()
            desk.ws.close()
            desk.open()
    desk.take_in()
    before, theirs = desk.text, {w for w in desk.text.split() if w.startswith("theirs")}
    steps = desk.history.steps
    while desk.undo():
        pass
    assert "MINE" not in desk.text
    assert all(word in desk.text for word in theirs)
    while desk.redo():
        pass
    assert desk.text == before or desk.history.steps > steps, "what was undone before came, too"
    desk.take_in()
    desk.killed(desk.folder.with_name("killed-last"))
    while desk.undo():
        pass
    assert "MINE" not in desk.text
    desk.ws.close()
    colleague.ws.close()


def test_struck_words_are_struck_from_the_way_back(two: tuple[Desk, Colleague]) -> None:
    desk, colleague = two
    at = desk.text.index("Line 3")
    desk.write(Edit(at, 0, "Tr0ub4dor "))
    desk.take_in()
    desk.write(Edit(at, len("Tr0ub4dor "), ""))
    desk.take_in()
    desk.write(Edit(0, 0, "x"))
    assert desk.keep()
    desk.ws.store.backups.make()
    course = desk.ws.courses.open(desk.log)
    redacting.redact(desk.ws, course, ["Tr0ub4dor"])
    assert desk.ws.store.steps.of(desk.lesson) is None
    desk.write(Edit(0, 0, "y"))
    assert not desk.keep(), "the window is told to forget its own"
    desk.ws.close()
    for path in desk.folder.rglob("*"):
        assert not path.is_file() or b"Tr0ub4dor" not in path.read_bytes(), path
    colleague.ws.close()


def test_a_thousand_steps_are_kept_and_the_oldest_go(two: tuple[Desk, Colleague]) -> None:
    desk, colleague = two
    for number in range(1100):
        desk.write(Edit(0, 0, f"{number} "))
        if number % 100 == 0:
            desk.keep()
    desk.take_in()
    desk.ws.close()
    desk.open()
    assert desk.history.steps == 1000
    while desk.undo():
        pass
    assert desk.text.startswith("99 98 ")
    desk.ws.close()
    colleague.ws.close()


def test_steps_of_a_text_that_was_refused_are_counted_as_gone(
    two: tuple[Desk, Colleague],
) -> None:
    desk, colleague = two
    desk.write(Edit(0, 0, "x"))
    desk.write(Edit(0, 0, "y"))
    desk.take_in()
    [mine] = [fact for fact in desk.ws.store.log.facts(desk.log) if fact.kind == "text.revised"][1:]
    desk.ws.ledger.announce(desk.log, desk.ws.store.log.refused({mine.id: "no"}))
    desk.ws.close()
    desk.open()
    assert (desk.text, desk.back.lost, desk.history.steps) == (TEXT, 2, 0)
    desk.ws.close()
    colleague.ws.close()

"""A person at a window until killed: types in two lessons, changes between them, and syncs.

The window is the program's own, by `coursefolk open`; a clock in it presses keys and clicks, and
reads the foot of the page. Called like `person_at_work`, and says the same: `ACK` once the foot
says "Saved here" after the word was typed.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.cli import run
from app.shell.application import make_application
from editor.panels.kit.trail import StatusTrail
from editor.panels.outline.tree import OutlineTree
from editor.panels.source.editor import SourceEditor
from tests.faults.person_at_work import CLASH, LINE, SHARED, say

STEP_MS = 15
HEADINGS = {SHARED: "# Both", CLASH: "# Clash"}


class Hands:
    """Whoever sits before the window."""

    def __init__(self, application: QApplication, name: str, seed: str) -> None:
        self.application = application
        self.name, self.seed = name, seed
        self.rng = random.Random(f"{name} {seed}")
        # as many digits for all: half a word is never another one
        self.count = 100
        self.typed: list[tuple[str, str]] = []
        self.up = False

    def step(self) -> None:
        """Do the next thing: tell what is saved, or type, click or sync."""
        lesson = self.lesson()
        if lesson is None:
            return
        if not self.up:
            self.up = True
            say("UP", self.name)
        if self.saved():
            for kind, word in self.typed:
                say("ACK", kind, word)
            self.typed.clear()
        elif self.rng.random() < 0.5:
            return  # else go on typing while it is being saved
        acts: list[Callable[[str], None]] = [self.type_word] * 12
        self.rng.choice([*acts, self.change_lesson, self.sync])(lesson)

    def find(self, kind: type[QWidget]) -> QWidget | None:
        """Find the widget of a kind that is in sight."""
        found = [w for w in self.application.allWidgets() if type(w) is kind and w.isVisible()]
        return found[0] if found else None

    def editor(self) -> SourceEditor | None:
        """Find the editor."""
        found = self.find(SourceEditor)
        return found if isinstance(found, SourceEditor) else None

    def lesson(self) -> str | None:
        """Tell which lesson is open, by its heading; None while there is none."""
        editor = self.editor()
        text = editor.text() if editor else ""
        return next((name for name, head in HEADINGS.items() if text.startswith(head)), None)

    def saved(self) -> bool:
        """Read the foot."""
        trail = self.find(StatusTrail)
        return isinstance(trail, StatusTrail) and trail.text().startswith("Saved here")

    def type_word(self, lesson: str) -> None:
        """Put the caret somewhere and press keys."""
        editor = self.editor()
        assert editor
        self.count += 1
        word = f"{self.name}{self.seed}x{self.count}"
        say("TRY", lesson, word)
        text = editor.text()
        if lesson == SHARED:
            at = text.index(f"## {self.name}\n") + len(f"## {self.name}")
            editor.select(at, at)
            QTest.keyClick(editor, Qt.Key.Key_Return)
            QTest.keyClicks(editor, f"{word} is typed.")
        else:
            at = text.index(LINE) + len(LINE)
            editor.select(at, at)
            QTest.keyClicks(editor, f"{word} ")
        self.typed.append((lesson, word))

    def change_lesson(self, lesson: str) -> None:
        """Click the other lesson in the outline."""
        tree = self.find(OutlineTree)
        assert isinstance(tree, OutlineTree)
        wanted = CLASH if lesson == SHARED else SHARED
        model = tree.model()
        found = model.match(
            model.index(0, 0),
            Qt.ItemDataRole.DisplayRole,
            wanted,
            1,
            Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive,
        )
        at: QModelIndex = found[0]
        tree.scrollTo(at)
        place = tree.visualRect(at).center()
        QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def sync(self, lesson: str) -> None:
        """Sync by hand, by its keys."""
        editor = self.editor()
        assert editor
        QTest.keyClick(
            editor,
            Qt.Key.Key_S,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
        )


def work(folder: str, course: str, name: str, seed: str) -> int:
    """Open the window on a course and work in it without end."""
    application = make_application()
    hands = Hands(application, name, seed)

    def step() -> None:
        try:
            hands.step()
        except Exception as error:  # noqa: BLE001 - a slot cannot raise; the test must hear of it
            say("BAD", "window", "-", repr(error).replace("\n", " "))

    clock = QTimer()
    clock.timeout.connect(step)
    clock.start(STEP_MS)
    return run(["--workspace", folder, "open", course])


if __name__ == "__main__":
    sys.exit(work(*sys.argv[1:5]))

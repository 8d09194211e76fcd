"""A person at a window who types, accepts all that is suggested, and is killed.

Called with the folder of the workspace, the course, and words to type at the end; says `TYPED`
once the store has them, and `ACCEPTED` once the text shows what was suggested.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from app.cli import run
from app.shell.application import make_application
from editor.panels.comments.suggestion_card import SuggestionCard
from tests.faults.person_at_work import say
from tests.faults.window_at_work import STEP_MS, Hands


class Accepting(Hands):
    """Whoever accepts; done one thing after the other, each once the one before is seen."""

    done = 0

    def accept(self, words: str) -> None:
        """Do the next thing, if its time has come."""
        editor, card = self.editor(), self.find(SuggestionCard)
        if editor is None or (card is None and self.done < 2):
            return
        if self.done == 0 and editor.text():
            editor.insert_text(words, len(editor.text()))
            self.done = 1
        elif self.done == 1 and self.saved() and card is not None:
            say("TYPED", words.strip(), "-")
            QTest.keyClick(card, Qt.Key.Key_A)
            self.done = 2
        elif self.done == 2 and card is None:
            say("ACCEPTED", "-", "-")
            self.done = 3


def work(folder: str, course: str, words: str) -> int:
    """Open the window on a course, and accept in it."""
    hands = Accepting(make_application(), "one", "0")
    clock = QTimer()
    clock.timeout.connect(lambda: hands.accept(words))
    clock.start(STEP_MS)
    return run(["--workspace", folder, "open", course])


if __name__ == "__main__":
    sys.exit(work(*sys.argv[1:4]))

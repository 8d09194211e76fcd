"""A text to read in which each run shows its mark: struck, underlined, mine or theirs.

Everything is painted from plain text: lesson text never reaches an HTML engine here, so that
nothing in it can run or be fetched.
"""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from editor.panels.cards.lines import lines_of
from editor.panels.cards.runs import Marked, Run, plain, spoken
from editor.panels.cards.setting import Setting, TypeFace
from editor.panels.kit.look import Look
from sync.model.language import say_many

MOST_LETTERS = 12_000
"""More than this is cut, and says so: a text of a million letters would stop the window."""


class MarkedText(QLabel):
    """Show runs of Markdown, laid out for reading; readers hear "deleted" and "inserted".

    It is a label, so that readers find its text.
    """

    def __init__(
        self,
        look: Look,
        runs: Sequence[Marked] = (),
        *,
        size: float = 17,
        family: TypeFace = TypeFace.SERIF,
        ink: str = "text",
        bar: str = "line",
        most: int = MOST_LETTERS,
    ) -> None:
        super().__init__()
        self._look, self._most = look, most
        self._setting = Setting(look, size, family, ink, bar)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_runs(runs)
        look.changed.connect(self._repaint)

    def show_runs(self, runs: Sequence[Marked]) -> None:
        """Show other runs."""
        shown, left_out = _capped(runs, self._most)
        if left_out:
            told = say_many(" … ({count:,} more letter)", " … ({count:,} more letters)", left_out)
            shown = [*shown, *plain(told)]
        lines = lines_of(shown)
        told = spoken([run for line in lines for run in line.said])
        self._setting.set_lines(lines)
        self.setText(told)
        self.setAccessibleName(told)
        self.updateGeometry()
        self.update()

    def show_text(self, text: str) -> None:
        """Show a text without marks."""
        self.show_runs(plain(text))

    def heightForWidth(self, width: int) -> int:
        """Measure the text at a width."""
        return self._setting.height_at(width)

    def sizeHint(self) -> QSize:
        """Ask for the width that a line is read best at, or for less."""
        width = min(self._look.px(640), self._setting.natural_width())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Allow to be narrow."""
        return QSize(self._look.px(80), self._look.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._setting.paint(painter, self.width(), event.rect())

    def _repaint(self) -> None:
        self._setting.forget()
        self.updateGeometry()
        self.update()


def _capped(runs: Sequence[Marked], most: int) -> tuple[list[Marked], int]:
    room = most
    shown: list[Marked] = []
    for run in runs:
        if room <= 0:
            break
        shown.append(run if len(run.text) <= room else Run(run.kind, run.text[:room]))
        room -= len(run.text)
    total = sum(len(run.text) for run in runs)
    return shown, max(0, total - most)

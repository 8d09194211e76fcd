"""Leave with your work, from the window: one choice of a folder, and all of it stands there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from app.flows.files import own_work
from app.flows.files.own_work import LeftWith
from app.session import Session
from app.shell.writing.writing_desk import WritingDesk
from sync.model.language import say, say_many
from sync.workspace.opening import Workspace

FOLDER = "coursefolk-my-work"


class OwnWorkDesk(QObject):
    """Writes all that the person made beside the store's own work: typing never waits for it.

    `news(words, way, act)` tells what was written, and the way to it.
    """

    news = Signal(str, str, object)

    def __init__(self, session: Session, writing: WritingDesk, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._writing, self._window = session, writing, window
        self.commands: dict[str, Callable[[], object]] = {"my-work": self.ask_where}

    def ask_where(self) -> None:
        """Ask for a place, and write everything there."""
        words = say("Where to write your own work")
        chosen = QFileDialog.getExistingDirectory(self._window, words)
        if chosen:
            self.write(Path(chosen) / FOLDER)

    def write(self, out: Path) -> None:
        """Write everything into a folder."""
        self._writing.seal(
            lambda: self._session.network.do(
                partial(_write, out=out), lambda done: self._tell(out, done)
            )
        )

    def _tell(self, out: Path, done: LeftWith) -> None:
        told = say_many(
            "Your work stands in {folder}: {count} lesson, and all you said.",
            "Your work stands in {folder}: {count} lessons, and all you said.",
            done.lessons,
            folder=out,
        )
        if done.not_sent:
            alone = say_many(
                "What no server took is among it, in {count} file.",
                "What no server took is among it, in {count} files.",
                done.not_sent,
            )
            told = say("{news} {more}", news=told, more=alone)
        self.news.emit(told, say("Open it"), partial(_open, out))


def _write(ws: Workspace, out: Path) -> LeftWith:
    ws.look_again()
    return own_work.take_my_work(ws, out)


def _open(out: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(out)))

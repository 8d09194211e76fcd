"""Courses go out: as web pages, as a folder of Markdown, or into the browser to be played."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from app.flows.files import exporting
from app.flows.lesson.following import course_now
from app.session import Session
from app.shell.writing.writing_desk import WritingDesk
from sync.model.ids import LogId
from sync.model.language import say, say_many
from sync.workspace.opening import Workspace

HTML, FOLDER = "html", "folder"
_FIRST = "index.html"


class ExportDesk(QObject):
    """Writes a course out beside the store's own work, so that typing never waits for it.

    `news(words, way, act)` tells what was written, and the way to it; `played` that the browser
    was asked to open it.
    """

    news = Signal(str, str, object)
    played = Signal()

    def __init__(self, session: Session, writing: WritingDesk, window: QWidget) -> None:
        super().__init__(window)
        self.session, self._writing, self._window = session, writing, window
        self._played: TemporaryDirectory[str] | None = None

    def export_with_comments(self) -> None:
        """Ask for a place, and write the course there as a folder, with its review beside it."""
        self.export(FOLDER, with_comments=True)

    def export(self, form: str, *, with_comments: bool = False) -> None:
        """Ask for a place, and write the course on show there."""
        words = (
            say("Where to write the web pages") if form == HTML else say("Where to write the files")
        )
        chosen = QFileDialog.getExistingDirectory(self._window, words)
        if chosen:
            self.write(form, Path(chosen), with_comments=with_comments)

    def write(self, form: str, above: Path, *, with_comments: bool = False) -> None:
        """Write the course on show into a folder of its own name below `above`."""
        self._do(form, above, lambda done: self._tell(*done), with_comments=with_comments)

    def play(self) -> None:
        """Open it in the browser, where its questions can be played; nothing is sent."""
        self._played = self._played or TemporaryDirectory(prefix="coursefolk-play-")
        above = Path(self._played.name)
        self._do(HTML, above, self._opened)

    def _do(
        self,
        form: str,
        above: Path,
        then: Callable[[tuple[Path, int]], None],
        *,
        with_comments: bool = False,
    ) -> None:
        """Seal what is being typed, then write."""
        log = self._writing.log
        if log is not None:
            write = partial(_write, log=log, form=form, above=above, with_comments=with_comments)
            self._writing.seal(lambda: self.session.network.do(write, then))

    def close(self) -> None:
        """Take away what was written only to be played."""
        if self._played is not None:
            self._played.cleanup()

    def _tell(self, out: Path, count: int) -> None:
        told = say_many(
            "{count} file is in {folder}.", "{count} files are in {folder}.", count, folder=out
        )
        self.news.emit(told, say("Open it"), partial(_open, out))

    def _opened(self, done: tuple[Path, int]) -> None:
        _open(done[0])
        self.played.emit()


def _write(
    ws: Workspace, log: LogId, form: str, above: Path, *, with_comments: bool
) -> tuple[Path, int]:
    course = course_now(ws, log)
    out = above / _name_for(course.title)
    done = exporting.write_out(ws, course, form, out, with_comments=with_comments)
    return out, len(done.files)


def _name_for(title: str) -> str:
    """Make a folder's name of a title, for any file system."""
    plain = "".join(sign if sign.isalnum() or sign in " -_" else " " for sign in title)
    return " ".join(plain.split())[:80] or say("Course")


def _open(out: Path) -> None:
    first = out / _FIRST
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(first if first.exists() else out)))

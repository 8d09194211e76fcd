"""The page of media: read, replaced, shrunk and taken out, each with the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QWidget

from app.flows.changes import Changes
from app.flows.files import media_changing
from app.flows.files.media_changing import Undo
from app.flows.lesson.following import course_now
from app.flows.media.media_budget import in_words
from app.session import Session
from app.shell.course.course_desk import CourseDesk
from editor.formats.media.outcome import Damaged
from editor.panels.media.panel import MediaPanel
from editor.panels.media.values import Done, FileRow, MediaShown, UseRow
from editor.panels.preview.light_pictures import picture
from sync.model.errors import BadInput, CoursefolkError, NotFound
from sync.model.ids import LogId, NodeId, Sha
from sync.model.language import say, say_many
from sync.store.media import Media
from sync.workspace.opening import Workspace

if TYPE_CHECKING:
    from app.flows.media.media_judging import Judged

MEDIA = "media"
_THUMBNAIL_WIDTH, _BATCH = 480, 6


class MediaPageDesk(QObject):
    """Joins the page of media with the store.

    `page_wanted` asks the window to show the page, `left` (Esc) to show what was there before;
    `gone_to(lesson, line)` leads to a place that shows a file.
    """

    page_wanted = Signal()
    left = Signal()
    gone_to = Signal(str, int)

    def __init__(
        self, session: Session, panel: MediaPanel, course: CourseDesk, window: QWidget
    ) -> None:
        super().__init__(window)
        self.session, self.panel, self.course = session, panel, course
        self._window = window
        self._log: LogId | None = None
        self._undo: Undo | None = None
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), panel)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.left)
        panel.thumbnails_wanted.connect(self._draw)
        panel.go_wanted.connect(lambda lesson, line: self.gone_to.emit(lesson, line - 1))
        panel.words_written.connect(self._write_words)
        panel.replacing.connect(self.replace)
        panel.bringing.connect(self.bring)
        panel.shrinking.connect(self._shrink)
        panel.taking_out.connect(self._take_out)
        panel.original_wanted.connect(self._save_original)
        panel.undoing.connect(self._take_back)
        course.page.foot.media_wanted.connect(self.open)
        course.writing.read.connect(course.preview.follow_files)
        session.acted.connect(lambda changes: self._again())
        session.arrived.connect(self._again)

    def open(self) -> None:
        """Show the files of the course on show; what is being typed is sealed first."""
        self._log = self.course.log
        self._undo = None
        self.panel.forget_done()
        self.page_wanted.emit()
        self.course.writing.seal(lambda: self._read(first=True))

    def replace(self, path: str, file: Path | None = None) -> None:
        """Put another file in the place of one; it is asked for unless it is given."""
        chosen = file or self._asked(say("Choose what takes its place"))
        if chosen is not None:
            self._judge(chosen, partial(self._replaced, path))

    def bring(self, path: str, file: Path | None = None) -> None:
        """Put a file where lessons look for it; it is asked for unless it is given."""
        chosen = file or self._asked(
            say("Choose the file for “{name}”", name=path.rpartition("/")[2])
        )
        if chosen is not None:
            self._judge(chosen, partial(self._brought, path))

    # -- reading

    def _again(self) -> None:
        if self._log is not None and self.panel.isVisible():
            self._read()

    def _read(self, *, first: bool = False, choose: str = "") -> None:
        log = self._log
        if log is None:
            return

        def show(shown: MediaShown) -> None:
            if self._log == log:
                self.panel.show_media(shown)
                if choose:
                    self.panel.choose(choose)
                if first:
                    self.panel.focus_first()

        self.session.store.do(lambda ws: _read(ws, log), show, kind="media")

    def _draw(self, rows: Sequence[FileRow]) -> None:
        """Draw thumbnails a few at a time, so that the first are seen soon."""
        folder = self.session.folder
        wanted = [Sha(one.sha) for one in rows if one.is_picture]
        for at in range(0, len(wanted), _BATCH):
            batch = wanted[at : at + _BATCH]
            self.session.reading.do(partial(_drawn, Media(folder), batch), self.panel.show_images)

    def _asked(self, words: str) -> Path | None:
        chosen, _ = QFileDialog.getOpenFileName(self._window, words, "", f"{say('All files')} (*)")
        return Path(chosen) if chosen else None

    # -- changing

    def _judge(self, file: Path, then: Callable[[Judged], None]) -> None:
        self.session.reading.do(lambda _: _judged(file), then, self.session.failed.emit)

    def _replaced(self, path: str, judged: Judged) -> None:
        log = self._log
        if log is None:
            return

        def act(ws: Workspace) -> media_changing.Done:
            return media_changing.replace_file(ws, course_now(ws, log), path, judged)

        self._act(act, partial(self._say_replaced, path, judged))

    def _say_replaced(self, path: str, judged: Judged, done: media_changing.Done) -> None:
        name, new = path.rpartition("/")[2], done.path.rpartition("/")[2]
        told = say("All lessons show the new one.")
        if done.lessons:
            count = len(done.lessons)
            told = say_many(
                "It is called “{name}” now, and {count} lesson names it so.",
                "It is called “{name}” now, and {count} lessons name it so.",
                count,
                name=new,
            )
        self._done(done, say("“{name}” is replaced", name=name), " ".join((told, *judged.remarks)))

    def _brought(self, path: str, judged: Judged) -> None:
        log = self._log
        if log is None:
            return

        def act(ws: Workspace) -> media_changing.Done:
            return media_changing.bring_missing(ws, course_now(ws, log), path, judged)

        def tell(done: media_changing.Done) -> None:
            name = done.path.rpartition("/")[2]
            self._done(
                done, say("“{name}” is in the course now", name=name), " ".join(judged.remarks)
            )

        self._act(act, tell)

    def _shrink(self, path: str) -> None:
        log, folder = self._log, self.session.folder
        if log is None:
            return

        def draw(sha: Sha) -> Judged:
            from app.shell.media.media_shrinking import smaller

            return smaller(Media(folder).get(sha), path)

        def found(sha: Sha) -> None:
            self.session.reading.do(
                lambda _: draw(sha), partial(self._shrunk, path), self.session.failed.emit
            )

        self.session.store.do(lambda ws: _sha_at(ws, log, path), found)

    def _shrunk(self, path: str, judged: Judged) -> None:
        log = self._log
        if log is None:
            return

        def act(ws: Workspace) -> media_changing.Done:
            return media_changing.replace_file(ws, course_now(ws, log), path, judged)

        def tell(done: media_changing.Done) -> None:
            before, after = done.undo.files[0].size, len(judged.data)
            told = say(
                "{before} before, {after} now. All lessons show it.",
                before=in_words(before),
                after=in_words(after),
            )
            name = done.path.rpartition("/")[2]
            self._done(done, say("“{name}” is smaller", name=name), told)

        self._act(act, tell)

    def _take_out(self, paths: Sequence[str]) -> None:
        log = self._log
        if log is None:
            return

        def act(ws: Workspace) -> media_changing.Done:
            return media_changing.take_out(ws, course_now(ws, log), paths)

        def tell(done: media_changing.Done) -> None:
            count, size = len(done.undo.files), sum(one.size for one in done.undo.files)
            title = say_many(
                "{count} file is out of the course", "{count} files are out of the course", count
            )
            told = say("{size}. Versions that have them keep them.", size=in_words(size))
            self._done(done, title, told)

        self._act(act, tell)

    def _take_back(self) -> None:
        log, undo = self._log, self._undo
        if log is None or undo is None:
            return
        self._undo = None
        self._seal_and_act(
            lambda ws: media_changing.take_back(ws, course_now(ws, log), undo),
            lambda _: self.panel.show_done(
                Done(say("Taken back"), say("It is as it was before."), "")
            ),
        )

    def _write_words(self, row: FileRow, use: UseRow, words: str) -> None:
        log = self._log
        if log is None:
            return

        def write(ws: Workspace) -> Changes:
            lesson = NodeId(use.lesson)
            return media_changing.say_what_it_shows(
                ws, course_now(ws, log), lesson, use.start, words, use.words
            )

        self._seal_and_act(write, lambda _: None)

    def _save_original(self, path: str, to: Path | None = None) -> None:
        log = self._log
        name = path.rpartition("/")[2]
        if log is None:
            return
        if to is None:
            chosen, _ = QFileDialog.getSaveFileName(self._window, say("Save the original"), name)
            to = Path(chosen) if chosen else None
        if to is None:
            return
        place = to
        self.session.store.do(
            lambda ws: _write_original(ws, log, path, place),
            lambda _: self.panel.show_done(
                Done(say("“{name}” is saved", name=place.name), str(place), "")
            ),
        )

    def _act(
        self,
        act: Callable[[Workspace], media_changing.Done],
        tell: Callable[[media_changing.Done], object],
    ) -> None:
        """Do what changes files, then say it; views hear of it as of any act."""
        found: list[media_changing.Done] = []

        def do(ws: Workspace) -> Changes:
            found.append(act(ws))
            return found[0].changes

        def then(_: Changes) -> None:
            tell(found[0])

        self._seal_and_act(do, then)

    def _seal_and_act(
        self, do: Callable[[Workspace], Changes], then: Callable[[Changes], None]
    ) -> None:
        self.course.writing.seal(lambda: self.session.act(do, then))

    def _done(self, done: media_changing.Done, title: str, told: str) -> None:
        self._undo = done.undo
        if done.path:
            self._read(choose=done.path)
        self.panel.show_done(Done(title, told))


def _read(ws: Workspace, log: LogId) -> MediaShown:
    """Read the files; what knows their formats is loaded when they are first looked at."""
    from app.shell.media.media_reading import read_media

    return read_media(ws, log)


def _judged(file: Path) -> Judged:
    from app.flows.media.media_judging import judge, read_file

    return judge(file.name, read_file(file))


def _drawn(media: Media, wanted: Sequence[Sha], _held: None) -> dict[str, QImage]:
    """Draw thumbnails; what cannot be drawn keeps its sign."""
    from editor.formats.media.cleaning import cleaned

    found: dict[str, QImage] = {}
    for sha in wanted:
        try:
            image = picture(cleaned(media.get(sha) or b"").data, _THUMBNAIL_WIDTH)
        except (CoursefolkError, Damaged):  # on the disk, or from the start: the doctor tells
            continue
        if image is not None:
            found[str(sha)] = image
    return found


def _sha_at(ws: Workspace, log: LogId, path: str) -> Sha:
    sha = course_now(ws, log).facts.file_now(path)
    if sha is None:
        raise NotFound(
            say("This file is not in the course any more."),
            safe=say("Nothing was changed."),
            mend=say("Someone may have removed it: choose another file."),
        )
    return sha


def _write_original(ws: Workspace, log: LogId, path: str, to: Path) -> None:
    from app.flows.media.media_cleaning import original_of

    original = original_of(ws, _sha_at(ws, log, path))
    data = ws.store.media.get(original) if original else None
    if data is None:
        raise NotFound(
            say("The original is not on this computer."),
            safe=say("Nothing was changed."),
            mend=say("Sync: others may have it."),
        )
    try:
        to.write_bytes(data)
    except OSError as error:
        raise BadInput(
            say(
                "“{name}” cannot be written: {reason}.",
                name=to.name,
                reason=error.strerror or error,
            ),
            safe=say("The original is still kept here."),
            mend=say("Choose another place."),
        ) from error

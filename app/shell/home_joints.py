"""Join home, the line that leads newcomers on, and the help, with where they lead."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject

from app.flows.beginning.helping import open_help
from app.shell.course.course_page import REVIEW, WRITE
from app.shell.home.since_desk import SINCE
from app.shell.parts import Parts
from app.shell.settings.keys_desk import KeysDesk
from app.shell.sharing.file_drop import FileDrop
from sync.model.ids import NodeId


class Ways(Protocol):
    """What the window can do that home and the help ask of it."""

    def open_course(self, course: str, lesson: NodeId | None = None) -> None:
        """Show a course."""

    def open_part(self, course: str, page: str) -> None:
        """Show a page of a course."""

    def show_front(self, name: str) -> None:
        """Show a page beside the library."""

    def jump_to(self, course: str, lesson: NodeId | None) -> None:
        """Go to a lesson, or a course."""

    def do(self, command: str) -> None:
        """Do a command of the window."""


class HomeJoints(QObject):
    """A part of the composition, in a file of its own for its length."""

    def __init__(self, whole: Parts, keys: KeysDesk, ways: Ways) -> None:
        super().__init__(whole)
        self._whole, self._ways = whole, ways
        home, guide = whole.home, whole.guide
        home.course_wanted.connect(ways.open_course)
        home.part_wanted.connect(ways.open_part)
        home.page_wanted.connect(ways.show_front)
        home.help_wanted.connect(self._open_help)
        home.was_read.connect(whole.trouble.opened)
        home.place_wanted.connect(self._open_place)
        home.receipts_wanted.connect(whole.receipts.open)
        home.since_wanted.connect(whole.since.open)
        whole.since.page_wanted.connect(self._show_since)
        whole.since.left.connect(self._go_on)
        whole.since.lesson_wanted.connect(ways.jump_to)
        home.start_wanted.connect(ways.do)
        self._connect_review_files()
        guide.course_wanted.connect(ways.open_course)
        guide.command_wanted.connect(ways.do)
        guide.ticked.connect(home.refresh)
        whole.home_panel.open_sample.connect(guide.speak_again)
        whole.preview.answered.connect(lambda _: guide.played())
        whole.exports.played.connect(guide.played)
        keys.help_wanted.connect(self._open_help)
        whole.jump.help_wanted.connect(keys.open_help)
        whole.search.page_wanted.connect(self._make_help_found)

    def _connect_review_files(self) -> None:
        """Let review files be taken in from anywhere, and be made where others are asked."""
        whole = self._whole
        files, editor = whole.review_files, whole.page.pane.editor
        files.news.connect(whole.receipts.say)
        whole.own_work.news.connect(whole.receipts.say)
        files.brought.connect(self._open_to_review)
        whole.share.file_wanted.connect(files.ask_where)
        drop = FileDrop(whole.window, editor, editor.viewport())
        drop.dropped.connect(files.take)
        whole.session.called.connect(lambda path: files.take(Path(path)) if path else None)

    def _open_to_review(self, course: str, is_new: bool) -> None:
        self._ways.open_part(course, REVIEW if is_new else WRITE)

    def _open_place(self, course: str, lesson: NodeId, page: str) -> None:
        self._whole.window.show_page("course")
        self._whole.course.open(course, lesson, page)

    def _open_help(self, course: str, lesson: NodeId | None, line: int = 0) -> None:
        if self._whole.window.page != "course":
            self._whole.guide.came_from_front()
        if lesson is not None:
            self._whole.links.go_to_line(lesson, line)
        self._ways.jump_to(course, lesson)

    def _show_since(self) -> None:
        self._whole.writing.seal()
        self._ways.show_front(SINCE)

    def _go_on(self) -> None:
        """Go back to the course that was on show, else home."""
        if self._whole.course.course:
            self._whole.window.show_page("course")
            self._whole.page.pane.editor.setFocus()
        else:
            self._ways.do("home")

    def _make_help_found(self) -> None:
        """Bring the help in, so that its texts are found with all others."""
        self._whole.session.store.do(open_help)

"""Links in the learner's view: inside the course at once, out of it only when asked."""

from __future__ import annotations

from functools import partial
from urllib.parse import unquote, urlsplit

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from app.flows.courses.lesson_paths import paths_of
from app.flows.overview.reading import LessonRead
from app.session import Session
from app.shell.course.course_desk import CourseDesk
from editor.panels.preview.base import Preview
from sync.model.ids import NodeId
from sync.model.language import say
from sync.workspace.opening import Workspace

_LOOK_MS, _TRIES = 150, 20
_OUTSIDE = ("http", "https", "mailto")
_IN_PAGE = "h-"
"""What the page puts before the names of its anchors."""


class LinkDesk(QObject):
    """Follows links, and goes to a heading of a lesson that is still to be drawn.

    `news(words, way, act)` offers to leave for the web.
    """

    news = Signal(str, str, object)

    def __init__(
        self, session: Session, preview: Preview, course: CourseDesk, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.session, self.preview, self.course = session, preview, course
        self._read: LessonRead | None = None
        self._line: tuple[NodeId, int] | None = None
        preview.link_chosen.connect(self.follow)
        course.lesson_shown.connect(self._shown)

    def follow(self, address: str) -> None:
        """Go where a link leads; nothing is opened outside before the person says so."""
        read = self._read
        if read is None:
            return
        parts = urlsplit(address)
        if parts.scheme in _OUTSIDE:
            told = parts.netloc.rpartition("@")[2] or parts.path
            leave = partial(QDesktopServices.openUrl, QUrl(address))
            self.news.emit(say("This link leads to {place}.", place=told), say("Open it"), leave)
        elif not parts.scheme and not parts.netloc:
            self._follow_inside(read, unquote(parts.path), unquote(parts.fragment))

    def go_to_line(self, lesson: NodeId, line: int) -> None:
        """Bring a line to the top of the view as soon as its lesson is drawn."""
        self._line = (lesson, line) if line else None
        if self._read is not None and self._read.node.id == lesson:
            self._try(_TRIES)

    def stop(self) -> None:
        """Go nowhere any more: the window closes."""
        self._line = None

    def _follow_inside(self, read: LessonRead, path: str, anchor: str) -> None:
        log, base = read.course.log, read.path

        def find(ws: Workspace) -> tuple[NodeId, int] | None:
            course = ws.courses.open(log)
            wanted = path_from(base, path) if path else base
            known = paths_of(course)
            node = next((n for n, one in known.items() if one == wanted), None)
            if node is None:
                return None
            return node, line_of_anchor(ws.lessons.seen_now(log, node).text, anchor)

        def go(found: tuple[NodeId, int] | None) -> None:
            if found is None:
                self.news.emit(say("There is no “{path}” in this course.", path=path), "", None)
                return
            self.go_to_line(*found)
            if found[0] != self.course.lesson:
                self.course.open_lesson(found[0])

        self.session.store.do(find, go)

    def _shown(self, read: LessonRead) -> None:
        fresh = self._read is None or self._read.node.id != read.node.id
        self._read = read
        if fresh and self._line is not None and self._line[0] == read.node.id:
            self._try(_TRIES)

    def _try(self, tries: int) -> None:
        """Scroll, now and once more: pictures and letters settle a moment later."""
        if self._line is None or self._read is None or self._line[0] != self._read.node.id:
            return
        line = self._line[1]
        if self.preview.block_at(line) is not None:
            self.preview.scroll_to_line(line)
            tries = min(tries, 3)
        if tries:
            QTimer.singleShot(_LOOK_MS, self, lambda: self._try(tries - 1))
        else:
            self._line = None


def path_from(base: str, path: str) -> str:
    """Give the path below the course of a link that is written in the lesson at `base`."""
    parts = [] if path.startswith("/") else base.split("/")[:-1]
    for part in path.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def line_of_anchor(text: str, anchor: str) -> int:
    """Give the line, from 0, of the heading that an anchor names; 0 if none does."""
    from editor.markdown.structure import headings

    name = anchor.removeprefix(_IN_PAGE)
    return next((one.line for one in headings(text) if name and one.anchor == name), 0)

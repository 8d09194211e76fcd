"""The writing room: calm, typewriter, where the preview stands; and all of it there again."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QWidget

from app.flows.overview.reading import LessonRead
from app.flows.safety.backups import course_of_today
from app.session import Session
from app.shell.course.course_desk import CourseDesk
from app.shell.course.course_page import WRITE
from app.shell.course.kept_places import PlacesFile
from app.shell.settings.settings_desk import SettingsDesk
from editor.panels.kit.announce import announce
from editor.panels.kit.look import Look
from editor.panels.settings.beginning import BeginningSection
from editor.panels.source.lesson_view import ViewState
from sync.model.ids import CourseId, NodeId
from sync.model.language import say
from sync.workspace.courses import Course

_LATER_MS = 300


class RoomDesk(QObject):
    """Joins how the course page stands, and where one is in a lesson, with what is kept of it.

    `workspace` tells the last course of one workspace from that of another.
    """

    def __init__(
        self, places: PlacesFile, course: CourseDesk, workspace: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.places, self.course, self.page = places, course, course.page
        self._workspace = workspace
        self._editor = self.page.pane.editor
        self._later = QTimer(self._editor)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER_MS)
        self._later.timeout.connect(self._note)
        self._restore()
        course.writing.shown.connect(self._return)
        course.outline_shown.connect(lambda _: self._outline_kept())
        self._editor.cursorPositionChanged.connect(self._note_later)
        self._editor.verticalScrollBar().valueChanged.connect(self._note_later)
        self.page.reshaped.connect(self._keep_shape)
        self.page.calm_left.connect(lambda: self._say(say("All of the window is back.")))

    @property
    def commands(self) -> dict[str, Callable[[], object]]:
        """What the window's commands for the writing room do."""
        return {
            "focus": self.toggle_calm,
            "typewriter": self.toggle_typewriter,
            "split": self.toggle_split,
        }

    def toggle_calm(self) -> None:
        """Put all but the text away, or bring it back."""
        self.page.set_calm(not self.page.calm)
        if self.page.calm:
            self._say(say("Only the text is here now. Esc brings the rest back."))

    def toggle_typewriter(self) -> None:
        """Keep the line that is written in the middle, or not any more."""
        now = self.places.now
        now.typewriter = not now.typewriter
        self._editor.set_typewriter(now.typewriter)
        self._say(
            say("The line you write stays in the middle.")
            if now.typewriter
            else say("The text scrolls as you go.")
        )
        self.places.keep()

    def toggle_split(self) -> None:
        """Show the preview below the text, or beside it."""
        now = self.places.now
        now.stacked = not now.stacked
        if self.page.page != WRITE:
            self.course.show_page(WRITE)
        self.page.set_calm(False)
        self.page.set_stacked(now.stacked)
        self._say(
            say("The preview stands below the text.")
            if now.stacked
            else say("The preview stands beside the text.")
        )
        self.places.keep()

    def begin_at(self, settings: SettingsDesk) -> None:
        """Let a person choose what the window shows first."""

        def make(look: Look) -> BeginningSection:
            section = BeginningSection(look)
            section.chosen.connect(lambda value: settings.change(begins_at=value))
            section.show_chosen(settings.settings.now.begins_at)
            settings.changed.connect(lambda now: section.show_chosen(now.begins_at))
            return section

        settings.add_section(make)

    def lesson_in(self, course: str) -> NodeId | None:
        """Name the lesson that was open last in a course."""
        lesson = self.places.now.opened.get(course)
        return NodeId(lesson) if lesson else None

    def last_course(self) -> str:
        """Name the course that was on show when the window was closed; none if it was home."""
        return self.places.now.last.get(self._workspace, "")

    def go_on(self, session: Session, show: Callable[[CourseId], None]) -> None:
        """Show the course that was on show last; if it is gone by now, home stays."""
        last = CourseId(self.last_course())

        def found(course: Course | None) -> None:
            if course is not None:
                show(course.id)

        if last:
            session.store.do(lambda ws: course_of_today(ws, last), found)

    def keep(self, *, on_course: bool) -> None:
        """Keep everything as it stands now: the window is closing."""
        self._note()
        self._keep_shape()
        self.places.now.last[self._workspace] = self.course.course if on_course else ""
        self.places.now.outline = self.page.outline_wanted
        self.places.keep()

    # -- inside

    def _restore(self) -> None:
        now = self.places.now
        self.page.sizes = {shape: sizes for shape, sizes in now.sizes.items() if any(sizes)}
        self.page.set_stacked(now.stacked)
        self.page.show_sizes()
        self.page.outline_wanted = now.outline
        self._editor.set_typewriter(now.typewriter)

    def _keep_shape(self) -> None:
        self.places.now.sizes = dict(self.page.sizes)

    def _outline_kept(self) -> None:
        self.places.now.outline = self.page.outline_wanted

    def _return(self, read: LessonRead) -> None:
        """Go where one was in this lesson, as far as it is still that long."""
        lesson, now = read.node.id, self.places.now
        view = now.views.get(lesson)
        now.opened.pop(read.course.id, None)
        now.opened[read.course.id] = lesson
        fresh = self._editor.selection() == (0, 0) and self._editor.top_line() == 0
        if view is not None and fresh:
            self._editor.restore_view(ViewState(*view))

    def _note_later(self) -> None:
        if not self._later.isActive():
            self._later.start()

    def _note(self) -> None:
        lesson = self.course.writing.lesson
        if lesson is None:
            return
        view = self._editor.view_state()
        views = self.places.now.views
        views.pop(lesson, None)  # the latest come last
        views[lesson] = (view.anchor, view.caret, view.top)

    def _say(self, words: str) -> None:
        announce(self._editor, words)


class WheelZoom(QObject):
    """Make everything larger or smaller by the wheel with Ctrl, wherever the pointer is."""

    def __init__(
        self, larger: Callable[[], None], smaller: Callable[[], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._larger, self._smaller, self._turned = larger, smaller, 0

    def watch(self, *widgets: QWidget) -> None:
        """Take the wheel of some widgets, which are asked for nothing else."""
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a wheel that is turned with Ctrl; a notch is 120."""
        if event.type() != QEvent.Type.Wheel or not isinstance(event, QWheelEvent):
            return False
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        self.turn(event.angleDelta().y())
        return True

    def turn(self, angle: int) -> None:
        """Count an angle, in eighths of degrees."""
        self._turned += angle
        while abs(self._turned) >= 120:
            up = self._turned > 0
            (self._larger if up else self._smaller)()
            self._turned -= 120 if up else -120

"""The writing room: calm, typewriter, where the preview stands; and all of it there again."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QWidget

from app.shell.course.course_desk import CourseDesk
from app.shell.course.course_page import WRITE
from app.shell.settings.kept_room import RoomFile
from app.shell.settings.settings_desk import SettingsDesk
from editor.panels.kit.announce import announce
from editor.panels.kit.look import Look
from editor.panels.settings.beginning import BeginningSection
from sync.model.language import say


class RoomDesk(QObject):
    """Joins how the course page stands with what is kept of it."""

    def __init__(self, kept: RoomFile, course: CourseDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept, self.course, self.page = kept, course, course.page
        self._editor = self.page.pane.editor
        self._restore()
        course.outline_shown.connect(lambda _: self._outline_kept())
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
        now = self._kept.now
        now.typewriter = not now.typewriter
        self._editor.set_typewriter(now.typewriter)
        self._say(
            say("The line you write stays in the middle.")
            if now.typewriter
            else say("The text scrolls as you go.")
        )
        self._kept.keep()

    def toggle_split(self) -> None:
        """Show the preview below the text, or beside it."""
        now = self._kept.now
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
        self._kept.keep()

    def begin_at(self, settings: SettingsDesk) -> None:
        """Let a person choose what the window shows first."""

        def make(look: Look) -> BeginningSection:
            section = BeginningSection(look)
            section.chosen.connect(lambda value: settings.change(begins_at=value))
            section.show_chosen(settings.settings.now.begins_at)
            settings.changed.connect(lambda now: section.show_chosen(now.begins_at))
            return section

        settings.add_section(make)

    def keep(self) -> None:
        """Keep everything as it stands now: the window is closing."""
        self._keep_shape()
        self._kept.now.outline = self.page.outline_wanted
        self._kept.keep()

    # -- inside

    def _restore(self) -> None:
        now = self._kept.now
        self.page.sizes = {shape: sizes for shape, sizes in now.sizes.items() if any(sizes)}
        self.page.set_stacked(now.stacked)
        self.page.show_sizes()
        self.page.outline_wanted = now.outline
        self._editor.set_typewriter(now.typewriter)

    def _keep_shape(self) -> None:
        self._kept.now.sizes = dict(self.page.sizes)

    def _outline_kept(self) -> None:
        self._kept.now.outline = self.page.outline_wanted

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

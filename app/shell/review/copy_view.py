"""The copy in which one suggests, on show in place of the source, in step with the rest."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from app.flows.overview.copies import Copy
from app.flows.overview.reading import LessonRead
from app.shell.course.course_desk import CourseDesk
from app.shell.course.course_page import WRITE, CoursePage
from app.shell.faces import marks_of
from app.shell.tracked_marks import marks_of_changes
from editor.panels.kit.announce import announce
from editor.panels.kit.look import Look
from editor.panels.source.commands import COMMANDS
from editor.panels.source.marks import Mark
from editor.panels.source.reading_bar import Part
from editor.panels.source.suggesting_pane import SuggestingPane
from editor.panels.source.tracked_editor import TrackedEditor
from editor.writing.tracked import TrackedText
from sync.model.language import say

_MARK_MS = 250


class CopyView(QObject):
    """Shows a copy, its switches, and in the learner's view what would go and come.

    `changed` tells that something was typed, `sent` that it is to be suggested,
    `mode_chosen(suggesting)` what a switch was set to.
    """

    changed = Signal()
    sent = Signal()
    mode_chosen = Signal(bool)

    def __init__(self, look: Look, page: CoursePage, course: CourseDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._look, self._page, self._course = look, page, course
        self._panel: SuggestingPane | None = None  # made when it is first used
        self._copy: Copy | None = None
        self._text = ""
        self._mark_soon = QTimer(self)
        self._mark_soon.setSingleShot(True)
        self._mark_soon.setInterval(_MARK_MS)
        self._mark_soon.timeout.connect(self._mark)
        for switch in (page.pane.toolbar.mode, page.header.mode):
            switch.chosen.connect(self.mode_chosen)
        page.header.mode_shown.connect(self._place_switch)
        page.learner.preview.line_chosen.connect(self._go_to)

    @property
    def panel(self) -> SuggestingPane:
        """The pane in which one writes."""
        if self._panel is None:
            self._panel = panel = SuggestingPane(self._look)
            panel.changed.connect(self.changed)
            panel.sent.connect(self.sent)
            panel.mode_chosen.connect(self.mode_chosen)
            panel.editor.mark_chosen.connect(self._page.open_card)
            panel.editor.scrolled.connect(self._follow_scroll)
        return self._panel

    @property
    def editor(self) -> TrackedEditor:
        """The editor of the copy."""
        return self.panel.editor

    def show(self, copy: Copy, tracked: TrackedText, read: LessonRead) -> None:
        """Put a copy in place of the source."""
        pane, panel = self._page.pane, self.panel
        panel.editor.set_keys(
            {
                one.name: pane.editor.command_action(one.name).shortcut().toString()
                for one in COMMANDS
            }
        )
        panel.why.setPlainText("")
        self.fill(copy, tracked, read)
        pane.show_form(panel)
        pane.editor.setFocusProxy(panel.editor)
        self.show_on(True)
        self._place_switch(self._page.header.mode.isVisible())
        self.focus()
        announce(panel.editor, say("Suggesting: the lesson waits for an author's yes."))

    def fill(self, copy: Copy, tracked: TrackedText, read: LessonRead) -> None:
        """Show another copy of the same lesson, with the comments that stand beside it."""
        self._copy = copy
        self.editor.show_tracked(tracked)
        self.follow(read)
        if read.today.state == copy.state:
            at = tracked.shown_at
            self.editor.show_marks(
                Mark(one.id, one.kind, at(one.start), at(one.end), one.note, one.beside)
                for one in marks_of(read)
                if one.id not in copy.shown
            )

    def follow(self, read: LessonRead) -> None:
        """Take note of how the lesson is by now."""
        self._text = read.today.text
        if self._copy is not None:
            self.panel.show_moved_on(read.today.state != self._copy.state)
            self._mark_soon.start()

    def show_changed(self, copy: Copy, *, changed: bool) -> None:
        """Say how much of it is changed."""
        self._copy = copy
        already = len(copy.shown)
        more = self.editor.tracked.paragraphs_changed() - already if changed else 0
        self.panel.show_count(max(more, int(changed)))
        self._mark_soon.start()

    def close(self) -> None:
        """Show the source again, the caret where it was in the copy."""
        self._copy = None
        self._mark_soon.stop()
        self._course.show_tracked(())
        self.show_on(False)
        pane, panel = self._page.pane, self.panel
        places = [panel.editor.tracked.base_at(place) for place in panel.editor.selection()]
        pane.editor.setFocusProxy(None)  # type: ignore[arg-type]  # the stubs leave None out
        if pane.form is panel:
            pane.show_form(None)
        most = len(pane.editor.text())
        pane.editor.select(*(min(place, most) for place in places))

    def staying(self, fill: Callable[[], None]) -> None:
        """Show another text; caret and what is in sight stay, as far as they can."""
        places, top = self.editor.selection(), self.editor.top_line()
        fill()
        most = len(self.editor.tracked.shown)
        self.editor.select(*(min(place, most) for place in places))
        self.editor.scroll_to_line(top)

    def focus(self) -> None:
        """Bring the focus into the copy."""
        if self.panel.isVisibleTo(self._page):
            self.editor.setFocus()

    def show_on(self, on: bool) -> None:
        """Show in every switch whether one suggests."""
        self._page.pane.toolbar.mode.show_suggesting(on)
        self._page.header.mode.show_suggesting(on)

    def offer(self) -> None:
        """Offer the switch to one who writes here."""
        self._page.header.show_mode(self._page.page == WRITE and self._may_write)

    # -- inside

    @property
    def _may_write(self) -> bool:
        return self._page.pane.reading.part is Part.WRITES

    def _place_switch(self, above: bool) -> None:
        """Have one switch: above the course, or where there is no room above the text."""
        self._page.pane.toolbar.offer_mode(not above)
        if self._panel is not None:
            self._panel.toolbar.offer_mode(not above and self._may_write)

    def _mark(self) -> None:
        """Show in the learner's view what would go and come."""
        copy = self._copy
        if copy is not None and self._text == copy.text:
            changes = self.editor.tracked.changes()
            self._course.show_tracked(marks_of_changes("copy", copy.text, changes), copy.shown)

    def _go_to(self, line: int) -> None:
        """Follow a click in the learner's view."""
        if self._copy is None:
            return
        place = 0
        for _ in range(line):
            place = self._copy.text.find("\n", place) + 1
        at = self.editor.tracked.shown_at(place)
        self.editor.select(at, at)
        self.editor.centerCursor()

    def _follow_scroll(self, line: float) -> None:
        """Let the learner's view follow, by the lines of the lesson as it is."""
        if self._copy is not None:
            block = self.editor.document().findBlockByNumber(int(line))
            base = self.editor.tracked.base_at(self.editor.lesson.points(block.position()))
            top = self._copy.text.count("\n", 0, base)
            self._page.learner.preview.scroll_to_line(top + line % 1)

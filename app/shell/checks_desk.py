"""What is worth a look in the lesson being written: counted at the foot, marked in the gutter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from app.flows.lesson_paths import paths_of
from app.flows.reading import LessonRead
from app.session import Session
from editor.markdown.checks.finding import Check
from editor.markdown.checks.table import check_lesson
from editor.markdown.frontmatter import read as read_front_matter
from editor.markdown.structure import length_of
from editor.panels.source.marks import Mark, MarkKind
from editor.panels.source.pane import Facts, SourcePane


class ChecksDesk(QObject):
    """Checks each sealed text on the rendering thread; `marked(marks)` gives the places."""

    marked = Signal(object)

    def __init__(self, session: Session, pane: SourcePane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session, self.pane = session, pane
        self._found: tuple[Check, ...] = ()
        self._next = 0
        pane.checks_wanted.connect(self.go_next)

    def check(self, read: LessonRead) -> None:
        """Check a lesson as it was just read."""
        text, path = read.today.text, read.path
        files = set(read.course.facts.files_now())
        lessons = set(paths_of(read.course).values())

        def look(_held: object) -> tuple[str, tuple[Check, ...], Facts]:
            found = check_lesson(text, path=path, files=files, lessons=lessons)
            length = length_of(text)
            said = read_front_matter(text).minutes
            minutes = max(1, round(length.minutes))
            return text, found, Facts(length.words, minutes, round(said or 0), len(found))

        self.session.rendering.do(look, lambda told: self._show(*told), kind="checks")

    def go_next(self) -> None:
        """Go to the next thing worth a look."""
        if self._found:
            check = self._found[self._next % len(self._found)]
            self._next += 1
            self.pane.editor.go_to_line(check.line)
            self.pane.editor.setFocus()

    def _show(self, text: str, found: Sequence[Check], facts: Facts) -> None:
        self._found, self._next = tuple(found), 0
        self.pane.show_facts(facts)
        starts = [0]
        for line in text.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        marks = []
        for number, check in enumerate(found):
            at = min(check.line, len(starts) - 2)
            end = max(starts[at], starts[at + 1] - 1)
            note = f"{check.what} {check.mend}"
            marks.append(Mark(f"check-{number}", MarkKind.CHECK, starts[at], end, note))
        self.marked.emit(marks)

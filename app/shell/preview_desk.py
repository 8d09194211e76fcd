"""The learner's view beside the text: blocks are rendered off the typing path and patched in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, QTimer

from app.flows.reading import LessonRead
from app.session import Session
from app.workers.rendering import Rendering, Step
from editor.markdown.rendered import Patch
from editor.panels.preview.base import Preview
from editor.panels.preview.values import Blocks, PreviewMark, Ranges
from editor.panels.source.editor import SourceEditor
from sync.model.ids import Sha

RANGES_MS = 250


class PreviewDesk(QObject):
    """Keeps one preview in step with the text of a writing desk."""

    def __init__(
        self,
        session: Session,
        preview: Preview,
        editor: SourceEditor,
        address_of: Callable[[Sha], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.preview = preview
        self.editor = editor
        self._address_of = address_of
        self._turn = 0
        self._files: Mapping[str, Sha] = {}
        self._marks: tuple[PreviewMark, ...] = ()
        self._ranges_timer = QTimer(self)
        self._ranges_timer.setSingleShot(True)
        self._ranges_timer.setInterval(RANGES_MS)
        self._ranges_timer.timeout.connect(self._ask_ranges)
        preview.line_scrolled.connect(editor.scroll_to_line)
        preview.line_chosen.connect(editor.go_to_line)
        editor.scrolled.connect(preview.scroll_to_line)

    def show_lesson(self, read: LessonRead) -> None:
        """Render another lesson from its beginning."""
        self._turn += 1
        turn = self._turn
        text, path = read.today.text, read.path
        self._files = _files_of(read)

        def render(held: Rendering) -> tuple[Blocks, Ranges]:
            return held.show(text, path, self._resolve), held.ranges()

        self.session.rendering.do(render, lambda found: self._show(turn, found))

    def follow_files(self, read: LessonRead) -> None:
        """Show pictures that came, went or were replaced since the lesson was shown."""
        files = _files_of(read)
        if files == self._files:
            return
        self._files = files
        turn = self._turn
        self.session.rendering.do(
            lambda held: held.refresh(), lambda patch: self._patch(turn, (patch,))
        )

    def _resolve(self, wanted: str) -> str | None:
        """Say where a file lies; asked by the rendering thread."""
        sha = self._files.get(wanted)
        return self._address_of(sha) if sha else None

    def show_marks(self, marks: Sequence[PreviewMark]) -> None:
        """Show marks now, and again when blocks that are still being rendered have come."""
        self._marks = tuple(marks)
        self.preview.show_marks(self._marks)

    def follow(self, steps: Sequence[Step]) -> None:
        """Render what an edit changed."""
        turn = self._turn
        self.session.rendering.do(
            lambda held: held.edit(steps), lambda patches: self._patch(turn, patches)
        )

    def _show(self, turn: int, found: tuple[Blocks, Ranges]) -> None:
        if turn == self._turn:
            self.preview.show_blocks(*found)
            self.preview.show_marks(self._marks)

    def _patch(self, turn: int, patches: Sequence[Patch]) -> None:
        if turn != self._turn:
            return
        for patch in patches:
            self.preview.patch(patch)
        self._ranges_timer.start()

    def _ask_ranges(self) -> None:
        turn = self._turn
        self.session.rendering.do(
            lambda held: held.ranges(),
            lambda ranges: self.preview.show_ranges(ranges) if turn == self._turn else None,
            kind="ranges",
        )


def _files_of(read: LessonRead) -> dict[str, Sha]:
    return {path: placed.sha for path, placed in read.course.facts.files_now().items()}

"""The learner's view beside the text: blocks are rendered off the typing path and patched in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from app.flows.overview.reading import LessonRead
from app.session import Session
from app.shell.course.in_version import line_in
from app.workers.rendering import Rendering, Shown, Step
from editor.markdown.patience import GivenUp, Patience
from editor.markdown.rendered import Patch
from editor.panels.preview.base import Preview
from editor.panels.preview.values import PreviewMark, Ranges
from editor.panels.source.editor import SourceEditor
from sync.model.ids import Sha
from sync.store.media import Media

RANGES_MS = 250
AGAIN_MS, AGAIN_AT_MOST_MS = 1000, 8000
"""A rendering that was given up is tried again when typing has paused; each time later."""


class PreviewDesk(QObject):
    """Keeps one preview in step with the text of a writing desk.

    `behind(bool)` tells that the preview shows the text as it was a while ago, because rendering
    it took too long, and that it has caught up.
    """

    behind = Signal(bool)

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
        self._patience = Patience()
        self._files: Mapping[str, Sha] = {}
        self._media = Media(session.folder)
        self._lacking: frozenset[Sha] = frozenset()
        self._steps: list[Step] = []
        self._busy = self._is_behind = self._is_led = False
        self._marks: tuple[PreviewMark, ...] = ()
        self._line: float | None = None
        self._today: tuple[str, Mapping[str, Sha]] = ("", {})
        self._instead: str | None = None
        self._is_hidden = False
        self._top = 0.0
        self.chosen_line = 0
        """The line that was chosen last in a text that is shown instead."""
        self._ranges_timer = self._timer(RANGES_MS, self._ask_ranges)
        self._again_timer = self._timer(AGAIN_MS, self._again)
        preview.line_scrolled.connect(self._scrolled)
        preview.line_chosen.connect(self._go_to)
        editor.scrolled.connect(self._follow_scroll)

    def _timer(self, pause_ms: int, act: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause_ms)
        timer.timeout.connect(act)
        return timer

    def show_lesson(self, read: LessonRead) -> None:
        """Show another lesson from its beginning, unless a text is shown instead of it."""
        self._today = (read.path, _files_of(read))
        if self._instead is None:
            self._begin(read.today.text, *self._today)

    def show_instead(self, text: str, path: str, files: Mapping[str, Sha], *, stays: bool) -> None:
        """Show another text; the one that is written waits, and goes on.

        One that `stays` is of the same lesson: it is shown from where one is.
        """
        self.chosen_line = 0
        if stays:
            self._keep_place(text)
        self._instead, self._is_hidden = text, False
        self._begin(text, path, files)

    def hide_written(self) -> None:
        """Show an empty page rather than the text that is written, until one is to be shown."""
        if self._instead is None:
            self._patience.stop()
            self._again_timer.stop()
            self._turn += 1  # what is being rendered lands nowhere
            self._instead, self._is_hidden = "", True
            self.preview.show_blocks([], [])

    def go_back(self, *, stays: bool) -> None:
        """Show the text that is written again, as it is by now."""
        if self._instead is not None:
            text = self.editor.text()
            if stays:
                self._keep_place(text)
            self._instead, self._is_hidden = None, False
            self._begin(text, *self._today)

    def _keep_place(self, text: str) -> None:
        """Stay where one is while another text of the same lesson is shown."""
        written = self._instead is None or self._is_hidden
        shown = self.editor.text() if written or self._instead is None else self._instead
        if self._line is None:
            self._line = line_in(shown, self._top, text)

    def _scrolled(self, line: float) -> None:
        self._top = line
        if self._instead is None:
            self.editor.scroll_to_line(line)

    def _begin(self, text: str, path: str, files: Mapping[str, Sha]) -> None:
        """Render a text from its beginning; nobody waits for the one before any more."""
        self._patience.stop()
        self._again_timer.stop()
        self._again_timer.setInterval(AGAIN_MS)
        self._turn += 1
        turn, patience = self._turn, Patience()
        self._patience, self._busy = patience, True
        self._steps.clear()
        self._files = files
        make_ready = self.preview.make_ready

        def render(held: Rendering) -> Shown:
            shown = held.show(text, path, self._resolve, patience)
            make_ready(html for _, html in shown.blocks)
            return shown

        self.session.rendering.do(
            render,
            lambda found: self._show(turn, found),
            lambda error: self._show_none(turn, error),
        )

    def follow_files(self, read: LessonRead) -> None:
        """Show pictures that came, went or were replaced since the lesson was shown."""
        self._follow_files(_files_of(read))

    def add_files(self, files: Mapping[str, Sha]) -> None:
        """Know files that were placed just now, before the text that shows them is written."""
        self._follow_files({**self._today[1], **files})

    def _follow_files(self, files: Mapping[str, Sha]) -> None:
        """Note the draft's files; a text that is shown instead keeps those of its own time."""
        self._today = (self._today[0], files)
        self._know_files(files if self._instead is None else self._files)

    def _know_files(self, files: Mapping[str, Sha]) -> None:
        came = any(self._media.has(sha) for sha in self._lacking)
        if files == self._files and not came:
            return
        self._files = files
        self._lacking = frozenset()
        turn = self._turn
        self.session.rendering.do(
            lambda held: held.refresh(),
            lambda patch: self._take(turn, (patch,)),
            lambda error: self._failed(turn, error),
        )

    def _resolve(self, wanted: str) -> str | None:
        """Say where a file lies; asked by the rendering thread.

        One whose bytes have not come yet lies nowhere: its name is shown until they have.
        """
        sha = self._files.get(wanted)
        if sha is None or not self._media.has(sha):
            if sha is not None:
                self._lacking = self._lacking | {sha}  # replaced: the other thread walks through it
            return None
        return self._address_of(sha)

    def show_marks(self, marks: Sequence[PreviewMark]) -> None:
        """Show marks now, and again when blocks that are still being rendered have come."""
        self._marks = tuple(marks)
        self.preview.show_marks(self._marks)

    def follow(self, steps: Sequence[Step]) -> None:
        """Render what an edit changed; edits that come meanwhile are rendered together."""
        if self._instead is not None:
            return  # the editor has them: they are there when its text is shown again
        self._steps += steps
        if self._is_behind:
            self._again_timer.start()
        if not self._busy:
            self._send()

    def _send(self) -> None:
        turn, steps, make_ready = self._turn, tuple(self._steps), self.preview.make_ready
        self._steps.clear()
        self._busy = True

        def render(held: Rendering) -> list[Patch]:
            patches = held.edit(steps)
            make_ready(html for patch in patches for _, html in patch.html)
            return patches

        self.session.rendering.do(
            render,
            lambda patches: self._patch(turn, patches),
            lambda error: self._failed(turn, error),
        )

    def _again(self) -> None:
        """Render all anew, once what was given up may go better."""
        if self._busy:
            self._again_timer.start()
            return
        turn = self._turn
        self._busy = True
        self._again_timer.setInterval(min(2 * self._again_timer.interval(), AGAIN_AT_MOST_MS))
        self.session.rendering.do(
            lambda held: held.again(),
            lambda found: self._caught_up(turn, found),
            lambda error: self._failed(turn, error),
        )

    def _go_to(self, line: int) -> None:
        """Show the source of what was clicked; what was clicked stays where it is."""
        if self._instead is not None:
            self.chosen_line = line
            return
        self._is_led = True
        self.editor.go_to_line(line)
        self._is_led = False

    def _follow_scroll(self, line: float) -> None:
        if not self._is_led and self._instead is None:
            self._top = line
            self.preview.scroll_to_line(line)

    def look_at(self, line: int, *, of_next: bool = False) -> None:
        """Bring a line into sight, or one of the lesson that is shown next."""
        self._line = line if of_next else None
        if not of_next:
            self._top = line
            self.preview.scroll_to_line(line)

    # -- what came of it

    def _show(self, turn: int, found: Shown) -> None:
        if turn == self._turn:
            self.preview.show_blocks(found.blocks, found.ranges)
            self.preview.show_marks(self._marks)
            self._done(is_behind=False)
            self._top, self._line = self._line or 0.0, None
            if self._top:
                self.preview.scroll_to_line(self._top)

    def _show_none(self, turn: int, error: BaseException) -> None:
        """Show an empty page rather than another lesson's."""
        if turn == self._turn:
            self.preview.show_blocks([], [])
            self._failed(turn, error)

    def _caught_up(self, turn: int, found: Shown) -> None:
        if turn == self._turn:
            self._again_timer.setInterval(AGAIN_MS)
            self._line = self._top if self._instead is not None else self.editor.top_line()
            self._show(turn, found)

    def _patch(self, turn: int, patches: Sequence[Patch]) -> None:
        if turn == self._turn:
            self._take(turn, patches)
            self._done(is_behind=self._is_behind)

    def _take(self, turn: int, patches: Sequence[Patch]) -> None:
        if turn == self._turn:
            for patch in patches:
                self.preview.patch(patch)
            self._ranges_timer.start()

    def _failed(self, turn: int, error: BaseException) -> None:
        """Keep what is shown; a mistake of ours is told besides."""
        if not isinstance(error, GivenUp):
            self.session.failed.emit(error)
        if turn == self._turn:
            self._done(is_behind=True)

    def _done(self, *, is_behind: bool) -> None:
        self._busy = False
        if is_behind != self._is_behind:
            self._is_behind = is_behind
            self.behind.emit(is_behind)
            if is_behind:
                self._again_timer.start()
        if self._steps:
            self._send()

    def _ask_ranges(self) -> None:
        turn = self._turn
        self.session.rendering.do(
            lambda held: held.ranges(),
            lambda ranges: self._show_ranges(turn, ranges),
            kind="ranges",
        )

    def _show_ranges(self, turn: int, ranges: Ranges | None) -> None:
        if turn == self._turn and ranges is not None:
            self.preview.show_ranges(ranges)


def _files_of(read: LessonRead) -> dict[str, Sha]:
    return {path: placed.sha for path, placed in read.course.facts.files_now().items()}

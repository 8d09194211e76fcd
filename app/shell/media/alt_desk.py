"""Ask what pictures show that were put into the lesson, one after the other, and make them small.

The question stands in a bar above the text; whoever writes on is never held up by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout

from app.flows.changes import Changes
from app.flows.files.media_changing import Done, replace_file, take_back
from app.flows.lesson.following import course_now
from app.flows.media.attaching import Attached
from app.flows.media.media_budget import in_words, may_shrink
from app.session import Session, words_of
from app.shell.writing.writing_desk import WritingDesk
from editor.markdown.media_text import place_without_words, with_words
from editor.panels.media.alt_bar import AltBar
from editor.panels.preview.light_pictures import picture
from editor.panels.source.pane import SourcePane
from editor.writing.change import followed
from sync.merge.edits import edits
from sync.model.language import say

if TYPE_CHECKING:
    from app.flows.media.media_judging import Judged

MOST_ASKED = 5
"""Of pictures that were pasted with their page; the checks remember the others."""
THUMBNAIL_WIDTH = 240


class AltDesk(QObject):
    """Joins the bar that asks with the lesson and the store; `rested` when nothing is left to ask.

    What is asked about is a file of the course, or an address of the web.
    """

    rested = Signal()

    def __init__(
        self, session: Session, writing: WritingDesk, pane: SourcePane, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.session, self.writing, self.pane = session, writing, pane
        self.bar = AltBar(session.look)
        source = pane.banner.parentWidget()
        layout = source.layout() if source is not None else None
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(layout.indexOf(pane.banner) + 1, self.bar)
        self._to_ask: list[Attached | str] = []
        self._images: dict[str, QImage] = {}
        self._asked: Attached | str | None = None
        self._near = 0
        self._shrunk: Done | None = None
        self.bar.said.connect(self._say)
        self.bar.left.connect(self._ask_next)
        self.bar.shrink_wanted.connect(self._shrink)
        self.bar.undo_wanted.connect(self._unshrink)
        writing.shown.connect(lambda _: self._stop())

    def ask_about(
        self, pictures: Sequence[Attached], place: int, images: dict[str, QImage]
    ) -> None:
        """Ask about pictures that were put in at a place, in place of all that was asked before."""
        self._near, self._images = place, images
        self._to_ask, self._asked = [*pictures], None
        self._ask_next()

    def ask_about_pasted(self, wordless: Sequence[Attached | str], place: int) -> None:
        """Ask what pictures show that came with pasted words, those that are not asked about yet.

        The checks remember what is put off, and what is beyond the first few.
        """
        editor, asked = self.pane.editor, wordless[:MOST_ASKED]
        shown, stood = editor.times_shown, editor.selection()
        kept = [one.judged for one in asked if isinstance(one, Attached)]

        def begin(images: dict[str, QImage]) -> None:
            if editor.times_shown != shown:
                return
            self._to_ask += asked
            self._images |= images
            self._near = place
            if self._asked is None:  # whoever writes on already is not called away
                self._ask_next(focus=editor.selection() == stood)

        self.session.reading.do(lambda _: drawn(kept), begin)

    def _ask_next(self, *, focus: bool = True) -> None:
        self._shrunk = None
        if not self._to_ask:
            self._asked = None
            self.rested.emit()
            self.pane.editor.setFocus()
            return
        one = self._asked = self._to_ask.pop(0)
        if isinstance(one, str):
            told = say("It lies on the web: learners see a link with these words.")
            self.bar.ask(one, told, None)
        else:
            self._ask_about_file(one)
        if focus and (self.pane.editor.hasFocus() or self.pane.editor.isVisible()):
            self.bar.field.setFocus()

    def _ask_about_file(self, one: Attached) -> None:
        judged = one.judged
        shrink = ""
        if may_shrink(judged.kind, len(judged.data), judged.pixels):
            size = in_words(len(judged.data))
            shrink = say("It has {size}, more than a lesson needs.", size=size)
        told = " ".join(judged.remarks)
        self.bar.ask(judged.given, told, self._images.get(judged.name), shrink=shrink)

    def _stop(self) -> None:
        self._to_ask, self._asked = [], None
        self.bar.hide()
        self.rested.emit()

    def _say(self, words: str) -> None:
        """Write the words between the brackets, as a step of its own."""
        asked, editor = self._asked, self.pane.editor
        text = editor.text()
        address = asked.address if isinstance(asked, Attached) else asked
        start = place_without_words(text, address, self._near) if address else None
        if start is not None:
            caret = editor.selection()[1]
            made = tuple(edits(text, with_words(text, start, words)))
            caret = followed(caret, made)
            editor.change(made, caret, caret)
        self._ask_next()

    # -- a smaller copy

    def _shrink(self) -> None:
        asked, log = self._asked, self.writing.log
        if not isinstance(asked, Attached) or log is None:
            return
        data, path = asked.judged.data, asked.path

        def store(judged: Judged) -> None:
            self.session.act(
                lambda ws: self._noted(replace_file(ws, course_now(ws, log), path, judged)),
                lambda _: self._say_shrunk(asked, judged),
            )

        self.session.reading.do(
            lambda _: _smaller(data, path),
            lambda judged: self.writing.seal(lambda: store(judged)),
            lambda error: self.bar.show_told(words_of(error)[0]),
        )

    def _noted(self, done: Done) -> Changes:
        self._shrunk = done
        return done.changes

    def _say_shrunk(self, asked: Attached, judged: Judged) -> None:
        before, after = in_words(len(asked.judged.data)), in_words(len(judged.data))
        self._follow_address()
        self.bar.show_told(
            say("{before} before, {after} now.", before=before, after=after), undo=True
        )

    def _follow_address(self) -> None:
        """Know the picture by its new address, where its suffix changed."""
        asked = self._asked
        if not isinstance(asked, Attached) or self._shrunk is None:
            return
        name = self._shrunk.path.rpartition("/")[2]
        folder = asked.address.rpartition("/")[0]
        address = f"{folder}/{name}" if folder else name
        self._asked = Attached(self._shrunk.path, address, asked.judged, asked.changes)

    def _unshrink(self) -> None:
        done, log, asked = self._shrunk, self.writing.log, self._asked
        if done is None or log is None or not isinstance(asked, Attached):
            return
        self._shrunk = None
        old = done.undo.files[0].path
        address = asked.address.rpartition("/")[0]
        name = old.rpartition("/")[2]
        self._asked = Attached(
            old, f"{address}/{name}" if address else name, asked.judged, asked.changes
        )
        undo = done.undo
        self.writing.seal(
            lambda: self.session.act(
                lambda ws: take_back(ws, course_now(ws, log), undo),
                lambda _: self.bar.show_told(say("It is as large as before.")),
            )
        )


def drawn(pictures: list[Judged]) -> dict[str, QImage]:
    """Draw pictures small, by their names; those that cannot be drawn are left out."""
    drawn = {one.name: picture(one.data, THUMBNAIL_WIDTH) for one in pictures}
    return {name: image for name, image in drawn.items() if image is not None}


def _smaller(data: bytes, path: str) -> Judged:
    from app.shell.media.media_shrinking import smaller

    return smaller(data, path)

"""Pictures and files that someone pastes, drops or chooses: stored, then named in the text."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from app.flows.attaching import attach, attach_file
from app.flows.following import course_now
from app.session import Session
from app.shell.paste_desk import PasteDesk
from app.shell.writing_desk import WritingDesk
from editor.panels.source.pane import SourcePane
from editor.panels.source.pasting import Offer
from sync.model.ids import LogId, NodeId
from sync.workspace.opening import Workspace

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp")


class MediaDesk(QObject):
    """Joins what the editor is offered with the store of the course's files."""

    def __init__(
        self, session: Session, writing: WritingDesk, pane: SourcePane, window: QWidget
    ) -> None:
        super().__init__(window)
        self.session, self.writing, self.pane = session, writing, pane
        self._window = window
        self.pasting = PasteDesk(session, writing, pane, self)
        pane.editor.media_offered.connect(self.take)
        pane.editor.picture_wanted.connect(self.choose)

    def choose(self) -> None:
        """Ask for a picture and put it at the caret."""
        kinds = " ".join(f"*{suffix}" for suffix in PICTURES)
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, "Choose a picture", "", f"Pictures ({kinds});;All files (*)"
        )
        if chosen:
            self.take(Offer(self.pane.editor.selection()[1], (Path(chosen),)))

    def take(self, offer: Offer) -> None:
        """Store what was offered, then name it in the lesson at its place."""
        log, lesson = self.writing.log, self.writing.lesson
        if log is None or lesson is None:
            return

        def then(words: str) -> None:
            if self.writing.lesson == lesson:
                self.pane.editor.insert_text(words, min(offer.place, len(self.pane.editor.text())))
            self.session.arrived.emit()

        self.session.store.do(lambda ws: _store(ws, log, lesson, offer), then)


def _store(ws: Workspace, log: LogId, lesson: NodeId, offer: Offer) -> str:
    named = []
    if offer.picture:
        name = time.strftime("picture-%Y%m%d-%H%M%S.png")
        address, _ = attach(ws, course_now(ws, log), lesson, name, offer.picture)
        named.append(_named(address, "", picture=True))
    for path in offer.files:
        address, _ = attach_file(ws, course_now(ws, log), lesson, path)
        named.append(_named(address, path.stem, picture=path.suffix.lower() in PICTURES))
    return "\n".join(named)


def _named(address: str, words: str, *, picture: bool) -> str:
    target = f"<{address}>" if any(sign in address for sign in " ()") else address
    return f"![{words}]({target})" if picture else f"[{words or address}]({target})"

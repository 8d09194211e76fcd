"""The one voice to the person: what happened, what is safe, what to do."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, Signal

from app.session import words_of
from editor.panels.kit.banner import Banner, Message
from editor.panels.kit.labels import Tone

log = logging.getLogger(__name__)


class Notices(QObject):
    """Shows errors and news in the window's banner, and keeps what was said for those who ask."""

    said = Signal(object)
    action_chosen = Signal(str)

    def __init__(self, banner: Banner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._banner = banner
        self.told: list[Message] = []
        banner.action_chosen.connect(self.action_chosen)
        banner.closed.connect(lambda: banner.show_message(None))

    def tell(self, message: Message) -> None:
        """Show a message until it is closed or another takes its place."""
        self.told.append(message)
        self._banner.show_message(message)
        self.said.emit(message)

    def say_well(self, words: str) -> None:
        """Say that something went well, in a few words."""
        first, _, rest = words.partition(". ")
        self.tell(Message(Tone.OK, f"{first.rstrip('.')}.", rest))

    def tell_error(self, error: BaseException) -> None:
        """Show an error in words; nothing of a lesson's text reaches the log."""
        what, safe, mend = words_of(error)
        log.info("told the person of %s", type(error).__name__)
        self.tell(Message(Tone.WARN, what, " ".join(part for part in (safe, mend) if part)))

    def hush(self) -> None:
        """Take the message away."""
        self._banner.show_message(None)

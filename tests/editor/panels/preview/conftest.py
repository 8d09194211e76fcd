"""Both previews, filled by the real renderer; the same tests run on both."""

from __future__ import annotations

import hashlib
import io
import wave
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.markdown.incremental import IncrementalRender
from editor.panels.kit.look import Look
from editor.panels.preview.addresses import media_address
from editor.panels.preview.base import Preview
from editor.panels.preview.choice import full_preview_is_here, preview_for
from sync.model.ids import Sha
from tests.editor.panels.conftest import RESOURCES

FULL_IS_HERE = full_preview_is_here()

PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><rect width="60"/></svg>'


def _tone() -> bytes:
    """Make half a second of a quiet tone, as a WAV file."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(bytes(128 + (at // 9) % 2 for at in range(4000)))
    return out.getvalue()


FILES = {"loop.svg": PICTURE, "tone.wav": _tone()}
SHAS = {name: Sha(hashlib.sha256(data).hexdigest()) for name, data in FILES.items()}
MEDIA = {SHAS[name]: data for name, data in FILES.items()}


class Desk:
    """A preview with the renderer that feeds it, as the window wires them."""

    def __init__(self, preview: Preview, qtbot: QtBot) -> None:
        self.preview, self._qtbot = preview, qtbot
        self.render = IncrementalRender(resolve=self._address)

    def show(self, text: str) -> None:
        """Show a whole lesson."""
        self.render.set(text)
        self.preview.show_blocks(self.render.blocks(), self.render.ranges())

    def edit(self, line: int, removed: int, lines: list[str]) -> None:
        """Edit the lesson and patch the preview."""
        self.preview.patch(self.render.edit(line, removed, lines))
        self.preview.show_ranges(self.render.ranges())

    def wait_for_text(self, wanted: Callable[[str], bool]) -> None:
        """Wait until the words shown are as wanted."""
        self._qtbot.waitUntil(lambda: wanted(self.words()), timeout=8000)

    def words(self) -> str:
        """Return the words shown, without spaces: the previews part blocks differently."""
        return "".join(self.preview.shown_text().split())

    @staticmethod
    def _address(path: str) -> str | None:
        return media_address(SHAS[path]) if path in SHAS else None


@pytest.fixture(params=["full", "light"])
def desk(request: pytest.FixtureRequest, look: Look, qtbot: QtBot) -> Desk:
    """Return a shown, started preview of 700 by 600 pixels."""
    if request.param == "full" and not FULL_IS_HERE:
        pytest.skip("the web engine is not installed")
    return desk_of(look, qtbot, full=request.param == "full")


@pytest.fixture
def full_desk(look: Look, qtbot: QtBot) -> Desk:
    """Return the full preview alone."""
    if not FULL_IS_HERE:
        pytest.skip("the web engine is not installed")
    return desk_of(look, qtbot, full=True)


def desk_of(look: Look, qtbot: QtBot, *, full: bool) -> Desk:
    preview = preview_for(look, RESOURCES / "preview", MEDIA.get, full=full)
    qtbot.addWidget(preview)
    preview.resize(700, 600)
    preview.show()
    with qtbot.waitSignal(preview.became_ready, timeout=20_000):
        preview.start()
    QApplication.processEvents()
    return Desk(preview, qtbot)

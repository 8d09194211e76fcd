"""The full preview: the web engine shows the lesson as a browser would, and quizzes play."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFile, QIODevice, QObject, QPoint, QUrl, Signal, Slot
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, QWebEngineScript
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.markdown.learner_words import preview_script, style_words
from editor.panels.kit.look import Look
from editor.panels.kit.tokens import Theme, css_variables
from editor.panels.preview.addresses import PAGE, SCHEME
from editor.panels.preview.base import Preview
from editor.panels.preview.engine import Engine
from editor.panels.preview.scheme import CourseScheme, OnlyOurs
from editor.panels.preview.values import (
    Answered,
    PageScroll,
    Placing,
    PreviewMark,
    ReadMedia,
    Selected,
    Width,
)

if TYPE_CHECKING:
    from editor.markdown.rendered import Patch

_WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld
_AT_ONCE = 200
"""So many blocks are sent in one call, so that a long lesson shows its head at once."""
_MOST_RESTARTS = 3


class Bridge(QObject):
    """The one object that our script may call."""

    told = Signal(str, object)

    @Slot(str, str)
    def tell(self, kind: str, value: str) -> None:
        """Hand on what the script tells; the value is JSON."""
        self.told.emit(kind, json.loads(value))


class FullPreview(Preview):
    """Show the lesson in the web engine, from memory, with no network and no file of this computer.

    It may be put into a window that is shown already. Call `start` after the first paint.
    """

    def __init__(
        self,
        look: Look,
        preview_dir: Path,
        read_media: ReadMedia,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        self._ready, self._restarts = False, 0
        self._text = ""
        self._width = Width.DESKTOP
        self._engine = Engine(self)
        self._profile, self._page = self._engine.profile, self._engine.page
        self._view = self._engine.view
        self._scheme = CourseScheme(preview_dir, look.fonts_dir, read_media, self._profile)
        self.interceptor = OnlyOurs(self._profile)
        self._bridge = Bridge(self)
        self._set_up(preview_dir)
        look.changed.connect(self._dress)

    @property
    def plays_quizzes(self) -> bool:
        """Quizzes play here."""
        return True

    @property
    def page(self) -> QWebEnginePage:
        """The page, for printing it to PDF."""
        return self._page

    def start(self) -> None:
        """Load the page; what was shown before is shown as soon as it is there."""
        self._page.load(QUrl(PAGE))

    def end(self) -> None:
        """Let go of the web engine."""
        self._ready = False
        self._look.changed.disconnect(self._dress)
        self.setFocusProxy(None)  # type: ignore[arg-type]  # Qt takes none, its stubs do not
        self._engine.end()

    def go_to_mark(self, mark_id: str) -> None:
        """Bring a mark into sight."""
        self._call("goTo", mark_id)

    def scroll_to_line(self, line: float) -> None:
        """Bring a source line to the top, without telling `line_scrolled`."""
        found = self.block_at(line)
        if found is not None:
            self._call("scrollToBlock", *found)

    def set_width(self, width: Width) -> None:
        """Show it as on a phone, a tablet or a desktop screen."""
        self._width = width
        self._call("widen", width.value)

    def shown_text(self) -> str:
        """Return the words that were shown when the page was asked last, and ask again."""
        if self._ready:
            self._page.runJavaScript("coursefolk.text()", _WORLD.value, self._take_text)
        return self._text

    def ask_lines(self, place: QPoint, answer: Callable[[int, int], None]) -> None:
        """Answer with the source lines of the block at a point of this widget, if one is there."""

        def take(block: object) -> None:
            if isinstance(block, int | float) and block >= 0:
                answer(*self.lines_of(int(block), int(block)))

        if self._ready:
            inside, zoom = self._view.mapFrom(self, place), self._look.scale
            at = f"{inside.x() / zoom}, {inside.y() / zoom}"
            asked = f"Number(document.elementFromPoint({at})?.closest('.block')?.dataset.id ?? -1)"
            self._page.runJavaScript(asked, _WORLD.value, take)

    def _take_text(self, text: object) -> None:
        self._text = str(text or "")

    # --- setting up

    def _set_up(self, preview_dir: Path) -> None:
        self._profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
        self._profile.setSpellCheckEnabled(False)
        self._profile.installUrlSchemeHandler(SCHEME.encode(), self._scheme)
        self._profile.setUrlRequestInterceptor(self.interceptor)
        self._view.setAccessibleName(self.accessibleName())
        self.setFocusProxy(self._view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._view)
        self._view.show()
        self._page.setBackgroundColor(self._look.colour("canvas"))
        self._page.refused.connect(self.link_chosen)
        self._page.renderProcessTerminated.connect(self._crashed)
        self._channel = QWebChannel(self._page)
        self._channel.registerObject("window", self._bridge)
        self._page.setWebChannel(self._channel, _WORLD.value)
        self._bridge.told.connect(self._told)
        self._page.scripts().insert(_own_script(preview_dir))
        # Children go in this order: the page must be gone before its profile.
        self._profile.setParent(self)

    def _crashed(self) -> None:
        """Load the page again when its process died, but not for ever."""
        self._ready = False
        self._restarts += 1
        if self._restarts <= _MOST_RESTARTS:
            self.start()

    # --- to the page

    def _call(self, function: str, *values: object) -> None:
        if self._ready:
            arguments = ",".join(json.dumps(value) for value in values)
            self._page.runJavaScript(f"coursefolk.{function}({arguments})", _WORLD.value)

    def _fill(self) -> None:
        self._call("clear")
        for first in range(0, len(self._blocks), _AT_ONCE):
            self._call("append", self._blocks[first : first + _AT_ONCE])

    def _change(self, patch: Patch) -> None:
        if patch.removed or patch.html or patch.others:  # else it is not seen: a space
            self._call("patch", patch.at, patch.removed, patch.html, patch.others)

    def _paint_marks(self) -> None:
        self._call("show", [self._as_told(mark) for mark in self._marks])

    def _as_told(self, mark: PreviewMark) -> dict[str, object]:
        found = self.block_at(mark.line)
        return {
            "id": mark.id,
            "kind": mark.kind.value,
            "block": found[0] if found else 0,
            "quote": mark.quote,
            "instead": mark.instead,
            "lead": mark.lead,
            "follow": mark.follow,
            "number": mark.number,
            "label": mark.label,
            "active": mark.active,
        }

    def _dress(self) -> None:
        self._page.setBackgroundColor(self._look.colour("canvas"))
        self._view.setZoomFactor(self._look.scale)
        scheme = "light" if self._look.theme is Theme.LIGHT else "dark"
        self._call("dress", css_variables(self._look.tokens) | style_words(), scheme)

    # --- from the page

    def _told(self, kind: str, value: object) -> None:
        if kind == "ready":
            self._show_all()
        elif kind == "link":
            self.link_chosen.emit(str(value))
        elif kind == "mark":
            self.mark_chosen.emit(str(value))
        elif kind in ("block", "source") and isinstance(value, int):
            line = self.line_at(value, 0)
            if line is not None:
                (self.line_chosen if kind == "block" else self.source_wanted).emit(int(line))
        elif kind == "placed" and isinstance(value, list):
            zoom = self._look.scale
            self.placed.emit([Placing(name, top * zoom, high * zoom) for name, top, high in value])
        elif kind == "selected" and value is None:
            self.selected.emit(None)
        elif isinstance(value, dict):
            self._told_more(kind, value)

    def _told_more(self, kind: str, value: dict[str, object]) -> None:
        numbers = {name: v for name, v in value.items() if isinstance(v, int | float)}
        zoom = self._look.scale
        if kind == "scrolled":
            sizes = (numbers["top"] * zoom, numbers["height"] * zoom, numbers["view"] * zoom)
            self.page_scrolled.emit(PageScroll(*sizes))
            if "block" in numbers:
                line = self.line_at(int(numbers["block"]), numbers["share"])
                if line is not None:
                    self.line_scrolled.emit(line)
        elif kind == "selected":
            lines = self.lines_of(int(numbers["first"]), int(numbers["last"]))
            place = numbers["top"] * zoom, numbers["height"] * zoom
            self.selected.emit(Selected(str(value["quote"]), *lines, *place))
        elif kind == "answered":
            counts = int(numbers["number"]), bool(value["right"]), int(numbers["tries"])
            points = float(numbers["got"]), float(numbers["of"])
            self.answered.emit(Answered(*counts, *points, bool(value["done"])))

    def _show_all(self) -> None:
        self._ready = True
        self._dress()
        self._call("widen", self._width.value)
        self._fill()
        self._paint_marks()
        self.became_ready.emit()


def _own_script(preview_dir: Path) -> QWebEngineScript:
    """Join the channel's script (Qt carries it), words, the quiz player and ours into one."""
    channel = QFile(":/qtwebchannel/qwebchannel.js")
    channel.open(QIODevice.OpenModeFlag.ReadOnly)
    parts = [bytes(channel.readAll().data()).decode(), preview_script()]
    ours = ("quiz.js", "quotes.js", "preview.js")
    parts += [(preview_dir / name).read_text("utf-8") for name in ours]
    script = QWebEngineScript()
    script.setName("coursefolk")
    script.setWorldId(_WORLD.value)
    script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentReady)
    script.setRunsOnSubFrames(False)
    script.setSourceCode("\n;\n".join(parts))
    return script

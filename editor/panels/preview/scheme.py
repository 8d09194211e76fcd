"""Serve the page, its files and the lesson's media from memory, under a scheme of our own."""
# ruff: noqa: N802

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject
from PySide6.QtWebEngineCore import (
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)

from editor.panels.preview.addresses import SCHEME, media_sha
from editor.panels.preview.media_kinds import media_kind
from editor.panels.preview.values import ReadMedia

_KINDS = {".html": "text/html", ".css": "text/css", ".ttf": "font/ttf"}


def register_scheme() -> None:
    """Make the scheme known to the web engine: before its first profile, and once."""
    if QWebEngineUrlScheme.schemeByName(SCHEME.encode()).name():
        return
    scheme = QWebEngineUrlScheme(SCHEME.encode())
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme)
    QWebEngineUrlScheme.registerScheme(scheme)


class CourseScheme(QWebEngineUrlSchemeHandler):
    """Answer requests of the page; anything that is not its own file or media fails."""

    def __init__(
        self, preview_dir: Path, fonts_dir: Path, read_media: ReadMedia, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._read_media = read_media
        self._files = {"/": ("text/html", (preview_dir / "page.html").read_bytes())}
        for file in preview_dir.glob("*.css"):
            self._files[f"/{file.name}"] = (_KINDS[file.suffix], file.read_bytes())
        self._fonts = fonts_dir

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """Answer with a file of the page, a font, or a media file that is here."""
        kind, data = self._answer(job.requestUrl().path())
        if not kind or bytes(job.requestMethod().data()) not in (b"GET", b"HEAD"):
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        buffer = QBuffer(job)
        buffer.setData(QByteArray(data))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        job.reply(kind.encode(), buffer)

    def _answer(self, path: str) -> tuple[str, bytes]:
        if path in self._files:
            return self._files[path]
        sha = media_sha(path)
        if sha is not None:
            data = self._read_media(sha)
            kind = media_kind(data) if data is not None else None
            return (kind, data) if kind and data is not None else ("", b"")
        name = path.removeprefix("/fonts/")
        if path.startswith("/fonts/") and name in self._font_names():
            return "font/ttf", (self._fonts / name).read_bytes()
        return "", b""

    def _font_names(self) -> set[str]:
        return {file.name for file in self._fonts.glob("*.ttf")}


class OnlyOurs(QWebEngineUrlRequestInterceptor):
    """Stop every request that leaves our scheme: no network, no file of this computer."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.stopped: list[str] = []

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Let our scheme through, and note what was stopped (the last hundred)."""
        url = info.requestUrl()
        if url.scheme() != SCHEME:
            info.block(True)
            self.stopped = [*self.stopped[-99:], url.scheme()]

"""Sounds and films that the preview cannot play itself are handed to the system's own player."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from app.session import Session
from editor.panels.preview.addresses import media_sha
from editor.panels.preview.media_kinds import SVG, media_kind
from editor.panels.preview.values import ReadMedia
from sync.model.ids import Sha

_SUFFIXES = {
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
    "video/ogg": ".ogv",
    "image/jpeg": ".jpg",
}


def _open(url: QUrl) -> None:
    QDesktopServices.openUrl(url)


class PlayerDesk(QObject):
    """Opens a copy of a media file of the course, if its bytes are a picture, sound or film."""

    def __init__(
        self, session: Session, read_media: ReadMedia, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._read_media = session, read_media
        self._folder: TemporaryDirectory[str] | None = None
        self.open_url = _open

    def follow(self, address: str) -> None:
        """Open what a link of the light preview names; every other link is not ours."""
        sha = media_sha(address)
        if sha is not None:
            self._folder = self._folder or TemporaryDirectory(prefix="coursefolk-media-")
            folder = Path(self._folder.name)
            self._session.reading.do(lambda _held: self._written(sha, folder), self._play)

    def close(self) -> None:
        """Take away the copies."""
        if self._folder is not None:
            self._folder.cleanup()

    def _written(self, sha: Sha, folder: Path) -> Path | None:
        data = self._read_media(sha)
        kind = media_kind(data) if data is not None else None
        if data is None or kind is None or kind == SVG:  # a browser would run what is in it
            return None
        out = folder / (sha[:16] + _SUFFIXES.get(kind, "." + kind.partition("/")[2]))
        out.write_bytes(data)
        return out

    def _play(self, out: Path | None) -> None:
        if out is not None:
            self.open_url(QUrl.fromLocalFile(str(out)))

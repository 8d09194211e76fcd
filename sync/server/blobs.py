"""Attachments on disk, by SHA-256: a name points at bytes only once they are whole and durable.

Half-sent ones lie apart, one for each device and attachment, so that nobody spoils another's.
"""

from __future__ import annotations

import hashlib
import threading
import time
from pathlib import Path

from sync.model.ids import DeviceId, Sha, fresh
from sync.model.language import mark
from sync.server.disk import rename, settle
from sync.server.rejections import Rejected
from sync.wire.routes import OFFSET_HEADER

_CHUNK = 1024 * 1024
_FORGOTTEN_SECONDS = 7 * 24 * 3600


class Blobs:
    """The folder of attachments; may be used from any thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._parts = folder / "parts"
        self._parts.mkdir(parents=True, exist_ok=True)
        self._appending = threading.Lock()
        self._clear_forgotten()

    def path(self, sha: Sha) -> Path:
        """Give the place of an attachment, whether it is there or not."""
        return self._folder / sha[:2] / sha

    def size(self, sha: Sha) -> int | None:
        """Tell the size of an attachment, None if it is not here."""
        try:
            return self.path(sha).stat().st_size
        except FileNotFoundError:
            return None

    def is_whole(self, sha: Sha) -> bool:
        """Tell whether an attachment is here and what its name says; a damaged one is put aside.

        A disk or a stopped copy may leave an empty file; given out, it would be nobody's picture.
        """
        path = self.path(sha)
        try:
            if _hash(path) == sha:
                return True
        except FileNotFoundError:
            return False
        path.replace(self._damaged(sha))
        return False

    def drop(self, sha: Sha) -> None:
        """Take an attachment away, and what was half sent of it."""
        self.path(sha).unlink(missing_ok=True)
        self._damaged(sha).unlink(missing_ok=True)
        for part in self._parts.glob(f"{sha}.*"):
            part.unlink(missing_ok=True)

    def put(self, sha: Sha, data: bytes) -> int:
        """Store whole bytes; raises Rejected if they are not those named."""
        if hashlib.sha256(data).hexdigest() != sha:
            raise Rejected("other-bytes", mark("The bytes are not those that the name says."))
        part = self._parts / f"{fresh()}.put"
        try:
            with part.open("wb") as file:
                file.write(data)
                file.flush()
                settle(file.fileno())
            self._name(part, sha)
        finally:
            part.unlink(missing_ok=True)
        return len(data)

    def offset(self, sha: Sha, device: DeviceId) -> int:
        """Tell how much of an attachment a device has sent so far."""
        try:
            return self._part(sha, device).stat().st_size
        except FileNotFoundError:
            return 0

    def append(
        self, sha: Sha, device: DeviceId, offset: int, length: int, data: bytes
    ) -> tuple[int, bool]:
        """Add to a half-sent attachment; returns how far it is, and whether it is whole.

        Raises Rejected with the right offset if this is another one, so that a request which
        came twice does no harm.
        """
        part = self._part(sha, device)
        with self._appending:
            here = self.offset(sha, device)
            if offset != here or here + len(data) > length:
                words = f"The upload stands at {here} bytes."
                raise Rejected("other-offset", words, {OFFSET_HEADER: str(here)})
            with part.open("ab") as file:
                file.write(data)
                file.flush()
                settle(file.fileno())
            here += len(data)
            if here < length:
                return here, False
            return self._finish(part, sha)

    def _finish(self, part: Path, sha: Sha) -> tuple[int, bool]:
        size = part.stat().st_size
        if _hash(part) != sha:
            part.unlink()
            raise Rejected("other-bytes", mark("The bytes are not those that the name says."))
        self._name(part, sha)
        return size, True

    def _name(self, part: Path, sha: Sha) -> None:
        path = self.path(sha)
        path.parent.mkdir(exist_ok=True)
        rename(part, path)

    def _damaged(self, sha: Sha) -> Path:
        return self.path(sha).with_name(f"{sha}.damaged")

    def _part(self, sha: Sha, device: DeviceId) -> Path:
        return self._parts / f"{sha}.{device[:16]}.part"

    def _clear_forgotten(self) -> None:
        for part in self._parts.iterdir():
            if time.time() - part.stat().st_mtime > _FORGOTTEN_SECONDS:
                part.unlink(missing_ok=True)


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()

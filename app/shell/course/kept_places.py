"""Where a person was and how the writing room stood, in one small file that may be lost."""

from __future__ import annotations

from pathlib import Path

import msgspec

FILE = "places.json"
_MOST = 400
"""Lessons whose place is kept, the latest; more than anyone goes back to."""


class Places(msgspec.Struct):
    """What is there again the next time.

    `sizes` are those of text and preview by shape; `opened` names the last lesson by course,
    `views` where one was in a lesson: anchor and caret in code points, the line at the top.
    `last` is the course that was on show when the window was closed, by workspace.
    """

    stacked: bool = False
    typewriter: bool = False
    outline: bool = True
    sizes: dict[str, list[int]] = {}
    opened: dict[str, str] = {}
    views: dict[str, tuple[int, int, float]] = {}
    last: dict[str, str] = {}


class PlacesFile:
    """Read and keep them; a file that cannot be read or written is no trouble to anybody."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self.now = self._read()

    def keep(self) -> None:
        """Write them, unless nothing can be written there."""
        from editor.formats.durable import replace_file

        now = self.now
        for kept in (now.opened, now.views):
            for name in list(kept)[:-_MOST]:
                del kept[name]
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(self._path, msgspec.json.encode(now))
        except OSError:
            return  # the next window begins as a first one does

    def _read(self) -> Places:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Places)
        except (OSError, msgspec.DecodeError):
            return Places()

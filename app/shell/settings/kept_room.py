"""How the writing room stood, in one small file that may be lost."""

from __future__ import annotations

from pathlib import Path

import msgspec

FILE = "room.json"


class Room(msgspec.Struct):
    """What stands so again the next time; `sizes` are those of text and preview by shape."""

    stacked: bool = False
    typewriter: bool = False
    outline: bool = True
    sizes: dict[str, list[int]] = {}


class RoomFile:
    """Read and keep it; a file that cannot be read or written is no trouble to anybody."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self.now = self._read()

    def keep(self) -> None:
        """Write it, unless nothing can be written there."""
        from editor.formats.durable import replace_file

        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(self._path, msgspec.json.encode(self.now))
        except OSError:
            return  # the next window begins as a first one does

    def _read(self) -> Room:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Room)
        except (OSError, msgspec.DecodeError):
            return Room()

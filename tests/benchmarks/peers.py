"""Other editors of Markdown, as they are installed on this machine; none of them is needed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Peer:
    """An editor: its program, and what makes it show a preview beside the source from the start.

    Where that is not possible `previews` is False: it has less to do then.
    """

    name: str
    prepare: Callable[[Path], None]
    previews: bool

    @property
    def is_here(self) -> bool:
        """Whether it is installed."""
        return shutil.which(self.name) is not None

    def command(self, *files: Path) -> list[str]:
        """Give what opens it."""
        return [self.name, *map(str, files)]


def _as_it_is(config: Path) -> None:
    """Leave the settings that the program makes for itself."""


def _retext(config: Path) -> None:
    folder = config / "ReText project"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "ReText.conf").write_text("[General]\ndefaultPreviewState=live-preview\n")


PEERS = (
    Peer("ghostwriter", _as_it_is, previews=True),
    Peer("retext", _retext, previews=True),
    Peer("apostrophe", _as_it_is, previews=False),
)
VARIABLES = {
    "DBUS_SESSION_BUS_ADDRESS": "disabled:",
    "NO_AT_BRIDGE": "1",
    "GTK_A11Y": "none",
    "LIBGL_ALWAYS_SOFTWARE": "1",
}
"""No service of a desktop is begun for them: only what the editor itself costs is told."""

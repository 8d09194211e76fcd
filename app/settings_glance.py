"""What the first paint needs of the settings, read before anything else is loaded.

The whole of them (`app.settings`) follows when the window stands. What is wrong with the file is
told there; here it counts as nothing chosen.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

FILE = "settings.toml"


class Glance(NamedTuple):
    """Appearance, size of the text in percent, light preview or not, and the language."""

    appearance: str = "system"
    text_size: int = 100
    light_preview: bool = False
    language: str = "system"


def glance(folder: Path) -> Glance:
    """Read the few settings that count before the window is shown; never raise."""
    try:
        text = (folder / FILE).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return Glance()
    import tomllib

    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return Glance()
    look, size = values.get("appearance"), values.get("text-size")
    language = values.get("language")
    return Glance(
        look if isinstance(look, str) else "system",
        min(200, max(80, size)) if isinstance(size, int) else 100,
        values.get("light-preview") is True,
        language if isinstance(language, str) else "system",
    )

"""Which preview there is: the full one where the web engine is installed, else the light one."""

from __future__ import annotations

import logging
from importlib.util import find_spec
from pathlib import Path

from editor.panels.kit.look import Look
from editor.panels.preview.base import Preview
from editor.panels.preview.values import ReadMedia

_log = logging.getLogger(__name__)


def full_preview_is_here() -> bool:
    """Say whether the web engine is installed, without loading it."""
    return find_spec("PySide6.QtWebEngineWidgets") is not None


def preview_for(look: Look, preview_dir: Path, read_media: ReadMedia, *, full: bool) -> Preview:
    """Make the full preview if it is wanted and can be loaded, else the light one."""
    if full and full_preview_is_here():
        try:
            import PySide6.QtQuick
            import PySide6.QtWebEngineWidgets  # noqa: F401
        except ImportError as error:  # a library of the system is missing
            _log.warning("the web engine cannot be loaded: %s", error)
        else:
            from editor.panels.preview.full import FullPreview

            return FullPreview(look, preview_dir, read_media)
    from editor.panels.preview.light import LightPreview

    return LightPreview(look, read_media)

"""Which preview there is: the full one where the web engine is installed, else the light one."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from editor.panels.kit.look import Look
from editor.panels.preview.base import Preview
from editor.panels.preview.values import ReadMedia


def full_preview_is_here() -> bool:
    """Say whether the web engine is installed, without loading it."""
    return find_spec("PySide6.QtWebEngineWidgets") is not None


def prepare_full_preview() -> bool:
    """Load the web engine and make our scheme known; before the application object is made."""
    if not full_preview_is_here():
        return False
    # Qt wants its widgets loaded, too, before there is an application.

    from editor.panels.preview.scheme import register_scheme

    register_scheme()
    return True


def make_preview(look: Look, preview_dir: Path, read_media: ReadMedia, *, full: bool) -> Preview:
    """Make the full preview if wanted and here (`prepare_full_preview` ran), else the light one."""
    if full and full_preview_is_here():
        from editor.panels.preview.full import FullPreview

        return FullPreview(look, preview_dir, read_media)
    from editor.panels.preview.light import LightPreview

    return LightPreview(look, read_media)

"""How large files may be: what is refused, what is only said, and when shrinking is offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sync.model.language import say, say_many

if TYPE_CHECKING:
    from editor.formats.media.kinds import Kind

MB = 1_000_000
LARGEST_FILE = 200 * 2**20
LARGEST_COURSE = 500 * 2**20
"""More is refused: an import takes no more either."""
LIGHT_COURSE = 50 * MB
"""More than this is slow to fetch on a telephone, and that is said."""
LIGHT_PICTURE = 1 * MB
WIDE_PICTURE = 2_000
"""Pixels of the longer side: more is not seen in a lesson, even on a sharp screen."""
_SHRUNK = (".png", ".jpg", ".jpeg", ".webp")


def may_shrink(kind: Kind, size: int, pixels: tuple[int, int] | None) -> bool:
    """Tell whether a picture would do its work as well with fewer bytes."""
    if pixels is None or kind.suffixes[:1] == () or kind.suffixes[0] not in _SHRUNK:
        return False
    return size > LIGHT_PICTURE or (max(pixels) > WIDE_PICTURE and size > LIGHT_PICTURE // 4)


def in_words(size: int) -> str:
    """Say a size as people do: 0.4 MB, 12 KB."""
    if size < 1000:
        return say_many("{count} byte", "{count} bytes", size)
    if size < MB // 10:
        return say("{size:.0f} KB", size=size / 1000)
    if size < 100 * MB:
        return say("{size:.1f} MB", size=size / MB)
    return say("{size:.0f} MB", size=size / MB)

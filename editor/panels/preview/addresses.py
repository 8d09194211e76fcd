"""The addresses of the preview's own world: one page, its files, and media by their hash."""

from __future__ import annotations

import re

from sync.model.ids import Sha

SCHEME = "course"
PAGE = "course://lesson/"
_MEDIA = re.compile(r"^(?:course://lesson)?/media/([0-9a-f]{64})$")


def media_address(sha: Sha) -> str:
    """Return where a page finds the media file with this hash; give it to the renderer."""
    return f"{PAGE}media/{sha}"


def media_sha(address: str) -> Sha | None:
    """Return the hash that an address or its path names, if it names one."""
    found = _MEDIA.match(address)
    return Sha(found[1]) if found else None

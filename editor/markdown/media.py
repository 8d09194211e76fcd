"""Show a picture, sound or film of the course; one that is not here shows its name.

Nothing is ever fetched: a picture on the web becomes a link that names its address.
"""

from __future__ import annotations

from html import escape
from urllib.parse import unquote

from editor.markdown.place import Place
from editor.markdown.safety import target_of

FILMS = (".webm", ".mp4", ".m4v", ".ogv", ".mov")
SOUNDS = (".mp3", ".ogg", ".oga", ".wav", ".m4a", ".opus", ".flac")


def media_html(
    source: str,
    alt: str,
    place: Place,
    *,
    extra: dict[str, str] | None = None,
    linked: bool = False,
) -> str:
    """Show the file at `source`; `linked` says that the place already stands inside a link."""
    target = target_of(source, place.path)
    if target.kind == "outside":
        return _on_the_web(target.value, alt, linked)
    path = target.value if target.kind == "inside" else ""
    url = place.media(path) if path else None
    if url is None:
        return _missing(path or source, alt)
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in (extra or {}).items())
    suffix = path.lower()
    if suffix.endswith(FILMS):
        return _player("video", url, alt, attributes)
    if suffix.endswith(SOUNDS):
        return _player("audio", url, alt, attributes)
    return f'<img src="{escape(url)}" alt="{escape(alt)}"{attributes}>'


def _player(tag: str, url: str, alt: str, attributes: str) -> str:
    label = f' aria-label="{escape(alt)}"' if alt else ""
    return f'<{tag} controls preload="metadata" src="{escape(url)}"{label}{attributes}></{tag}>'


def _missing(path: str, alt: str) -> str:
    name = unquote(path).replace("\\", "/").rstrip("/").rsplit("/", 1)[-1][:120] or "?"
    words = f"{alt} ({name})" if alt else name
    return (
        f'<span class="missing-media" role="img" aria-label="{escape(words)}">'
        f"{escape(alt)} <code>{escape(name)}</code></span>"
    )


def _on_the_web(url: str, alt: str, linked: bool) -> str:
    shown = f"{escape(alt)} <code>{escape(url)}</code>"
    if linked:
        return f'<span class="remote-media">{shown}</span>'
    return f'<a class="remote-media" href="{escape(url)}" rel="noopener noreferrer">{shown}</a>'

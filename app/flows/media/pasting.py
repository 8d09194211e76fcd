"""Take the pictures of what was pasted into the course, and name them in its Markdown."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from app.flows.lesson.following import course_now
from app.flows.media.attaching import LARGEST, Attached, attach_judged
from editor.writing.paste.clipboard import Pasted
from sync.model.errors import BadInput
from sync.model.ids import LogId, NodeId
from sync.workspace.opening import Workspace

_SIGNS = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), ".png"),
    (re.compile(rb"\xff\xd8\xff"), ".jpg"),
    (re.compile(rb"GIF8[79]a"), ".gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), ".webp"),
    (re.compile(rb"....ftypavi[fs]", re.DOTALL), ".avif"),
    (re.compile(rb"BM.{12}", re.DOTALL), ".bmp"),
)


@dataclass(frozen=True)
class Taken:
    """The Markdown with the pictures at their places; `left` counts those that are not there.

    `wordless` are the kept ones of which nothing says what they show.
    """

    text: str
    left: int = 0
    wordless: tuple[Attached, ...] = ()


def files_named(pasted: Pasted) -> tuple[str, ...]:
    """List the pictures that lie on this computer: they may only be read if someone agrees."""
    return tuple(
        re.split(r"[/\\]", one.file.rstrip("/\\"))[-1] for one in pasted.pictures if one.file
    )


def take_in(
    ws: Workspace, log: LogId, lesson: NodeId, pasted: Pasted, name: str, *, with_files: bool
) -> Taken:
    """Keep the pictures as files of the course; what is none leaves its description.

    What a picture is, its first bytes say, never its name.
    """
    from app.flows.media.media_judging import judge  # late: the window starts without it

    text, left = pasted.text, 0
    wordless: list[Attached] = []
    for number, picture in enumerate(pasted.pictures, 1):
        if picture.web:
            continue
        data = picture.data or (_read(picture.file) if with_files else b"")
        suffix = suffix_of(data)
        address = ""
        if suffix:
            course = course_now(ws, log)
            with contextlib.suppress(BadInput):  # damaged, or larger than can be shown
                judged = judge(f"{name}-{number}{suffix}", data)
                one = attach_judged(ws, course, lesson, judged)
                address = one.address
                wordless += [one] * (f"![]({picture.name})" in text)
        left += not address
        text = _named(text, picture.name, address)
    return Taken(text, left, tuple(wordless))


def suffix_of(data: bytes) -> str:
    """Say what kind of picture some bytes are; empty if they are none that is taken."""
    return next((suffix for sign, suffix in _SIGNS if sign.match(data)), "")


def _read(address: str) -> bytes:
    """Read a file of this computer; empty where that cannot be."""
    parts = urlsplit(address)
    if parts.netloc not in ("", "localhost"):
        return b""
    # file:///C:/Users is C:/Users where disks have letters
    path = Path(re.sub(r"^/(?=[A-Za-z]:)", "", unquote(parts.path)))
    try:
        if not path.is_file() or path.stat().st_size > LARGEST:
            return b""
        return path.read_bytes()
    except OSError:
        return b""


def _named(text: str, name: str, address: str) -> str:
    """Put a picture's address in place of its name; without one, only its words stay."""
    pattern = re.compile(r"!\[((?:(?!!\[)[^\n])*?)\]\(" + re.escape(name) + r"\)")
    target = f"<{address}>" if re.search(r"[\s()]", address) else address
    return pattern.sub(lambda found: f"![{found[1]}]({target})" if address else found[1], text)

"""Take the pictures of what was pasted into the course, and name them in its Markdown."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from app.flows.lesson.following import course_now
from app.flows.media.attaching import LARGEST, Attached, attach_judged
from editor.markdown.media_text import written_address
from editor.writing.paste.clipboard import Pasted
from editor.writing.paste.pictures import Picture, named_in
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

    Pictures of this computer still have the names that they had. `wordless` are the kept ones of
    which nothing says what they show.
    """

    text: str
    left: int = 0
    wordless: tuple[Attached, ...] = ()


def file_name(picture: Picture) -> str:
    """Give the name of a picture that lies on this computer."""
    return re.split(r"[/\\]", picture.file.rstrip("/\\"))[-1]


def take_in(ws: Workspace, log: LogId, lesson: NodeId, pasted: Pasted, name: str) -> Taken:
    """Keep the pictures that were copied whole as files of the course; others leave their words.

    Those that lie on this computer stay named as they are: nothing is read unasked.
    """
    text, left = pasted.text, 0
    wordless: list[Attached] = []
    for number, picture in enumerate(pasted.pictures, 1):
        if picture.web or picture.file:
            continue
        one = _kept(ws, log, lesson, picture.data, f"{name}-{number}")
        if one is None:
            left += 1
        else:
            wordless += [one] * (f"![]({picture.name})" in text)
        text = _named(text, picture.name, one.address if one else "")
    return Taken(text, left, tuple(wordless))


def take_files(
    ws: Workspace, log: LogId, lesson: NodeId, pictures: Sequence[Picture], name: str
) -> dict[str, Attached]:
    """Read pictures of this computer, for someone agreed, and keep each once; by their names."""
    kept = {
        file: _kept(ws, log, lesson, _read(file), f"{name}-{number}")
        for number, file in enumerate(dict.fromkeys(one.file for one in pictures), 1)
    }
    found = ((picture.name, kept[picture.file]) for picture in pictures)
    return {name: one for name, one in found if one is not None}


def _kept(ws: Workspace, log: LogId, lesson: NodeId, data: bytes, name: str) -> Attached | None:
    """Keep a picture; what it is, its first bytes say, never its name."""
    from app.flows.media.media_judging import judge  # late: the window starts without it

    suffix = suffix_of(data)
    if suffix:
        with contextlib.suppress(BadInput):  # damaged, or larger than can be shown
            return attach_judged(ws, course_now(ws, log), lesson, judge(f"{name}{suffix}", data))
    return None


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
    while found := named_in(text, name):
        shown = f"![{found[1]}]({written_address(address)})" if address else found[1]
        text = text[: found.start()] + shown + text[found.end() :]
    return text

"""Judge a file before it comes into a course: what it is, what it is called, what must go."""

from __future__ import annotations

import posixpath
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from app.flows.media.media_budget import LARGEST_FILE, in_words
from editor.formats.media import kinds
from editor.formats.media.cleaning import MOST_PIXELS, cleaned, pixels, remark_on
from editor.formats.media.kinds import Kind, kind_of, promised, suffix_of
from editor.formats.media.outcome import Damaged, What
from editor.formats.names import safe_part
from sync.model.errors import BadInput
from sync.model.language import mark, say

NOTHING = mark("Nothing was changed.")
_TOLD: dict[What, str] = {
    "place": mark("It said where it was taken: the course’s copy does not."),
    "code": mark("Something in it could have run as a program: that was taken out."),
    "outside": mark("It would have fetched something from elsewhere: that was taken out."),
    "rest": mark("Bytes hidden after its end were cut off."),
}
_INTERCHANGEABLE = (kinds.PACKED, kinds.OTHER_PACKED, kinds.TEXT, kinds.UNKNOWN)


@dataclass(frozen=True)
class Judged:
    """A file as the course takes it; `original` is what came, where that differs.

    Messages call it as it was `given`, for that is the name that people know; `name` is what the
    course calls it.
    """

    name: str
    given: str
    data: bytes
    kind: Kind
    pixels: tuple[int, int] | None = None
    remarks: tuple[str, ...] = ()
    original: bytes = b""


def judge(name: str, data: bytes) -> Judged:
    """Say what a file is by its content, clean it, and name it so; BadInput says why not."""
    shown = shown_name(name)
    kind = kind_of(data, shown)
    _must_be_what_it_says(shown, data, kind)
    try:
        size = pixels(data, kind)
        _must_be_showable(shown, kind, size)
        clean = cleaned(data, shown)
    except Damaged as damaged:
        raise BadInput(
            say("“{shown}” is damaged: {damaged}.", shown=shown, damaged=damaged),
            safe=say(NOTHING),
            mend=say("Save it anew in the program that made it, then add it again."),
        ) from damaged
    called = _with_suffix(shown, kind)
    remarks = [say(_TOLD[what]) for what in _TOLD if what in clean.taken_out]
    if called != shown:
        remarks.append(
            say(
                "By its content it is a {kind}, so the course calls it “{name}”.",
                kind=say(kind.name),
                name=called,
            )
        )
    if shown != name:
        remarks.append(say("Its name was made safe to use on every computer."))
    if remark := remark_on(clean.data, kind):
        remarks.append(remark)
    original = data if clean.taken_out else b""
    return Judged(called, shown, clean.data, kind, size, tuple(remarks), original)


def shown_name(name: str) -> str:
    """Give the last part of a name, without signs that mislead or lead elsewhere."""
    last = re.split(r"[/\\]", name[-4096:])[-1]
    return safe_part(last) or "file"


def read_file(path: Path) -> bytes:
    """Read a file of this computer; never one of another, a folder or a device."""
    shown = shown_name(path.name)
    if re.match(r"[/\\]{2}[^/\\]", str(path)):
        raise BadInput(
            say(
                "“{shown}” lies on another computer, and nothing is fetched from there.",
                shown=shown,
            ),
            safe=say(NOTHING),
            mend=say("Copy it to this computer first."),
        )
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise BadInput(
                say("“{shown}” is a folder.", shown=shown),
                safe=say(NOTHING),
                mend=say(
                    "Drop the files in it, or bring a folder of lessons in with “Open a folder”."
                ),
            )
        if not stat.S_ISREG(found.st_mode):
            raise BadInput(
                say("“{shown}” is no file.", shown=shown),
                safe=say(NOTHING),
                mend=say("Choose a file."),
            )
        must_fit(shown, found.st_size)
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise BadInput(
            say("“{shown}” cannot be read: {why}.", shown=shown, why=why),
            safe=say(NOTHING),
            mend=say("Check that you may read it, and that its disk is connected."),
        ) from error
    must_fit(shown, len(data))
    return data


def must_fit(name: str, size: int) -> None:
    """Refuse a file that is larger than a course takes."""
    if size > LARGEST_FILE:
        raise BadInput(
            say(
                "“{name}” has {size}; a course takes files of up to {most} MB.",
                name=name,
                size=in_words(size),
                most=LARGEST_FILE // 2**20,
            ),
            safe=say(NOTHING),
            mend=say("Make it smaller first, or link to a place where people can see it."),
        )


def _must_be_what_it_says(name: str, data: bytes, kind: Kind) -> None:
    must_fit(name, len(data))
    if not data:
        raise BadInput(
            say("“{name}” is empty.", name=name),
            safe=say(NOTHING),
            mend=say("Choose another file."),
        )
    said = promised(name)
    if kind.family == "program":
        raise BadInput(
            say("“{name}” is a program, by its content. A course takes no programs.", name=name),
            safe=say(NOTHING),
            mend=say("Link to the page where people get it."),
        )
    other = kind.family in ("text", "unknown") or kind in (kinds.PACKED, kinds.OTHER_PACKED)
    if said is not None and said is not kinds.PDF and other:
        raise BadInput(
            _no_such(name, said, kind),
            safe=say(NOTHING),
            mend=say("Save it anew as a picture, then add it again."),
        )


def _no_such(name: str, said: Kind, kind: Kind) -> str:
    if kind.family == "unknown":
        return say(
            "“{name}” is no {kind}: by its content it is something else.",
            name=name,
            kind=say(said.name),
        )
    return say(
        "“{name}” is no {kind}: by its content it is a {other}.",
        name=name,
        kind=say(said.name),
        other=say(kind.name),
    )


def _must_be_showable(name: str, kind: Kind, size: tuple[int, int] | None) -> None:
    if kind.family == "picture" and not kind.shown:
        raise BadInput(
            say(
                "“{name}” is a {kind}, which learners’ browsers cannot show.",
                name=name,
                kind=say(kind.name),
            ),
            safe=say(NOTHING),
            mend=say("Save it as JPEG or PNG, then add that."),
        )
    if size is not None and 0 in size:
        raise Damaged(say("it holds no picture"))
    if size is not None and size[0] * size[1] > MOST_PIXELS:
        raise BadInput(
            say(
                "“{name}” says that it has {width:,} × {height:,} pixels; "
                "up to {most} million can be shown.",
                name=name,
                width=size[0],
                height=size[1],
                most=MOST_PIXELS // 1_000_000,
            ),
            safe=say(NOTHING),
            mend=say(
                "Make the picture smaller first: 2,000 pixels across are plenty for a lesson."
            ),
        )


def _with_suffix(name: str, kind: Kind) -> str:
    suffix = suffix_of(name)
    if kind in _INTERCHANGEABLE or suffix in kind.suffixes:
        return name
    if kind is kinds.PAGE:
        return name if suffix in (".xml", ".svg", ".txt", ".vue", ".md") else f"{name}.html"
    stem = posixpath.splitext(name)[0] if promised(name) or not suffix else name
    return safe_part(f"{stem or 'file'}{kind.suffixes[0]}")

"""Read what a person gives on the command line: files, stdin, text states."""

from __future__ import annotations

import sys
from pathlib import Path

from editor.formats.text_file import decode
from sync.model.errors import BadInput
from sync.model.states import TextState

MOST = 64 * 1024 * 1024
"""Bytes that are read of one file: far more than a lesson may have, far less than memory."""


def read_bytes(source: str) -> bytes:
    """Read a file, or stdin for “-”; raise BadInput naming what cannot be read."""
    name = "stdin" if source == "-" else source
    try:
        if source == "-":
            read = sys.stdin.buffer.read(MOST + 1)
        else:
            with Path(source).open("rb") as file:
                read = file.read(MOST + 1)
    except OSError as error:
        raise BadInput(
            f"“{name}” cannot be read: {error.strerror or error}.",
            safe="Nothing was changed.",
            mend="Check the path.",
        ) from error
    if len(read) > MOST:
        raise BadInput(
            f"“{name}” is larger than {MOST >> 20} MB.",
            safe="Nothing was changed.",
            mend="A lesson can have 8 MB: split it into several lessons.",
        )
    return read


def read_text(source: str) -> str:
    """Read a lesson's text: UTF-8, any line ends, with or without a byte order mark."""
    return read_file(source)[0]


def read_file(source: str) -> tuple[str, bytes]:
    """Read a lesson's text, and the bytes of its file."""
    raw = read_bytes(source)
    decoded = decode(raw)
    if decoded is None:
        raise BadInput(
            f"“{'stdin' if source == '-' else source}” is not UTF-8 text.",
            safe="Nothing was changed.",
            mend="Save it as UTF-8 and try again.",
        )
    return decoded.text, raw


def on_one_line(text: str, most: int = 200) -> str:
    """Show a text in one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def state_given(written: str | None) -> TextState | None:
    """Read a text state as `cat --json` printed it."""
    if written is None:
        return None
    try:
        return TextState.parse(written)
    except ValueError as error:
        raise BadInput(
            "That is no text state.",
            safe="Nothing was changed.",
            mend="Take the one that “coursefolk cat --json” printed.",
        ) from error

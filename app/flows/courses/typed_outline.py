"""Read an outline as people type it: one line a lesson, indented or named lines make modules."""

from __future__ import annotations

import re

from editor.panels.home.outline_text import OutlineLine, read_outline

_NAMED = re.compile(r"(?i)(?:module|part|section|unit|chapter)\s*\d*\s*[:.–—-]\s*(?P<title>\S.*)")
_ENDS_WITH_COLON = re.compile(r"(?P<title>[^:]*\S)\s*:")


def read_typed(text: str) -> tuple[OutlineLine, ...]:
    """Read an outline; “Module: Basics” and “Basics:” begin a module, as “# Basics” does."""
    return read_outline("\n".join(_with_hash(line) for line in text.split("\n")))


def _with_hash(line: str) -> str:
    bare = line.strip()
    if line[:1].isspace():
        return line  # what is indented is told by its indent
    found = _NAMED.fullmatch(bare) or _ENDS_WITH_COLON.fullmatch(bare)
    return f"# {found['title']}" if found else line

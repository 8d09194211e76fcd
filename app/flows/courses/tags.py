"""Read the tags of courses and lessons: words that people sort them by.

A course has them in the field `tags` of its description, between commas; a lesson in its front
matter. That is looked at line by line: reading YAML takes too long for thousands of lessons.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_LINE = re.compile(r"^tags[ \t]*[:=][ \t]*(.*)$", re.M | re.I)
_ITEM = re.compile(r"[ \t]*-[ \t]+(.+)")
_END = re.compile(r"^(?:---|\+\+\+|\.\.\.)[ \t]*$", re.M)


def tags_of_course(fields: Mapping[str, str]) -> tuple[str, ...]:
    """Read the tags of a course from its description."""
    return _split(fields.get("tags", ""))


def tags_of_lesson(text: str) -> tuple[str, ...]:
    """Read the tags of a lesson from its front matter."""
    if not text.startswith(("---", "+++")):
        return ()
    _, _, rest = text.partition("\n")
    end = _END.search(rest)
    head = rest[: end.start()] if end else ""
    found = _LINE.search(head)
    if found is None:
        return ()
    if found[1].strip():
        return _split(found[1].strip().removeprefix("[").removesuffix("]"))
    listed: list[str] = []
    for line in head[found.end() :].split("\n")[1:]:
        item = _ITEM.fullmatch(line)
        if item is None:
            break
        listed.append(_bare(item[1]))
    return tuple(tag for tag in listed if tag)


def _split(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag for part in text.split(",") if (tag := _bare(part))))


def _bare(text: str) -> str:
    return text.strip().strip("\"'").strip()

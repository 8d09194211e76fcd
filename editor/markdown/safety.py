"""Decide where an address of a lesson may lead: outside, inside the course, or nowhere.

Nothing is looked up here. An address leads *outside* for http, https and mailto alone; every
other scheme, a network path (`//host`), and a path that climbs out of the course is *refused*.
A path inside comes back without `.`, `..` and percent signs, counted from the course's root.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote

OUTSIDE_SCHEMES = frozenset({"http", "https", "mailto"})
ANCHOR = "h-"
"""Ids that come from content begin so: they can never shadow a name of the page's script."""

DEEPEST = 40
"""Deeper nesting is not shown: a page of ten thousand boxes would freeze the preview."""

_IGNORED_BY_BROWSERS = re.compile(r"[\t\n\r]|^[\x00-\x20]+|[\x00-\x20]+$")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_NOT_IN_A_SLUG = re.compile(r"[^\w\- ]")

Kind = Literal["outside", "inside", "anchor", "refused"]


@dataclass(frozen=True, slots=True)
class Target:
    """Where an address leads: `value` is the address outside, or a path from the course's root."""

    kind: Kind
    value: str
    fragment: str = ""


def plain_address(address: str) -> str:
    """Drop the signs that a browser overlooks in an address."""
    return _IGNORED_BY_BROWSERS.sub("", address)


def target_of(address: str, lesson: str = "") -> Target:
    """Judge an address written in the lesson at the path `lesson`."""
    plain = plain_address(address)
    scheme = _SCHEME.match(plain)
    if scheme:
        known = scheme[1].lower() in OUTSIDE_SCHEMES
        return Target("outside" if known else "refused", plain)
    if re.match(r"[/\\]{2}", plain):
        return Target("refused", plain)
    path, _, fragment = plain.partition("#")
    if not path:
        return Target("anchor", "", fragment)
    inside = _inside(unquote(path.partition("?")[0]).replace("\\", "/"), lesson)
    return Target("refused", plain) if inside is None else Target("inside", inside, fragment)


def _inside(path: str, lesson: str) -> str | None:
    if _CONTROL.search(path) or _SCHEME.match(path) or path.startswith("//"):
        return None
    here = [] if path.startswith("/") else lesson.split("/")[:-1]
    for part in path.split("/"):
        if part == "..":
            if not here:
                return None
            here.pop()
        elif part not in ("", "."):
            here.append(part)
    return "/".join(here)


def slug(heading: str) -> str:
    """Make the anchor of a heading from its plain text, as the large code hosts do."""
    return _NOT_IN_A_SLUG.sub("", heading.strip().lower()).replace(" ", "-")


def anchor_id(name: str) -> str:
    """Give the id in the page that the anchor `name` goes by."""
    return ANCHOR + re.sub(r"[\s\"'<>&]", "-", unquote(name))

"""Find the files that a lesson names, and change such a name or its words where they stand."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import quote

from editor.markdown.mentions import Mention, mentions
from editor.markdown.safety import target_of

_PLAYERS = re.compile(
    r"<(?:video|audio|source|track|img|a)\b[^<>]*?\s(?:src|poster|href)\s*=\s*"
    r"(\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>]+)[^<>]*>",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"(\s(?:src|poster|href)\s*=\s*)(\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>]+)", re.IGNORECASE
)
_ALT = re.compile(r"(\salt\s*=\s*)(\"[^\"]*\"|'[^']*'|[^\s\"'<>]+)", re.IGNORECASE)
_DEFINITION = re.compile(
    r"^((?:[ \t]{0,3}>)*[ \t]{0,3}\[[^\]\n]+\]:[ \t]*)(<[^>\n]*>|[^\s<]\S*)", re.MULTILINE
)
_IN_PARENTHESES = re.compile(r"\(\s*(<[^<>\n]*>|(?:[^\s()\\]|\\.|\([^\s()]*\))*)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_TO_ESCAPE = re.compile(r"([\\\[\]*`<|])")


@dataclass(frozen=True)
class Player:
    """A file named in an HTML tag for sound or film; positions in code points."""

    path: str
    start: int
    end: int


def players(text: str, lesson: str) -> Iterator[Player]:
    """Find the files that tags of HTML name, wherever they stand."""
    for found in _PLAYERS.finditer(text):
        target = target_of(unescape(found[1].strip("\"'")), lesson)
        if target.kind == "inside":
            yield Player(target.value, found.start(), found.end())


def names_file(text: str, name: str) -> bool:
    """Tell whether a file's name stands anywhere in a text, in any of the ways to write it."""
    return any(way in text for way in {name, quote(name), escape(name)})


def readdressed(text: str, lesson: str, old: str, new: str) -> str:
    """Let all that shows or links to the file `old` lead to `new`; both are paths of the course.

    Nothing else changes, not by a byte.
    """
    changes: dict[tuple[int, int], str] = {}
    by_reference = False
    for mention in mentions(text, lesson):
        if mention.target.kind != "inside" or mention.target.value != old:
            continue
        place = _address_in(text, mention)
        if place is None or _leads_to(text[slice(*place)], lesson) != old:
            by_reference = True
        else:
            changes[place] = _spelled(text[place[0] : place[1]], lesson, new)
    for player in players(text, lesson):
        if player.path == old:
            changes.update(_in_tag(text, player.start, player.end, lesson, old, new))
    if by_reference:
        for found in _DEFINITION.finditer(text):
            if _leads_to(found[2], lesson) == old:
                changes[found.span(2)] = _spelled(found[2], lesson, new)
    return _changed(text, changes)


def with_words(text: str, start: int, words: str) -> str:
    """Say what the picture that begins at `start` shows; the text as it is if there is none."""
    plain = " ".join(words.split())
    if text.startswith("![", start):
        close = _closing_bracket(text, start + 1)
        if close < 0:
            return text
        written = _TO_ESCAPE.sub(r"\\\1", plain)
        return f"{text[: start + 2]}{written}{text[close:]}"
    tag = re.match(r"<img\b[^<>]*>", text[start:], re.IGNORECASE)
    if tag is None:
        return text
    given = f'"{escape(plain)}"'
    said = _ALT.search(tag[0])
    if said:
        made = tag[0][: said.start(2)] + given + tag[0][said.end(2) :]
    else:
        made = f"{tag[0][:4]} alt={given}{tag[0][4:]}"
    return text[:start] + made + text[start + len(tag[0]) :]


def written_address(address: str) -> str:
    """Write an address so that Markdown reads it whole."""
    return f"<{address}>" if re.search(r"[\s()<>]", address) else address


def _address_in(text: str, mention: Mention) -> tuple[int, int] | None:
    """Find where the address of an inline link or picture is written; None if it is elsewhere."""
    begin = mention.start
    if text.startswith("<", begin):
        found = _ATTRIBUTE.search(text, begin, mention.end)
        return _without_quotes(text, found.span(2)) if found else None
    opening = text.find("[", begin, mention.end)
    close = _closing_bracket(text, opening) if opening >= 0 else -1
    found = _IN_PARENTHESES.match(text, close + 1) if close >= 0 else None
    return found.span(1) if found else None


def _in_tag(
    text: str, start: int, end: int, lesson: str, old: str, new: str
) -> Iterable[tuple[tuple[int, int], str]]:
    for found in _ATTRIBUTE.finditer(text, start, end):
        place = _without_quotes(text, found.span(2))
        written = unescape(text[place[0] : place[1]])
        target = target_of(written, lesson)
        if target.kind == "inside" and target.value == old:
            address = _relative(written, lesson, new).replace(" ", "%20")
            yield place, escape(address)


def _without_quotes(text: str, place: tuple[int, int]) -> tuple[int, int]:
    begin, end = place
    return (begin + 1, end - 1) if text[begin] in "\"'" else place


def _leads_to(written: str, lesson: str) -> str:
    plain = _ESCAPED.sub(r"\1", written.removeprefix("<").removesuffix(">"))
    target = target_of(unescape(plain), lesson)
    return target.value if target.kind == "inside" else ""


def _spelled(written: str, lesson: str, new: str) -> str:
    """Write the new address as the old one was: in angles, or with its signs in numbers."""
    address = _relative(written, lesson, new)
    if written.startswith("<"):
        return f"<{address}>"
    return re.sub(r"[\s()<>]", lambda sign: quote(sign[0]), address)


def _relative(written: str, lesson: str, new: str) -> str:
    bare = written.removeprefix("<")
    if bare.startswith("/"):
        address = f"/{new}"
    else:
        address = posixpath.relpath(new, posixpath.dirname(lesson) or ".")
        address = f"./{address}" if bare.startswith("./") else address
    rest = re.search(r"[?#].*", bare.removesuffix(">"))
    return address + (rest[0] if rest else "")


def _closing_bracket(text: str, opening: int) -> int:
    depth, at = 0, opening
    while at < len(text):
        sign = text[at]
        if sign == "\\":
            at += 1
        elif sign == "[":
            depth += 1
        elif sign == "]":
            depth -= 1
            if depth == 0:
                return at
        elif sign == "\n" and text[at + 1 : at + 2] == "\n":
            return -1
        at += 1
    return -1


def _changed(text: str, changes: dict[tuple[int, int], str]) -> str:
    for (begin, end), words in sorted(changes.items(), reverse=True):
        text = text[:begin] + words + text[end:]
    return text


def place_without_words(text: str, address: str, near: int = 0) -> int | None:
    """Find the picture of this address that says nothing yet, the one nearest to a place."""
    wanted = f"![]({written_address(address)})"
    found = [match.start() for match in re.finditer(re.escape(wanted), text)]
    return min(found, key=lambda start: abs(start - near)) if found else None

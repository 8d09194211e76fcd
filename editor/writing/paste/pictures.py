"""Take the pictures out of pasted HTML: each gets a name in the text, its bytes stand apart.

Nothing is read or fetched here. What a picture truly is, whoever takes it in must look at.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from urllib.parse import unquote, unquote_to_bytes

from bs4 import BeautifulSoup, Tag

MOST_BYTES = 20_000_000
NAME = "pasted-picture-{}"
"""The address that stands in the text for a picture until it is taken in."""

_DATA = re.compile(r"data:(image/[\w.+-]+)((?:;[\w=.+-]+)*),(.*)", re.DOTALL | re.IGNORECASE)
_HELD = re.compile(r"""(src\s*=\s*)(["'])(data:image/[^"']{200,})\2""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of what was pasted: its bytes, or the `file` or `web` address that it had."""

    name: str
    alt: str = ""
    kind: str = ""
    data: bytes = b""
    file: str = ""
    web: str = ""


class PicturesTaken:
    """Take large pictures out of the text before it is parsed, all others after."""

    def __init__(self) -> None:
        self._held: list[str] = []
        self.pictures: list[Picture] = []

    def lighten(self, html: str) -> str:
        """Put a number in place of each picture that is written into the HTML itself."""

        def hold(found: re.Match[str]) -> str:
            self._held.append(found[3])
            return f"{found[1]}{found[2]}held:{len(self._held) - 1}{found[2]}"

        return _HELD.sub(hold, html)

    def take(self, soup: BeautifulSoup) -> None:
        """Name each picture; those that cannot be had leave their description."""
        for image in soup.find_all("img"):
            source = str(image.get("src") or "").strip()
            if source.startswith("held:"):
                number = source.removeprefix("held:")
                known = number.isdecimal() and int(number) < len(self._held)
                source = self._held[int(number)] if known else ""
            picture = self._picture(source, _words(image))
            if picture is None:
                image.replace_with(_words(image))
            else:
                self.pictures.append(picture)
                image["src"] = picture.web or picture.name
                image["alt"] = picture.alt
                del image["title"]

    def _picture(self, source: str, alt: str) -> Picture | None:
        name = NAME.format(len(self.pictures) + 1)
        if re.match(r"https?://", source, re.IGNORECASE):
            return Picture(name, alt, web=source)
        if re.match(r"file:", source, re.IGNORECASE):
            return Picture(name, alt, file=unquote(source))
        found = _DATA.fullmatch(source)
        data = _bytes(found[2], found[3]) if found else b""
        if found is None or not 0 < len(data) <= MOST_BYTES:
            return None
        return Picture(name, alt, found[1].lower(), data)


def named_in(text: str, name: str) -> re.Match[str] | None:
    """Find where a picture stands in Markdown by its name; its words are the first group."""
    return re.search(r"!\[((?:(?!!\[)[^\n])*?)\]\(" + re.escape(name) + r"\)", text)


def _bytes(parameters: str, written: str) -> bytes:
    if "base64" not in parameters.lower():
        return unquote_to_bytes(written)
    try:
        return base64.b64decode("".join(unquote(written).split()), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _words(image: Tag) -> str:
    """Give a picture's description; the names that word processors make up are none."""
    alt = " ".join(str(image.get("alt") or "").split())
    return (
        ""
        if re.fullmatch(r"(?:image|picture|img|grafik|bild)[\d_ ]*(?:\.\w+)?", alt, re.I)
        else alt
    )

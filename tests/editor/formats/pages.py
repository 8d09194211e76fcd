"""Read exported pages with an HTML parser that is not ours, and follow what they name."""

from __future__ import annotations

import posixpath
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import html5lib

FETCHED = {
    "img": ("src", "srcset"),
    "script": ("src",),
    "link": ("href",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "source": ("src", "srcset"),
    "iframe": ("src",),
    "embed": ("src",),
    "object": ("data",),
}


def parsed(page: bytes, *, strict: bool = True) -> ET.Element:
    """Parse a page; strictly, what a browser would have to repair raises."""
    parser = html5lib.HTMLParser(strict=strict, namespaceHTMLElements=False)
    root: ET.Element = parser.parse(page, transport_encoding="utf-8")
    return root


def site(folder: Path) -> dict[str, bytes]:
    """Read every file of a site."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def lessons(files: dict[str, bytes]) -> dict[str, bytes]:
    """Pick the pages of lessons."""
    return {name: data for name, data in files.items() if name.startswith("lessons/")}


def body_of(page: bytes) -> str:
    """Cut the lesson out of its page, as text."""
    text = page.decode()
    return (
        text.partition('<article class="lesson"')[2].partition(">")[2].rpartition("</article>")[0]
    )


def fetched(root: ET.Element) -> Iterator[str]:
    """Name every address that a browser fetches by itself."""
    for element in root.iter():
        for name in FETCHED.get(str(element.tag), ()):
            if name in element.attrib:
                yield element.attrib[name]


def links(root: ET.Element) -> Iterator[str]:
    """Name every address that a reader may go to."""
    for element in root.iter("a"):
        if "href" in element.attrib:
            yield element.attrib["href"]


def target(page: str, address: str) -> tuple[str, str]:
    """Work out which file of the site an address leads to, and where in it."""
    parts = urlsplit(address)
    if not parts.path:
        return page, unquote(parts.fragment)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
    return path, unquote(parts.fragment)


def ids(root: ET.Element) -> list[str]:
    """List all ids of a page."""
    return [element.attrib["id"] for element in root.iter() if "id" in element.attrib]

"""Know where each page and file of an exported site stands, and how one leads to another."""

from __future__ import annotations

import functools
import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

from editor.formats.names import Taken, safe_path
from editor.formats.placing import places_of
from editor.formats.values import AttachmentOut, CourseOut
from editor.formats.walking import FIRST_IN_FOLDER
from sync.model.ids import NodeId

PAGES, FILES = "lessons", "files"
_PICTURES = "png jpg jpeg jfif gif webp avif bmp ico apng svg heic heif jxl tif tiff"
_SOUND_AND_FILM = "mp3 m4a ogg oga opus wav flac mp4 m4v webm ogv mov vtt"
_DOCUMENTS = "pdf txt csv tsv json zip gz docx xlsx pptx odt ods odp epub"
_KEPT = frozenset(f"{_PICTURES} {_SOUND_AND_FILM} {_DOCUMENTS}".split())
_RUNS_IN_SVG = re.compile(
    r"<\s*(?:[\w.-]+:)?(?:script|foreignobject|iframe|embed|object|handler|listener|animate|set)\b"
    r"|[\s\"'/]on[a-z]+\s*=|javascript\s*:|<!entity|<\?xml-stylesheet|data\s*:\s*text",
    re.IGNORECASE,
)


def relative(origin: str, to: str) -> str:
    """Write the address of one file of the site, as seen from another; both are plain paths."""
    folder, parts = origin.split("/")[:-1], to.split("/")
    same = 0
    for one, other in zip(folder, parts, strict=False):
        if one != other:
            break
        same += 1
    steps = [".."] * (len(folder) - same) + parts[same:]
    return _quoted("/".join(steps) or ".")


@functools.lru_cache(maxsize=2_000)
def _quoted(path: str) -> str:
    """Neighbours name each other on every page: what was written once is known."""
    return quote(path)


@dataclass
class Site:
    """The pages of a course by lesson, and its attachments as pages come to ask for them."""

    pages: dict[NodeId, str] = field(default_factory=dict)
    paths: dict[NodeId, str] = field(default_factory=dict)
    """Where each lesson stands in its course: links in it are written from there."""
    wanted: dict[str, bytes] = field(default_factory=dict)
    """Files that pages asked for and that were not written yet; whoever writes them empties it."""
    missing: dict[str, AttachmentOut] = field(default_factory=dict)
    _page_of_path: dict[str, str] = field(default_factory=dict)
    _attachments: dict[str, AttachmentOut] = field(default_factory=dict)
    _taken: Taken = field(default_factory=Taken)
    _answered: dict[tuple[str, bool], str | None] = field(default_factory=dict)
    _names: dict[tuple[str, bool], str] = field(default_factory=dict)

    @classmethod
    def of(cls, course: CourseOut) -> Site:
        """Give every lesson a page named after its file."""
        site = cls()
        places = places_of(course, tells_case=True)
        for lesson, path in places.lessons.items():
            stem = re.sub(r"\.(?:md|markdown)$", "", safe_path(path), flags=re.IGNORECASE)
            page = site._taken.take(f"{PAGES}/{stem}.html")
            site.pages[lesson] = page
            site.paths[lesson] = path
            for name in _names_of(path):
                site._page_of_path.setdefault(name, page)
        for attachment, path in places.files:
            site._attachments.setdefault(_key(path), attachment)
            site._attachments.setdefault(_key(attachment.path), attachment)
        return site

    def media_from(self, page: str) -> Callable[[str], str | None]:
        """Answer, for one page, where a picture, sound or film lies."""

        def resolve(path: str) -> str | None:
            file = self._file(path, to_open=False)
            return relative(page, file) if file else None

        return resolve

    def links_from(self, page: str) -> Callable[[str], str | None]:
        """Answer, for one page, where a link to a lesson or a file of the course leads."""

        def resolve(path: str) -> str | None:
            other = self._page_of_path.get(_key(path.rstrip("/")))
            file = other or self._file(path, to_open=True)
            return relative(page, file) if file else None

        return resolve

    def licence(self) -> str | None:
        """Give the file that holds the course's licence, if it has one at its top."""
        for key, attachment in sorted(self._attachments.items()):
            if re.fullmatch(r"(?:licen[cs]e|copying)(?:[.-][\w.-]+)?", key, re.IGNORECASE):
                return self._file(attachment.path, to_open=True)
        return None

    def _file(self, path: str, *, to_open: bool) -> str | None:
        """Take a file into the site.

        What a browser might run when it is opened is taken as a text: a link shows it, and
        nothing in it starts. A picture that a page shows runs nothing.
        """
        attachment = self._attachments.get(_key(path))
        if attachment is None:
            return None
        asked = (attachment.path, to_open)
        if asked not in self._answered:
            self._answered[asked] = self._take(attachment, to_open=to_open)
        return self._answered[asked]

    def _take(self, attachment: AttachmentOut, *, to_open: bool) -> str | None:
        data = attachment.read()
        if data is None:
            self.missing[attachment.path] = attachment
            return None
        as_text = _may_run(attachment.path, data, to_open=to_open)
        if (attachment.path, as_text) not in self._names:
            suffix = ".txt" if as_text else ""
            name = self._taken.take(f"{FILES}/{safe_path(attachment.path)}{suffix}")
            self._names[attachment.path, as_text] = name
            self.wanted[name] = data
        return self._names[attachment.path, as_text]


def _may_run(name: str, data: bytes, *, to_open: bool) -> bool:
    suffix = posixpath.splitext(name)[1].casefold().removeprefix(".")
    if suffix not in _KEPT:
        return True
    if suffix != "svg" or not to_open:
        return False
    try:
        return bool(_RUNS_IN_SVG.search(data.decode("utf-8")))
    except UnicodeDecodeError:
        return True


def _key(path: str) -> str:
    return unicodedata.normalize("NFC", path)


def _names_of(path: str) -> Iterator[str]:
    """List the ways in which courses write the address of a lesson's file."""
    key = _key(path)
    stem = posixpath.splitext(key)[0]
    yield key
    yield stem
    yield stem + ".html"
    if posixpath.basename(stem).casefold() in FIRST_IN_FOLDER:
        yield posixpath.dirname(stem)

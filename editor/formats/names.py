"""Decide which file names and paths are safe to write, and make safe ones from titles."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from sync.model.language import say

NEVER_WRITTEN = frozenset({".git", ".hg", ".svn", ".bzr", ".jj"})
"""Folders of version control: to write there could change what other programs do."""

LONGEST_BYTES = 255
"""The longest name that common file systems take, in bytes of UTF-8."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_TURNS_TEXT = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*]')
_RESERVED_ON_WINDOWS = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE
)
_SHORT_NAME = re.compile(r"[^/]{1,6}~[0-9]+(?:\.[^/]{0,3})?")
_NOT_IN_A_SLUG = re.compile(r"[^\w]+")
_SLUG_LETTERS = 60


def what_is_wrong(path: str, *, windows: bool = os.name == "nt") -> str:
    """Say why a recorded path must not be written; "" if it may.

    A path comes from others: it must stay below the folder, on every system, whatever it says.
    """
    if not path or path.startswith("/") or "\\" in path or re.match(r"[A-Za-z]:", path):
        return say("it does not lie below the course's folder")
    parts = path.split("/")
    if any(part in ("", ".", "..") for part in parts):
        return say("it does not lie below the course's folder")
    if _CONTROL.search(path) or not _is_unicode(path):
        return say("it holds signs that no file name should hold")
    for part in parts:
        if _plain(part) in NEVER_WRITTEN:
            return say("it leads into the folder of a version control system")
        if len(part.encode()) > LONGEST_BYTES:
            return say("a name in it is longer than a disk can hold")
        if windows and _is_odd_on_windows(part):
            return say("Windows cannot hold a name in it")
    return ""


def safe_part(name: str) -> str:
    """Turn one name of a path into one that any system can hold, as near to it as can be."""
    name = _TURNS_TEXT.sub("", _CONTROL.sub("", name.encode("utf-8", "replace").decode()))
    name = _NOT_ON_WINDOWS.sub("-", name.replace("\\", "-").replace("/", "-"))
    name = name.rstrip(" .").lstrip(" ") or "file"
    if _plain(name) in NEVER_WRITTEN or _RESERVED_ON_WINDOWS.fullmatch(name):
        name = "_" + name
    return _shortened(name)


def safe_path(path: str) -> str:
    """Turn any path into one that may be written everywhere; what climbs out is cut off."""
    parts = [part for part in path.split("/") if part not in ("", ".", "..")]
    return "/".join(safe_part(part) for part in parts) or "file"


def slug_of(title: str) -> str:
    """Make a short file name from a title, keeping the letters of every script."""
    slug = _NOT_IN_A_SLUG.sub("-", unicodedata.normalize("NFC", title)).strip("-_").lower()
    return safe_part(slug[:_SLUG_LETTERS].strip("-_") or "untitled")


def natural_key(name: str) -> tuple[tuple[str | int, ...], str]:
    """Sort names as people count: 2 before 10, whatever the case."""
    parts = re.split(r"([0-9]+)", name.casefold())
    return tuple(int(part) if n % 2 else part for n, part in enumerate(parts)), name


@dataclass
class _Given:
    """Paths of files, and of the folders that they stand in."""

    files: set[str] = field(default_factory=set)
    folders: set[str] = field(default_factory=set)

    def add(self, path: str) -> None:
        self.files.add(path)
        folder = path.rpartition("/")[0]
        while folder and folder not in self.folders:
            self.folders.add(folder)
            folder = folder.rpartition("/")[0]

    def has_room(self, path: str) -> bool:
        free = path not in self.files and path not in self.folders
        return free and not any(above in self.files for above in _above(path))


class Taken:
    """The paths given away so far; says no to a second one, and to a file where a folder is."""

    def __init__(self, *, tells_case: bool = False) -> None:
        """Begin with none; a disk that tells case lets recorded paths differ by case alone."""
        self._tells_case = tells_case
        self._exact = _Given()
        self._folded = _Given()

    def fits(self, path: str, *, as_recorded: bool = False) -> bool:
        """Tell whether a file may stand here beside those that already do, on any disk.

        A recorded path need only fit on this one.
        """
        if as_recorded and self._tells_case:
            return self._exact.has_room(path)
        return self._folded.has_room(folded(path))

    def take(self, path: str, *, as_recorded: bool = False) -> str:
        """Give this path away, or the nearest one that is free: "name 2.md"."""
        chosen = path
        if not self.fits(path, as_recorded=as_recorded):
            stem, suffix = _stem_and_suffix(self._around_files(path))
            chosen, n = stem + suffix, 1
            while not self.fits(chosen):
                n += 1
                chosen = f"{stem} {n}{suffix}"
        self._exact.add(chosen)
        self._folded.add(folded(chosen))
        return chosen

    def _around_files(self, path: str) -> str:
        """Rename the folders of a path that would have to stand where a file does."""
        folder = ""
        *folders, name = path.split("/")
        for part in folders:
            wished = folder + part
            chosen, n = wished, 1
            while folded(chosen) in self._folded.files:
                n += 1
                chosen = f"{wished} {n}"
            folder = chosen + "/"
        return folder + name


def _stem_and_suffix(path: str) -> tuple[str, str]:
    stem, dot, suffix = path.rpartition(".")
    if not stem or "/" in suffix or stem.endswith("/"):
        return path, ""
    return stem, dot + suffix


def folded(path: str) -> str:
    """Give what two paths share if some disk would take them for one."""
    if path.isascii():
        return path.casefold()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _above(path: str) -> Iterable[str]:
    parts = path.split("/")
    return ("/".join(parts[:n]) for n in range(1, len(parts)))


def _plain(part: str) -> str:
    """Fold a name as lenient disks do: case, final dots and spaces, signs without width."""
    bare = part
    if not part.isascii():
        bare = "".join(c for c in part if unicodedata.category(c) != "Cf")
    name = folded(bare).rstrip(" .").partition(":")[0]
    return ".git" if _SHORT_NAME.fullmatch(name) and name.startswith("git") else name


def _is_odd_on_windows(part: str) -> bool:
    odd = _NOT_ON_WINDOWS.search(part) or part[-1] in " ."
    return bool(odd or _RESERVED_ON_WINDOWS.fullmatch(part))


def _is_unicode(path: str) -> bool:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _shortened(name: str, most: int = 180) -> str:
    """Cut a name that is too long, but keep its suffix."""
    if len(name.encode()) <= most:
        return name
    stem, suffix = _stem_and_suffix(name)
    if len(suffix) > 10:
        stem, suffix = name, ""
    room = most - len(suffix.encode())
    return stem.encode()[:room].decode("utf-8", "ignore").rstrip(" .") + suffix

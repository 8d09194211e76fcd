"""What the program is made of: its version, its data, its libraries, and their licences."""

from __future__ import annotations

import platform
import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import __version__ as pyside_version

from editor.panels.settings.values import AboutView, LicenceRow
from sync.model.language import say

if TYPE_CHECKING:
    from importlib import metadata

NAME = "coursefolk"
_ROW = re.compile(r"^\|(?P<what>.+)\|(?P<licence>.+)\|\s*`(?P<file>[^`]+)`\s*\|$", re.M)
_REQUIRED = re.compile(r"^[A-Za-z0-9._-]+")
_LONGEST_LICENCE = 60


def about(licences: Path) -> AboutView:
    """Read all of it; `licences` is the folder of the texts, with their table in its README."""
    system = f"{platform.system()} {platform.release()}".strip()
    return AboutView(
        f"Coursefolk {_version()}",
        f"Python {platform.python_version()}  ·  Qt {pyside_version}  ·  {system}",
        tuple(read_licences(licences)),
        tuple(libraries()),
    )


def read_licences(folder: Path) -> list[LicenceRow]:
    """Read the table of what is carried as data, each with the text of its licence."""
    try:
        table = (folder / "README.md").read_text("utf-8")
    except OSError:
        return []
    rows = []
    for found in _ROW.finditer(table):
        text = folder / found["file"]
        if text.is_file():
            words = text.read_text("utf-8", "replace")
            rows.append(LicenceRow(_title(found["what"]), found["licence"].strip(), words))
    return rows


def libraries() -> list[str]:
    """List the libraries that are installed of those named by the program, with their licences."""
    from importlib import metadata

    try:
        required = metadata.requires(NAME) or []
    except metadata.PackageNotFoundError:
        required = []
    lines = {}
    for one in required:
        if "extra == 'test'" in one or 'extra == "test"' in one:
            continue
        name = _REQUIRED.match(one)
        if name is None:
            continue
        try:
            known = metadata.metadata(name[0])
        except metadata.PackageNotFoundError:
            continue
        title = known["Name"]
        lines[title.casefold()] = f"{title} {known['Version']}  ·  {_licence(known)}"
    return [lines[key] for key in sorted(lines)]


def _licence(known: metadata.PackageMetadata) -> str:
    names = [name for name in ("License-Expression", "License") if name in known]
    said = str(known[names[0]]) if names else ""
    first = said.strip().split("\n")[0]
    if first and len(first) <= _LONGEST_LICENCE:
        return first
    classes = known.get_all("Classifier") or []
    found = [c.rsplit(" :: ", 1)[-1] for c in classes if c.startswith("License ::")]
    return ", ".join(found) or say("licence in its package")


def _title(cell: str) -> str:
    """Take the name out of a cell: what stands in brackets, else the words."""
    inside = re.search(r"\((?:from )?([^)]+)\)", cell)
    return inside[1] if inside else cell.replace("`", "").strip()


def _version() -> str:
    from importlib import metadata

    try:
        return metadata.version(NAME)
    except metadata.PackageNotFoundError:
        return say("from its source")

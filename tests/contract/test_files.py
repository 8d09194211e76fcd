"""What stands in the files we hand on: no machine's paths, no registry's hosts, no broken links."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from tests.contract.source import ROOT, must_be_none

UNTRACKED = {
    ".git",
    ".venv",
    "build",
    "dist",
    "out",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".import_linter_cache",
    ".hypothesis",
}
BINARY = {".ttf", ".png", ".jpg", ".webp", ".gif", ".webm", ".mp3", ".mp4", ".ico", ".zip", ".gz"}

# Pieces, joined here, so that this file does not offend itself.
MACHINE_PATHS = re.compile(r"(?<![\w.~])/(?:wo" r"rk|ro" r"ot|op" r"t|var/tm" r"p)/(?!\s)[\w.]")
REGISTRY_HOSTS = re.compile(
    r"\b(?:pypi\.or" r"g|files\.pythonhosted|registry\.npmj" r"s|deb\.debia" r"n|artifactor" r"y)\b"
)


def handed_on(root: Path) -> Iterator[Path]:
    """Yield every file but those that are made here."""
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in UNTRACKED]
        yield from (Path(folder, name) for name in names)


def offences(path: Path) -> Iterator[str]:
    """Complain about what must not leave the machine it was written on."""
    if path.suffix in BINARY:
        return
    for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
        if MACHINE_PATHS.search(line) or REGISTRY_HOSTS.search(line):
            yield f"{path}:{number}: {line.strip()[:80]}"


def dangling_links(page: Path) -> Iterator[str]:
    """Complain about links of a Markdown page to files that are not there."""
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8")):
        if "://" not in target and not (page.parent / target).exists():
            yield f"{page}: {target} is not there"


def test_nothing_of_a_machine_is_handed_on() -> None:
    must_be_none(said for path in handed_on(ROOT) for said in offences(path))


def test_seeded_offences_are_found(tmp_path: Path) -> None:
    for text in ("cd /" + "root/x", "data = '/" + "opt/x'", "https://pypi." + "org/simple"):
        path = tmp_path / "x.md"
        path.write_text(text)
        assert list(offences(path)), text


def test_links_of_our_pages_lead_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "resources").glob("*/README.md")]
    assert pages
    must_be_none(said for page in pages for said in dangling_links(page))


def test_a_dangling_link_is_found(tmp_path: Path) -> None:
    page = tmp_path / "x.md"
    page.write_text("[a](here.md) [b](https://example.com)")
    assert len(list(dangling_links(page))) == 1

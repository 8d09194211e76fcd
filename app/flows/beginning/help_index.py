"""The help by its words, found before it was ever opened: its pages, cut at their headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from sync.store.folding import fold

FROM = 3
"""Letters from which on words are looked for: fewer are in every page."""
_MARKS = re.compile(r"[*`|]|\]\([^)]*\)|^[>#\-: ]+", re.M)
_TITLE = re.compile(r"^title: (.+)$", re.M)


@dataclass(frozen=True)
class Section:
    """A stretch of a page under one heading; `folded` is what a query is compared with."""

    path: str
    page: str
    heading: str
    words: str
    folded: str


class HelpIndex:
    """Finds pages of the help; it is read from its folder when it is first asked."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sections: list[Section] | None = None

    def find(self, query: str, limit: int) -> list[Section]:
        """List the sections that hold every word, those with it in their titles first."""
        wanted = fold(query).split()
        if not wanted or max(map(len, wanted)) < FROM:
            return []
        found = [one for one in self._all() if all(word in one.folded for word in wanted)]
        return sorted(found, key=lambda one: _far(one, wanted))[:limit]

    def _all(self) -> list[Section]:
        if self._sections is None:
            self._sections = [
                section
                for path in sorted(self._folder.rglob("*.md"))
                for section in sections_of(
                    path.relative_to(self._folder).as_posix(), path.read_text("utf-8")
                )
            ]
        return self._sections


def sections_of(path: str, text: str) -> list[Section]:
    """Cut a page at its headings."""
    named = _TITLE.search(text)
    page = named[1].strip() if named else path
    _, _, body = text.removeprefix("---\n").partition("\n---\n")
    found = []
    for number, part in enumerate(re.split(r"^## ", body, flags=re.M)):
        heading, _, words = part.partition("\n") if number else ("", "", part)
        plain = " ".join(_MARKS.sub(" ", words).split())
        found.append(Section(path, page, heading, plain, fold(f"{page} {heading} {plain}")))
    return found


def _far(section: Section, wanted: list[str]) -> tuple[int, str]:
    title, heading = fold(section.page), fold(section.heading)
    if all(word in title for word in wanted):
        return (0 if not section.heading else 2), section.path
    if all(word in f"{title} {heading}" for word in wanted):
        return 1, section.path
    return (3 if " ".join(wanted) in section.folded else 4), section.path

"""Show what is the same in two versions, too, block by block."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from editor.panels.versions.values import Comparison, LessonPage, Part, SameText
from sync.merge.compare import blocks


def with_same_text(shown: Comparison) -> Comparison:
    """Put each stretch that is the same in the place of the line that counts it."""
    return replace(shown, pages=tuple(_page(page) for page in shown.pages))


def _page(page: LessonPage) -> LessonPage:
    return replace(page, parts=tuple(one for part in page.parts for one in _parts(part)))


def _parts(part: Part) -> Iterator[Part]:
    if not isinstance(part, SameText):
        yield part
        return
    for block in blocks(part.text):
        if block.text.strip():
            yield SameText("", block.text.strip("\n"))

"""Make the one parser of our Markdown: CommonMark, tables, and what `syntax/` adds."""

from __future__ import annotations

import functools

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink, normalizeLinkText

from editor.markdown.renderer import LessonRenderer
from editor.markdown.safety import DEEPEST
from editor.markdown.syntax.anchors import anchors_plugin
from editor.markdown.syntax.callouts import callouts_plugin
from editor.markdown.syntax.containers import containers_plugin
from editor.markdown.syntax.footnotes import footnotes_plugin
from editor.markdown.syntax.marks import marks_plugin
from editor.markdown.syntax.mathematics import math_plugin
from editor.markdown.syntax.prose import prose_plugin
from editor.markdown.syntax.quiz import quiz_plugin
from editor.markdown.syntax.quotes import quotes_plugin
from editor.markdown.syntax.tables import tables_plugin
from editor.markdown.syntax.tasks import tasks_plugin
from editor.markdown.syntax.words import words_plugin

# What addresses are written with, the library lists at their first use; read by two threads at
# once, the list of one was not full yet for the other. No thread parses before this is imported.
for _listed_by in (normalizeLink, normalizeLinkText):
    _listed_by("https://example.org/a%20b")


def _every_link(url: str) -> bool:
    """Let every address parse as a link; the renderer alone judges where it may lead."""
    return True


@functools.cache
def parser() -> MarkdownIt:
    """Give the parser; it keeps nothing between texts."""
    md = rules()
    md.use(prose_plugin)
    return md


def rules() -> MarkdownIt:
    """Make a parser that asks every rule about everything, to hold the shortcuts against."""
    md = MarkdownIt(
        "commonmark", {"maxNesting": DEEPEST, "xhtmlOut": False}, renderer_cls=LessonRenderer
    )
    md.enable(["table", "strikethrough"])
    for plugin in (
        tables_plugin,
        anchors_plugin,
        words_plugin,
        containers_plugin,
        math_plugin,
        footnotes_plugin,
        quiz_plugin,
        callouts_plugin,
        quotes_plugin,
        tasks_plugin,
        marks_plugin,
    ):
        md.use(plugin)
    md.validateLink = _every_link  # type: ignore[method-assign]
    return md

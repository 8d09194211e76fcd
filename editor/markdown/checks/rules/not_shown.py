"""What goes beyond a bound of ours, and is not shown to learners as it was meant."""

from __future__ import annotations

from markdown_it.token import Token

from editor.markdown.checks.finding import Check, Found, View
from editor.markdown.immense import size_of
from editor.markdown.raw_html import MOST_OPEN, loses_tags
from editor.markdown.safety import DEEPEST
from editor.markdown.syntax.marks import DEEPEST_LABEL, TOO_DEEP
from editor.markdown.syntax.words import LONGEST, plain_words_of
from editor.markdown.told import Told, told
from sync.model.language import mark

NAME = "not-shown"
_HOLDERS = ("blockquote_open", "list_item_open", "callout_open")


def find(view: View) -> Found:
    """Say that a lesson is too much to be shown, or name each place of it that is."""
    if size_of(view.document.lines).is_immense:
        yield view.blocks(
            NAME,
            0,
            told(
                mark(
                    "This lesson is too long to be shown in full: learners see it as it was "
                    "written, without headings, links, pictures and questions."
                )
            ),
            told(mark("Split it into several lessons.")),
        )
        return
    line = -1
    for token in view.document.tokens():
        if token.map and token.map[0] != line and (said := _said(token)):
            line = token.map[0]
            yield _check(view, line, *said)


def _check(view: View, line: int, what: Told, mend: Told) -> Check:
    return view.advice(NAME, line, what, mend, view.span(line))


def _said(token: Token) -> tuple[Told, Told] | None:
    """Say what of a token is not shown, and what mends it."""
    if token.type == "html_block" and loses_tags(token.content):
        return (
            told(
                mark(
                    "More than {deep} tags stand in each other here, or {open} are open at once: "
                    "their words are shown without them."
                ),
                deep=DEEPEST,
                open=MOST_OPEN,
            ),
            told(mark("Close each tag where it ends, or take them out.")),
        )
    if token.type in _HOLDERS and token.level >= DEEPEST - 1:
        return (
            told(
                mark(
                    "More than {deep} levels stand in each other here: deeper ones are not shown."
                ),
                deep=DEEPEST,
            ),
            told(mark("Write it with fewer levels.")),
        )
    if token.type != "inline":
        return None
    if len(token.content) > LONGEST and plain_words_of(token.content[:LONGEST]) is None:
        return (
            told(
                mark(
                    "This part is longer than {most} signs: it is shown without links, emphasis "
                    "and other marks."
                ),
                most=LONGEST,
            ),
            told(mark("Put blank lines where its paragraphs end.")),
        )
    if token.meta.get(TOO_DEEP) and _is_left_a_link(token):
        return (
            told(
                mark("More than {most} brackets stand in each other here: this shows as no link."),
                most=DEEPEST_LABEL,
            ),
            told(mark("Take brackets out of the words of the link.")),
        )
    return None


def _is_left_a_link(token: Token) -> bool:
    return any(child.type == "text" and "](" in child.content for child in token.children or [])

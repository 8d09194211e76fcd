"""Build the small forms for what stands at the caret: a link, a picture, a footnote."""

from __future__ import annotations

from editor.panels.forms.small_form import FILLED, Asked, SmallForm
from editor.panels.kit.look import Look
from editor.panels.source.lesson_view import LessonView
from editor.writing.actions.footnotes import footnote
from editor.writing.actions.link_parts import LinkParts, link_at, note_at, parts_of, rewritten
from editor.writing.actions.marks import chosen_words
from editor.writing.change import Change, Selection, smallest
from editor.writing.keys.address import is_address
from sync.model.language import say


def link_form(look: Look, view: LessonView) -> SmallForm | None:
    """Open the link at the caret, or make one of the words there; None where none can be."""
    text, selection = view.text(), Selection(*view.selection())
    found = link_at(text, selection.caret)
    if found is not None and not found[2].is_picture:
        return _of_link(look, view, *found)
    first, last = chosen_words(text, selection)
    words = text[first:last]
    if "\n" in words:
        return None
    parts = LinkParts("", words) if is_address(words) else LinkParts(words, "")
    steps = view.history.steps
    written = parts.written
    change = Change(smallest(first, words, written), first + 1, first + 1)
    view.do(change)
    form = _of_link(look, view, first, first + len(written), parts)
    form.held.count_from(steps)
    form.held.joins_last(FILLED)
    return form


def picture_form(
    look: Look, view: LessonView, place: int, *, new: bool = False
) -> SmallForm | None:
    """Open the picture at a place: its file or address, and what it shows; else a new one.

    A new one stands in the lesson as soon as something is filled in, on a line of its own where
    the caret is before words.
    """
    text = view.text()
    found = link_at(text, place)
    if found is not None and found[2].is_picture:
        start, end, parts = found
        after = ""
    elif new:
        start = end = place
        parts = LinkParts("", "", is_picture=True)
        begins = place == 0 or text[place - 1] == "\n"
        after = "\n\n" if begins and text[place : place + 1] not in ("", "\n") else ""
    else:
        return None

    def write(old: str, filled: tuple[str, ...]) -> str:
        address, words = filled[0].strip(), filled[1]
        if new and not address and not words.strip():
            return ""
        before = parts_of(old.removesuffix(after)) or parts
        made = LinkParts(words, address, True, before.rest)
        return rewritten(old.removesuffix(after), made) + after

    def read(now: str) -> tuple[str, ...] | None:
        if new and not now:
            return "", ""
        known = parts_of(now.removesuffix(after))
        return (known.address, known.words) if known is not None else None

    asked = (
        Asked(
            say("File or address"),
            parts.address,
            "https://…",
            say("Choose a file, or name it."),
            say("Choose a file…"),
        ),
        Asked(
            say("What it shows"),
            parts.words,
            say("For those who cannot see it"),
            say("Say what it shows, for those who cannot see it."),
        ),
    )
    return SmallForm(look, view, (start, end), say("Picture"), asked, write, read, main=1)


def note_form(look: Look, view: LessonView, *, new: bool = False) -> SmallForm | None:
    """Open the footnote at the caret, or make one there; its words are filled in in place."""
    text, selection = view.text(), Selection(*view.selection())
    found = note_at(text, selection.caret)
    if found is None and not new:
        return None
    steps, is_new = view.history.steps, found is None
    if found is None:
        view.do(footnote(text, selection))
        caret = view.selection()[1]
        found = (caret, caret)
        view.select(selection.last, selection.last)
    words = view.text()[slice(*found)]
    asked = (Asked(say("Footnote"), words, say("What stands at the end of the lesson")),)
    form = SmallForm(
        look, view, found, say("Footnote"), asked,
        lambda old, filled: filled[0].replace("\n", " "), lambda now: (now,),
    )  # fmt: skip
    form.held.count_from(steps)
    if is_new:
        form.held.joins_last(FILLED)
    return form


def _of_link(look: Look, view: LessonView, start: int, end: int, parts: LinkParts) -> SmallForm:
    asked = (
        Asked(
            say("Words"),
            parts.words,
            say("What one clicks"),
            say("Write the words that one clicks."),
        ),
        Asked(
            say("Leads to"),
            parts.address,
            say("https://… or a lesson’s file"),
            say("Say where it leads."),
        ),
    )
    return SmallForm(
        look,
        view,
        (start, end),
        say("Link"),
        asked,
        _written,
        _taken_apart,
        say("Take the link off"),
    )


def _written(old: str, filled: tuple[str, ...]) -> str:
    before = parts_of(old)
    rest, picture = (before.rest, before.is_picture) if before else ("", False)
    return rewritten(old, LinkParts(filled[0], filled[1].strip(), picture, rest))


def _taken_apart(now: str) -> tuple[str, ...] | None:
    parts = parts_of(now)
    return (parts.words, parts.address) if parts is not None else None

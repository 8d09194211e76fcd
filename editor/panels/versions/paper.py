"""Write a comparison as one HTML page that needs nothing beside it.

All that people wrote is laid out as the window lays it out, and escaped: no HTML of a lesson
gets into the page, and the page forbids whatever could run or be fetched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from string import Template

from editor.markdown.right_answers import AnswerOption
from editor.panels.cards.emphasis import Face, Piece
from editor.panels.cards.lines import Line, Shape, lines_of
from editor.panels.cards.runs import Mark, Marked, plain
from editor.panels.versions.values import (
    Change,
    ChangedAnswer,
    ChangedText,
    Comparison,
    LessonPage,
    Notice,
    Part,
    SameText,
)
from sync.model.language import say, say_as, say_many

_TAGS = {Mark.GONE.value: "del", Mark.NEW.value: "ins"}
_FACES = ((Face.CODE, "code"), (Face.BOLD, "strong"), (Face.ITALIC, "em"))


def page_of(template: str, style: str, course: str, title: str, shown: Comparison) -> str:
    """Fill the page; `title` says what is compared with what, in words."""
    places = {change.id: f"c{number}" for number, change in enumerate(shown.changes)}
    return Template(template).substitute(
        spoken=say_as("the code of the language of these texts", "en"),
        title=escape(title),
        course=escape(course),
        style=style,
        about=escape(about(shown)),
        note=_note(shown),
        changes_name=escape(say("Changes")),
        changes="\n".join(_listed(change, places) for change in shown.changes),
        pages="\n".join(_page(page, places) for page in shown.pages),
    )


def about(shown: Comparison) -> str:
    """Say how much differs."""
    if not shown.changes:
        return say("Nothing differs")
    count = say_many("{count} change", "{count} changes", len(shown.changes))
    words = say_many(
        "{count:,} word written, {taken:,} taken out",
        "{count:,} words written, {taken:,} taken out",
        shown.written,
        taken=shown.taken,
    )
    return f"{count} · {words}"


def _note(shown: Comparison) -> str:
    if not shown.note:
        return ""
    title = escape(shown.note_title)
    return f'<div class="note"><strong>{title}</strong><br>{escape(shown.note)}</div>'


def _listed(change: Change, places: dict[str, str]) -> str:
    by = say("by {people}", people=change.people) if change.people else ""
    small = escape(" · ".join(filter(None, (change.detail, by))))
    link = f'<a href="#{places[change.id]}">{escape(change.title)}</a>'
    return f'<li dir="auto">{link}<small>{small}</small></li>'


def _page(page: LessonPage, places: dict[str, str]) -> str:
    head = f'<p class="where" dir="auto">{escape(page.where)}</p>'
    parts = "\n".join(_part(part, places) for part in page.parts)
    return f'<section>\n{head}\n<h2 dir="auto">{escape(page.title)}</h2>\n{parts}\n</section>'


def _part(part: Part, places: dict[str, str]) -> str:
    if isinstance(part, SameText):
        if not part.told:
            return _lines(plain(part.text))
        return f'<p class="same">{escape(part.told)}</p>'
    place = f' id="{places[part.change]}"' if part.change in places else ""
    if isinstance(part, ChangedText):
        return f'<div class="change"{place}>\n{_lines(part.runs)}\n</div>'
    if isinstance(part, Notice):
        told = f"<strong>{escape(part.title)}</strong> {escape(part.detail)}"
        return f'<p class="notice"{place} dir="auto">{told}</p>'
    return _answer(part, place)


def _answer(part: ChangedAnswer, place: str) -> str:
    options = "".join(_option(option) for option in part.options)
    listed = f"<ol>{options}</ol>" if options else ""
    note = f" <em>{escape(part.note)}</em>" if part.note else ""
    head = f"<strong>{escape(part.title)}</strong>{note}"
    return f'<div class="answer"{place} dir="auto">{head}{listed}</div>'


def _option(option: AnswerOption) -> str:
    words = escape(option.text)
    if option.was_right and not option.is_right:
        words = f"<del>{words}</del> {escape(say('was right'))}"
    elif option.is_right and not option.was_right:
        words = f"<ins>{words}</ins> {escape(say('is right now'))}"
    elif option.is_right:
        words = f"{words} {escape(say('is right'))}"
    return f'<li><span class="letter">{escape(option.letter)}</span>{words}</li>'


def _lines(runs: Sequence[Marked]) -> str:
    return "\n".join(_line(line) for line in lines_of(runs) if line.runs)


def _line(line: Line) -> str:
    kinds = {Shape.HEADING: " h", Shape.QUOTE: " quote", Shape.CODE: " code"}
    sign = f"{escape(line.sign)} " if line.sign else ""
    depth = f' style="padding-inline-start: {line.depth * 20}px"' if line.depth else ""
    words = "".join(_pieces(line.pieces))
    return f'<p class="line{kinds.get(line.shape, "")}"{depth} dir="auto">{sign}{words}</p>'


def _pieces(pieces: Sequence[Piece]) -> Iterator[str]:
    for piece in pieces:
        made = escape(piece.text)
        tags = [tag for face, tag in _FACES if face in piece.face]
        tags += [_TAGS[piece.kind]] if piece.kind in _TAGS else []
        for tag in tags:
            made = f"<{tag}>{made}</{tag}>"
        yield made

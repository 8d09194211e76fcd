"""Find a question in its lesson, and read it into its form."""

from __future__ import annotations

from editor.markdown.grammar import parser
from editor.markdown.pieces import cut
from editor.markdown.text import fit
from editor.writing.code_at import in_fence
from editor.writing.lines import line_end
from editor.writing.quiz.source import read_source
from editor.writing.quiz.values import QuizForm

_FAR = 20_000
"""Questions that begin or end farther away (signs) are not looked for."""


def read(block: str) -> QuizForm | None:
    """Read a block that is one question; None for anything else."""
    source = read_source(block.strip("\n"))
    return source.form if source is not None else None


def quiz_at(text: str, place: int) -> tuple[int, int] | None:
    """Give the range of the question that a place is in, without the line end after it.

    Only what stands between the headings around the place is parsed.
    """
    begin, stop = _section(text, place)
    lines = fit(text[begin:stop]).split("\n")
    at = begin
    for piece in cut(parser(), lines, at_start=not begin):
        blank = next((n for n, line in enumerate(piece.lines) if line.strip()), 0)
        start = at + sum(len(line) + 1 for line in piece.lines[:blank])
        used = "\n".join(piece.lines[blank : piece.used]).rstrip()
        is_quiz = bool(piece.tokens) and piece.tokens[0].type == "quiz_open"
        if is_quiz and start <= place <= start + len(used):
            return start, start + len(used)
        at += sum(len(line) + 1 for line in piece.lines)
    return None


def _section(text: str, place: int) -> tuple[int, int]:
    """Give what stands between headings around a place; a question never goes over one."""
    begin = text.rfind("\n#", 0, place) + 1
    while begin and in_fence(text, begin):
        begin = text.rfind("\n#", 0, begin - 1) + 1
    stop = text.find("\n#", place)
    while stop >= 0 and in_fence(text, stop + 1):
        stop = text.find("\n#", stop + 1)
    begin = max(begin, text.rfind("\n\n", 0, max(0, place - _FAR)) + 2 if place > _FAR else 0)
    stop = len(text) if stop < 0 else stop + 1
    return begin, min(stop, line_end(text, min(len(text), place + _FAR)))

"""Read a question of a lesson into its form, if the form can hold all that stands there."""

from __future__ import annotations

import re
from textwrap import dedent

from editor.markdown.document import Document
from editor.markdown.grammar import parser
from editor.markdown.pieces import cut
from editor.markdown.quizzes import Quiz, quiz_of
from editor.markdown.syntax.quiz_lines import Entry, Written
from editor.markdown.syntax.quiz_settings import attributes_of
from editor.markdown.text import fit
from editor.writing.code_at import in_fence
from editor.writing.lines import line_end
from editor.writing.quiz.values import QuizForm
from editor.writing.quiz.write import settings_of, write

_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_SAID = re.compile(r"\w+|->|[<{`$]")
_FAR = 20_000
"""Questions that begin or end farther away (signs) are not looked for."""
_NEEDLESS = {
    ("data-score", "1"),
    ("data-score", "1.0"),
    ("data-randomize", "false"),
    ("data-order", "false"),
}


def read(block: str) -> QuizForm | None:
    """Read a block that is one question; None where a form would lose some of it.

    Lost would be: a program, settings that we do not know, options of several paragraphs, marks
    of LiaScript beyond ours.
    """
    document = Document(block.strip("\n"))
    if len(document.blocks) != 1 or document.blocks[0].kind != "quiz":
        return None
    found = document.blocks[0]
    written: Written = found.tokens[0].meta["quiz"]
    quiz = quiz_of(found.tokens[0], document.lines, 0)
    form = _form(document, quiz, written)
    return form if _holds_all(document, written, quiz, form) else None


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


def _form(document: Document, quiz: Quiz, written: Written) -> QuizForm:
    first, last = written.solution or (0, 0)
    solution = dedent("\n".join(document.lines[first:last])).strip("\n")
    return QuizForm(
        kind=quiz.kind,
        question=quiz.question,
        options=quiz.options,
        columns=quiz.columns,
        hints=quiz.hints,
        solution="\n".join(line.rstrip() for line in solution.split("\n")),
        tries=quiz.tries,
        score=quiz.score,
        pass_mark=quiz.pass_mark,
        shuffle=written.settings.shuffle,
    )


def _holds_all(document: Document, written: Written, quiz: Quiz, form: QuizForm) -> bool:
    """Hold the form against its source: settings, every word, what is right, each mark."""
    if written.scripted or not written.closed or any(entry.body for entry in written.entries):
        return False
    if written.columns and any(_is_odd(entry) for entry in written.entries):
        return False
    again = write(form)
    other = Document(again)
    if len(other.blocks) != 1 or other.blocks[0].kind != "quiz":
        return False
    same = quiz_of(other.blocks[0].tokens[0], other.lines, 0)
    return (
        _without_place(same) == _without_place(quiz)
        and _settings_kept(document, written, form)
        and _said(document.text) == _said(again)
    )


def _is_odd(row: Entry) -> bool:
    """Say whether a row has boxes for one right place, or circles for several."""
    return row.many == (sum(row.cells) == 1)


def _without_place(quiz: Quiz) -> tuple[object, ...]:
    solution = quiz.solution.split()
    return (
        quiz.kind, quiz.question, quiz.options, quiz.hints, solution, quiz.tries, quiz.score,
        quiz.pass_mark, quiz.columns,
    )  # fmt: skip


def _settings_kept(document: Document, written: Written, form: QuizForm) -> bool:
    above = "\n".join(document.lines[: written.begin])
    comments = _COMMENT.findall(above)
    if len(comments) > 1 or "<!--" in "\n".join(document.lines[written.begin :]):
        return False
    ours = settings_of(form)
    attributes = attributes_of(comments[0]) if comments else {}
    return attributes is not None and all(
        name in ours or (name, value) in _NEEDLESS for name, value in attributes.items()
    )


def _said(text: str) -> list[str]:
    """List what a text says, without layout: its words, and signs that mean more than layout."""
    return _SAID.findall(_COMMENT.sub("", text).replace("\\", "").lower())

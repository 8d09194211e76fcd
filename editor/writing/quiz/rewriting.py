"""Write a changed form over its source: what the form did not change stays byte for byte."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from editor.markdown.quizzes import Option
from editor.writing.quiz.source import EntryLines, Source, read_source
from editor.writing.quiz.values import QuizForm
from editor.writing.quiz.write import (
    body_lines,
    column_line,
    feedback_lines,
    hint_lines,
    mark_of,
    one_line,
    question_lines,
    settings_line,
    settings_of,
    solution_lines,
    write,
)

_LISTED = ("single", "multiple", "match", "order")


def rewritten(source: Source, form: QuizForm) -> str | None:
    """Write a form over its source; None if it would not be read as the same form again."""
    for text in (_over(source, form), write(form)):
        again = read_source(text)
        if again is not None and said(again.form) == said(form):
            return text
    return None


def said(form: QuizForm) -> tuple[object, ...]:
    """Take a form without layout: what differs only in blanks is the same."""

    def words(text: str) -> str:
        return " ".join(text.split())

    options = [(words(o.text), o.right, words(o.feedback), o.places) for o in form.options]
    return (
        form.kind,
        words(form.question),
        options,
        [words(column) for column in form.columns],
        [words(hint) for hint in form.hints if hint.strip()],
        words(form.solution),
        (form.tries, form.score, form.pass_mark, form.shuffle),
    )


def _over(source: Source, form: QuizForm) -> str:
    lines = [
        *_question(source, form),
        *_settings(source, form),
        *_body(source, form),
        *_hints(source, form),
        *source.program,
        *_solution(source, form),
    ]
    return "\n".join(lines).rstrip("\n")


def _question(source: Source, form: QuizForm) -> Sequence[str]:
    if form.question == source.form.question:
        return source.question
    old = source.question
    gap = [line for line in old[len("\n".join(old).rstrip().split("\n")) :] if not line.strip()]
    first = old[0] if old else ""
    indent = first[: len(first) - len(first.lstrip())]
    return [*(indent + line for line in question_lines(form)), *(gap or [""])]


def _settings(source: Source, form: QuizForm) -> Sequence[str]:
    old, new = settings_of(source.form), settings_of(form)
    if old == new:
        return source.settings
    if not source.settings:
        return [source.indent + settings_line(new)]
    text = "\n".join(source.settings)
    for name in sorted({*old, *new}):
        if old.get(name) != new.get(name):
            text = _with_setting(text, name, new.get(name))
    bare = text.replace("<!--", "").replace("-->", "").strip()
    if bare and "data-" not in bare:
        text = _with_setting(text, "data-score", "1")  # a comment without one is no setting
    return text.split("\n") if bare else []


def _with_setting(comment: str, name: str, value: str | None) -> str:
    known = re.compile(rf"\s+{name}(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>]+))?(?=\s|-->)", re.I)
    written = "" if value is None else f' {name}="{value}"'
    if known.search(comment):
        return known.sub(lambda _: written, comment, count=1)
    return re.sub(r"\s*-->", lambda end: f"{written}{end[0]}", comment, count=1)


def _body(source: Source, form: QuizForm) -> list[str]:
    if form.kind != source.form.kind:
        return _indented(source, body_lines(form))
    if form.kind not in _LISTED:
        return _answer(source, form)
    columns = list(source.body)
    if form.columns != source.form.columns:
        columns = [source.indent + column_line(form)]
    marks_hold = len(form.columns) == len(source.form.columns)
    model = source.entries[0]
    lines: list[str] = []
    last = len(form.options) - 1
    for place, number in enumerate(_came_from(source.form, form)):
        old = None if number is None else source.form.options[number]
        entry = source.entries[number] if number is not None else EntryLines(model.indent, "")
        lines += _entry(entry, form, form.options[place], old, marks_hold=marks_hold)
        lines += _gap(source, place, is_last=place == last, has_more=bool(entry.rest))
    return [*columns, *lines]


def _gap(source: Source, place: int, *, is_last: bool, has_more: bool) -> Sequence[str]:
    """Give the blank lines after an entry: those of its place, and one after a paragraph."""
    if is_last:
        return source.gaps[-1]
    gap = source.gaps[place] if place < len(source.gaps) - 1 else ()
    return gap or ([""] if has_more else [])


def _entry(
    entry: EntryLines, form: QuizForm, new: Option, old: Option | None, *, marks_hold: bool
) -> list[str]:
    """Write an option where it stood: mark, text and feedback change each for itself."""
    mark = entry.mark
    if old is None or not marks_hold or (new.right, new.places) != (old.right, old.places):
        blanks = mark[len(mark.rstrip()) :] if old is not None else " "
        mark = entry.indent + mark_of(form, new) + (blanks or " ")
    text = entry.text if old is not None and new.text == old.text else one_line(new.text)
    if text.strip() and not mark.endswith((" ", "\t")):
        mark += " "
    feedback: Sequence[str] = entry.feedback
    if old is None or new.feedback != old.feedback:
        feedback = [_blanks(entry.indent) + line for line in feedback_lines(new)]
    changed = replace(entry, mark=mark, text=text, feedback=tuple(feedback))
    first, *others = changed.lines
    return [first if text else first.rstrip(), *others]


def _came_from(old: QuizForm, new: QuizForm) -> list[int | None]:
    """Say which option of before each one is: the same, else the one at its place, else none."""
    free = list(range(len(old.options)))
    found: list[int | None] = [None] * len(new.options)

    def take(number: int, place: int) -> None:
        found[number] = place
        free.remove(place)

    for number, option in enumerate(new.options):
        same = [place for place in free if old.options[place] == option]
        if same:
            take(number, number if number in same else same[0])
    for number, option in enumerate(new.options):
        words = [place for place in free if old.options[place].text == option.text]
        if found[number] is None and words:
            take(number, words[0])
    for number in range(len(new.options)):
        if found[number] is None and number in free:
            take(number, number)
    return found


def _answer(source: Source, form: QuizForm) -> list[str]:
    if form.options == source.form.options:
        return list(source.body)
    used = len("\n".join(source.body).rstrip().split("\n"))
    first = source.body[0].strip()
    line = body_lines(form)[0]
    if first.startswith("[->["):
        line = line.replace("[[", "[->[", 1)
    return [source.indent + line, *source.body[used:]]


def _hints(source: Source, form: QuizForm) -> list[str]:
    known = dict(zip(source.form.hints, source.hints, strict=True))
    lines: list[str] = []
    for hint in form.hints:
        if hint in known:
            lines += known[hint]
        elif hint.strip():
            lines += _indented(source, hint_lines(replace(form, hints=(hint,))))
    return lines


def _solution(source: Source, form: QuizForm) -> Sequence[str]:
    if form.solution == source.form.solution:
        return source.solution
    return _indented(source, solution_lines(form))


def _indented(source: Source, lines: Sequence[str]) -> list[str]:
    return [source.indent + line if line else line for line in lines]


def _blanks(indent: str) -> str:
    return re.sub(r"[^ \t]", " ", indent)

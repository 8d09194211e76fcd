"""Write a question as Markdown, in the form that `editor/markdown` reads and LiaScript plays."""

from __future__ import annotations

import re
from collections.abc import Callable

from editor.markdown.quizzes import Option
from editor.writing.quiz.values import QuizForm

_TELLS = re.compile(r"[|()\[\]@]")


def write(form: QuizForm) -> str:
    """Write a question; ends without a line end. What a form may not hold, `problems` says."""
    parts = [_lines(form.question), ""] if form.question.strip() else []
    settings = settings_of(form)
    if settings:
        written = " ".join(f'{name}="{value}"' for name, value in settings.items())
        parts.append(f"<!-- {written} -->")
    parts += _BODY[form.kind](form)
    parts += (f"[[?]] {_one_line(hint)}" for hint in form.hints if hint.strip())
    if form.solution.strip():
        parts += ("***", form.solution.strip("\n").rstrip(), "***")
    return "\n".join(parts)


def settings_of(form: QuizForm) -> dict[str, str]:
    """Give the settings that differ from what goes without saying."""
    found: dict[str, str] = {}
    if form.kind == "order":
        found["data-order"] = "true"
    if form.tries is not None:
        found["data-max-trials"] = str(form.tries)
    if form.score != 1:
        found["data-score"] = f"{form.score:.10g}"
    if form.pass_mark is not None:
        found["data-pass-mark"] = str(form.pass_mark)
    if form.shuffle:
        found["data-randomize"] = "true"
    return found


def _choices(form: QuizForm) -> list[str]:
    marks = ("( )", "(X)") if form.kind == "single" else ("[ ]", "[X]")
    lines: list[str] = []
    for option in form.options:
        lines.append(f"[{marks[option.right]}] {_one_line(option.text)}".rstrip())
        lines += (f"    {line.strip()}" for line in option.feedback.split("\n") if line.strip())
    return lines


def _answer(form: QuizForm) -> list[str]:
    return [f"[[{_told(option.text)}]]" for option in form.options[:1]]


def _select(form: QuizForm) -> list[str]:
    parts = [f"({_told(o.text)})" if o.right else _told(o.text) for o in form.options]
    return [f"[[ {' | '.join(parts)} ]]"]


def _rows(form: QuizForm) -> list[str]:
    lines = ["[" + " ".join(_column(column) for column in form.columns) + "]"]
    return lines + [_row(option, len(form.columns)) for option in form.options]


def _column(text: str) -> str:
    return f"({_one_line(text)})" if "]" in text else f"[{_one_line(text)}]"


def _row(option: Option, columns: int) -> str:
    one = len(option.places) == 1
    marks = (("( )", "(X)") if one else ("[ ]", "[X]"))  # fmt: skip
    cells = " ".join(marks[number in option.places] for number in range(columns))
    return f"[{cells}] {_one_line(option.text)}".rstrip()


def _told(text: str) -> str:
    return _TELLS.sub(r"\\\g<0>", _one_line(text))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _lines(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().split("\n") if line.strip())


_BODY: dict[str, Callable[[QuizForm], list[str]]] = {
    "single": _choices,
    "multiple": _choices,
    "text": _answer,
    "select": _select,
    "match": _rows,
    "order": _rows,
}

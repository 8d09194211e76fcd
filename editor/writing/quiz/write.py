"""Write a question as Markdown, in the form that `editor/markdown` reads and LiaScript plays."""

from __future__ import annotations

import re
from collections.abc import Callable

from editor.markdown.quizzes import Option
from editor.writing.quiz.values import QuizForm

_TELLS = re.compile(r"[|()\[\]@]")


def write(form: QuizForm) -> str:
    """Write a question; ends without a line end. What a form may not hold, `problems` says."""
    parts = [*question_lines(form), ""] if form.question.strip() else []
    settings = settings_of(form)
    if settings:
        parts.append(settings_line(settings))
    return "\n".join([*parts, *body_lines(form), *hint_lines(form), *solution_lines(form)])


def settings_line(settings: dict[str, str]) -> str:
    """Write settings as the comment above the options."""
    written = " ".join(f'{name}="{value}"' for name, value in settings.items())
    return f"<!-- {written} -->"


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


def hint_lines(form: QuizForm) -> list[str]:
    """Write the hints, one a line."""
    return [f"[[?]] {one_line(hint)}" for hint in form.hints if hint.strip()]


def solution_lines(form: QuizForm) -> list[str]:
    """Write the solution between its stars."""
    solution = form.solution.strip("\n").rstrip()
    return ["***", *solution.split("\n"), "***"] if solution.strip() else []


def question_lines(form: QuizForm) -> list[str]:
    """Write the question as a paragraph."""
    return _lines(form.question).split("\n") if form.question.strip() else []


def body_lines(form: QuizForm) -> list[str]:
    """Write what learners answer by."""
    return _BODY[form.kind](form)


def column_line(form: QuizForm) -> str:
    """Write the names of the columns of pairs."""
    return "[" + " ".join(_column(column) for column in form.columns) + "]"


def mark_of(form: QuizForm, option: Option) -> str:
    """Write what stands before an option or a row."""
    if form.kind in ("match", "order"):
        one = len(option.places) == 1
        marks = ("( )", "(X)") if one else ("[ ]", "[X]")
        cells = " ".join(marks[n in option.places] for n in range(len(form.columns)))
        return f"[{cells}]"
    marks = ("( )", "(X)") if form.kind == "single" else ("[ ]", "[X]")
    return f"[{marks[option.right]}]"


def feedback_lines(option: Option) -> list[str]:
    """Write what is said to someone who picked it."""
    return [f"    {line.strip()}" for line in option.feedback.split("\n") if line.strip()]


def _choices(form: QuizForm) -> list[str]:
    lines: list[str] = []
    for option in form.options:
        lines.append(f"{mark_of(form, option)} {one_line(option.text)}".rstrip())
        lines += feedback_lines(option)
    return lines


def _answer(form: QuizForm) -> list[str]:
    return [f"[[{_told(option.text)}]]" for option in form.options[:1]]


def _select(form: QuizForm) -> list[str]:
    parts = [f"({_told(o.text)})" if o.right else _told(o.text) for o in form.options]
    return [f"[[ {' | '.join(parts)} ]]"]


def _rows(form: QuizForm) -> list[str]:
    rows = (f"{mark_of(form, row)} {one_line(row.text)}".rstrip() for row in form.options)
    return [column_line(form), *rows]


def _column(text: str) -> str:
    return f"({one_line(text)})" if "]" in text else f"[{one_line(text)}]"


def _told(text: str) -> str:
    return _TELLS.sub(r"\\\g<0>", one_line(text))


def one_line(text: str) -> str:
    """Write a text without line ends."""
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

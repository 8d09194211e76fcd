"""Write quizzes as HTML that our own script plays; without it, they still read well.

No form element is used and nothing runs by itself: marks are `role="radio"` or `"checkbox"` with
`tabindex`, actions are `role="button"`. `render.py` describes classes and data attributes.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from html import escape

from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from editor.markdown.syntax.quiz_lines import Entry, Written

Rule = Callable[[Sequence[Token], int, OptionsDict, EnvType], str]

_ROLES = {"single": "radiogroup", "multiple": "group", "text": "group", "select": "listbox"}
_ACTIONS = (("check", "Check"), ("hint", "Hint"), ("solution", "Show solution"))


def key_of(written: Written) -> str:
    """Encode what is right, so that it is not read by accident: Base64 of ASCII JSON."""
    entries = written.entries
    key: dict[str, object]
    if written.kind == "text":
        key = {"text": [entry.text for entry in entries]}
    elif written.kind in ("match", "order"):
        key = {"rows": [[n for n, cell in enumerate(entry.cells) if cell] for entry in entries]}
    else:
        key = {"right": [number for number, entry in enumerate(entries) if entry.right]}
    return base64.b64encode(json.dumps(key, separators=(",", ":")).encode()).decode()


def _opening(tokens: Sequence[Token], at: int, _options: OptionsDict, _env: EnvType) -> str:
    written: Written = tokens[at].meta["quiz"]
    settings = written.settings
    data = f' data-quiz="{written.kind}" data-score="{settings.score:g}"'
    if settings.tries is not None:
        data += f' data-tries="{settings.tries}"'
    if settings.pass_mark is not None:
        data += f' data-pass="{settings.pass_mark}"'
    data += ' data-shuffle=""' if settings.shuffle else ""
    data += ' data-scripted=""' if written.scripted else ""
    return f'<section class="quiz quiz-{written.kind}"{data} data-key="{key_of(written)}">\n'


def _options_open(tokens: Sequence[Token], at: int, _options: OptionsDict, _env: EnvType) -> str:
    meta = tokens[at].meta
    kind, label = meta["quiz"].kind, escape(" ".join(meta["question"].split())[:300])
    if kind == "match":
        return f'<table class="quiz-options" aria-label="{label}"><thead><tr><td></td>\n'
    if kind == "order":
        return f'<ol class="quiz-options" aria-label="{label}">\n'
    return f'<div class="quiz-options" role="{_ROLES[kind]}" aria-label="{label}">\n'


def _options_close(tokens: Sequence[Token], at: int, _options: OptionsDict, _env: EnvType) -> str:
    written: Written = tokens[at].meta["quiz"]
    ends = {"match": "</tbody></table>", "order": "</ol>"}.get(written.kind, "</div>")
    offered = {"check": True, "hint": bool(written.hints), "solution": True}
    buttons = "".join(
        f'<span class="quiz-button" role="button" tabindex="0" data-do="{name}">{words}</span>'
        for name, words in _ACTIONS
        if offered[name]
    )
    return (
        f'{ends}\n<div class="quiz-actions">{buttons}</div>\n'
        '<p class="quiz-result" role="status" hidden></p>\n'
    )


def _option_open(tokens: Sequence[Token], at: int, _options: OptionsDict, _env: EnvType) -> str:
    meta = tokens[at].meta
    number, kind = meta["number"], meta["quiz"].kind
    if kind == "text":
        return '<div class="quiz-entry" data-entry="text">'
    state = 'role="option" aria-selected="false"'
    if kind != "select":
        role = "radio" if kind == "single" else "checkbox"
        state = f'role="{role}" aria-checked="false"'
    return f'<div class="quiz-option" {state} tabindex="0" data-option="{number}">'


def _row_close(tokens: Sequence[Token], at: int, _options: OptionsDict, _env: EnvType) -> str:
    meta = tokens[at].meta
    entry: Entry = meta["entry"]
    role = "checkbox" if entry.many else "radio"
    marks = "".join(
        f'<td><span class="quiz-mark" role="{role}" aria-checked="false" tabindex="0"'
        f' data-column="{number}" aria-label="{escape(f"{entry.text}: {column}")}"></span></td>'
        for number, column in enumerate(meta["quiz"].columns)
    )
    return f"</th>{marks}</tr>\n"


def _row_open(tokens: Sequence[Token], at: int, _options: OptionsDict, _env: EnvType) -> str:
    number = tokens[at].meta["number"]
    head = "</tr></thead><tbody>\n" if number == 0 else ""
    return f'{head}<tr class="quiz-row" data-row="{number}"><th scope="row" dir="auto">'


def _item_open(tokens: Sequence[Token], at: int, _options: OptionsDict, _env: EnvType) -> str:
    number = tokens[at].meta["number"]
    return f'<li class="quiz-item" data-row="{number}"><span class="quiz-label" dir="auto">'


def _item_close(tokens: Sequence[Token], at: int, _options: OptionsDict, _env: EnvType) -> str:
    text = escape(tokens[at].meta["entry"].text)
    moves = "".join(
        f'<span class="quiz-move" role="button" tabindex="0" data-move="{step}"'
        f' aria-label="{words}: {text}">{sign}</span>'
        for step, words, sign in ((-1, "Move up", "\u2191"), (1, "Move down", "\u2193"))
    )
    return f"</span>{moves}</li>\n"


def _numbered(opening: str) -> Rule:
    def rule(tokens: Sequence[Token], at: int, _options: OptionsDict, _env: EnvType) -> str:
        return opening.format(tokens[at].meta["number"])

    return rule


def _fixed(text: str) -> Rule:
    def rule(_tokens: Sequence[Token], _at: int, _options: OptionsDict, _env: EnvType) -> str:
        return text

    return rule


RULES: dict[str, Rule] = {
    "quiz_open": _opening,
    "quiz_close": _fixed("</section>\n"),
    "quiz_question_open": _fixed('<div class="quiz-question" dir="auto">'),
    "quiz_question_close": _fixed("</div>\n"),
    "quiz_options_open": _options_open,
    "quiz_options_close": _options_close,
    "quiz_option_open": _option_open,
    "quiz_option_close": _fixed("</div>\n"),
    "quiz_label_open": _fixed('<div class="quiz-label" dir="auto">'),
    "quiz_label_close": _fixed("</div>"),
    "quiz_feedback_open": _numbered('<div class="quiz-feedback" data-for="{}" dir="auto" hidden>'),
    "quiz_feedback_close": _fixed("</div>\n"),
    "quiz_column_open": _fixed('<th scope="col" dir="auto">'),
    "quiz_column_close": _fixed("</th>"),
    "quiz_row_open": _row_open,
    "quiz_row_close": _row_close,
    "quiz_item_open": _item_open,
    "quiz_item_close": _item_close,
    "quiz_hint_open": _numbered('<div class="quiz-hint" data-hint="{}" dir="auto" hidden>'),
    "quiz_hint_close": _fixed("</div>\n"),
    "quiz_solution_open": _fixed('<div class="quiz-solution" hidden>\n'),
    "quiz_solution_close": _fixed("</div>\n"),
}

"""Teach markdown-it the quizzes: one block rule, placed before indented code."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from editor.markdown.syntax.quiz_lines import Entry, Written, read_quiz


@dataclass(slots=True)
class _StateLines:
    state: StateBlock
    end: int

    def text(self, line: int) -> str:
        state = self.state
        return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()

    def indent(self, line: int) -> int:
        return self.state.sCount[line]

    def inside(self, line: int) -> bool:
        return self.state.sCount[line] >= self.state.blkIndent


def quiz(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a whole quiz: settings, options, hints, solution."""
    first = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if not first.startswith(("[", "<!--", "- [", "* [", "+ [", "-[")):
        return False
    if state.sCount[start] < state.blkIndent:
        return False
    begins_item = bool(state.tokens) and state.tokens[-1].type == "list_item_open"
    written = read_quiz(_StateLines(state, end), start, breaks_in=silent or begins_item)
    if written is None:
        return False
    if not silent:
        _push(state, start, written)
    return True


def _push(state: StateBlock, start: int, written: Written) -> None:
    opening = state.push("quiz_open", "section", 1)
    opening.meta = {"quiz": written, "question": "", "gap": _blank_above(state, start)}
    opening.map = [start, written.end]
    state.push("quiz_options_open", "div", 1).meta = opening.meta
    if written.kind in ("match", "order"):
        _push_rows(state, written)
    else:
        for number, entry in enumerate(written.entries):
            _push_option(state, written, number, entry)
    state.push("quiz_options_close", "div", -1).meta = {"quiz": written}
    for number, (text, line) in enumerate(written.hints):
        _push_words(state, "quiz_hint", text, line, {"number": number})
    if written.solution:
        _push_solution(state, written.solution, state.sCount[start])
    state.push("quiz_close", "section", -1).meta = {"quiz": written}
    state.line = written.end


def _blank_above(state: StateBlock, start: int) -> int:
    line = start
    while line and state.isEmpty(line - 1):
        line -= 1
    return start - line


def _push_words(
    state: StateBlock, kind: str, text: str, line: int, meta: dict[str, object]
) -> None:
    state.push(f"{kind}_open", "div", 1).meta = meta
    words = state.push("inline", "", 0)
    words.content, words.map, words.children = text, [line, line + 1], []
    state.push(f"{kind}_close", "div", -1).meta = meta


def _push_option(state: StateBlock, written: Written, number: int, entry: Entry) -> None:
    meta: dict[str, object] = {"quiz": written, "number": number, "entry": entry}
    state.push("quiz_option_open", "div", 1).meta = meta
    if written.kind != "text":
        _push_words(state, "quiz_label", entry.text, entry.line, meta)
        if entry.body:
            _tokenize(state, *entry.body, indent=state.sCount[entry.body[0]])
    state.push("quiz_option_close", "div", -1).meta = meta
    if entry.feedback:
        text = "\n".join(entry.feedback)
        _push_words(state, "quiz_feedback", text, entry.line + 1, meta)


def _push_rows(state: StateBlock, written: Written) -> None:
    if written.kind == "order":
        for number in mixed(written.entries):
            entry = written.entries[number]
            meta: dict[str, object] = {"quiz": written, "number": number, "entry": entry}
            _push_words(state, "quiz_item", entry.text, entry.line, meta)
        return
    for number, column in enumerate(written.columns):
        line = written.begin
        _push_words(state, "quiz_column", column, line, {"quiz": written, "number": number})
    for number, entry in enumerate(written.entries):
        meta = {"quiz": written, "number": number, "entry": entry}
        _push_words(state, "quiz_row", entry.text, entry.line, meta)


def mixed(entries: list[Entry]) -> list[int]:
    """Give an order in which to show what is to be put in order: always the same, never right."""
    places = [entry.cells.index(True) if entry.right else 0 for entry in entries]
    shown = sorted(range(len(entries)), key=lambda n: sha256(entries[n].text.encode()).digest())
    in_order = [places[number] for number in shown]
    return shown[::-1] if in_order == sorted(in_order) else shown


def _push_solution(state: StateBlock, lines: tuple[int, int], indent: int) -> None:
    start, end = lines
    state.push("quiz_solution_open", "div", 1).map = [start, end]
    written = [state.sCount[line] for line in range(start, end) if not state.isEmpty(line)]
    _tokenize(state, start, end, indent=max(state.blkIndent, min([indent, *written])))
    state.push("quiz_solution_close", "div", -1)


def _tokenize(state: StateBlock, start: int, end: int, *, indent: int) -> None:
    line_max, blk_indent, parent = state.lineMax, state.blkIndent, state.parentType
    state.lineMax, state.blkIndent, state.parentType = end, indent, "container"
    state.md.block.tokenize(state, start, end)
    state.lineMax, state.blkIndent, state.parentType = line_max, blk_indent, parent


def adopt_questions(tokens: list[Token]) -> list[Token]:
    """Move the paragraph right above a quiz into it: it is the question."""
    if not any(token.type == "quiz_open" for token in tokens):
        return tokens
    out: list[Token] = []
    for token in tokens:
        if token.type == "quiz_open" and _follows_a_paragraph(token, out):
            last, words, first = out.pop(), out.pop(), out.pop()
            first.type, first.tag = "quiz_question_open", "div"
            last.type, last.tag = "quiz_question_close", "div"
            first.hidden = last.hidden = False
            token.meta["question"] = words.content
            if token.map and first.map:
                token.map[0] = first.map[0]
            out += [token, first, words, last]
        else:
            out.append(token)
    return out


def _follows_a_paragraph(quiz: Token, before: list[Token]) -> bool:
    """Say whether only blank lines, no definition either, stand between a paragraph and a quiz."""
    if len(before) < 3 or before[-1].type != "paragraph_close" or before[-1].level != quiz.level:
        return False
    if quiz.map is None or before[-3].map is None:
        return False
    return bool(before[-3].map[1] + quiz.meta["gap"] == quiz.map[0])


def _questions(state: StateCore) -> None:
    state.tokens = adopt_questions(state.tokens)


def quiz_plugin(md: MarkdownIt) -> None:
    """Add the rule, and the step that finds each quiz its question."""
    ends = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("code", "quiz", quiz, {"alt": ends})
    md.core.ruler.after("block", "questions", _questions)

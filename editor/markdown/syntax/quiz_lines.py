"""Read the lines of a quiz in LiaScript's syntax, without markdown-it and without HTML.

    <!-- data-max-trials="2" data-score="1" data-pass-mark="80" -->   settings, optional
    [( )] an option     [[ ]] an option     [[answer]]     [[a | (b) | c]]
        what to say to someone who picked it: an indented line
    [[left] [right]]    the columns of pairs; `data-order` makes them places in an order
    [ ( )   (X)   ] a row
    [[?]] a hint
    ****  the solution, in Markdown  ****

Options may begin with a list mark; all may be indented, also by four. No decision looks further
than the end of the quiz; before it is known to be one, than `MOST_LINES` for what spans lines, and
`MOST_WORDLESS` options without words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Protocol

from editor.markdown.syntax.quiz_settings import Settings, read_settings

MOST_LINES = 40
MOST_WORDLESS = 10
"""More options without words, and none with words before them, are no question."""
_BULLET = r"(?:[-+*][ \t]*)?"
_OPTION = re.compile(
    _BULLET + r"\[(?:\((?P<one>[ xX])\)|\[(?P<many>[ xX])\])\](?![(\[:])[ \t]*(?P<text>.*)$"
)
_HINT = re.compile(_BULLET + r"\[\[\?\]\][ \t]*(.*)$")
_OPEN = re.compile(r"\[(?:->)?\[")
_STARS = re.compile(r"\*{3,}$")
_HEADING = re.compile(r"#{1,6}(?:[ \t]|$)")
_CODE = re.compile(r"(`{3,}|~{3,})")
_CELL = re.compile(r"[ \t]*(?:\([ \t]*([xX]?)[ \t]*\)|\[[ \t]*([xX]?)[ \t]*\])[ \t]*")
_PIPE = re.compile(r"(?<!\\)\|")
_ESCAPED = re.compile(r"\\([|()\[\]@])")


class Lines(Protocol):
    """The lines that a quiz may stand in."""

    end: int

    def text(self, line: int) -> str:
        """Give a line without what it stands in and without white space at its ends."""

    def indent(self, line: int) -> int:
        """Count the columns before the text of a line."""

    def inside(self, line: int) -> bool:
        """Say whether the line still belongs to what the quiz stands in."""


@dataclass(slots=True)
class Entry:
    """One option or row as it is written; `cells` are the marks of a row of pairs."""

    text: str
    line: int
    right: bool = False
    many: bool = False
    cells: tuple[bool, ...] = ()
    feedback: list[str] = field(default_factory=list)
    body: tuple[int, int] | None = None


@dataclass(slots=True)
class Written:
    """A quiz as it is written: lines count from 0, ends are the line after."""

    kind: str
    begin: int
    settings: Settings
    entries: list[Entry] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    hints: list[tuple[str, int]] = field(default_factory=list)
    scripted: bool = False
    solution: tuple[int, int] | None = None
    closed: bool = True
    end: int = 0


def read_quiz(lines: Lines, start: int, *, breaks_in: bool = False) -> Written | None:
    """Read the quiz that begins at `start`, or None.

    `breaks_in` says that it would end a paragraph or begin a list item: words in double brackets
    there are a link to a page as often as a question, and stay words.
    """
    settings, first = read_settings(lines, start)
    if first >= lines.end or not lines.text(first).lstrip("-+* \t").startswith("["):
        return None
    quiz = Written("", first, settings)
    at = _choices(lines, first, quiz) or _pairs(lines, first, quiz)
    if not at and (not breaks_in or first > start):
        at = _words(lines, first, quiz)
    if not at:
        return None
    quiz.end = _after(lines, at, quiz)
    return quiz


def _next(lines: Lines, at: int) -> int:
    """Pass at most two blank lines."""
    for line in range(at, min(at + 3, lines.end)):
        if lines.text(line):
            return line if lines.inside(line) else lines.end
    return lines.end


def _choices(lines: Lines, at: int, quiz: Written) -> int | None:
    found = _OPTION.match(lines.text(at))
    many, worded = bool(found and found["many"]), False
    while found and bool(found["many"]) == many:
        mark = found["one"] or found["many"]
        entry = Entry(found["text"].strip(), at, right=mark in "xX", many=many)
        quiz.entries.append(entry)
        worded = worded or bool(entry.text)
        if not worded and len(quiz.entries) > MOST_WORDLESS:
            return None
        at = _under(lines, at, entry, found.start("text"))
        following = _next(lines, at)
        found = _OPTION.match(lines.text(following)) if following < lines.end else None
        if found and bool(found["many"]) == many:
            at = following
    quiz.kind = "multiple" if many else "single"
    return at if worded else None


def _under(lines: Lines, at: int, entry: Entry, width: int) -> int:
    """Read what is indented under an option: feedback; after a blank line, more of the option."""
    indent = lines.indent(at)
    at += 1
    while at < lines.end and lines.text(at) and lines.indent(at) > indent + 1:
        if not lines.inside(at) or _is_mark(lines.text(at)):
            return at
        entry.feedback.append(lines.text(at))
        at += 1
    begin = _next(lines, at)
    deep = indent + max(width, 6)
    if begin == at or begin >= lines.end or lines.indent(begin) < deep:
        return at
    if _is_mark(lines.text(begin)):
        return at
    end = begin
    for line in range(begin, lines.end):
        if not lines.text(line):
            continue
        if lines.indent(line) < deep or not lines.inside(line):
            break
        end = line + 1
    entry.body = (begin, end)
    return end


def _is_mark(text: str) -> bool:
    return bool(_OPTION.match(text) or _HINT.match(text) or _STARS.match(text))


def _pairs(lines: Lines, at: int, quiz: Written) -> int | None:
    columns = _columns(lines.text(at))
    if columns is None:
        return None
    at += 1
    while at < lines.end and lines.inside(at):
        row = _row(lines.text(at), at)
        if row is None:
            break
        quiz.entries.append(row)
        at += 1
    quiz.kind, quiz.columns = "order" if quiz.settings.order else "match", columns
    return at if quiz.entries else None


def _columns(text: str) -> list[str] | None:
    text = text.lstrip("-+* \t")
    if not text.startswith("[") or not text.endswith("]"):
        return None
    columns, at, end = [], 1, len(text) - 1
    while at < end:
        if text[at] in " \t":
            at += 1
            continue
        close = {"(": ")", "[": "]"}.get(text[at])
        stop = text.find(close, at + 1, end) if close else -1
        if stop < 0:
            return None
        columns.append(text[at + 1 : stop].strip())
        at = stop + 1
    return columns if len(columns) > 1 else None


def _row(text: str, line: int) -> Entry | None:
    text = text.lstrip("-+* \t")
    if not text.startswith("["):
        return None
    cells, at, many = [], 1, False
    while found := _CELL.match(text, at):
        cells.append(bool(found[1] or found[2]))
        many = many or found[2] is not None
        at = found.end()
    if len(cells) < 2 or not text.startswith("]", at):
        return None
    return Entry(text[at + 1 :].strip(), line, right=any(cells), many=many, cells=tuple(cells))


def _words(lines: Lines, at: int, quiz: Written) -> int | None:
    opened = _OPEN.match(lines.text(at))
    if not opened:
        return None
    written = lines.text(at)[opened.end() :]
    last = at
    while "]]" not in written:
        last += 1
        if (
            last >= min(lines.end, at + MOST_LINES)
            or not lines.inside(last)
            or not lines.text(last)
        ):
            return None
        written += "\n" + lines.text(last)
    if not written.endswith("]]") or "]]" in written[:-2]:
        return None
    parts = [part.strip() for part in _PIPE.split(written[:-2])]
    if len(parts) == 1 and opened[0] == "[[":
        return last + 1 if _answer(parts[0], at, quiz) else None
    for part in parts:
        right = part.startswith("(") and part.endswith(")") and not part.endswith("\\)")
        quiz.entries.append(Entry(_plain(part[1:-1] if right else part), at, right=right))
    known = len(parts) > 2 or last > at or any(entry.right for entry in quiz.entries)
    quiz.kind = "select"
    return last + 1 if known else None


def _answer(part: str, line: int, quiz: Written) -> bool:
    if part.strip("_ ") in ("", "?", "!", "x", "X") or part[0] == "[" or "\n" in part:
        return False
    quiz.kind = "text"
    quiz.entries.append(Entry(_plain(part), line, right=True))
    return True


def _plain(part: str) -> str:
    return _ESCAPED.sub(r"\1", part).strip()


def _after(lines: Lines, at: int, quiz: Written) -> int:
    """Read hints, the script that is not run, and the solution."""
    following = _next(lines, at)
    while following < lines.end and (found := _HINT.match(lines.text(following))):
        holder = Entry(found[1], following)
        at = _under(lines, following, holder, 6)
        quiz.hints.append((" ".join([holder.text, *holder.feedback]).strip(), following))
        following = _next(lines, at)
    at = _script(lines, at, quiz)
    if at >= lines.end or not lines.inside(at) or not _STARS.match(lines.text(at)):
        return at
    return _solution(lines, at, quiz)


def _script(lines: Lines, at: int, quiz: Written) -> int:
    if at >= lines.end or not lines.text(at).lower().startswith("<script"):
        return at
    quiz.scripted = True
    for line in range(at, lines.end):
        if "</script>" in lines.text(line).lower():
            return line + 1
    return lines.end


def _solution(lines: Lines, at: int, quiz: Written) -> int:
    """Find the end of a solution; unclosed, it ends before the next heading."""
    fence, line = "", at + 1
    while line < lines.end:
        text = lines.text(line)
        if text and not lines.inside(line):
            break
        marks = _CODE.match(text)
        if fence:
            fence = "" if marks and text.startswith(fence) and not text.strip(fence[0]) else fence
        elif marks:
            fence = marks[1]
        elif _STARS.match(text):
            quiz.solution = (at + 1, line)
            return line + 1
        elif _HEADING.match(text):
            break
        line += 1
    quiz.solution, quiz.closed = (at + 1, line), False
    return line

"""Cut the source of a question into its parts, so that a change leaves all others as they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import dedent

from editor.markdown.document import Document
from editor.markdown.quizzes import Quiz, quiz_of
from editor.markdown.syntax.quiz_lines import Written
from editor.writing.quiz.values import QuizForm

_HEAD = re.compile(r"[ \t]*(?:[-+*][ \t]+)?")


@dataclass(frozen=True)
class EntryLines:
    """An option or row: its line up to the text, its text, feedback, and what no form shows."""

    mark: str
    text: str
    feedback: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()

    @property
    def indent(self) -> str:
        """The blanks and the list mark that the line begins with."""
        found = _HEAD.match(self.mark)
        return found[0] if found else ""

    @property
    def lines(self) -> list[str]:
        """The lines as they stand."""
        return [self.mark + self.text, *self.feedback, *self.rest]


@dataclass(frozen=True)
class Source:
    """A question as it is written, line by line, with what its form shows.

    `body` is the line of columns, or the answer of a gap; `gaps` are the blank lines after each
    entry, which stay where they are when entries move; `program` is kept and never run.
    """

    form: QuizForm
    question: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    entries: tuple[EntryLines, ...] = ()
    gaps: tuple[tuple[str, ...], ...] = ()
    hints: tuple[tuple[str, ...], ...] = ()
    program: tuple[str, ...] = ()
    solution: tuple[str, ...] = ()

    @property
    def indent(self) -> str:
        """The blanks that the question's own lines begin with."""
        first = (self.body or tuple(self.entries[0].lines) or ("",))[0]
        return first[: len(first) - len(first.lstrip())]


def read_source(block: str) -> Source | None:
    """Read a block that is one whole question; None for anything else, or one never closed."""
    document = Document(block)
    if len(document.blocks) != 1 or document.blocks[0].kind != "quiz":
        return None
    token = document.blocks[0].tokens[0]
    written: Written = token.meta["quiz"]
    if not written.closed or (written.kind in ("text", "select") and written.scripted):
        return None
    return _cut(document.lines, written, quiz_of(token, document.lines, 0))


def _cut(lines: list[str], written: Written, quiz: Quiz) -> Source:
    comment = next((n for n, line in enumerate(lines[: written.begin]) if _opens(line)), None)
    first = written.begin if comment is None else comment
    hints = [line for _, line in written.hints]
    solution = written.solution[0] - 1 if written.solution else written.end
    after_hints = range(hints[-1] if hints else written.begin, solution)
    program = solution
    if written.scripted:
        program = next(n for n in after_hints if lines[n].strip().lower().startswith("<script"))
    tail = [*hints, program]
    plain = written.kind in ("text", "select")
    starts = [] if plain else [entry.line for entry in written.entries]
    body_end = starts[0] if starts else tail[0]
    entries: list[EntryLines] = []
    gaps: list[tuple[str, ...]] = []
    for number, entry in enumerate(written.entries if starts else ()):
        end = starts[number + 1] if number + 1 < len(starts) else tail[0]
        line = lines[entry.line].rstrip()
        cut = len(line) - len(entry.text)
        under = entry.line + 1 + len(entry.feedback)
        used = end
        while used > under and not lines[used - 1].strip():
            used -= 1
        gaps.append(tuple(lines[used:end]))
        entries.append(
            EntryLines(
                line[:cut],
                lines[entry.line][cut:],
                tuple(lines[entry.line + 1 : under]),
                tuple(lines[under:used]),
            )
        )
    return Source(
        _form(lines, quiz, written),
        tuple(lines[:first]),
        tuple(lines[first : written.begin]),
        tuple(lines[written.begin : body_end]),
        tuple(entries),
        tuple(gaps),
        tuple(tuple(lines[at:end]) for at, end in zip(hints, tail[1:], strict=True)),
        tuple(lines[program:solution]),
        tuple(lines[solution:]),
    )


def _opens(line: str) -> bool:
    return line.lstrip().startswith("<!--")


def _form(lines: list[str], quiz: Quiz, written: Written) -> QuizForm:
    first, last = written.solution or (0, 0)
    solution = dedent("\n".join(lines[first:last])).strip("\n")
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

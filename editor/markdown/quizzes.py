"""Know the kinds of quizzes, and read those of a lesson as values.

`KINDS` fixes each kind: how it is written, and what makes it whole. A plain LiaScript player
shows every one of them; an order is, to it, a table of places to tick.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from editor.markdown.document import Document
from editor.markdown.frontmatter import end_of
from editor.markdown.grammar import parser
from editor.markdown.pieces import cut
from editor.markdown.syntax.quiz_lines import Entry, Written
from editor.markdown.text import lines_of
from sync.model.language import mark


@dataclass(frozen=True)
class QuizKind:
    """A kind of quiz: its name for people, an example, how many options and right ones it needs."""

    name: str
    title: str
    example: str
    least_options: int = 1
    least_right: int = 1
    most_right: int | None = None


KINDS: dict[str, QuizKind] = {
    kind.name: kind
    for kind in (
        QuizKind("single", mark("One right"), "[( )] wrong\n[(X)] right", 2, most_right=1),
        QuizKind("multiple", mark("Several right"), "[[ ]] wrong\n[[X]] right\n[[X]] right too", 2),
        QuizKind("text", mark("Short text"), "[[answer]]"),
        QuizKind("select", mark("Choose from a list"), "[[ wrong | (right) | wrong too ]]", 2),
        QuizKind("match", mark("Pairs"), "[[left] [right]]\n[(X) ( )] this\n[( ) (X)] that"),
        QuizKind(
            "order",
            mark("Order"),
            "<!-- data-order -->\n[[1] [2]]\n[( ) (X)] the second\n[(X) ( )] the first",
            2,
        ),
    )
}


@dataclass(frozen=True)
class Option:
    """An option, or a row of pairs: then `places` are its right columns, from 0."""

    text: str
    right: bool
    feedback: str = ""
    places: tuple[int, ...] = ()


@dataclass(frozen=True)
class Quiz:
    """A quiz of a lesson, all texts in Markdown; `line` is where its options begin, from 0."""

    kind: str
    question: str
    options: tuple[Option, ...]
    hints: tuple[str, ...] = ()
    solution: str = ""
    tries: int | None = None
    score: float = 1.0
    pass_mark: int | None = None
    line: int = 0
    end: int = 0
    columns: tuple[str, ...] = ()
    scripted: bool = False
    closed: bool = True

    @property
    def right(self) -> tuple[Option, ...]:
        """Give what is right."""
        return tuple(option for option in self.options if option.right)


def quizzes(text: str) -> tuple[Quiz, ...]:
    """Read the quizzes of a lesson, in their order; its links and marks are not looked at."""
    lines = lines_of(text)
    head = end_of(lines)
    return tuple(
        quiz_of(token, lines, head)
        for piece in cut(parser(), lines)
        for token in piece.tokens
        if token.type == "quiz_open"
    )


def quizzes_of(document: Document) -> tuple[Quiz, ...]:
    """Read the quizzes of a parsed lesson."""
    return tuple(_quizzes(document))


def _quizzes(document: Document) -> Iterator[Quiz]:
    head = document.front_matter.lines
    for token in document.tokens():
        if token.type == "quiz_open":
            yield quiz_of(token, document.lines, head)


def quiz_of(token: Token, lines: list[str], head: int) -> Quiz:
    """Turn the opening token of a quiz into a value; `head` lines of front matter come first."""
    written: Written = token.meta["quiz"]
    start, end = written.solution or (0, 0)
    solution = "\n".join(line.strip() for line in lines[start + head : end + head]).strip()
    return Quiz(
        kind=written.kind,
        question=token.meta["question"],
        options=tuple(_option(entry) for entry in written.entries),
        hints=tuple(text for text, _ in written.hints),
        solution=solution,
        tries=written.settings.tries,
        score=written.settings.score,
        pass_mark=written.settings.pass_mark,
        line=written.begin + head,
        end=written.end + head,
        columns=tuple(written.columns),
        scripted=written.scripted,
        closed=written.closed,
    )


def _option(entry: Entry) -> Option:
    places = tuple(number for number, cell in enumerate(entry.cells) if cell)
    return Option(entry.text, entry.right, "\n".join(entry.feedback), places)

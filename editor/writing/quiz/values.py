"""What the form of a question shows, and what each new one begins with."""

from __future__ import annotations

from dataclasses import dataclass

from editor.markdown.quizzes import KINDS, Option


@dataclass(frozen=True)
class QuizForm:
    """A question, all texts in Markdown.

    `options` are the answers to choose from; of `text`, the one answer; of `match` and `order`,
    the rows, whose `places` count `columns` from 0. `tries` None means any number.
    """

    kind: str
    question: str
    options: tuple[Option, ...]
    columns: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    solution: str = ""
    tries: int | None = None
    score: float = 1.0
    pass_mark: int | None = None
    shuffle: bool = False


def choices(*texts: str, right: tuple[int, ...] = (0,)) -> tuple[Option, ...]:
    """Give options; those whose numbers are in `right` are."""
    return tuple(Option(text, number in right) for number, text in enumerate(texts))


def rows(*texts: str, places: tuple[int, ...]) -> tuple[Option, ...]:
    """Give rows with one right place each."""
    return tuple(
        Option(text, True, places=(place,)) for text, place in zip(texts, places, strict=True)
    )


def in_order(*texts: str) -> tuple[Option, ...]:
    """Give rows that are written in their right order."""
    return rows(*texts, places=tuple(range(len(texts))))


NEW = {
    "single": QuizForm(
        "single", "The question?", choices("The right answer", "Another answer", "One more")
    ),
    "multiple": QuizForm(
        "multiple",
        "The question?",
        choices("A right answer", "Another right answer", "A wrong one", right=(0, 1)),
    ),
    "text": QuizForm("text", "The question?", choices("the answer")),
    "select": QuizForm(
        "select", "The question?", choices("one", "the right one", "another", right=(1,))
    ),
    "match": QuizForm(
        "match",
        "What belongs where?",
        rows("This", "That", places=(0, 1)),
        columns=("One", "Other"),
    ),
    "order": QuizForm(
        "order",
        "In which order?",
        in_order("First", "Then", "Last"),
        columns=("1", "2", "3"),
    ),
}
"""Kind → what its form shows when it is new."""

assert NEW.keys() == KINDS.keys()

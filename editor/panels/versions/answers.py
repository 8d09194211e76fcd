"""Find questions whose right answer or pass mark changed: a change that must be loud."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from editor.markdown.quizzes import Option, Quiz, quizzes
from editor.panels.versions.values import AnswerOption
from sync.model.language import say, say_as

_SIGN = re.compile(r"(\[[(\[])\s*[xX]?\s*([)\]]\])")


@dataclass(frozen=True)
class AnswerChange:
    """A question whose right answer or pass mark changed; `number` counts from 1 in its lesson.

    `told` says it with the question's number, `head` without.
    """

    number: int
    line: int
    told: str
    head: str
    options: tuple[AnswerOption, ...] = ()

    @property
    def is_mark(self) -> bool:
        """Tell whether it is about the pass mark."""
        return not self.options


def answer_changes(before: str, after: str) -> tuple[AnswerChange, ...]:
    """Compare the questions of two texts of a lesson; it parses both, so not on the GUI thread."""
    if "[" not in before or "[" not in after:
        return ()
    new = quizzes(after)
    found: list[AnswerChange] = []
    for old, at in _paired(quizzes(before), new):
        found += _between(old, new[at], at + 1)
    return tuple(found)


def differs_only_in_answers(before: str, after: str) -> bool:
    """Tell whether two blocks are the same but for which options are ticked as right."""
    return before != after and _SIGN.sub(r"\1 \2", before) == _SIGN.sub(r"\1 \2", after)


def _paired(old: Sequence[Quiz], new: Sequence[Quiz]) -> Iterator[tuple[Quiz, int]]:
    """Pair questions by their words, and what is left by its place if there are as many."""
    taken: set[int] = set()
    rest: list[Quiz] = []
    for quiz in old:
        same = [n for n, other in enumerate(new) if n not in taken and _alike(quiz, other)]
        if same:
            taken.add(same[0])
            yield quiz, same[0]
        else:
            rest.append(quiz)
    free = [n for n in range(len(new)) if n not in taken]
    if len(rest) == len(free):
        yield from zip(rest, free, strict=True)


def _alike(one: Quiz, two: Quiz) -> bool:
    return one.kind == two.kind and one.question.split() == two.question.split()


def _between(old: Quiz, new: Quiz, number: int) -> Iterator[AnswerChange]:
    if _right(old) != _right(new) and old.kind == new.kind:
        was, now = _letters(old), _letters(new)
        told = say(
            "Question {number}: right answer {before} → {after}",
            number=number,
            before=was,
            after=now,
        )
        head = say("Right answer {before} → {after}", before=was, after=now)
        yield AnswerChange(number, new.line, told, head, tuple(_options(old, new)))
    if old.pass_mark != new.pass_mark:
        was, now = _per_cent(old.pass_mark), _per_cent(new.pass_mark)
        told = say("Pass mark {before} → {after}", before=was, after=now)
        yield AnswerChange(number, new.line, told, told)


def _per_cent(mark: float | None) -> str:
    return say_as("pass mark", "none") if mark is None else f"{mark} %"


def _right(quiz: Quiz) -> list[tuple[str, tuple[int, ...]]]:
    return [(" ".join(option.text.split()), option.places) for option in quiz.right]


def _letters(quiz: Quiz) -> str:
    """Name the right options: by letter, a typed answer by its text."""
    nothing = say_as("right answer", "none")
    if quiz.kind == "text":
        return " / ".join(f"“{option.text}”" for option in quiz.right) or nothing
    named = [_letter(n) for n, option in enumerate(quiz.options) if option.right]
    if quiz.kind in ("match", "order"):
        named = [str(1 + place) for option in quiz.options for place in option.places]
    return ", ".join(named) or nothing


def _letter(number: int) -> str:
    return chr(ord("A") + number) if number < 26 else str(number + 1)


def _options(old: Quiz, new: Quiz) -> Iterator[AnswerOption]:
    """List the options of today, with those that were right and are gone."""
    was = {" ".join(option.text.split()): option for option in old.options}
    for number, option in enumerate(new.options):
        before = was.pop(" ".join(option.text.split()), None)
        yield AnswerOption(_letter(number), option.text, _was_right(before, option), option.right)
    for gone in was.values():
        if gone.right:
            yield AnswerOption("–", gone.text, True, False)


def _was_right(before: Option | None, now: Option) -> bool:
    if before is None:
        return False
    return before.right and (before.places == now.places or not now.places)

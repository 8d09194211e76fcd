"""Find questions whose right answer or pass mark changed: a change that must be loud."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from editor.markdown.quizzes import Option, Quiz, quizzes
from sync.merge.compare import blocks
from sync.model.language import say, say_as

LONG = 4_000
"""Of longer texts only what may belong to a question is parsed."""

_SIGN = re.compile(r"(\[[(\[])\s*+(?:[xX]\s*+)?([)\]]\])")
TYPED = re.compile(r"^[ \t]*\[\[(?![ xX]?\]\])[^\[\]\n]+\]\][ \t]*$", re.M)
"""The line of an answer that is typed."""
_PASS_MARK = re.compile(r"(?<!\s)\s*+data-pass-mark\s*=\s*(\"[^\"]*\"|'[^']*'|\d+)")
_NOTHING = re.compile(r"<!--\s*-->\n?")
_OPENS = ("[(", "[[")
_AROUND = ("<", "-->", "***")
"""What a question may stand in, or end with."""


@dataclass(frozen=True)
class AnswerOption:
    """One option of a question whose right answer changed."""

    letter: str
    text: str
    was_right: bool
    is_right: bool


@dataclass(frozen=True)
class AnswerChange:
    """A question whose right answer or pass mark changed; `number` counts from 1 in its lesson.

    `line` is that of its options, from 0, in the text after. `before` and `after` name what was
    and is right ("B", "C"), or the pass marks.
    """

    number: int
    line: int
    before: str
    after: str
    options: tuple[AnswerOption, ...] = ()

    @property
    def is_mark(self) -> bool:
        """Tell whether it is about the pass mark."""
        return not self.options

    @property
    def head(self) -> str:
        """Say it, without the number of the question."""
        if self.is_mark:
            return say("Pass mark {before} → {after}", before=self.before, after=self.after)
        return say("Right answer {before} → {after}", before=self.before, after=self.after)

    @property
    def told(self) -> str:
        """Say it with the number of the question."""
        if self.is_mark:
            return self.head
        return say(
            "Question {number}: right answer {before} → {after}",
            number=self.number,
            before=self.before,
            after=self.after,
        )


def answer_changes(before: str, after: str) -> tuple[AnswerChange, ...]:
    """Compare the questions of two texts of a lesson; it parses both, so not on the GUI thread."""
    if before == after or "[" not in before or "[" not in after:
        return ()
    new = quizzes(_sketch(after))
    found: list[AnswerChange] = []
    for old, at in _paired(quizzes(_sketch(before)), new):
        found += _between(old, new[at], at + 1)
    return tuple(found)


def differs_only_in_answers(before: str, after: str) -> bool:
    """Tell whether two blocks are the same but for the options ticked, or for the pass mark."""
    return before != after and _without_answers(before) == _without_answers(after)


def _without_answers(block: str) -> str:
    marked = TYPED.sub("[[…]]", _SIGN.sub(r"\1 \2", block))
    return _NOTHING.sub("", _PASS_MARK.sub("", marked)).strip("\n")


def _sketch(text: str) -> str:
    """Leave blank lines of what cannot belong to a question; the others keep their numbers."""
    if len(text) < LONG:
        return text
    cut = blocks(text)
    asks = [any(sign in block.text for sign in _OPENS) for block in cut]
    out: list[str] = []
    for n, block in enumerate(cut):
        near = any(asks[max(0, n - 1) : n + 2])  # the question above, and what goes on below
        if n < 3 or near or any(sign in block.text for sign in _AROUND):
            out.append(block.text)
        else:
            out.append("\n" * block.text.count("\n"))
    return "".join(out)


def _paired(old: Sequence[Quiz], new: Sequence[Quiz]) -> Iterator[tuple[Quiz, int]]:
    """Pair questions by their words, and what is left by its place if there are as many."""
    alike: defaultdict[tuple[str, str], deque[int]] = defaultdict(deque)
    for n, quiz in enumerate(new):
        alike[_asked(quiz)].append(n)
    taken: set[int] = set()
    rest: list[Quiz] = []
    for quiz in old:
        same = alike[_asked(quiz)]
        if same:
            n = same.popleft()
            taken.add(n)
            yield quiz, n
        else:
            rest.append(quiz)
    free = [n for n in range(len(new)) if n not in taken]
    if len(rest) == len(free):
        yield from zip(rest, free, strict=True)


def _asked(quiz: Quiz) -> tuple[str, str]:
    return quiz.kind, " ".join(quiz.question.split())


def _between(old: Quiz, new: Quiz, number: int) -> Iterator[AnswerChange]:
    if _right(old) != _right(new) and old.kind == new.kind:
        was, now = _letters(old), _letters(new)
        if was == now or _is_lettered_anew(old, new):  # worded anew, or in another order
            was, now = _texts(old), _texts(new)
        yield AnswerChange(number, new.line, was, now, tuple(_options(old, new)))
    if old.pass_mark != new.pass_mark:
        was, now = _per_cent(old.pass_mark), _per_cent(new.pass_mark)
        yield AnswerChange(number, new.line, was, now)


def _is_lettered_anew(old: Quiz, new: Quiz) -> bool:
    """Tell whether a letter would mislead: an option that is or was right has another one now."""
    if old.kind not in ("single", "multiple") or not old.right or not new.right:
        return False
    before = {" ".join(one.text.split()): n for n, one in enumerate(old.options)}
    after = {" ".join(one.text.split()): n for n, one in enumerate(new.options)}
    right = {" ".join(one.text.split()) for one in (*old.right, *new.right)}
    return any(before[one] != after[one] for one in right & before.keys() & after.keys())


def _per_cent(mark: float | None) -> str:
    return say_as("pass mark", "none") if mark is None else f"{mark} %"


def _right(quiz: Quiz) -> list[tuple[str, tuple[int, ...]]]:
    """What is right, whatever order it stands in."""
    return sorted((" ".join(option.text.split()), option.places) for option in quiz.right)


def _texts(quiz: Quiz) -> str:
    return " / ".join(f"“{' '.join(option.text.split())}”" for option in quiz.right)


def _letters(quiz: Quiz) -> str:
    """Name the right options: by letter, a typed answer by its text."""
    nothing = say_as("right answer", "none")
    if quiz.kind == "text":
        return _texts(quiz) or nothing
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

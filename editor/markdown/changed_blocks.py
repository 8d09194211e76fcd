"""Find the blocks of a lesson that differ, and those that a changed right answer tells already."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from editor.markdown.right_answers import (
    TYPED,
    AnswerChange,
    answer_changes,
    differs_only_in_answers,
)
from sync.merge.compare import BlockChange, Run, changes

_HEADING = re.compile(r"(#{1,6})\s")
_PICTURE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")


@dataclass(frozen=True)
class ChangedBlock:
    """A block that differs, the line where it begins (from 0), and whether it need not be told."""

    change: BlockChange
    line: int
    is_told: bool


@dataclass(frozen=True)
class ChangedLesson:
    """All that differs between two texts of a lesson: right answers, and blocks from the top."""

    answers: tuple[AnswerChange, ...]
    blocks: tuple[ChangedBlock, ...]

    def block_of(self, answer: AnswerChange) -> BlockChange | None:
        """Find the lines that changed in which the options of a question stand."""
        return next((one.change for one in self.blocks if _holds(one, answer)), None)


def changed_lesson(before: str, after: str) -> ChangedLesson:
    """Compare two texts of a lesson; it parses both, so not on the GUI thread."""
    answers = answer_changes(before, after)
    found = list(_joined(changes(before, after)))
    blocks: list[ChangedBlock] = []
    line = at = 0
    for change in found:
        line += after.count("\n", at, change.at_after)
        at = change.at_after
        one = ChangedBlock(change, line, False)
        blocks.append(ChangedBlock(change, line, _is_told(one, answers)))
    return ChangedLesson(answers, tuple(blocks))


def _is_told(block: ChangedBlock, answers: Sequence[AnswerChange]) -> bool:
    """Tell whether nothing but a right answer or pass mark changed in it, that is told as such.

    The same signs in a code block are no question: there nothing is told of them.
    """
    change = block.change
    if not differs_only_in_answers(change.before, change.after):
        return False
    marks = "data-pass-mark" in change.before + change.after
    return any(_holds(block, one) or (one.is_mark and marks) for one in answers)


def _holds(block: ChangedBlock, answer: AnswerChange) -> bool:
    return block.line <= answer.line <= block.line + block.change.after.count("\n")


def _joined(found: Sequence[BlockChange]) -> Iterator[BlockChange]:
    """Take a heading, picture or answer that was replaced by another as one that changed."""
    last: BlockChange | None = None
    for change in found:
        if last is not None and _is_replaced(last, change):
            runs = (Run("gone", last.before), Run("new", change.after))
            change = BlockChange(
                "changed", last.before, change.after, runs, last.at_before, change.at_after
            )
            last = None
        if last is not None:
            yield last
        last = change
    if last is not None:
        yield last


def _is_replaced(one: BlockChange, two: BlockChange) -> bool:
    if (one.kind, two.kind) != ("removed", "added") or one.at_after != two.at_after:
        return False
    before, after = one.before.strip(), two.after.strip()
    heads = _HEADING.match(before), _HEADING.match(after)
    if heads[0] and heads[1]:
        return heads[0][1] == heads[1][1]
    return any(sign.fullmatch(before) and sign.fullmatch(after) for sign in (_PICTURE, TYPED))

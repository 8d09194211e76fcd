"""Find the blocks of a lesson that differ, and those that a changed right answer tells already."""

from __future__ import annotations

import re
from bisect import bisect_left
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
        at = bisect_left(self.blocks, answer.line, key=_last_line)
        found = at < len(self.blocks) and self.blocks[at].line <= answer.line
        return self.blocks[at].change if found else None


def changed_lesson(before: str, after: str) -> ChangedLesson:
    """Compare two texts of a lesson; it parses both, so not on the GUI thread."""
    answers = answer_changes(before, after)
    return ChangedLesson(answers, tuple(changed_blocks(before, after, answers)))


def changed_blocks(
    before: str, after: str, answers: Sequence[AnswerChange]
) -> Iterator[ChangedBlock]:
    """Find the blocks that differ, where it is known already which right answers do."""
    lines = sorted(one.line for one in answers)
    has_mark = any(one.is_mark for one in answers)
    line = at = 0
    for change in _joined(changes(before, after)):
        line += after.count("\n", at, change.at_after)
        at = change.at_after
        one = ChangedBlock(change, line, False)
        yield ChangedBlock(change, line, _is_told(one, lines, has_mark=has_mark))


def _is_told(block: ChangedBlock, lines: Sequence[int], *, has_mark: bool) -> bool:
    """Tell whether nothing but a right answer or pass mark changed in it, that is told as such.

    The same signs in a code block are no question: there nothing is told of them. `lines` are
    those of the answers that are told, in order; `has_mark` says whether a pass mark is.
    """
    change = block.change
    if not differs_only_in_answers(change.before, change.after):
        return False
    if has_mark and "data-pass-mark" in change.before + change.after:
        return True
    at = bisect_left(lines, block.line)
    return at < len(lines) and lines[at] <= _last_line(block)


def _last_line(block: ChangedBlock) -> int:
    return block.line + block.change.after.count("\n")


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

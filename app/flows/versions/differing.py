"""Tell two states of a course apart in rows: what matters most for learning stands first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from app.flows.versions.publishing import LessonDifference
from sync.model.ids import NodeId

if TYPE_CHECKING:
    from editor.markdown.right_answers import AnswerChange


class Row(NamedTuple):
    """One difference. Of a right answer or a pass mark: what was and is right, in which question.

    Else what `LessonDifference` says. `change` is the id that the comparison has for it.
    """

    lesson: NodeId
    title: str
    kind: str
    before: str
    after: str
    question: int = 0
    change: str = ""


KEYS = ("right-answer", "pass-mark")


def rows(found: Sequence[LessonDifference]) -> list[Row]:
    """List right answers, then pass marks, then all other differences in their order.

    A lesson in which nothing else changed is not told again as changed.
    """
    answers = {one.lesson: _answers(one) for one in found if one.kind == "changed"}
    keys = [
        row for one in found if one.kind == "changed" for row in _keys(one, answers[one.lesson])
    ]
    keys.sort(key=lambda row: KEYS.index(row.kind))
    told = {row.lesson for row in keys}
    rest = [
        Row(one.lesson, one.title, one.kind, one.before, one.after)
        for one in found
        if one.kind != "changed" or one.lesson not in told or not _is_told(one, answers[one.lesson])
    ]
    return keys + rest


def _answers(one: LessonDifference) -> Sequence[AnswerChange]:
    # imported late: most differences are of no question, and need no Markdown
    if "[" not in one.before or "[" not in one.after:
        return ()
    from editor.markdown.right_answers import answer_changes

    return answer_changes(one.before, one.after)


def _keys(one: LessonDifference, answers: Sequence[AnswerChange]) -> Iterator[Row]:
    for number, change in enumerate(answers):
        kind = "pass-mark" if change.is_mark else "right-answer"
        ident = f"{one.lesson}:answer:{number}"
        yield Row(one.lesson, one.title, kind, change.before, change.after, change.number, ident)


def _is_told(one: LessonDifference, answers: Sequence[AnswerChange]) -> bool:
    """Tell whether nothing but right answers and pass marks changed in a lesson."""
    from editor.markdown.changed_blocks import changed_blocks

    return all(block.is_told for block in changed_blocks(one.before, one.after, answers))

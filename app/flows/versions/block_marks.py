"""Which blocks of a lesson nobody has approved as they stand: new ones, and changed ones."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from app.flows.courses.gists import gists_of_states
from app.flows.versions.answer_changes import AnswerChanges
from app.flows.versions.contents import (
    answer_changes,
    contents_of,
    contents_of_all,
    prints_of,
)
from sync.model.approvals import IGNORED, Contents, LessonPrints, approvals, in_force
from sync.model.ids import FactId, NodeId
from sync.model.review import Verdict
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

_DRAFT = FactId("")
_MOST_WORDS = 80


@dataclass(frozen=True)
class BlockMark:
    """A block without anybody's approval; `line` counts from 0 in the lesson's text.

    `became` tells one that was changed since somebody approved it from one never approved.
    """

    line: int
    words: str
    became: Literal["new", "changed"]
    is_answer: bool = False


def blocks_not_approved(ws: Workspace, course: Course, lesson: NodeId) -> tuple[BlockMark, ...]:
    """List the blocks of today's lesson that no one who counts has approved, in the text's order.

    Whoever named a version does not count for it, nor whoever wrote an answer for its question.
    Nothing is listed before there is a version: nobody could have approved anything.
    """
    if not course.facts.versions:
        return ()
    today = ws.lessons.today(course.log, lesson)
    gists = gists_of_states(ws, course.log, {lesson: today.state})
    files = {path: file.sha for path, file in course.facts.files_now().items()}
    entries = course.outline.entries()
    changes = answer_changes(ws, course)
    texts = {lesson: today.state}
    here = prints_of(ws, course, entries, texts, files, gists, alone=True, changes=changes)
    return _marks(ws, course, _DRAFT, here, lesson, today.text, changes)


def blocks_not_approved_in(
    ws: Workspace, course: Course, version: FactId, lesson: NodeId, text: str
) -> tuple[BlockMark, ...]:
    """List the same of a lesson as it is in a version, where it reads `text`."""
    changes = answer_changes(ws, course)
    here = contents_of(ws, course, course.facts.versions[version], changes=changes)
    return _marks(ws, course, version, here, lesson, text, changes)


def _marks(
    ws: Workspace,
    course: Course,
    ident: FactId,
    here: Contents,
    lesson: NodeId,
    text: str,
    changes: AnswerChanges,
) -> tuple[BlockMark, ...]:
    from editor.markdown.fingerprints import blocks

    known = course.facts.versions
    verdicts = [
        one
        for each in course.facts.verdicts.values()
        for one in each
        if one.version in known and known[one.version].person != one.person
    ]
    contents = contents_of_all(ws, course, [one.version for one in verdicts], changes)
    given = approvals(ident, {**contents, ident: here}, verdicts)
    prints = here[lesson]
    left = {
        number
        for number, one in enumerate(prints.blocks)
        if one != IGNORED and not any(each.blocks[lesson][number] for each in given)
    }
    new = _never_approved(prints, _last_approved(course, contents, verdicts, lesson))
    answers = {right.block for right in prints.rights}
    return tuple(
        BlockMark(
            block.first_line,
            " ".join(block.text.split())[:_MOST_WORDS],
            "new" if number in new else "changed",
            number in answers,
        )
        for number, block in enumerate(blocks(text))
        if number in left
    )


def _last_approved(
    course: Course, contents: dict[FactId, Contents], verdicts: list[Verdict], lesson: NodeId
) -> LessonPrints | None:
    """Give the lesson as it was when somebody approved it last, by the versions' numbers."""
    standing = {one.version for each in in_force(verdicts).values() for one in each}
    found = [one for one in standing if one in contents and lesson in contents[one]]
    if not found:
        return None
    return contents[max(found, key=lambda one: (course.facts.versions[one].number, one))][lesson]


def _never_approved(now: LessonPrints, then: LessonPrints | None) -> set[int]:
    """List the blocks in whose place nothing stood that was approved."""
    if then is None:
        return set(range(len(now.blocks)))
    pairs = SequenceMatcher(None, then.blocks, now.blocks, autojunk=False).get_opcodes()
    return {
        number
        for kind, low, high, first, last in pairs
        for number in range(first, last)
        if kind == "insert" or (kind == "replace" and number - first >= high - low)
    }

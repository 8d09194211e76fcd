"""Which blocks of a lesson nobody has approved as they stand in a version."""

from __future__ import annotations

from app.flows.versions.block_marks import BlockMark
from app.flows.versions.contents import contents_of, contents_of_all
from app.shell.course.in_version import InVersion
from sync.model.approvals import IGNORED, approvals
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


def not_approved_in(ws: Workspace, course: Course, shown: InVersion) -> tuple[BlockMark, ...]:
    """List the blocks of a lesson in a version that no one who counts has approved.

    Whoever named a version does not count for it; lines count from 0 in the version's text.
    """
    from editor.markdown.fingerprints import blocks

    known, lesson, ident = course.facts.versions, shown.lesson, shown.version
    verdicts = [
        one
        for each in course.facts.verdicts.values()
        for one in each
        if one.version in known and known[one.version].person != one.person
    ]
    here = contents_of(ws, course, known[ident])
    contents = contents_of_all(ws, course, [one.version for one in verdicts])
    given = approvals(ident, {**contents, ident: here}, verdicts)
    prints = here[lesson]
    answers = {right.block for right in prints.rights}
    pairs = zip(blocks(shown.text), prints.blocks, strict=True)
    return tuple(
        BlockMark(block.first_line, " ".join(block.text.split())[:80], "new", number in answers)
        for number, (block, one) in enumerate(pairs)
        if one != IGNORED and not any(each.blocks[lesson][number] for each in given)
    )

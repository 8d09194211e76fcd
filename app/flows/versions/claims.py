"""Hold what a version says of its texts against what they say: whoever named it wrote anything.

Every laptop with the same facts finds the same. Blocks with pictures are left out, for those hang
on where the lesson's file lies today, and so are lessons out of which words were struck.
"""

from __future__ import annotations

from app.flows.courses.gists import gists_of_states
from app.flows.overlaps.unchecked import Hindrance
from editor.markdown.gist import Gist
from sync.model.approvals import LessonPrints, claimed
from sync.model.errors import NotFound
from sync.model.ids import NodeId
from sync.model.language import say
from sync.model.review import Version
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


def says_otherwise(ws: Workspace, course: Course, version: Version) -> tuple[NodeId, ...]:
    """List the lessons of which a version says what is not so; NotFound if a text is not here."""
    named = version.named
    gists = gists_of_states(ws, course.log, named.texts)
    said = claimed(named)
    return tuple(
        node
        for node, gist in gists.items()
        if not _tells(said[node], gist) and not ws.lessons.is_struck(course.log, node)
    )


def _tells(said: LessonPrints, gist: Gist) -> bool:
    if len(said.blocks) != len(gist.blocks):
        return False
    if any(len(p) == 1 and p[0] != one for p, one in zip(gist.blocks, said.blocks, strict=True)):
        return False
    asked = [(one.block, one.asks, one.options, one.right) for one in said.rights]
    return sorted(asked) == sorted(gist.questions)


def what_claims_hinder(ws: Workspace, course: Course, version: Version) -> list[Hindrance]:
    """Say which lesson a version tells otherwise than its text has it, and what to do."""
    titles = {entry.node: entry.title for entry in version.named.outline}
    try:
        untrue = says_otherwise(ws, course, version)
    except NotFound:
        why = say("A text that version {number} names is not here.", number=version.number)
        mend = say("Sync. If that does not bring it, publish today's draft as a new version.")
        return [Hindrance(why, mend)]
    return [
        Hindrance(
            say(
                "What version {number} says of “{lesson}” is not what its text holds.",
                number=version.number,
                lesson=titles.get(node, ""),
            ),
            say("Publish today's draft as a new version, and go on with that."),
            node,
        )
        for node in untrue
    ]

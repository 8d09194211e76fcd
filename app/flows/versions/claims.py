"""Hold what a version says of its texts against what they say: whoever named it wrote anything.

Every laptop with the same facts finds the same. Blocks with pictures are left out, for those hang
on where the lesson's file lies today, and so are lessons out of which words were struck.
"""

from __future__ import annotations

from contextlib import suppress

import msgspec

from app.flows.courses.gists import gists_of_states
from app.flows.overlaps.unchecked import Hindrance
from app.flows.versions.content_hash import is_named_truly
from editor.markdown.gist import RULES, Gist
from sync.model.approvals import LessonPrints, claimed
from sync.model.errors import NotFound
from sync.model.ids import NodeId, sha_of
from sync.model.language import say
from sync.model.review import Version
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


def says_otherwise(ws: Workspace, course: Course, version: Version) -> tuple[NodeId, ...]:
    """List the lessons of which a version says what is not so; NotFound if a text is not here.

    It is worked out once, and kept.
    """
    key = sha_of(f"claims {version.id} {len(course.facts.redactions)}")
    if kept := ws.store.gists.known({key}, RULES).get(key):
        with suppress(msgspec.DecodeError):
            return msgspec.json.decode(kept, type=tuple[NodeId, ...])
    found = _untrue(ws, course, version)
    ws.store.gists.keep({key: msgspec.json.encode(found).decode()}, RULES)
    return found


def _untrue(ws: Workspace, course: Course, version: Version) -> tuple[NodeId, ...]:
    texts = version.named.texts
    gists = gists_of_states(ws, course.log, texts)
    said = claimed(version.named)
    return tuple(
        node
        for node, gist in gists.items()
        if not ws.lessons.is_struck(course.log, node)
        and not (
            _tells(said[node], gist)
            and sha_of(ws.lessons.text_at(course.log, node, texts[node])) == texts[node].sha
        )
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
    anew = say("Publish today's draft as a new version, and go on with that.")
    if not course.facts.redactions and not is_named_truly(version.named):
        why = say(
            "The hash of version {number} is not the one of what it holds.", number=version.number
        )
        return [Hindrance(why, anew)]
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
            anew,
            node,
        )
        for node in untrue
    ]

"""What versions hold, as the server can verify it: read anew from the revisions that it has.

Whoever named a version wrote its fingerprints, and may have written anything. The server itself
reads no Markdown: it is given a reader. What was not read keeps an approval only as long as its
very revisions and all files are the same, and counts as a question whatever it says of itself.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from sync.model.approvals import LessonPrints, claimed
from sync.model.facts import Fact
from sync.model.ids import FactId, LogId, NodeId, Sha, sha_of
from sync.model.payloads import VersionNamed
from sync.model.right_answers import RightAnswer

Read = Mapping[FactId, Mapping[NodeId, LessonPrints]]
MOST_READ = 2_000
"""In a longer course only lessons whose revisions differ among the versions are read."""
OF_READING = frozenset(
    {
        "text.revised",
        "suggestion.made",
        "suggestion.decided",
        "overlap.confirmed",
        "content.redacted",
        "lesson.form",
        "version.named",
    }
)
"""The kinds of facts that a lesson's text, its place and its writers are read from, and in which
versions something else was right."""


@dataclass(frozen=True)
class ToRead:
    """Lessons of some versions of one log, and the facts of `OF_READING` to read them from."""

    log: LogId
    versions: Mapping[FactId, VersionNamed]
    lessons: frozenset[NodeId]
    facts: Sequence[Fact]


Reader = Callable[[ToRead], Read]
"""Reads what it can: a lesson that it cannot read is left out."""


def nothing_read(_: ToRead) -> Read:
    """Read nothing, as a server does that was given no reader."""
    return {}


def lessons_to_read(versions: Collection[VersionNamed]) -> frozenset[NodeId]:
    """List the lessons to read: all, in a long course those that differ among the versions."""
    every = {node for named in versions for node in named.texts}
    if len(every) <= MOST_READ:
        return frozenset(every)
    signs = [_sign(named, every) for named in versions]
    return frozenset(n for n in every if len(signs) == 1 or len({one[n] for one in signs}) > 1)


def verified(versions: Mapping[FactId, VersionNamed], read: Read) -> Read:
    """Say what each version holds; a lesson goes by what was read if it was in all of them."""
    every = {node for named in versions.values() for node in named.texts}
    known = {
        node
        for node in every
        if all(
            node in read.get(ident, {}) for ident, named in versions.items() if node in named.texts
        )
    }
    found: dict[FactId, dict[NodeId, LessonPrints]] = {}
    for ident, named in versions.items():
        said, sign = claimed(named), _sign(named, every)
        found[ident] = {
            node: read[ident][node] if node in known else _bound(said[node], sign[node])
            for node in named.texts
        }
    return found


def _sign(named: VersionNamed, lessons: Collection[NodeId]) -> dict[NodeId, Sha]:
    """Tell a lesson's text by its revisions: the hash in a state is only what its writer says."""
    files = " ".join(f"{path}:{sha}" for path, sha in sorted(named.files.items()))
    return {
        node: sha_of(" ".join(sorted(named.texts[node].heads)) + "\n" + files)
        if node in named.texts
        else Sha("")
        for node in lessons
    }


def _bound(said: LessonPrints, sign: Sha) -> LessonPrints:
    """Bind what a version says of a lesson to its revisions, and let all of it be a question."""
    blocks = (*(f"{one}@{sign}" for one in said.blocks), f"all@{sign}")
    whole = RightAnswer(len(said.blocks), sign, sign, sign)
    return LessonPrints(blocks, (*said.rights, whole))

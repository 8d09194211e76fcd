"""The hash of all that a version holds, which also names it: outline, texts, files."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from sync.model.ids import NodeId, Sha, sha_of
from sync.model.payloads import VersionNamed
from sync.model.states import TextState
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


def content_hash(outline: Sha, texts: Mapping[NodeId, TextState], files: Mapping[str, Sha]) -> Sha:
    """Hash what a version holds; `outline` is the hash of its outline."""
    parts = [outline, *(f"{node}:{state.sha}" for node, state in sorted(texts.items()))]
    parts += [f"{path}:{sha}" for path, sha in sorted(files.items())]
    return sha_of("\n".join(parts))


def is_named_truly(named: VersionNamed) -> bool:
    """Tell whether a version's hashes are those of the outline, texts and files that it names."""
    outline = sha_of(msgspec.json.encode(named.outline))
    whole = content_hash(outline, named.texts, named.files)
    return (outline, whole) == (named.outline_hash, named.content_hash)


def drafts_of(ws: Workspace, course: Course) -> dict[NodeId, TextState]:
    """Give the text state of each lesson; one in which nobody wrote has an empty text."""
    drafts = ws.store.drafts.all(course.log)
    return {
        lesson.id: drafts[lesson.id].state if lesson.id in drafts else TextState((), sha_of(""))
        for lesson in course.outline.lessons()
    }

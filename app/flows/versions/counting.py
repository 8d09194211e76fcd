"""Count what changed between a version and today's draft, as a comparison of the two lists it."""

from __future__ import annotations

from app.flows.versions.publishing import CourseState, difference, state_of_draft
from editor.panels.versions.telling import changes_in
from sync.model.errors import NotFound
from sync.model.ids import LogId, NodeId, Sha, sha_of
from sync.model.review import Version
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


class SinceVersions:
    """Counts for one course; what was counted between two texts of a lesson is kept."""

    def __init__(self) -> None:
        self._known: dict[tuple[NodeId, Sha, Sha], int] = {}
        self._draft = CourseState((), {})
        self._shas: dict[NodeId, Sha] = {}

    def read_draft(self, ws: Workspace, course: Course) -> None:
        """Read today's draft, which versions are counted against from now on."""
        self._draft = state_of_draft(ws, course)
        self._shas = {node: sha_of(text) for node, text in self._draft.texts.items()}

    def count(self, ws: Workspace, log: LogId, version: Version) -> int | None:
        """Count the changes since a version of this log; None if a text of it did not come yet."""
        was = CourseState(version.named.outline, {})
        count = len(difference(was, CourseState(self._draft.outline, {})))
        try:
            for node, state in version.named.texts.items():
                now = self._shas.get(node, state.sha)
                if now != state.sha:
                    count += self._count_in(ws, log, node, version, now)
        except NotFound:
            return None
        return count

    def _count_in(
        self, ws: Workspace, log: LogId, lesson: NodeId, version: Version, now: Sha
    ) -> int:
        state = version.named.texts[lesson]
        key = (lesson, state.sha, now)
        if key not in self._known:
            before = ws.lessons.text_at(log, lesson, state)
            self._known[key] = changes_in(before, self._draft.texts[lesson])
        return self._known[key]

"""Search courses, lessons and comments, as you type."""

from __future__ import annotations

from sync.store.search import Hit
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


def search(ws: Workspace, query: str, course: Course | None = None, limit: int = 50) -> list[Hit]:
    """Find what people wrote, best first; what changed since the last search is indexed first."""
    ws.store.search.refresh()
    return ws.store.search.find(query, course=course.id if course else None, limit=limit)

"""Which page of the help is for where the person is; and finding it in the help course."""

from __future__ import annotations

from app.flows.helping import open_help
from app.flows.lesson_paths import paths_of
from app.shell.course_page import OVERLAPS, PLAY, REVIEW, VERSIONS, WRITE
from sync.model.ids import CourseId, NodeId
from sync.workspace.opening import Workspace

KEYS, OUTLINE, COMMENTS = "keys", "outline", "comments"
HELP_PAGES = {
    "home": "1 First steps/2-your-first-ten-minutes.md",
    "library": "4 Files/1-in-and-out.md",
    "search": "2 Write/6-find-and-templates.md",
    "backups": "6 When something goes wrong/2-offline-full-damaged.md",
    "receipts": "3 Work together/1-spaces-and-syncing.md",
    KEYS: "1 First steps/5-keys.md",
    OUTLINE: "2 Write/4-the-outline.md",
    COMMENTS: "3 Work together/3-comments-and-suggestions.md",
    WRITE: "2 Write/1-text.md",
    REVIEW: "3 Work together/4-versions-review-release.md",
    VERSIONS: "3 Work together/4-versions-review-release.md",
    OVERLAPS: "3 Work together/2-overlaps.md",
    PLAY: "2 Write/3-questions.md",
}
"""Paths below the folder of the help, by the place."""


def find_help(ws: Workspace, place: str) -> tuple[CourseId, NodeId | None]:
    """Bring the help in, and find the page for a place; its first page for one without."""
    ident = open_help(ws)
    course = ws.courses.at(ident)
    wanted = HELP_PAGES.get(place)
    page = next((node for node, path in paths_of(course).items() if path == wanted), None)
    return ident, page

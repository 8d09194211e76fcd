"""The names of a course's pages, for those who lead there and need not know the pages."""

from __future__ import annotations

WRITE, REVIEW, VERSIONS, PLAY = "Write", "Review", "Versions", "Play"
OVERLAPS = "overlaps"

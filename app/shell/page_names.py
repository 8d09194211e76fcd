"""The names of a course's pages, for those who lead there and need not know the pages."""

from __future__ import annotations

from sync.model.language import mark

WRITE, REVIEW, VERSIONS, PLAY = mark("Write"), mark("Review"), mark("Versions"), mark("Play")
OVERLAPS = "overlaps"

"""Which page of the help is for where the person is; and finding it in the help course."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.flows.beginning.helping import open_help
from app.flows.courses.lesson_paths import paths_of
from app.shell.course.course_page import OVERLAPS, PLAY, REVIEW, VERSIONS, WRITE
from sync.model.ids import CourseId, NodeId
from sync.workspace.opening import Workspace

FIRST, WRITING, TOGETHER = "1 First steps", "2 Write", "3 Work together"
FILES, WRONG = "4 Files", "6 When something goes wrong"
KEYS, OUTLINE, COMMENTS = "keys", "outline", "comments"


@dataclass(frozen=True)
class HelpPage:
    """A page of the help, by its path below the folder, and the heading on it that fits."""

    path: str
    heading: str = ""


_KEYS = HelpPage(f"{FIRST}/7-keys.md")
_HOME = HelpPage(f"{FIRST}/3-home.md")
_OUTLINE = HelpPage(f"{WRITING}/7-the-outline.md")
_TALK = HelpPage(f"{TOGETHER}/3-comments-and-suggestions.md")
_VERSIONS = f"{TOGETHER}/4-versions-review-release.md"
_TROUBLE = HelpPage(f"{WRONG}/2-offline-full-damaged.md")

HELP_PAGES = {
    "home": _HOME,
    "library": HelpPage(f"{FIRST}/3-home.md", "Library"),
    "search": HelpPage(f"{FIRST}/5-find-anything.md", "Search in all texts: Ctrl+Shift+F"),
    "settings": HelpPage(f"{FIRST}/8-settings.md"),
    "backups": HelpPage(f"{WRONG}/3-backups.md"),
    "receipts": HelpPage(f"{TOGETHER}/5-what-came-and-went.md"),
    "since": HelpPage(f"{TOGETHER}/5-what-came-and-went.md", "Since you were last here"),
    "replace": HelpPage(f"{WRITING}/10-find-and-replace.md", "In the whole course"),
    "media": HelpPage(f"{WRITING}/5-pictures-and-media.md", "The page of files"),
    "templates": HelpPage(f"{WRITING}/14-templates.md"),
    "redact": HelpPage(f"{WRONG}/4-take-out-a-secret.md"),
    KEYS: _KEYS,
    OUTLINE: _OUTLINE,
    COMMENTS: _TALK,
    WRITE: HelpPage(f"{WRITING}/1-text.md"),
    REVIEW: HelpPage(_VERSIONS, "Review"),
    "policy": HelpPage(_VERSIONS, "What is enough"),
    VERSIONS: HelpPage(_VERSIONS, "Compare"),
    OVERLAPS: HelpPage(f"{TOGETHER}/2-overlaps.md"),
    PLAY: HelpPage(f"{WRITING}/11-preview.md"),
}
"""Pages by the page of the window that is on show."""

_PANELS = "editor.panels."
HELP_OF_PANELS = {
    "asking": HelpPage(_VERSIONS, "Ask for a review"),
    "policy": HELP_PAGES["policy"],
    "backups": HELP_PAGES["backups"],
    "checks": HelpPage(f"{WRITING}/8-checks.md"),
    "comments": HelpPage(_TALK.path, "Comments"),
    "comments.suggestion_card": HelpPage(_TALK.path, "Suggestions"),
    "comments.suggestion_composer": HelpPage(_TALK.path, "Suggestions"),
    "comments.overlap_card": HELP_PAGES[OVERLAPS],
    "forms.quiz_answers": HelpPage(f"{WRITING}/3-questions.md", "The form"),
    "forms.quiz_form": HelpPage(f"{WRITING}/3-questions.md", "The form"),
    "forms.quiz_rows": HelpPage(f"{WRITING}/3-questions.md", "The form"),
    "forms.quiz_settings": HelpPage(f"{WRITING}/3-questions.md", "The form"),
    "forms.table_cells": HelpPage(f"{WRITING}/4-tables.md", "In the grid"),
    "forms.table_form": HelpPage(f"{WRITING}/4-tables.md", "In the grid"),
    "forms.table_view": HelpPage(f"{WRITING}/4-tables.md", "In the grid"),
    "forms": HelpPage(f"{WRITING}/2-toolbar-and-insert.md", "The insert list"),
    "home": _HOME,
    "home.connect_card": HelpPage(f"{TOGETHER}/1-spaces-and-syncing.md"),
    "home.first_start": HelpPage(f"{FIRST}/2-your-first-ten-minutes.md"),
    "home.guide_line": HelpPage(
        f"{FIRST}/2-your-first-ten-minutes.md", "Try six things in the sample course"
    ),
    "home.library_panel": HELP_PAGES["library"],
    "home.new_course": HelpPage(f"{FIRST}/3-home.md", "A course of your own"),
    "home.trouble_page": _TROUBLE,
    "identity": HelpPage(f"{TOGETHER}/1-spaces-and-syncing.md", "When another server answers"),
    "jump.keys": _KEYS,
    "jump": HelpPage(f"{FIRST}/5-find-anything.md", "Go somewhere by name: Ctrl+K"),
    "media": HELP_PAGES["media"],
    "media.alt_bar": HelpPage(f"{WRITING}/5-pictures-and-media.md", "Put one in"),
    "outline": _OUTLINE,
    "overlaps": HELP_PAGES[OVERLAPS],
    "preview": HELP_PAGES[PLAY],
    "publish": HelpPage(_VERSIONS, "Publish"),
    "receipts": HELP_PAGES["receipts"],
    "since": HELP_PAGES["since"],
    "waiting": HelpPage(f"{TOGETHER}/1-spaces-and-syncing.md", "When others write in your lesson"),
    "redact": HELP_PAGES["redact"],
    "replace": HELP_PAGES["replace"],
    "review": HELP_PAGES[REVIEW],
    "search": HELP_PAGES["search"],
    "settings": HELP_PAGES["settings"],
    "settings.appearance": HelpPage(f"{FIRST}/8-settings.md", "Appearance"),
    "settings.beginning": HelpPage(f"{FIRST}/8-settings.md", "Beginning"),
    "settings.spelling": HelpPage(f"{FIRST}/8-settings.md", "Spelling"),
    "settings.keys": HelpPage(f"{FIRST}/8-settings.md", "Keys"),
    "settings.key_line": HelpPage(f"{FIRST}/8-settings.md", "Keys"),
    "settings.about": HelpPage(f"{FIRST}/8-settings.md", "About"),
    "settings.language": HelpPage(f"{FIRST}/8-settings.md", "Language"),
    "settings.places": HelpPage(f"{FIRST}/8-settings.md", "Where things are kept"),
    "settings.preview": HelpPage(f"{FIRST}/8-settings.md", "Preview"),
    "source": HELP_PAGES[WRITE],
    "source.find_bar": HelpPage(f"{WRITING}/10-find-and-replace.md", "In this lesson"),
    "source.palette": HelpPage(f"{WRITING}/2-toolbar-and-insert.md", "The insert list"),
    "source.toolbar": HelpPage(f"{WRITING}/2-toolbar-and-insert.md", "The toolbar"),
    "templates": HelpPage(f"{WRITING}/14-templates.md"),
    "versions": HELP_PAGES[VERSIONS],
}
"""Pages by the room, or the file, that the part of the window with the focus comes from."""

PARTS = ("kit", "cards")
"""Rooms whose widgets are parts of others: what they are in tells the page."""


def page_of(widget: QWidget | None) -> HelpPage | None:
    """Find the page for the part of the window that a widget is in, the nearest first."""
    for one in _outwards(widget):
        page = page_of_module(type(one).__module__)
        if page is not None:
            return page
    return None


def page_of_module(module: str) -> HelpPage | None:
    """Find the page for the widgets of one module; None for one outside the panels."""
    if not module.startswith(_PANELS):
        return None
    room, _, file = module.removeprefix(_PANELS).partition(".")
    return HELP_OF_PANELS.get(f"{room}.{file}") or HELP_OF_PANELS.get(room)


def find_help(ws: Workspace, page: HelpPage | None) -> tuple[CourseId, NodeId | None, int]:
    """Bring the help in; find a page and the line of its heading, or its first page for none."""
    ident = open_help(ws)
    course = ws.courses.at(ident)
    if page is None:
        return ident, None, 0
    node = next((node for node, path in paths_of(course).items() if path == page.path), None)
    line = line_of(ws.lessons.today(course.log, node).text, page.heading) if node else 0
    return ident, node, line


def line_of(text: str, heading: str) -> int:
    """Give the line, from 0, of a heading; 0 if there is none."""
    lines = text.split("\n")
    found = (n for n, line in enumerate(lines) if heading and line.lstrip("# ") == heading)
    return next((n for n in found if lines[n].startswith("#")), 0)


def _outwards(widget: QWidget | None) -> Iterator[QWidget]:
    while widget is not None:
        yield widget
        widget = widget.parentWidget()

"""The one table of what the window can do: name, words, sign, keys, and the group it is in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class WindowCommand:
    """A thing that the window can do from anywhere; the composition binds it to what does it.

    `in_course` ones need an open course. `words` are other words that people may look for.
    One that is not `offered` has its key alone: it would be no use in the jump field.
    """

    name: str
    title: str
    icon: str
    group: str
    keys: str = ""
    in_course: bool = False
    offered: bool = True
    words: str = ""


ANYWHERE, COURSE, LOOK_AT, WORK = "Anywhere", "Open and make", "In a course", "With others"

WINDOW_COMMANDS = (
    WindowCommand("jump", "Search or jump", "search", ANYWHERE, "Ctrl+K", offered=False),
    WindowCommand(
        "search-texts", "Search in all texts", "file-text", ANYWHERE, "Ctrl+Shift+F",
        words="find full text",
    ),
    WindowCommand("next-pane", "Next part of the window", "panel-right", ANYWHERE, "F6",
                  offered=False),
    WindowCommand("previous-pane", "Part of the window before", "panel-left", ANYWHERE,
                  "Shift+F6", offered=False),
    WindowCommand("help", "Help for where you are", "life-buoy", ANYWHERE, "F1", words="manual"),
    WindowCommand("keys", "All keys", "keyboard", ANYWHERE, "Ctrl+/", words="shortcuts keyboard"),
    WindowCommand(
        "settings", "Settings", "settings", ANYWHERE, "Ctrl+,",
        words="preferences options theme dark light contrast text size font keys shortcuts",
    ),
    WindowCommand(
        "backups", "Backups", "archive-restore", ANYWHERE,
        words="bring back restore recover lost earlier",
    ),
    WindowCommand("text-larger", "Larger text", "zoom-in", ANYWHERE, "Ctrl++", words="zoom size"),
    WindowCommand("text-smaller", "Smaller text", "zoom-out", ANYWHERE, "Ctrl+-",
                  words="zoom size"),
    WindowCommand("text-usual", "Usual size of text", "type", ANYWHERE, "Ctrl+0",
                  words="zoom reset 100"),
    WindowCommand("home", "Go home", "house", ANYWHERE, words="start overview"),
    WindowCommand("library", "Library", "library", ANYWHERE, words="courses shelf"),
    WindowCommand("new-course", "New course", "file-plus", COURSE, "Ctrl+N", words="create"),
    WindowCommand(
        "open-folder", "Open a folder", "folder-open", COURSE, "Ctrl+O",
        words="import markdown bring in",
    ),
    WindowCommand(
        "export-html", "Export as web pages…", "file-output", COURSE, in_course=True,
        words="html site save",
    ),
    WindowCommand(
        "export-folder", "Export as a folder of Markdown…", "folder-output", COURSE,
        in_course=True, words="files save",
    ),
    WindowCommand(
        "play-outside", "Play in the browser", "external-link", COURSE, in_course=True,
        words="quiz try learner",
    ),
    WindowCommand(
        "media", "Media of this course", "image", COURSE, in_course=True,
        words="pictures files sounds films attachments unused replace size alt text",
    ),
    WindowCommand(
        "redact", "Take out a secret…", "eye-off", COURSE, in_course=True,
        words="redact password remove for good strike privacy name",
    ),
    WindowCommand(
        "lesson-from-template", "New lesson from a template…", "layout-template", COURSE,
        in_course=True, words="add procedure case quiz",
    ),
    WindowCommand(
        "keep-template", "Save this lesson as a template", "star", COURSE, in_course=True,
        words="keep reuse",
    ),
    WindowCommand(
        "snippet", "Insert a snippet…", "layout-template", COURSE, in_course=True,
        words="block steps practice key points",
    ),
    WindowCommand(
        "keep-snippet", "Save what is selected as a snippet", "star", COURSE, in_course=True,
        words="keep reuse words block",
    ),
    WindowCommand(
        "keep-course", "Save this course as a template", "star", COURSE, in_course=True,
        words="keep reuse copy",
    ),
    WindowCommand(
        "templates", "Templates and snippets", "layout-template", COURSE,
        words="rename delete own kept",
    ),
    WindowCommand("write", "Write", "pen-line", LOOK_AT, in_course=True, words="edit"),
    WindowCommand("review", "Review", "badge-check", LOOK_AT, in_course=True, words="comments"),
    WindowCommand(
        "versions", "Versions", "history", LOOK_AT, in_course=True, words="history compare diff"
    ),
    WindowCommand("play", "Play as a learner", "play", LOOK_AT, in_course=True, words="quiz try"),
    WindowCommand(
        "outline", "Show or hide the outline", "panel-left", LOOK_AT, "Ctrl+1", in_course=True,
        words="toggle side bar",
    ),
    WindowCommand("to-text", "Go to the text", "pen-line", LOOK_AT, "Ctrl+2", True, False),
    WindowCommand("to-preview", "Go to the preview", "eye", LOOK_AT, "Ctrl+3", True, False),
    WindowCommand(
        "to-comments", "Go to the comments", "message-square", LOOK_AT, "Ctrl+4", True, False
    ),
    WindowCommand(
        "focus", "Only the text", "eye-off", LOOK_AT, "F11", in_course=True,
        words="focus mode calm distraction free zen dim full",
    ),
    WindowCommand(
        "typewriter", "Keep the line in the middle", "separator-horizontal", LOOK_AT, "F9",
        in_course=True, words="typewriter mode scroll centre",
    ),
    WindowCommand(
        "split", "Preview beside or below the text", "split", LOOK_AT, "Ctrl+\\",
        in_course=True, words="layout stacked side left right orientation",
    ),
    WindowCommand(
        "spelling-next", "Next word that may be misspelled", "languages", LOOK_AT, "F7",
        in_course=True, words="spelling check typo suggestion",
    ),
    WindowCommand(
        "spelling-languages", "Languages of this course…", "languages", LOOK_AT, in_course=True,
        words="spelling dictionary check",
    ),
    WindowCommand(
        "next-open", "Next open thing", "arrow-right", LOOK_AT, "F8", in_course=True,
        words="overlap check",
    ),
    WindowCommand(
        "previous-open", "Open thing before", "arrow-left", LOOK_AT, "Shift+F8", in_course=True,
        words="overlap check",
    ),
    WindowCommand(
        "checks", "What is worth a look", "list-checks", LOOK_AT, "Ctrl+Shift+L", in_course=True,
        words="checks problems advice lint",
    ),
    WindowCommand(
        "mend", "Mend what the caret is at", "wand-sparkles", LOOK_AT, "Ctrl+.", in_course=True,
        words="fix repair check quick",
    ),
    WindowCommand(
        "replace-course", "Find and replace in the course…", "replace", LOOK_AT, "Ctrl+Shift+R",
        in_course=True, words="search substitute rename word everywhere",
    ),
    WindowCommand(
        "replace-back", "Take the last replacement back", "undo-2", LOOK_AT, in_course=True,
        words="undo replace course",
    ),
    WindowCommand(
        "comment", "Comment on the selected words", "message-square-plus", WORK, "Ctrl+Alt+M",
        in_course=True,
    ),
    WindowCommand(
        "suggest", "Suggest a change", "pencil-line", WORK, "Ctrl+Shift+E", in_course=True,
        words="suggestion propose edit tracked",
    ),
    WindowCommand("ask", "Ask for review…", "users", WORK, in_course=True, words="share"),
    WindowCommand(
        "publish", "Publish…", "send", WORK, "Ctrl+Shift+P", in_course=True,
        words="version release",
    ),
    WindowCommand("sync", "Sync now", "refresh-cw", WORK, "Ctrl+Shift+S", words="send fetch"),
    WindowCommand(
        "receipts", "What came and went", "history", WORK, words="receipts sync log take back"
    ),
)  # fmt: skip

WINDOW_COMMAND = {command.name: command for command in WINDOW_COMMANDS}

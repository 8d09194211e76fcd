"""The one table of what the window can do: name, words, sign, keys, and the group it is in."""

from __future__ import annotations

from dataclasses import dataclass

from sync.model.language import mark


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


ANYWHERE, COURSE, LOOK_AT, WORK = (
    mark("Anywhere"),
    mark("Open and make"),
    mark("In a course"),
    mark("With others"),
)

WINDOW_COMMANDS = (
    WindowCommand("jump", mark("Search or jump"), "search", ANYWHERE, "Ctrl+K", offered=False),
    WindowCommand(
        "search-texts", mark("Search in all texts"), "file-text", ANYWHERE, "Ctrl+Shift+F",
        words=mark("find full text"),
    ),
    WindowCommand("next-pane", mark("Next part of the window"), "panel-right", ANYWHERE, "F6",
                  offered=False),
    WindowCommand("previous-pane", mark("Part of the window before"), "panel-left", ANYWHERE,
                  "Shift+F6", offered=False),
    WindowCommand(
        "help", mark("Help for where you are"), "life-buoy", ANYWHERE, "F1",
        words=mark("manual"),
    ),
    WindowCommand(
        "keys", mark("All keys"), "keyboard", ANYWHERE, "Ctrl+/",
        words=mark("shortcuts keyboard"),
    ),
    WindowCommand(
        "settings", mark("Settings"), "settings", ANYWHERE, "Ctrl+,",
        words=mark(
            "preferences options theme dark light contrast text size font keys shortcuts language"
        ),
    ),
    WindowCommand(
        "backups", mark("Backups"), "archive-restore", ANYWHERE,
        words=mark("bring back restore recover lost earlier"),
    ),
    WindowCommand(
        "text-larger", mark("Larger text"), "zoom-in", ANYWHERE, "Ctrl++",
        words=mark("zoom size"),
    ),
    WindowCommand("text-smaller", mark("Smaller text"), "zoom-out", ANYWHERE, "Ctrl+-",
                  words=mark("zoom size")),
    WindowCommand("text-usual", mark("Usual size of text"), "type", ANYWHERE, "Ctrl+0",
                  words=mark("zoom reset 100")),
    WindowCommand("home", mark("Go home"), "house", ANYWHERE, words=mark("start overview")),
    WindowCommand("library", mark("Library"), "library", ANYWHERE, words=mark("courses shelf")),
    WindowCommand(
        "new-course", mark("New course"), "file-plus", COURSE, "Ctrl+N",
        words=mark("create"),
    ),
    WindowCommand(
        "open-folder", mark("Open a folder"), "folder-open", COURSE, "Ctrl+O",
        words=mark("import markdown bring in"),
    ),
    WindowCommand(
        "review-file-take", mark("Take in a review file…"), "file-input", COURSE,
        words=mark("open packet reviewer import bring in"),
    ),
    WindowCommand(
        "export-html", mark("Export as web pages…"), "file-output", COURSE, in_course=True,
        words=mark("html site save"),
    ),
    WindowCommand(
        "export-folder", mark("Export as a folder of Markdown…"), "folder-output", COURSE,
        in_course=True, words=mark("files save"),
    ),
    WindowCommand(
        "my-work", mark("Take my work with me…"), "log-out", COURSE,
        words=mark("leave export everything I wrote all own backup"),
    ),
    WindowCommand(
        "export-comments", mark("Export as a folder, with its comments…"), "folder-output", COURSE,
        in_course=True, words=mark("files save markdown review json"),
    ),
    WindowCommand(
        "export-comparison", mark("Export this comparison…"), "download", COURSE, in_course=True,
        words=mark("versions difference save html"),
    ),
    WindowCommand(
        "play-outside", mark("Play in the browser"), "external-link", COURSE, in_course=True,
        words=mark("quiz try learner"),
    ),
    WindowCommand(
        "media", mark("Media of this course"), "image", COURSE, in_course=True,
        words=mark("pictures files sounds films attachments unused replace size alt text"),
    ),
    WindowCommand(
        "redact", mark("Take out a secret…"), "eye-off", COURSE, in_course=True,
        words=mark("redact password remove for good strike privacy name"),
    ),
    WindowCommand(
        "lesson-from-template", mark("New lesson from a template…"), "layout-template", COURSE,
        in_course=True, words=mark("add procedure case quiz"),
    ),
    WindowCommand(
        "keep-template", mark("Save this lesson as a template"), "star", COURSE, in_course=True,
        words=mark("keep reuse"),
    ),
    WindowCommand(
        "snippet", mark("Insert a snippet…"), "layout-template", COURSE, in_course=True,
        words=mark("block steps practice key points"),
    ),
    WindowCommand(
        "keep-snippet", mark("Save what is selected as a snippet"), "star", COURSE, in_course=True,
        words=mark("keep reuse words block"),
    ),
    WindowCommand(
        "keep-course", mark("Save this course as a template"), "star", COURSE, in_course=True,
        words=mark("keep reuse copy"),
    ),
    WindowCommand(
        "templates", mark("Templates and snippets"), "layout-template", COURSE,
        words=mark("rename delete own kept"),
    ),
    WindowCommand("write", mark("Write"), "pen-line", LOOK_AT, in_course=True, words=mark("edit")),
    WindowCommand(
        "review", mark("Review"), "badge-check", LOOK_AT, in_course=True,
        words=mark("comments"),
    ),
    WindowCommand(
        "versions", mark("Versions"), "history", LOOK_AT, in_course=True,
        words=mark("history compare diff")
    ),
    WindowCommand(
        "play", mark("Play as a learner"), "play", LOOK_AT, in_course=True,
        words=mark("quiz try"),
    ),
    WindowCommand(
        "outline", mark("Show or hide the outline"), "panel-left", LOOK_AT, "Ctrl+1",
        in_course=True,
        words=mark("toggle side bar"),
    ),
    WindowCommand("to-text", mark("Go to the text"), "pen-line", LOOK_AT, "Ctrl+2", True, False),
    WindowCommand("to-preview", mark("Go to the preview"), "eye", LOOK_AT, "Ctrl+3", True, False),
    WindowCommand(
        "to-comments", mark("Go to the comments"), "message-square", LOOK_AT, "Ctrl+4", True, False
    ),
    WindowCommand(
        "focus", mark("Only the text"), "eye-off", LOOK_AT, "F11", in_course=True,
        words=mark("focus mode calm distraction free zen dim full"),
    ),
    WindowCommand(
        "typewriter", mark("Keep the line in the middle"), "separator-horizontal", LOOK_AT, "F9",
        in_course=True, words=mark("typewriter mode scroll centre"),
    ),
    WindowCommand(
        "split", mark("Preview beside or below the text"), "split", LOOK_AT, "Ctrl+\\",
        in_course=True, words=mark("layout stacked side left right orientation"),
    ),
    WindowCommand(
        "spelling-next", mark("Next word that may be misspelled"), "languages", LOOK_AT, "F7",
        in_course=True, words=mark("spelling check typo suggestion"),
    ),
    WindowCommand(
        "spelling-languages", mark("Languages of this course…"), "languages", LOOK_AT,
        in_course=True,
        words=mark("spelling dictionary check"),
    ),
    WindowCommand(
        "next-open", mark("Next open thing"), "arrow-right", LOOK_AT, "F8", in_course=True,
        words=mark("overlap check"),
    ),
    WindowCommand(
        "previous-open", mark("Open thing before"), "arrow-left", LOOK_AT, "Shift+F8",
        in_course=True,
        words=mark("overlap check"),
    ),
    WindowCommand(
        "checks", mark("What is worth a look"), "list-checks", LOOK_AT, "Ctrl+Shift+L",
        in_course=True,
        words=mark("checks problems advice lint"),
    ),
    WindowCommand(
        "mend", mark("Mend what the caret is at"), "wand-sparkles", LOOK_AT, "Ctrl+.",
        in_course=True,
        words=mark("fix repair check quick"),
    ),
    WindowCommand(
        "replace-course", mark("Find and replace in the course…"), "replace", LOOK_AT,
        "Ctrl+Shift+R",
        in_course=True, words=mark("search substitute rename word everywhere"),
    ),
    WindowCommand(
        "replace-back", mark("Take the last replacement back"), "undo-2", LOOK_AT, in_course=True,
        words=mark("undo replace course"),
    ),
    WindowCommand(
        "comment", mark("Comment on the selected words"), "message-square-plus", WORK, "Ctrl+Alt+M",
        in_course=True,
    ),
    WindowCommand(
        "suggest", mark("Suggest a change"), "pencil-line", WORK, "Ctrl+Shift+E", in_course=True,
        words=mark("suggestion propose edit tracked"),
    ),
    WindowCommand(
        "with-suggestions", mark("Show the lesson with or without suggestions"), "diff", WORK,
        in_course=True, words=mark("tracked changes hide clean preview"),
    ),
    WindowCommand(
        "ask", mark("Ask for review…"), "users", WORK, in_course=True,
        words=mark("share"),
    ),
    WindowCommand(
        "policy", mark("What is enough for a review and a release…"), "shield-check", WORK,
        in_course=True, words=mark("policy approvals gates checklist settings of the course"),
    ),
    WindowCommand(
        "publish", mark("Publish…"), "send", WORK, "Ctrl+Shift+P", in_course=True,
        words=mark("version release"),
    ),
    WindowCommand(
        "review-file-make", mark("Make a review file…"), "package", WORK, in_course=True,
        words=mark("ask share send back packet without server mail"),
    ),
    WindowCommand(
        "since", mark("Since you were last here"), "footprints", WORK,
        words=mark("news changed new unseen what others did"),
    ),
    WindowCommand(
        "sync", mark("Sync now"), "refresh-cw", WORK, "Ctrl+Shift+S",
        words=mark("send fetch"),
    ),
    WindowCommand(
        "receipts", mark("What came and went"), "history", WORK,
        words=mark("receipts sync log take back")
    ),
    WindowCommand(
        "held", mark("What waits for my yes"), "circle-alert", WORK, in_course=True,
        words=mark("removed lessons gone deletion")
    ),
)  # fmt: skip

WINDOW_COMMAND = {command.name: command for command in WINDOW_COMMANDS}

"""The words that a learner's page says itself, not the lesson: one table for scripts and styles.

The quiz player, the preview's script and the style have no words of their own. They take them from
here, in the language that the program speaks: the preview as the export that it shows.
"""

from __future__ import annotations

import json
from types import MappingProxyType

from sync.model.language import mark, say, say_as

PLAYED = MappingProxyType(
    {
        "answer": mark("Your answer"),
        "again": mark("Start again"),
        "scripted": mark("This question is checked by a script of its own, which is not run here."),
        "write": mark("Write an answer first."),
        "choose": mark("Choose an answer first."),
        "right1": mark("Right."),
        "right2": mark("Right, on the second try."),
        "right3": mark("Right, on the third try."),
        "right4": mark("Right, on the fourth try."),
        "right5": mark("Right, on the fifth try."),
        "right": mark("Right, on try {number}."),
        "passed1": mark("Passed: {good} of {parts} are right."),
        "passed2": mark("Passed, on the second try: {good} of {parts} are right."),
        "passed3": mark("Passed, on the third try: {good} of {parts} are right."),
        "passed4": mark("Passed, on the fourth try: {good} of {parts} are right."),
        "passed5": mark("Passed, on the fifth try: {good} of {parts} are right."),
        "passed": mark("Passed, on try {number}: {good} of {parts} are right."),
        "revealed": mark("Not right. The right answer is shown."),
        "shown": mark("This is the answer."),
        "notYet": mark("Not yet."),
        "parts": mark("{good} of {parts} are right."),
        "lastTry": mark("One try left."),
        "triesLeft": mark("Tries left: {count}."),
        "moved": mark("{item}: {place} of {count}"),
        "score": mark("{right} of {questions} questions right, {got} of {of} points"),
    }
)
"""What the quiz player says; it puts numbers and names into the {places}."""

SHOWN = MappingProxyType(
    {
        "page": mark("The lesson, as learners see it"),
        "mark": mark("Mark {number}"),
        "picture": mark("A picture"),
        "notPlayed": mark(
            "This cannot be played here: it is not on this computer yet, or its format is not "
            "known here. WebM plays everywhere."
        ),
    }
)
"""What the preview's own script says besides."""

BEFORE = MappingProxyType(
    {"--word-missing": mark("Not here: "), "--word-hint": mark("Hint: ")},
)
"""What the style puts before a file that is missing, and before a hint; as variables of CSS."""


def player_script() -> str:
    """Write the table as the script that goes before the quiz player, in preview and export."""
    return _script(PLAYED)


def preview_script() -> str:
    """Write the table for the preview: the player's words, and its own."""
    return _script({**PLAYED, **SHOWN})


def style_words() -> dict[str, str]:
    """Give the words of the style: variables of CSS with quoted texts."""
    return {name: _quoted(say(text)) for name, text in BEFORE.items()}


def style_sheet() -> str:
    """Write the words of the style as a sheet that goes before it in the export."""
    words = "; ".join(f"{name}: {text}" for name, text in style_words().items())
    return f":root {{ {words} }}\n"


def frame_words() -> dict[str, str]:
    """Give the words of the pages around a lesson, for the templates of a site."""
    return {
        "spoken": say_as("the code of the language of these texts", "en"),
        "skip_to_lessons": say("Skip to the lessons"),
        "skip_to_lesson": say("Skip to the lesson"),
        "lessons_name": say("Lessons"),
        "outline_name": say("Outline"),
        "onward_name": say("Before and next"),
    }


def _script(table: dict[str, str] | MappingProxyType[str, str]) -> str:
    said = {name: say(text) for name, text in table.items()}
    return f"globalThis.coursefolkWords = {json.dumps(said, separators=(',', ':'))};\n"


def _quoted(text: str) -> str:
    """Quote a text for CSS: a backslash and a quote escaped, and no end of line in it."""
    plain = " ".join(text.split("\n"))
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'

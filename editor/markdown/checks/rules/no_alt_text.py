"""A picture without alternative text; one marked as decoration (`alt=""`) needs none."""

from __future__ import annotations

import re
from html import escape

from editor.markdown.checks.finding import Check, Found, View
from editor.markdown.checks.mending import Mend, Scene
from editor.markdown.told import told
from sync.merge.edits import Edit
from sync.model.language import mark, say

NAME = "no-alt-text"
_IN_BRACKETS = told(mark("Say between the square brackets what it shows."))
_IN_TAG = told(mark('Say in its alt="…" what it shows.'))
_DECORATION = re.compile(r"\salt\s*=\s*(?:\"\"|'')", re.IGNORECASE)


def find(view: View) -> Found:
    """Name each picture without alternative text."""
    for mention in view.lesson.mentions:
        if mention.kind != "image" or mention.words or not mention.address:
            continue
        source = view.document.text[mention.start : mention.end]
        if _DECORATION.search(source):
            continue
        yield view.advice(
            NAME,
            mention.line,
            told(
                mark(
                    "The picture “{file}” has no words. Someone who cannot see it gets "
                    "nothing from it."
                ),
                file=mention.address.rsplit("/", 1)[-1][:60],
            ),
            _IN_BRACKETS if source.startswith("!") else _IN_TAG,
            (mention.start, mention.end),
        )


def mend(scene: Scene, check: Check) -> Mend | None:
    """Ask what the picture shows, and write it where it belongs."""
    source = scene.source(check)
    if source.startswith("!["):
        empty = re.match(r"!\[\s*\]", source)
        held = len(empty[0]) - 3 if empty else 0
        return Mend(
            say("Say what it shows"), lambda said: _in_brackets(check.start, held, said), say(ASKS)
        )
    if source.lower().startswith("<img"):
        at = check.start + len("<img")
        return Mend(
            say("Say what it shows"),
            lambda said: (Edit(at, 0, f' alt="{escape(said)}"'),),
            say(ASKS),
        )
    return None


ASKS = mark("What does the picture show?")


def _in_brackets(start: int, held: int, said: str) -> tuple[Edit, ...]:
    plain = re.sub(r"([\\\[\]|`*_<])", r"\\\1", " ".join(said.split()))
    return (Edit(start + 2, held, plain),)

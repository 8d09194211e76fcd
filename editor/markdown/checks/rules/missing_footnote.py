"""A footnote that is named but not written."""

from __future__ import annotations

import re

from editor.markdown.checks.finding import Check, Found, View
from editor.markdown.checks.mending import Mend, Scene
from editor.markdown.told import told
from sync.merge.edits import Edit
from sync.model.language import mark, say

NAME = "missing-footnote"
_NOTE = re.compile(r"\[\^([^\]\s]{1,200})\]")


def find(view: View) -> Found:
    """Name each footnote that is named but not written."""
    if "[^" not in view.document.text and "&" not in view.document.text:
        return
    line = 0
    for token in view.document.tokens():
        line = token.map[0] if token.map else line
        at = view.document.starts[line]
        for child in token.children or []:
            if child.type != "text":
                continue
            for label in _NOTE.findall(child.content):
                sign = f"[^{label}]"
                start = view.document.text.find(sign, at)
                yield view.advice(
                    NAME,
                    line,
                    told(mark("Footnote “{label}” is not written anywhere."), label=label),
                    told(
                        mark("Add a line that begins with [^{label}]: and the note."), label=label
                    ),
                    (start, start + len(sign)) if start >= 0 else (0, 0),
                )


def mend(scene: Scene, check: Check) -> Mend | None:
    """Ask for the note, and write it at the end of the lesson."""
    sign, text = scene.source(check), scene.text
    if not sign:
        return None
    head = "" if text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"

    def write(said: str) -> tuple[Edit, ...]:
        return (Edit(len(text), 0, f"{head}{sign}: {' '.join(said.split())}\n"),)

    return Mend(say("Write the note"), write, say("What does the note say?"))

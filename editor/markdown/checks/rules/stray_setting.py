"""A quiz's setting that stands where it counts for nothing: above the question's words."""

from __future__ import annotations

from editor.markdown.checks.finding import Check, Found, View
from editor.markdown.checks.mending import Mend, Scene, at_once
from editor.markdown.syntax.quiz_settings import attributes_of
from editor.markdown.told import told
from sync.merge.edits import Edit
from sync.model.language import mark, say

NAME = "stray-setting"
SETTINGS = ("data-max-trials", "data-score", "data-pass-mark", "data-order", "data-randomize")


def find(view: View) -> Found:
    """Name each comment with settings of a quiz that does not stand right above its options."""
    document = view.document
    for block in document.blocks:
        if block.kind != "html_block":
            continue
        start, end = document.starts[block.start], document.starts[block.end] - 1
        name = _setting_in(document.text[start:end].strip())
        if name:
            yield view.advice(
                NAME,
                block.start,
                told(mark("The setting {name} counts for no question here."), name=name),
                told(mark("Put it right above the options that it is about.")),
                view.span(block.start, block.end),
            )


def _setting_in(text: str) -> str:
    """Give the first setting of a quiz in a comment that stands alone, "" if there is none."""
    if not (text.startswith("<!--") and text.endswith("-->")) or text.count("-->") > 1:
        return ""
    found = attributes_of(text[4:-3]) or {}
    return next((name for name in SETTINGS if name in found), "")


def mend(scene: Scene, check: Check) -> Mend | None:
    """Move it above the options of the next question, if there is one."""
    document = scene.view.document
    next_one = next((q for q in scene.view.lesson.quizzes if q.line > check.line), None)
    if next_one is None:
        return None
    at, after = document.starts[next_one.line], check.end + 1
    gone = Edit(check.start, min(after, len(scene.text)) - check.start, "")
    put = Edit(at, 0, f"{scene.source(check).strip()}\n")
    return at_once(say("Put it above the options"), gone, put)

"""Things to insert: tables, questions, code and more, ready to be written over."""

from __future__ import annotations

import re
from dataclasses import dataclass

from editor.panels.source.around import Around, Change
from sync.merge.edits import Edit


@dataclass(frozen=True)
class Template:
    """A block of Markdown; the part between the two `¦` is selected, to be written over."""

    name: str
    title: str
    icon: str
    body: str
    about: str = ""


TEMPLATES = (
    Template(
        "one-right",
        "Question, one right answer",
        "circle-check",
        "¦The question?¦\n\n[(X)] The right answer\n[( )] Another answer\n[( )] One more\n"
        "[[?]] A hint, shown after a wrong try",
        "Learners choose one",
    ),
    Template(
        "several-right",
        "Question, several right answers",
        "square-check",
        "¦The question?¦\n\n[[X]] A right answer\n[[X]] Another right answer\n[[ ]] A wrong one\n"
        "[[?]] A hint, shown after a wrong try",
        "Learners tick all that are right",
    ),
    Template(
        "short-text",
        "Question, short text",
        "text-cursor-input",
        "¦The question?¦\n\n[[the answer]]\n[[?]] A hint, shown after a wrong try",
        "Learners type the answer",
    ),
    Template(
        "pick",
        "Question, pick from a list",
        "list-checks",
        "¦The question?¦\n\n[[one | (the right one) | another]]",
        "The right one stands in round brackets",
    ),
    Template(
        "table",
        "Table",
        "table",
        "| ¦Heading¦ | Heading |\n|:--------|:--------|\n|         |         |",
    ),
    Template("code-block", "Code", "code-xml", "```\n¦code¦\n```"),
    Template("formula", "Formula", "sigma", "$$\n¦a^2 + b^2 = c^2¦\n$$"),
    Template("line", "Dividing line", "separator-horizontal", "***¦¦"),
)


def insert_block(around: Around, template: Template) -> Change:
    """Insert a template as a block of its own: after the caret's line, or on an empty one.

    Only the lines next to it are looked at, so that there is one empty line on each side.
    """
    line = around.lines[-1]
    line_start = around.line_starts()[-1]
    if line.strip() in ("", "/"):
        start, deleted = line_start, len(line)
        lead = "\n" if around.before is not None and around.before.strip() else ""
    else:
        start, deleted, lead = line_start + len(line), 0, "\n\n"
    trail = "\n" if around.after is not None and around.after.strip() else ""
    head, chosen, tail = template.body.split("¦")
    anchor = start + len(lead) + len(head)
    text = lead + head + chosen + tail + trail
    return Change((Edit(start, deleted, text),), anchor, anchor + len(chosen))


_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")


def footnote(around: Around, lesson: str) -> Change:
    """Put a footnote's number at the caret and its text at the end, with the caret in it."""
    used = {int(name) for name in _FOOTNOTE.findall(lesson) if name.isdigit()}
    number = next(n for n in range(1, len(used) + 2) if n not in used)
    mark = f"[^{number}]"
    gap = "" if not lesson or lesson.endswith("\n\n") else "\n" if lesson.endswith("\n") else "\n\n"
    if gap == "\n" and re.search(r"^\[\^[^\]\s]+\]: .*\n\Z", lesson, re.M):
        gap = ""
    note = f"{gap}{mark}: \n"
    caret = len(lesson) + len(mark) + len(note) - 1
    if around.caret == len(lesson):
        return Change((Edit(around.caret, 0, mark + note),), caret, caret)
    edits = (Edit(around.caret, 0, mark), Edit(len(lesson), 0, note))
    return Change(edits, caret, caret)

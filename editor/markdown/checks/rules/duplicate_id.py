"""An id that stands twice in a lesson: a link to it reaches the first alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.markdown.checks.finding import Check, Found, View
from editor.markdown.checks.mending import Mend, Scene, at_once
from editor.markdown.told import told
from sync.merge.edits import Edit
from sync.model.language import mark, say

NAME = "duplicate-id"
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_ID = re.compile(
    r"<[A-Za-z][\w-]*\b[^<>]{0,500}?\sid\s*=\s*(?:\"([^\"<>]+)\"|'([^'<>]+)'|([^\s\"'<>=]+))"
    r"|(?<![\\{$])\{:?[^{}\n]{0,200}?#([\w.:-]{1,200})[^{}\n]{0,200}\}"
)
_LONGEST = 5_000
"""Longer lines are data: nobody wrote ids into them."""
_VERBATIM = ("fence", "code_block")


def find(view: View) -> Found:
    """Name each id that stands in the lesson before."""
    seen: dict[str, int] = {}
    for name, line, start in _ids(view):
        if name in seen:
            yield view.advice(
                NAME,
                line,
                told(
                    mark(
                        "The id “{name}” stands in line {line} already. Links to it lead "
                        "there, never here."
                    ),
                    name=name[:60],
                    line=seen[name] + 1,
                ),
                told(mark("Give this place an id of its own.")),
                (start, start + len(name)),
            )
        seen.setdefault(name, line)


def _ids(view: View) -> Iterator[tuple[str, int, int]]:
    document = view.document
    if "id" not in document.text.lower() and "{" not in document.text:
        return
    verbatim: set[int] = set()
    for token in document.tokens():
        if token.type in _VERBATIM and token.map:
            verbatim.update(range(*token.map))
    for number, line in enumerate(document.lines):
        if number in verbatim or number < document.front_matter.lines or len(line) > _LONGEST:
            continue
        if "{" not in line and "<" not in line:
            continue
        plain = _CODE.sub(lambda code: " " * len(code[0]), line)
        for found in _ID.finditer(plain):
            group = found.lastindex or 0
            yield found[group], number, document.starts[number] + found.start(group)


def mend(scene: Scene, check: Check) -> Mend | None:
    """Number the second one."""
    name = scene.source(check)
    taken = {one for one, _, _ in _ids(scene.view)} | scene.view.lesson.anchors
    new = next(made for n in range(2, len(taken) + 3) if (made := f"{name}-{n}") not in taken)
    return at_once(say("Call it {name}", name=new[:40]), Edit(check.start, len(name), new))

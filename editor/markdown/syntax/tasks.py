"""Turn `- [ ]` and `- [x]` list items into tasks that are read, not ticked."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_BOX = re.compile(r"\[([ xX])\][ \t]+(?=\S)")


def _tasks(state: StateCore) -> None:
    tokens = state.tokens
    for at in range(2, len(tokens)):
        if tokens[at].type != "inline" or tokens[at - 2].type != "list_item_open":
            continue
        box = _BOX.match(tokens[at].content)
        children = tokens[at].children or []
        if box and children and children[0].type == "text":
            children[0].content = children[0].content[box.end() :]
            mark = Token("task_box", "span", 0, meta={"done": box[1] != " "})
            tokens[at].children = [mark, *children]
            tokens[at - 2].attrSet("class", "task")


def tasks_plugin(md: MarkdownIt) -> None:
    """Look at list items after the inline rules."""
    md.core.ruler.after("inline", "tasks", _tasks)

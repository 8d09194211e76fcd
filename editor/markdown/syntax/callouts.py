"""Know the callouts: notes, warnings, challenges, solutions; as `:::` or as `> [!NOTE]`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_ALERT = re.compile(r"\[!([A-Za-z][\w-]*)\]([+-]?)[ \t]*([^\n]*)(?:\n|$)")


@dataclass(frozen=True, slots=True)
class Callout:
    """A kind of callout: its title where the text gives none; whether it begins folded."""

    title: str
    folded: bool = False


CALLOUTS: dict[str, Callout] = {
    "note": Callout("Note"),
    "info": Callout("Note"),
    "tip": Callout("Tip"),
    "important": Callout("Important"),
    "warning": Callout("Warning"),
    "caution": Callout("Caution"),
    "danger": Callout("Danger"),
    "callout": Callout("Note"),
    "question": Callout("Question"),
    "example": Callout("Example"),
    "summary": Callout("Summary"),
    "challenge": Callout("Challenge"),
    "exercise": Callout("Exercise"),
    "discussion": Callout("Discussion"),
    "checklist": Callout("Checklist"),
    "prereq": Callout("Before you begin"),
    "objectives": Callout("Objectives"),
    "questions": Callout("Questions"),
    "keypoints": Callout("Key points"),
    "testimonial": Callout("Testimonial"),
    "solution": Callout("Solution", folded=True),
    "hint": Callout("Hint", folded=True),
    "spoiler": Callout("More", folded=True),
    "instructor": Callout("For the instructor", folded=True),
    "details": Callout("More", folded=True),
}


def callout_of(name: str) -> Callout:
    """Give the callout of that name; one that nobody knows is titled by its name."""
    return CALLOUTS.get(name) or Callout(name.replace("-", " ").capitalize())


def _opening(name: str, title: str, *, is_open: bool = False, folded: bool | None = None) -> Token:
    known = callout_of(name)
    fold = known.folded if folded is None else folded
    token = Token("callout_open", "details" if fold else "aside", 1, block=True)
    token.attrSet("class", f"callout callout-{name}")
    if fold and is_open:
        token.attrSet("open", "")
    token.meta = {"name": name, "title": title or known.title}
    return token


def _title(opening: Token, line: int) -> list[Token]:
    tag = "summary" if opening.tag == "details" else "p"
    first = Token("callout_title_open", tag, 1, block=True, level=opening.level + 1)
    first.attrSet("class", "callout-title")
    words = Token("inline", "", 0, block=True, children=[], level=opening.level + 2)
    words.content, words.map = opening.meta["title"], [line, line + 1]
    last = Token("callout_title_close", tag, -1, block=True, level=opening.level + 1)
    return [first, words, last]


def begin_callout(
    state: StateBlock, line: int, name: str, title: str, *, is_open: bool = False
) -> None:
    """Push a callout's opening and its title."""
    token = _opening(name, title, is_open=is_open)
    token.level, token.map = state.level, [line, line + 1]
    state.level += 1
    state.tokens += [token, *_title(token, line)]


def end_callout(state: StateBlock, start: int, end: int) -> None:
    """Push the closing of the callout begun at line `start`, and go on at line `end`."""
    opening = next(
        token
        for token in reversed(state.tokens)
        if token.type == "callout_open" and token.level == state.level - 1
    )
    opening.map = [start, end]
    state.push("callout_close", opening.tag, -1)
    state.line = end


def turn_alerts(tokens: list[Token]) -> list[Token]:
    """Turn block quotes that begin with `[!NOTE]` into callouts."""
    if not any(token.type == "blockquote_open" for token in tokens):
        return tokens
    turned: list[Token] = []
    stack: list[Token | None] = []
    for at, token in enumerate(tokens):
        if token.type == "blockquote_open":
            opening = _alert(token, tokens[at + 1 : at + 3])
            stack.append(opening)
            turned += (
                [token] if opening is None else [opening, *_title(opening, (token.map or [0])[0])]
            )
        elif token.type == "blockquote_close":
            opening = stack.pop()
            if opening is not None:
                token.type, token.tag = "callout_close", opening.tag
            turned.append(token)
        else:
            turned.append(token)
    return turned


def _alert(quote: Token, first: list[Token]) -> Token | None:
    if len(first) < 2 or first[0].type != "paragraph_open":
        return None
    found = _ALERT.match(first[1].content)
    if not found:
        return None
    name, fold = found[1].lower(), found[2]
    folded = True if fold else None
    opening = _opening(name, found[3].strip(), folded=folded, is_open=fold == "+")
    opening.level, opening.map = quote.level, quote.map
    first[1].content = first[1].content[found.end() :]
    return opening


def _alerts(state: StateCore) -> None:
    state.tokens = turn_alerts(state.tokens)


def callouts_plugin(md: MarkdownIt) -> None:
    """Turn alerts after the block rules."""
    md.core.ruler.after("block", "alerts", _alerts)

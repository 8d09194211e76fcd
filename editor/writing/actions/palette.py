"""Find what to insert by any word for it: the beginning of one, or one that is nearly right."""

from __future__ import annotations

from rapidfuzz import fuzz

from editor.writing.actions.table import ACTIONS, Action
from sync.model.language import say

_NEAR = 75


def blocks() -> tuple[Action, ...]:
    """List what the palette offers before anything is searched."""
    return tuple(action for action in ACTIONS if action.is_block)


def find(words: str) -> tuple[Action, ...]:
    """Find actions, best first; each word must mean something of an action's own words."""
    wanted = words.lower().split()
    if not wanted:
        return blocks()
    scored = [(_score(action, wanted), -number) for number, action in enumerate(ACTIONS)]
    best = sorted((found for found in scored if found[0] > 0), reverse=True)
    return tuple(ACTIONS[-number] for _, number in best)


def _score(action: Action, wanted: list[str]) -> float:
    """Rate an action: words of the title count more than those of keywords and of what it is."""
    known = (
        (100, say(action.title).lower().replace(":", "").split()),
        (80, say(action.keywords).split()),
        (50, say(action.about).lower().replace(",", "").split()),
    )
    total = 0.0
    for word in wanted:
        best = max(worth * _likeness(word, other) for worth, others in known for other in others)
        if not best:
            return 0
        total += best
    return total


def _likeness(word: str, other: str) -> float:
    if other == word:
        return 1.1
    if other.startswith(word):
        return 1.0
    near = fuzz.ratio(word, other) if len(word) > 3 else 0
    return near / 200 if near >= _NEAR else 0

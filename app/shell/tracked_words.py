"""Changes of a text made fit to be shown: whole words, and nothing marked that stays."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from editor.writing.tracked import Change
from sync.merge.edits import Edit, by_words
from sync.merge.words import tokens

_BETWEEN = " \t,;:*_"
_STOPS = tuple(".!?…。！？")
_LONGEST_WORD = 60
_WHOLE = re.compile(
    r"(?P<box>^[ \t]*(?:[-*+][ \t]+)?\[[(\[][ xX][)\]]\][ \t]*)"
    r"|!?\[[^\]\n]*(?P<target>\]\([^)\n]*\))"
    r"|(?P<sign>&#?\w+;|\[\^[^\]\s]+\]|\$(?! )[^$\n]+(?<! )\$|</?[a-zA-Z][^>\n]*>)",
    re.MULTILINE,
)
"""What learners see as one, or not at all: half of it struck would be nowhere on their page."""

_CLOSED = re.compile(
    r"`[^`\n]+`|!?\[[^\]\n]*\]\([^)\n]*\)|\[[(\[][ xX][)\]]\]|\[[^\]\n]*\](?!\(|$)"
    r"|\*\*(?!\s)[^*\n]+(?<!\s)\*\*|\*(?!\s)[^*\n]+(?<!\s)\*"
)
_OPEN = re.compile(r"[`*\[]|\]\(")


def finer(text: str, changes: Iterable[Change]) -> list[Change]:
    """Say in whole words what changes, in rising order; what stays on either side is left out."""
    words = _together(text, changes, _in_words)
    inside = [
        Change(one.start, one.end, one.inserted)
        for change in words
        for one in by_words(text, Edit(change.start, change.end - change.start, change.put))
    ]
    trimmed = [_trimmed(text, one) for one in _in_a_row(text, inside)]
    changed = (one for one in trimmed if one.start < one.end or one.put)
    whole = _with_their_halves(
        text, _together(text, (_slid(text, one) for one in changed), _as_one)
    )
    return _together(text, whole, _line_of_a_half)


def _together(
    text: str, changes: Iterable[Change], span_of: Callable[[str, Change], tuple[int, int]]
) -> list[Change]:
    """Widen changes; those that come to lie over or beside one another are one."""
    groups: list[tuple[int, int, list[Change]]] = []
    for change in changes:
        low, high = span_of(text, change)
        together = [change]
        line = text[low - 1 : low] == "\n"
        while groups and (low < groups[-1][1] or (low == groups[-1][1] and not line)):
            first, last, others = groups.pop()
            low, high, together = min(first, low), max(last, high), [*others, *together]
        groups.append((low, high, together))
    return [_woven(text, *group) for group in groups]


def _woven(text: str, low: int, high: int, changes: list[Change]) -> Change:
    at, put = low, ""
    for one in changes:
        put += text[at : one.start] + one.put
        at = one.end
    return Change(low, high, put + text[at:high])


def _in_words(text: str, change: Change) -> tuple[int, int]:
    """Say where the words begin and end that a change cuts, or joins."""
    start, end, put = change
    gone = text[start:end]
    before, behind = text[start - 1 : start].isalnum(), text[end : end + 1].isalnum()
    parts = before and behind and not (gone and put.strip())
    cut = before and (parts or gone[:1].isalnum() or put[:1].isalnum())
    cut_behind = behind and (parts or gone[-1:].isalnum() or put[-1:].isalnum())
    low = next((n for n in range(start, -1, -1) if not text[n - 1 : n].isalnum()), 0)
    high = next((n for n in range(end, len(text) + 1) if not text[n : n + 1].isalnum()), len(text))
    return (
        low if cut and start - low < _LONGEST_WORD else start,
        high if cut_behind and high - end < _LONGEST_WORD else end,
    )


def _in_a_row(text: str, changes: Iterable[Change]) -> list[Change]:
    """Let words that go and come in a row do so together."""
    found: list[Change] = []
    for one in changes:
        gap = text[found[-1].end : one.start] if found else "\n"
        if gap.strip(_BETWEEN) or "\n" in gap:
            found.append(one)
        else:
            last = found.pop()
            found.append(_woven(text, last.start, one.end, [last, one]))
    return found


def _with_their_halves(text: str, changes: Iterable[Change]) -> list[Change]:
    """Let what begins with one change and ends with another (bold words, a link) be one change."""
    found: list[Change] = []
    for one in changes:
        last = found[-1] if found else one
        gap = text[last.end : one.start]
        if found and "\n" not in gap and (_is_half(last.put) or _is_half(text[slice(*last[:2])])):
            found[-1] = _woven(text, last.start, one.end, [last, one])
        else:
            found.append(one)
    return found


def _slid(text: str, change: Change) -> Change:
    """Let what only comes or goes do so in front of all of a link, or behind a full stop."""
    start, end, put = change
    moving = put or text[start:end]
    if moving[:1] in _STOPS and text[end : end + 1] == moving[:1] and not (put and start < end):
        return Change(start + 1, end + 1, put[1:] + put[:1])
    if _is_half(moving) and not (put and start < end):
        for back in range(1, min(start, _LONGEST_WORD) + 1):
            before = text[start - back]
            if before != moving[-1] or before == "\n":
                break
            moving = before + moving[:-1]
            if not _is_half(moving):
                return Change(start - back, end - back, moving if put else "")
    return change


def _line_of_a_half(text: str, change: Change) -> tuple[int, int]:
    """Say where the line begins and ends in which a change has only a half of something."""
    start, end, put = change
    if not (_is_half(put) or _is_half(text[start:end])) or "\n" in put + text[start:end]:
        return start, end
    stop = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if stop < 0 else stop


def _is_half(markdown: str) -> bool:
    """Tell whether Markdown opens what it does not close, or the other way round."""
    return _OPEN.search(_CLOSED.sub("", markdown)) is not None


def _trimmed(text: str, change: Change) -> Change:
    """Leave out the words and signs that a change begins and ends with as what was there."""
    gone, put = tokens(text[change.start : change.end]), tokens(change.put)
    most = min(len(gone), len(put))
    head = next((n for n in range(most) if gone[n] != put[n]), most)
    most -= head
    tail = next((n for n in range(most) if gone[-n - 1] != put[-n - 1]), most)
    start = change.start + len("".join(gone[:head]))
    end = change.end - len("".join(gone[len(gone) - tail :]))
    return Change(start, end, "".join(put[head : len(put) - tail]))


def _as_one(text: str, change: Change) -> tuple[int, int]:
    """Say where what a change cuts begins and ends, if learners see that as one."""
    low, high = change.start, change.end
    begin = text.rfind("\n", 0, low) + 1
    stop = text.find("\n", high)
    for found in _WHOLE.finditer(text, begin, len(text) if stop < 0 else stop):
        first, last = found.span(str(found.lastgroup))
        touched = change.start < last and first < change.end
        if touched and not (change.start <= found.start() and found.end() <= change.end):
            low, high = min(low, found.start()), max(high, found.end())
    return low, high

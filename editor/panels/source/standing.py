"""Whether a step of mine still stands where others have written since, or is void there.

A place of a step is undone if all that I put there stands as I typed it, in one piece. Where others
changed what is right beside it, more is asked: that the piece holds a word and ends with one on
that side; that without it (with what it had replaced back in its place) no two words, and no two
lines, come together that were apart; and that what I took out did not come back by them, in half of
its words. Where nobody changed what is beside it, it is undone exactly. In doubt it is void: what
stands there stays.

Places that each put words in place of others stand for themselves, as when a word is replaced in
many places; of any other step (words moved, marks around a word, a footnote) all or nothing is
undone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from editor.panels.source.text_edits import Edits, growth
from sync.merge.edits import Edit
from sync.merge.words import WORD


def standing(back: Edits, over: Sequence[Edit], text: str) -> tuple[list[bool], Edits]:
    """Tell for each place of a step whether it stands under what came `over` it, up to the text.

    Also gives `over`, the same change, with blanks told apart so that my pieces are whole.
    """
    if not over:
        return [True] * len(back), ()
    over = _joined(over)
    found = []
    for edit in back:
        over = _slid_out(edit, over, text)
        came_back = any(_came_back(edit, one) for one in over)
        found.append(not came_back and _is_whole(edit, over) and _is_neat(edit, over, text))
    apart = all(edit.deleted and edit.inserted for edit in back)
    return (found if apart else [all(found)] * len(back)), over


def stays(back: Edits, stands: Sequence[bool]) -> Edits:
    """Give the void places of a step as what they are now: a change that nobody takes back.

    It leads from the text before the step to that with these places alone; what it puts in is
    told by its length, with other signs.
    """
    shift = 0
    found: list[Edit] = []
    for edit, stood in zip(back, stands, strict=True):
        if not stood:
            found.append(Edit(edit.start + shift, len(edit.inserted), "\ufffc" * edit.deleted))
        shift += growth(edit)
    return tuple(found)


def _joined(edits: Sequence[Edit]) -> Edits:
    """Make one edit of those that touch."""
    found: list[Edit] = []
    for edit in edits:
        if found and found[-1].end == edit.start:
            last = found.pop()
            put = last.inserted + edit.inserted
            edit = Edit(last.start, last.deleted + edit.deleted, put)
        found.append(edit)
    return tuple(found)


def _place(edit: Edit, over: Edits) -> int:
    """Say where a place of mine that is whole begins by now."""
    shift = 0
    for one in over:
        at_once = one.start == edit.start and (one.deleted or not edit.deleted)
        if one.start > edit.start or at_once:
            break
        shift += growth(one)
    return edit.start + shift


def _slid_out(edit: Edit, over: Edits, text: str) -> Edits:
    """Let what was put in behind my first blank come before it, and so at my last one.

    "one| two| three": whether " more" or "more " came in between is all the same.
    """
    inside = [one for one in over if edit.start < one.start < edit.end]
    if not inside or any(one.deleted for one in inside):
        return over
    one, size = inside[0], inside[0].start - edit.start
    at = _place(edit, over)
    lead = text[at : at + size]
    put = one.inserted
    if lead.isspace() and put.endswith(lead):
        moved = Edit(edit.start, 0, lead + put[: len(put) - size])
        over = _joined(sorted([*(it for it in over if it is not one), moved], key=_order))
        return _slid_out(edit, over, text)
    one, size = inside[-1], edit.end - inside[-1].start
    end = at + edit.deleted + sum(len(it.inserted) for it in inside)
    rest, put = text[end - size : end], one.inserted
    if rest.isspace() and put.startswith(rest):
        moved = Edit(edit.end, 0, put[size:] + rest)
        over = _joined(sorted([moved, *(it for it in over if it is not one)], key=_order))
        return _slid_out(edit, over, text)
    return over


def _order(edit: Edit) -> tuple[int, int]:
    return edit.start, edit.end


def _came_back(edit: Edit, one: Edit) -> bool:
    """Tell whether others put in, where I took words out, half of them or more."""
    if one.start > edit.end or one.end < edit.start or not edit.inserted:
        return False
    gone = Counter(WORD.findall(edit.inserted))
    there = gone & Counter(WORD.findall(one.inserted))
    return bool(gone) and 2 * there.total() >= gone.total()


def _is_whole(edit: Edit, over: Edits) -> bool:
    """Tell whether nothing of mine went, and nothing was put into it."""
    for one in over:
        if edit.deleted:
            inside = edit.start < one.start < edit.end
            if inside or (one.deleted and one.start < edit.end and one.end > edit.start):
                return False
        elif one.start < edit.start < one.end:
            return False
    return True


def _is_neat(edit: Edit, over: Edits, text: str) -> bool:
    """Tell whether undoing leaves words and lines apart, where others wrote right beside it."""
    start = _place(edit, over)
    end = start + edit.deleted
    mine, put = text[start:end], edit.inserted
    low, high = start, end
    while low and text[low - 1].isspace():
        low -= 1
    while high < len(text) and text[high].isspace():
        high += 1
    left, right = text[low:start], text[end:high]
    on_left = _touched(edit.start - len(left), edit.start, over)
    on_right = _touched(edit.end, edit.end + len(right), over)
    if not on_left and not on_right:
        return True
    at_left, at_right = (_touched(place, place, over) for place in (edit.start, edit.end))
    one, two = text[max(0, start - 1) : start], text[end : end + 1]
    if (at_left or at_right) and mine and not WORD.search(mine):
        return False
    if at_left and (_glues(one, mine) or _glues(one, put or two)):
        return False
    if at_right and (_glues(mine, two) or _glues(put or one, two)):
        return False
    gaps = _Gap(left, not low, on_left), _Gap(right, high == len(text), on_right)
    return _keeps_apart(gaps[0], mine, put, gaps[1])


def _touched(low: int, high: int, over: Edits) -> bool:
    return any(one.start <= high and one.end >= low for one in over)


class _Gap(NamedTuple):
    """The blanks beside a place, up to the next word or to the text's end."""

    blanks: str
    at_end: bool
    touched: bool = False


def _keeps_apart(left: _Gap, mine: str, put: str, right: _Gap) -> bool:
    """Tell whether what is beside a place stays as far apart from its neighbours as it was."""
    between = _Gap(left.blanks + right.blanks, left.at_end or right.at_end)
    was_left, was_right = _apart(left, mine, right)
    now_left, now_right = _apart(left, put, right)
    if put:
        was = _distance(between)
        if not mine and max(now_left, now_right) < was:
            return False
        least = (was_left, was_right) if mine else (min(was, _BLANK),) * 2
        left_holds = now_left >= least[0] or not left.touched
        return left_holds and (now_right >= least[1] or not right.touched)
    lines = max(was_left, was_right, _lines(mine.strip()))
    return now_left >= (lines if lines > _BLANK else min(was_left, was_right))


def _apart(left: _Gap, words: str, right: _Gap) -> tuple[int, int]:
    """Say how far words between two gaps are from what is left and right of them."""
    bare = words.strip()
    if not bare:
        both = _distance(_Gap(left.blanks + words + right.blanks, left.at_end or right.at_end))
        return both, both
    lead = words[: len(words) - len(words.lstrip())]
    tail = words[len(words.rstrip()) :]
    return (
        _distance(_Gap(left.blanks + lead, left.at_end)),
        _distance(_Gap(tail + right.blanks, right.at_end)),
    )


_BLANK, _LINE, _PARAGRAPH = 1, 2, 3
"""How far apart words are: by a blank, on two lines, by a blank line; 0 if not at all."""


def _distance(gap: _Gap) -> int:
    if gap.at_end:
        return _PARAGRAPH
    return min(_PARAGRAPH, _BLANK + gap.blanks.count("\n")) if gap.blanks else 0


def _lines(words: str) -> int:
    """Say how far apart the words of a piece are at most, if they stand on several lines."""
    return _PARAGRAPH if "\n\n" in words else _LINE if "\n" in words else 0


def _glues(one: str, two: str) -> bool:
    """Tell whether the end of one text and the beginning of another are of one word."""
    return bool(one and two and WORD.fullmatch(one[-1] + two[0]))

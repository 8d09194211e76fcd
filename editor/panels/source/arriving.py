"""How one text becomes another, as finely as words are matched: what a window takes in.

The difference that is stored replaces a line that was written anew as a whole; here the words that
both lines have stay where they are, with the caret and the marks among them. Whose words they are
by then is another question (`rewriting`).
"""

from __future__ import annotations

from collections.abc import Iterator

from sync.merge.edits import Edit, edits
from sync.merge.matching import patience
from sync.merge.words import MOST_TOKENS, tokens


def arriving(shown: str, today: str) -> tuple[Edit, ...]:
    """Give the edits that turn the text shown into today's, word by word."""
    if shown == today:
        return ()
    return tuple(fine for edit in edits(shown, today) for fine in _by_words(shown, edit))


def _by_words(shown: str, edit: Edit) -> Iterator[Edit]:
    old, new = tokens(shown[edit.start : edit.end]), tokens(edit.inserted)
    if not old or not new or max(len(old), len(new)) > MOST_TOKENS:
        yield edit
        return
    at, i, j = edit.start, 0, 0
    for i2, j2, n in [*patience(old, new), (len(old), len(new), 0)]:
        gone, put = sum(map(len, old[i:i2])), "".join(new[j:j2])
        if gone or put:
            yield Edit(at, gone, put)
        at += gone + sum(map(len, old[i2 : i2 + n]))
        i, j = i2 + n, j2 + n

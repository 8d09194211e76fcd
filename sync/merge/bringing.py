"""Bring sentences of an earlier text back into a later one, and leave in it all that is newer.

A sentence that was reworded reads as it did; one that was taken out stands again where it stood;
what was written since and has no earlier form stays. Lists, tables and questions go by lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from sync.merge.compare import Block, blocks, sentences
from sync.merge.likeness import aligned
from sync.merge.words import bare

BEFORE_ALL = -1
"""What is put in before the first block, or the first sentence, stands behind this."""


def brought_back(then: str, now: str, start: int = 0, end: int | None = None) -> str:
    """Give a later text with what stood from `start` to `end` (code points) in an earlier one.

    A block that stands somewhere else by now is left there.
    """
    end = len(then) if end is None else end
    old, new = blocks(then), blocks(now)
    standing = {block.text.strip() for block in new}
    out = [block.text for block in new]
    added: dict[int, list[str]] = {}
    behind = BEFORE_ALL
    for i, j in aligned([b.text.strip() for b in old], [b.text.strip() for b in new]):
        behind = behind if j is None else j
        if i is None or not _meets(old[i], start, end):
            continue
        text = old[i].text
        if j is not None:
            out[j] = _in_block(text, new[j].text, start - old[i].at, end - old[i].at)
        elif text.strip() not in standing:
            added.setdefault(behind, []).append(text)
    return _blocks_with(out, added) if added else "".join(out)


def place_of(text: str, quote: str) -> tuple[int, int] | None:
    """Find the first place of a quote in a text, however its words are spaced there."""
    wanted = "".join(quote.split())
    signs = [n for n, sign in enumerate(text) if not sign.isspace()]
    at = "".join(text.split()).find(wanted) if wanted else -1
    return (signs[at], signs[at + len(wanted) - 1] + 1) if at >= 0 else None


def _meets(block: Block, start: int, end: int) -> bool:
    return block.at < end and start < block.at + len(block.text.rstrip())


def _in_block(old: str, new: str, start: int, end: int) -> str:
    """Bring sentences of one block back into its later form."""
    ours, theirs = sentences(old), sentences(new)
    places = [0, *accumulate(map(len, ours))]
    out = list(theirs)
    added: dict[int, list[str]] = {}
    behind = BEFORE_ALL
    for i, j in aligned([bare(text) for text in ours], [bare(text) for text in theirs]):
        behind = behind if j is None else j
        if i is None or places[i] >= end or start >= places[i] + len(ours[i].rstrip()):
            continue
        if j is None:
            added.setdefault(behind, []).append(ours[i] if i + 1 < len(ours) else ours[i].rstrip())
        elif bare(ours[i]) != bare(theirs[j]):
            out[j] = ours[i].rstrip() + _gap(theirs[j])
    return _sentences_with(out, added) if added else "".join(out)


def _blocks_with(out: Sequence[str], added: Mapping[int, Sequence[str]]) -> str:
    """Put blocks between others, a blank line around each; the end of the text stays as it is."""
    end = _gap(out[-1]) if out else "\n"
    rows = list(_between(out, added))
    return "".join(text.rstrip("\n") + _parting(text) for text in rows[:-1]) + (
        rows[-1].rstrip("\n") + end
    )


def _parting(text: str) -> str:
    gap = _gap(text)
    return gap if gap.count("\n") > 1 else "\n\n"


def _sentences_with(out: Sequence[str], added: Mapping[int, Sequence[str]]) -> str:
    """Put sentences between others; what stands last keeps the end of the block."""
    end = _gap(out[-1])
    usual = "\n" if any("\n" in _gap(text) for text in out[:-1]) else " "
    rows = list(_between([*out[:-1], out[-1].rstrip()], added))
    parts = [text if _gap(text) else text + usual for text in rows[:-1]]
    return "".join(parts) + rows[-1].rstrip() + end


def _between(out: Sequence[str], added: Mapping[int, Sequence[str]]) -> Iterator[str]:
    yield from added.get(BEFORE_ALL, ())
    for n, text in enumerate(out):
        yield text
        yield from added.get(n, ())


def _gap(text: str) -> str:
    """Give the spacing at the end."""
    return text[len(text.rstrip()) :]

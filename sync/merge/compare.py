"""Show what differs between two versions of a text: paragraph by paragraph, sentence by sentence.

Written for the eye of someone who knows the subject: paragraphs that stayed are left out, a
sentence that was mostly rewritten is shown gone and new as a whole, and no word is ever cut. This
is for showing only; nothing is woven or stored by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from sync.merge.likeness import aligned
from sync.merge.lines import split_keeping
from sync.merge.words import MOST_TOKENS, WORD, bare, tokens

SMALL_ISLAND = 3
"""More words than this that stayed between two changes are always shown as having stayed."""

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_END = r"""[.!?…]["'”’)\]]*(?=\s)|[。！？]|$"""
_SENTENCE = re.compile(rf".*?(?:{_END})\s*", re.DOTALL)
_LINE = re.compile(rf".*?(?:{_END}|\n)\s*", re.DOTALL)
_STRUCTURE = re.compile(r"^\s*(?:[-*+>|#:]|\d+[.)]|`{3}|~{3}|\[\^)|\|\s*$", re.MULTILINE)


class Run(NamedTuple):
    """A stretch of words that stayed, went or came."""

    kind: Literal["same", "gone", "new"]
    text: str


class BlockChange(NamedTuple):
    """One paragraph, list, table or fenced block that differs.

    The runs `same` and `gone` are the text before, `same` and `new` the text after (`same` in the
    spacing of the text after). Places count code points; that of a removed block is where it was.
    """

    kind: Literal["added", "removed", "changed", "moved"]
    before: str
    after: str
    runs: tuple[Run, ...]
    at_before: int
    at_after: int


class Block(NamedTuple):
    """A block with the blank lines behind it, and where it starts."""

    text: str
    at: int


def changes(before: str, after: str) -> tuple[BlockChange, ...]:
    """List the blocks that differ, in reading order of the text after."""
    old, new = blocks(before), blocks(after)
    pairs = list(aligned([b.text.strip() for b in old], [b.text.strip() for b in new]))
    alone = {old[i].text.strip() for i, j in pairs if i is not None and j is None}
    came = {new[j].text.strip() for i, j in pairs if i is None and j is not None}
    moved = {text for text in alone & came if WORD.search(text)}
    out: list[BlockChange] = []
    i_next = j_next = 0
    for i, j in pairs:
        i_next, j_next = (i_next if i is None else i), (j_next if j is None else j)
        one = old[i] if i is not None else Block("", _at(old, i_next, before))
        two = new[j] if j is not None else Block("", _at(new, j_next, after))
        change = _change(one, two, moved)
        if change:
            out.append(change)
        i_next += i is not None
        j_next += j is not None
    return tuple(out)


def _at(blocks: Sequence[Block], n: int, text: str) -> int:
    return blocks[n].at if n < len(blocks) else len(text)


def _change(old: Block, new: Block, moved: set[str]) -> BlockChange | None:
    one, two = old.text.strip("\n"), new.text.strip("\n")
    if one == two:
        return None
    if not one:
        if two.strip() in moved:
            return BlockChange("moved", two, two, (Run("same", two),), old.at, new.at)
        return BlockChange("added", "", two, (Run("new", two),), old.at, new.at)
    if not two:
        if one.strip() in moved:
            return None  # shown where it stands now
        return BlockChange("removed", one, "", (Run("gone", one),), old.at, new.at)
    return BlockChange("changed", one, two, tuple(_joined(_in_sentences(one, two))), old.at, new.at)


def blocks(text: str) -> list[Block]:
    """Cut a text at blank lines, but not in a fenced block; blank lines go with the one before."""
    out: list[Block] = []
    lines: list[str] = []
    fence = ""
    at = start = 0
    blank = False
    for line in split_keeping(text):
        if lines and blank and line.strip() and not fence:
            out.append(Block("".join(lines), start))
            lines, start = [], at
        marks = _FENCE.match(line)
        if marks and not fence:
            fence = marks[1]
        elif marks and marks[1].startswith(fence) and not line.strip(" `~\n"):
            fence = ""
        lines.append(line)
        at += len(line)
        blank = not line.strip()
    if lines:
        out.append(Block("".join(lines), start))
    return out


def _in_sentences(old: str, new: str) -> Iterator[Run]:
    """Compare two forms of a block sentence by sentence, and alike sentences word by word."""
    one, two = sentences(old), sentences(new)
    for i, j in aligned([bare(text) for text in one], [bare(text) for text in two]):
        if j is None:
            yield Run("gone", one[i or 0])
        elif i is None:
            yield Run("new", two[j])
        elif bare(one[i]) == bare(two[j]):
            yield Run("same", _with_a_gap(one[i], two[j]))
        else:
            yield from _in_words(one[i], _with_a_gap(one[i], two[j]))


def sentences(text: str) -> list[str]:
    """Cut into sentences; in a list, a table or code also into lines. Prose may be wrapped anew."""
    ends = _LINE if _STRUCTURE.search(text) else _SENTENCE
    return [part for part in ends.findall(text) if part]


def _with_a_gap(old: str, new: str) -> str:
    """Keep what stayed apart from what went behind it."""
    return new + old[len(old.rstrip()) :] if new == new.rstrip() else new


def _in_words(old: str, new: str) -> Iterator[Run]:
    a, b = tokens(old), tokens(new)
    if max(len(a), len(b)) > MOST_TOKENS:
        yield from (Run("gone", old), Run("new", new))
        return
    # loaded late: what was only added, removed or moved has no words to compare
    from rapidfuzz.distance import Indel

    steps = [
        (a[step.src_start : step.src_end], b[step.dest_start : step.dest_end], step.tag == "equal")
        for step in Indel.opcodes([_key(t) for t in a], [_key(t) for t in b])
    ]
    for gone, put, same in _without_islands(steps):
        if same:
            yield Run("same", "".join(put))
            continue
        if gone:
            yield Run("gone", "".join(gone))
        if put:
            yield Run("new", "".join(put))


Step = tuple[list[str], list[str], bool]


def _without_islands(steps: Sequence[Step]) -> list[Step]:
    """Join changes between which less stayed than changed on either side: no confetti."""
    out: list[Step] = []
    for gone, put, same in steps:
        if not same and out and not out[-1][2]:
            out[-1] = (out[-1][0] + gone, out[-1][1] + put, False)
        else:
            out.append((gone, put, same))
        while len(out) >= 3 and _is_island(out[-3], out[-2], out[-1]):
            first, island, last = out[-3:]
            out[-3:] = [(first[0] + island[0] + last[0], first[1] + island[1] + last[1], False)]
    return out


def _is_island(first: Step, island: Step, last: Step) -> bool:
    if first[2] or not island[2] or last[2]:
        return False
    stayed = _count(island[1])
    return stayed <= min(_size(first), _size(last), SMALL_ISLAND)


def _size(step: Step) -> int:
    return max(_count(step[0]), _count(step[1]))


def _count(parts: Sequence[str]) -> int:
    return sum(WORD.match(part) is not None for part in parts)


def _joined(runs: Iterator[Run]) -> Iterator[Run]:
    """Join neighbours of one kind; between two stretches that stayed, what went comes first."""
    kept: dict[Literal["gone", "new"], str] = {"gone": "", "new": ""}
    same = ""
    for run in runs:
        if run.kind == "same":
            yield from (Run(kind, text) for kind, text in kept.items() if text)
            kept = {"gone": "", "new": ""}
            same += run.text
            continue
        if same:
            yield Run("same", same)
            same = ""
        kept[run.kind] += run.text
    if same:
        yield Run("same", same)
    yield from (Run(kind, text) for kind, text in kept.items() if text)


def _key(token: str) -> str:
    """Match gaps as gaps: a line wrapped elsewhere is no change of words."""
    if not token.isspace():
        return token
    return "\n\n" if token.count("\n") > 1 else " "

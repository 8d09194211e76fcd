"""How the weave does on real merges of real lessons, where people's own result is known.

The merges lie in the folder that COURSEFOLK_SHARED names, or beside the project; without it this
test is skipped.
"""

from __future__ import annotations

import gzip
import os
import re
from collections import Counter
from pathlib import Path

import msgspec
import pytest

from sync.merge.weave import Woven, weave

ROOT = Path(__file__).parents[3]
SHARED = Path(os.environ.get("COURSEFOLK_SHARED") or ROOT.parent / "shared")
MERGES = SHARED / "corpus" / "merges.jsonl.gz"


class Merge(msgspec.Struct):
    """One merge of the corpus: two edited copies of a text, and what people made of them."""

    base: str
    left: str
    right: str
    merged: str
    git_conflicts: int


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def _bare(text: str) -> str:
    return "".join(text.split())


def _can_be(woven: Woven, text: str) -> bool:
    """Tell whether a text comes of taking the offer or one of the wordings at each place."""
    wanted, ends = _bare(text), {0}
    for part in woven.parts:
        choices = [part] if isinstance(part, str) else [part.offer, part.one, part.two]
        bare = set(map(_bare, choices))
        ends = {end + len(one) for end in ends for one in bare if wanted.startswith(one, end)}
    return len(wanted) in ends


@pytest.fixture(scope="module")
def counts() -> Counter[str]:
    if not MERGES.exists():
        pytest.skip(f"the real merges are not here: {MERGES.name} beside the project is wanted")
    found: Counter[str] = Counter()
    for line in gzip.decompress(MERGES.read_bytes()).splitlines():
        merge = msgspec.json.decode(line, type=Merge)
        woven = weave(merge.base, merge.left, merge.right)
        written = {w for t in (merge.base, merge.left, merge.right) for w in _words(t)}
        new = {w for t in (merge.left, merge.right) for w in _words(t)} - set(_words(merge.base))
        shown = set(_words(woven.text)).union(*(_words(o.one + o.two) for o in woven.overlaps))
        differs = not woven.overlaps and _words(woven.text) != _words(merge.merged)
        found.update(
            {
                "all": 1,
                "equal": _bare(woven.text) == _bare(merge.merged),
                "first of those": bool(
                    merge.git_conflicts and _bare(woven.text) == _bare(merge.merged)
                ),
                "best of those": bool(merge.git_conflicts and _can_be(woven, merge.merged)),
                "clean for git": not merge.git_conflicts,
                "clean for git but marked": bool(not merge.git_conflicts and woven.overlaps),
                "unmarked and different": differs,
                "unmarked, different, and no merge for git": bool(differs and merge.git_conflicts),
                "words invented": len(set(_words(woven.text)) - written),
                "words lost": len(new - shown),
            }
        )
    return found


def test_enough_merges_are_here(counts: Counter[str]) -> None:
    assert (counts["all"], counts["clean for git"]) == (205, 135)


@pytest.mark.parametrize(
    ("what", "most"),
    [
        ("clean for git but marked", 0),
        ("unmarked and different", 1),
        ("unmarked, different, and no merge for git", 0),
        ("words invented", 0),
        ("words lost", 0),
    ],
)
def test_at_most(counts: Counter[str], what: str, most: int) -> None:
    assert counts[what] <= most


@pytest.mark.parametrize(
    ("what", "least"), [("equal", 172), ("first of those", 38), ("best of those", 46)]
)
def test_the_whole_text_is_what_people_made_of_it(
    counts: Counter[str], what: str, least: int
) -> None:
    """Of all 205; and of the 70 that git could not merge, by first offers and by the best."""
    assert counts[what] >= least

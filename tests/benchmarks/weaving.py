"""Weave copies of long texts that were edited apart, and fold a line that many write over."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from sync.merge.fold import History, Revision
from sync.merge.weave import weave
from sync.model.ids import FactId, NodeId, PersonId
from tests.benchmarks.generated import Prose, two_copies
from tests.benchmarks.lines import Line, Reach, line
from tests.benchmarks.measuring import Measured, cpu_ms, interleaved, medians, process_cpu_ms
from tests.benchmarks.place import Place

MOST_MS = {100: 15.0, 500: 50.0, 2_000: 200.0}
"""Edits a side of a lesson of 50,000 words, and how long weaving may take."""
MOST_LONG_LINE_MS = 300.0
MOST_CONTESTED_MS = 150.0
LONG_LINE = 300_000
WRITERS, ROUNDS = 10, 50


def lines(place: Place, *, quick: bool) -> Iterator[Line]:
    """Weave each pair several times, in turn with git's merge of the same three files."""
    base = Prose(5).lesson("A long lesson", 50_000)
    rounds = 5 if quick else 15
    for edits, most in MOST_MS.items():
        texts = (base, *two_copies(base, edits, edits))
        assert weave(*texts).overlaps, "the copies must overlap somewhere"
        yield _beside_git(place, f"weave, {edits:,} edits a side", texts, rounds, most)
    texts = _one_line(100)
    yield _beside_git(place, "weave, one line of 300 kB", texts, rounds, MOST_LONG_LINE_MS)
    history = _contested()
    took = medians(interleaved({"ours": partial(cpu_ms, history)}, rounds))["ours"]
    name = f"fold, one line {WRITERS * ROUNDS + 1} times written over by {WRITERS}"
    yield line(name, took, "ms CPU", "nothing else folds one", Reach(MOST_CONTESTED_MS))


def _beside_git(
    place: Place, name: str, texts: tuple[str, str, str], rounds: int, most: float
) -> Line:
    contestants: dict[str, Measured] = {"ours": partial(cpu_ms, partial(weave, *texts))}
    if shutil.which("git"):
        command = _git_merge(place.new_folder("weave"), *texts)
        contestants["git"] = partial(process_cpu_ms, command)
    found = medians(interleaved(contestants, rounds))
    return line(
        name, found["ours"], "ms CPU", found.get("git", "git is not installed"), Reach(most)
    )


def _git_merge(folder: Path, base: str, one: str, two: str) -> list[str]:
    for name, text in (("base", base), ("one", one), ("two", two)):
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    merge = 'git merge-file -p --quiet "$0/one" "$0/base" "$0/two" || test $? -lt 128'
    return ["sh", "-c", merge, str(folder)]


def _one_line(edits: int) -> tuple[str, str, str]:
    """A paragraph on one line, and two copies of it with words changed."""
    words = Prose(7).words(LONG_LINE // 3).split(" ")
    row = " ".join(words)[:LONG_LINE].split(" ")
    texts = [" ".join(row)]
    for side in (1, 2):
        at, mine = random.Random(side), row[:]
        for number in at.sample(range(len(mine)), edits):
            mine[number] = f"word{side}"
        texts.append(" ".join(mine))
    base, one, two = (f"# Title\n\n{text}\n\nEnd.\n" for text in texts)
    return base, one, two


def _contested() -> partial[object]:
    """Let people rewrite words of one line apart, half of the time with all others' in view."""
    chance = random.Random(1)
    row = "The valve sits behind the left panel of the boiler and the gauge."
    texts = {FactId("root"): f"# A\n\n{row}\n\nEnd.\n"}
    revisions = [Revision(FactId("root"), (), PersonId("root"), 0)]
    last = [FactId("root")] * WRITERS
    for turn in range(ROUNDS):
        for writer in range(WRITERS):
            heads: tuple[FactId, ...] = (last[writer],)
            text = texts[last[writer]]
            if chance.random() < 0.5:
                history = History(NodeId("lesson"), revisions, texts.__getitem__)
                heads, text = history.heads, history.text
            found = text.split("\n")
            words = found[2].split(" ")
            words[chance.randrange(len(words))] = f"p{writer}t{turn}"
            found[2] = " ".join(words)
            made = FactId(f"{chance.getrandbits(64):016x}")
            texts[made] = "\n".join(found)
            revisions.append(Revision(made, heads, PersonId(f"p{writer}"), 0))
            last[writer] = made
    return partial(_fold, tuple(revisions), texts)


def _fold(revisions: tuple[Revision, ...], texts: dict[FactId, str]) -> object:
    history = History(NodeId("lesson"), revisions, texts.__getitem__)
    assert history.text and history.items
    return history

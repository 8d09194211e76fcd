"""Words that one wrote for learners, and that came by merging into what the other put around.

No check finds them: whoever puts a comment around words in view means it. So it is looked for
where texts were woven, and followed from there: it is told until somebody puts the words outside
or says that they stay, also if they are changed where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.flows.overlaps.broken_history import fold_that_broke, who
from app.flows.overlaps.broken_values import Broken, Choice, name_of_broken
from editor.markdown.checks.swallowed import (
    NAME,
    Swallowed,
    deeds_of,
    finding_of,
    insides_of,
    swallowed_in,
)
from editor.markdown.insides import InnerLine, Inside, Insides
from sync.merge.fold import History
from sync.merge.folding import Heads
from sync.merge.wordings import Authorship
from sync.model.ids import NodeId
from sync.workspace.revisions import LessonFacts

_MARKS = re.compile(
    r"<!--|-->|```+|~~~+|\$\$|\*{3,}|:{3,}|</?(?:details|script|style|template|noscript|textarea|pre)",
    re.IGNORECASE,
)


class _Read:
    """Reads each text once."""

    def __init__(self) -> None:
        self._known: dict[str, Insides] = {}

    def __call__(self, text: str) -> Insides:
        if text not in self._known:
            self._known[text] = insides_of(text)
        return self._known[text]


def swallowed_words(
    facts: LessonFacts, history: History, lesson: NodeId
) -> Iterator[tuple[Broken, Heads]]:
    """Give what was taken in by a comment, code … in a text, with the heads that were woven so."""
    read = _Read()
    if not read(history.text).every:
        return
    authors = Authorship(history.ancestry, facts.text_of)
    told: set[int] = set()
    for fold, common in _folds(facts, history):
        base = history.text_at(history.ancestry.heads_in(common)) if common else ""
        woven, arisen = history.folds[fold]
        sides = [facts.text_of(head) for head in fold]
        for found in swallowed_in(woven, sides, base, read):
            if any(one.start <= found.end and found.start <= one.end for one in arisen):
                continue  # they overlap there, and are asked about it
            places = found.places(read(history.text))
            if not places or {line.line for _, line in places} & told:
                continue

            def stands(text: str, found: Swallowed = found) -> bool:
                return bool(found.places(read(text)))

            if fold_that_broke(facts, history, authors, history.heads, stands) != fold:
                continue  # it was out of there meanwhile, and somebody wrote it so
            told |= {line.line for _, line in places}
            choices = []
            for deed in deeds_of(history.text, found, places, read):
                since = 0 if deed.holds(base) else common
                people, at = who(history, authors, fold, since, deed.holds)
                choices.append(
                    Choice(deed.done, deed.keep, people, at, deed.words, lesson, text=deed.text)
                )
            yield _broken(lesson, found, places, choices), fold


def _folds(facts: LessonFacts, history: History) -> Iterator[tuple[Heads, int]]:
    """Give each set of heads that was woven and in which some put marks that others had not."""
    ancestry = history.ancestry
    woven = {history.heads}
    for ident, revision in history.revisions.items():
        if ancestry.knows(ident):
            woven |= {ancestry.heads_of(revision.parents), ancestry.restored(ident)}
    for fold in sorted(heads for heads in woven if len(heads) > 1):
        if len({_marks(facts.text_of(head)) for head in fold}) < 2:
            continue
        common = ~0
        for head in fold:
            common &= ancestry.seen_by(head)
        yield fold, common


def _marks(text: str) -> tuple[tuple[str, ...], int]:
    """Give the marks of a text, and how many lines end within code or a formula of theirs."""
    odd = sum(bool(line.count("`") % 2 or line.count("$") % 2) for line in text.split("\n"))
    return tuple(_MARKS.findall(text)), odd


def _broken(
    lesson: NodeId,
    found: Swallowed,
    places: Sequence[tuple[Inside, InnerLine]],
    choices: Sequence[Choice],
) -> Broken:
    """Name it by the words that were woven: the same also if they are changed in there."""
    first, last = places[0][1], places[-1][1]
    words = choices[0].words
    ident = name_of_broken(lesson, NAME, (found.kind, *found.lines))
    return Broken(
        ident, NAME, lesson, first.line, first.start, last.end,
        finding_of(found, words.split("\n", 1)[0]), words, tuple(choices), may_stay=True,
    )  # fmt: skip

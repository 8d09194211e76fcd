"""Where something broke by merging: the texts that were whole when they met, and who wrote them."""

from __future__ import annotations

from collections.abc import Callable

from sync.merge.fold import History
from sync.merge.folding import Heads
from sync.merge.wordings import Authorship
from sync.model.ids import FactId, PersonId
from sync.workspace.revisions import LessonFacts


def fold_that_broke(
    facts: LessonFacts,
    history: History,
    authors: Authorship,
    heads: Heads,
    stands: Callable[[str], bool],
) -> Heads:
    """Find the heads whose texts were whole and whose woven text was broken; none if one was.

    Who takes a mend back wrote nothing of it: what broke then is broken again.
    """
    ancestry = history.ancestry
    if len(heads) > 1 and not any(stands(authors.text_of(head)) for head in heads):
        return heads
    found: Heads = ()
    for ident in sorted(authors.brought_in(heads, 0, stands)):
        before = _restored(facts, history, ident)
        parents = ancestry.heads_of(ancestry.revisions[ident].parents)
        if before:
            parents = fold_that_broke(facts, history, authors, before, stands)
        elif len(parents) < 2 or not stands(history.text_at(parents)):
            return ()  # somebody wrote it so
        if not parents:
            return ()
        found = parents
    return found


def _restored(facts: LessonFacts, history: History, ident: FactId) -> Heads:
    """Give the earlier heads whose very text a revision brought back; none if it did not."""
    body = facts.revised[ident][1] if ident in facts.revised else None
    before = body.restores if body is not None else ()
    if not before or not all(
        head != ident and history.ancestry.knows(head) and history.has_seen((ident,), head)
        for head in before
    ):
        return ()
    before = history.ancestry.heads_of(before)
    return before if history.text_at(before) == facts.text_of(ident) else ()


def who(
    history: History,
    authors: Authorship,
    fold: Heads,
    common: int,
    holds: Callable[[str], bool],
) -> tuple[tuple[PersonId, ...], int]:
    """Find who did something that stands in the texts woven, and when it was done last."""
    revisions = [history.revisions[i] for i in authors.brought_in(fold, common, holds)]
    people = sorted({revision.person for revision in revisions})
    return tuple(people), max((revision.at for revision in revisions), default=0)

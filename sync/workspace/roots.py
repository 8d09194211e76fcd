"""Lessons that come here with nothing but their first text: no weaving, all of them at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sync.model.facts import Fact
from sync.model.ids import LogId, NodeId
from sync.model.payloads import TextRevised
from sync.model.states import TextState
from sync.store.drafts import Draft
from sync.store.opening import Store
from sync.workspace.revisions import OF_A_LESSON
from sync.workspace.words import count_words

Touching = tuple[Fact, object]
"""A fact that touches a lesson's text, with its decoded payload."""


def first_texts(
    store: Store, log: LogId, touched: Mapping[NodeId, Sequence[Touching]]
) -> dict[NodeId, tuple[Draft, str, bytes]]:
    """Draw up the drafts of those lessons that one revision without parents is all there is of.

    A first download holds thousands of them.
    """
    roots: dict[NodeId, tuple[Fact, TextRevised]] = {}
    for lesson, touching in touched.items():
        if not touching:
            continue
        fact, body = touching[0]
        if len(touching) > 1 or not isinstance(body, TextRevised) or body.parents:
            continue
        if body.text is not None:
            roots[lesson] = (fact, body)
    if not roots:
        return {}
    struck = store.log.struck([fact.id for fact, _ in roots.values()])
    known = store.log.about(log, roots, OF_A_LESSON)
    return {
        lesson: (_draft(log, fact, body), body.text or "", b"")
        for lesson, (fact, body) in roots.items()
        if known.get(lesson) == [fact.id] and fact.id not in struck
    }


def _draft(log: LogId, fact: Fact, body: TextRevised) -> Draft:
    state = TextState((fact.id,), body.sha)
    return Draft(log, body.lesson, state, count_words(body.text or ""), 0)

"""Facts about texts that cannot be what they say: found as they arrive, and refused with a reason.

A server judges who may write, and knows no Markdown and no weaving; so somebody with a key and bad
intentions may send a revision that does not give the text it names, or a remark on a text that
never was. Let in, one such fact would stop everyone who reads the lesson. What is found depends on
the fact and on what it builds on alone, so that all laptops refuse the same.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sync.model.facts import Fact
from sync.model.ids import FactId, LogId, NodeId, sha_of
from sync.model.kinds import payload_of
from sync.model.limits import highest_number
from sync.model.payloads import (
    CommentMade,
    SuggestionDecided,
    SuggestionMade,
    TextRevised,
    VersionNamed,
)
from sync.model.round_payloads import CommentMoved
from sync.store.opening import Store

_LEFT_OUT = "left-out "
"""How the settings begin that name revisions whose edits change nothing, as they do not fit."""
_NO_TEXT = "it does not give the text that it names"
_NO_STATE = "it speaks of a text that never was"
_NO_NUMBER = "the number of its version is out of range"
_NO_SUGGESTION = "it decides on what is no suggestion"
_ABOUT_TEXTS = frozenset(
    {
        "text.revised",
        "suggestion.made",
        "suggestion.decided",
        "comment.made",
        "comment.moved",
        "version.named",
    }
)


def unsound(store: Store, log: LogId, facts: Sequence[Fact]) -> dict[FactId, str]:
    """List those among arrived facts that cannot be what they say, each with the reason."""
    about_texts = [fact for fact in facts if fact.kind in _ABOUT_TEXTS]
    if not about_texts:
        return {}
    looked = _Look(store, log, store.log.struck([fact.id for fact in about_texts]))
    return {fact.id: why for fact in about_texts if (why := looked.why(fact))}


def note_left_out(store: Store, idents: Collection[FactId]) -> None:
    """Note revisions that change nothing: their edits do not give the text that they name.

    They are kept as they came, for what others wrote may build on them.
    """
    for ident in idents:
        store.settings.set(_LEFT_OUT + ident, _NO_TEXT)


def left_out(store: Store) -> list[tuple[Fact, str]]:
    """List the revisions that count and yet change nothing, each with the reason."""
    noted = {
        FactId(name[len(_LEFT_OUT) :]): why for name, why in store.settings.all(_LEFT_OUT).items()
    }
    found = [(store.log.fact(ident), why) for ident, why in noted.items()]
    return [(one.fact, why) for one, why in found if one is not None and one.state == "kept"]


class _Look:
    """Looks at facts of one log, each alone with what it names."""

    def __init__(self, store: Store, log: LogId, struck: Collection[FactId]) -> None:
        self.store, self.log, self.struck = store, log, struck

    def why(self, fact: Fact) -> str:
        """Say what is wrong with a fact, "" if nothing is."""
        body = payload_of(fact)
        if isinstance(body, TextRevised):
            return self._of_revision(fact, body)
        if isinstance(body, SuggestionDecided):
            return "" if self._is_of("suggestion.made", body.suggestion) else _NO_SUGGESTION
        if isinstance(body, VersionNamed):
            if body.number > highest_number(fact.clock):
                return _NO_NUMBER
            heads = {head: node for node, state in body.texts.items() for head in state.heads}
            return "" if self._are_texts(heads) else _NO_STATE
        assert isinstance(body, CommentMade | CommentMoved | SuggestionMade)
        if not body.lesson and not body.state.heads:
            return ""  # it is about the course
        if not self._are_texts(dict.fromkeys(body.state.heads, body.lesson)):
            return _NO_STATE
        if isinstance(body, SuggestionMade):
            return "" if 0 <= body.start <= body.end else _NO_TEXT
        return ""

    def _of_revision(self, fact: Fact, body: TextRevised) -> str:
        if not self._are_texts(dict.fromkeys(body.parents, body.lesson)):
            return _NO_STATE
        if body.base is not None:
            # whether its edits fit is found where its text is built: struck words may stand in it
            return "" if body.base in body.parents else _NO_STATE
        whole = fact.id in self.struck or sha_of(body.text or "") == body.sha
        return "" if whole else _NO_TEXT

    def _are_texts(self, heads: Mapping[FactId, NodeId]) -> bool:
        """Tell whether all these are revisions or suggestions of the lessons named."""
        told = {one.id: one for one in self.store.log.told(list(heads))} if heads else {}
        return all(
            (one := told.get(head)) is not None
            and one.log == self.log
            and one.kind in ("text.revised", "suggestion.made")
            and one.subject == lesson
            for head, lesson in heads.items()
        )

    def _is_of(self, kind: str, ident: FactId) -> bool:
        return any(one.kind == kind and one.log == self.log for one in self.store.log.told([ident]))

"""Follow redactions through a workspace, and strike again what comes back with the words.

A laptop that had not heard of a redaction may still send the words. Their marks tell an owner's
laptop, which then redacts once more by itself; and whoever shared a course has its private log.
"""

from __future__ import annotations

from collections.abc import Sequence

from sync.model.facts import Fact
from sync.model.ids import LogId
from sync.model.redaction import REDACTED
from sync.store.opening import Store
from sync.workspace import cleaning
from sync.workspace.ledger import Ledger
from sync.workspace.redactions import holding

AGAIN = "The same words came once more."


class Striking:
    """Follows the log; everything it does is part of the transaction that takes facts in."""

    def __init__(self, store: Store, ledger: Ledger) -> None:
        self.store = store
        self.ledger = ledger

    def follow(self, log: LogId, facts: Sequence[Fact]) -> None:
        """Clean what else holds struck words here, and the private log that went before."""
        if not any(fact.kind == REDACTED for fact in facts):
            return
        words = {*self.store.log.struck_words}
        cleaning.follow(self.store, log, facts)
        row = self.store.log.log(log)
        for other in self.store.log.logs():
            if row and other.course == row.course and other.standing == "closed":
                self._strike_closed(log, other.log, words)

    def _strike_closed(self, log: LogId, closed: LogId, words: set[str]) -> None:
        marks = [mark for body in cleaning.redactions(self.store, log) for mark in body.marks]
        facts = self.store.log.facts(closed)
        known = cleaning.words_marked(self.store, closed, facts, marks)
        # words of facts struck as a whole have no marks; short ones stand in too many places
        said = {word for word in words if any(len(word) == mark.length for mark in marks)}
        self.strike(closed, said | known)

    def strike_again(self, log: LogId, facts: Sequence[Fact]) -> bool:
        """Strike words out of what others wrote apart with them; tell whether there were any."""
        marks = [mark for body in cleaning.redactions(self.store, log) for mark in body.marks]
        words = cleaning.words_marked(self.store, log, facts, marks)
        return self.strike(log, words)

    def strike(self, log: LogId, words: set[str]) -> bool:
        """Write the redaction of words in one log, if anything holds them."""
        body = holding(self.store, log, words).body(words, AGAIN) if words else None
        if body is None:
            return False
        self.ledger.write(log, body)
        return True

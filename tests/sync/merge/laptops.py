"""Laptops that write, exchange facts in any order and decide on overlaps."""

from __future__ import annotations

import hashlib
import random

from sync.merge.fold import Confirmation, History, Item, Revision, choose
from sync.model.ids import FactId, NodeId, PersonId, sha_of
from tests.sync.merge.writers import Writer

LESSON = NodeId("lesson")


class Laptop:
    """One person's facts: revisions, their texts, and confirmations."""

    def __init__(self, name: str, writer: Writer) -> None:
        self.name = PersonId(name)
        self.writer = writer
        self.rng: random.Random = writer.rng
        self.revisions: dict[FactId, Revision] = {}
        self.texts: dict[FactId, str] = {}
        self.confirmations: dict[FactId, Confirmation] = {}
        self.buffer: tuple[tuple[FactId, ...], str] | None = None

    def history(self, order: random.Random | None = None) -> History:
        """The history of what is here, put in in any order."""
        revisions, confirmations = list(self.revisions.values()), list(self.confirmations.values())
        if order:
            order.shuffle(revisions)
            order.shuffle(confirmations)
        return History(LESSON, revisions, self.texts.__getitem__, confirmations)

    def revise(self, parents: tuple[FactId, ...], text: str) -> Revision:
        seed = f"{self.name} {self.rng.random()} {text}"
        ident = FactId(hashlib.sha256(seed.encode()).hexdigest()[:12])
        revision = Revision(ident, parents, self.name, 0)
        self.revisions[ident], self.texts[ident] = revision, text
        return revision

    def write(self) -> Revision:
        """Edit today's text."""
        history = self.history()
        text = self.writer.edits(history.text, self.rng.randint(1, 3))
        return self.revise(history.heads, text)

    def begin(self) -> None:
        """Open today's text somewhere else, to come back with it later."""
        history = self.history()
        self.buffer = history.heads, history.text

    def come_back(self) -> Revision | None:
        """Bring back what was begun before others' facts arrived: its parents are from then."""
        if self.buffer is None:
            return None
        heads, text = self.buffer
        self.buffer = None
        return self.revise(heads, self.writer.edits(text, self.rng.randint(1, 3)))

    def confirm(self, item: Item, wording: str) -> Confirmation:
        """Decide on an overlap: the atomic pair of a revision and the confirmation."""
        history = self.history()
        text = choose(history, item, wording)
        revision = self.revise(history.heads, text)
        ident = FactId("c" + revision.id)
        made = Confirmation(ident, item.ids, revision.id, sha_of(wording), self.name)
        self.confirmations[ident] = made
        return made

    def decide(self) -> Confirmation | None:
        """Take some wording of some overlap that nobody decided on."""
        items = [i for i in self.history().items if i.state != "confirmed" and i.start is not None]
        if not items:
            return None
        item = self.rng.choice(items)
        texts = [item.merged, *(wording.text for wording in item.wordings)]
        return self.confirm(item, self.rng.choice([*texts, self.writer.line() + "\n"]))

    def receive(self, other: Laptop, *, share: float = 1.0) -> None:
        """Take the other's facts; with a share below 1 some come later, or before their causes."""
        for ident, revision in other.revisions.items():
            if self.rng.random() < share:
                self.revisions[ident], self.texts[ident] = revision, other.texts[ident]
        for ident, made in other.confirmations.items():
            if self.rng.random() < share:
                self.confirmations[ident] = made


def exchange_all(team: list[Laptop]) -> None:
    """Let everyone get everything, each in an order of their own."""
    for _ in range(2):
        for laptop in team:
            for other in laptop.rng.sample(team, len(team)):
                if other is not laptop:
                    laptop.receive(other)

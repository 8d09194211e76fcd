"""A lesson's history told in short: who wrote what on which text, and who decided on what."""

from __future__ import annotations

from sync.merge.fold import Confirmation, History, Item, Revision, choose
from sync.model.ids import FactId, NodeId, PersonId, sha_of

LESSON = NodeId("lesson")
ROOT = "Open the valve slowly.\n\nWait for the gauge.\n\nClose the valve.\n\nSign the sheet.\n"


class Story:
    """Revisions by short names; a name's first letter is its author, unless said otherwise."""

    def __init__(self, root: str = ROOT) -> None:
        self.texts: dict[FactId, str] = {}
        self.revisions: list[Revision] = []
        self.confirmations: list[Confirmation] = []
        self.write("r", (), root)

    def write(self, name: str, parents: tuple[str, ...], text: str, who: str = "") -> FactId:
        ident = FactId(name)
        self.texts[ident] = text
        heads = tuple(FactId(parent) for parent in parents)
        self.revisions.append(Revision(ident, heads, PersonId(who or name[0]), 0))
        return ident

    def change(self, name: str, parents: tuple[str, ...], old: str, new: str) -> FactId:
        text = self.history().text_at(tuple(FactId(parent) for parent in parents))
        assert old in text
        return self.write(name, parents, text.replace(old, new))

    def decide(self, name: str, parents: tuple[str, ...], item: Item, wording: str) -> Confirmation:
        seen = self.upto(parents)
        ident = self.write(name, parents, choose(seen, item, wording))
        made = Confirmation(
            FactId("ok-" + name), item.ids, ident, sha_of(wording), PersonId(name[0])
        )
        self.confirmations.append(made)
        return made

    def upto(self, heads: tuple[str, ...]) -> History:
        """The history as someone had it whose heads these were."""
        whole = self.history()
        known = [r for r in self.revisions if whole.has_seen([FactId(h) for h in heads], r.id)]
        ids = {r.id for r in known}
        made = [c for c in self.confirmations if c.revision in ids]
        return History(LESSON, known, self.texts.__getitem__, made)

    def history(self) -> History:
        return History(LESSON, self.revisions, self.texts.__getitem__, self.confirmations)

    def states(self) -> list[tuple[str, str]]:
        return [(item.kind, item.state) for item in self.history().items]

    def open_ids(self) -> set[str]:
        return {i for item in self.history().items if item.state == "open" for i in item.ids}


def two_wordings() -> Story:
    """The author and a colleague reword one sentence apart."""
    story = Story()
    story.change("a", ("r",), "slowly", "with care")
    story.change("b", ("r",), "slowly", "by a quarter turn")
    return story

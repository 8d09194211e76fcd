"""Revisions whose edits do not give the text they name: they change nothing, on every laptop."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.flows.safety.keeping import examine
from app.flows.sharing import syncing
from sync.model.facts import Fact
from sync.model.ids import FactId, PersonId, Sha, fresh, sha_of
from sync.model.payloads import TextRevised
from tests.faults.test_crafted_facts import Attack, Victim

FORGED = {
    "another text": lambda a: a.edited((a.last.id,), ((0, 0, "Forged. "),), sha_of("else")),
    "beyond the end": lambda a: a.edited((a.last.id,), ((10_000, 3, "Forged"),), sha_of("Forged")),
    "backwards": lambda a: a.edited((a.last.id,), ((9, 1, "Forged"), (2, 1, "x")), sha_of("x")),
    "two parents": lambda a: a.edited((a.last.id, a.aside().id), ((0, 5, "Forged"),), sha_of("x")),
}


class Edits(Attack):
    """An attack with edits, on which the honest writer goes on."""

    def edited(
        self, parents: tuple[FactId, ...], edits: tuple[tuple[int, int, str], ...], sha: Sha
    ) -> Fact:
        """Forge a revision that is a difference."""
        self.forger.clock = max(self.forger.clock, self.writer.clock)
        body = TextRevised(self.lesson, parents, sha, base=parents[0], edits=edits)
        return self.forger.honest(body)

    def aside(self) -> Fact:
        """Write honestly beside the last text."""
        text = "# One\n\nAn honest text, and more.\n"
        made = TextRevised(self.lesson, (self.honest[2].id,), sha_of(text), text=text)
        self.honest.append(self.writer.honest(made))
        return self.honest[-1]


@pytest.mark.parametrize("forged", list(FORGED))
def test_forged_edits_change_nothing_anywhere(tmp_path: Path, forged: str) -> None:
    attack = Edits(5)
    attack.write_on()
    fact = FORGED[forged](attack)
    one, two = (Victim(tmp_path / name, attack.log, PersonId(fresh())) for name in ("one", "two"))
    one.take(attack.honest)
    before = one.look()["texts"]
    assert isinstance(before, dict)
    one.take([fact])
    assert one.look()["texts"] == before
    # a laptop that has the forged one writes on: what is written on it counts on all others
    built_on = before[attack.lesson] + "\nWritten on it.\n"
    later = TextRevised(attack.lesson, (fact.id,), sha_of(built_on), text=built_on)
    attack.writer.clock = attack.forger.clock
    on_it = attack.writer.honest(later)
    one.take([on_it])
    two.take([on_it, fact, *reversed(attack.honest)])
    assert one.look() == two.look()
    texts = two.look()["texts"]
    assert isinstance(texts, dict)
    assert "Written on it." in texts[attack.lesson]
    assert "Forged" not in texts[attack.lesson]
    for victim in (one, two):
        told = syncing.status(victim.desk.ws).problems
        assert ["set aside: it does not give the text" in one["what"] for one in told] == [True]
        victim.desk.ws.close()
        found = [p.what for p in examine(victim.desk.ws.store.folder) if not p.ok]
        assert len(found) == 1
        assert fact.id[:12] in found[0]

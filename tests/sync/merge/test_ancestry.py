"""Who has seen what."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from sync.merge.ancestry import Ancestry, Revision
from sync.model.ids import FactId, PersonId


def ancestry(**parents: str) -> Ancestry:
    return Ancestry(
        Revision(FactId(name), tuple(map(FactId, seen.split())), PersonId("p"), 0)
        for name, seen in parents.items()
    )


@given(st.integers(0, 2**32), st.integers(1, 30))
def test_masks_say_what_walking_the_graph_says(seed: int, size: int) -> None:
    rng = random.Random(seed)
    parents: dict[str, list[str]] = {}
    for n in range(size):
        known = list(parents)
        parents[f"{rng.getrandbits(64):016x}"] = rng.sample(known, min(n, rng.randint(0, 3)))
    names = list(parents)
    rng.shuffle(names)
    graph = ancestry(**{name: " ".join(parents[name]) for name in names})

    def seen(name: str) -> set[str]:
        return {name}.union(*map(seen, parents[name]))

    for name in names:
        assert set(graph.members(graph.seen_by(FactId(name)))) == seen(name)
    below = set().union(*(seen(name) - {name} for name in names))
    assert graph.heads == tuple(sorted(set(names) - below))
    some = rng.sample(names, min(size, 4))
    inner = set().union(*(seen(name) - {name} for name in some))
    assert graph.heads_of(map(FactId, some)) == tuple(sorted(set(some) - inner))


def test_what_lacks_a_cause_is_left_out_with_all_that_stands_on_it() -> None:
    graph = ancestry(a="", b="a missing", c="b", d="a")
    assert graph.heads == ("d",)
    assert graph.order == ["a", "d"]
    assert not graph.knows(FactId("c"))

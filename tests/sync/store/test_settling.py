"""Which facts count does not depend on the order in which they are looked at."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sync.model.ids import FactId
from sync.store.settling import settle


def named(*letters: str) -> list[FactId]:
    return [FactId(letter) for letter in letters]


def test_a_chain_counts_when_its_beginning_does() -> None:
    a, b, c, gone = named("a", "b", "c", "gone")
    settled = settle({c: [b], b: [a], a: []}, kept=[], refused=[])
    assert set(settled.kept) == {a, b, c}
    settled = settle({c: [b], b: [a, gone]}, kept=[a], refused=[])
    assert not settled.kept
    assert not settled.refused


def test_causes_come_first_else_the_order_given() -> None:
    a, b, c, d = named("a", "b", "c", "d")
    settled = settle({d: [], c: [b], a: [], b: [a]}, kept=[], refused=[])
    assert settled.kept == [d, a, b, c]
    settled = settle({d: [], a: [], b: [a], c: [b]}, kept=[], refused=[])
    assert settled.kept == [d, a, b, c]


def test_what_builds_on_a_refused_fact_is_refused() -> None:
    a, b, c, bad = named("a", "b", "c", "bad")
    settled = settle({c: [b], b: [bad, a], a: []}, kept=[], refused=[bad])
    assert settled.kept == [a]
    assert settled.refused == {b: bad, c: b}


def test_a_circle_waits_for_ever() -> None:
    a, b = named("a", "b")
    settled = settle({a: [b], b: [a]}, kept=[], refused=[])
    assert not settled.kept
    assert not settled.refused


@given(st.data())
def test_each_fact_is_judged_by_all_its_causes(data: st.DataObject) -> None:
    names = named(*"abcdefgh")
    causes = {
        name: data.draw(st.lists(st.sampled_from([*names[:index], *named("kept", "bad", "gone")])))
        for index, name in enumerate(names)
    }
    shuffled = dict(data.draw(st.permutations(list(causes.items()))))
    settled = settle(shuffled, kept=named("kept"), refused=named("bad"))
    good, bad = {"kept"}, {"bad"}
    for name in names:
        if bad & set(causes[name]):
            bad.add(name)
        elif set(causes[name]) <= good:
            good.add(name)
    assert set(settled.kept) == good - {"kept"}
    assert settled.refused.keys() == bad - {"bad"}
    assert all(cause in causes[name] for name, cause in settled.refused.items())

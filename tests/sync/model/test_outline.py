"""The outline by replay: same facts, same tree; disagreements are never silent."""

from __future__ import annotations

import random
from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.model.facts import Fact, make_fact
from sync.model.ids import DeviceId, FactId, LogId, NodeId, PersonId
from sync.model.kinds import causes_of, name_of
from sync.model.outline import DEEPEST, Outline, outline_of
from sync.model.payloads import LessonPlaced, LessonRemoved, LessonRenamed, Place, Removal
from sync.model.replay import replay

LOG = LogId("log")


class Laptop:
    """One laptop: facts, a clock, and an outline by replay; nothing else is exchanged."""

    def __init__(self, name: str) -> None:
        self.person = PersonId(name)
        self.facts: dict[FactId, Fact] = {}
        self.edits: dict[NodeId, tuple[FactId, ...]] = {}

    def write(self, payload: msgspec.Struct) -> Fact:
        clock = 1 + max((f.clock for f in self.facts.values()), default=0)
        kind = name_of(payload)
        fact = make_fact(
            log=LOG,
            payload=payload,
            kind=kind,
            clock=clock,
            person=self.person,
            device=DeviceId(self.person),
            causes=causes_of(kind, payload),
            at=clock,
        )
        self.facts[fact.id] = fact
        return fact

    def receive(self, other: Laptop) -> None:
        self.facts |= other.facts
        for lesson, heads in other.edits.items():
            self.edits[lesson] = tuple(sorted({*self.edits.get(lesson, ()), *heads}))

    def outline(self, order: Sequence[Fact] | None = None) -> Outline:
        facts = list(self.facts.values()) if order is None else order
        return outline_of(replay(LOG, facts), self._unseen)

    def _unseen(self, node: NodeId, heads: tuple[FactId, ...]) -> tuple[FactId, ...]:
        return tuple(edit for edit in self.edits.get(node, ()) if edit not in heads)

    # -- what a person does

    def place(self, node: str, parent: str = "", position: str = "V", title: str = "") -> Fact:
        known = replay(LOG, self.facts.values()).nodes.get(NodeId(node))
        over = tuple(h.fact for h in known.place.heads()) if known else ()
        kind = "module" if node.startswith("m") else "lesson"
        return self.write(LessonPlaced((Place(NodeId(node), parent, position, over, kind, title),)))

    def rename(self, node: str, title: str) -> Fact:
        heads = replay(LOG, self.facts.values()).nodes[NodeId(node)].title.heads()
        return self.write(LessonRenamed(NodeId(node), title, tuple(h.fact for h in heads)))

    def remove(self, *nodes: str) -> Fact:
        known = replay(LOG, self.facts.values()).nodes
        removals = tuple(
            Removal(
                NodeId(n),
                tuple(h.fact for h in known[NodeId(n)].place.heads()),
                self.edits.get(NodeId(n), ()),
                tuple(h.fact for h in known[NodeId(n)].title.heads()),
            )
            for n in nodes
        )
        return self.write(LessonRemoved(removals))

    def edit(self, node: str) -> None:
        self.edits[NodeId(node)] = (FactId(f"{self.person}-{len(self.facts)}-{node}"),)


def two() -> tuple[Laptop, Laptop]:
    one, other = Laptop("one"), Laptop("other")
    one.place("m1", "", "F", "First")
    one.place("m2", "", "V", "Second")
    one.place("a", "m1", "F", "A")
    one.place("b", "m1", "V", "B")
    one.edit("a")
    other.receive(one)
    return one, other


def meet(one: Laptop, other: Laptop) -> Outline:
    one.receive(other)
    other.receive(one)
    assert one.outline() == other.outline()
    return one.outline()


def kinds(outline: Outline) -> list[tuple[str, str]]:
    return [(overlap.node, overlap.kind) for overlap in outline.overlaps]


def walk(outline: Outline) -> list[tuple[str, int]]:
    return [(node.id, depth) for node, depth in outline.walk()]


def test_a_move_against_an_edit_keeps_both_silently() -> None:
    one, other = two()
    one.place("a", "m2")
    other.edit("a")
    outline = meet(one, other)
    assert walk(outline) == [("m1", 0), ("b", 1), ("m2", 0), ("a", 1)]
    assert kinds(outline) == []


def test_two_titles_are_an_overlap_until_one_saw_both() -> None:
    one, other = two()
    one.rename("a", "Mine")
    other.rename("a", "Theirs")
    outline = meet(one, other)
    assert kinds(outline) == [("a", "both-renamed")]
    [overlap] = outline.overlaps
    assert overlap.was == "A"
    assert {w.title for w in overlap.wordings} == {"Mine", "Theirs"}
    one.rename("a", "Mine")
    assert kinds(meet(one, other)) == []


def test_the_same_title_twice_is_none() -> None:
    one, other = two()
    one.rename("a", "Same")
    other.rename("a", "Same")
    assert kinds(meet(one, other)) == []


def test_a_removal_against_an_edit_comes_back_in_found() -> None:
    one, other = two()
    one.remove("a")
    other.edit("a")
    outline = meet(one, other)
    assert outline.found == ("a",)
    assert outline.removed == ()
    assert kinds(outline) == [("a", "removed-edited")]
    other.remove("a")
    outline = meet(one, other)
    assert (outline.found, outline.removed, kinds(outline)) == ((), ("a",), [])


def test_a_removal_that_saw_the_edit_is_one() -> None:
    one, other = two()
    one.edit("a")
    one.remove("a")
    outline = meet(one, other)
    assert (outline.found, outline.removed, kinds(outline)) == ((), ("a",), [])


def test_a_removal_against_a_move_stays_where_it_was_moved() -> None:
    one, other = two()
    one.remove("a")
    other.place("a", "m2")
    outline = meet(one, other)
    assert ("a", 1) in walk(outline)
    assert kinds(outline) == [("a", "removed-moved")]


def test_a_lesson_put_into_a_removed_module_is_found() -> None:
    one, other = two()
    one.remove("m1", "a", "b")
    other.place("c", "m1", "X", "New")
    outline = meet(one, other)
    assert outline.found == ("c",)
    assert ("c", "removed-added") in kinds(outline)


def test_a_removal_against_a_new_title_is_an_overlap() -> None:
    one, other = two()
    one.remove("b")
    other.rename("b", "Better")
    assert kinds(meet(one, other)) == [("b", "removed-edited")]


def test_two_places_are_an_overlap() -> None:
    one, other = two()
    one.place("a", "m2", "F")
    other.place("a", "m1", "X")
    assert kinds(meet(one, other)) == [("a", "both-moved")]


def test_moves_into_each_other_make_no_circle() -> None:
    one, other = two()
    one.place("m1", "m2")
    other.place("m2", "m1")
    outline = meet(one, other)
    assert len(walk(outline)) == 4
    assert [kind for _, kind in kinds(outline)] == ["circle"]


def test_put_back_after_a_removal() -> None:
    one, other = two()
    one.remove("a")
    meet(one, other)
    other.place("a", "m2")
    outline = meet(one, other)
    assert ("a", 1) in walk(outline)
    assert outline.removed == ()


@settings(max_examples=150)
@given(st.integers(0, 2**32))
def test_laptops_with_the_same_facts_show_the_same(seed: int) -> None:
    rng = random.Random(seed)
    team = [Laptop(name) for name in "pqr"]
    nodes = ["m1", "m2", "m3", *"abcde"]
    for number, node in enumerate(nodes):
        team[0].place(node, "", "BDFHJLNP"[number], node.upper())
    for laptop in team[1:]:
        laptop.receive(team[0])
    for _ in range(25):
        laptop, node = rng.choice(team), rng.choice(nodes)
        match rng.randrange(5):
            case 0 | 1:
                laptop.place(node, rng.choice(["", "m1", "m2", "m3"]), rng.choice("CEGIKM"))
            case 2:
                laptop.rename(node, rng.choice(["x", "y", "z"]))
            case 3:
                laptop.remove(node)
            case _:
                laptop.receive(rng.choice(team))
    for laptop in team * 2:
        for other in team:
            laptop.receive(other)
    first = team[0].outline()
    for laptop in team:
        order = list(laptop.facts.values())
        rng.shuffle(order)
        assert laptop.outline(order + order[:3]) == first
    shown = [node.id for node, _ in first.walk()]
    assert len(shown) == len(set(shown))
    everything = set(shown) | set(first.found) | set(first.removed)
    hidden = {n for n in nodes if n not in everything}
    assert all(first.nodes[NodeId(n)].parent for n in hidden), "only what is below is not listed"


def test_the_top_of_a_course_cannot_be_placed_in_itself() -> None:
    """A walk over such an outline would never end."""
    forger = Laptop("forger")
    forger.write(LessonPlaced((Place(NodeId("one"), "", "0V", title="One"),)))
    forged = forger.write(LessonPlaced((Place(NodeId(""), "", "0W", kind="module", title="Top"),)))
    course = replay(LOG, list(forger.facts.values()))
    assert set(course.aside) == {forged.id}
    assert [node.title for node in outline_of(course).everything()] == ["One"]


def test_modules_in_one_another_without_end_are_cut_where_nobody_would_look() -> None:
    """Each step up and down a forged chain of thousands was walked for each of its nodes."""
    forger, deep = Laptop("forger"), 3 * DEEPEST
    chain = [place_in(number, number - 1) for number in range(1, deep)]
    forger.write(LessonPlaced(tuple(chain)))
    outline = forger.outline()
    assert outline.found == (f"m{DEEPEST + 1:04}", f"m{2 * DEEPEST + 1:04}")
    assert max(depth for _, depth in outline.walk()) < DEEPEST
    assert len(outline.everything()) == deep - 1
    assert max(len(outline.path(node)) for node in outline.nodes) <= DEEPEST
    forger.write(LessonPlaced(tuple(place_in(n, deep - 1) for n in range(1, deep))))
    assert len(forger.outline().everything()) == deep - 1
    backwards = Laptop("forger")
    for place in reversed(chain):
        backwards.write(LessonPlaced((place,)))
    assert len(backwards.outline().everything()) == deep - 1


def place_in(number: int, parent: int) -> Place:
    """Place a module; the first stands at the top."""
    above = f"m{parent:04}" if parent else ""
    return Place(NodeId(f"m{number:04}"), above, "V", kind="module", title=f"{number}")


@pytest.mark.parametrize("first", [True, False])
def test_a_lesson_with_words_stays_one_whoever_calls_it_a_module(first: bool) -> None:
    honest, forger = Laptop("honest"), Laptop("forger")
    honest.place("module-to-be", title="Module")
    one = honest.place("one", title="One")
    honest.edits[NodeId("one")] = (FactId("words"),)
    forger.receive(honest)
    for node, kind in (("one", "module"), ("mod", "lesson")):
        forged = Place(NodeId(node), "", "V", kind=kind)  # type: ignore[arg-type]
        fact = forger.write(LessonPlaced((forged,)))
        if first:  # as if it came before all others
            forger.facts[fact.id] = msgspec.structs.replace(fact, clock=0)
    honest.receive(forger)
    honest.place("mod", title="Module")
    honest.place("two", "mod", title="Two")
    kinds = {node.id: node.kind for node in honest.outline().nodes.values()}
    assert (kinds["one"], kinds["mod"], kinds["two"]) == ("lesson", "module", "lesson")
    assert one.id in honest.facts

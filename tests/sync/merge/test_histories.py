"""What must hold for any team: laptops with the same facts show the same, and nothing is lost."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.merge.ancestry import Ancestry, Revision
from sync.merge.fold import History
from sync.merge.folding import Fold, Folder
from sync.model.ids import FactId
from tests.sync.merge.laptops import Laptop, exchange_all
from tests.sync.merge.writers import Writer, examples, markers, words


def team_at_work(seed: int, people: int, steps: int) -> tuple[list[Laptop], dict[FactId, str]]:
    """Let a team write apart; also return, for each revision, the text it was written on."""
    writer = Writer(seed)
    rng = writer.rng
    team = [Laptop(f"p{n}", writer) for n in range(people)]
    first = team[0].revise((), writer.text(rng.randint(1, 8)))
    views = {first.id: ""}
    for other in team[1:]:
        other.receive(team[0])
    for _ in range(steps):
        who = rng.choice(team)
        check_items(who.history())
        what = rng.choices(
            ["write", "begin", "come_back", "decide", "receive", "part"], [34, 8, 12, 25, 25, 6]
        )
        view = who.history().text
        buffer = who.buffer
        if what == ["write"]:
            views[who.write().id] = view
        elif what == ["begin"]:
            who.begin()
        elif what == ["come_back"] and (revision := who.come_back()) and buffer:
            views[revision.id] = buffer[1]
        elif what == ["decide"] and (made := who.decide()):
            views[made.revision] = view
            still = {i for item in who.history().items if item.state == "open" for i in item.ids}
            assert not still & made.overlaps, "a decision did not close what it decided on"
        elif what[0] in ("receive", "part"):
            who.receive(rng.choice(team), share=1.0 if what == ["receive"] else 0.6)
    exchange_all(team)
    return team, views


def check_items(history: History) -> None:
    """Items stand where they say; whole lines; none of them touch."""
    text, end = history.text, -1
    seen: set[str] = set()
    for item in history.items:
        assert item.id in item.ids
        assert not seen & item.ids
        seen |= item.ids
        if item.start is None or item.end is None:
            continue
        assert text[item.start : item.end] == item.merged
        assert end < item.start <= item.end <= len(text)
        end = item.end
        if item.state != "confirmed":
            assert all(wording.people and wording.revisions for wording in item.wordings)
            assert len({wording.text for wording in item.wordings}) == len(item.wordings)


def check_team(seed: int, people: int, steps: int) -> None:
    team, views = team_at_work(seed, people, steps)
    first = team[0].history()
    order = random.Random(seed)
    for laptop in team:  # the same facts, the same text and overlaps, in whatever order they came
        other = laptop.history(order)
        assert (other.heads, other.text, other.state) == (first.heads, first.text, first.state)
        assert other.items == first.items
    check_nothing_lost(team[0], first, views)
    check_everything_closes(team)


def check_nothing_lost(laptop: Laptop, history: History, views: dict[FactId, str]) -> None:
    """A word that somebody put in stands in the text or an overlap, unless someone took it out.

    Nobody can take out what they have not seen, and no word is there that nobody wrote.
    """
    shown = words(history.text)
    for item in history.items:
        shown |= words(item.merged).union(*(words(wording.text) for wording in item.wordings))
    texts = laptop.texts
    assert words(history.text) <= set().union(*map(words, texts.values()))
    for ident, text in texts.items():
        for word in set(markers(text)) - set(markers(views[ident])):
            taken_out = any(
                history.has_seen((later,), ident)
                and word in words(views[later])
                and word not in words(texts[later])
                for later in texts
            )
            assert taken_out or word in shown, f"{word} of {ident} was lost"


def check_everything_closes(team: list[Laptop]) -> None:
    """One person decides on all; then nothing is open for anybody, and no later edit opens it."""
    decider = team[0]
    for _ in range(60):
        waiting = [item for item in decider.history().items if item.state != "confirmed"]
        placed = [item for item in waiting if item.start is not None]
        if not placed:
            break
        decider.confirm(placed[0], placed[0].merged)
    exchange_all(team)
    team[-1].revise(team[-1].history().heads, team[-1].history().text + "\n\nA late addition.\n")
    team[0].receive(team[-1])
    for laptop in (team[0], team[-1]):
        left = [item for item in laptop.history().items if item.state != "confirmed"]
        assert not [item for item in left if item.start is not None]
        assert not [item for item in left if item.state == "open"]


@settings(max_examples=examples(60, 4_000))
@given(st.integers(0, 2**32), st.integers(2, 4), st.integers(2, 30))
def test_many_people(seed: int, people: int, steps: int) -> None:
    check_team(seed, people, steps)


# -- faults


def parents_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stale buffer is sealed as if its writer had seen everything."""

    def come_back(laptop: Laptop) -> Revision | None:
        if laptop.buffer is None:
            return None
        text, laptop.buffer = laptop.buffer[1], None
        return laptop.revise(laptop.history().heads, laptop.writer.edits(text, 1))

    monkeypatch.setattr(Laptop, "come_back", come_back)


def only_todays_overlaps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Overlaps of the texts that revisions were written on are not listed."""
    monkeypatch.setattr(
        History, "_folds", property(lambda self: [self.heads] if len(self.heads) > 1 else [])
    )


def heads_as_they_came(monkeypatch: pytest.MonkeyPatch) -> None:
    """Heads are folded in the order in which they arrived."""
    real = Ancestry.heads.func  # type: ignore[attr-defined]

    def heads(self: Ancestry) -> tuple[FactId, ...]:
        found = set(real(self))
        return tuple(ident for ident in self.revisions if ident in found)

    monkeypatch.setattr(Ancestry, "heads", property(heads))


def only_the_last_head(monkeypatch: pytest.MonkeyPatch) -> None:
    """What overlapped when the first heads were woven is forgotten."""
    real = Folder._fold

    def fold(self: Folder, heads: tuple[FactId, ...]) -> Fold:
        made = real(self, heads)
        return Fold(made.text, tuple(one for one in made.arising if one.two == heads[-1]))

    monkeypatch.setattr(Folder, "_fold", fold)


def takes_the_longest(monkeypatch: pytest.MonkeyPatch) -> None:
    """The longest of the heads' texts is shown, and the others are forgotten."""
    monkeypatch.setattr(
        Folder, "_fold",
        lambda self, heads: Fold(max((self.text_of(h) for h in heads), key=len), ()),
    )  # fmt: skip


@pytest.mark.parametrize(
    "fault",
    [
        parents_of_today, only_todays_overlaps, heads_as_they_came, only_the_last_head,
        takes_the_longest,
    ],
)  # fmt: skip
def test_planted_faults_are_found(
    fault: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    fault(monkeypatch)
    for seed in range(300):
        try:
            check_team(seed, 3, 16)
        except AssertionError:
            return
    pytest.fail("300 teams did not find it")

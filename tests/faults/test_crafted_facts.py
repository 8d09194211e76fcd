"""Crafted, mutated and forged facts: each is set aside or refused, told, and the rest works on.

A server that lies gives them to two laptops, in different orders: both show the same. A laptop
that lies sends them to a server: it judges each and goes on.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pytest

from app.flows.courses import outlining
from app.flows.finding import searching
from app.flows.overview import reading
from app.flows.safety.keeping import examine
from app.flows.sharing import syncing
from app.flows.versions import publishing
from app.story.people import Desk
from sync.model.facts import Fact
from sync.model.ids import LogId, NodeId, PersonId, fresh, sha_of
from sync.model.kinds import KINDS
from sync.model.limits import FARTHEST, LAST_CLOCK
from sync.model.payloads import CourseMade, LessonPlaced, Place, TextRevised
from sync.model.signing import Key
from sync.server.serving import Embedded
from sync.wire.messages import Answer, LogNews, Numbered, You
from sync.wire.routes import PROTOCOL
from sync.workspace.exchange import Exchange
from sync.workspace.opening import Workspace
from tests.faults.account import Account
from tests.faults.crafted import Forger
from tests.sync.server.conftest import Team
from tests.sync.server.laptops import Laptop
from tests.sync.server.test_permissions import PAYLOADS, Ground

SERVER = "http://127.0.0.1:9"
LONGEST_S = 2.0
"""CPU seconds that no crafted fact may take; asked for in the soak alone."""
CRAFTED = "crafted facts, to laptops and to a server"


class Victim:
    """A laptop that is given facts by a server that lies."""

    def __init__(self, folder: Path, log: LogId, me: PersonId) -> None:
        self.desk = Desk.sit_down("victim", folder)
        self.log, self.me = log, me
        self.number = 0
        self.longest = 0.0

    def take(self, facts: Sequence[Fact]) -> None:
        """Take an answer in; then everything can still be read."""
        numbered = [Numbered(self.number + n, fact) for n, fact in enumerate(facts, start=1)]
        self.number += len(facts)
        news = LogNews(
            self.log, "course", "c", LogId("space"), "Crafted", "author", self.number,  # type: ignore[arg-type]
            self.number, numbered,
        )  # fmt: skip
        answer = Answer(PROTOCOL, "epoch", You(self.me, "victim"), [], [news])
        began = time.process_time()
        Exchange(self.desk.ws, SERVER).take_in(answer, {})
        self.longest = max(self.longest, time.process_time() - began)

    def look(self) -> dict[str, object]:
        """Read all there is to see."""
        course = self.desk.ws.courses.open(self.log)
        self.desk.title = course.id
        self.desk.ws.store.search.refresh()
        searching.search(self.desk.ws, "honest")
        ws = self.desk.ws
        for node in course.outline.lessons():
            reading.read_lesson(ws, self.log, node.id)
        draft = publishing.state_of_draft(ws, course)
        for log, version in publishing.all_versions(ws, course):
            publishing.difference(publishing.state_of_version(ws, log, version), draft)
            publishing.what_hinders_release(ws, course, version)
        syncing.receipts(ws)
        syncing.status(ws)
        return {**self.desk.everything(), "facts": course.facts}


class Attack:
    """An honest writer, a forger with a key, and what both made in one log."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.log, self.lesson = LogId(fresh()), NodeId("l" + fresh()[1:])
        self.forger = Forger(self.log, PersonId(fresh()), Key.fresh(), self.rng)
        self.writer = Forger(self.log, PersonId(fresh()), Key.fresh(), self.rng)
        made = self.writer.honest(CourseMade("c", "Crafted"))  # type: ignore[arg-type]
        placed = self.writer.honest(LessonPlaced((Place(self.lesson, "", "0V", title="One"),)))
        self.text = "# One\n\nAn honest text.\n"
        self.last = self.writer.honest(self._revision(()))
        self.honest = [made, placed, self.last]
        self.forger.known = list(self.honest)

    def write_on(self) -> None:
        """Let the honest writer go on."""
        self.text += f"\nAn honest line {len(self.honest)}.\n"
        self.writer.clock = max(self.writer.clock, self.forger.clock)
        self.last = self.writer.honest(self._revision((self.last.id,)))
        self.honest.append(self.last)
        self.forger.known.append(self.last)

    def payload(self) -> msgspec.Struct:
        """Give a payload that could be, of any kind."""
        return PAYLOADS[self.rng.choice(sorted(PAYLOADS))](self)  # type: ignore[arg-type]

    def _revision(self, parents: tuple[str, ...]) -> TextRevised:
        return TextRevised(self.lesson, parents, sha_of(self.text), text=self.text)  # type: ignore[arg-type]

    # what the payloads of `PAYLOADS` are made from

    course = "c"

    @property
    def owner(self) -> Forger:
        """Whoever a membership may name."""
        return self.writer

    @property
    def state(self) -> object:
        """A text state of the lesson."""
        from sync.model.states import TextState

        return TextState((self.honest[2].id,), sha_of("# One\n\nAn honest text.\n"))

    def __getattr__(self, name: str) -> Fact:
        """Stand in for each fact that a payload is built on."""
        if name.startswith("_"):
            raise AttributeError(name)
        return self.rng.choice(self.honest)

    comment, suggest, name_version = Ground.comment, Ground.suggest, Ground.name_version


def attack_laptops(folder: Path, seed: int, count: int) -> float:
    """Give crafted facts to two laptops in two orders; return the longest time of one batch."""
    attack = Attack(seed)
    one, two = (Victim(folder / name, attack.log, PersonId(fresh())) for name in ("one", "two"))
    everything: list[Fact] = list(attack.honest)
    one.take(attack.honest)
    for _ in range(count // 10):
        crafted = [attack.forger.craft(attack.payload()) for _ in range(10)]
        if attack.rng.random() < 0.05:
            crafted.append(attack.forger.long(attack.payload()))
        attack.write_on()
        batch = [*crafted, attack.last]
        attack.rng.shuffle(batch)
        everything += batch
        one.take(batch)
        if attack.rng.random() < 0.03:
            one.look()
    attack.rng.shuffle(everything)
    for start in range(0, len(everything), 97):
        two.take(everything[start : start + 97])
    shown, other = one.look(), two.look()
    assert shown == other
    texts = shown["texts"]
    assert isinstance(texts, dict)
    for line in attack.text.splitlines():
        assert line in texts[attack.lesson]
    told = one.desk.ws.store.log.not_kept(attack.log)
    assert told
    assert all(stored.why for stored in told if stored.state != "waiting")
    honest = {fact.id for fact in attack.honest}
    assert honest.isdisjoint(stored.fact.id for stored in told)
    for victim in (one, two):
        course = victim.desk.ws.courses.open(attack.log)
        outlining.add(victim.desk.ws, course, "lesson", "Works", text="On.\n")
        victim.desk.ws.close()
        found = examine(victim.desk.ws.store.folder)
        assert [p.what for p in found if not p.ok and p.check not in ("facts", "waiting")] == []
    return max(one.longest, two.longest)


def test_crafted_facts_given_to_laptops(tmp_path: Path) -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    attack_laptops(tmp_path, seed, 150)


def test_a_fact_at_the_end_of_all_clocks_leaves_room_to_others(tmp_path: Path) -> None:
    attack = Attack(1)
    one, two = (Victim(tmp_path / name, attack.log, PersonId(fresh())) for name in ("one", "two"))
    one.take(attack.honest)
    attack.forger.clock = LAST_CLOCK - 1
    forged = attack.forger.honest(CourseMade("c", "Forged"))  # type: ignore[arg-type]
    assert forged.clock == LAST_CLOCK
    attack.forger.clock = FARTHEST
    between = attack.forger.honest(CourseMade("c", "Far"))  # type: ignore[arg-type]
    one.take([forged])
    attack.write_on()
    one.take([between, attack.last])
    two.take([attack.last, between, forged])
    two.take(attack.honest)
    assert one.look() == two.look()
    for victim in (one, two):
        waiting = victim.desk.ws.store.log.not_kept(attack.log)
        assert [(s.fact.id, s.state) for s in waiting] == [(forged.id, "waiting")]
        course = victim.desk.ws.courses.open(attack.log)
        made = outlining.add(victim.desk.ws, course, "lesson", "Works", text="On.\n")
        assert [made_fact.clock for made_fact in made.facts][:1] == [attack.last.clock + 1]
        assert "Works" in [node.title for node in victim.desk.lessons()]


def attack_server(team: Team, ground: Ground, liar: Laptop, seed: int, count: int) -> float:
    """Send crafted facts of somebody who may write; return the longest time of one round."""
    rng = random.Random(seed)
    forger = Forger(ground.log, liar.person, liar.key, rng)
    longest = 0.0
    liar.desk.media_missing = list  # type: ignore[method-assign]  # it asks for no files
    for _ in range(count // 10):
        forger.clock = liar.top(ground.log)
        forger.known = [f for f in liar.desk.facts.values() if f.log == ground.log][-40:]
        crafted = []
        for _ in range(10):
            kind = rng.choice(sorted(KINDS))
            crafted.append(forger.craft(PAYLOADS[kind](ground)))
        if rng.random() < 0.05:
            crafted.append(forger.long(PAYLOADS["comment.made"](ground)))
        for fact in crafted:
            liar.desk.facts[fact.id] = fact
        began = time.process_time()
        liar.sync()
        longest = max(longest, time.process_time() - began)
        for fact in crafted:  # what waits would be sent again for ever
            if fact.id not in liar.desk.numbers:
                liar.desk.facts.pop(fact.id, None)
    honest = ground.owner.write(ground.log, ground.comment())
    ground.owner.sync()
    assert honest.id in ground.owner.desk.numbers
    with Workspace.open(team.data.parent / fresh()) as ws:
        syncing.connect(ws, team.url, team.invite("author"), "late")
        syncing.sync(ws)
        course = ws.courses.open(ground.log)
        assert honest.id in course.facts.threads
        reading.read_lesson(ws, ground.log, ground.lesson)
    return longest


@pytest.fixture
def ground(own_team: Team) -> Ground:
    """A course with one fact of everything that others can be built on."""
    return Ground(own_team.owner())


def test_a_refused_fact_at_the_end_of_all_clocks_lets_others_write_on(
    own_team: Team, ground: Ground
) -> None:
    liar = own_team.member("author")
    forger = Forger(ground.log, ground.owner.person, liar.key, random.Random(1))
    forger.clock = LAST_CLOCK - 1
    forged = forger.honest(ground.comment())  # signed by another than it names: refused at once
    forger.person, forger.clock = liar.person, LAST_CLOCK - 1
    after = forger.honest(ground.comment())
    verdicts = []
    for fact in (forged, after):
        liar.desk.facts[fact.id] = fact
        liar.sync()
        verdicts += [one.verdict for one in liar.desk.answers[-1].judged if one.id == fact.id]
    assert verdicts == ["refused", "waiting"]
    honest = ground.owner.write(ground.log, ground.comment())
    ground.owner.sync()
    assert honest.id in ground.owner.desk.numbers


def test_crafted_facts_sent_to_a_server(own_team: Team, ground: Ground) -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    attack_server(own_team, ground, own_team.member("author"), seed, 100)


@pytest.mark.soak
def test_ten_thousand_crafted_facts_given_to_laptops(tmp_path: Path) -> None:
    longest = 0.0
    for seed in Account("crafted-laptops", 20, row=CRAFTED, each=500):
        longest = max(longest, attack_laptops(tmp_path / str(seed), seed, 500))
    print(f"longest batch: {longest:.2f} s of CPU")
    assert longest < LONGEST_S


@pytest.mark.soak
def test_ten_thousand_crafted_facts_sent_to_a_server(own_team: Team, ground: Ground) -> None:
    longest = 0.0
    for seed in Account("crafted-server", 20, row=CRAFTED, each=500):
        liar = own_team.member("author", f"liar {seed}")
        longest = max(longest, attack_server(own_team, ground, liar, seed, 500))
    print(f"longest round: {longest:.2f} s of CPU")
    assert longest < LONGEST_S


@pytest.fixture
def own_team(tmp_path: Path) -> Iterator[Team]:
    """A server for one test alone."""
    server = Embedded(tmp_path / "server")
    url = server.start()
    assert server.invitation is not None
    made = Team(tmp_path / "server", server, url, server.invitation.invite)
    yield made
    server.stop()

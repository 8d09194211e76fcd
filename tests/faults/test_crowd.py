"""Eight people and nine laptops do anything at random, apart and together: nothing is ever lost.

Every word that was typed stands in a text, in an overlap, a suggestion, a comment's quote or a
version at the end, unless someone who had it in view removed it or settled its place otherwise;
and all laptops show the same, with the same facts, replayed in any order.
"""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.flows.courses import outlining
from app.flows.overlaps import merging
from app.flows.sharing import syncing
from app.story.people import Desk
from sync.model import facts as facts_module
from sync.model.course import CourseFacts
from sync.model.people import Role
from sync.model.replay import replay
from sync.server import operations
from sync.server.serving import Embedded
from tests.faults.account import WITHOUT_WINDOW, Account
from tests.faults.crowd_person import Member, words_of

PEOPLE = "model test: eight people, 2,000 steps"
ROLES: dict[str, Role] = {
    "anna": "owner",
    "ben": "author",
    "carl": "author",
    "dora": "author",
    "emil": "author",
    "fay": "reviewer",
    "gus": "reviewer",
    "hana": "reviewer",
}


class Crowd:
    """A server, a course of six lessons, and nine laptops, of which two are the owner's."""

    def __init__(self, folder: Path, rng: random.Random) -> None:
        self.folder, self.rng = folder, rng
        self.server = Embedded(folder / "server")
        self.url = self.server.start()
        self.members = [self._join(name, role) for name, role in ROLES.items()]
        first = self.members[0]
        self.title = outlining.begin(first.ws, "At random").id
        for one in self.members:
            one.title = self.title
        for module in ("One", "Two"):
            within = outlining.add(first.ws, first.course, "module", module).nodes[0]
            for number in range(3):
                body = "".join(f"Paragraph {n} of {module} {number}.\n\n" for n in range(4))
                outlining.add(
                    first.ws, first.course, "lesson", f"{module} {number}", within, text=body
                )
        syncing.share(first.ws, first.course)
        first.sync()
        second = Member("annatwo", folder / "annatwo", self.title, rng)
        syncing.connect(second.ws, self.url, syncing.add_laptop(first.ws).code, "")
        self.members.append(second)
        for one in self.members[1:]:
            one.sync()

    def _join(self, name: str, role: Role) -> Member:
        made = operations.invite(self.folder / "server", role=role, name=name)
        member = Member(name, self.folder / name, "", self.rng)
        syncing.connect(member.ws, self.url, made.invite, name)
        return member

    def restart_server(self) -> None:
        """Stop the server and start it on the same data and port."""
        port = int(self.url.rsplit(":", 1)[1])
        self.server.stop()
        self.server = Embedded(self.folder / "server", port=port)
        self.server.start()

    def close(self) -> None:
        """Close all laptops and the server."""
        for one in self.members:
            one.ws.close()
        self.server.stop()


def play(crowd: Crowd, steps: int, monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Let the crowd act while groups of it are cut off; then account for everything."""
    rng, now = crowd.rng, [0.0]
    monkeypatch.setattr(facts_module, "time", SimpleNamespace(time=lambda: now[0]))
    cut_off: set[str] = set()
    knowingly: set[str] = set()
    done: dict[str, int] = {}
    for step in range(steps):
        if rng.random() < 0.02:  # the network of some breaks, and of others comes back
            cut_off = {one.name for one in crowd.members if rng.random() < 0.4}
        if rng.random() < 0.002:
            crowd.restart_server()
        one = rng.choice(crowd.members)
        if rng.random() < 0.01:
            one.minutes = rng.randrange(-5_000_000, 5_000_000)  # ten years either way
        now[0] = 1_780_000_000 + step + 60 * one.minutes
        if rng.random() < 0.22:
            if one.name not in cut_off:
                one.sync()
            continue
        act, gone = one.act()
        knowingly |= gone
        done[act] = done.get(act, 0) + 1
    all_the_same(crowd)
    nothing_lost(crowd, knowingly)
    return done


def all_the_same(crowd: Crowd) -> None:
    """Bring all together; everyone shows the same, and any order of the facts gives it."""
    for _ in range(3):
        for one in crowd.members:
            one.sync()
            one.say_yes()
    first, *others = crowd.members
    shown = everything(first)
    for other in others:
        assert everything(other) == shown, other.name
    log = first.course.log
    facts = list(first.ws.store.log.facts(log))
    known = replay(log, facts)
    assert not known.aside
    crowd.rng.shuffle(facts)
    again: CourseFacts = replay(log, [*facts, *facts[:20]])
    assert again == known


def everything(one: Member) -> dict[str, object]:
    """Give all that laptops with the same facts must show alike, refusals aside."""
    desk = Desk(one.name, one.ws, one.title)
    settled = merging.overlaps(one.ws, one.course, settled=True)
    threads = {t.id: (t.resolution, t.replies, t.quote) for t in one.course.facts.threads.values()}
    return {
        **desk.everything(),
        "settled": sorted((view.id, view.state, view.merged) for view in settled),
        "talk": threads,
        "waiting": one.ws.store.log.waiting_count(),
    }


def nothing_lost(crowd: Crowd, knowingly: set[str]) -> None:
    """Find every word that was typed, or who took it out having it in view."""
    one = crowd.members[0]
    course = one.course
    shown: list[str] = []
    for node in course.facts.nodes:  # also those removed, which can be put back as they are
        today = one.ws.lessons.today(course.log, node)
        shown += [today.text, *(w.text for item in today.items for w in item.wordings)]
    for view in merging.overlaps(one.ws, course, settled=True):
        shown += [view.merged, *(w.text for w in view.wordings)]
    shown += [wish.after for wish in course.facts.suggestions.values()]
    typed = {word for member in crowd.members for word in member.typed}
    missing = typed - words_of(*shown) - knowingly
    for version in course.facts.versions.values():
        if missing:
            for node, state in version.named.texts.items():
                missing -= words_of(one.ws.lessons.text_at(course.log, node, state))
    assert not missing, f"{sorted(missing)} in {crowd.folder}"


def test_a_crowd_at_random(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    crowd = Crowd(tmp_path, random.Random(seed))
    try:
        play(crowd, 150, monkeypatch)
    finally:
        crowd.close()


@pytest.mark.soak
def test_two_hundred_crowds(tmp_path: Path) -> None:
    for seed in Account("crowd", 200, row=PEOPLE, minutes=14, rests_on=WITHOUT_WINDOW):
        print(f"seed {seed}")
        with pytest.MonkeyPatch.context() as monkeypatch:
            crowd = Crowd(tmp_path / str(seed), random.Random(seed))
            try:
                play(crowd, 2_000, monkeypatch)
            finally:
                crowd.close()
        shutil.rmtree(tmp_path / str(seed))

"""Rounds that come twice, out of order, late or together; and a server that was set back."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest
import requests

from sync.model.facts import Fact
from sync.model.ids import FactId, LogId, NodeId, fresh, sha_of
from sync.model.payloads import MemberSet, TextRevised
from sync.server import keeping, operations
from sync.wire.codec import pack, unpack
from sync.wire.messages import Answer, Round
from sync.wire.routes import ANSWER_LIMIT, PROTOCOL
from tests.sync.server.conftest import Team
from tests.sync.server.laptops import Laptop


def post(team: Team, laptop: Laptop, said: Round) -> Answer:
    """Send a round as it stands, apart from the client."""
    reply = requests.post(
        f"{team.url}/v1/round",
        data=pack(said),
        headers={"Authorization": f"Bearer {laptop.token}", "Content-Encoding": "gzip"},
        timeout=10,
    )
    assert reply.status_code == 200, reply.text
    return unpack(reply.content, Answer, limit=ANSWER_LIMIT, squeezed=False)


def said(laptop: Laptop, *facts: Fact) -> Round:
    desk = laptop.desk
    return Round(PROTOCOL, "test", desk.epoch, dict(desk.cursors), list(facts))


def stored(team: Team, log: LogId) -> list[tuple[int, FactId]]:
    """Read a log as it lies in the database."""
    with sqlite3.connect(team.data / "server.db") as connection:
        rows = connection.execute(
            "SELECT number, id FROM facts WHERE log = ? ORDER BY number", (log,)
        ).fetchall()
    connection.close()
    return rows


def assert_whole(team: Team, log: LogId, facts: int) -> None:
    """Numbers run from 1 without gaps, and no fact is there twice."""
    rows = stored(team, log)
    assert [number for number, _ in rows] == list(range(1, facts + 1))
    assert len({ident for _, ident in rows}) == facts


def test_idle_out_and_in_are_one_request_each(team: Team) -> None:
    owner, colleague = team.owner(), team.member("author")
    log = owner.share_course()
    assert owner.sync().requests == 1
    assert colleague.sync().requests == 1
    idle = colleague.sync()
    assert (idle.requests, idle.sent, idle.received) == (1, 0, 0)
    assert idle.bytes_out < 800
    assert idle.bytes_in < 800
    colleague.revise(log, "One change.\n")
    out = colleague.sync()
    assert (out.requests, out.sent, out.received) == (1, 1, 0)
    into = owner.sync()
    assert (into.requests, into.sent, into.received) == (1, 0, 1)


def test_what_came_in_the_same_request_is_not_sent_back(team: Team) -> None:
    owner, colleague = team.owner(), team.member("author")
    log = owner.share_course(lessons=3)
    owner.sync()
    colleague.sync()
    theirs = [colleague.revise(log, f"{n}\n") for n in range(2)]
    colleague.sync()
    mine = [owner.revise(log, f"{n}\n") for n in range(2)]
    owner.sync()
    [news] = [n for n in owner.desk.answers[-1].logs if n.log == log]
    assert {n.fact.id for n in news.facts} == {fact.id for fact in theirs}
    assert news.cursor == news.head == 8
    assert {fact.id for fact in mine} <= owner.desk.numbers.keys()


def test_a_doubled_round_doubles_nothing(team: Team) -> None:
    owner = team.owner()
    log = owner.share_course(lessons=5)
    twice = said(owner, *owner.desk.unsent())
    first, second = post(team, owner, twice), post(team, owner, twice)
    assert first.judged == second.judged
    assert_whole(team, log, 6)


def test_a_lost_answer_is_made_up_by_the_next_round(team: Team) -> None:
    owner, colleague = team.owner(), team.member("author")
    log = owner.share_course(lessons=2)
    post(team, owner, said(owner, *owner.desk.unsent()))
    colleague.sync()
    colleague.revise(log, "Meanwhile.\n")
    colleague.sync()
    outcome = owner.sync()
    assert (outcome.sent, outcome.received) == (4, 2)
    assert_whole(team, log, 4)
    assert owner.desk.facts.keys() == colleague.desk.facts.keys()


def test_rounds_replayed_in_any_order_change_nothing(team: Team) -> None:
    owner, colleague = team.owner(), team.member("author")
    log = owner.share_course()
    rounds = []
    for number in range(6):
        writer = (owner, colleague)[number % 2]
        if number:
            writer.revise(log, f"Text {number}\n")
        rounds.append((writer, said(writer, *writer.desk.unsent())))
        writer.sync()
        colleague.sync()
    owner.sync()
    before = stored(team, log)
    seed = random.randrange(2**32)
    print("seed", seed)
    random.Random(seed).shuffle(rounds)
    for writer, old in rounds * 2:
        post(team, writer, old)
    assert stored(team, log) == before


def test_a_batch_in_any_order_is_taken_whole(team: Team) -> None:
    owner = team.owner()
    log = owner.share_course(lessons=0)
    fact = owner.revise(log, "0\n")
    for number in range(1, 30):
        fact = owner.revise(log, f"{number}\n", fact)
    facts = owner.desk.unsent()
    seed = random.randrange(2**32)
    print("seed", seed)
    random.Random(seed).shuffle(facts)
    answer = post(team, owner, said(owner, *facts, *facts[:5]))
    assert Counter(judged.verdict for judged in answer.judged) == {"accepted": len(facts)}
    order = [ident for _, ident in stored(team, log)]
    clocks = [owner.desk.facts[ident].clock for ident in order]
    assert clocks == sorted(clocks)


def test_many_at_once_get_gapless_numbers_and_miss_nothing(team: Team) -> None:
    owner = team.owner()
    log = owner.share_course()
    owner.sync()
    people = [team.member("author", f"author{n}") for n in range(6)]

    def work(laptop: Laptop) -> None:
        for number in range(8):
            laptop.revise(log, f"{laptop.name} {number}\n")
            laptop.sync()

    with ThreadPoolExecutor(len(people)) as pool:
        list(pool.map(work, people))
    for laptop in (*people, owner):
        laptop.sync()
    assert_whole(team, log, 2 + 6 * 8)
    assert all(p.desk.facts.keys() == owner.desk.facts.keys() for p in people)
    assert all(p.desk.numbers == owner.desk.numbers for p in people)


def test_what_is_too_long_for_one_round_takes_several(team: Team) -> None:
    owner, colleague = team.owner(), team.member("author")
    log = owner.share_course()
    owner.sync()
    colleague.sync()
    for number in range(20):
        owner.revise(log, f"{number}\n" + "A long text. " * 40_000)
    assert owner.sync().requests == 2
    outcome = colleague.sync()
    assert (outcome.requests, outcome.received) == (2, 20)
    cursors = [n.cursor for a in colleague.desk.answers for n in a.logs if n.log == log]
    assert cursors == sorted(cursors)
    assert cursors[-1] == 22
    assert colleague.desk.facts.keys() == owner.desk.facts.keys()


def test_first_download_is_a_snapshot_and_its_tail(team: Team) -> None:
    owner = team.owner()
    log = owner.share_course(lessons=300)
    assert owner.sync().requests == 1
    colleague = team.newcomer("colleague")
    colleague.join(team.url, team.invite("author"))
    assert colleague.sync().requests == 2
    assert colleague.desk.facts.keys() >= owner.desk.facts.keys()
    [news] = [n for n in colleague.desk.answers[0].logs if n.log == log]
    assert news.snapshot is not None
    assert news.snapshot.upto == 301
    owner.revise(log, "After the snapshot.\n")
    owner.sync()
    third = team.newcomer("third")
    third.join(team.url, team.invite("reader"))
    assert third.sync().requests == 2
    [late] = [n for n in third.desk.answers[0].logs if n.log == log]
    assert late.snapshot == news.snapshot
    assert [fact.number for fact in late.facts] == [302]
    assert late.cursor == late.head == 302


def test_a_snapshot_is_made_anew_when_much_was_added(team: Team) -> None:
    owner = team.owner()
    log = owner.share_course(lessons=250)
    owner.sync()
    team.member("reader", "early")
    for number in range(260):
        owner.revise(log, f"{number}\n")
    owner.sync()
    late = team.member("reader", "late")
    [news] = [n for n in late.desk.answers[0].logs if n.log == log]
    assert news.snapshot is not None
    assert news.snapshot.upto == 511


def test_a_role_that_changed_is_told_with_every_course(team: Team) -> None:
    owner, colleague = team.owner(), team.member("reader")
    log = owner.share_course()
    owner.sync()
    colleague.sync()
    owner.write(owner.space, MemberSet(colleague.person, "c", "reviewer"))
    owner.sync()
    colleague.sync()
    assert colleague.desk.roles == {owner.space: "reviewer", log: "reviewer"}
    assert colleague.sync().received == 0


# -- a server that was set back to an earlier state


def set_back(team: Team, backup_file: Path) -> None:
    team.server.stop()
    for name in ("server.db", "server.db-wal", "server.db-shm"):
        (team.data / name).unlink(missing_ok=True)
    shutil.copy(backup_file, team.data / "server.db")


def start_again(team: Team) -> None:
    from sync.server.serving import Embedded

    team.server = Embedded(team.data)
    team.url = team.server.start()
    for laptop in team.people:
        laptop.connect(team.url)


def make_history(team: Team, tmp_path: Path) -> tuple[LogId, list[Laptop]]:
    """Two people write before a backup, one more joins after it, and all write on."""
    owner, colleague = team.owner(), team.member("author")
    log = owner.share_course(lessons=3)
    for laptop in (owner, colleague, owner):
        laptop.sync()
    keeping.backup(team.data, tmp_path / "backup.db")
    late = team.member("author", "late")
    for laptop in (owner, colleague, late):
        for number in range(4):
            laptop.revise(log, f"{laptop.name} {number}\n")
            laptop.sync()
    for laptop in (owner, colleague, late):
        laptop.sync()
    return log, [owner, colleague, late]


def assert_nothing_lost_after_set_back(team: Team, log: LogId, people: list[Laptop]) -> None:
    owner, colleague, late = people
    everything = set(owner.desk.facts)
    for laptop in (owner, colleague, owner):
        laptop.sync()
    assert late.desk.facts.keys() >= everything
    # The one who joined after the backup is unknown to it: the facts wait, and nothing is refused.
    assert len(owner.desk.waiting) == 4
    assert not owner.desk.refused
    late.join(team.url, team.invite("author"))
    for laptop in (late, owner, colleague, late, owner):
        laptop.sync()
    assert not owner.desk.waiting
    assert not late.desk.unsent()
    assert everything <= owner.desk.facts.keys() == colleague.desk.facts.keys()
    assert late.desk.facts.keys() == owner.desk.facts.keys()
    assert_whole(team, log, sum(f.log == log for f in owner.desk.facts.values()))


def test_nothing_is_lost_when_a_backup_is_restored(own_team: Team, tmp_path: Path) -> None:
    log, people = make_history(own_team, tmp_path)
    own_team.server.stop()
    keeping.restore(own_team.data, tmp_path / "backup.db")
    start_again(own_team)
    assert_nothing_lost_after_set_back(own_team, log, people)


@pytest.mark.logs("was set back: a new epoch begins")
def test_a_backup_put_in_place_by_hand_is_noticed(own_team: Team, tmp_path: Path) -> None:
    log, people = make_history(own_team, tmp_path)
    epoch = people[0].desk.epoch
    set_back(own_team, tmp_path / "backup.db")
    _age_epoch(own_team)
    start_again(own_team)
    assert_nothing_lost_after_set_back(own_team, log, people)
    assert people[0].desk.epoch != epoch


def _age_epoch(team: Team) -> None:
    with sqlite3.connect(team.data / "server.db") as connection:
        connection.execute("UPDATE meta SET value = '0' WHERE key = 'epoch_at'")
    connection.close()


@pytest.mark.logs("was set back: a new epoch begins")
def test_a_false_cursor_brings_no_new_epoch_every_time(own_team: Team) -> None:
    owner = own_team.owner()
    _age_epoch(own_team)
    lie = msgspec.structs.replace(said(owner), cursors={owner.space: 10**6})
    first = post(own_team, owner, lie).epoch
    assert first != owner.desk.epoch
    reply = requests.post(
        f"{own_team.url}/v1/round",
        data=pack(msgspec.structs.replace(lie, epoch=first)),
        headers={"Authorization": f"Bearer {owner.token}", "Content-Encoding": "gzip"},
        timeout=10,
    )
    assert (reply.status_code, reply.json()["type"]) == (503, "urn:coursefolk:problem:busy")


def test_a_new_epoch_offers_everything_again(own_team: Team) -> None:
    owner = own_team.owner()
    owner.share_course(lessons=3)
    owner.sync()
    operations.begin_epoch(own_team.data)
    assert owner.sync().requests <= 2
    assert not owner.desk.unsent()
    assert len(owner.desk.numbers) == len(owner.desk.facts)


def test_facts_of_others_are_taken_for_whom_they_name(team: Team) -> None:
    owner, reader = team.owner(), team.member("reader")
    log = owner.share_course()
    owner.sync()
    body = TextRevised(NodeId(fresh()), (), sha_of("x"), text="x")
    carried = owner.make(log, body)
    answer = post(team, reader, said(reader, carried))
    assert [judged.verdict for judged in answer.judged] == ["accepted"]

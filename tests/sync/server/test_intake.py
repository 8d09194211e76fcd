"""A round that is taken in bit by bit is the same as one that came at once."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
import requests

from sync.model.facts import Fact
from sync.model.ids import LogId
from sync.model.payloads import CourseDescribed
from sync.server.intake import Intake
from sync.server.rejections import Rejected
from sync.wire.codec import squeeze_lines
from sync.wire.messages import Round
from tests.sync.server.conftest import Team
from tests.sync.server.laptops import Laptop


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as made:
        yield made


@pytest.fixture
def facts(tmp_path: Path) -> list[Fact]:
    laptop = Laptop("author", tmp_path)
    return [
        laptop.make(LogId("log"), CourseDescribed({"n": "x" * (n % 90)}), clock=n + 1)
        for n in range(230)
    ]


def body_of(inline: list[Fact], following: list[Fact]) -> bytes:
    said = Round(1, "test", None, {}, inline)
    return b"".join(squeeze_lines(map(msgspec.json.encode, [said, *following])))


def taken_in(pool: ThreadPoolExecutor, body: bytes, cuts: list[int]) -> list[str]:
    intake = Intake(pool, squeezed=True)
    edges = [0, *sorted(cuts), len(body)]
    for start, end in pairwise(edges):
        intake.feed(body[start:end])
    _, checked = intake.finish()
    assert all(one.found is None for one in checked)
    return [one.fact.id for one in checked]


def test_cut_anywhere_it_is_the_same(pool: ThreadPoolExecutor, facts: list[Fact]) -> None:
    body = body_of(facts[:3], facts[3:] + facts[:50])
    seed = random.randrange(2**32)
    print("seed", seed)
    chance = random.Random(seed)
    for count in (0, 1, 5, 200):
        found = taken_in(pool, body, chance.choices(range(len(body)), k=count))
        assert sorted(found) == sorted(fact.id for fact in facts)
    assert len(taken_in(pool, body, list(range(0, len(body), 7)))) == len(facts)


def test_a_damaged_line_anywhere_is_noticed(pool: ThreadPoolExecutor, facts: list[Fact]) -> None:
    lines = [msgspec.json.encode(Round(1, "test")), *map(msgspec.json.encode, facts)]
    for at, problem in ((0, "not-understood"), (1, "not-understood"), (150, "not-understood")):
        hurt = list(lines)
        hurt[at] = b"{}"
        intake = Intake(pool, squeezed=False)
        with pytest.raises(Rejected) as raised:
            intake.feed(b"\n".join(hurt))
            intake.finish()
        assert raised.value.name == problem


def test_threads_that_are_all_busy_hold_nothing_up(facts: list[Fact]) -> None:
    free = threading.Event()
    with ThreadPoolExecutor(1) as busy:
        busy.submit(free.wait)
        assert len(taken_in(busy, body_of([], facts), [])) == len(facts)
        free.set()


def test_empty_lines_are_passed_over_and_an_empty_round_is_none(pool: ThreadPoolExecutor) -> None:
    intake = Intake(pool, squeezed=False)
    intake.feed(b'\n\n{"version":1,"app":"x"}\n\n')
    assert intake.finish() == (Round(1, "x"), [])
    with pytest.raises(Rejected):
        Intake(pool, squeezed=False).finish()


def test_a_stranger_with_much_to_say_gets_an_answer(team: Team) -> None:
    for _ in range(3):
        reply = requests.post(
            f"{team.url}/v1/round",
            data=iter([bytes(1 << 20)] * 8),
            headers={"Authorization": "Bearer wrong"},
            timeout=10,
        )
        assert reply.status_code == 401

"""Connections that break at any byte: nothing is lost, nothing doubled, and it ends in time."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from sync.model.errors import CoursefolkError, WillBeTriedAgain
from sync.model.ids import LogId
from tests.sync.client.proxies import Harm, Proxy, Way
from tests.sync.server.conftest import Team
from tests.sync.server.laptops import Laptop

STEP = 64
WORDS = [f"word{n:03}" for n in range(900)]


@pytest.fixture(scope="module")
def author(old_team: Team) -> Laptop:
    return old_team.owner()


@pytest.fixture
def proxy(old_team: Team) -> Iterator[Proxy]:
    made = Proxy(old_team.url)
    yield made
    made.close()


def write_course(author: Laptop, size: int) -> LogId:
    """Share a course whose first sync takes some `size` bytes on the wire."""
    log = author.share_course(lessons=0)
    chance = random.Random(7)
    lessons = max(1, size // 1200)
    for _ in range(lessons):
        author.revise(log, " ".join(chance.choices(WORDS, k=400)) + "\n")
    return log


def assert_all_there_once(team: Team, author: Laptop, log: LogId) -> None:
    """What the server holds of a log is what its author wrote, once each."""
    mine = {fact.id for fact in author.desk.facts.values() if fact.log == log}
    assert mine <= author.desk.numbers.keys()
    assert sorted(author.desk.numbers[ident] for ident in mine) == list(range(1, len(mine) + 1))
    with team.server.service.database.reading() as connection:
        count = connection.exec_driver_sql("SELECT COUNT(*) FROM facts WHERE log = ?", (log,))
        assert count.scalar() == len(mine)


def measure(team: Team, author: Laptop, size: int) -> dict[str, int]:
    """Find how many bytes an unharmed sync passes each way."""
    write_course(author, size)
    with_proxy = Proxy(team.url)
    author.connect(with_proxy.url)
    author.sync()
    author.connect(team.url)
    with_proxy.close()
    return with_proxy.passed


@pytest.mark.parametrize("way", ["up", "down"])
@pytest.mark.parametrize("kind", ["cut", "reset"])
def test_a_first_sync_cut_at_every_64th_byte(
    old_team: Team, author: Laptop, proxy: Proxy, kind: str, way: Way
) -> None:
    sweep(old_team, author, proxy, 3_600, kind, way)


@pytest.mark.soak(row="long first sync cut at every 64th byte (ways)")
@pytest.mark.parametrize("way", ["up", "down"])
def test_a_long_first_sync_cut_at_every_64th_byte(
    old_team: Team, author: Laptop, proxy: Proxy, way: Way
) -> None:
    sweep(old_team, author, proxy, 64_000, "cut", way)


def sweep(team: Team, author: Laptop, proxy: Proxy, size: int, kind: str, way: Way) -> None:
    """Cut the first connection of a first sync at each 64th byte; the second goes through."""
    length = measure(team, author, size)[way]
    for at in range(0, length + STEP, STEP):
        log = write_course(author, size)
        proxy.harms = [Harm(kind, way, at)]  # type: ignore[arg-type]
        author.connect(proxy.url)
        author.sync()
        assert_all_there_once(team, author, log)


@pytest.mark.parametrize("way", ["up", "down"])
def test_a_download_cut_at_every_64th_byte(
    old_team: Team, author: Laptop, proxy: Proxy, way: Way
) -> None:
    author.connect(old_team.url)
    log = write_course(author, 4_000)
    author.sync()
    reader = old_team.member("reader")
    for at in range(0, 6_000 if way == "down" else 600, STEP):
        cursor = reader.desk.cursors.pop(log)
        for fact in [f for f in reader.desk.facts.values() if f.log == log]:
            del reader.desk.facts[fact.id]
            del reader.desk.numbers[fact.id]
        proxy.harms = [Harm("cut", way, at)]
        reader.connect(proxy.url)
        reader.sync()
        assert reader.desk.cursors[log] == cursor
        mine = {f.id for f in reader.desk.facts.values() if f.log == log}
        assert mine == {f.id for f in author.desk.facts.values() if f.log == log}


@pytest.mark.parametrize(
    "way", [pytest.param("up", marks=pytest.mark.logs("Invalid HTTP request received")), "down"]
)
def test_a_flipped_bit_anywhere_is_never_taken_for_true(
    old_team: Team, author: Laptop, proxy: Proxy, way: Way
) -> None:
    length = measure(old_team, author, 1_200)[way]
    chance = random.Random(5)
    places = sorted({*range(0, min(length, 420), 11), *chance.sample(range(length), 20)})
    for at in places:
        log = write_course(author, 1_200)
        proxy.harms = [Harm("flip", way, at)]
        author.connect(proxy.url)
        assert author.transport
        author.transport._timeout = (1.0, 0.2)
        try:
            author.sync()
        except CoursefolkError as error:
            assert error.mend
            author.connect(old_team.url)
            author.sync()
        assert_all_there_once(old_team, author, log)


def test_a_connection_that_goes_silent_is_given_up_in_time(
    old_team: Team, author: Laptop, proxy: Proxy
) -> None:
    for way, at in (("up", 200), ("up", 2000), ("down", 0), ("down", 100)):
        log = write_course(author, 3_000)
        proxy.harms = [Harm("hold", way, at)]  # type: ignore[arg-type]
        author.connect(proxy.url)
        assert author.transport
        author.transport._timeout = (1.0, 0.2)
        author.sync()
        assert_all_there_once(old_team, author, log)


def test_one_that_is_always_cut_ends_in_words(old_team: Team, author: Laptop, proxy: Proxy) -> None:
    log = write_course(author, 3_000)
    proxy.harms = [Harm("cut", "up", 1000)] * 20
    author.connect(proxy.url)
    with pytest.raises(WillBeTriedAgain) as raised:
        author.sync()
    assert raised.value.exit_code == 3
    assert raised.value.safe == "Nothing is lost: all is kept on this computer."
    author.connect(old_team.url)
    author.sync()
    assert_all_there_once(old_team, author, log)


def test_a_snapshot_that_is_cut_goes_on_where_it_broke_off(team: Team) -> None:
    author = team.owner()
    log = author.share_course(lessons=0)
    chance = random.Random(3)
    for _ in range(250):
        author.revise(log, " ".join(chance.choices(WORDS, k=120)) + "\n")
    author.sync()
    reader = team.newcomer("reader")
    reader.join(team.url, team.invite("reader"))
    proxy = Proxy(team.url)
    try:
        proxy.harms = [Harm("cut", "down", 40_000)] * 3
        reader.connect(proxy.url)
        with pytest.raises(WillBeTriedAgain):
            reader.sync()
        [part] = reader.desk.parts_folder().glob("*.snapshot")
        assert part.stat().st_size > 80_000
        before = proxy.passed["down"]
        reader.sync()
        assert not part.exists()
        news = next(n for n in reader.desk.answers[-1].logs if n.log == log)
        assert news.snapshot
        assert proxy.passed["down"] - before < news.snapshot.size - 70_000
    finally:
        proxy.close()
    assert reader.desk.facts.keys() >= author.desk.facts.keys()

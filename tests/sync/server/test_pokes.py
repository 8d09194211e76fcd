"""Pokes: who is told, who is not, and when listening ends."""

from __future__ import annotations

import asyncio
import threading
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue

import pytest
import requests

from sync.client.backoff import Backoff
from sync.client.notices import listen
from sync.client.transport import Transport
from sync.model.errors import CoursefolkError, PersonCanMend
from sync.model.ids import DeviceId, LogId
from sync.model.payloads import MemberSet
from sync.server import operations
from sync.server.pokes import Pokes
from sync.wire.routes import VERSION_HEADER
from tests.sync.client.strangers import Said, Stranger
from tests.sync.server.conftest import Team
from tests.sync.server.laptops import Laptop


class Ear:
    """Listens in a thread, with the real client."""

    def __init__(self, url: str, token: str, server: str = "") -> None:
        self.heard: SimpleQueue[str] = SimpleQueue()
        self.ended: SimpleQueue[CoursefolkError | None] = SimpleQueue()
        self._transport = Transport(url, token, server=server, pauses=())
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        try:
            listen(
                self._transport,
                lambda: self.heard.put("poke"),
                self._stop,
                backoff=Backoff(first=0.01, longest=0.05),
                trouble=lambda error: self.heard.put(error.what),
            )
            self.ended.put(None)
        except PersonCanMend as error:
            self.ended.put(error)

    def poked(self) -> None:
        """Wait for a poke."""
        assert self.heard.get(timeout=5) == "poke"

    def hears_nothing(self) -> bool:
        """Tell that nothing has come so far."""
        try:
            self.heard.get_nowait()
        except Empty:
            return True
        return False

    def stop(self) -> None:
        self._stop.set()
        self._transport.hang_up()
        self._thread.join(5)
        assert not self._thread.is_alive()
        self._transport.close()


@contextmanager
def listening(team: Team, *laptops: Laptop) -> Iterator[list[Ear]]:
    """Let people listen; each has heard the first poke, of the connection itself."""
    ears = [Ear(team.url, laptop.token, laptop.server) for laptop in laptops]
    try:
        for ear in ears:
            ear.poked()
        yield ears
    finally:
        for ear in ears:
            ear.stop()


def test_others_are_poked_and_the_one_who_wrote_is_not(team: Team) -> None:
    owner, colleague = team.owner(), team.member("reader")
    with listening(team, owner, colleague) as (mine, theirs):
        log = owner.share_course()
        owner.sync()
        theirs.poked()
        colleague.sync()
        owner.revise(log, "News.\n")
        owner.sync()
        theirs.poked()
        # Had the owner been poked, it would have been before the colleague's second one.
        assert mine.hears_nothing()


def test_a_poke_says_nothing(team: Team) -> None:
    owner, colleague = team.owner(), team.member("reader")
    headers = {"Authorization": f"Bearer {colleague.token}"}
    with requests.get(f"{team.url}/v1/pokes", headers=headers, stream=True, timeout=5) as reply:
        assert reply.headers["content-type"].startswith("text/event-stream")
        lines = reply.iter_lines(chunk_size=1)
        assert [next(lines) for _ in range(3)] == [b"retry: 5000", b":", b""]
        owner.share_course("Secret")
        owner.sync()
        assert [next(lines) for _ in range(3)] == [b"event: poke", b"data:", b""]


def test_who_may_not_read_a_course_is_not_poked_for_it(team: Team) -> None:
    owner, insider, outsider = team.owner(), team.member("author"), team.member("author", "out")
    log = owner.share_course()
    owner.write(log, MemberSet(outsider.person, "out", "none"))
    owner.sync()
    with listening(team, insider, outsider) as (inside, outside):
        owner.revise(log, "Inside.\n")
        owner.sync()
        inside.poked()
        assert outside.hears_nothing()
        owner.write(log, MemberSet(outsider.person, "out", "reader"))
        owner.sync()
        inside.poked()
        outside.poked()


def test_a_newcomer_is_announced(team: Team) -> None:
    owner = team.owner()
    with listening(team, owner) as (ear,):
        team.member("reader")
        ear.poked()


def test_a_withdrawn_token_is_seen_off(team: Team) -> None:
    owner, colleague = team.owner(), team.member("reader")
    with listening(team, colleague) as (ear,):
        operations.revoke(team.data, colleague.person)
        team.member("reader", "third")  # roles changed, so the server looks at who listens
        error = ear.ended.get(timeout=5)
        assert error is not None
        assert "withdrawn" in error.what
    assert owner.sync().requests == 1


def test_listening_goes_on_when_the_server_comes_back(own_team: Team) -> None:
    owner, colleague = own_team.owner(), own_team.member("reader")
    port = int(own_team.url.rpartition(":")[2])
    with listening(own_team, colleague) as (ear,):
        own_team.server.stop()
        assert "poke" not in ear.heard.get(timeout=5)
        own_team.server = type(own_team.server)(own_team.data, port=port)
        own_team.server.start()
        while ear.heard.get(timeout=5) != "poke":
            pass
        owner.connect(own_team.url)
        owner.share_course()
        owner.sync()
        ear.poked()


def test_the_server_stops_at_once_though_some_listen(own_team: Team) -> None:
    owner = own_team.owner()
    with listening(own_team, owner):
        own_team.server.stop()
    own_team.server = type(own_team.server)(own_team.data)
    own_team.url = own_team.server.start()


# -- the hub by itself


class Line:
    """One listener's connection, which may be slow to take what is sent."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.taking = asyncio.Event()
        self.taking.set()
        self._gone = asyncio.Event()

    async def send(self, message: object) -> None:
        assert isinstance(message, dict)
        await self.taking.wait()
        self.sent.append(message.get("body", b""))
        if message["type"] == "http.response.body" and not message["more_body"]:
            self._gone.set()

    async def receive(self) -> dict[str, object]:
        await self._gone.wait()
        return {"type": "http.disconnect"}


def in_a_hub(story: Callable[[Pokes], object]) -> None:
    async def reaches(devices: object) -> dict[DeviceId, frozenset[LogId]]:
        return {device: frozenset({LogId("log")}) for device in devices}  # type: ignore[attr-defined]

    async def run() -> None:
        hub = Pokes(reaches)
        try:
            await story(hub)  # type: ignore[misc]
        finally:
            await hub.close()

    asyncio.run(run())


def test_a_slow_listener_is_sent_one_more_poke_and_no_queue() -> None:
    async def story(hub: Pokes) -> None:
        line = Line()
        listener = asyncio.create_task(hub.listen(DeviceId("d"), line.receive, line.send))
        await settle()
        line.taking.clear()
        hub.tell([LogId("log")], None, access=False)
        await settle()
        for _ in range(1000):
            hub.tell([LogId("log")], None, access=False)
            await asyncio.sleep(0)
        line.taking.set()
        await settle()
        assert line.sent.count(b"event: poke\ndata:\n\n") == 2
        await hub.close()
        await listener

    in_a_hub(story)


def test_many_idle_listeners_are_light() -> None:
    async def story(hub: Pokes) -> None:
        lines = [Line() for _ in range(500)]
        tracemalloc.start()
        before = tracemalloc.get_traced_memory()[0]
        tasks = [
            asyncio.create_task(hub.listen(DeviceId(f"d{n}"), line.receive, line.send))
            for n, line in enumerate(lines)
        ]
        await settle()
        each = (tracemalloc.get_traced_memory()[0] - before) / len(lines)
        tracemalloc.stop()
        assert hub.count == 500
        assert each < 10_000, f"{each:.0f} bytes for each who listens"
        hub.tell([LogId("log")], None, access=False)
        await settle()
        assert all(line.sent[-1] == b"event: poke\ndata:\n\n" for line in lines)
        await hub.close()
        await asyncio.gather(*tasks)

    in_a_hub(story)


async def settle() -> None:
    """Let everything that can run do so."""
    for _ in range(20):
        await asyncio.sleep(0)


@pytest.mark.parametrize("path", ["/v1/pokes"])
def test_only_members_listen(team: Team, path: str) -> None:
    assert requests.get(team.url + path, timeout=5).status_code == 401


def test_another_server_gets_no_token_twice_and_ones_own_is_heard_again(own_team: Team) -> None:
    owner = own_team.owner()
    port, asked = int(own_team.url.rpartition(":")[2]), SimpleQueue[str]()

    def answer(method: str, path: str) -> Said:
        asked.put(path)
        return Said(200, b"", {VERSION_HEADER: "1"})

    with listening(own_team, owner) as (ear,):
        own_team.server.stop()
        stranger = Stranger(answer, port)
        try:
            assert {asked.get(timeout=5) for _ in range(3)} <= {"/healthz", "/v1/pokes"}
        finally:
            stranger.close()
        with_token = [path for _, path, sent in stranger.asked if "Authorization" in sent]
        assert not with_token, "it was asked first who it is"
        own_team.server = type(own_team.server)(own_team.data, port=port)
        own_team.server.start()
        while ear.heard.get(timeout=5) != "poke":
            continue

"""One server as a laptop sees it: one session, its token, patience, and counting.

Every request may be repeated without harm, so a failure that a bad moment or a flipped bit may
explain is tried again at once, twice; what remains is raised in words. Belongs to one thread.
"""

from __future__ import annotations

import io
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import requests
import urllib3

from sync.client.failures import Interrupted, SaidNo, Unproven, not_a_server, unreachable
from sync.client.proving import Witness
from sync.client.sessions import bearer, new_session, tidy_url
from sync.model.ids import DeviceId
from sync.model.language import say
from sync.wire.codec import Unreadable, decode, squeeze, squeeze_lines, unsqueeze
from sync.wire.messages import Answer
from sync.wire.problems import Problem
from sync.wire.proofs import Asked
from sync.wire.routes import ANSWER_LIMIT, HEALTH, ROUND, VERSION_HEADER

Value = TypeVar("Value")
Body = bytes | Callable[[], Iterator[bytes]]
"""What is sent: bytes, or what makes them anew for each try."""

PAUSES = (0.2, 1.0)
"""Seconds to wait before a second and a third try of the same request."""

_CONNECT_SECONDS = 5.0
_QUIET_SECONDS = 20.0
_PATIENCE_SECONDS = 30.0
_CHUNK = 256 * 1024
_SMALL_REPLY = 1024 * 1024
_LONG = 1024 * 1024
_SMALL_BODY = 16 * 1024
_CHUNK_HEAD = len("ffff\r\n\r\n")
_BELOW_HTTP = (requests.RequestException, urllib3.exceptions.HTTPError, OSError)


@dataclass(frozen=True)
class Reply:
    """An answer of the server, unpacked."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Transport:
    """Talks to one server; `quiet_seconds` is how long it may say nothing.

    `server` is the device id of the server that is known here: only what that one proves to have
    said is believed, and another raises NotYourServer. With "", `server` tells who answered last.
    """

    def __init__(
        self,
        url: str,
        token: str = "",
        *,
        server: str = "",
        ca: Path | None = None,
        app: str = "coursefolk",
        pauses: Sequence[float] | None = None,
        quiet_seconds: float = _QUIET_SECONDS,
    ) -> None:
        self.url = tidy_url(url)
        self.app = app
        self.host = urlsplit(self.url).netloc
        self._pauses = tuple(PAUSES if pauses is None else pauses)
        self._timeout = (_CONNECT_SECONDS, quiet_seconds)
        self._token = token
        self._session = new_session(self.url, ca)
        self._witness = Witness(self.host, server)
        self._session.headers.update({"User-Agent": app, "Accept-Encoding": "gzip"})
        self._requests = self._out = self._in = 0
        self._heard: requests.Response | None = None

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many requests were made, bytes sent and bytes received, headers included."""
        return self._requests, self._out, self._in

    @property
    def server(self) -> DeviceId:
        """The server that is known, or else the one that proved to have answered; "" for none."""
        return self._witness.known or self._witness.met

    @property
    def is_known(self) -> bool:
        """Tell whether only one server is believed, whatever it says."""
        return bool(self._witness.known)

    def greet(self) -> None:
        """See who is there, without a token and before anything else is said."""
        self.ask("GET", HEALTH)

    def close(self) -> None:
        """Give the connection back."""
        self._session.close()

    def hang_up(self) -> None:
        """End an endless answer that another thread waits for; may be called from any thread."""
        if heard := self._heard:
            with suppress(ValueError, RuntimeError, OSError):  # it ended by itself just now
                heard.raw.shutdown()

    def round(self, lines: Sequence[bytes]) -> Answer:
        """Send a round, given as lines of JSON, and get its answer."""
        return self.post(ROUND, lines, Answer, limit=ANSWER_LIMIT)

    def post(self, path: str, lines: Sequence[bytes], of: type[Value], *, limit: int) -> Value:
        """Send lines of JSON and get a message; what is long is sent while it is compressed."""
        body: Body = partial(squeeze_lines, lines)
        if sum(map(len, lines)) < _LONG:
            body = squeeze(b"\n".join(lines))
        headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}

        def once() -> Value:
            reply = self._once("POST", path, body, headers, limit, ok=(200,))
            try:
                return decode(reply.body, of)
            except Unreadable as error:
                raise Interrupted(say("The answer was damaged on the way.")) from error

        return self._patiently(once)

    def ask(
        self,
        method: str,
        path: str,
        *,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        ok: Sequence[int] = (200, 204),
    ) -> Reply:
        """Make one small request; statuses in `ok` are returned, the others raised."""
        sent = dict(headers or {})
        return self._patiently(
            lambda: self._once(method, path, body, sent, _SMALL_REPLY, tuple(ok))
        )

    def fetch(self, path: str, into: Path, size: int, *, may_lack: bool = False) -> bool:
        """Get a file of a stated size; what `into` holds already is not fetched again.

        With `may_lack`, False is returned if the server has no such file.
        """

        def once() -> bool:
            have = into.stat().st_size if into.exists() else 0
            if have > size:
                into.unlink()
                have = 0
            try:
                if have < size:
                    self._fetch_rest(path, into, have, size)
            except SaidNo as no:
                if may_lack and no.problem.name == "nothing-here":
                    return False
                raise
            return True

        return self._patiently(once)

    def listen(self, path: str, quiet_seconds: float) -> Iterator[bytes]:
        """Give the bytes of an endless answer as they come; raises when it breaks off."""
        headers = {"Accept": "text/event-stream"}
        try:
            asked = self._asked("GET", path)
            with self._open(asked, b"", headers, quiet_seconds) as response:
                if response.status_code != 200:
                    self._refuse(asked, response, self._body(response, _SMALL_REPLY))
                self._look_at(asked, response)
                self._heard = response
                yield from response.raw.stream(1, decode_content=False)
        except (SaidNo, Unproven) as no:
            raise no.as_failure() from None
        except _BELOW_HTTP as error:
            raise unreachable(self.host, error) from error
        finally:
            self._heard = None

    def _patiently(self, once: Callable[[], Value]) -> Value:
        """Try, and try again where that may help."""
        began = time.monotonic()
        for pause in (*self._pauses, None):
            try:
                return once()
            except (Interrupted, SaidNo, Unproven) as error:
                asked = error.retry_after
                tired = pause is None or time.monotonic() - began > _PATIENCE_SECONDS
                if not isinstance(error, Interrupted):
                    if tired or not error.patient:
                        raise error.as_failure() from None
                elif tired:
                    raise
            time.sleep(max(asked, (pause or 0.0) * random.uniform(0.5, 1.5)))
        raise AssertionError("the last try returns or raises")

    def _once(
        self,
        method: str,
        path: str,
        body: Body,
        headers: Mapping[str, str],
        limit: int,
        ok: tuple[int, ...],
    ) -> Reply:
        asked = self._asked(method, path)
        try:
            with self._open(asked, body, headers, self._timeout[1]) as response:
                received = self._body(response, limit)
        except Unreadable as error:
            raise Interrupted(say("The answer was damaged on the way.")) from error
        except _BELOW_HTTP as error:
            raise unreachable(self.host, error) from error
        if VERSION_HEADER not in response.headers or response.status_code not in ok:
            self._refuse(asked, response, received)
        self._look_at(asked, response, received)
        return Reply(response.status_code, response.headers, received)

    def _asked(self, method: str, path: str) -> Asked:
        return self._witness.asked(method, path, "" if path == HEALTH else self._token)

    def _look_at(self, asked: Asked, response: requests.Response, body: bytes = b"") -> None:
        try:
            self._witness.look_at(asked, response.status_code, response.headers, body)
        except Unproven:
            self._session.close()  # one's own may answer a new connection
            raise

    def _open(
        self,
        asked: Asked,
        body: Body,
        headers: Mapping[str, str],
        quiet_seconds: float,
    ) -> requests.Response:
        self._requests += 1
        response = self._session.request(
            asked.method,
            self.url + asked.path,
            data=self._data(body),
            headers={**headers, **self._witness.headers(asked)},
            auth=bearer(asked.token),
            stream=True,
            allow_redirects=False,
            timeout=(_CONNECT_SECONDS, quiet_seconds),
        )
        sent = response.request
        self._out += len(f"{asked.method} {sent.path_url} HTTP/1.1\r\n\r\n")
        self._out += _length_of(sent.headers)
        self._in += len("HTTP/1.1 200 OK\r\n\r\n") + _length_of(response.headers)
        return response

    def _data(self, body: Body) -> bytes | io.BytesIO | Iterator[bytes] | None:
        """Give a body in the form in which it is sent bit by bit.

        Bytes would be sent by one call, within one time limit, however slow the line is.
        """
        if callable(body):
            return self._counted(body())
        self._out += len(body)
        return io.BytesIO(body) if len(body) > _SMALL_BODY else body or None

    def _counted(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self._out += len(piece) + _CHUNK_HEAD
            yield piece

    def _body(self, response: requests.Response, limit: int) -> bytes:
        """Read and unpack a body, not longer than `limit`."""
        parts: list[bytes] = []
        room = limit
        for part in response.raw.stream(_CHUNK, decode_content=False):
            self._in += len(part)
            room -= len(part)
            if room < 0:
                raise Unreadable("size", "The answer is too long.")
            parts.append(part)
        body = b"".join(parts)
        if body and response.headers.get("Content-Encoding") == "gzip":
            return unsqueeze(body, limit=limit)
        return body

    def _fetch_rest(self, path: str, into: Path, have: int, size: int) -> None:
        headers = {"Range": f"bytes={have}-"} if have else {}
        asked = self._asked("GET", path)
        try:
            with self._open(asked, b"", headers, self._timeout[1]) as response:
                if response.status_code not in (200, 206):
                    self._refuse(asked, response, self._body(response, _SMALL_REPLY))
                self._look_at(asked, response)
                with into.open("ab" if response.status_code == 206 else "wb") as file:
                    for part in response.raw.stream(_CHUNK, decode_content=False):
                        self._in += len(part)
                        file.write(part)
                        if file.tell() > size:
                            break
        except _BELOW_HTTP as error:
            raise unreachable(self.host, error) from error
        if into.stat().st_size != size:
            into.unlink()
            raise Interrupted(say("A file came with another length than announced."))

    def _refuse(self, asked: Asked, response: requests.Response, body: bytes) -> None:
        """Raise what a status says that is not the one hoped for."""
        try:
            problem = decode(body, Problem)
        except Unreadable:
            raise not_a_server(self.host, response.status_code) from None
        if VERSION_HEADER not in response.headers or not problem.name:
            raise not_a_server(self.host, response.status_code)
        self._look_at(asked, response, body)
        raise SaidNo(problem, _seconds(response.headers.get("Retry-After", "")))


def _length_of(headers: Mapping[str, str]) -> int:
    return sum(len(name) + len(value) + 4 for name, value in headers.items())


def _seconds(retry_after: str) -> float:
    return float(retry_after) if retry_after.isascii() and retry_after.isdigit() else 0.0

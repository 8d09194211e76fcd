"""A line to the server that keeps its address, breaks where it is told, and can be said again."""

from __future__ import annotations

import socket
from contextlib import suppress
from urllib.parse import urlsplit

from tests.sync.client.proxies import Proxy


class _Overheard:
    """A socket, all of whose words are kept."""

    def __init__(self, end: socket.socket, heard: bytearray) -> None:
        self._end = end
        self._heard = heard

    def recv(self, size: int) -> bytes:
        """Receive, and keep what came."""
        data = self._end.recv(size)
        self._heard += data
        return data

    def __getattr__(self, name: str) -> object:
        return getattr(self._end, name)


class Line(Proxy):
    """Stands between laptops and a server until it is closed; harms come and go meanwhile."""

    def __init__(self, url: str) -> None:
        self.heard = bytearray()
        super().__init__(url)
        self._own = self._server

    def redirect(self, url: str | None) -> None:
        """Lead what connects from now on to another address; None leads it to the server again."""
        parts = urlsplit(url or "")
        self._server = (parts.hostname or "", parts.port or 0) if url else self._own

    def _pass(self, way: str, source: socket.socket, target: socket.socket, harm: object) -> None:
        end = _Overheard(source, self.heard) if way == "up" else source
        super()._pass(way, end, target, harm)  # type: ignore[arg-type]

    def hang_up(self) -> None:
        """End every connection, also those that nothing passes any more, and forget the words."""
        self.harms.clear()
        while self._open:
            end = self._open.pop()
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self.heard.clear()

    def say_again(self) -> bytes:
        """Say to the server once more, on another connection, all that it was told; its answer."""
        with socket.create_connection(self._server, timeout=10) as again:
            again.sendall(bytes(self.heard))
            answer = b""
            with suppress(TimeoutError):
                again.settimeout(1)
                while data := again.recv(65536):
                    answer += data
        return answer

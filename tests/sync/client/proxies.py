"""A TCP proxy that does harm: cuts, resets, holds or flips at some byte of some connection."""

from __future__ import annotations

import socket
import struct
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

Way = Literal["up", "down"]


@dataclass(frozen=True)
class Harm:
    """What happens to one connection, after `at` bytes in one direction.

    cut ends it politely, reset rudely; hold lets nothing more through; flip turns one bit.
    """

    kind: Literal["cut", "reset", "hold", "flip"]
    way: Way
    at: int


class Proxy:
    """Stands between a client and a server; `harms` are for the first connections, in order."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._server = (parts.hostname or "", parts.port or 0)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.harms: list[Harm] = []
        self.passed = {"up": 0, "down": 0}
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._closing = False
        self._start(self._accept)

    def close(self) -> None:
        """Hang up on everyone."""
        self._closing = True
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for end in self._open:
            _hang_up(end)
        for thread in self._threads:
            thread.join(5)

    def _start(self, work: object, *args: object) -> None:
        thread = threading.Thread(target=work, args=args, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._closing:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(self._server)
            except OSError:
                _hang_up(client)
                continue
            self._open += [client, server]
            harm = self.harms.pop(0) if self.harms else None
            self._start(self._pass, "up", client, server, harm)
            self._start(self._pass, "down", server, client, harm)

    def _pass(
        self, way: Way, source: socket.socket, target: socket.socket, harm: Harm | None
    ) -> None:
        mine = harm if harm and harm.way == way else None
        passed = 0
        try:
            while data := source.recv(65536):
                done = bool(mine) and passed + len(data) > mine.at  # type: ignore[union-attr]
                if mine and done:
                    self._hurt(mine, data, mine.at - passed, source, target)
                    if mine.kind != "flip":
                        return
                    mine = None
                else:
                    target.sendall(data)
                passed += len(data)
                self.passed[way] += len(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            _hang_up(target)
            _hang_up(source)

    def _hurt(
        self, harm: Harm, data: bytes, at: int, source: socket.socket, target: socket.socket
    ) -> None:
        if harm.kind == "flip":
            hurt = bytearray(data)
            hurt[at] ^= 1
            target.sendall(hurt)
            return
        target.sendall(data[:at])
        if harm.kind == "hold":
            return
        if harm.kind == "reset":
            linger = struct.pack("ii", 1, 0)
            for end in (source, target):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        _hang_up(source)
        _hang_up(target)


def _hang_up(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()

"""Keep tests on this machine: any look beyond the loopback address fails the test."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

import pytest

_NAMES_HERE = {"localhost", "::1", "", "0.0.0.0"}


class OutsideNetwork(Exception):
    """A test reached for an address that is not on this machine."""


def is_here(host: object) -> bool:
    """Say whether a host is this machine, or a name that by its standard resolves nowhere."""
    if host is None:
        return True
    name = host.decode() if isinstance(host, bytes) else str(host)
    return name in _NAMES_HERE or name.startswith("127.") or name.endswith(".invalid")


class NetworkGuard:
    """Stands in for the ways out of `socket`; remembers what was tried, even if it was caught."""

    def __init__(self) -> None:
        self.tried: list[str] = []

    def check(self, host: object) -> None:
        """Refuse a host that is elsewhere."""
        if not is_here(host):
            self.tried.append(str(host))
            raise OutsideNetwork(f"A test reached for {host}: tests stay on this machine.")

    def install(self, patch: pytest.MonkeyPatch) -> None:
        """Put the guard before connecting and resolving."""
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, self._connecting(getattr(socket.socket, name)))
        patch.setattr(socket, "getaddrinfo", self._resolving(socket.getaddrinfo))

    def _connecting(self, connect: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(one: socket.socket, address: Any) -> Any:
            if one.family in {socket.AF_INET, socket.AF_INET6}:
                self.check(address[0])
            return connect(one, address)

        return guarded

    def _resolving(self, resolve: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(host: Any, *rest: Any, **named: Any) -> Any:
            self.check(host)
            if isinstance(host, str) and host.endswith(".invalid"):
                raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
            return resolve(host, *rest, **named)

        return guarded

"""How the server says no: an exception that carries one problem of the protocol's table."""

from __future__ import annotations

from collections.abc import Mapping

from sync.wire.problems import Problem, problem


class Rejected(Exception):
    """Stop a request; it is answered with this problem."""

    def __init__(self, name: str, what: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(what)
        self.name = name
        self.headers = dict(headers or {})

    @property
    def problem(self) -> Problem:
        """The body to answer with."""
        return problem(self.name, str(self))

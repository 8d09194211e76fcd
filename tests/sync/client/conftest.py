"""The server and the laptops of the server's tests."""

from tests.sync.server.conftest import furnished, old_team, own_team, team

__all__ = ["furnished", "old_team", "own_team", "team"]

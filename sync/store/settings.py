"""Settings of one workspace: names and values."""

from __future__ import annotations

from sync.store.connection import Connection


class Settings:
    """Values by name; what they mean is their owner's business. Never tokens or keys."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def get(self, key: str) -> str | None:
        """Read a value, None if there is none."""
        row = self._db.row("SELECT value FROM settings WHERE name=?", (key,))
        return str(row[0]) if row else None

    def set(self, key: str, value: str | None) -> None:
        """Write a value; None takes it out."""
        if value is None:
            self._db.run("DELETE FROM settings WHERE name=?", (key,))
            return
        self._db.run(
            "INSERT INTO settings (name, value) VALUES (?, ?) "
            "ON CONFLICT (name) DO UPDATE SET value=excluded.value",
            (key, value),
        )

    def settle(self, key: str, value: str) -> str:
        """Write a value unless there is one; return the one that holds, whoever came first."""
        self._db.run(
            "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING",
            (key, value),
        )
        return self.get(key) or value

    def all(self, prefix: str = "") -> dict[str, str]:
        """Read all values whose names begin so, by name."""
        rows = self._db.rows(
            "SELECT name, value FROM settings WHERE substr(name, 1, length(?1))=?1 ORDER BY name",
            (prefix,),
        )
        return dict(rows)

"""Brings a database to today's tables, in one transaction; refuses one that is newer."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DatabaseError

from sync.model.errors import WorkspaceTrouble
from sync.server.database import Database

NEWEST = "0004"
"""The latest step in `migrations/versions`; a test compares."""


def migrate(database: Database) -> None:
    """Run the steps that are missing."""
    try:
        with database.writing() as connection:
            at = _step(connection)
            if at == NEWEST:
                return
            if at > NEWEST:
                raise WorkspaceTrouble(
                    "The server's data were written by a newer version.",
                    safe="They were not touched.",
                    mend="Update this server.",
                )
            _upgrade(connection)
    except DatabaseError as error:
        raise WorkspaceTrouble(
            f"The server's database cannot be used: {error.orig}.",
            safe="It was not changed.",
            mend="Check the disk, or put a backup in its place.",
        ) from error


def _step(connection: Connection) -> str:
    """Read at which step the database is, empty for a new one."""
    tables = inspect(connection).get_table_names()
    if tables and "alembic_version" not in tables:
        raise WorkspaceTrouble(
            "This is not a Coursefolk server's database: it holds other tables.",
            safe="It was not changed.",
            mend="Put a backup in its place, or name another folder with --data.",
        )
    if not tables:
        return ""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")

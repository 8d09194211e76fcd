"""Starts the server: in the foreground for `serve`, or beside its caller for the demo and tests."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import uvicorn
from filelock import FileLock, Timeout

from sync.model.errors import BadInput, WorkspaceTrouble
from sync.server.app import Service
from sync.server.database import Database, meta_value
from sync.server.founding import FIRST_SPACE, found
from sync.server.migrating import migrate
from sync.server.operations import Invitation, database_of, media_of
from sync.server.rounds import now_ms
from sync.server.verified import Reader, nothing_read

Heard = Callable[[str], None]
Invited = Callable[[Invitation], None]

_LAST_ANSWERS_SECONDS = 5


def serve(
    data: Path,
    *,
    database: str | None = None,
    media: str | None = None,
    host: str = "127.0.0.1",
    port: int = 8765,
    ready: Heard,
    first: Invited,
    read: Reader = nothing_read,
) -> None:
    """Serve until the process is told to stop; port 0 takes a free one.

    `ready` gets the address once the server listens. On the first start `first` gets an
    owner's invite before that. `read` reads lessons for the judge of releases.
    """
    server = _Server(data, database, media, host, port, ready, read)
    if server.invitation:
        first(server.invitation)
    server.run()


class Embedded:
    """A server in a thread of this process, on a free port of the loopback."""

    def __init__(
        self,
        data: Path,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        read: Reader = nothing_read,
    ) -> None:
        self._listening = threading.Event()
        listens = self._listening.set
        self._server = _Server(data, None, None, host, port, lambda _: listens(), read)
        self._thread = threading.Thread(target=self._run, name="coursefolk-server", daemon=True)
        self._failure: BaseException | None = None
        self.invitation = self._server.invitation
        """An owner's invite, on the first start with these data."""

    @property
    def service(self) -> Service:
        """The parts of the running server."""
        return self._server.service

    def start(self) -> str:
        """Begin to serve; returns the address once it listens."""
        self._thread.start()
        self._listening.wait()
        if self._failure:
            raise self._failure
        return self._server.url

    def stop(self) -> None:
        """Answer what was begun, then end."""
        self._server.should_exit = True
        self._thread.join()

    def _run(self) -> None:
        try:
            self._server.run()
        except BaseException as error:  # noqa: BLE001 - raised again where start() was called
            self._failure = error
        finally:
            self._listening.set()


class _Server(uvicorn.Server):
    """One listening server with its lock, its database and its socket."""

    def __init__(
        self,
        data: Path,
        database: str | None,
        media: str | None,
        host: str,
        port: int,
        ready: Heard,
        read: Reader,
    ) -> None:
        self._ready = ready
        with ExitStack() as undo:
            self._lock = locked(data)
            undo.callback(self._lock.release)
            self._socket = _bound(host, port)
            undo.callback(self._socket.close)
            opened = Database(database_of(data, database))
            undo.callback(opened.close)
            self.invitation = _furnish(opened)
            self.service = Service(opened, data, media_of(data, media), read)
            undo.pop_all()
        self.url = _address(host, self._socket)
        super().__init__(
            uvicorn.Config(
                self.service.app,
                log_config=None,
                access_log=False,
                http="h11",
                loop="asyncio",
                ws="none",
                lifespan="on",
                server_header=False,
                timeout_keep_alive=75,
                timeout_graceful_shutdown=_LAST_ANSWERS_SECONDS,
            )
        )

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until told to stop."""
        try:
            super().run(sockets or [self._socket])
        finally:
            self._socket.close()
            self._lock.release()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, then say so."""
        await super().startup(sockets)
        if self.started:
            self._ready(self.url)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """See off those who listen for pokes first: they would not leave by themselves."""
        await self.service.pokes.close()
        await super().shutdown(sockets)


def locked(data: Path) -> FileLock:
    """Hold a data folder for one server alone; raises WorkspaceTrouble where another has it."""
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = FileLock(data / "server.lock", thread_local=False)
        lock.acquire(timeout=0)
    except Timeout:
        raise WorkspaceTrouble(
            f"Another server works on the data in {data}.",
            safe="Nothing was changed.",
            mend="Stop it first, or give this one another folder with --data.",
        ) from None
    except OSError as error:
        raise WorkspaceTrouble(
            f"The folder {data} cannot be used for a server: {error.strerror}.",
            safe="Nothing was changed.",
            mend="Choose another folder with --data.",
        ) from error
    return lock


def _furnish(database: Database) -> Invitation | None:
    """Bring the database up to date; on the first start, found it."""
    migrate(database)
    now = now_ms()
    with database.writing() as connection:
        if meta_value(connection, "epoch"):
            return None
        code, expires = found(connection, now)
    # who this server is must not hang on the journal alone: laptops mend what else it may lose
    database.settle(least=0)
    return Invitation(code, "owner", FIRST_SPACE, expires)


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio turns Nagle's delay off only on sockets that name TCP: else 40 ms a small answer.
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
        bound.listen(2048)
        return bound
    except OSError as error:
        bound.close()
        raise BadInput(
            f"The server cannot listen on {host}, port {port}: {error.strerror}.",
            safe="Nothing was changed.",
            mend="Choose another port with --port; 0 takes a free one.",
        ) from error


def _address(host: str, bound: socket.socket) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{bound.getsockname()[1]}"

"""Watch a folder, or a server, and act when something changes there."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sync.model.errors import PersonCanMend, WillBeTriedAgain

if TYPE_CHECKING:
    from app.flows.mirror.mirroring import Mirrored
    from sync.client.transport import Transport
    from sync.model.ids import LogId
    from sync.workspace.opening import Workspace

SETTLE_S = 0.3
"""A burst of file events is over when nothing came for so long."""
LOOK_S = 2.0
"""The course may change beside us (a window, a sync): look this often."""


def watch_folder(ws: Workspace, log: LogId, folder: Path) -> Iterator[Mirrored]:
    """Mirror at once, then whenever the folder or the course changes; yields what was done.

    Runs in the caller's thread; watchdog's own thread only wakes it.
    """
    from watchdog.events import FileSystemEvent, FileSystemEventHandler
    from watchdog.observers import Observer

    from app.flows.mirror.mirroring import mirror_once

    woken: queue.SimpleQueue[bool] = queue.SimpleQueue()

    class Waking(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            if event.event_type not in ("opened", "closed_no_write"):
                woken.put(True)

    yield mirror_once(ws, ws.courses.open(log), folder)
    observer = Observer()
    observer.schedule(Waking(), str(folder), recursive=True)
    observer.start()
    version = ws.store.data_version()
    try:
        while True:
            touched = _wait(woken)
            now = ws.store.data_version()
            if not touched and now == version:
                continue
            version = now
            ws.courses.forget()
            done = mirror_once(ws, ws.courses.open(log), folder)
            if done.did_something:
                yield done
    finally:
        observer.stop()
        observer.join(5)


def _wait(woken: queue.SimpleQueue[bool]) -> bool:
    """Wait for an event and then for the end of its burst; False if none came in time."""
    try:
        woken.get(timeout=LOOK_S)
    except queue.Empty:
        return False
    while True:
        try:
            woken.get(timeout=SETTLE_S)
        except queue.Empty:
            return True


def sync_watch(ws: Workspace, stop: threading.Event | None = None) -> Iterator[str]:
    """Sync again and again: when poked by the server, when something waits, or after a while.

    Yields what came and went, and what failed; raises PersonCanMend when access is gone.
    """
    from app.flows.sharing.syncing import dial, sync
    from sync.client.backoff import Backoff

    stop = stop or threading.Event()
    poked = threading.Event()
    line = dial(ws)
    ears = threading.Thread(target=_listen, args=(line, poked, stop), name="pokes", daemon=True)
    ears.start()
    backoff = Backoff()
    version = -1
    try:
        while not stop.is_set():
            now = ws.store.data_version()
            if not (poked.is_set() or now != version):
                poked.wait(LOOK_S)
                continue
            poked.clear()
            version = now
            try:
                done = sync(ws, by_hand=False)
            except WillBeTriedAgain as error:
                yield str(error)
                stop.wait(backoff.failed())
                version = -1
                continue
            backoff.worked()
            version = ws.store.data_version()
            if done["sent"] or done["received"]:
                yield f"{done['received']} in, {done['sent']} out."
    finally:
        stop.set()
        line.hang_up()
        ears.join(2)


def _listen(line: Transport, poked: threading.Event, stop: threading.Event) -> None:
    from sync.client.notices import listen

    try:
        listen(line, poked.set, stop)
    except PersonCanMend:
        # The next sync meets the same refusal, and says it to the person.
        poked.set()

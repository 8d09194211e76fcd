"""The one thread that writes: it takes what waits, up to 64 jobs, and commits them together.

A durable commit costs a sync of the disk; shared by all who wait it costs each of them little.
Each job has a savepoint of its own, so that one that fails takes nothing of another with it.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection

from sync.server.database import Database

Result = TypeVar("Result")

GROUP = 64
"""Most jobs of one commit."""


@dataclass(frozen=True)
class _Job:
    work: Callable[[Connection], Any]
    future: Future[Any]


class Writer:
    """Runs jobs in the order of their coming; `do` may be called from any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="coursefolk-writer", daemon=True)
        self.commits = 0

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def stop(self) -> None:
        """Finish what waits, then end."""
        self._jobs.put(None)
        self._thread.join()

    def do(self, work: Callable[[Connection], Result]) -> Future[Result]:
        """Queue a job; its future is done after the commit, or holds what went wrong."""
        future: Future[Result] = Future()
        self._jobs.put(_Job(work, future))
        return future

    def _run(self) -> None:
        going_on = True
        while going_on:
            group = [self._jobs.get()]
            while len(group) < GROUP and not self._jobs.empty():
                group.append(self._jobs.get())
            going_on = None not in group
            jobs = [job for job in group if job is not None]
            if jobs:
                self._commit(jobs)
                self._database.settle()

    def _commit(self, jobs: list[_Job]) -> None:
        done: list[tuple[_Job, Any, BaseException | None]] = []
        try:
            with self._database.writing() as connection:
                done = [(job, *_try(job, connection)) for job in jobs]
        except Exception as error:  # noqa: BLE001 - handed to all who wait, the thread must live
            done = [(job, None, error) for job in jobs]
        self.commits += 1
        for job, result, wrong in done:
            if wrong is None:
                job.future.set_result(result)
            else:
                job.future.set_exception(wrong)


def _try(job: _Job, connection: Connection) -> tuple[Any, BaseException | None]:
    """Run one job behind its own savepoint."""
    try:
        with connection.begin_nested():
            return job.work(connection), None
    except Exception as error:  # noqa: BLE001 - handed to the one who waits for this job
        return None, error

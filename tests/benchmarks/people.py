"""A server in a process of its own, and people who work with it through the flows."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.flows.files import importing
from app.flows.lesson import writing
from app.flows.sharing import syncing
from sync.model.ids import LogId, NodeId
from sync.server.operations import invite
from sync.workspace.opening import Workspace
from tests.benchmarks.measuring import ROOT, python


class Served:
    """A running server: its address, and invites to it."""

    def __init__(self, url: str, data: Path) -> None:
        self.url = url
        self._data = data

    def join(self, folder: Path, name: str) -> Workspace:
        """Open a workspace and connect it; whoever joins may do everything."""
        made = invite(self._data, role="owner")
        ws = Workspace.open(folder)
        syncing.connect(ws, self.url, made.invite, name)
        return ws


@contextmanager
def serving(data: Path) -> Iterator[Served]:
    """Run `coursefolk serve` until the block ends."""
    command = python("-m", "app.main", "serve", "--data", str(data), "--port", "0")
    server = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT
    )
    try:
        assert server.stdout is not None
        said = server.stdout.readline()
        assert said.startswith("ready "), said
        yield Served(said.split()[1], data)
    finally:
        server.terminate()
        server.wait(10)
        if server.stdout:
            server.stdout.close()


def share_course(ws: Workspace, course: Path) -> LogId:
    """Import a folder and share it: all facts are written and signed, and wait to be sent."""
    return syncing.share(ws, importing.bring_in(ws, course, None, lambda done, of: None).course)


class Author:
    """Edits one lesson of a shared course again and again."""

    def __init__(self, ws: Workspace, log: LogId) -> None:
        self.ws = ws
        self.log = log
        lessons = ws.courses.open(log).outline.lessons()
        self.lesson: NodeId = lessons[len(lessons) // 2].id
        self._edits = 0

    def edit(self) -> None:
        """Change a word in the middle of the lesson."""
        self._edits += 1
        course = self.ws.courses.open(self.log)
        words = self.ws.lessons.today(self.log, self.lesson).text.split(" ")
        words[len(words) // 2] = f"word{self._edits}"
        done = writing.edit(self.ws, course, self.lesson, " ".join(words))
        assert done.changed

"""The peer that people know: git, with a server of its own that speaks HTTP."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from tests.benchmarks.measuring import ROOT, python, run

_SETTINGS = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "author",
    "GIT_AUTHOR_EMAIL": "author@example.org",
    "GIT_COMMITTER_NAME": "author",
    "GIT_COMMITTER_EMAIL": "author@example.org",
    "GIT_TERMINAL_PROMPT": "0",
}
_ALL_AT_ONCE = "http.postBuffer=268435456"
"""Our small server reads no bodies in chunks; it also spares git a request."""


class Git:
    """Runs git against one server."""

    def __init__(self, folder: Path, url: str) -> None:
        self._folder = folder
        self._url = url
        self._numbers = count(1)

    def new_repository(self) -> str:
        """Make an empty repository on the server; give its address."""
        name = f"course-{next(self._numbers)}.git"
        _git(self._folder, "init", "--quiet", "--bare", name)
        _git(self._folder / name, "config", "http.receivepack", "true")
        return f"{self._url}/{name}"

    def commit_all(self, folder: Path) -> None:
        """Make a folder a repository with all its files in one commit."""
        _git(folder, "init", "--quiet")
        _git(folder, "add", "--all")
        _git(folder, "commit", "--quiet", "--message", "first")

    def push(self, folder: Path, address: str) -> None:
        """Send the commit."""
        _git(folder, "-c", _ALL_AT_ONCE, "push", "--quiet", address, "HEAD:refs/heads/main")

    def clone(self, address: str, folder: Path) -> None:
        """Fetch everything, and write the files."""
        _git(folder.parent, "clone", "--quiet", "--branch", "main", address, folder.name)


def _git(folder: Path, *arguments: str) -> None:
    run(["git", *arguments], folder=folder, variables=_SETTINGS)


@contextmanager
def git_serving(folder: Path) -> Iterator[Git]:
    """Run a server for the repositories in a folder until the block ends."""
    server = subprocess.Popen(
        python("-m", "tests.benchmarks.git_server", str(folder)),
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    try:
        assert server.stdout is not None
        yield Git(folder, f"http://127.0.0.1:{server.stdout.readline().strip()}")
    finally:
        server.terminate()
        server.wait(10)
        if server.stdout:
            server.stdout.close()

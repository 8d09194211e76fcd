"""Laptops and the server as processes of their own, driven by the command line alone."""

from __future__ import annotations

import io
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.cli import run

ROOT = Path(__file__).parents[2]
COURSEFOLK = (sys.executable, "-m", "app.main")
POLITE = {0, 1, 3}
"""What a command may answer, whatever happens to it: done, mend it, or tried again."""


@dataclass(frozen=True)
class Said:
    """What one command answered."""

    code: int
    out: bytes
    err: str

    @property
    def json(self) -> Any:
        """Read the one JSON document on stdout."""
        return json.loads(self.out)

    @property
    def text(self) -> str:
        """Read stdout as text."""
        return self.out.decode()

    def must(self, *codes: int) -> Said:
        """Fail unless the exit code is one of these (0 if none is named)."""
        assert self.code in (codes or (0,)), f"exit {self.code}: {self.err or self.text}"
        assert "Traceback" not in self.err, self.err
        return self


def surroundings(**more: str) -> dict[str, str]:
    """Give the environment of a command that is started anywhere."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **more}


class Laptop:
    """One workspace folder; `before` is put before each command: another user, another clock."""

    def __init__(self, folder: Path, *before: str) -> None:
        self.folder = folder
        self.before = before

    def command(self, *arguments: str | Path) -> list[str]:
        """Write a whole command line."""
        asked = map(str, arguments)
        return [*self.before, *COURSEFOLK, "--workspace", str(self.folder), *asked]

    def call(self, *arguments: str | Path, stdin: bytes = b"", wait_s: float = 90) -> Said:
        """Run one command to its end."""
        done = subprocess.run(
            self.command(*arguments),
            input=stdin,
            capture_output=True,
            timeout=wait_s,
            check=False,
            env=surroundings(),
        )
        return Said(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))

    def do(self, *arguments: str | Path, stdin: bytes = b"") -> Said:
        """Run a command that must succeed."""
        return self.call(*arguments, stdin=stdin).must()

    def ask(self, *arguments: str | Path) -> Any:
        """Run a command that must succeed, and read its JSON."""
        return self.do(*arguments, "--json").json

    def write(self, course: str, lesson: str, text: str) -> Said:
        """Take a whole text in."""
        return self.do("edit", course, lesson, "--file", "-", stdin=text.encode())

    def settle(self) -> None:
        """Sync until all came through and nothing waits."""
        for _ in range(20):
            came_through = self.call("sync").must(0, 3).code == 0
            if came_through and self.ask("status")["waiting"] == 0:
                return
        raise AssertionError("something waits for ever")

    def everything(self, course: str) -> dict[str, Any]:
        """Read all that people see of a course, the same for everyone who has the same facts."""
        outline = self.ask("show", course)["outline"]
        lessons = [row["id"] for row in outline if row["kind"] == "lesson"]
        shown = ("id", "lesson", "kind", "base", "merged", "wordings")
        return {
            "outline": outline,
            "texts": {lesson: self.ask("cat", course, lesson) for lesson in lessons},
            "threads": by_id(self.ask("threads", course)),
            "versions": [{k: v[k] for k in ("hash", "note")} for v in self.ask("versions", course)],
            "overlaps": by_id(
                [{key: row[key] for key in shown} for row in self.ask("overlaps", course)]
            ),
        }

    def check(self) -> None:
        """Let `doctor` look at everything."""
        examined = self.call("doctor", "--json")
        found = [row for row in examined.json if not row["ok"]]
        assert (examined.code, found) == (0, []), f"{examined.code}: {found} {examined.err}"


def by_id(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put rows into an order that does not depend on who lists them."""
    return sorted(rows, key=lambda row: str(row["id"]))


def free_port() -> int:
    """Find a port that nothing listens on just now."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


class ServerProcess:
    """The server on one folder and port; it can be killed and started again."""

    def __init__(self, data: Path, port: int | None = None) -> None:
        self.data = data
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start and wait until it listens."""
        self.process = subprocess.Popen(
            [*COURSEFOLK, "serve", "--data", str(self.data), "--port", str(self.port)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=surroundings(),
        )
        assert self.process.stdout
        line = self.process.stdout.readline()
        assert line.startswith(b"ready "), line

    def kill(self) -> None:
        """Kill it where it stands."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to end."""
        self._end(signal.SIGTERM)

    def _end(self, how: int) -> None:
        if self.process is not None:
            self.process.send_signal(how)
            self.process.communicate(timeout=30)
            self.process = None

    def invite(self, role: str = "author") -> str:
        """Make an invite, also while the server runs."""
        made = LaptopHere(self.data).ask("server", "invite", "--role", role, "--data", self.data)
        code = made["invite"]
        assert isinstance(code, str), made
        return code


class LaptopHere(Laptop):
    """A laptop whose commands run in this process: the same command line, without starting it."""

    def call(self, *arguments: str | Path, stdin: bytes = b"", wait_s: float = 90) -> Said:
        """Run one command to its end."""
        out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
        given = ["--workspace", str(self.folder), *map(str, arguments)]
        before = sys.stdin
        sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), "utf-8")
        try:
            with redirect_stdout(out), redirect_stderr(err):
                code = run(given)
        finally:
            sys.stdin = before
        out.flush()
        assert isinstance(out.buffer, io.BytesIO)
        return Said(code, out.buffer.getvalue(), err.getvalue())

"""The program talks to its server alone, reads no file of others, and writes no secret anywhere.

Watched by one of the shared fault tools: every connection, every file opened, every write.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.faults.laptop import ROOT, LaptopHere, ServerProcess, surroundings

COURSE, LESSON = "Watched", "One"
TEXT_SECRET = "walrusses-whisper-wisely"
SYSTEM = ("/proc", "/sys", "/dev", "/etc", "/usr", "/lib", "/bin", "/run", "/var/cache/fontconfig")
WINDOW = """
import sys
from PySide6.QtCore import QTimer
from app.cli import run
from app.shell.application import make_application
application = make_application()
QTimer.singleShot(6000, application.quit)
sys.exit(run(["--workspace", sys.argv[1], "open", sys.argv[2]]))
"""


class Watched:
    """A workspace, a server, and a lesson that points at everything it should not reach."""

    def __init__(self, folder: Path, tool: Path) -> None:
        self.folder = folder
        self.tool = tool
        self.server = ServerProcess(folder / "server")
        self.server.start()
        self.laptop = LaptopHere(folder / "workspace")
        self.invite = self.server.invite("owner")
        (folder / "private").mkdir()
        for name in ("picture.png", "notes.md", "page.html"):
            (folder / "private" / name).write_text("nobody's business")
        (folder / "mine").mkdir()
        (folder / "mine" / "one.md").write_text(self.text())

    def text(self) -> str:
        """Write a lesson of links that lead out of the course."""
        private = (self.folder / "private").as_uri()
        return (
            f"# {LESSON}\n\n{TEXT_SECRET}\n\n![a]({private}/picture.png)\n\n"
            f"![b](../private/picture.png) ![c](https://198.51.100.7/picture.png)\n\n"
            f'<img src="{private}/picture.png"><iframe src="{private}/page.html"></iframe>\n\n'
            f"[notes]({private}/notes.md) <script src='https://198.51.100.7/x.js'></script>\n"
        )

    def token(self) -> str:
        """Read the token of this laptop, as the file of last resort keeps it."""
        return (self.laptop.folder / "server.token").read_text().strip()

    def watch(self, *command: str | Path) -> dict[str, Any]:
        """Run something under the tool; what it reached."""
        mine = (sys.prefix, sys.base_prefix, ROOT, self.laptop.folder, self.folder / "mine")
        homes = [surroundings()[name] for name in ("HOME", "XDG_DATA_HOME")]
        allowed = [*SYSTEM, *map(str, mine), str(Path(homes[0]).parent)]
        asked = [f"--allow={place}" for place in allowed]
        secrets = [TEXT_SECRET, self.invite]
        if (self.laptop.folder / "server.token").exists():
            secrets.append(self.token())
        asked += [f"--secret={secret}" for secret in secrets]
        done = subprocess.run(
            [sys.executable, str(self.tool), *asked, "--", *map(str, command)],
            capture_output=True,
            text=True,
            check=True,
            env=surroundings(),
            cwd=self.folder,
        )
        found = json.loads(done.stdout)
        assert isinstance(found, dict)
        return found

    def check(self, found: dict[str, Any], *, writes: tuple[Path, ...] = ()) -> None:
        """Only the server was reached, no stranger's file, and secrets went where they belong."""
        assert found["rc"] == 0, found
        assert set(found["network"]) <= {f"127.0.0.1:{self.server.port}"}, found
        allowed = (*writes, "/var/lib/dbus/machine-id")
        outside = [file for file in found["files_outside"] if file != str(self.folder)]
        assert [f for f in outside if not f.startswith(tuple(map(str, allowed)))] == [], found
        mine = (self.laptop.folder, *writes)
        for place in found["secret_written_to"]:
            at_home = any(place.startswith(str(folder)) for folder in mine)
            assert at_home or place.startswith(("socket:", "pipe:", "TCP:")), found


@pytest.fixture
def watched(shared: Path, tmp_path: Path) -> Iterator[Watched]:
    """A workspace under watch, or skip by name."""
    tool = shared / "harness" / "netwatch.py"
    if not tool.is_file() or not shutil.which("strace"):
        pytest.skip("netwatch.py of the shared fault tools, or strace, is not here")
    made = Watched(tmp_path, tool)
    yield made
    made.server.kill()


@pytest.mark.soak(row="nothing else on the laptop is touched (commands, windows)")
def test_commands_touch_nothing_else(watched: Watched) -> None:
    laptop, mine = watched.laptop, watched.folder / "mine"
    connect = ("connect", watched.server.url, "--invite", watched.invite, "--name", "author")
    given = watched.folder / "given"
    given.mkdir()
    for asked in (
        ("import", mine),
        connect,
        ("share", "mine"),
        ("publish", "mine", "--note", TEXT_SECRET),
        ("sync",),
        ("export", "mine", "--format", "folder", "--out", given / "files"),
        ("export", "mine", "--format", "html", "--out", given / "site"),
        ("search", "whisper"),
        ("check", "mine"),
        ("doctor",),
    ):
        watched.check(watched.watch(*laptop.command(*asked)), writes=(given,))


@pytest.mark.soak(row="nothing else on the laptop is touched (commands, windows)")
@pytest.mark.parametrize("preview", ["full", "light"])
def test_a_window_touches_nothing_else(
    watched: Watched, preview: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if preview == "light":
        monkeypatch.setenv("COURSEFOLK_LIGHT_PREVIEW", "1")
    laptop = watched.laptop
    course = str(laptop.ask("import", watched.folder / "mine")["course"])
    laptop.do("connect", watched.server.url, "--invite", watched.invite, "--name", "author")
    laptop.do("share", course)
    watched.check(watched.watch(sys.executable, "-c", WINDOW, laptop.folder, course))
    assert laptop.ask("status")["waiting"] == 0


def test_a_server_keeps_no_token_and_no_invite(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path / "server")
    server.start()
    try:
        laptop = LaptopHere(tmp_path / "workspace")
        invite = server.invite("owner")
        laptop.do("connect", server.url, "--invite", invite, "--name", "author")
        laptop.do("sync")
        token = (laptop.folder / "server.token").read_text().strip()
    finally:
        server.stop()
    for path in server.data.rglob("*"):
        if path.is_file():
            kept = path.read_bytes()
            assert token.encode() not in kept, path
            assert invite.encode() not in kept, path

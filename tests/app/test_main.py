"""The window alone goes without the table of commands; everything else goes through it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.flows.safety.window_lock import window_lock
from app.main import window_alone


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["open"],
        ["--workspace", "here"],
        ["--workspace", "here", "open"],
        ["Health v2.coursefolk"],
        ["--workspace", "here", "/tmp/Health.COURSEFOLK"],
    ],
)
def test_the_window_needs_no_commands(arguments: list[str]) -> None:
    assert window_alone(arguments) is not None


@pytest.mark.parametrize(
    "arguments",
    [
        ["open", "A course"],
        ["open", "--sample"],
        ["--json", "open"],
        ["--workspace"],
        ["--workspace", ""],
        ["--help"],
        ["list"],
        ["--workspace", "here", "list"],
    ],
)
def test_what_else_is_asked_goes_to_the_commands(arguments: list[str]) -> None:
    assert window_alone(arguments) is None


LATER = (
    "click",
    "msgspec",
    "filelock",
    "markdown_it",
    "requests",
    "app.cli",
    "app.session",
    "app.shell.settings.appearance",
    "editor.panels.kit.look",
    "sync.store.opening",
)
"""What takes long to load, and that the first paint of the window has no need of."""


def test_the_window_is_painted_before_slow_work() -> None:
    program = "import sys; from app.main import window_alone; window_alone(['open']); "
    program += f"sys.exit(', '.join(name for name in {LATER!r} if name in sys.modules) or 0)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_trouble_is_told_as_by_every_command(tmp_path: Path) -> None:
    lock = window_lock(tmp_path)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "app.main", "--workspace", str(tmp_path), "open"],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    finally:
        lock.release()
    assert done.returncode == 1
    assert "open in another window" in done.stderr
    assert "Traceback" not in done.stderr

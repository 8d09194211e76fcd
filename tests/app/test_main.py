"""The window alone goes without the table of commands; everything else goes through it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.flows.window_lock import window_lock
from app.main import window_alone


@pytest.mark.parametrize(
    "arguments", [[], ["open"], ["--workspace", "here"], ["--workspace", "here", "open"]]
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


def test_the_commands_are_not_loaded_for_the_window() -> None:
    program = "import sys; from app.main import window_alone; window_alone(['open']); "
    program += "sys.exit(any(name in sys.modules for name in ('click', 'msgspec', 'app.cli')))"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


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

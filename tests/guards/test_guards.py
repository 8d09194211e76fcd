"""The guards themselves: each seeded offence must fail, and what is allowed must pass."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.guards.loglines import LogWatch
from tests.guards.network import is_here

ROOT = Path(__file__).parents[2]

SEEDED = """
import logging, os, socket
from pathlib import Path
import pytest
from PySide6.QtCore import qWarning

def test_offence_warning(): logging.getLogger("x").warning("a line")
@pytest.mark.logs("another line")
def test_offence_absent(): logging.getLogger("x").info("another line")
def test_offence_qt(qtbot): qWarning(b"a widget is unhappy")
def test_offence_caught():
    try: socket.create_connection(("192.0.2.1", 80), timeout=0.1)
    except Exception: pass
def test_offence_name():
    with pytest.raises(Exception): socket.getaddrinfo("example.com", 80)

@pytest.mark.logs("a l.ne")
def test_fine_announced(): logging.getLogger("x").warning("a line")
def test_fine_here():
    listening = socket.create_server(("127.0.0.1", 0))
    socket.create_connection(listening.getsockname()).close()
    listening.close()
    with pytest.raises(socket.gaierror): socket.getaddrinfo("no-server.invalid", 80)
def test_fine_home(): assert "coursefolk-tests-" in str(Path.home())
def test_fine_variables(): assert "COURSEFOLK_WORKSPACE" not in os.environ
"""


def test_each_seeded_offence_fails_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text("from tests.conftest import *\n")
    (tmp_path / "test_seeded.py").write_text(SEEDED)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-rA", "--tb=no", "-o", "qt_log_level_fail=WARNING"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "COURSEFOLK_WORKSPACE": "/nowhere"},
        capture_output=True,
        text=True,
        check=False,
    )
    not_passed = set(re.findall(r"^(?:FAILED|ERROR) \S+::(\w+)", done.stdout, re.MULTILINE))
    passed = set(re.findall(r"^PASSED \S+::(test_fine_\w+)", done.stdout, re.MULTILINE))
    assert not_passed == {
        "test_offence_warning",
        "test_offence_absent",
        "test_offence_qt",
        "test_offence_caught",
        "test_offence_name",
    }, done.stdout + done.stderr
    assert len(passed) == 4, done.stdout


@pytest.mark.parametrize("host", [None, "localhost", "127.0.0.1", "127.8.9.1", "::1", "a.invalid"])
def test_this_machine_is_here(host: str | None) -> None:
    assert is_here(host)


@pytest.mark.parametrize("host", ["192.0.2.1", "example.com", "localhost.example.com", b"10.0.0.1"])
def test_others_are_elsewhere(host: object) -> None:
    assert not is_here(host)


def test_a_watch_without_lines_has_no_complaint() -> None:
    assert LogWatch([]).complaint() is None

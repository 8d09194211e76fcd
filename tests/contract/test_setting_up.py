"""The set-up scripts on machines that lack something: they say the one line to type, and stop.

Each test runs the real scripts with a `PATH` of its own, in which Python, apt and the rest are
small stand-ins for a machine that is not this one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contract.source import ROOT

TOOLS = {"sh", "cat", "cksum", "dirname", "env", "grep", "id", "mkdir"}
TOOLS |= {"rm", "sed", "tail", "touch", "tr", "uname", "wc"}

Done = subprocess.CompletedProcess[str]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="system libraries are Linux's")


class Machine:
    """A tree of the project with a PATH of chosen programs."""

    def __init__(self, folder: Path) -> None:
        self.tree = folder / "a folder with spaces"
        self.programs = folder / "bin"
        self.programs.mkdir()
        shutil.copytree(ROOT / "packaging" / "setup", self.tree / "packaging" / "setup")
        for name in ("pyproject.toml", "requirements.lock"):
            shutil.copy(ROOT / name, self.tree)
        for tool in TOOLS:
            found = shutil.which(tool)
            assert found, tool
            (self.programs / tool).symlink_to(found)

    def has(self, program: str, does: str) -> None:
        """Put a program there that runs a line of shell."""
        path = self.programs / program if "/" not in program else self.tree / program
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.write_text(f"#!/bin/sh\n{does}\n")
        path.chmod(0o755)

    def is_ready(self) -> None:
        """Pretend that the environment was filled from today's lock."""
        self.has(".venv/bin/python", "exit 0")
        self.has(".venv/bin/coursefolk", 'echo "coursefolk $*"; mkdir -p out/demo')
        both = (self.tree / "requirements.lock").read_bytes()
        both += (self.tree / "pyproject.toml").read_bytes()
        done = subprocess.run(["cksum"], input=both, capture_output=True, check=True)
        (self.tree / ".venv" / "filled-from").write_bytes(done.stdout)

    def run(self, script: str, *arguments: str, **variables: str) -> Done:
        """Run one of the set-up scripts."""
        return subprocess.run(
            ["sh", f"packaging/setup/{script}", *arguments],
            cwd=self.tree,
            env={"PATH": str(self.programs), "HOME": os.environ["HOME"], **variables},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_no_python(machine: Machine) -> None:
    done = machine.run("find_python.sh")
    assert done.returncode == 1
    assert "sudo apt-get install -y python3 python3-venv" in done.stderr


def test_an_old_python_is_named(machine: Machine) -> None:
    machine.has("python3", "echo 3.9")
    done = machine.run("find_python.sh")
    assert done.returncode == 1
    assert "python3 is 3.9" in done.stderr


def test_a_newer_python_beside_an_old_one_is_taken(machine: Machine) -> None:
    machine.has("python3", "echo 3.9")
    machine.has("python3.12", "echo 3.12")
    done = machine.run("find_python.sh")
    assert done.stdout.strip().endswith("/python3.12"), done.stderr


def test_python_without_venv(machine: Machine) -> None:
    machine.has("python3", 'case "$2" in *ensurepip*) exit 1;; *) echo 3.11;; esac')
    done = machine.run("find_python.sh")
    assert done.returncode == 1
    assert "sudo apt-get install -y python3.11-venv" in done.stderr


MISSING = "printf 'libegl1\\nlibglib2.0-0t64|libglib2.0-0\\n'"


def lacks_libraries(machine: Machine, who: int) -> None:
    machine.has("python3", MISSING)
    machine.has("id", f"echo {who}")
    machine.has("apt-cache", 'case "$2" in libglib2.0-0t64) echo "Version: 1";; esac')
    machine.has("apt-get", 'echo "$*" >>apt-was-called; exit 1')


def test_a_person_gets_the_line_to_type(machine: Machine) -> None:
    lacks_libraries(machine, 1000)
    done = machine.run("libraries.sh", "python3")
    assert done.returncode == 1
    line = "sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1 libglib"
    assert line in done.stderr
    assert "libglib2.0-0t64" in done.stderr
    assert not (machine.tree / "apt-was-called").exists()


def test_an_older_release_gets_its_own_names(machine: Machine) -> None:
    lacks_libraries(machine, 1000)
    machine.has("apt-cache", "exit 1")
    assert "libglib2.0-0 " in machine.run("libraries.sh", "python3").stderr


def test_root_installs_and_says_what_to_try_if_it_fails(machine: Machine) -> None:
    lacks_libraries(machine, 0)
    done = machine.run("libraries.sh", "python3")
    assert done.returncode == 1
    assert "update" in (machine.tree / "apt-was-called").read_text()
    assert "To try by hand" in done.stderr


def test_passwordless_sudo_installs(machine: Machine) -> None:
    lacks_libraries(machine, 1000)
    machine.has("python3", f"[ -e apt-was-called ] || {MISSING}")
    machine.has("apt-get", 'echo "$*" >>apt-was-called')
    machine.has("sudo", '[ "$1" = -n ] && shift; exec "$@"')
    machine.has("true", "exit 0")
    done = machine.run("libraries.sh", "python3")
    assert done.returncode == 0, done.stderr
    called = (machine.tree / "apt-was-called").read_text()
    assert "install -y --no-install-recommends libegl1 libglib2.0-0t64" in called


def test_other_systems_get_the_names(machine: Machine) -> None:
    lacks_libraries(machine, 0)
    (machine.programs / "apt-get").unlink()
    done = machine.run("libraries.sh", "python3")
    assert done.returncode == 1
    assert "libegl1 libglib2.0-0" in done.stderr


def test_the_window_opens_where_there_is_a_display(machine: Machine) -> None:
    machine.is_ready()
    done = machine.run("run.sh", DISPLAY=":0")
    assert "coursefolk open --sample" in done.stdout, done.stderr


def test_the_story_is_played_where_there_is_none(machine: Machine) -> None:
    machine.is_ready()
    machine.has("pwd", "echo here")
    done = machine.run("run.sh")
    assert done.returncode == 0, done.stderr
    assert "There is no display" in done.stdout
    assert "coursefolk demo --out out/demo" in done.stdout
    assert done.stdout.rstrip().endswith("out/demo")


def test_what_is_ready_is_not_made_again(machine: Machine) -> None:
    machine.is_ready()
    done = machine.run("ready.sh")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_set_up_that_was_cut_short_is_made_again(machine: Machine) -> None:
    machine.is_ready()
    (machine.tree / ".venv" / "filling").touch()
    done = machine.run("ready.sh")
    assert done.returncode == 1
    assert "needs Python" in done.stderr


@pytest.mark.parametrize(
    ("does", "is_good"),
    [
        ("exit 0", True),
        ('case "$*" in *ignore*) exit 1;; esac', False),
        ('case "$*" in *ignore*) ;; *) exit 1;; esac', False),
    ],
    ids=["both are good", "the second fails", "the first fails"],
)
def test_all_tests_run_in_two_processes_with_one_answer(
    machine: Machine, does: str, is_good: bool
) -> None:
    machine.has(".venv/bin/python", f'echo "ran $*"; {does}')
    done = machine.run("halves.sh")
    assert (done.returncode == 0) is is_good, done.stderr
    ran = [line for line in done.stdout.split("\n") if line.startswith("ran ")]
    first, second = (set(line.split()) for line in ran)
    named = {word for word in first if word.startswith("tests/")}
    assert named, ran
    assert {f"--ignore={folder}" for folder in named} <= second, "each test runs once"
    assert all((ROOT / folder).is_dir() for folder in named)

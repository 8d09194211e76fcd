"""What everyday commands load: nothing that only rare ones need, so that they answer at once."""

from __future__ import annotations

import importlib
import json
import pkgutil
import subprocess
import sys
from pathlib import Path

import click

from app import commands
from app.cli import COMMANDS
from tests.app.commands.conftest import Coursefolk

EVERYDAY = (
    ("check", "A course"),
    ("publish", "A course"),
    ("release", "A course", "1"),
    ("status",),
    ("list",),
    ("show", "A course"),
    ("cat", "A course", "A lesson"),
    ("edit", "A course", "A lesson", "--file", "-"),
    ("versions", "A course"),
    ("overlaps", "A course"),
    ("search", "word"),
)
HEAVY = {
    "PySide6",
    "filelock",
    "keyring",
    "markdown_it",
    "nh3",
    "rapidfuzz",
    "requests",
    "rich",
    "sqlalchemy",
    "sqlite_utils",
    "starlette",
    "urllib3",
    "watchdog",
}
_RUN = """
import json, sys
from app.cli import run
for arguments in json.loads(sys.argv[1]):
    assert run(arguments) == 0, arguments
    json.dump([arguments[-1], sorted(sys.modules)], sys.stderr)
    sys.stderr.write("\\n")
"""


def test_everyday_commands_load_nothing_heavy(coursefolk: Coursefolk, tmp_path: Path) -> None:
    assert coursefolk("new", "A course").code == 0
    assert coursefolk("add", "A course", "--lesson", "A lesson").code == 0
    assert coursefolk("check", "A course").code == 0
    assert coursefolk("backup").code == 0
    calls = [["--workspace", str(tmp_path / "author"), *command] for command in EVERYDAY]
    done = subprocess.run(
        [sys.executable, "-c", _RUN, json.dumps(calls)],
        input="A word.\n",
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("[")]
    assert len(loaded) == len(EVERYDAY)
    assert [(name, sorted(HEAVY & set(modules))) for name, modules in loaded] == [
        (command[-1], []) for command in EVERYDAY
    ]


def test_every_command_that_is_written_can_be_called() -> None:
    written: dict[str, str] = {}
    for module in pkgutil.iter_modules(commands.__path__):
        of_module = vars(importlib.import_module(f"{commands.__name__}.{module.name}"))
        inside = {
            sub for one in of_module.values() if isinstance(one, click.Group)
            for sub in one.commands.values()
        }  # fmt: skip
        for name, one in of_module.items():
            if isinstance(one, click.Command) and one not in inside:
                written[str(one.name)] = f"{module.name}:{name}"
    assert {name: where for name, where in written.items() if name not in COMMANDS} == {}
    assert sorted(written) == sorted(COMMANDS)

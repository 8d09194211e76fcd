"""The import contracts hold, and each of them would notice its offence."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.contract.source import ROOT

ROOMS = [
    "app/flows",
    "app/shell",
    "app/workers",
    "editor/formats",
    "editor/markdown",
    "editor/models",
    "editor/panels",
    "editor/writing",
    "sync/client",
    "sync/merge",
    "sync/model",
    "sync/server",
    "sync/store",
    "sync/wire",
]

OFFENCES = [
    ("Floors", "editor/panels/board.py", "import app.flows"),
    ("Floors", "sync/model/course.py", "import editor.markdown"),
    ("Rooms of sync", "sync/client/rounds.py", "import sync.server"),
    ("Rooms of sync", "sync/server/routes.py", "import sync.client"),
    ("Rooms of sync", "sync/store/log.py", "import sync.merge"),
    ("Rooms of sync", "sync/merge/weave.py", "import sync.wire"),
    ("Rooms of sync", "sync/model/facts.py", "import sync.store"),
    ("Rooms of sync", "sync/workspace.py", "import sync.client"),
    ("Rooms of sync", "sync/attic/__init__.py", ""),
    ("The server stands", "sync/server/routes.py", "import sync.store"),
    ("Rooms of editor", "editor/markdown/render.py", "import editor.formats"),
    ("Rooms of editor", "editor/models/tree.py", "import editor.panels"),
    ("Rooms of editor", "editor/attic/__init__.py", ""),
    ("Rooms of editor", "editor/writing/pairs.py", "import editor.panels"),
    ("The editor knows", "editor/panels/board.py", "import sync.store"),
    ("The editor knows", "editor/formats/folder.py", "import sync.client"),
    ("The editor knows", "editor/panels/board.py", "import sync.workspace"),
    ("The server stands", "sync/server/routes.py", "import sync.workspace"),
    ("Rooms of app", "app/flows/changes.py", "import app.workers"),
    ("Rooms of app", "app/paths.py", "import app.flows"),
    ("No Qt below", "sync/store/log.py", "from PySide6.QtCore import QObject"),
    ("No Qt below", "editor/markdown/render.py", "import PySide6.QtGui"),
    ("No Qt below", "editor/writing/pairs.py", "import PySide6.QtGui"),
    ("No Qt below", "app/flows/changes.py", "import editor.panels"),
    ("No circles", "app/flows/changes.py", "import app.shell"),
]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the import contracts in a folder, as `make test` does."""
    script = "import sys; from importlinter.cli import lint_imports_command as c; sys.exit(c())"
    return subprocess.run(
        [sys.executable, "-c", script, "--no-logo", "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Return an empty house with the real contracts and with Qt in the panels."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for room in ROOMS:
        (tmp_path / room).mkdir(parents=True)
        (tmp_path / room / "__init__.py").touch()
        (tmp_path / room).parent.joinpath("__init__.py").touch()
    for file in ("app/paths.py", "app/cli.py", "app/main.py", "sync/workspace.py"):
        (tmp_path / file).touch()
    (tmp_path / "editor/panels/__init__.py").write_text("import PySide6.QtWidgets\n")
    (tmp_path / "app/shell/window.py").write_text("import app.flows\n")
    (tmp_path / "app/shell/__init__.py").write_text("import app.shell.window\n")
    return tmp_path


def broken(output: str) -> list[str]:
    """List the names of the contracts that were broken."""
    return re.findall(r"^(.+) BROKEN", output, re.MULTILINE)


def test_an_empty_house_keeps_them_all(house: Path) -> None:
    done = lint(house)
    assert done.returncode == 0, done.stdout + done.stderr
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    assert f"{len(contracts['contracts'])} kept" in done.stdout


@pytest.mark.parametrize(("contract", "path", "text"), OFFENCES)
def test_a_seeded_offence_breaks_its_contract(
    house: Path, contract: str, path: str, text: str
) -> None:
    (house / path).parent.mkdir(exist_ok=True)
    with (house / path).open("a") as file:
        file.write(f"{text}\n")
    done = lint(house)
    assert done.returncode != 0
    assert any(name.startswith(contract) for name in broken(done.stdout)), done.stdout + done.stderr


def test_every_contract_has_an_offence() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    tried = tuple(name for name, _, _ in OFFENCES)
    assert all(contract["name"].startswith(tried) for contract in contracts["contracts"])

"""Everything but the window works where Qt is not installed, and commands start light."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from tests.contract.source import ROOT, product

WINDOWED = ("app/main.py", "app/shell", "app/session.py", "app/workers", "app/commands/window.py")
GLASS = ("editor/panels", "editor/models")
RUN_BY_ALEMBIC = ("sync/server/migrations/env.py",)
HEAVY = {
    "PySide6",
    "alembic",
    "keyring",
    "markdown_it",
    "requests",
    "rich",
    "sqlalchemy",
    "starlette",
    "uvicorn",
    "watchdog",
}


def modules_after(code: str) -> set[str]:
    """Run a line in a fresh interpreter and return the names of the modules it loaded."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport json, sys; print(json.dumps(list(sys.modules)))"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_all_but_the_window_is_imported_where_qt_is_absent() -> None:
    names = [
        file.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for file in product()
        if not file.is_in(*WINDOWED, *GLASS, *RUN_BY_ALEMBIC)
    ]
    assert len(names) > 50
    imports = "\n".join(f"import {name}" for name in names)
    loaded = modules_after(f"import sys; sys.modules['PySide6'] = None\n{imports}")
    assert "sync.model" in loaded


def test_the_table_of_commands_loads_nothing_heavy() -> None:
    loaded = modules_after("import app.cli")
    assert "click" in loaded
    assert not HEAVY & {name.partition(".")[0] for name in loaded}

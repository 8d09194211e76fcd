"""What has one address in the house is nowhere else: libraries, SQL, threads, files, voices."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.contract.source import ROOT, Rule, SourceFile, complaints, finds, must_be_none, product

# Library → the only rooms that may import it.
ADDRESSES = {
    "sqlite3": ("sync/store", "sync/server"),
    "sqlite_utils": ("sync/store",),
    "sqlalchemy": ("sync/server",),
    "alembic": ("sync/server",),
    "psycopg": ("sync/server",),
    "obstore": ("sync/server",),
    "starlette": ("sync/server", "app/web"),
    "uvicorn": ("sync/server",),
    "requests": ("sync/client",),
    "urllib3": ("sync/client",),
    "truststore": ("sync/client",),
    "sseclient": ("sync/client",),
    "http.client": (),
    "urllib.request": (),
    "PySide6": (
        "editor/panels",
        "editor/models",
        "app/shell",
        "app/workers",
        "app/session.py",
        "app/main.py",
    ),
    "PySide6.QtCharts": (),
    "PySide6.QtGraphs": (),
    "PySide6.QtDataVisualization": (),
    "platformdirs": ("app/paths.py",),
    "click": ("app",),
}

THREAD_MAKERS = {
    "threading.Thread",
    "threading.Timer",
    "concurrent.futures",
    "multiprocessing",
    "asyncio",
    "_thread",
    "watchdog.observers",
    "PySide6.QtCore.QThread",
    "PySide6.QtCore.QThreadPool",
    "PySide6.QtCore.QRunnable",
    "PySide6.QtConcurrent",
}
THREADED_ROOMS = ("app/workers", "sync/server")

SQL = re.compile(
    r"^\s*(SELECT\b.*\bFROM\b|SELECT\s+[\w({?:*]|(INSERT|REPLACE)\b.*\bINTO\b|UPDATE\s+\S+\s+SET\b"
    r"|DELETE\s+FROM\b|CREATE\s+(TEMP|TABLE|INDEX|UNIQUE|VIRTUAL|VIEW|TRIGGER)\b"
    r"|ALTER\s+TABLE\b|DROP\s+(TABLE|INDEX|VIEW)\b|PRAGMA\s|WITH\s+\w+.*\bAS\s*\("
    r"|BEGIN(\s+IMMEDIATE)?\s*$|VACUUM\b|ATTACH\s)",
    re.DOTALL,
)
SQL_ROOMS = ("sync/store", "sync/server")

PURE_ROOMS = ("sync/model", "sync/merge")
INPUT_OUTPUT = {
    "os",
    "io",
    "sys",
    "pathlib",
    "shutil",
    "tempfile",
    "glob",
    "mmap",
    "socket",
    "ssl",
    "http",
    "urllib",
    "subprocess",
    "logging",
    "sqlite3",
    "threading",
    "asyncio",
}
OPENING = {"open", "print", "input", "breakpoint"}
CLOCKS_AND_CHANCE = {"time", "datetime", "random", "uuid", "secrets"}


def is_or_below(name: str, library: str) -> bool:
    return name == library or name.startswith(f"{library}.")


def strange_imports(file: SourceFile) -> Iterator[str]:
    for name in sorted(set(file.imported())):
        for library, rooms in ADDRESSES.items():
            if is_or_below(name, library) and not file.is_in(*rooms):
                yield f"imports {name}, which belongs to {', '.join(rooms) or 'nobody'}"


def strange_sql(file: SourceFile) -> Iterator[str]:
    if file.is_in(*SQL_ROOMS):
        return
    for text in file.strings():
        if SQL.match(text) or SQL.match(text.upper() if "\n" in text else ""):
            yield f"holds SQL: {text.strip()[:60]!r}"
    for name in file.dotted_names():
        if name.endswith((".execute", ".executemany", ".executescript")):
            yield f"calls {name}"


def strange_threads(file: SourceFile) -> Iterator[str]:
    if file.is_in(*THREADED_ROOMS):
        return
    for name in sorted({*file.imported(), *file.dotted_names()}):
        if any(is_or_below(name, maker) for maker in THREAD_MAKERS):
            yield f"makes threads: {name}"


def impurities(file: SourceFile) -> Iterator[str]:
    if not file.is_in(*PURE_ROOMS):
        return
    banned = INPUT_OUTPUT | (CLOCKS_AND_CHANCE if file.is_in("sync/merge") else set())
    for name in file.imported():
        if name.partition(".")[0] in banned:
            yield f"imports {name}, but this room does no input or output"
    for name in file.called_names():
        if name in OPENING:
            yield f"calls {name}()"


def strange_voices(file: SourceFile) -> Iterator[str]:
    if not file.is_in("app/shell/notices.py"):
        for name in file.imported():
            if name == "PySide6.QtWidgets.QMessageBox":
                yield "speaks through QMessageBox instead of app/shell/notices.py"
    if not file.is_in("app") and "print" in file.called_names():
        yield "prints; only app speaks to people"


RULES = [strange_imports, strange_sql, strange_threads, impurities, strange_voices]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.__name__))
def test_everything_is_at_its_address(rule: Rule) -> None:
    must_be_none(complaints(rule, product()))


SEEDED = [
    (strange_imports, "app/flows/lesson/writing.py", "import sqlite3"),
    (strange_imports, "sync/server/storage.py", "from sqlite_utils import Database"),
    (strange_imports, "sync/workspace.py", "def go():\n    import requests"),
    (strange_imports, "sync/store/log.py", "from sqlalchemy.orm import Session"),
    (strange_imports, "sync/client/rounds.py", "import urllib.request"),
    (strange_imports, "editor/panels/board.py", "from PySide6 import QtCharts"),
    (strange_imports, "editor/panels/board.py", "from PySide6.QtGraphs import QLineSeries"),
    (strange_imports, "editor/markdown/render.py", "from PySide6.QtGui import QColor"),
    (strange_imports, "app/settings.py", "import platformdirs"),
    (strange_sql, "app/flows/lesson/writing.py", "x = 'SELECT id FROM facts'"),
    (strange_sql, "sync/client/rounds.py", "x = f'UPDATE {table} SET a = 1'"),
    (strange_sql, "sync/workspace.py", "x = '''\n  select id\n  from facts\n'''"),
    (strange_sql, "sync/workspace.py", "store.db.execute(query)"),
    (
        strange_threads,
        "app/flows/sharing/syncing.py",
        "import threading\nthreading.Thread(target=f)",
    ),
    (strange_threads, "sync/store/log.py", "from concurrent.futures import Future"),
    (strange_threads, "editor/panels/tree.py", "from PySide6.QtCore import QThreadPool"),
    (strange_threads, "app/flows/mirror.py", "from watchdog.observers import Observer"),
    (impurities, "sync/merge/weave.py", "import os.path"),
    (impurities, "sync/merge/weave.py", "from time import time"),
    (impurities, "sync/model/ids.py", "def f(p):\n    return open(p)"),
    (impurities, "sync/model/ids.py", "from pathlib import Path"),
    (strange_voices, "app/shell/window.py", "from PySide6.QtWidgets import QMessageBox"),
    (strange_voices, "sync/store/log.py", "print('hello')"),
]


@pytest.mark.parametrize(("rule", "path", "text"), SEEDED)
def test_a_seeded_offence_is_found(rule: Rule, path: str, text: str) -> None:
    assert finds(rule, path, text)


ALLOWED = [
    (strange_sql, "app/flows/lesson/writing.py", "x = 'Select a lesson from the list'"),
    (strange_sql, "app/flows/lesson/writing.py", "def f():\n    'SELECT a FROM b'"),
    (strange_sql, "sync/store/log.py", "x = 'SELECT id FROM facts'"),
    (strange_threads, "sync/store/log.py", "import threading\nlock = threading.Lock()"),
    (strange_threads, "app/workers/queue.py", "from PySide6.QtCore import QThread"),
    (impurities, "sync/model/ids.py", "import uuid"),
    (impurities, "sync/store/log.py", "import os"),
    (strange_imports, "sync/client/transport.py", "import requests"),
    (strange_imports, "app/flows/x.py", "from app.requests import y"),
]


@pytest.mark.parametrize(("rule", "path", "text"), ALLOWED)
def test_what_is_allowed_is_not_found(rule: Rule, path: str, text: str) -> None:
    assert not finds(rule, path, text)


@pytest.mark.parametrize(
    "text",
    [
        "from PySide6.QtCharts import QChart",
        "from PySide6.QtGraphs import QLineSeries",
        "from PySide6.QtWidgets import QMessageBox",
        "from filelock import SoftFileLock",
    ],
)
def test_the_linter_bans_it_too(text: str) -> None:
    """Say it while one writes, and not only when the tests run."""
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--stdin-filename", "app/shell/seeded.py", "-"],
        cwd=ROOT,
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "TID251" in done.stdout

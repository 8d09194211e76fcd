"""Hold every test to the same rules, and give it what all share.

A logged warning, a Qt warning (`qt_log_level_fail`), a Python warning (`filterwarnings`) or a look
beyond this machine fails a test. `shared` is the folder of real courses and fault tools.
"""

from __future__ import annotations

import gc
import itertools
import logging
import os
import sys
from collections.abc import Generator, Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.guards import surroundings
from tests.guards.loglines import LogWatch
from tests.guards.network import NetworkGuard

ROOT = Path(__file__).parents[1]

# At import, so that no module of ours or Qt's is loaded with the surroundings of this machine.
_folder = surroundings.enter()

# A slow machine is no failing test; a failing example is printed so that it can be repeated.
hypothesis.settings.register_profile(
    "coursefolk",
    deadline=None,
    print_blob=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("coursefolk")


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marks of ours."""
    config.addinivalue_line("markers", "logs(pattern): a log line of level warning that must come")
    config.addinivalue_line("markers", "soak: long fault tests, run by `make soak` alone")
    if os.environ.get("COURSEFOLK_SOAK"):
        from tests.guards.soaking import Soaking

        config.pluginmanager.register(Soaking())


def pytest_unconfigure() -> None:
    """Remove the folders made for this run, and what a test has left in the clipboard.

    Qt ends after Python here: what Python made for it must be gone by then.
    """
    widgets = sys.modules.get("PySide6.QtWidgets")
    application = widgets.QApplication.instance() if widgets else None
    if application is not None:
        application.clipboard().clear()
    surroundings.leave(_folder)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long fault tests to `make soak`."""
    if os.environ.get("COURSEFOLK_SOAK"):
        return
    long = [item for item in items if item.get_closest_marker("soak")]
    if long:
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]


_tests = itertools.count(1)


@pytest.fixture(autouse=True)
def rubbish_is_looked_for() -> Iterator[None]:
    """Look for rubbish between tests, in this thread: widgets that another one lets go end Qt."""
    gc.disable()
    yield
    gc.disable()
    gc.collect(2 if next(_tests) % 50 == 0 else 1)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Watch the log while the test runs; a failure of the test itself comes first."""
    watch = LogWatch([str(mark.args[0]) for mark in item.iter_markers("logs")])
    root = logging.getLogger()
    root.addHandler(watch)
    try:
        result = yield
    finally:
        root.removeHandler(watch)
    complaint = watch.complaint()
    if complaint:
        pytest.fail(complaint, pytrace=False)
    return result


@pytest.fixture(autouse=True)
def stays_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Refuse every connection beyond the loopback address."""
    guard = NetworkGuard()
    guard.install(monkeypatch)
    yield
    if guard.tried:
        pytest.fail(f"The test reached beyond this machine: {', '.join(guard.tried)}")


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real courses, merges and fault tools, or skip the test by name."""
    named = os.environ.get("COURSEFOLK_SHARED")
    folder = Path(named) if named else ROOT.parent / "shared"
    if not (folder / "corpus").is_dir():
        pytest.skip(f"the shared folder of real courses is not here: {folder}")
    return folder

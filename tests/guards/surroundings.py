"""Give the tests surroundings that are the same on every machine.

Nothing of the person who runs them is read or written: home and data folders are new, variables
of ours are gone, the clock is in UTC and Qt draws on no screen.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

KEPT = {"COURSEFOLK_SHARED", "COURSEFOLK_SOAK", "COURSEFOLK_SOAK_MINUTES"}
"""Variables of ours that steer the tests themselves."""

_FOLDERS = {
    "HOME": "home",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "runtime",
}
_FOREIGN = ("COURSEFOLK_", "QT_", "QTWEBENGINE_", "QSG_", "DBUS_SESSION_")


def enter() -> Path:
    """Change the process's environment before anything is imported; return the folder made."""
    shared = os.environ.get("COURSEFOLK_SHARED")
    if shared:
        os.environ["COURSEFOLK_SHARED"] = str(Path(shared).absolute())
    for name in list(os.environ):
        if name.startswith(_FOREIGN) and name not in KEPT:
            del os.environ[name]
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        os.environ.pop(name, None)
        os.environ.pop(name.upper(), None)
    folder = Path(tempfile.mkdtemp(prefix="coursefolk-tests-"))
    for name, below in _FOLDERS.items():
        path = folder / below
        path.mkdir(mode=0o700)
        os.environ[name] = str(path)
    os.environ["TZ"] = "UTC"
    # Nobody's real keyring is asked; code that keeps a token takes its stated fallback.
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = "--disable-gpu --log-level=3"
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # Chromium has no sandbox for root; our own texts are all that it shows here.
        os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    return folder


def leave(folder: Path) -> None:
    """Remove what `enter` made; Chromium may still hold a file of it."""
    shutil.rmtree(folder, ignore_errors=True)

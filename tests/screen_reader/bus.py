"""A session of its own with a screen and an accessibility bus, and questions to what is on them.

The bus speaks AT-SPI 2 (the D-Bus interfaces `org.a11y.atspi.*` of at-spi2-core). It is asked by
`dbus-send`, so that nothing of the window's own process takes part.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

NEEDED = ("Xvfb", "dbus-daemon", "dbus-send", "dbus-monitor")
LAUNCHER = "org.a11y.Bus"
SERVICES = Path("/usr/share/dbus-1/services") / f"{LAUNCHER}.service"
PATIENCE_S = 30
ACCESSIBLE = "org.a11y.atspi.Accessible"
TEXT = "org.a11y.atspi.Text"
_CHILD = re.compile(r'string "(:[^"]+)"\s+object path "([^"]+)"')
_STRING = re.compile(r'string "(.*)"\s*$', re.DOTALL)
SYMBOL = 3
"""How `GenerateKeyboardEvent` is told that it gets a key symbol of X."""
SHOWING = 25
"""The bit of the states of an object that says it is on the screen."""


def lacking() -> list[str]:
    """Name what this machine does not have of what a screen reader's session needs."""
    missing = [tool for tool in NEEDED if shutil.which(tool) is None]
    return missing if SERVICES.is_file() else [*missing, LAUNCHER]


def until(holds: Callable[[], object], what: str) -> None:
    """Wait until something holds."""
    end = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < end, what
        time.sleep(0.05)


@dataclass(frozen=True)
class Node:
    """One accessible object: who has it, and its path there."""

    owner: str
    path: str


class Session:
    """A screen, a session bus and an accessibility bus, and ways to ask them."""

    def __init__(self, screen: str, bus: str, folder: Path) -> None:
        self.environment = {
            **os.environ,
            "DISPLAY": screen,
            "DBUS_SESSION_BUS_ADDRESS": bus,
            "XDG_RUNTIME_DIR": str(folder),
        }
        self._session = bus
        told = self._send(bus, LAUNCHER, "/org/a11y/bus", f"{LAUNCHER}.GetAddress")
        self.address = _string(told)
        for switch in ("IsEnabled", "ScreenReaderEnabled"):
            self._send(
                bus,
                LAUNCHER,
                "/org/a11y/bus",
                "org.freedesktop.DBus.Properties.Set",
                "string:org.a11y.Status",
                f"string:{switch}",
                "variant:boolean:true",
            )

    def _send(self, bus: str, to: str, path: str, method: str, *what: str) -> str:
        asked = ["dbus-send", f"--bus={bus}", "--print-reply", f"--dest={to}", path, method, *what]
        ran = subprocess.run(
            asked,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
        assert ran.returncode == 0, f"{method}: {ran.stderr}"
        return ran.stdout.partition("\n")[2]

    def ask(self, node: Node, method: str, *what: str) -> str:
        """Call a method of an accessible object; what comes back is as `dbus-send` prints it."""
        return self._send(self.address, node.owner, node.path, method, *what)

    def programs(self) -> list[Node]:
        """List the programs that can be read."""
        return self.children(Node("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root"))

    def children(self, node: Node) -> list[Node]:
        """List what is directly inside an object."""
        told = self.ask(node, f"{ACCESSIBLE}.GetChildren")
        return [Node(owner, path) for owner, path in _CHILD.findall(told)]

    def under(self, node: Node) -> Iterator[Node]:
        """Walk all that is inside an object, from the top."""
        for child in self.children(node):
            if not child.path.endswith("/null"):
                yield child
                yield from self.under(child)

    def name(self, node: Node) -> str:
        """Read how an object is called."""
        return _string(self.property(node, ACCESSIBLE, "Name"))

    def role(self, node: Node) -> str:
        """Read what an object is, in words."""
        return _string(self.ask(node, f"{ACCESSIBLE}.GetRoleName"))

    def is_showing(self, node: Node) -> bool:
        """Tell whether an object is on the screen."""
        states = int(self.ask(node, f"{ACCESSIBLE}.GetState").split("uint32")[1].split()[0])
        return bool(states & 1 << SHOWING)

    def property(self, node: Node, interface: str, name: str) -> str:
        """Read a property, as `dbus-send` prints it."""
        method = "org.freedesktop.DBus.Properties.Get"
        return self.ask(node, method, f"string:{interface}", f"string:{name}")

    def text(self, node: Node) -> str:
        """Read the whole text of an object."""
        return _string(self.ask(node, f"{TEXT}.GetText", "int32:0", "int32:-1"))

    def caret(self, node: Node) -> int:
        """Read where the caret stands, in characters."""
        return int(self.property(node, TEXT, "CaretOffset").split()[-1])

    def line_at(self, node: Node, offset: int) -> str:
        """Read the line that a screen reader speaks for a place in the text."""
        boundary_line_start = "uint32:5"
        told = self.ask(node, f"{TEXT}.GetTextAtOffset", f"int32:{offset}", boundary_line_start)
        return told.partition('string "')[2].rpartition('"')[0]

    def focus(self, node: Node) -> None:
        """Put the focus on an object, as a screen reader does."""
        self.ask(node, "org.a11y.atspi.Component.GrabFocus")

    def press(self, symbol: int) -> None:
        """Press and release a key of the keyboard, by its X symbol."""
        registry = Node("org.a11y.atspi.Registry", "/org/a11y/atspi/registry/deviceeventcontroller")
        method = "org.a11y.atspi.DeviceEventController.GenerateKeyboardEvent"
        self.ask(registry, method, f"int32:{symbol}", "string:", f"uint32:{SYMBOL}")


def _string(told: str) -> str:
    found = _STRING.search(told)
    return found[1] if found else ""


@contextmanager
def session(folder: Path) -> Iterator[Session]:
    """Run a screen and the buses while the block runs; all of them end with it."""
    folder.chmod(0o700)
    runs: list[subprocess.Popen[str]] = []
    try:
        read, write = os.pipe()
        asked = [
            "Xvfb",
            "-displayfd",
            str(write),
            "-screen",
            "0",
            "1400x900x24",
            "-nolisten",
            "tcp",
        ]
        quiet = subprocess.DEVNULL
        runs.append(
            subprocess.Popen(asked, pass_fds=(write,), stdout=quiet, stderr=quiet, text=True)
        )
        os.close(write)
        with os.fdopen(read) as told:
            screen = f":{told.readline().strip()}"
        bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
            env={**os.environ, "DISPLAY": screen, "XDG_RUNTIME_DIR": str(folder)},
            stdout=subprocess.PIPE,
            stderr=quiet,
            text=True,
        )
        runs.append(bus)
        assert bus.stdout is not None
        yield Session(screen, bus.stdout.readline().strip(), folder)
        bus.stdout.close()
    finally:
        for one in reversed(runs):
            one.terminate()
            one.wait()

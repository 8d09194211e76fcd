"""What a screen reader hears while someone works: the events of the accessibility bus, in order."""

from __future__ import annotations

import re
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtDBus import QDBusConnection, QDBusInterface, QDBusMessage

from tests.screen_reader.bus import Session

REGISTRY, PATH = "org.a11y.atspi.Registry", "/org/a11y/atspi/registry"

_SIGNAL = re.compile(r"interface=org\.a11y\.atspi\.Event\.(\w+); member=(\w+)")


class Heard:
    """The events so far: kind, and what came with it as it is printed."""

    def __init__(self) -> None:
        self.events: list[tuple[str, str]] = []

    def kinds(self) -> list[str]:
        """List the kinds of what was heard."""
        return [kind for kind, _ in self.events]

    def said(self, kind: str) -> list[str]:
        """List what came with the events of a kind."""
        return [what for heard, what in self.events if heard == kind]

    def take(self, line: str) -> None:
        """Take in one line of what `dbus-monitor` prints."""
        if found := _SIGNAL.search(line):
            self.events.append((found[2], ""))
        elif self.events and not line.startswith(("signal", "method", "error")):
            kind, what = self.events[-1]
            self.events[-1] = (kind, what + line)
        elif line.startswith(("method", "error", "signal")):
            self.events.append(("", ""))


@contextmanager
def listening(session: Session) -> Iterator[Heard]:
    """Listen while the block runs.

    Programs tell events only while someone has asked for them, by a connection that stays.
    """
    heard = Heard()
    asking = QDBusConnection.connectToBus(session.address, "listening")
    registry = QDBusInterface(REGISTRY, PATH, REGISTRY, asking)
    for kind in ("object:", "focus:"):
        told = registry.call("RegisterEvent", kind)
        assert told.type() == QDBusMessage.MessageType.ReplyMessage, told.errorMessage()
    monitor = subprocess.Popen(
        ["dbus-monitor", "--address", session.address, "type='signal'"],
        env=session.environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert monitor.stdout is not None
    lines = monitor.stdout

    def listen() -> None:
        for line in lines:
            heard.take(line)

    thread = threading.Thread(target=listen)
    thread.start()
    try:
        yield heard
    finally:
        monitor.terminate()
        monitor.wait()
        thread.join()
        lines.close()
        QDBusConnection.disconnectFromBus("listening")

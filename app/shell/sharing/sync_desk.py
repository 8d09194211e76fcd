"""Syncing of one window, and the trail that says where the words are."""

from __future__ import annotations

import random
import time
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.flows.sharing import syncing
from app.session import Session
from app.shell.dates import clock_of
from app.workers.pokes import Pokes
from editor.panels.kit.trail import StatusTrail, Step, StepSign
from sync.client.failures import NotKnownThere, NotYourServer
from sync.model.errors import PersonCanMend, WillBeTriedAgain
from sync.model.language import say, say_many
from sync.workspace.looking import only_looked_at

FIRST_MS = 1500
IDLE_MS = 60_000
AFTER_ACT_MS = 1200
LONGEST_MS = 300_000
POKED_MS = 150


class SyncDesk(QObject):
    """Syncs by itself when something waits or is new, and by hand; never blocks typing.

    `connection_wanted` tells that someone wants to sync who has no server; `other_met(error,
    by_hand)` that another server answered, `not_known(error)` that one's own does not know this
    computer, and `reached` that all went well.
    `synced(dict)` follows each sync that moved something; trouble with the network is only shown
    in the trail, and tried again with growing pauses.
    """

    synced = Signal(object)
    connected = Signal(bool)
    connection_wanted = Signal()
    other_met = Signal(object, bool)
    not_known = Signal(object)
    reached = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._trails: list[StatusTrail] = []
        self._saved, self._saved_at = True, time.monotonic()
        self._unsaved: Step | None = None
        self._status: syncing.Status | None = None
        self._running = self._again = self._by_hand = False
        self._offline = ""
        self._failures = 0
        self._pokes = Pokes(self)
        self._pokes.poked.connect(lambda: self._soon(POKED_MS))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lambda: self.sync(by_hand=False))
        session.acted.connect(lambda changes: self._soon(AFTER_ACT_MS))
        session.arrived.connect(self.refresh)

    def start(self) -> None:
        """Show the trail, and begin to sync if this workspace is connected."""
        self.refresh()
        self._timer.start(FIRST_MS)

    def stop(self) -> None:
        """Begin nothing new."""
        self._timer.stop()
        self._pokes.close()

    def add_trail(self, trail: StatusTrail) -> None:
        """Keep one more trail up to date."""
        self._trails.append(trail)
        self._show()

    def show_saved(self, saved: bool) -> None:
        """Say whether everything typed is on the disk."""
        if saved and not self._saved:
            self._soon(AFTER_ACT_MS)
        self._saved, self._saved_at = saved, time.monotonic()
        self._unsaved = None if saved else self._unsaved
        self.refresh() if saved else self._show()

    def show_unsaved(self, since: str, why: str) -> None:
        """Say since when, and why, what was typed is in the window alone."""
        self._saved = False
        self._unsaved = Step(StepSign.UNSAVED, say("Not saved since {time}", time=since), why)
        self._show()

    def refresh(self) -> None:
        """Ask the store what waits."""
        self.session.store.do(syncing.status, self._told, kind="status")

    def sync(self, *, by_hand: bool = True) -> None:
        """Sync now; what is typed is sealed before by the one who calls, if by hand."""
        if self._status is None or not self._status.server:
            if by_hand and self._status is not None:
                self._say_why_not(self._status)
            return
        if self._running:
            self._again = True
            return
        self._running, self._by_hand = True, by_hand
        self.session.network.do(
            lambda ws: syncing.sync(ws, by_hand=False), self._synced, self._failed
        )

    def _say_why_not(self, status: syncing.Status) -> None:
        if status.looked_at:
            self.session.failed.emit(only_looked_at(status.looked_at))
        else:
            self.connection_wanted.emit()

    def _soon(self, pause_ms: int) -> None:
        self.refresh()
        if self._running:  # what is new may have come too late for the round that is under way
            self._again = True
        elif not self._timer.isActive() or self._timer.remainingTime() > pause_ms:
            self._timer.start(pause_ms)

    def _synced(self, done: dict[str, Any]) -> None:
        self._running, self._offline, self._failures = False, "", 0
        if done["received"] or done["refused"] or done["seen"]:
            self.session.store.do(
                lambda ws: ws.courses.forget(), lambda _: self.session.arrived.emit()
            )
        if done["sent"] or done["received"] or done["refused"]:
            self.synced.emit(done)
        self.reached.emit()
        self.refresh()
        self._timer.start(POKED_MS if self._again else IDLE_MS)
        self._again = False

    def _failed(self, error: BaseException) -> None:
        self._running = self._again = False
        self._failures += 1
        if isinstance(error, WillBeTriedAgain):
            self._offline = say("no network")
        elif isinstance(error, NotYourServer):
            self._offline = say("another server")
            self.other_met.emit(error, self._by_hand)
        elif isinstance(error, NotKnownThere):
            self._offline = say("not signed in")
            if self._failures == 1 or self._by_hand:
                self.not_known.emit(error)
        elif isinstance(error, PersonCanMend):
            self._offline = say("not signed in")
            if self._failures == 1:
                self.session.failed.emit(error)
        else:
            self.session.failed.emit(error)
        pause = min(LONGEST_MS, 2000 * 2 ** min(self._failures, 8))
        self._timer.start(int(pause * (0.5 + random.random() / 2)))
        self.refresh()

    def _told(self, status: syncing.Status) -> None:
        known = self._status
        self._status = status
        if known is None or bool(known.server) != bool(status.server):
            self.connected.emit(bool(status.server))
            if status.server:
                self._listen()
        self._show()

    def _listen(self) -> None:
        """Hear of news at once; without it they come with the next sync."""
        self.session.network.do(syncing.dial, self._pokes.start, lambda error: None)

    def _show(self) -> None:
        for trail in self._trails:
            trail.show_steps(*self._steps())

    def _steps(self) -> list[Step]:
        if self._status is not None and self._status.looked_at:
            return [Step(StepSign.SERVER, say("Only looking"), say("read only"))]
        if self._saved:
            recent = time.monotonic() - self._saved_at < 60
            steps = [Step(StepSign.SAVED, say("Saved here"), say("just now") if recent else "")]
        else:
            steps = [self._unsaved or Step(StepSign.SAVING, say("Saving…"))]
        status = self._status
        if status is None:
            return steps
        if not status.server:
            return [*steps, Step(StepSign.SERVER, say("No server"), say("not needed yet"))]
        waits = say("Nothing waiting to send")
        if status.waiting:
            waits = say_many("{count} waiting to send", "{count} waiting to send", status.waiting)
        steps.append(Step(StepSign.WAITING, waits, self._offline if status.waiting else ""))
        last = status.last_sync
        at = clock_of(time.localtime(last / 1000)) if last else say("not yet")
        steps.append(Step(StepSign.SERVER, say("On server"), at))
        return steps

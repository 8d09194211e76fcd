"""Another server answered than the one that is known: say so, and take it only by its six words."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from app.flows.sharing import server_identity
from app.flows.sharing.server_identity import OtherServer
from app.session import Session, words_of
from app.shell.dates import clock_of, date_of
from app.shell.notices import Notices
from app.shell.sharing.sync_desk import SyncDesk
from app.shell.window import Window
from editor.panels.identity.dialog import TITLE, IdentityDialog
from editor.panels.identity.values import OtherIdentity
from editor.panels.kit.banner import Message
from editor.panels.kit.labels import Tone
from sync.model.ids import DeviceId
from sync.model.language import say, say_many
from sync.model.server_words import as_line
from sync.workspace.opening import Workspace


class IdentityDesk(QObject):
    """Opens the dialog once for each server that is met, and again for who syncs by hand."""

    def __init__(
        self,
        session: Session,
        window: Window,
        notices: Notices,
        sync: SyncDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.session, self.notices, self._sync = session, notices, sync
        self._window = window
        self.dialog = IdentityDialog(session.look, window)
        self._shown: str | None = None
        self._other: OtherServer | None = None
        sync.other_met.connect(self._met)
        sync.reached.connect(self._reached)
        self.dialog.read_out.connect(self._accept)
        self.dialog.details_wanted.connect(self._ask_where)

    def _met(self, error: object, by_hand: bool) -> None:
        if by_hand or not self.dialog.isVisible():
            again = by_hand
            self.session.store.do(_read, lambda read: self._show(*read, again=again))

    def _show(self, other: OtherServer | None, waiting: int, *, again: bool) -> None:
        if other is None or (other.said == self._shown and not again):
            return
        self._other, self._shown = other, other.said
        self.dialog.show_other(shown_of(other, waiting))

    def _reached(self) -> None:
        self._shown = None
        if self.dialog.isVisible():
            self.dialog.close_it()

    def _accept(self, words: str) -> None:
        self.session.network.do(
            lambda ws: server_identity.accept_server(ws, words), self._accepted, self._refused
        )

    def _accepted(self, server: DeviceId) -> None:
        self._shown = None
        self.dialog.close_it()
        self.notices.tell(
            Message(
                Tone.OK,
                say("This is your server from now on."),
                say("Its six words: {words}. What waits is sent now.", words=as_line(server)),
            )
        )
        self._sync.sync()

    def _refused(self, error: BaseException) -> None:
        self.dialog.show_problem(" ".join(part for part in words_of(error) if part))

    def _ask_where(self) -> None:
        title, name = say("Save details"), "server identity.txt"
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, name, "*.txt")
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Write both identities, the times and the address into a file; no token is in it."""
        if self._other is None:
            return
        try:
            path.write_text(details_of(self._other), "utf-8", newline="\n")
        except OSError as error:
            told = error.strerror or str(error)
            self.dialog.show_problem(say("The file could not be written: {why}.", why=told))


def _read(ws: Workspace) -> tuple[OtherServer | None, int]:
    return server_identity.other_server(ws), ws.store.log.waiting_count()


def shown_of(other: OtherServer, waiting: int) -> OtherIdentity:
    """Put it into the sentences of the dialog."""
    at, host = time.localtime(other.at / 1000), other.url.partition("://")[2]
    since = date_of(time.localtime(other.since / 1000)) if other.since else ""
    if not other.said:
        happened = say(
            "“{server}” answered at {time} and did not prove who it is, which your server does. "
            "Either it is an older version, or someone stands between you and it.",
            server=host,
            time=clock_of(at),
        )
    else:
        happened = say(
            "“{server}” answered at {time} with another identity than before. Either its owner "
            "renewed it, or someone stands between you and it.",
            server=host,
            time=clock_of(at),
        )
    safe = say("All of your work. Nothing was sent or fetched, and no password left this computer.")
    if other.sent:
        safe = say(
            "All of your work. Nothing was fetched. This time it was asked with your sign-in, and "
            "what waited may have reached it; from now on it gets nothing."
        )
    waits = say_many("{count} change waits here.", "{count} changes wait here.", waiting)
    return OtherIdentity(
        happened,
        f"{safe} {waits}" if waiting else safe,
        as_line(other.known),
        say("since {date}", date=since) if since else "",
        as_line(other.said) if other.said else "",
        clock_of(at),
    )


def details_of(other: OtherServer) -> str:
    """Write down what is known, for whoever runs the server."""
    seconds = other.at / 1000
    lines = [
        f"{say(TITLE)}.",
        "",
        say("Address: {url}", url=other.url),
        say("Met: {time}", time=time.strftime("%Y-%m-%d %H:%M:%S %z", time.localtime(seconds))),
        "",
        say("The words you know"),
        f"{as_line(other.known)}\n{other.known}",
        "",
        say("The words it says now"),
        f"{as_line(other.said)}\n{other.said}" if other.said else say("none: it proves nothing"),
    ]
    if other.since:
        known = time.strftime("%Y-%m-%d %H:%M:%S %z", time.localtime(other.since / 1000))
        lines.insert(3, say("Known since: {time}", time=known))
    return "\n".join((*lines, ""))

"""Asking others in: a course of one's own is shared first, then a version is asked for."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.flows.lesson.following import course_now
from app.flows.permission import must_be_allowed
from app.flows.sharing import syncing
from app.session import Session, words_of
from app.shell.notices import Notices
from editor.panels.kit.banner import Message
from editor.panels.kit.labels import Tone
from sync.model.ids import LogId
from sync.model.language import say
from sync.workspace.opening import Workspace

SHARE, CONNECT, BY_FILE, HISTORY = "share:", "connect", "review-file", "history"
ASK = "ask"


def how_shared(ws: Workspace, log: LogId) -> tuple[str, list[str]]:
    """Tell a course's standing, “by file” where it is, and the spaces it could be put into."""
    course = course_now(ws, log)
    if course.row.standing == "readonly":
        must_be_allowed(course, "version.named")
    by_file = course.row.standing == "shared" and not course.row.server
    mine = not by_file or course.row.role == "owner"
    return BY_FILE if by_file else course.row.standing, [
        name for name in syncing.spaces(ws).values() if mine
    ]


class ShareDesk(QObject):
    """Offers, in the banner, the step that is missing before others can read a course.

    `ready` says that the course is shared and a version may be asked for; `shared` that it was
    put into a space just now; `connect_wanted` that a server is needed first; `file_wanted` that
    it is to go by a review file, which needs no server, with its history or without.
    """

    ready = Signal()
    shared = Signal()
    connect_wanted = Signal()
    file_wanted = Signal(bool)

    def __init__(self, session: Session, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session, self.notices = session, notices
        self.log: LogId | None = None
        self._found: tuple[str, list[str]] = ("", [])
        self._with_history = False
        notices.action_chosen.connect(self._chosen)

    def ask(self, log: LogId) -> None:
        """Go the next step towards a review of a course."""
        self.log, self._with_history = log, False
        self.session.store.do(lambda ws: how_shared(ws, log), self._offer)

    def offer_connection(self) -> None:
        """Say that there is no server yet, and the way to one."""
        self.notices.tell(
            Message(
                Tone.INFO,
                say("No server, not needed yet."),
                say(
                    "All you write is saved here. To work with others, connect to a "
                    "shared space with the invite you were given."
                ),
                ((CONNECT, say("Connect…")),),
            )
        )

    def offer_again(self, error: BaseException) -> None:
        """Say that the server does not know this computer, and the way to a new invite."""
        what, safe, mend = words_of(error)
        self.notices.tell(Message(Tone.WARN, what, f"{safe} {mend}", ((CONNECT, say("Connect…")),)))

    def _offer(self, found: tuple[str, list[str]]) -> None:
        self._found = standing, spaces = found
        if standing == "shared":
            self.ready.emit()
            return
        title = say("This course is on this computer only.")
        if standing == BY_FILE:
            title = say("This course goes by review files.")
        file = (BY_FILE, say("Make a review file…"))
        by_name = ((ASK, say("Ask people by name…")),) if standing == BY_FILE else ()
        ways = tuple((SHARE + space, say("Share with “{space}”", space=space)) for space in spaces)
        more = ((HISTORY, say("With all earlier texts…")),) if standing == "private" else ()
        if self._with_history:
            text = say(
                "Others will see all that was ever written in this course, also what you took out "
                "of it, and all comments."
            )
            connect = () if spaces else ((CONNECT, say("Connect…")),)
            self.notices.tell(Message(Tone.WARN, title, text, (*ways, file, *connect)))
        elif spaces:
            text = say(
                "Shared, its members get it at their next sync; places are taken out of "
                "pictures first. What you wrote before stays with you."
            )
            self.notices.tell(Message(Tone.INFO, title, text, (*by_name, *ways, file, *more)))
        else:
            text = say(
                "Send others a review file: they need no account and no server, and send one back. "
                "Or connect to a shared space with the invite you were given."
            )
            both = (file, (CONNECT, say("Connect…")))
            self.notices.tell(Message(Tone.INFO, title, text, (*by_name, *both, *more)))

    def _chosen(self, action: str) -> None:
        if action == CONNECT:
            self.notices.hush()
            self.connect_wanted.emit()
        elif action == ASK:
            self.notices.hush()
            self.ready.emit()
        elif action == BY_FILE:
            self.notices.hush()
            self.file_wanted.emit(self._with_history)
        elif action == HISTORY:
            self._with_history = True
            self._offer(self._found)
        elif action.startswith(SHARE) and self.log is not None:
            self.notices.hush()
            log, space, whole = self.log, action.removeprefix(SHARE), self._with_history
            self.session.store.do(
                lambda ws: syncing.share(ws, course_now(ws, log), space, with_history=whole),
                self._shared,
            )

    def _shared(self, log: LogId) -> None:
        self.log = log
        self.session.arrived.emit()
        self.shared.emit()

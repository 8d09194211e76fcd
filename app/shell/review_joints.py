"""Join the review, asking for one and what is enough with where they lead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, QTimer

from app.flows.versions import rounds
from app.shell.page_names import REVIEW
from app.shell.parts import Parts
from app.shell.review.approval_desk import ApprovalDesk
from app.shell.review.policy_desk import POLICY, PolicyDesk
from app.shell.review.round_reading import reminder_told
from app.shell.review.version_text_desk import VersionTextDesk
from editor.panels.policy.panel import PolicyPanel
from sync.model.ids import LogId, NodeId
from sync.model.language import say_as
from sync.workspace.opening import Workspace

LOOK_MS = 10 * 60_000
"""How often the calendar is looked at for reminders, while the window stands open."""


@dataclass(frozen=True)
class Ways:
    """What the window can do that a review asks of it."""

    ask_for_review: Callable[[], None]
    show_front: Callable[[str], None]
    leave_front: Callable[[], None]
    go_to: Callable[[str, int], None]
    tell_published: Callable[[int, bool], None]
    open_part: Callable[[str, str], None]


class ReviewJoints(QObject):
    """A part of the composition, in a file of its own for its length."""

    def __init__(self, whole: Parts, ways: Ways) -> None:
        super().__init__(whole)
        self._whole, self._ways = whole, ways
        panel = PolicyPanel(whole.session.look)
        whole.front.add_page(POLICY, panel)
        self.policy = PolicyDesk(whole.session, panel, whole.course, self)
        self.commands: dict[str, Callable[[], object]] = {
            "ask": ways.ask_for_review,
            "policy": self.policy.open,
            "with-suggestions": whole.page.learner.with_suggestions.click,
        }
        self.approvals = ApprovalDesk(whole.session, whole.course, self)
        VersionTextDesk(whole.session, whole.course, whole.review, self)
        self.policy.page_wanted.connect(partial(ways.show_front, POLICY))
        self.policy.left.connect(ways.leave_front)
        asking = whole.review.asking
        whole.half_written.watch("ask", asking.dialog.fields)
        whole.page.header.review_wanted.connect(ways.ask_for_review)
        whole.share.ready.connect(self._ask)
        asking.asked.connect(lambda number: ways.tell_published(number, True))
        asking.points_wanted.connect(self.policy.open)
        asking.file_wanted.connect(whole.review_files.ask_where)
        asking.gone_to.connect(ways.go_to)
        whole.review.gone_to.connect(lambda to, line: whole.course.read_at(NodeId(to), line))
        whole.publishing.published.connect(ways.tell_published)

        self._clock = QTimer(self)
        self._clock.setInterval(LOOK_MS)
        self._clock.timeout.connect(self.remind)
        self._clock.start()
        whole.session.arrived.connect(self.remind)
        whole.home.was_read.connect(self.remind)
        whole.window.closing.connect(self._clock.stop)

    def remind(self) -> None:
        """Show the reminders that are due today, each once, on home and in a course alike."""
        self._whole.session.store.do(_reminders, self._tell, kind="reminders")

    def _tell(self, found: list[tuple[str, str]]) -> None:
        for words, course in found:
            show = partial(self._ways.open_part, course, REVIEW)
            self._whole.receipts.say(words, say_as("verb", "Review"), show)

    def _ask(self) -> None:
        log: LogId | None = self._whole.share.log
        if log is not None:
            self._whole.review.asking.open(log)


def _reminders(ws: Workspace) -> list[tuple[str, str]]:
    today = date.today()
    return [
        (reminder_told(found, course.title, today), course.id)
        for course, found in rounds.take_reminders(ws, today)
    ]

"""What one reads while one reviews: the lesson as it is in the version, or today's draft."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from app.flows.overview.reading import LessonRead
from app.session import Session
from app.shell.course.course_desk import CourseDesk
from app.shell.course.in_version import InVersion, read_in_version
from app.shell.page_names import REVIEW
from app.shell.review.review_desk import ReviewDesk, ReviewRead
from sync.model.ids import FactId, LogId, sha_of
from sync.model.review import Version
from sync.model.rounds import asks_me, round_of


@dataclass(frozen=True)
class _Offer:
    """A version under review that the draft has moved on from; `is_first` says it is read first."""

    log: LogId
    version: FactId
    number: int
    is_first: bool


class VersionTextDesk(QObject):
    """Joins the switch above the learner's view with the review on show.

    Whoever was asked reads the version first: that is what their verdict is on. Others read the
    draft. What somebody chose holds for that version as long as the window is open. Until the text
    to be read is here, another is not shown in its place.
    """

    def __init__(
        self, session: Session, course: CourseDesk, review: ReviewDesk, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._course = session, course
        self._learner = course.page.learner
        self._read: LessonRead | None = None
        self._offer: _Offer | None = None
        self._is_known = False
        self._chosen: dict[FactId, bool] = {}
        review.was_read.connect(self._know)
        self._learner.switch.chosen.connect(self._choose)
        self._learner.lacking.draft_wanted.connect(self._leave_version)
        course.draft_wanted.connect(self._leave_version)
        course.page_changed.connect(lambda _: self._come())
        course.lesson_shown.connect(self._look_at)

    def _know(self, read: ReviewRead | None) -> None:
        """Take note of which version the review is of, and whether the draft differs from it."""
        self._offer, self._is_known = None, True
        if read is not None and read.newer is not None:
            self._offer = _Offer(read.log, read.version, read.number, read.is_mine)
        self._follow()

    def _look_at(self, read: LessonRead) -> None:
        if self._read is not None and self._read.course.log != read.course.log:
            self._is_known = False  # the review that was read is of another course
        self._read = read
        self._come()

    def _come(self) -> None:
        """Show what is to be read here; another text is not shown before it."""
        if self._course.page.page != REVIEW:
            self._is_known = False  # by the time one is back another may be asked for
        if self._reads_version(self._here()) and self._differs():
            self._course.preview.hide_written()
        self._follow()

    def _foreseen(self) -> _Offer | None:
        """Tell from the facts what a review that is still to be read will ask of this person."""
        read = self._read
        version = _version_first(read) if read is not None and not self._is_known else None
        if read is None or version is None or not self._differs():
            return None
        return _Offer(read.course.log, version.id, version.number, is_first=True)

    def _differs(self) -> bool:
        """Tell whether the lesson on show is another in the version that is read first."""
        read = self._read
        version = _version_first(read) if read is not None else None
        if read is None or version is None or read.node.id != self._course.lesson:
            return False
        state = version.named.texts.get(read.node.id)
        return state is None or state.sha != sha_of(read.today.text)

    def _choose(self, is_version: bool) -> None:
        offer = self._here()
        if offer is not None:
            self._chosen[offer.version] = is_version
            self._learner.switch.tell(offer.number, is_version=is_version)
            self._follow()

    def _leave_version(self) -> None:
        """Read today's draft, which has what the version lacks."""
        if self._reads_version(self._here()):
            self._choose(False)
            self._learner.switch.tabs.setFocus()

    def _here(self) -> _Offer | None:
        """Give the version that there is to read on the page that stands."""
        course = self._course
        if course.page.page != REVIEW or course.lesson is None:
            return None
        offer = self._foreseen() or self._offer
        return offer if offer is not None and offer.log == course.log else None

    def _reads_version(self, offer: _Offer | None) -> bool:
        return offer is not None and self._chosen.get(offer.version, offer.is_first)

    def _follow(self) -> None:
        """Show the text that is to be read, of the lesson on show."""
        offer, lesson = self._here(), self._course.lesson
        reads = self._reads_version(offer)
        self._learner.show_texts(offer.number if offer else None, is_version=reads)
        if offer is None or lesson is None or not reads:
            self._show(None)
            return
        self._session.store.do(
            lambda ws: read_in_version(ws, offer.log, lesson, offer.version),
            lambda found: self._take(offer, found),
            self._lack,
            kind="version text",
        )

    def _take(self, asked: _Offer, found: InVersion | None) -> None:
        here = self._here()
        same = here is not None and here.version == asked.version
        if not same or not self._reads_version(here):
            return
        if found is None or found.lesson == self._course.lesson:
            self._show(found)

    def _lack(self, error: BaseException) -> None:
        """Show the draft where the text of then cannot be read, and say why."""
        self._show(None)
        self._session.failed.emit(error)

    def _show(self, found: InVersion | None) -> None:
        lacks = found is not None and not found.is_there
        self._course.show_instead(found)
        self._learner.show_lacking(*((found.title, found.number) if lacks and found else ("", 0)))


def _version_first(read: LessonRead) -> Version | None:
    """Give the version whose review this person was asked for, or gave a verdict on.

    To who only reviews here, the latest is what there is to review.
    """
    facts, me = read.course.facts, read.me
    asking, versions = asks_me(facts, me), facts.meant_versions()
    if asking is not None:
        return asking.version
    if not versions:
        return None
    is_mine = read.course.row.role == "reviewer" or round_of(facts, versions[-1]).of(me) is not None
    return versions[-1] if is_mine else None

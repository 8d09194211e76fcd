"""Take out a secret: from what is selected to what was struck out everywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from app.flows.changes import Changes
from app.flows.lesson.following import course_now
from app.flows.review import redacting
from app.flows.review.redacting import Places, Redacted
from app.session import Session, words_of
from app.shell.course.course_desk import CourseDesk
from editor.panels.redact.panel import RedactPanel
from editor.panels.redact.values import PlaceRow
from sync.model.ids import LogId
from sync.model.language import say, say_many
from sync.workspace.opening import Workspace

REDACT = "redact"
FINISH_MS = 15_000
"""What a redaction has left that was broken off is cleaned when the window has been painted."""
_KINDS: dict[str, tuple[str, Callable[[int], str]]] = {
    "lesson": (
        "file-text",
        lambda count: say_many("{count} state of a text", "{count} states of texts", count),
    ),
    "comment": (
        "message-square",
        lambda count: say_many("{count} comment or answer", "{count} comments and answers", count),
    ),
    "suggestion": (
        "pen-line",
        lambda count: say_many("{count} suggestion", "{count} suggestions", count),
    ),
    "version": (
        "history",
        lambda count: say_many(
            "{count} version or verdict", "{count} versions and verdicts", count
        ),
    ),
    "outline": (
        "library",
        lambda count: say_many(
            "{count} title or description", "{count} titles and descriptions", count
        ),
    ),
    "file": (
        "folder-open",
        lambda count: say_many("{count} name of a file", "{count} names of files", count),
    ),
    "other": (
        "users",
        lambda count: say_many("{count} other place", "{count} other places", count),
    ),
}


class RedactDesk(QObject):
    """Joins the page of redacting with the store.

    `page_wanted` asks the window to show the page, `left` (Esc) to show what was there before;
    `news(words, way, act)` says what was done.
    """

    page_wanted = Signal()
    left = Signal()
    news = Signal(str, str, object)

    def __init__(
        self,
        session: Session,
        panel: RedactPanel,
        course: CourseDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.session, self.panel, self.course = session, panel, course
        self._log: LogId | None = None
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), panel)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.left)
        panel.left.connect(self.left)
        course.page.learner.comments.redact_wanted.connect(self.open_on)
        course.writing.pane.editor.menu_opened.connect(self._add_to_menu)
        panel.asked.connect(self._find)
        panel.confirmed.connect(self._strike)

    def start(self) -> None:
        """Finish what a redaction has left that was broken off, when the window was painted."""
        QTimer.singleShot(FINISH_MS, self, lambda: self.session.network.do(redacting.finish))

    def open(self) -> None:
        """Ask for the words: those that are selected, else those to be typed."""
        self._log = self.course.log
        if self._log is None:
            return
        editor = self.course.writing.pane.editor
        start, end = sorted(editor.selection())
        words = editor.text()[start:end]
        self.open_on(words)

    def _add_to_menu(self, menu: QMenu, slip: object) -> None:
        if self.course.writing.pane.editor.textCursor().hasSelection():
            menu.addAction(say("Take out a secret…"), self.open)

    def open_on(self, words: str) -> None:
        """Ask with words that stand somewhere."""
        log = self._log = self.course.log
        if log is None:
            return
        self.page_wanted.emit()
        self.panel.begin("", words)

        def named(title: str) -> None:
            self.panel.begin(title, words)
            if words.strip():
                self._find(words)

        self.course.writing.seal(
            lambda: self.session.store.do(lambda ws: course_now(ws, log).title, named)
        )

    def _find(self, words: str) -> None:
        log = self._log
        if log is None:
            return

        def found(places: Places) -> None:
            if places.is_empty:
                self.panel.show_problem(
                    say("These words stand nowhere in this course, nor in what it was before.")
                )
            else:
                self.panel.show_places(words, rows_of(places))

        self.session.store.do(
            lambda ws: redacting.places(ws, course_now(ws, log), [words]),
            found,
            lambda error: self.panel.show_problem(" ".join(words_of(error))),
            kind="redact",
        )

    def _strike(self, words: str, why: str) -> None:
        log = self._log
        if log is None:
            return
        done: list[Redacted] = []

        def strike(ws: Workspace) -> Changes:
            course = course_now(ws, log)
            done.append(redacting.redact(ws, course, [words], why=why, clean=False))
            return done[0].changes

        def struck(_: Changes) -> None:
            self.course.writing.pane.editor.forget_undo()
            self.panel.show_done(say("The words are struck out. Backups are being cleaned…"))
            self.session.network.do(redacting.finish, cleaned)

        def cleaned(left: object) -> None:
            told = say(
                "The words are struck out, here and in the backups. Sync to reach the others."
            )
            if left:
                left_over = say("Some backups cannot be read and may still hold them.")
                told = f"{told} {left_over}"
            self.panel.show_done(told)
            self.news.emit(told, "", None)

        def failed(error: BaseException) -> None:
            self.panel.show_done(" ".join(words_of(error)))

        self.panel.show_busy(say("Striking the words out…"))
        self.course.writing.seal(lambda: self.session.act(strike, struck, failed))


def rows_of(places: Places) -> list[PlaceRow]:
    """Sum up places by what they are, with who wrote there first and last."""
    counts = Counter(spot.where for spot in places.spots)
    rows: list[PlaceRow] = []
    for where, (icon, title_of) in _KINDS.items():
        if count := counts.get(where, 0):  # type: ignore[call-overload]
            rows.append(PlaceRow(icon, title_of(count), _told(places, where)))
    if places.files:
        told = say("They are taken away altogether; their names stay.")
        title = say_many("{count} attached file", "{count} attached files", places.files)
        rows.append(PlaceRow("archive-restore", title, told))
    return rows


def _told(places: Places, where: str) -> str:
    if where != "lesson":
        return ""
    count = len(places.lessons_today)
    if not count:
        return say("Today's texts do not hold them any more: earlier states do.")
    return say_many("{count} lesson holds them today.", "{count} lessons hold them today.", count)

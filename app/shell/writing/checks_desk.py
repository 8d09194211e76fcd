"""What is worth a look in the lesson being written: found at each rest, mended by a key."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from app.flows.courses.checking import (
    CHECK,
    LessonChecked,
    Neighbours,
    check_among,
    names_of,
    neighbours,
)
from app.flows.courses.gists import keep_gist
from app.flows.lesson.following import course_now
from app.flows.overview.reading import LessonRead
from app.session import Session
from editor.markdown.checks.finding import Check
from editor.panels.checks.values import ShownCheck
from editor.panels.kit.announce import announce
from editor.panels.kit.collecting import uncollected
from editor.panels.source.marks import Mark, MarkKind
from editor.panels.source.pane import Facts, SourcePane
from sync.model.ids import LogId, NodeId
from sync.model.language import say
from sync.workspace.opening import Workspace

REST_MS = 700
TURN_S = 0.05
"""So long the store reads lessons that were never read before what was typed has its turn."""
RESTS = 3
"""So many times as long as the rules took last, one has to rest before they run again."""
MOST_MARKS = 150
"""So many are marked in the text at most: each costs at every repaint."""


class ChecksDesk(QObject):
    """Joins the source pane with the rules; they run on a thread beside, at each rest.

    Nothing here hinders writing: what was found for another text than the one on show is dropped,
    and the next rest looks again. `tried(lesson, mend)` ends what `mend_in` began: the title of
    the mend that was done, or nothing.
    """

    tried = Signal(object, str)

    def __init__(self, session: Session, pane: SourcePane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session, self.pane = session, pane
        self._log: LogId | None = None
        self._lesson: NodeId | None = None
        self._course = ""
        self._around: Neighbours | None = None
        self._looked: LessonChecked | None = None
        self._idents: tuple[str, ...] = ()
        self._wanted: tuple[str, str] | None = None
        self._elsewhere: tuple[NodeId, str, str] | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(REST_MS)
        self._soon.timeout.connect(self._look)
        pane.editor.edited.connect(lambda _: self._soon.start())
        pane.editor.mark_chosen.connect(self._chosen)
        pane.checks_wanted.connect(self.toggle)
        pane.checks.gone_to.connect(self.go_to)
        pane.checks.mended.connect(self.mend)
        pane.checks.left.connect(self.close)

    # -- finding

    def check(self, read: LessonRead) -> None:
        """Check a lesson as it was just read; first comes what stands around it."""
        if read.node.id != self._lesson or read.course.id != self._course:
            self._begin(read)
        self._log = read.course.log
        looked = self._looked
        if looked is not None and looked.text == read.today.text:
            text, gist = looked.text, looked.gist
            self.session.store.do(lambda ws: keep_gist(ws, text, gist))
        self._read_around(read.course.log, read.node.id)

    def _read_around(self, log: LogId, lesson: NodeId) -> None:
        before = self._around

        def around(ws: Workspace) -> Neighbours:
            until = monotonic() + TURN_S
            return neighbours(ws, course_now(ws, log), before, lambda: monotonic() > until)

        self.session.store.do(around, partial(self._placed, log, lesson), kind="checks-around")

    def _begin(self, read: LessonRead) -> None:
        self._lesson, self._course = read.node.id, read.course.id
        self._looked = self._wanted = self._around = None
        self.pane.editor.show_marks((), checks=True)
        self.pane.checks.close_list()

    def _placed(self, log: LogId, lesson: NodeId, around: Neighbours) -> None:
        if (log, lesson) != (self._log, self._lesson):
            return
        before, self._around = self._around, around
        looked = self._looked is not None and self._looked.text == self.pane.editor.text()
        if not (looked and around.are_as(before, lesson)) and (before is None or around.whole):
            self._look()
        if not around.whole:
            self._read_around(log, lesson)

    def _look(self) -> None:
        around, lesson = self._around, self._lesson
        if around is None or lesson is None:
            return
        text, then = self.pane.editor.text(), partial(self._timed, lesson)
        self.session.reading.do(lambda _: _timed(text, lesson, around), then, kind="checks")

    def _timed(self, lesson: NodeId, found: tuple[LessonChecked, int]) -> None:
        looked, took_ms = found
        self._soon.setInterval(max(REST_MS, RESTS * took_ms))
        self._show(lesson, looked)

    def _show(self, lesson: NodeId, looked: LessonChecked) -> None:
        if lesson != self._lesson or looked.text != self.pane.editor.text():
            return  # someone writes: the next rest looks again
        self._looked, self._idents = looked, names_of(looked.found)
        said = looked.minutes.declared
        minutes = max(1, round(looked.minutes.computed))
        count = len(looked.found)
        self.pane.show_facts(Facts(looked.minutes.words, minutes, round(said or 0), count))
        self.pane.editor.show_marks(_marks(looked, self._idents), checks=True)
        self.pane.checks.show_checks(self._shown(looked), count)
        if self._wanted is not None:
            ident, answer = self._wanted
            self._wanted = None
            if ident in self._idents:
                self._mend(self._idents.index(ident), answer)
        self._try_elsewhere()

    def _shown(self, looked: LessonChecked) -> list[ShownCheck]:
        writes = not self.pane.editor.isReadOnly()
        shown = []
        for number, check in enumerate(looked.found[:MOST_MARKS]):
            mend = looked.mends[number] if writes and number < len(looked.mends) else None
            title, asks = (mend.title, mend.asks) if mend else ("", "")
            what, why, blocks = str(check.what), str(check.mend), check.level == "blocks"
            ident = self._idents[number]
            line = check.line + 1
            shown.append(ShownCheck(ident, what, why, line, blocks, title, asks))
        return shown

    # -- going

    def toggle(self) -> None:
        """Open the list, or close it."""
        if self.pane.checks.isVisible():
            self.close()
        else:
            self.pane.checks.open()

    def open(self) -> None:
        """Open the list, and go to it."""
        self.pane.checks.open()

    def close(self) -> None:
        """Close the list and go on in the text."""
        self.pane.checks.close_list()
        self.pane.editor.setFocus()

    def go_to(self, ident: str) -> None:
        """Show one in the text; the caret goes there."""
        self.pane.editor.go_to_mark(ident)
        self.pane.editor.setFocus()

    def go_next(self, step: int = 1) -> bool:
        """Go to the next thing worth a look after the caret, or before it; False if all is well."""
        places = self._places()
        if not places:
            return False
        caret = self.pane.editor.selection()[1]
        if step > 0:
            onward = [one for start, _, one in places if start > caret]
            self.go_to(onward[0] if onward else places[0][2])
        else:
            back = [one for start, _, one in places if start < caret]
            self.go_to(back[-1] if back else places[-1][2])
        return True

    def _places(self) -> list[tuple[int, int, str]]:
        places = self.pane.editor.mark_places().items()
        return sorted((*place, ident) for ident, place in places if ident.startswith(CHECK))

    def _chosen(self, ident: str) -> None:
        """A sign in the gutter was clicked: say what it is about, and offer its mend."""
        if ident.startswith(CHECK):
            self.pane.checks.open(ident)

    # -- mending

    def mend_here(self) -> None:
        """Mend what the caret is at; where there is nothing, go to the next."""
        caret = self.pane.editor.selection()[1]
        here = [(end - start, one) for start, end, one in self._places() if start <= caret <= end]
        if not here:
            if not self.go_next():
                announce(self.pane.editor, say("Nothing stands out in this lesson."))
            return
        shown = {one.id: one for one in self._shown(self._looked)} if self._looked else {}
        mendable = [one for _, one in sorted(here) if shown[one].mend]
        if not mendable:
            self.pane.checks.open(min(here)[1])
        elif shown[mendable[0]].asks:
            self.pane.checks.ask(mendable[0])
        else:
            self.mend(mendable[0])

    def mend(self, ident: str, answer: str = "") -> None:
        """Mend one; if something was typed since it was found, it is looked for again first."""
        if self._looked is None or ident not in self._idents:
            return
        if self.pane.editor.text() == self._looked.text:
            self._mend(self._idents.index(ident), answer)
        else:
            self._wanted = (ident, answer)
            self._look()

    def mend_in(self, lesson: NodeId, ident: str, answer: str = "") -> None:
        """Mend something in a lesson that is on show, or about to be; the focus stays."""
        self._elsewhere = (lesson, ident, answer)
        self._try_elsewhere()

    def forget_mend(self) -> None:
        """Leave what `mend_in` still waits for."""
        self._elsewhere = None

    def _try_elsewhere(self) -> None:
        """Mend what was asked for from outside, once its lesson was looked through."""
        around, looked = self._around, self._looked
        if self._elsewhere is None or self._elsewhere[0] != self._lesson:
            return
        if looked is None or around is None or looked.text != self.pane.editor.text():
            return  # it is looked for already, or will be at the next rest
        lesson, ident, answer = self._elsewhere
        found = ident in self._idents
        if not found and not around.whole:
            return
        self._elsewhere = None
        done = self._written(self._idents.index(ident), answer) if found else ""
        self.tried.emit(lesson, done)

    def _mend(self, number: int, answer: str) -> None:
        editor = self.pane.editor
        done = self._written(number, answer)
        if not done:
            announce(editor, say("Nothing was changed: that is no answer to it."))
            return
        editor.setFocus()
        announce(editor, say("{mend}: done. Undo takes it back.", mend=done))

    def _written(self, number: int, answer: str) -> str:
        """Write a mend into the text, and give its title; nothing if it cannot be."""
        looked, editor = self._looked, self.pane.editor
        mend = looked.mends[number] if looked and number < len(looked.mends) else None
        edits = mend.write(answer) if mend else ()
        if not edits or mend is None or editor.isReadOnly():
            return ""
        caret = edits[0].start + len(edits[0].inserted)
        editor.change(edits, caret, caret)
        self._soon.stop()
        self._look()
        return mend.title


def _timed(text: str, lesson: NodeId, around: Neighbours) -> tuple[LessonChecked, int]:
    begun = monotonic()
    with uncollected():
        looked = check_among(text, lesson, around)
    return looked, round((monotonic() - begun) * 1000)


def _marks(looked: LessonChecked, idents: Sequence[str]) -> list[Mark]:
    """Mark the places; one without a place of its own stands beside its line."""
    starts = [0]
    for line in looked.text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    found = looked.found[:MOST_MARKS]
    return [_mark(ident, one, starts) for ident, one in zip(idents, found, strict=False)]


def _mark(ident: str, check: Check, starts: list[int]) -> Mark:
    kind = MarkKind.BLOCKER if check.level == "blocks" else MarkKind.CHECK
    note = f"{check.what} {check.mend}"
    if check.end > check.start:
        return Mark(ident, kind, check.start, check.end, note)
    at = min(check.line, len(starts) - 2)
    end = max(starts[at], starts[at + 1] - 1)
    return Mark(ident, kind, starts[at], end, note, beside=True)

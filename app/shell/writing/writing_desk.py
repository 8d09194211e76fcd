"""The lesson being written: typing goes to the store at once, arrivals come in without a jolt.

A keystroke is journalled within 150 ms and sealed into a revision at a pause of 3 s. What came
from others meanwhile is woven on the store's thread against that seal, and applied as small edits
only if nothing was typed since; else it is tried again, after three misses at the next pause.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from app.flows.changes import Changes
from app.flows.lesson.following import look_and_follow, seal_and_follow
from app.flows.lesson.typing import Step, Typed, keep
from app.flows.overview.as_shown import Followed, Opened, follow, open_for_writing
from app.session import Session
from app.shell.writing.first_place import where_to_begin
from editor.panels.source.pane import SourcePane
from sync.merge.edits import Edit, edits
from sync.model.ids import LogId, NodeId, sha_of
from sync.model.language import say_many
from sync.model.redaction import STRUCK
from sync.model.states import TextState
from sync.store.fact_rows import subject_of

KEEP_MS = 100
SEAL_MS = 3000
AGAIN_MS = 400
MISSES = 3
TRY_AGAIN_MS = 2000


def one_after_another(made: Sequence[Edit]) -> tuple[Step, ...]:
    """Turn edits that all speak of the text before them into steps of the text as it is by then."""
    steps: list[Step] = []
    shift = 0
    for edit in made:
        steps.append((edit.start + shift, edit.deleted, edit.inserted))
        shift += len(edit.inserted) - edit.deleted
    return tuple(steps)


class WritingDesk(QObject):
    """Joins the source pane of one lesson with the store and the rendering.

    `saved(bool)` says whether all that was typed is on the disk; `read(LessonRead)` brings what
    stands beside the text; `stepped(steps)` tells every change of the text, mine or arrived.
    `unsaved(error)` says why what was typed could not be saved; it is tried again until it is.
    `news(words, way, act)` says what became of an undo. Where it `waits`, what others wrote comes
    in when `take_in` says so; `waiting(Waiting or None)` tells what is held back meanwhile.
    `acts_known(acts)` tells what was done to the lesson beside typing and can be taken back.
    """

    saved = Signal(bool)
    read = Signal(object)
    stepped = Signal(object)
    shown = Signal(object)
    unsaved = Signal(object)
    news = Signal(str, str, object)
    waiting = Signal(object)
    acts_known = Signal(object)

    def __init__(self, session: Session, pane: SourcePane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.pane = pane
        self.log: LogId | None = None
        self.lesson: NodeId | None = None
        self._wanted: tuple[LogId, NodeId] | None = None
        self._state = TextState((), sha_of(""))
        self._begun_on = ""
        self._steps: list[Step] = []
        self._typed = self._kept_up_to = 0
        self._version = 0
        self._sealing = self._stuck = False
        self._dirty = False
        self._anew = False
        self._news = False
        self._misses = 0
        self._waits = self._taking = False
        self._after: list[Callable[[], None]] = []
        self._keep_timer = self._timer(KEEP_MS, self._keep)
        self._seal_timer = self._timer(SEAL_MS, self.seal)
        pane.editor.edited.connect(self._edited)
        pane.editor.passed_over.connect(self._tell_passed_over)
        session.arrived.connect(self.catch_up)
        session.acted.connect(self._acted)

    def _timer(self, pause_ms: int, act: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause_ms)
        timer.timeout.connect(act)
        return timer

    # -- which lesson

    def open(self, log: LogId, lesson: NodeId) -> None:
        """Show another lesson; the one before is sealed first, until the very moment it goes."""
        self._wanted = (log, lesson)
        self.seal()
        waits = self._waits
        self.session.store.do(
            lambda ws: open_for_writing(ws, log, lesson, waits=waits),
            self._show,
            self._not_opened,
            kind="open-lesson",
        )

    def set_waits(self, waits: bool) -> None:
        """Let what others write wait for `take_in` from now on, or come in at once."""
        if waits != self._waits:
            self._waits = waits
            self.catch_up()

    def take_in(self) -> None:
        """Take in what is held back."""
        self._taking = True
        self.catch_up()

    @property
    def _holds_back(self) -> bool:
        return self._waits and not self._taking

    def base(self) -> TextState | None:
        """The state of the text on show; None while something typed in it is not sealed."""
        clean = not (self._dirty or self._sealing or self._steps)
        return self._state if clean and self.lesson is not None else None

    @property
    def is_unsaved(self) -> bool:
        """Tell whether something typed is in the window alone, for all that is known."""
        return self._kept_up_to != self._typed

    def keep_now(self) -> None:
        """Journal what was typed at once."""
        self._keep_timer.stop()
        self._keep()

    def typed(self) -> tuple[LogId, NodeId, str, TextState] | None:
        """What stands in the window and not in the store: where, the text, and what it is from."""
        if self.log is None or self.lesson is None or not (self._dirty or self._anew):
            return None
        return self.log, self.lesson, self.pane.editor.text(), self._state

    @property
    def opening(self) -> NodeId | None:
        """The lesson that is on show, or about to be."""
        return self._wanted[1] if self._wanted else None

    def _not_opened(self, error: BaseException) -> None:
        self._wanted = None
        self.session.failed.emit(error)

    def leave(self) -> None:
        """Seal and show nothing."""
        self._wanted = None
        self.waiting.emit(None)
        self.seal(self._left)

    def _left(self) -> None:
        if self._wanted is None:
            self.log = self.lesson = None

    def _show(self, opened: Opened) -> None:
        lesson = opened.read
        if self._wanted is None or self._wanted[1] != lesson.node.id:
            return
        if self._dirty or self._sealing:  # typed while it was being read
            if self._stuck and self.log is not None and self.lesson is not None:
                self._wanted = (self.log, self.lesson)  # it stays open until it is saved
            else:
                self.open(*self._wanted)
            return
        again = self.lesson == lesson.node.id and self.pane.editor.text() == lesson.today.text
        self.log, self.lesson = lesson.course.log, lesson.node.id
        self._state, self._begun_on = lesson.today.state, lesson.today.text
        self._steps.clear()
        self._dirty = self._sealing = self._anew = False
        self._typed += 1
        self._kept_up_to = self._typed
        self._version += 1
        if not again:  # else caret and undo stay
            self.pane.editor.show_text(lesson.today.text, opened.back.history)
            begin = where_to_begin(lesson.today.text)
            if begin and lesson.spot is None:  # else one goes on where one was
                self.pane.editor.select(begin, begin)
        if self.pane.editor.isVisibleTo(self.pane.window()):
            self.pane.editor.setFocus()
        self._taking = False
        self.acts_known.emit(opened.back.acts)
        self.shown.emit(lesson)
        self.read.emit(lesson)
        self.waiting.emit(opened.waiting)
        self.saved.emit(True)
        if opened.back.lost:
            self._tell_lost_steps(opened.back.lost)

    # -- typing

    def _edited(self, made: Sequence[Edit]) -> None:
        steps = one_after_another(made)
        self._steps += steps
        self._typed += 1
        self._version += 1
        self._dirty = True
        self._misses = 0
        self.stepped.emit(steps)
        self.saved.emit(False)
        if not self._keep_timer.isActive():
            self._keep_timer.start()
        self._seal_timer.start()

    def _keep(self) -> None:
        """Journal what was typed; while a seal is on its way, wait for the state it makes."""
        if not (self._steps or self._anew) or self._sealing:
            return
        if self.log is None or self.lesson is None:
            return
        steps = tuple(self._steps)
        if self._anew:
            steps = one_after_another(edits(self._begun_on, self.pane.editor.text()))
        undo = self.pane.editor.history.change(whole=self._anew)
        typed = Typed(self.log, self.lesson, self._state, self._begun_on, steps, self._anew, undo)
        self._steps.clear()
        self._anew = False
        kept = partial(self._kept, self._typed, undo.key)
        self.session.store.do(lambda ws: keep(ws, typed), kept, self._lost)

    def _kept(self, count: int, undo: str, undo_held: bool) -> None:
        self._forget_if_struck(undo, undo_held)
        self._stuck, self._kept_up_to = False, max(count, self._kept_up_to)
        if count == self._typed:
            self.saved.emit(True)

    def _forget_if_struck(self, undo: str, held: bool) -> None:
        """Forget the way back that the store has forgotten: words in it were struck out."""
        if not held and self.pane.editor.history.key == undo:
            self.pane.editor.forget_undo()

    def _lost(self, error: BaseException) -> None:
        """A keeping failed: what was typed is still in the window, and is tried again whole."""
        self._anew = self._stuck = True
        self._keep_timer.start(TRY_AGAIN_MS)
        self.unsaved.emit(error)

    def seal(self, then: Callable[[], None] | None = None) -> None:
        """Make a revision of what was typed; `then` is called when it is in the store."""
        if then is not None:
            self._after.append(then)
        if self.log is None or self.lesson is None or not self._dirty:
            self._run_after()
            return
        if self._sealing:
            return
        self._keep_timer.stop()
        self._seal_timer.stop()
        self._keep()
        self._sealing, self._dirty = True, False
        log, lesson, state = self.log, self.lesson, self._state
        shown, version = self.pane.editor.text(), self._version
        undo = self.pane.editor.history.change(whole=self._anew)

        waits = self._holds_back
        self.session.store.do(
            lambda ws: follow(
                ws,
                lesson,
                seal_and_follow(ws, log, lesson, shown, state, undo),
                shown,
                waits=waits,
            ),
            lambda found: self._sealed(found, shown, version, undo.key),
            self._not_sealed,
        )

    def _not_sealed(self, error: BaseException) -> None:
        self._sealing, self._dirty = False, True
        self._after.clear()
        self._seal_timer.start(TRY_AGAIN_MS)
        self._lost(error)

    def _sealed(self, found: Followed, shown: str, version: int, undo: str) -> None:
        self._sealing = self._stuck = False
        self._forget_if_struck(undo, found.sealed.undo_held)
        if found.read.node.id == self.lesson:
            self._take(found, shown, version)
            self.read.emit(found.read)
        if self._steps:
            self._keep_timer.start()
        self._run_after()
        if self._news:
            self._news = False
            self.catch_up()

    def _run_after(self) -> None:
        waiting, self._after = self._after, []
        for act in waiting:
            act()

    def _tell_passed_over(self, count: int) -> None:
        words = say_many(
            "One step was passed over: its place was changed by a colleague, or in another "
            "program, since. There is nothing to undo there.",
            "{count} steps were passed over: their places were changed by a colleague, or in "
            "another program, since. There is nothing to undo there.",
            count,
        )
        self.news.emit(words, "", None)

    def _tell_lost_steps(self, count: int) -> None:
        words = say_many(
            "One step back is gone: the text that it led from is not here any more.",
            "{count} steps back are gone: the text that they led from is not here any more.",
            count,
        )
        self.news.emit(words, "", None)

    # -- arrivals

    def catch_up(self) -> None:
        """Take in what is new in this lesson: text, comments, suggestions, overlaps."""
        if self.log is None or self.lesson is None:
            return
        if self._sealing:  # it may have been read before the news came
            self._news = True
            return
        if self._dirty:
            self.seal()
            return
        log, lesson, state = self.log, self.lesson, self._state
        shown, version, waits = self.pane.editor.text(), self._version, self._holds_back
        self.session.store.do(
            lambda ws: follow(
                ws, lesson, look_and_follow(ws, log, lesson, shown, state), shown, waits=waits
            ),
            lambda found: self._looked(found, shown, version),
            kind="catch-up",
        )

    def _acted(self, changes: Changes) -> None:
        """Follow what the person did; an act on this lesson's text takes in what is held back."""
        decided = changes.kinds & {"suggestion.decided", "overlap.confirmed"}
        texts = [fact for fact in changes.facts if fact.kind == "text.revised"]
        if decided or any(subject_of(bytes(fact.payload)) == self.lesson for fact in texts):
            self._taking = self._waits
        self.catch_up()

    def _looked(self, found: Followed, shown: str, version: int) -> None:
        if found.read.node.id != self.lesson or self._sealing or self._dirty:
            return
        if version != self._version:
            # Another look, begun on the same text, has brought its edits in: these would go astray.
            self.catch_up()
            return
        self._take(found, shown, version)
        self.read.emit(found.read)

    def _take(self, found: Followed, shown: str, version: int) -> None:
        """Go on from what is in the store, in the log where the course goes on."""
        sealed, self.log = found.sealed, found.read.course.log
        self.acts_known.emit(found.acts)
        self.waiting.emit(found.waiting)
        if version == self._version:
            self._misses = 0
            if found.waiting is not None:
                self._state, self._begun_on = sealed.typed, shown
                return
            self._taking = False
            self._state, self._begun_on = sealed.today.state, sealed.today.text
            if sealed.arrived:
                self._apply(sealed.arrived)
            return
        # Someone typed meanwhile: go on from what was sealed, and try again.
        self._state, self._begun_on = sealed.typed, shown
        if sealed.arrived:
            self._misses += 1
            wait = AGAIN_MS if self._misses <= MISSES else SEAL_MS
            self._dirty = True
            self._seal_timer.start(wait)

    def _apply(self, arrived: Sequence[Edit]) -> None:
        self._version += 1
        self.pane.editor.apply_edits(arrived)
        if any(STRUCK in edit.inserted for edit in arrived):
            self.pane.editor.forget_undo()
            lesson = self.lesson
            if lesson is not None:
                self.session.store.do(lambda ws: ws.store.steps.forget(lesson))
        self.stepped.emit(one_after_another(arrived))

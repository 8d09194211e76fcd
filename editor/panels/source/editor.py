"""The Markdown editor: commands, keys, marks and search on top of a lesson's text."""
# ruff: noqa: N802

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QTextEdit, QWidget

from editor.panels.kit.announce import announce
from editor.panels.kit.layered import layered
from editor.panels.kit.look import Look
from editor.panels.source.commands import COMMAND, COMMANDS
from editor.panels.source.gutter import Gutter
from editor.panels.source.highlighter import Highlighter
from editor.panels.source.history import History
from editor.panels.source.lesson_view import LessonView
from editor.panels.source.marks import Mark, Marks, spelling_slip
from editor.panels.source.slash import nothing, over_slash
from editor.panels.source.stand_ins import shown
from editor.panels.source.writing_keys import WritingKeys, would_change
from editor.writing.actions.press import Press, press
from editor.writing.actions.table import ACTION, Action
from editor.writing.change import Selection
from sync.merge.edits import Edit
from sync.model.language import say

_REST_MS = 150


class SourceEditor(LessonView):
    """Edit the Markdown of one lesson.

    `find_wanted(replacing)`, `find_step_wanted(1 or -1)` and `insert_wanted` ask the pane
    around it; `mark_chosen(id)` tells a click in the gutter. `key_refused(event)`
    is a key that would have changed a text which is only read here. `menu_opened(menu, slip)`
    lets others add to the context menu; `slip` is the misspelled word there, or None.
    `form_wanted(name)` asks for the form of a command in `with_forms`, whoever shows it.
    """

    caret_moved = Signal(int)
    mark_chosen = Signal(str)
    find_wanted = Signal(bool)
    find_step_wanted = Signal(int)
    insert_wanted = Signal()
    key_refused = Signal(object)
    menu_opened = Signal(QMenu, object)
    form_wanted = Signal(str)

    def __init__(
        self,
        look: Look,
        parent: QWidget | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(look, parent, clock=clock)
        self._keys = WritingKeys(self)
        self.with_forms: frozenset[str] = frozenset()
        self.menu_place = 0
        self._last: Press | None = None
        self._own = self._own_commands()
        self._highlighter = Highlighter(self.line_layout, look, self._blocks_seen)
        self._marks = Marks(self._lesson, look)
        self._found: list[QTextEdit.ExtraSelection] = []
        self._slips: list[QTextEdit.ExtraSelection] = []
        self._gutter = Gutter(self, self._marks, look)
        self._line = 0
        self._mark_here = ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_REST_MS)
        self._soon.timeout.connect(self._tell_mark)
        self._actions: dict[str, QAction] = {}
        self.setAccessibleName(say("Lesson text, in Markdown"))
        self._make_actions()
        self._gutter.mark_chosen.connect(self.mark_chosen)
        self.cursorPositionChanged.connect(self._tell_caret)
        self.verticalScrollBar().valueChanged.connect(self._highlighter.colour_seen)
        look.changed.connect(self._show_selections)
        look.changed.connect(self._highlighter.colour_seen)

    def set_only_read(self, only_read: bool) -> None:
        """Let the text be read and selected, by keys too, but not changed by this person."""
        if only_read == self.isReadOnly():
            return
        self.setReadOnly(only_read)
        if only_read:
            flags = Qt.TextInteractionFlag
            self.setTextInteractionFlags(
                flags.TextSelectableByMouse | flags.TextSelectableByKeyboard
            )

    def show_text(self, text: str, history: History | None = None) -> None:
        """Show another lesson; its history comes back if it is given again."""
        self._last = None
        self._slips = []
        self.show_marks((), checks=True)
        self.show_marks(())
        self.show_found(())
        super().show_text(text, history)
        height = self.viewport().height()
        self._highlighter.colour_first(1 + height // max(1, self.fontMetrics().lineSpacing()))

    @property
    def colours_wait(self) -> bool:
        """Whether some of the text, in sight or near, still waits for its colours."""
        return self._highlighter.waits

    @property
    def is_composing(self) -> bool:
        """Whether an input method is in the middle of a word: keys are its own then."""
        return bool(self.textCursor().block().layout().preeditAreaText())

    @property
    def is_at_slash(self) -> bool:
        """Whether the caret's line holds a slash and nothing else."""
        return self.textCursor().block().text() == "/"

    # --- marks

    def show_marks(self, marks: Iterable[Mark], *, checks: bool = False) -> None:
        """Show marks, or `checks`, in place of those before; they move along while one types."""
        self._marks.place(marks, self.textCursor(), checks=checks)
        self._show_selections()
        self._gutter.update()

    def go_to_mark(self, mark_id: str) -> None:
        """Put the caret at the beginning of a mark and show it."""
        placed = self._marks.by_id(mark_id)
        if placed is not None:
            place = self._lesson.points(placed.cursor.selectionStart())
            self.select(place, place)
            self.centerCursor()

    def mark_places(self) -> dict[str, tuple[int, int]]:
        """Return where each mark is now, in code points."""
        points = self._lesson.points
        return {
            placed.mark.id: (
                points(placed.cursor.selectionStart()),
                points(placed.cursor.selectionEnd()),
            )
            for placed in self._marks
        }

    def show_found(self, places: Iterable[tuple[int, int]]) -> None:
        """Show what a search has found, under the selection of the current one."""
        self._found = []
        for start, end in places:
            selection = QTextEdit.ExtraSelection()
            cursor = self.textCursor()
            cursor.setPosition(self._lesson.units(start))
            cursor.setPosition(self._lesson.units(end), QTextCursor.MoveMode.KeepAnchor)
            selection.cursor = cursor
            selection.format.setBackground(self._look.colour("mark"))
            self._found.append(selection)
        self._show_selections()

    # --- spelling

    def show_slips(self, places: Iterable[tuple[int, int]]) -> None:
        """Underline words that may be misspelled, in place of those before."""
        slips = [spelling_slip(self._lesson, self._look, *place) for place in places]
        if slips or self._slips:
            self._slips = slips
            self._show_selections()

    def seen(self) -> tuple[int, int]:
        """Return what is in sight, from and to, in code points."""
        corner = self.viewport().rect().bottomRight()
        last = self.cursorForPosition(corner).position()
        return self._lesson.points(self.firstVisibleBlock().position()), self._lesson.points(last)

    def replace_word(self, word: QTextCursor, wanted: str, _checked: bool = False) -> None:
        """Write another word in place of one, wherever that is by now."""
        points = self._lesson.points
        start, end = points(word.selectionStart()), points(word.selectionEnd())
        after = start + len(wanted)
        self.change((Edit(start, end - start, wanted),), after, after)

    # --- commands

    def run(self, name: str) -> None:
        """Do what a command of the table is called; pressed twice, many take themselves back."""
        if self.isReadOnly() and not name.startswith("find"):
            return
        act = COMMAND[name].act
        if name in self.with_forms:
            self.form_wanted.emit(name)
        elif name in self._own:
            self._own[name]()
        elif act is not None:
            self.act(act)
        else:
            self._press(ACTION[name])

    def run_over_slash(self, name: str) -> None:
        """Do an action in place of the slash that stands alone on the caret's line."""
        if self.isReadOnly():
            return
        if name in self._own or name in self.with_forms:
            self.act(over_slash(nothing))
            self.run(name)
        else:
            self._last = None
            self.act(over_slash(ACTION[name].act))

    def command_action(self, name: str) -> QAction:
        """Return the action of a command, for toolbars and menus."""
        return self._actions[name]

    def set_keys(self, keys: dict[str, str]) -> None:
        """Change the keys of commands, by name."""
        for name, sequence in keys.items():
            self._actions[name].setShortcut(QKeySequence(sequence))
        self._note_keys()

    # --- Qt

    def event(self, event: QEvent) -> bool:
        """Leave our keys to our commands: Qt would keep those of its own undo for itself."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and QKeySequence(event.keyCombination()) in self._bound
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle what Qt would do otherwise: line ends, tabs, the insert key, odd signs."""
        self._lesson.finish()
        self._highlighter.pause()
        key, text = event.key(), event.text()
        if self.isReadOnly():
            if would_change(event):
                self.key_refused.emit(event)
            else:
                super().keyPressEvent(event)
        elif self.is_composing:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(plain=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._tab(event)
        elif text == "/" and self._on_empty_line():
            super().keyPressEvent(event)
            self.insert_wanted.emit()
        elif text and shown(text) != text:
            self.insert_text(text)
        elif self._keys.press(event):
            self.ensureCursorVisible()
        else:
            if not text:
                self._history.break_here()
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """End the word that was being typed: the caret goes elsewhere."""
        self._history.break_here()
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the gutter beside the text."""
        super().resizeEvent(event)
        self._gutter.fit()
        self._highlighter.colour_seen()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the clipboard, undo, and what the application added."""
        self._lesson.finish()
        menu = QMenu(self)
        menu.addActions([self._actions["undo"], self._actions["redo"]])
        menu.addSeparator()
        for words, act, usable in (
            (say("Cut"), self.cut, self.textCursor().hasSelection()),
            (say("Copy"), self.copy, self.textCursor().hasSelection()),
            (say("Paste"), self.paste, self.canPaste()),
            (say("Paste without format"), self.paste_plain, self.canPaste()),
            (say("Select all"), self.selectAll, True),
        ):
            menu.addAction(words, act).setEnabled(usable)
        own = set(self._actions.values())
        added = [action for action in self.actions() if action not in own]
        if added:
            menu.addSeparator()
            menu.addActions(added)
        self.menu_place = self._lesson.points(self.cursorForPosition(event.pos()).position())
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard  # Qt gives the view's middle
        place = self.cursorRect().center() if by_key else event.pos()
        self.menu_opened.emit(menu, self._slip_at(place))
        menu.exec(self.viewport().mapToGlobal(place))
        menu.deleteLater()

    # --- inside

    def _slip_at(self, place: QPoint) -> QTextCursor | None:
        at = self.cursorForPosition(place).position()
        cursors = [QTextCursor(slip.cursor) for slip in self._slips]
        held = (one for one in cursors if one.selectionStart() <= at <= one.selectionEnd())
        return next(held, None)

    def _press(self, action: Action) -> None:
        self._last = press(action, self.text(), Selection(*self.selection()), self._last)
        if self._last is not None:
            self.do(self._last.change)

    def _own_commands(self) -> dict[str, Callable[[], object]]:
        return {
            "undo": self.undo,
            "redo": self.redo,
            "insert": self.insert_wanted.emit,
            "form": lambda: None,
            "paste-plain": self.paste_plain,
            "find": lambda: self.find_wanted.emit(False),
            "replace": lambda: self.find_wanted.emit(True),
            "find-next": lambda: self.find_step_wanted.emit(1),
            "find-before": lambda: self.find_step_wanted.emit(-1),
        }

    def _make_actions(self) -> None:
        for command in COMMANDS:
            action = QAction(say(command.title), self)
            action.setShortcut(QKeySequence(command.keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(lambda _=False, name=command.name: self.run(name))
            self.addAction(action)
            self._actions[command.name] = action
        self._note_keys()

    def _note_keys(self) -> None:
        """Remember the keys of commands: each key pressed is looked up among them."""
        self._bound = {action.shortcut() for action in self._actions.values()}

    def _enter(self, *, plain: bool) -> None:
        if plain or not self._keys.enter():
            self.textCursor().insertText("\n")
        self._word_ended = True
        self.ensureCursorVisible()

    def _tab(self, event: QKeyEvent) -> None:
        """Indent where that means something; elsewhere go on to the next control."""
        back = event.key() == Qt.Key.Key_Backtab
        if not self._keys.tab(back=back):
            self.setTabChangesFocus(True)
            self.focusNextPrevChild(not back)
            self.setTabChangesFocus(False)

    def _on_empty_line(self) -> bool:
        return self.textCursor().block().length() == 1

    def _show_selections(self) -> None:
        marks = self._marks.selections()
        shown = [*marks, *self._stretches_marked(), *self._slips, *self._found]
        self.setExtraSelections(layered(shown))

    def _stretches_marked(self) -> list[QTextEdit.ExtraSelection]:
        """Return what is marked of the text itself, over what others marked."""
        return []

    def _tell_caret(self) -> None:
        line = self.textCursor().blockNumber()
        if line != self._line:
            self._line = line
            self.caret_moved.emit(line)
        if self._marks:
            self._soon.start()

    def _tell_mark(self) -> None:
        """Say that the caret has come into a mark, once it rests."""
        placed = self._marks.at(self.textCursor().position())
        name = placed.mark.id if placed else ""
        if placed is not None and name != self._mark_here:
            announce(self, placed.mark.note or say(placed.mark.kind.value))
        self._mark_here = name

    def _blocks_seen(self) -> tuple[int, int]:
        corner = self.viewport().rect().bottomLeft()
        last = self.cursorForPosition(corner).blockNumber()
        return self.firstVisibleBlock().blockNumber(), last + 2

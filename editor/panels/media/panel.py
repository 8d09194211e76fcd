"""The files of a course beside what each is: where it is shown, what it says, what can be done."""

# ruff: noqa: N802
from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QWidget

from editor.panels.cards.choice import Choice, Dress
from editor.panels.cards.elided import ElidedLabel
from editor.panels.cards.filling import empty
from editor.panels.cards.halves import lay_halves
from editor.panels.cards.rows import list_card, section
from editor.panels.cards.scroll import Page
from editor.panels.cards.tab_order import follow_the_eye
from editor.panels.kit.announce import announce
from editor.panels.kit.arrange import column, row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.flow import Flow
from editor.panels.kit.frames import Box, Frame, Hairline
from editor.panels.kit.labels import Label, Tone, Voice
from editor.panels.kit.look import Look
from editor.panels.media.parts import Fullness, Thumbnail, advice_box, done_box, use_row
from editor.panels.media.values import Done, FileRow, MediaShown, Show
from sync.model.language import mark, say, say_many

LISTED = 100
"""So many files are listed at first: each is a row with a picture."""
_LIST, _BESIDE_FROM, _SIDE, _LARGE_SIDE = 336, 700, 44, 240
_NONE = mark("No files yet. Paste or drop a picture into a lesson, and it stands here.")
_NOTHING = {
    Show.UNUSED: mark("Every file is used."),
    Show.MISSING: mark("No lesson asks for a file that is not there."),
    Show.WORDLESS: mark("Every picture has words for people who cannot see it."),
    Show.LARGE: mark("No picture is larger than a lesson needs."),
}


class MediaPanel(QWidget):
    """Show files; signals ask for what should become of them.

    `thumbnails_wanted(rows)` asks for pictures; `words_written(row, use, words)` says what one
    shows. All that changes a file is named by its path.
    """

    thumbnails_wanted = Signal(object)
    go_wanted = Signal(str, int)
    words_written = Signal(object, object, str)
    replacing = Signal(str)
    bringing = Signal(str)
    shrinking = Signal(str)
    taking_out = Signal(object)
    original_wanted = Signal(str)
    undoing = Signal()
    adding = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._shown = MediaShown("", (), "")
        self._show, self._current, self._most = Show.ALL, "", LISTED
        self._choices: dict[str, Choice] = {}
        self._small: dict[str, Thumbnail] = {}
        self._images: dict[str, QImage] = {}
        self._large: Thumbnail | None = None
        self._can_undo = False
        self._drawn = ("", Show.ALL)
        self._filters = Flow(look, gap=6)
        self._told = Label("", Voice.SMALL, wrap=True)
        self._course = ElidedLabel("", Voice.SMALL)
        self._bar = Fullness(look)
        self._list = column(look, gap=2)
        head = column(look, Label(say("Media"), Voice.CARD), self._course, gap=6)
        for part in (self._bar, self._told, self._filters):
            head.addWidget(part)
        head.setContentsMargins(look.px(12), 0, look.px(8), look.px(6))
        inside = column(look, head, self._list, None, gap=8, margins=(14, 24, 14, 12))
        self._pane = Frame(Box.CANVAS, column(look, Page(look, inside, say("Every file")), gap=0))
        self._top, self._body = column(look, gap=10), column(look, gap=10)
        whole = column(look, self._top, self._body, None, gap=10, margins=(34, 26, 28, 24))
        self._page = Page(look, whole, say("What it is and where it is shown"))
        main = Frame(Box.CANVAS, column(look, self._page, gap=0))
        between = Hairline(look, upright_height=1)
        between.setMaximumHeight(16777215)
        self._halves = row(look, self._pane, between, (main, 1), gap=0)
        self.setLayout(self._halves)

    # -- the list

    def show_media(self, shown: MediaShown) -> None:
        """Show all files; the one that was chosen stays so."""
        self._shown = shown
        self._course.say(shown.course)
        self._told.say(f"{shown.told} {shown.advice}".strip())
        self._bar.show_part(shown.part, shown.told)
        if self._show is not Show.ALL and not self._of(self._show):
            self._show = Show.ALL
        self._fill_filters()
        self._fill_list()

    def show_images(self, images: dict[str, QImage]) -> None:
        """Show thumbnails as they come, by the names of their bytes."""
        self._images |= images
        for one in self._shown.rows:
            image = self._images.get(one.sha)
            if image is not None and one.path in self._small:
                self._small[one.path].show_image(image)
            if image is not None and self._large is not None and one.path == self._current:
                self._large.show_image(image)

    def show_only(self, show: Show) -> None:
        """List the files of one kind."""
        self._show, self._most = show, LISTED
        self._fill_filters()
        self._fill_list()

    def choose(self, path: str) -> None:
        """Show one file, by its path."""
        if self._row(path) is None:
            return
        self._current = path
        if path not in self._choices:
            self._show, self._most = Show.ALL, len(self._shown.rows)
            self._fill_filters()
            self._fill_list()
        self._choices[path].show_current(True)
        self._fill_body()

    def focus_first(self) -> None:
        """Put the focus on the list."""
        first = self._choices.get(self._current) or next(iter(self._choices.values()), None)
        (first or self).setFocus()

    @property
    def rows(self) -> tuple[FileRow, ...]:
        """All files, whatever is listed of them."""
        return self._shown.rows

    @property
    def current(self) -> str:
        """The path of the file on show."""
        return self._current

    @property
    def can_undo(self) -> bool:
        """Tell whether what was done last can be taken back."""
        return self._can_undo

    def chips(self) -> list[Button]:
        """List the buttons that choose which files are listed."""
        return [one for one in self._filters.widgets if isinstance(one, Button)]

    def _of(self, show: Show) -> tuple[FileRow, ...]:
        return tuple(one for one in self._shown.rows if show in one.shows)

    def _row(self, path: str) -> FileRow | None:
        return next((one for one in self._shown.rows if one.path == path), None)

    def _fill_filters(self) -> None:
        focused = next((b.property("show") for b in self.chips() if b.hasFocus()), None)
        self._filters.clear()
        for show in Show:
            count = len(self._of(show))
            if show is not Show.ALL and not count:
                continue
            chosen = show is self._show
            chip = Button(
                self._look,
                f"{say(show.value)}  {count}",
                icon="check" if chosen else "",
                small=True,
            )
            chip.setCheckable(True)
            chip.setChecked(chosen)
            chip.setProperty("show", show.value)
            chip.setAccessibleName(f"{say(show.value)}, {count}")
            chip.chosen.connect(partial(self.show_only, show))
            self._filters.add(chip)
            if show.value == focused:
                chip.setFocus()

    def _fill_list(self) -> None:
        had_focus = any(one.hasFocus() for one in self._choices.values())
        empty(self._list)
        self._choices, self._small = {}, {}
        rows = self._of(self._show)
        for one in rows[: self._most]:
            self._choices[one.path] = self._choice(one)
            self._list.addWidget(self._choices[one.path])
        if len(rows) > self._most:
            more = Button(
                self._look, say("Show all {count}", count=len(rows)), Kind.LINK, small=True
            )
            more.chosen.connect(self._show_more)
            self._list.addLayout(row(self._look, more, None, margins=(12, 4, 0, 0)))
        if not rows:
            words = say(_NONE if self._show is Show.ALL else _NOTHING[self._show])
            self._list.addWidget(Label(words, Voice.SMALL, wrap=True))
        if self._current not in self._choices:
            self._current = next(iter(self._choices), "")
        if self._current:
            self._choices[self._current].show_current(True)
        self._fill_body()
        if had_focus:
            self.focus_first()
        self.thumbnails_wanted.emit(
            [one for one in rows[: self._most] if one.sha and one.sha not in self._images]
        )

    def _show_more(self) -> None:
        self._most = len(self._shown.rows)
        self._fill_list()

    def _choice(self, one: FileRow) -> Choice:
        look = self._look
        small = self._small[one.path] = Thumbnail(look, one.icon, _SIDE)
        small.show_image(self._images.get(one.sha))
        words = column(look, ElidedLabel(one.name, Voice.STRONG), gap=1)
        words.addWidget(ElidedLabel(one.told, Voice.SMALL))
        words.addWidget(ElidedLabel(one.used, Voice.SMALL))
        box = row(look, small, (words, 1), gap=11, margins=(10, 8, 10, 8))
        choice = Choice(look, one.name, box, Dress.FILLED, f"{one.told}. {one.used}")
        choice.chosen.connect(partial(self._chosen, one.path))
        return choice

    def _chosen(self, path: str) -> None:
        self._current = path
        self._fill_body()

    # -- one file

    def _fill_body(self) -> None:
        look = self._look
        empty(self._body)
        if self._drawn != (self._current, self._show):
            self._page.to_top()
        self._drawn = self._current, self._show
        self._large = None
        self._fill_group()
        one = self._row(self._current)
        if one is None:
            if not self._shown.rows:
                self._body.addWidget(Label(say("Media"), Voice.PAGE))
                self._body.addWidget(Label(say(_NONE), Voice.TEXT, wrap=True))
            self._end()
            return
        self._body.addWidget(Label(one.name, Voice.PAGE, wrap=True))
        told = f"{one.told}  ·  {one.path}" if one.path != one.name else one.told
        self._body.addWidget(Label(told, Voice.SMALL, wrap=True))
        if one.is_picture:
            self._large = Thumbnail(
                look, one.icon, _LARGE_SIDE, say("Picture {name}", name=one.name)
            )
            self._large.show_image(self._images.get(one.sha))
            self._body.addLayout(row(look, self._large, None))
        if self._shown.may_change:
            self._body.addWidget(self._ways(one))
        for box in self._advice(one):
            self._body.addWidget(box)
        self._body.addLayout(section(look, say("Where it is used"), one.used))
        rows = [self._use(one, number) for number in range(len(one.uses))]
        if rows:
            self._body.addWidget(list_card(look, rows, inset=18))
        self._end()

    def _fill_group(self) -> None:
        """Offer to take out all that is not used, where that is what one looks at."""
        rows = self._of(Show.UNUSED)
        if self._show is not Show.UNUSED or not rows or not self._shown.may_change:
            return
        verb = say_many("Take {count} file out", "Take {count} files out", len(rows))
        title = say_many("{count} file is not used", "{count} files are not used", len(rows))
        told = say(
            "No lesson shows them or links to them. Versions that have them keep "
            "them, and this can be undone."
        )
        act = partial(self.taking_out.emit, tuple(one.path for one in rows))
        self._body.addWidget(advice_box(self._look, Tone.INFO, title, told, verb, act))

    def _ways(self, one: FileRow) -> Flow:
        look = self._look
        flow = Flow(look, gap=8)
        if one.is_missing:
            bring = Button(look, say("Bring it in…"), Kind.PRIMARY, icon="image-plus")
            bring.chosen.connect(partial(self.bringing.emit, one.path))
            flow.add(bring)
            return flow
        change = Button(look, say("Replace…"), icon="replace")
        change.setAccessibleName(say("Replace “{name}” everywhere", name=one.name))
        change.chosen.connect(partial(self.replacing.emit, one.path))
        flow.add(change)
        out = Button(look, say("Take out"), icon="trash-2")
        out.setAccessibleName(say("Take “{name}” out of the course", name=one.name))
        out.chosen.connect(partial(self.taking_out.emit, (one.path,)))
        if one.uses:
            out.set_unavailable(
                say("It is used: {used}. Take it out of the lessons first.", used=one.used)
            )
        flow.add(out)
        return flow

    def _advice(self, one: FileRow) -> list[QWidget]:
        look, boxes = self._look, []
        if one.is_missing:
            told = say(
                "Learners see its name in place of it. Bring the file in, or correct the name."
            )
            title = say("The course does not have “{name}”", name=one.name)
            boxes.append(advice_box(look, Tone.WARN, title, told, "", None))
        if one.is_large:
            act = partial(self.shrinking.emit, one.path) if self._shown.may_change else None
            title = say("Larger than a lesson needs")
            boxes.append(advice_box(look, Tone.WARN, title, one.advice, say("Shrink it"), act))
        if one.leaving:
            told = say(
                "It happens by itself when you publish or share. Your own file stays as it is."
            )
            boxes.append(advice_box(look, Tone.INFO, one.leaving, told, "", None))
        if one.has_original:
            told = say(
                "Where it was taken, or what could run in it, was taken out of the "
                "course’s copy. The file as it came stays on this computer only."
            )
            save = partial(self.original_wanted.emit, one.path)
            title = say("The original is kept here")
            boxes.append(advice_box(look, Tone.INFO, title, told, say("Save the original…"), save))
        return list(boxes)

    def _use(self, one: FileRow, number: int) -> QWidget:
        use = one.uses[number]
        write = partial(self.words_written.emit, one, use) if self._shown.may_change else None
        go = partial(self.go_wanted.emit, use.lesson, use.line)
        return use_row(self._look, use, go, write)

    def _end(self) -> None:
        follow_the_eye(self)

    # -- what was done

    def show_done(self, done: Done) -> None:
        """Say what was done, above what is shown; the way back can be pressed at once."""
        empty(self._top)
        self._can_undo = bool(done.undo)
        box = done_box(self._look, done, self.undo)
        self._top.addWidget(box)
        announce(self, f"{done.title} {done.told}")
        self._page.to_top()
        box.show()
        follow_the_eye(self)

    def forget_done(self) -> None:
        """Take away what was said last."""
        empty(self._top)
        self._can_undo = False

    def undo(self) -> None:
        """Take back what was done last."""
        if self._can_undo:
            self.forget_done()
            self.undoing.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Ctrl+Z take back."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the list above what it lists where there is no room beside it."""
        super().resizeEvent(event)
        flat, px = self.width() < self._look.px(_BESIDE_FROM), self._look.px
        high = max(px(160), self.height() // 2)
        lay_halves(self._halves, self._pane, flat=flat, wide=px(_LIST), high=high)
        for part in (self._course, self._bar):
            part.setVisible(not flat)

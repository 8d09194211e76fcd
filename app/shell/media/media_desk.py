"""Pictures and files that someone pastes, drops or chooses: judged, stored, named in the text."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.flows.changes import Changes
from app.flows.files.media_changing import Done, replace_file, take_back
from app.flows.lesson.following import course_now
from app.flows.media.attaching import Attached, attach_judged
from app.flows.media.media_budget import in_words, may_shrink
from app.flows.media.media_cleaning import told_of
from app.session import Session, words_of
from app.shell.writing.paste_desk import PasteDesk
from app.shell.writing.writing_desk import WritingDesk
from editor.markdown.media_text import place_without_words, with_words, written_address
from editor.panels.kit.banner import Message
from editor.panels.kit.labels import Tone
from editor.panels.media.alt_bar import AltBar
from editor.panels.preview.light_pictures import picture
from editor.panels.source.pane import SourcePane
from editor.panels.source.pasting import Offer
from editor.writing.change import followed
from sync.merge.edits import Edit, edits
from sync.model.errors import BadInput, CoursefolkError
from sync.model.ids import LogId, NodeId, sha_of
from sync.model.language import say, say_many
from sync.workspace.opening import Workspace

if TYPE_CHECKING:
    from app.flows.media.media_judging import Judged

_MOST_AT_ONCE, _MOST_ASKED, _TOLD, _DRAWN = 40, 5, 3, 8
_THUMBNAIL_WIDTH, _ROOM = 240, 520


Then = Callable[[list[Attached]], bool]


@dataclass
class _Coming:
    """What was offered, on its way into the lesson that was on show then."""

    log: LogId
    lesson: NodeId
    cursor: QTextCursor
    shown: int
    then: Then | None = None
    judged: list[Judged] = field(default_factory=list)
    refused: list[BaseException] = field(default_factory=list)
    images: dict[str, QImage] = field(default_factory=dict)
    attached: list[Attached] = field(default_factory=list)


class MediaDesk(QObject):
    """Joins what the editor is offered with the store of the course's files.

    Files are read and judged beside the typing; what is refused is said in the banner, and what
    a picture shows is asked for in a bar above the text. `placed(files)` names new files by path.
    """

    placed = Signal(object)

    def __init__(
        self, session: Session, writing: WritingDesk, pane: SourcePane, window: QWidget
    ) -> None:
        super().__init__(window)
        self.session, self.writing, self.pane = session, writing, pane
        self._window = window
        self.pasting = PasteDesk(session, writing, pane, self)
        self.asking = AltBar(session.look)
        source = pane.banner.parentWidget()
        layout = source.layout() if source is not None else None
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(layout.indexOf(pane.banner) + 1, self.asking)
        self._to_ask: list[Attached | str] = []  # files of the course, addresses of the web
        self._images: dict[str, QImage] = {}
        self._asked: Attached | str | None = None
        self._near = 0
        self._shrunk: Done | None = None
        self._afterwards: Message | None = None
        pane.editor.media_offered.connect(self.take)
        self.pasting.wordless.connect(self._ask_about)
        self.asking.said.connect(self._say)
        self.asking.left.connect(self._ask_next)
        self.asking.shrink_wanted.connect(self._shrink)
        self.asking.undo_wanted.connect(self._unshrink)
        writing.shown.connect(lambda _: self._stop_asking())
        session.acted.connect(self._tell_cleaned)

    def take(self, offer: Offer, then: Then | None = None) -> None:
        """Judge what was offered, store it, then name it in the lesson at its place.

        Where `then` takes what is kept, and says so, nothing is put into the text.
        """
        log, lesson, editor = self.writing.log, self.writing.lesson, self.pane.editor
        if log is None or lesson is None or editor.isReadOnly():
            return
        place = min(offer.place, len(editor.text()))
        cursor = editor.lesson.cursor(place, place)
        coming = _Coming(log, lesson, cursor, editor.times_shown, then)
        self.session.reading.do(lambda _: _judged(offer, coming), self._store)

    # -- into the course, then into the text

    def _store(self, coming: _Coming) -> None:
        if not coming.judged:
            if coming.then is not None:
                coming.then([])
            self._tell(coming)
            return
        self.session.store.do(lambda ws: _attached(ws, coming), self._put)

    def _put(self, coming: _Coming) -> None:
        self.placed.emit({one.path: sha_of(one.judged.data) for one in coming.attached})
        self.session.arrived.emit()
        editor = self.pane.editor
        if editor.times_shown != coming.shown or self.writing.lesson != coming.lesson:
            self._tell(coming, elsewhere=True)
            return
        if coming.then is not None and coming.then(coming.attached):
            self._tell(coming)
            return
        place = editor.lesson.points(coming.cursor.position())
        words = "\n\n".join(_named(one) for one in coming.attached)
        if words:
            self._insert(words, place)
        self._tell(coming)
        self._near = place
        self._images = coming.images
        self._to_ask = [*_pictures(coming.attached)]
        self._asked = None
        self._ask_next()

    def _insert(self, words: str, place: int) -> None:
        """Put words at a place; whoever went on elsewhere meanwhile stays there."""
        editor = self.pane.editor
        text, (anchor, caret) = editor.text(), editor.selection()
        begins = place == 0 or text[place - 1] == "\n"
        goes_on = place < len(text) and text[place] != "\n"
        made = (Edit(place, 0, f"{words}\n\n" if begins and goes_on else words),)
        if caret == place:
            editor.change(made, place + len(words), place + len(words))
            editor.ensureCursorVisible()
        else:
            editor.change(made, followed(anchor, made), followed(caret, made))

    def _tell(self, coming: _Coming, *, elsewhere: bool = False) -> None:
        """Say what was refused, and what was changed in files that are no pictures."""
        told = [" ".join(part for part in words_of(one) if part) for one in coming.refused]
        kept = [one for one in coming.attached if one.judged.kind.family != "picture" or elsewhere]
        remarks = [" ".join((f"“{a.judged.name}”:", *a.judged.remarks)) for a in kept
                   if a.judged.remarks]  # fmt: skip
        if elsewhere and coming.attached:
            title = say("Kept as files of the course")
            remarks.insert(0, say("Another lesson was opened before they could be put in."))
        elif told:
            title = say_many("One file was not taken", "{count} files were not taken", len(told))
        else:
            title = say("Taken in, with a change")
        if told or remarks:
            said = [*told, *remarks]
            left = len(said) - _TOLD
            more = say_many("And {count} more.", "And {count} more.", left) if left > 0 else ""
            tone = Tone.WARN if told else Tone.INFO
            message = Message(tone, title, " ".join((*said[:_TOLD], more)).strip())
            asks = bool(_pictures(coming.attached))
            if asks and not elsewhere and self.pane.height() < self.session.look.px(_ROOM):
                self._afterwards = message  # one thing at a time where there is little room
            else:
                self.pane.banner.show_message(message)

    def _tell_cleaned(self, changes: Changes) -> None:
        """Say what naming a version took out of files before others get them."""
        told = told_of(changes) if "version.named" in changes.kinds else ""
        if told:
            title = say("Places stay with you")
            self.pane.banner.show_message(Message(Tone.INFO, title, told, icon="shield-check"))

    # -- what it shows

    def _ask_about(self, wordless: list[Attached | str], place: int) -> None:
        """Ask what pictures show that came with pasted words, those that are not asked about yet.

        The checks remember what is put off, and what is beyond the first few.
        """
        editor, asked = self.pane.editor, wordless[:_MOST_ASKED]
        shown, stood = editor.times_shown, editor.selection()
        kept = [one.judged for one in asked if isinstance(one, Attached)]

        def begin(images: dict[str, QImage]) -> None:
            if editor.times_shown != shown:
                return
            self._to_ask += asked
            self._images |= images
            self._near = place
            if self._asked is None:  # whoever writes on already is not called away
                self._ask_next(focus=editor.selection() == stood)

        self.session.reading.do(lambda _: _drawn(kept), begin)

    def _ask_next(self, *, focus: bool = True) -> None:
        self._shrunk = None
        if not self._to_ask:
            if self._afterwards is not None:
                self.pane.banner.show_message(self._afterwards)
            self._asked = self._afterwards = None
            self.pane.editor.setFocus()
            return
        one = self._asked = self._to_ask.pop(0)
        if isinstance(one, str):
            told = say("It lies on the web: learners see a link with these words.")
            self.asking.ask(one, told, None)
        else:
            self._ask_about_file(one)
        if focus and (self.pane.editor.hasFocus() or self.pane.editor.isVisible()):
            self.asking.field.setFocus()

    def _ask_about_file(self, one: Attached) -> None:
        judged = one.judged
        shrink = ""
        if may_shrink(judged.kind, len(judged.data), judged.pixels):
            size = in_words(len(judged.data))
            shrink = say("It has {size}, more than a lesson needs.", size=size)
        told = " ".join(judged.remarks)
        self.asking.ask(judged.name, told, self._images.get(judged.name), shrink=shrink)

    def _stop_asking(self) -> None:
        self._to_ask, self._asked = [], None
        self.asking.hide()
        if self._afterwards is not None:
            self.pane.banner.show_message(self._afterwards)
        self._afterwards = None

    def _say(self, words: str) -> None:
        """Write the words between the brackets, as a step of its own."""
        asked, editor = self._asked, self.pane.editor
        text = editor.text()
        address = asked.address if isinstance(asked, Attached) else asked
        start = place_without_words(text, address, self._near) if address else None
        if start is not None:
            caret = editor.selection()[1]
            made = tuple(edits(text, with_words(text, start, words)))
            caret = followed(caret, made)
            editor.change(made, caret, caret)
        self._ask_next()

    # -- a smaller copy

    def _shrink(self) -> None:
        asked, log = self._asked, self.writing.log
        if not isinstance(asked, Attached) or log is None:
            return
        data, path = asked.judged.data, asked.path

        def store(judged: Judged) -> None:
            self.session.act(
                lambda ws: self._noted(replace_file(ws, course_now(ws, log), path, judged)),
                lambda _: self._say_shrunk(asked, judged),
            )

        self.session.reading.do(
            lambda _: _smaller(data, path),
            lambda judged: self.writing.seal(lambda: store(judged)),
            lambda error: self.asking.show_told(words_of(error)[0]),
        )

    def _noted(self, done: Done) -> Changes:
        self._shrunk = done
        return done.changes

    def _say_shrunk(self, asked: Attached, judged: Judged) -> None:
        before, after = in_words(len(asked.judged.data)), in_words(len(judged.data))
        self._follow_address()
        self.asking.show_told(
            say("{before} before, {after} now.", before=before, after=after), undo=True
        )

    def _follow_address(self) -> None:
        """Know the picture by its new address, where its suffix changed."""
        asked = self._asked
        if not isinstance(asked, Attached) or self._shrunk is None:
            return
        name = self._shrunk.path.rpartition("/")[2]
        folder = asked.address.rpartition("/")[0]
        address = f"{folder}/{name}" if folder else name
        self._asked = Attached(self._shrunk.path, address, asked.judged, asked.changes)

    def _unshrink(self) -> None:
        done, log, asked = self._shrunk, self.writing.log, self._asked
        if done is None or log is None or not isinstance(asked, Attached):
            return
        self._shrunk = None
        old = done.undo.files[0].path
        address = asked.address.rpartition("/")[0]
        name = old.rpartition("/")[2]
        self._asked = Attached(
            old, f"{address}/{name}" if address else name, asked.judged, asked.changes
        )
        undo = done.undo
        self.writing.seal(
            lambda: self.session.act(
                lambda ws: take_back(ws, course_now(ws, log), undo),
                lambda _: self.asking.show_told(say("It is as large as before.")),
            )
        )


def _judged(offer: Offer, coming: _Coming) -> _Coming:
    """Read and judge what was offered, beside the typing; one refused holds up no other."""
    from app.flows.media.media_judging import judge, read_file

    many = len(offer.files) > _MOST_AT_ONCE
    files = offer.files[:_MOST_AT_ONCE]
    given: list[tuple[str, bytes | Path]] = [(path.name, path) for path in files]
    if offer.picture:
        given.insert(0, (time.strftime("picture-%Y%m%d-%H%M%S.png"), offer.picture))
    for name, what in given:
        try:
            data = read_file(what) if isinstance(what, Path) else what
            one = judge(name, data)
            coming.judged.append(one)
            if one.kind.family == "picture" and len(coming.images) < _DRAWN:
                coming.images |= _drawn([one])
        except CoursefolkError as error:
            coming.refused.append(error)
    if many:
        left = len(offer.files) - _MOST_AT_ONCE
        coming.refused.append(_too_many(left))
    return coming


def _pictures(attached: list[Attached]) -> list[Attached]:
    return [one for one in attached if one.judged.kind.family == "picture"]


def _drawn(pictures: list[Judged]) -> dict[str, QImage]:
    """Draw pictures small, by their names; those that cannot be drawn are left out."""
    drawn = {one.name: picture(one.data, _THUMBNAIL_WIDTH) for one in pictures}
    return {name: image for name, image in drawn.items() if image is not None}


def _smaller(data: bytes, path: str) -> Judged:
    from app.shell.media.media_shrinking import smaller

    return smaller(data, path)


def _too_many(left: int) -> CoursefolkError:
    return BadInput(
        say_many(
            "{most} files are taken at once; {count} was left out.",
            "{most} files are taken at once; {count} were left out.",
            left,
            most=_MOST_AT_ONCE,
        ),
        safe=say("Those before them are in the course."),
        mend=say("Drop the others again."),
    )


def _attached(ws: Workspace, coming: _Coming) -> _Coming:
    for judged in coming.judged:
        try:
            course = course_now(ws, coming.log)
            one = attach_judged(ws, course, coming.lesson, judged)
        except CoursefolkError as error:
            coming.refused.append(error)
            continue
        coming.attached.append(one)
    return coming


def _named(one: Attached) -> str:
    """Name a file as Markdown: what is seen or heard as a picture, all else as a link."""
    target, kind = written_address(one.address), one.judged.kind
    words = re.sub(r"([\\\[\]])", r"\\\1", one.judged.name)
    if kind.family == "picture":
        return f"![]({target})"
    if kind.shown and kind.family in ("sound", "film"):
        return f"![{words.rpartition('.')[0] or words}]({target})"
    return f"[{words}]({target})"

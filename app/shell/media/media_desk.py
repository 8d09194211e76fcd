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
from PySide6.QtWidgets import QWidget

from app.flows.changes import Changes
from app.flows.lesson.following import course_now
from app.flows.media.attaching import Attached, attach_judged
from app.flows.media.media_cleaning import told_of
from app.session import Session, words_of
from app.shell.media.alt_desk import AltDesk, drawn
from app.shell.writing.paste_desk import PasteDesk
from app.shell.writing.writing_desk import WritingDesk
from editor.markdown.media_text import written_address
from editor.panels.kit.banner import Message
from editor.panels.kit.labels import Tone
from editor.panels.source.pane import SourcePane
from editor.panels.source.pasting import Offer
from editor.writing.change import followed
from sync.merge.edits import Edit
from sync.model.errors import BadInput, CoursefolkError
from sync.model.ids import LogId, NodeId, sha_of
from sync.model.language import say, say_many
from sync.workspace.opening import Workspace

if TYPE_CHECKING:
    from app.flows.media.media_judging import Judged

_MOST_AT_ONCE, _TOLD, _DRAWN, _ROOM = 40, 3, 8, 520
Then = Callable[[list[Attached]], bool]
"""Takes what is kept, and says whether it did."""


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
        self.pasting = PasteDesk(session, writing, pane, self)
        self.words = AltDesk(session, writing, pane, self)
        self._afterwards: Message | None = None
        pane.editor.media_offered.connect(self.take)
        self.pasting.wordless.connect(self.words.ask_about_pasted)
        self.words.rested.connect(self._tell_afterwards)
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
        self.words.ask_about(_pictures(coming.attached), place, coming.images)

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
        remarks = [" ".join((f"“{a.judged.given}”:", *a.judged.remarks)) for a in kept
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

    def _tell_afterwards(self) -> None:
        message, self._afterwards = self._afterwards, None
        if message is not None:
            self.pane.banner.show_message(message)

    def _tell_cleaned(self, changes: Changes) -> None:
        """Say what naming a version took out of files before others get them."""
        told = told_of(changes) if "version.named" in changes.kinds else ""
        if told:
            title = say("Places stay with you")
            self.pane.banner.show_message(Message(Tone.INFO, title, told, icon="shield-check"))


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
                coming.images |= drawn([one])
        except CoursefolkError as error:
            coming.refused.append(error)
    if many:
        left = len(offer.files) - _MOST_AT_ONCE
        coming.refused.append(_too_many(left))
    return coming


def _pictures(attached: list[Attached]) -> list[Attached]:
    return [one for one in attached if one.judged.kind.family == "picture"]


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

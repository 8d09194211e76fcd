"""A comment with its answers; all that can be said about it happens in place."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QContextMenuEvent, QTextCursor
from PySide6.QtWidgets import QLayout, QMenu, QWidget

from editor.panels.cards.form import Form
from editor.panels.cards.runs import shortened
from editor.panels.comments.card import NoteCard
from editor.panels.comments.closing import ClosingLine
from editor.panels.comments.grip import Grip
from editor.panels.comments.naming import Naming
from editor.panels.comments.parts import heading, link, links, name_of, quoted, words_of
from editor.panels.comments.resolving import ResolveForm
from editor.panels.comments.values import CommentThread, Remark
from editor.panels.comments.wording import Wording
from editor.panels.kit.arrange import column
from editor.panels.kit.frames import Hairline
from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.look import Look
from sync.model.language import mark, say
from sync.model.payloads import About

_EDIT = "edit "
"""Begins the kind of words that are written anew; the id of what they are follows."""
_ABOUT: dict[About, str] = {
    "block": mark("On this block"),
    "picture": mark("On this picture"),
    "option": mark("On this answer"),
    "lesson": mark("On the whole lesson"),
    "course": mark("On the course"),
}
_DEEDS = {
    "closed": mark("{person} had closed it"),
    "reopened": mark("{person} opened it again"),
    "confirmed": mark("{person} said that it was answered"),
}
_MY_DEEDS = {
    "closed": mark("You had closed it"),
    "reopened": mark("You opened it again"),
    "confirmed": mark("You said that it was answered"),
}


def nobody() -> Sequence[str]:
    """Name nobody: where no people are known that could be spoken to."""
    return ()


class ThreadCard(NoteCard):
    """Show a thread: `replied(text)`, `resolved(verdict, why)`, `redact_wanted(words)`,
    `reopened(why)`, `confirmed`, `edited(id, text)`; of one in the tray `put_wanted`.

    The words stay in their form until `answered`: the store may refuse them. A thread whose text is
    gone says so, unless it is `in_tray`, where all are. `people` names who can be spoken to.
    """

    replied = Signal(str)
    resolved = Signal(str, str)
    redact_wanted = Signal(str)
    reopened = Signal(str)
    confirmed = Signal()
    edited = Signal(str, str)
    put_wanted = Signal()
    dragging = Signal(bool)

    def __init__(
        self,
        look: Look,
        thread: CommentThread,
        *,
        in_tray: bool = False,
        people: Callable[[], Sequence[str]] = nobody,
    ) -> None:
        super().__init__(look)
        self._in_tray, self._people = in_tray, people
        self._thread: CommentThread | None = None
        # Made when they are first opened: a text may have hundreds of comments.
        self._resolve: ResolveForm | None = None
        self._forms_made: dict[str, Form] = {}
        self.show_thread(thread)

    def show_thread(self, thread: CommentThread) -> None:
        """Show the thread as it is now; what is being written in the card stays."""
        if thread == self._thread:
            return
        self._thread = thread
        name = name_of(thread.face)
        self.setAccessibleName(
            say(
                "Comment by {person}, {when}: {words}",
                person=name,
                when=thread.when,
                words=shortened(thread.text, 200),
            )
        )
        head = heading(self.look, thread.face, name, thread.when, thread.waiting)
        if self._in_tray and thread.may_answer:
            grip = Grip(self.look, str(thread.id), thread.quote)
            grip.dragging.connect(self.dragging)
            head.addWidget(grip)
        parts: list[QWidget | QLayout] = [head, *self._what_about(thread)]
        mine = ""
        if thread.face.me and thread.closing is not None and thread.may_answer:
            mine = say("Edit your comment")
        parts.append(self._wording(str(thread.id), thread.text, thread.redacted, thread, mine))
        parts += [Label(line, Voice.SMALL, wrap=True) for line in self._where(thread)]
        parts += [self._answer(remark, thread) for remark in thread.replies]
        if thread.closing is not None:
            parts.append(self._closing_line(thread))
        elif thread.may_answer:
            parts.append(self._links(name, thread))
        self.refill(*parts)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to take its words out for good."""
        thread = self._thread
        if thread is None or not thread.text.strip():
            return
        menu = QMenu(self)
        menu.addAction(say("Take out its words…"), lambda: self.redact_wanted.emit(thread.text))
        menu.exec(event.globalPos())
        menu.deleteLater()

    # -- what is being written in it

    def unsent(self) -> tuple[str, str] | None:
        """Give the reply, reason or new wording that is being written."""
        for kind, form in self._all_forms():
            if form.words() and form.words() != self._wording_of(kind):
                return kind, form.words()
        return None

    @property
    def is_writing(self) -> bool:
        """Tell whether words are being written in the card that were not sent."""
        shown = ((kind, form) for kind, form in self._all_forms() if form.isVisibleTo(self))
        return any(form.words() not in ("", self._wording_of(kind)) for kind, form in shown)

    def write_again(self, kind: str, words: str) -> None:
        """Open the form in which words were written before."""
        closed = self._thread is None or self._thread.closing is not None
        if closed and kind in ("reply", "resolve"):
            return
        if kind == "resolve":
            self._resolve_form().write(words)
            self._open(self._resolve)
        else:
            form = self._form(kind)
            form.field.setPlainText(words)
            self._open(form)

    def answered(self) -> None:
        """Close the forms, and empty them: what was sent is in the store."""
        for _, form in self._all_forms():
            if form.isVisibleTo(self):
                form.empty()
        self._leave()

    def _all_forms(self) -> list[tuple[str, Form | ResolveForm]]:
        made: list[tuple[str, Form | ResolveForm]] = list(self._forms_made.items())
        return made if self._resolve is None else [*made, ("resolve", self._resolve)]

    def _wording_of(self, kind: str) -> str:
        """Give what something says today that is being worded anew; '' of anything else."""
        thread, ident = self._thread, kind.removeprefix(_EDIT)
        if thread is None or not kind.startswith(_EDIT):
            return ""
        said = {str(thread.id): thread.text, **{one.id: one.text for one in thread.replies}}
        if thread.closing is not None:
            said[thread.closing.id] = thread.closing.why
        return said.get(ident, "").strip()

    # -- what it shows

    def _what_about(self, thread: CommentThread) -> list[QWidget]:
        found: list[QWidget] = []
        if thread.about in _ABOUT:
            found.append(Label(say(_ABOUT[thread.about]), Voice.SMALL))
        if thread.quote.strip():
            found.append(quoted(self.look, words_of(thread.about, thread.quote)))
        return found

    def _where(self, thread: CommentThread) -> list[str]:
        lines = []
        if thread.only_here:
            lines.append(say("Only on this laptop: it is from before the course was shared."))
        if thread.to_me:
            lines.append(say("It speaks to you."))
        if thread.only_in_draft:
            lines.append(say("It is on words of today’s draft; this version does not have them."))
        if thread.start is None and not self._in_tray:
            lines.append(say("The text it was on is gone; it is kept here."))
        if thread.came_from and thread.start is None:
            lines.append(say("It was in “{lesson}”, which was removed.", lesson=thread.came_from))
        elif thread.came_from:
            lines.append(say("Its text came from “{lesson}”.", lesson=thread.came_from))
        return lines

    def _wording(
        self, ident: str, text: str, redacted: str, said: CommentThread | Remark, editable: str
    ) -> Wording:
        made = Wording(self.look, text, redacted, said.earlier, editable=editable)
        made.edit_wanted.connect(partial(self._write, _EDIT + ident))
        made.grown.connect(self.grown)
        return made

    def _answer(self, remark: Remark, thread: CommentThread) -> QLayout:
        head = heading(self.look, remark.face, name_of(remark.face), remark.when)
        parts: list[QWidget] = []
        if remark.deed != "said":
            deeds = _MY_DEEDS if remark.face.me else _DEEDS
            told = say(deeds[remark.deed], person=remark.face.name)
            parts.append(Label(told, Voice.SMALL, wrap=True))
        own = remark.face.me and remark.id and thread.may_answer
        mine = say("Edit your reply: {words}", words=shortened(remark.text, 60)) if own else ""
        parts.append(self._wording(remark.id, remark.text, remark.redacted, remark, mine))
        return column(self.look, 3, Hairline(self.look), 3, head, *parts, gap=5)

    def _closing_line(self, thread: CommentThread) -> ClosingLine:
        assert thread.closing is not None
        line = ClosingLine(self.look, thread, thread.closing)
        line.confirmed.connect(self.confirmed)
        line.reopen_wanted.connect(partial(self._write, "reopen"))
        line.edit_wanted.connect(partial(self._write, _EDIT + thread.closing.id))
        return line

    def _links(self, name: str, thread: CommentThread) -> QLayout:
        told = say("Reply to the comment by {person}", person=name)
        answer = link(self.look, say("Reply"), told)
        answer.chosen.connect(partial(self._write, "reply"))
        told = say("Resolve the comment by {person}", person=name)
        close = link(self.look, say("Resolve…"), told)
        close.chosen.connect(self._close)
        more = []
        if thread.face.me:
            edit = link(self.look, say("Edit"), say("Edit your comment"))
            edit.chosen.connect(partial(self._write, _EDIT + str(thread.id)))
            more.append(edit)
        if self._in_tray:
            told = say("Put it here, on the selected words: the comment by {person}", person=name)
            put = link(self.look, say("Put it here"), told)
            put.setToolTip(say("Select words in the text first, or drag it there"))
            put.chosen.connect(self.put_wanted)
            more.append(put)
        return links(self.look, answer, close, *more)

    # -- forms

    def _write(self, kind: str) -> None:
        form = self._form(kind)
        if not form.words():
            form.field.setPlainText(self._wording_of(kind))
            form.field.moveCursor(QTextCursor.MoveOperation.End)
        self._open(form)
        form.field.setFocus()

    def _close(self) -> None:
        form = self._resolve_form()
        self._open(form)
        form.focus_first()

    def _form(self, kind: str) -> Form:
        if kind not in self._forms_made:
            form = self._forms_made[kind] = _new_form(self.look, kind)
            form.sent.connect(partial(self._send, kind))
            form.left.connect(partial(self._leave_form, kind))
            Naming(self.look, form.field, self._people)
            self.add_form(form)
        return self._forms_made[kind]

    def _resolve_form(self) -> ResolveForm:
        if self._resolve is None:
            self._resolve = ResolveForm(self.look, self._people)
            self._resolve.resolved.connect(self.resolved)
            self._resolve.left.connect(self._leave)
            self.add_form(self._resolve)
        return self._resolve

    def _send(self, kind: str, words: str) -> None:
        if kind == "reply":
            self.replied.emit(words)
        elif kind == "reopen":
            self.reopened.emit(words)
        elif words == self._wording_of(kind):
            self.answered()
        else:
            self.edited.emit(kind.removeprefix(_EDIT), words)

    def _leave_form(self, kind: str) -> None:
        if kind.startswith(_EDIT):
            self._forms_made[kind].empty()
        self._leave()

    def _open(self, form: QWidget | None) -> None:
        for _, each in self._all_forms():
            self.show_form(each, each is form)

    def _leave(self) -> None:
        inside = self.has_focus_inside
        self._open(None)
        if inside:
            self.setFocus()


def _new_form(look: Look, kind: str) -> Form:
    if kind == "reply":
        return Form(look, say("Your reply"), say("Reply"), needed=say("Write a reply first."))
    if kind == "reopen":
        return Form(
            look,
            say("Why it is open again"),
            say("Reopen"),
            hint=say("What is still missing?"),
            needed=say("Say why, so that others can follow."),
        )
    needed = say("Write something: what it said stays in its history.")
    return Form(look, say("What it says from now on"), say("Save"), needed=needed)

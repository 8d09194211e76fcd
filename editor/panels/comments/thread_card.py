"""A comment with its answers; to answer and to resolve it happens in place."""

# ruff: noqa: N802
from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QLayout, QMenu, QWidget

from editor.panels.cards.form import Form
from editor.panels.cards.runs import shortened
from editor.panels.comments.card import NoteCard
from editor.panels.comments.parts import heading, link, links, name_of, quoted, said
from editor.panels.comments.resolving import ResolveForm
from editor.panels.comments.values import Closing, CommentThread, Remark
from editor.panels.kit.arrange import column, row
from editor.panels.kit.frames import Hairline
from editor.panels.kit.labels import IconLabel, Label, Voice
from editor.panels.kit.look import Look
from sync.model.language import say


class ThreadCard(NoteCard):
    """Show a thread; `replied(text)`, `resolved(verdict, why)`, `redact_wanted(words)`.

    The words stay in their form until `answered`: the store may refuse them. A thread whose text is
    gone says so, unless it is `in_tray`, where all are.
    """

    replied = Signal(str)
    resolved = Signal(str, str)
    redact_wanted = Signal(str)

    def __init__(self, look: Look, thread: CommentThread, *, in_tray: bool = False) -> None:
        super().__init__(look)
        self._in_tray = in_tray
        self._thread: CommentThread | None = None
        # Made when they are first opened: a text may have hundreds of comments.
        self._reply: Form | None = None
        self._resolve: ResolveForm | None = None
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
        parts: list[QWidget | QLayout] = [
            heading(self.look, thread.face, name, thread.when, thread.waiting)
        ]
        if thread.quote.strip():
            parts.append(quoted(self.look, thread.quote))
        parts += said(thread.text, thread.redacted)
        if thread.start is None and not self._in_tray:
            gone = say("The text it was on is gone; it is kept here.")
            parts.append(Label(gone, Voice.SMALL, wrap=True))
        parts += [_answer(self.look, remark) for remark in thread.replies]
        if thread.closing is not None:
            parts.append(_closing(self.look, thread.closing))
        else:
            parts.append(self._links(name))
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

    def unsent(self) -> tuple[str, str] | None:
        """Give the reply or the reason that is being written."""
        for kind, form in (("reply", self._reply), ("resolve", self._resolve)):
            if form is not None and form.words():
                return kind, form.words()
        return None

    def write_again(self, kind: str, words: str) -> None:
        """Open the form in which words were written before."""
        if self._thread is None or self._thread.closing is not None:
            return
        if kind == "reply":
            self._reply_form().field.setPlainText(words)
            self._open(self._reply)
        else:
            self._resolve_form().write(words)
            self._open(self._resolve)

    def answered(self) -> None:
        """Close the forms, and empty them: what was sent is in the store."""
        for form in (self._reply, self._resolve):
            if form is not None and form.isVisibleTo(self):
                form.empty()
        self._leave()

    def _links(self, name: str) -> QLayout:
        told = say("Reply to the comment by {person}", person=name)
        answer = link(self.look, say("Reply"), told)
        answer.chosen.connect(self._answer)
        told = say("Resolve the comment by {person}", person=name)
        close = link(self.look, say("Resolve…"), told)
        close.chosen.connect(self._close)
        return links(self.look, answer, close)

    def _answer(self) -> None:
        form = self._reply_form()
        self._open(form)
        form.field.setFocus()

    def _close(self) -> None:
        form = self._resolve_form()
        self._open(form)
        form.focus_first()

    def _reply_form(self) -> Form:
        if self._reply is None:
            self._reply = Form(
                self.look, say("Your reply"), say("Reply"), needed=say("Write a reply first.")
            )
            self._reply.sent.connect(self.replied)
            self._reply.left.connect(self._leave)
            self.add_form(self._reply)
        return self._reply

    def _resolve_form(self) -> ResolveForm:
        if self._resolve is None:
            self._resolve = ResolveForm(self.look)
            self._resolve.resolved.connect(self.resolved)
            self._resolve.left.connect(self._leave)
            self.add_form(self._resolve)
        return self._resolve

    def _open(self, form: QWidget | None) -> None:
        for each in (self._reply, self._resolve):
            if each is not None:
                self.show_form(each, each is form)

    def _leave(self) -> None:
        inside = self.has_focus_inside
        self._open(None)
        if inside:
            self.setFocus()


def _answer(look: Look, remark: Remark) -> QLayout:
    head = heading(look, remark.face, name_of(remark.face), remark.when)
    text = said(remark.text, remark.redacted)
    return column(look, 3, Hairline(look), 3, head, *text, gap=5)


def _closing(look: Look, closing: Closing) -> QLayout:
    done = closing.verdict == "done"
    sign = IconLabel(
        look, "circle-check" if done else "circle-minus", "ok" if done else "text2", 15
    )
    told = f"{_verdict(closing)}: {closing.why}" if closing.why else _verdict(closing)
    return row(look, sign, (Label(told, Voice.SMALL, wrap=True), 1), gap=7)


def _verdict(closing: Closing) -> str:
    done, name = closing.verdict == "done", closing.face.name
    if closing.face.me:
        return say("Done, you say") if done else say("Will not be done, you say")
    if done:
        return say("Done, says {person}", person=name)
    return say("Will not be done, says {person}", person=name)

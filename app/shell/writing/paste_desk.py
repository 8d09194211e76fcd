"""Words that were copied with a format: read beside the typing, put in as Markdown."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.session import Session
from app.shell.writing.writing_desk import WritingDesk
from editor.markdown.media_text import place_without_words
from editor.panels.kit.banner import Message
from editor.panels.kit.labels import Tone
from editor.panels.source.html_paste import put_in
from editor.panels.source.pane import SourcePane
from editor.panels.source.pasting import Copied
from sync.model.language import mark, say, say_many
from sync.workspace.opening import Workspace

if TYPE_CHECKING:
    from app.flows.media.attaching import Attached
    from app.flows.media.pasting import Taken
    from editor.writing.paste.clipboard import Pasted

_GONE = mark("Another lesson was opened before it was ready. Paste it again there.")


class PasteDesk(QObject):
    """Joins the editor with the thread that reads HTML, and with the store of pictures.

    Pictures that lie on this computer are read only after the person said so, in the banner.
    `wordless(pictures, place)` names those of which nothing says what they show: files that are
    kept with the course, and addresses of the web.
    """

    wordless = Signal(object, int)

    def __init__(
        self, session: Session, writing: WritingDesk, pane: SourcePane, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._writing, self._pane = session, writing, pane
        self._asked: tuple[Copied, Pasted] | None = None
        pane.editor.takes_html = True
        pane.editor.html_offered.connect(self._read)
        pane.banner.action_chosen.connect(self._answered)
        pane.banner.closed.connect(partial(self._answered, "leave"))

    def _read(self, copied: Copied) -> None:
        html, plain = copied.html, copied.plain
        self._session.reading.do(
            lambda _: _markdown(html, plain),
            partial(self._ready, copied),
            lambda error: self._failed(copied, error),
        )

    def _ready(self, copied: Copied, pasted: Pasted) -> None:
        names = [one.file for one in pasted.pictures if one.file]
        if names:
            self._ask(copied, pasted)
        elif any(not one.web for one in pasted.pictures):
            self._take(copied, pasted, with_files=False)
        else:
            self._put(copied, pasted)

    def _ask(self, copied: Copied, pasted: Pasted) -> None:
        from app.flows.media.pasting import files_named

        self._answered("leave")
        self._asked = copied, pasted
        names = files_named(pasted)
        count = len(names)
        shown = ", ".join(names[:3]) + "…" * (count > 3)
        self._pane.banner.show_message(
            Message(
                Tone.INFO,
                say_many(
                    "What you pasted shows a picture from this computer",
                    "What you pasted shows {count} pictures from this computer",
                    count,
                ),
                say(
                    "{names}. It is put in as soon as you say whether the course may have a copy.",
                    names=shown,
                ),
                (
                    ("take", say_many("Take it in", "Take them in", count)),
                    ("leave", say_many("Leave it out", "Leave them out", count)),
                ),
                "image",
            )
        )

    def _answered(self, way: str) -> None:
        asked, self._asked = self._asked, None
        self._pane.banner.show_message(None)
        if asked is not None:
            self._pane.editor.setFocus()
            self._take(*asked, with_files=way == "take")

    def _take(self, copied: Copied, pasted: Pasted, *, with_files: bool) -> None:
        log, lesson = self._writing.log, self._writing.lesson
        if log is None or lesson is None or copied.shown != self._pane.editor.times_shown:
            self._say(say("Nothing was pasted"), say(_GONE))
            return

        def store(ws: Workspace) -> Taken:
            from app.flows.media.pasting import take_in

            name = time.strftime("picture-%Y%m%d-%H%M%S")
            return take_in(ws, log, lesson, pasted, name, with_files=with_files)

        def then(taken: Taken) -> None:
            remark = pasted.remark
            if taken.left and not (_only_files(pasted, taken.left) and not with_files):
                remark = f"{remark} {_left_words(taken.left)}".strip()
            whole = replace(pasted, text=taken.text, remark=remark)
            self._put(copied, whole, taken.wordless)
            self._session.arrived.emit()

        self._session.store.do(store, then, lambda error: self._failed(copied, error))

    def _put(self, copied: Copied, pasted: Pasted, kept: tuple[Attached, ...] = ()) -> None:
        editor = self._pane.editor
        if not put_in(editor, copied, pasted):
            self._say(say("Nothing was pasted"), say(_GONE))
            return
        if pasted.remark:
            self._say(say("Pasted, but not quite as it was"), pasted.remark)
        web = [one.web for one in pasted.pictures if one.web]
        web = [one for one in web if place_without_words(pasted.text, one) is not None]
        if kept or web:
            place = editor.lesson.points(copied.caret.position())
            self.wordless.emit([*kept, *web], place)

    def _failed(self, copied: Copied, error: BaseException) -> None:
        """Paste the words at least, and tell what happened."""
        from editor.writing.paste.clipboard import Pasted

        put_in(self._pane.editor, copied, Pasted(copied.plain))
        self._session.failed.emit(error)

    def _say(self, title: str, text: str) -> None:
        self._pane.banner.show_message(Message(Tone.INFO, title, text, icon="info"))


def _markdown(html: str, plain: str) -> Pasted:
    from editor.writing.paste.clipboard import from_clipboard

    return from_clipboard(html, plain)


def _only_files(pasted: Pasted, left: int) -> bool:
    """Tell whether all that is left out are files, which were not asked for."""
    return left == sum(bool(one.file) for one in pasted.pictures)


def _left_words(left: int) -> str:
    return say_many(
        "A picture could not be taken in; its description stands in its place.",
        "{count} pictures could not be taken in; their descriptions stand in their places.",
        left,
    )

"""Words that were copied with a format: read beside the typing, put in as Markdown."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.session import Session
from app.shell.writing.writing_desk import WritingDesk
from editor.markdown.media_text import place_without_words
from editor.panels.kit.banner import Message
from editor.panels.kit.labels import Tone
from editor.panels.source.html_paste import Put, put_in, put_pictures
from editor.panels.source.pane import SourcePane
from editor.panels.source.pasting import Copied
from sync.model.language import mark, say, say_many
from sync.workspace.opening import Workspace

if TYPE_CHECKING:
    from app.flows.media.attaching import Attached
    from app.flows.media.pasting import Taken
    from editor.writing.paste.clipboard import Pasted
    from editor.writing.paste.pictures import Picture

_GONE = mark("Another lesson was opened before it was ready. Paste it again there.")


@dataclass(frozen=True)
class _Asked:
    """Pictures of this computer that were asked for, and the words that they came with."""

    shown: int
    put: Put
    pictures: list[Picture]


class PasteDesk(QObject):
    """Joins the editor with the thread that reads HTML, and with the store of pictures.

    The words go in at once. Pictures that lie on this computer are read only after the person
    said so, in the banner, and then take the place of their words.
    `wordless(pictures, place)` names those of which nothing says what they show: files that are
    kept with the course, and addresses of the web.
    """

    wordless = Signal(object, int)

    def __init__(
        self, session: Session, writing: WritingDesk, pane: SourcePane, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._writing, self._pane = session, writing, pane
        self._asked: _Asked | None = None
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
        if any(not (one.web or one.file) for one in pasted.pictures):
            self._take(copied, pasted)
        else:
            self._put(copied, pasted)

    def _take(self, copied: Copied, pasted: Pasted) -> None:
        """Keep the pictures that were copied whole, then put all in."""
        log, lesson = self._writing.log, self._writing.lesson
        if log is None or lesson is None or copied.shown != self._pane.editor.times_shown:
            self._say(say("Nothing was pasted"), say(_GONE))
            return

        def store(ws: Workspace) -> Taken:
            from app.flows.media.pasting import take_in

            return take_in(ws, log, lesson, pasted, _name())

        def then(taken: Taken) -> None:
            remark = _left_words(taken.left) if taken.left else ""
            whole = replace(pasted, text=taken.text, remark=f"{pasted.remark} {remark}".strip())
            self._put(copied, whole, taken.wordless)
            self._session.arrived.emit()

        self._session.store.do(store, then, lambda error: self._failed(copied, error))

    def _put(self, copied: Copied, pasted: Pasted, kept: tuple[Attached, ...] = ()) -> None:
        editor = self._pane.editor
        put = put_in(editor, copied, pasted)
        if put is None:
            self._say(say("Nothing was pasted"), say(_GONE))
            return
        pictures = [one for one in pasted.pictures if one.name in put.places]
        if pictures:
            self._ask(_Asked(copied.shown, put, pictures), pasted.remark)
        elif pasted.remark:
            self._say(say("Pasted, but not quite as it was"), pasted.remark)
        web = [one.web for one in pasted.pictures if one.web]
        web = [one for one in web if place_without_words(pasted.text, one) is not None]
        if kept or web:
            place = editor.lesson.points(copied.caret.position())
            self.wordless.emit([*kept, *web], place)

    # -- pictures that lie on this computer

    def _ask(self, asked: _Asked, remark: str) -> None:
        from app.flows.media.pasting import file_name

        self._asked = asked
        count = len(asked.pictures)
        shown = ", ".join(file_name(one) for one in asked.pictures[:3]) + "…" * (count > 3)
        told = say_many(
            "{names}. The words are in the lesson; the picture is read only if you take it in.",
            "{names}. The words are in the lesson; the pictures are read only if you take them in.",
            count,
            names=shown,
        )
        self._pane.banner.show_message(
            Message(
                Tone.INFO,
                say_many(
                    "What you pasted shows a picture from this computer",
                    "What you pasted shows {count} pictures from this computer",
                    count,
                ),
                f"{told} {remark}".strip(),
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
            if way == "take":
                self._take_files(asked)

    def _take_files(self, asked: _Asked) -> None:
        log, lesson = self._writing.log, self._writing.lesson
        if log is None or lesson is None or not self._still(asked):
            return

        def store(ws: Workspace) -> dict[str, Attached]:
            from app.flows.media.pasting import take_files

            return take_files(ws, log, lesson, asked.pictures, _name())

        self._session.store.do(store, partial(self._show, asked))

    def _show(self, asked: _Asked, kept: dict[str, Attached]) -> None:
        self._session.arrived.emit()
        if not self._still(asked):
            return
        editor = self._pane.editor
        addresses = {name: one.address for name, one in kept.items()}
        wordless = put_pictures(editor, asked.put, addresses)
        left = len(asked.pictures) - len(kept)
        if left:
            self._say(say("Pasted, but not quite as it was"), _left_words(left))
        if wordless:
            place = editor.lesson.points(asked.put.places[wordless[0]].position())
            self.wordless.emit([kept[name] for name in wordless], place)

    def _still(self, asked: _Asked) -> bool:
        """Tell whether the words stand where they were put; if not, say so."""
        title = say_many(
            "The picture was not put in", "The pictures were not put in", len(asked.pictures)
        )
        if asked.shown != self._pane.editor.times_shown:
            self._say(title, say(_GONE))
        elif not asked.put.stands():
            self._say(title, say("The words that came with it are not in the lesson any more."))
        else:
            return True
        return False

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


def _name() -> str:
    return time.strftime("picture-%Y%m%d-%H%M%S")


def _left_words(left: int) -> str:
    return say_many(
        "A picture could not be taken in; its description stands in its place.",
        "{count} pictures could not be taken in; their descriptions stand in their places.",
        left,
    )

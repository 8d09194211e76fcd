"""Choose a picture for the form of a picture: looked for on this computer, kept with the course."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from app.flows.media.attaching import Attached
from app.flows.media.media_budget import in_words, may_shrink
from app.shell.media.media_desk import MediaDesk
from app.shell.writing.forms_desk import FormsDesk
from editor.panels.forms.small_form import SmallForm
from editor.panels.source.pasting import Offer
from sync.model.language import say

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp")
SOUNDS_AND_FILMS = (".mp3", ".ogg", ".wav", ".m4a", ".opus", ".webm", ".mp4", ".ogv")
ADDRESS, WORDS = 0, 1
"""The fields of the form, by their places."""


class PictureDesk(QObject):
    """Joins the form of a picture with the system's picker, and with the store of files.

    One picture, sound or film goes into the form. Several, or a file of another kind, are put in
    as if they were dropped on the text, and the form closes.
    """

    def __init__(self, media: MediaDesk, forms: FormsDesk, window: QWidget) -> None:
        super().__init__(window)
        self._media, self._forms, self._window = media, forms, window
        forms.file_wanted.connect(self._choose)

    def _choose(self, form: SmallForm) -> None:
        pictures = " ".join(f"*{suffix}" for suffix in PICTURES)
        others = " ".join(f"*{suffix}" for suffix in SOUNDS_AND_FILMS)
        kinds = ";;".join(
            (
                f"{say('Pictures')} ({pictures})",
                f"{say('Sounds and films')} ({others})",
                f"{say('All files')} (*)",
            )
        )
        chosen, _ = QFileDialog.getOpenFileNames(self._window, say("Choose pictures"), "", kinds)
        if self._forms.form is not form:  # its text has changed meanwhile, and it closed
            return
        files = tuple(Path(one) for one in chosen)
        if len(files) == 1:
            form.tell(say("The file is taken in…"))
            self._media.take(Offer(form.place(), files), partial(self._fill, form))
        elif files:
            place = form.held.start
            self._forms.leave()
            self._media.take(Offer(place, files))
        else:
            form.focus_first()

    def _fill(self, form: SmallForm, attached: list[Attached]) -> bool:
        """Fill in what came; False where it is to be put into the text as what it is."""
        if self._forms.form is not form:
            return False
        form.tell("")
        if not attached:  # why, the banner says
            form.focus_first()
            return True
        judged = attached[0].judged
        family = judged.kind.family
        if family != "picture" and not (judged.kind.shown and family in ("sound", "film")):
            self._forms.leave()
            return False
        if family != "picture" and not form.fields[WORDS].text().strip():
            form.fields[WORDS].setText(judged.name.rpartition(".")[0] or judged.name)
        form.fill(ADDRESS, attached[0].address)
        form.tell(" ".join((*judged.remarks, *_too_large(attached[0]))))
        return True


def _too_large(one: Attached) -> tuple[str, ...]:
    size = len(one.judged.data)
    if not may_shrink(one.judged.kind, size, one.judged.pixels):
        return ()
    told = say(
        "It has {size}, more than a lesson needs: “Media of this course” makes a smaller copy.",
        size=in_words(size),
    )
    return (told,)

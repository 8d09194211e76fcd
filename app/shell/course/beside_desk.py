"""Cards beside the lesson stand where their text is, as it scrolls."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from editor.panels.comments.column import CommentColumn
from editor.panels.preview.base import Preview
from editor.panels.preview.values import PageScroll, Placing


class BesideDesk(QObject):
    """Joins where the preview has placed marks with the column of cards."""

    def __init__(
        self, preview: Preview, comments: CommentColumn, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._comments = comments
        self._tops: dict[str, float] = {}
        self._scrolled = 0.0
        preview.placed.connect(self._placed)
        preview.page_scrolled.connect(self._scroll)

    def _placed(self, places: Sequence[Placing]) -> None:
        self._tops = {place.id: place.top for place in places}
        self._arrange()

    def _scroll(self, scroll: PageScroll) -> None:
        self._scrolled = scroll.top
        self._arrange()

    def _arrange(self) -> None:
        self._comments.show_places(
            {ident: top - self._scrolled for ident, top in self._tops.items()}
        )

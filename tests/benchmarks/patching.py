"""Key press to the preview's patch, in a lesson of 50,000 words; without painting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from random import Random

from app.workers.rendering import Rendering
from editor.markdown.render import render
from editor.markdown.rendered import BlockId, Patch
from tests.benchmarks.generated import Prose
from tests.benchmarks.lines import Line, Reach, line
from tests.benchmarks.measuring import cpu_ms, p95
from tests.benchmarks.place import Place

MOST_MS, MOST_RATIO = 5.0, 1 / 100
BURST = "word, *it*\n"


def lines(place: Place, *, quick: bool) -> Iterator[Line]:
    """Type at places chosen by chance, in turn with rendering the lesson as a whole.

    In the end the page that the patches made must be that of a whole rendering.
    """
    lesson = _Lesson(Prose(2).lesson("A long lesson", 50_000))
    places = Random(2)
    wholes: list[float] = []
    for _ in range(5 if quick else 15):
        wholes.append(cpu_ms(lambda: render(lesson.rendering.text)))
        for _ in range(20):
            lesson.type_at(places.randrange(len(lesson.rendering.text)))
    assert lesson.page() == render(lesson.rendering.text)
    yield line(
        "key press to preview patch, 50,000 words",
        p95(lesson.ms),
        "ms CPU",
        p95(wholes),
        Reach(MOST_MS, MOST_RATIO),
    )


class _Lesson:
    """A rendering as the window holds it, and a page that takes its patches."""

    def __init__(self, text: str) -> None:
        self.ms: list[float] = []
        self.rendering = Rendering()
        self._blocks = self.rendering.show(text, "lesson.md", lambda wanted: None).blocks

    def type_at(self, place: int) -> None:
        """Type some signs, one by one, and take them back."""
        for at, sign in enumerate(BURST, place):
            self._edit((at, 0, sign))
        for at in range(place + len(BURST) - 1, place - 1, -1):
            self._edit((at, 1, ""))

    def page(self) -> str:
        """Give what the page shows."""
        return "".join(html for _, html in self._blocks)

    def _edit(self, step: tuple[int, int, str]) -> None:
        patches: list[Patch] = []
        self.ms.append(cpu_ms(lambda: patches.extend(self.rendering.edit([step]))))
        for patch in patches:
            self._blocks[patch.at : patch.at + patch.removed] = patch.html
            self._replace(patch.others)

    def _replace(self, others: Iterable[tuple[BlockId, str]]) -> None:
        changed = dict(others)
        if changed:
            self._blocks = [(ident, changed.get(ident, html)) for ident, html in self._blocks]

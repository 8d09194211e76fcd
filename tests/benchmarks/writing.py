"""Key to painted editor in the whole window: a long lesson, 200 comments, spelling on.

What is measured is the processor time of the window's thread, from the key press to the end of
the paint event that it brings, whatever else the window does in between.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from PySide6.QtTest import QTest

from tests.benchmarks.lines import Line, Reach, line
from tests.benchmarks.long_lessons import (
    COMMENTS,
    MANY_WORDS,
    WORDS,
    long_workspace,
    spelling_on,
)
from tests.benchmarks.measuring import p95, p99
from tests.benchmarks.place import Place
from tests.benchmarks.whole_window import SENTENCE, WholeWindow

KEYS = 500
_BETWEEN_MS = 20
"""So long the window has after each key for what it does beside, as with a fast writer."""


def lines(place: Place, *, quick: bool) -> Iterator[Line]:
    """Type in one lesson, then in the other: two windows at once would do each other's work."""
    spelling_on()
    figures: dict[int, list[float]] = {}
    wanted = 120 if quick else KEYS
    for words in (WORDS, MANY_WORDS):
        window = WholeWindow(*long_workspace(place, words, COMMENTS), full=False)
        figures[words] = _typed(window, wanted)
        window.close()
    few, many = figures[WORDS], figures[MANY_WORDS]
    name = "key to painted editor, {words} words, 200 comments, spelling, {share}"
    nothing = "nothing like it"
    for words, found, share, most in (
        ("50,000", p95(few), "p95", 8.0),
        ("50,000", p99(few), "p99", 16.0),
        ("200,000", p95(many), "p95", 12.0),
    ):
        said = name.format(words=words, share=share)
        yield line(said, found, "ms CPU", nothing, Reach(most))


def _typed(window: WholeWindow, keys: int) -> list[float]:
    """Type sentences at places chosen by chance; give what each key took."""
    took: list[float] = []
    places = Random(3)
    while len(took) < keys:
        window.go_to(places.randrange(len(window.editor.text())))
        for sign in SENTENCE:
            took.append(window.key_ms(sign))
            QTest.qWait(_BETWEEN_MS)
    return took

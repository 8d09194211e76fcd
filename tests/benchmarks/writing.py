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
    """Type in both lessons in turn, at places chosen by chance."""
    spelling_on()
    windows = {
        words: WholeWindow(*long_workspace(place, words, COMMENTS), full=False)
        for words in (WORDS, MANY_WORDS)
    }
    figures: dict[int, list[float]] = {words: [] for words in windows}
    places = Random(3)
    wanted = 120 if quick else KEYS
    while len(figures[WORDS]) < wanted:
        for words, window in windows.items():
            window.go_to(places.randrange(len(window.editor.text())))
            for sign in SENTENCE:
                figures[words].append(window.key_ms(sign))
                QTest.qWait(_BETWEEN_MS)
    for window in windows.values():
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

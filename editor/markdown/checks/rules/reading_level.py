"""A lesson that is very hard to read, by what fits its language and script."""

from __future__ import annotations

from editor.markdown.checks.finding import Around, Found
from editor.markdown.reading.level import NAMES, reading_level

NAME = "reading-level"
HARDEST = len(NAMES) - 1


def find(view: Around) -> Found:
    """Name a lesson that is very hard to read, at its longest sentence."""
    counted = view.lesson.reading
    level = reading_level(counted, view.language)
    if level is None or level.step < HARDEST:
        return
    if counted.signs > counted.words:
        long = f"sentences have {counted.signs_a_sentence:.0f} signs on average"
        unit = "signs"
    else:
        share = counted.share(counted.long_words)
        long = f"sentences have {counted.words_a_sentence:.0f} words on average"
        unit = "words"
        if counted.alphabet:
            long += f", and {share:.0f} of 100 words are long"
    yield view.advice(
        NAME,
        counted.line,
        f"This lesson is very hard to read: {long}.",
        f"Begin with the sentence here: it has {counted.longest} {unit}. Cut it in two,"
        " and say it in shorter words.",
    )

"""Check the spelling of a 50,000-word lesson: all of it once, then around a key."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from statistics import median

from app.paths import resource
from editor.writing.spelling.dictionaries import Dictionaries, engine
from editor.writing.spelling.spelled_text import SpelledText
from editor.writing.spelling.spelling import Spelling
from tests.benchmarks.generated import Prose
from tests.benchmarks.lines import Line, Reach, line, not_measured
from tests.benchmarks.measuring import cpu_ms, p95
from tests.benchmarks.place import Place

WORDS = 50_000
MOST_WHOLE_MS = 2_000.0
MOST_KEY_MS = 5.0


def lines(place: Place, *, quick: bool) -> Iterator[Line]:
    """Judge whole lessons in two languages, most of whose words are someone's own."""
    if engine() is None:
        yield not_measured("spelling", "there is no chunspell for this machine")
        return
    prose = Prose(9)
    text = prose.lesson("A long lesson", WORDS)
    spelling = _fresh(prose)
    whole = [cpu_ms(partial(_judge, _fresh(prose), text)) for _ in range(2 if quick else 5)]
    yield line(
        "spelling, 50,000 words", median(whole), "ms CPU", "nothing like it", Reach(MOST_WHOLE_MS)
    )
    lesson = SpelledText(spelling, text)
    lesson.slips()
    keys = [cpu_ms(partial(_key, lesson, len(text) // 2 + n)) for n in range(50 if quick else 300)]
    yield line(
        "spelling, a key in 50,000 words, p95", p95(keys), "ms CPU", median(whole),
        Reach(MOST_KEY_MS),
    )  # fmt: skip


def _fresh(prose: Prose) -> Spelling:
    own = prose.vocabulary[::20] + prose.vocabulary[: len(prose.vocabulary) * 9 // 10]
    return Spelling(["en", "fr"], own, dictionaries=Dictionaries([resource("dictionaries")]))


def _judge(spelling: Spelling, text: str) -> None:
    SpelledText(spelling, text).slips()


def _key(lesson: SpelledText, place: int) -> None:
    lesson.slips(*lesson.edit(place, 0, "x"))

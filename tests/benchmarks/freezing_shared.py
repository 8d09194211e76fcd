"""The longest time for which the window does not answer, on the odd texts of the shared folder."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.freezing import said
from tests.benchmarks.lines import Line, not_measured
from tests.benchmarks.odd_texts import shared_texts
from tests.benchmarks.place import Place


def lines(place: Place, *, quick: bool) -> Iterator[Line]:
    """Open each of them in the real window and type in it; a quick run takes every fourth."""
    texts = shared_texts()
    if not texts:
        yield not_measured("window stands still: shared odd texts", "their folder is not here")
        return
    chosen = list(texts.items())[:: 4 if quick else 1]
    yield from said(place, "shared odd texts", dict(chosen))

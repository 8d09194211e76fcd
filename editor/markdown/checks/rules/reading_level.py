"""A lesson that is very hard to read, by what fits its language and script."""

from __future__ import annotations

from editor.markdown.checks.finding import Around, Found
from editor.markdown.reading.level import reading_level
from editor.markdown.teaching import is_aside
from editor.markdown.told import told
from sync.model.language import mark

NAME = "reading-level"
HARDEST = 4


def find(view: Around) -> Found:
    """Name a lesson that is very hard to read, at its longest sentence; a licence is none."""
    counted = view.lesson.reading
    level = reading_level(counted, view.language)
    if level is None or level.step < HARDEST or is_aside(view.lesson.path):
        return
    if counted.signs > counted.words:
        what = told(
            mark(
                "This lesson is very hard to read, like a law or a research paper:"
                " a sentence has {average} signs on average."
            ),
            average=round(counted.signs_a_sentence),
        )
        how = mark(
            "Begin with the sentence here, of {longest} signs: say it in two or three sentences."
        )
    elif counted.alphabet:
        what = told(
            mark(
                "This lesson is very hard to read, like a law or a research paper: a sentence has"
                " {average} words on average, and {share} of 100 words are long."
            ),
            average=round(counted.words_a_sentence),
            share=round(counted.share(counted.long_words)),
        )
        how = mark(
            "Begin with the sentence here, of {longest} words: say it in two or three sentences,"
            " in shorter words."
        )
    else:
        what = told(
            mark(
                "This lesson is very hard to read, like a law or a research paper:"
                " a sentence has {average} words on average."
            ),
            average=round(counted.words_a_sentence),
        )
        how = mark(
            "Begin with the sentence here, of {longest} words: say it in two or three sentences."
        )
    yield view.advice(NAME, counted.line, what, told(how, longest=counted.longest))

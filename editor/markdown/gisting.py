"""Make the gist of a lesson's text: the one place where its checks and prints are read off it."""

from __future__ import annotations

from editor.markdown.checks.finding import LessonText
from editor.markdown.checks.table import check_merged, check_text
from editor.markdown.fingerprints import digest_of_answers, parts_of, questions_of
from editor.markdown.gist import Finding, Gist, Mentioned
from editor.markdown.insides import Insides
from editor.markdown.reading.minutes import declared_in


def gist_of(text: str) -> Gist:
    """Parse a text once, and keep all that it says by itself."""
    return gist_in(LessonText("", "", text))


def gist_in(lesson: LessonText) -> Gist:
    """Keep all that a lesson's text says by itself, where it was parsed already."""
    return Gist(
        found=tuple(
            Finding(c.rule, c.level, c.line, c.finding, c.way, c.start, c.end)
            for c in check_text(lesson)
        ),
        mentions=tuple(
            Mentioned(m.kind, m.address, m.words, m.line, m.start, m.end) for m in lesson.mentions
        ),
        anchors=tuple(sorted(lesson.anchors)),
        asks=lesson.asks,
        practises=lesson.practises,
        aims=lesson.aims,
        language=lesson.language,
        minutes=round(lesson.minutes, 2),
        declared=declared_in(lesson.text, lesson.document.front_matter) or 0.0,
        reading=lesson.reading,
        blocks=parts_of(lesson.document),
        answers=digest_of_answers(lesson.quizzes),
        questions=tuple(questions_of(lesson.document)),
        doubtful=bool(check_merged(lesson) or Insides(lesson.document).every),
    )

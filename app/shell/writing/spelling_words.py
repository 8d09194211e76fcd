"""Which languages a lesson is looked over in, and how they are named for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QLocale

from app.flows.overview.reading import LessonRead
from app.settings import Settings
from editor.markdown.frontmatter import read as read_front_matter
from editor.writing.spelling.languages import base_of, name_of
from sync.model.language import say


class Told(NamedTuple):
    """What the foot says of the languages, in a few letters and in a sentence."""

    short: str
    sentence: str


def languages_of(settings: Settings, read: LessonRead | None) -> tuple[str, ...]:
    """Give what was chosen for the course, else its own language, else that of all courses.

    A lesson that names another language in its front matter is looked over in that one, too.
    """
    if read is None:
        return settings.spelling
    chosen = settings.course_spelling.get(read.course.id)
    if chosen == ():
        return ()
    described = read.course.facts.fields.get("language", "")
    usual = chosen or ((described,) if described else settings.spelling)
    own = read_front_matter(read.today.text).language
    return tuple(dict.fromkeys((*usual, *((own,) if own else ()))))


def label_of(tag: str) -> str:
    """Name a language; the country, if the tag has one, as it is called there."""
    name = name_of(tag)
    country = tag.replace("-", "_").partition("_")[2]
    if len(country) != 2:
        return name
    return f"{name} ({QLocale(tag).nativeTerritoryName()})"


def told_of(languages: Sequence[str], troubles: Sequence[str], missing: Sequence[str]) -> Told:
    """Say briefly, and at length, what is looked over and what is not."""
    if not languages:
        return Told(
            say("Spelling off"), say("Choose the languages in which spelling is looked over.")
        )
    short = ", ".join(
        dict.fromkeys(
            say("no {language}", language=base_of(tag).upper())
            if tag in missing
            else base_of(tag).upper()
            for tag in languages
        )
    )
    names = ", ".join(dict.fromkeys(name_of(tag) for tag in languages))
    return Told(
        short, " ".join((say("Spelling is looked over in: {names}.", names=names), *troubles))
    )

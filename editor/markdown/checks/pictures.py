"""Pictures and films: not in the course, without words, or not playable everywhere."""

from __future__ import annotations

from editor.markdown.checks.finding import Around, Found


def dead_pictures(view: Around) -> Found:
    """Name each picture that the course does not have."""
    for mention in view.lesson.mentions:
        if mention.kind != "image" or mention.target.kind != "inside":
            continue
        if mention.target.value not in view.files:
            yield view.advice(
                "dead-picture",
                mention.line,
                f"The picture “{mention.address}” is not in this course.",
                "Bring the file into the course, or correct its name.",
            )


def remote_pictures(view: Around) -> Found:
    """Name each picture that stands on the web: offline it is not seen."""
    for mention in view.lesson.mentions:
        if mention.kind == "image" and mention.target.kind == "outside":
            yield view.advice(
                "remote-picture",
                mention.line,
                f"The picture “{mention.address[:80]}” is on the web;"
                " learners see a link instead of it.",
                "Save it and bring it into the course.",
            )


def wordless_pictures(view: Around) -> Found:
    """Name each picture without alternative text."""
    for mention in view.lesson.mentions:
        if mention.kind == "image" and not mention.words and mention.address:
            yield view.advice(
                "no-alt-text",
                mention.line,
                f"The picture “{mention.address.rsplit('/', 1)[-1][:60]}” has no words."
                " Someone who cannot see it gets nothing from it.",
                "Say between the square brackets what it shows.",
            )


def films(view: Around) -> Found:
    """Name each film in a format that not every player has."""
    for mention in view.lesson.mentions:
        if mention.target.kind == "inside" and mention.target.value.lower().endswith(
            (".mp4", ".m4v", ".mov")
        ):
            yield view.advice(
                "film-format",
                mention.line,
                f"“{mention.address}” is an MP4 film. The preview cannot play it,"
                " and some learners' players cannot either.",
                "A WebM copy plays everywhere.",
            )

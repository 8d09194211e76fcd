"""The course as a whole: titles, links from lesson to lesson, that there is something to try."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from editor.markdown.checks.finding import Check, Found, Lesson
from editor.markdown.checks.links import has_anchor


def same_titles(lessons: Sequence[Lesson]) -> Found:
    """Name lessons that go by the same title."""
    by_title: dict[str, list[Lesson]] = defaultdict(list)
    for lesson in lessons:
        by_title[" ".join(lesson.title.split()).casefold()].append(lesson)
    for title, same in by_title.items():
        if title and len(same) > 1:
            others = ", ".join(lesson.path for lesson in same[1:4])
            yield Check(
                "same-title",
                "advice",
                same[0].path,
                0,
                f"{len(same)} lessons are called “{same[0].title}”: this one, and {others}.",
                "Give each a title of its own, so that learners find their way.",
            )


def no_quiz(lessons: Sequence[Lesson]) -> Found:
    """Say if a course asks its learners nothing."""
    if lessons and not any(lesson.asks for lesson in lessons):
        yield Check(
            "no-quiz",
            "advice",
            lessons[0].path,
            0,
            "This course has no question to answer.",
            "Learners remember what they were asked. Add a question to a lesson.",
        )


def dead_places(lessons: Sequence[Lesson]) -> Found:
    """Name links to a heading of another lesson that it does not have."""
    by_path = {lesson.path: lesson for lesson in lessons}
    for lesson in lessons:
        for mention in lesson.mentions:
            target = by_path.get(mention.target.value)
            if mention.target.kind != "inside" or not mention.target.fragment or target is None:
                continue
            if not has_anchor(target.anchors, mention.target.fragment):
                yield Check(
                    "dead-anchor",
                    "advice",
                    lesson.path,
                    mention.line,
                    f"The link “{mention.words}” leads to “#{mention.target.fragment}” in"
                    f" {target.path}, but no heading there has these words.",
                    "Take the words of the heading in small letters, with hyphens for spaces.",
                )

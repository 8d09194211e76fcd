"""A link to a heading that is not there, in its own lesson or in another of the course."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import unquote

from editor.markdown.checks.finding import Check, CourseView, Found, View
from editor.markdown.checks.mending import Mend, Scene, at_once, likest
from editor.markdown.safety import slug
from editor.markdown.told import told
from sync.merge.edits import Edit
from sync.model.language import mark, say

NAME = "dead-anchor"
_HOW = told(mark("Take the words of the heading in small letters, with hyphens for spaces."))


def find(view: View) -> Found:
    """Name each link to a heading of the same lesson that it does not have."""
    wanted = [
        mention
        for mention in view.lesson.mentions
        if mention.kind == "link" and mention.target.kind == "anchor" and mention.target.fragment
    ]
    known = view.lesson.anchors if wanted else frozenset()
    for mention in wanted:
        if not has_anchor(known, mention.target.fragment):
            yield view.advice(
                NAME,
                mention.line,
                told(
                    mark(
                        "The link “{words}” leads to “#{fragment}”, but no heading here has "
                        "these words."
                    ),
                    words=mention.words,
                    fragment=mention.target.fragment,
                ),
                _HOW,
                (mention.start, mention.end),
            )


def find_across(course: CourseView) -> Found:
    """Name links to a heading of another lesson that it does not have."""
    by_path = {lesson.path: lesson for lesson in course.lessons}
    for lesson in course.lessons:
        for mention in lesson.mentions:
            target = by_path.get(mention.target.value)
            if mention.target.kind != "inside" or not mention.target.fragment or target is None:
                continue
            if not has_anchor(target.anchors, mention.target.fragment):
                yield Check(
                    NAME,
                    "advice",
                    lesson.path,
                    mention.line,
                    told(
                        mark(
                            "The link “{words}” leads to “#{fragment}” in {lesson}, but no "
                            "heading there has these words."
                        ),
                        words=mention.words,
                        fragment=mention.target.fragment,
                        lesson=target.path,
                    ),
                    _HOW,
                    mention.start,
                    mention.end,
                )


def has_anchor(known: Collection[str], fragment: str) -> bool:
    """Say whether a fragment names one of the places, however it is written."""
    return any(name in known for name in reached(fragment))


def reached(fragment: str) -> tuple[str, str]:
    """Give the names that a fragment may mean."""
    plain = unquote(fragment)
    return plain, slug(plain)


def mend(scene: Scene, check: Check) -> Mend | None:
    """Lead to the heading that was most likely meant."""
    mention = scene.mention(check)
    if mention is None:
        return None
    inside = mention.target.kind == "inside"
    target = scene.course.get(mention.target.value) if inside else scene.view.lesson
    if target is None:
        return None
    wanted = slug(unquote(mention.target.fragment))
    found = likest(wanted, {anchor: anchor for anchor in target.anchors})
    for spelling in (mention.target.fragment, unquote(mention.target.fragment)):
        at = scene.text.rfind(f"#{spelling}", mention.start, mention.end)
        if found and at >= 0:
            return at_once(
                say("Lead to #{heading}", heading=found[:40]), Edit(at + 1, len(spelling), found)
            )
    return None

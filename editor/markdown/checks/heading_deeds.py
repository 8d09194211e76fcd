"""What each writer did where a link leads to another heading than was meant, and the ways out.

The link gets the number of the heading that was meant, or the other heading an id of its own; then
each link leads where its writer saw it lead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from editor.markdown.checks.deed import Deed, Holds, Scene, shortened
from editor.markdown.checks.finding import LessonText
from editor.markdown.checks.rules.other_heading import Strayed, stood_at, strayed
from editor.markdown.mentions import Mention
from editor.markdown.safety import slug
from editor.markdown.structure import Heading
from editor.markdown.told import Done, Told, done, told
from sync.merge.edits import Edit, apply, carry, line_edits
from sync.merge.wordings import stands_in
from sync.model.language import mark

_CLOSING = re.compile(r"[ \t]*#*[ \t]*$")


def same_headings(scene: Scene) -> Iterator[Deed]:
    """One linked to a heading, the other wrote one with the same words before it."""
    place = (scene.check.start, scene.check.end)
    lesson = scene.lesson
    mention = next((one for one in lesson.mentions if (one.start, one.end) == place), None)
    if mention is None:
        return
    fragment = mention.target.fragment
    links = [m for m in lesson.mentions if m.target.kind == "anchor"]
    links = [m for m in links if m.target.fragment == fragment]
    meant: set[Mention] = set()
    found: Strayed | None = None
    for side in scene.sides:
        led = strayed(LessonText("", "", side), lesson, fragment)
        for link in links if led is not None else ():
            if _stands_there(scene.text, side, link):
                meant.add(link)
                found = led
    if found is None:
        return
    mention = min(meant, key=lambda one: one.start)
    yield Deed(
        linked(shortened(found.meant.words)),
        lead_there(shortened(found.meant.words)),
        _holds_link(scene, lesson.document.lines[mention.line], f"#{fragment}"),
        apply(scene.text, [led_to(scene.text, link, found.meant.anchor) for link in meant]),
        scene.text[mention.start : mention.end],
    )
    yield Deed(
        called(shortened(found.came.words)),
        own_id(),
        wrote_heading(lesson, found.came),
        _with_own_id(lesson, found, links, meant),
        lesson.document.lines[found.came.line],
    )


def _with_own_id(
    lesson: LessonText, found: Strayed, links: Sequence[Mention], meant: set[Mention]
) -> str:
    """Give the heading that came an id; each link leads where its writer saw it lead."""
    named = with_id(lesson, found.came)
    anchors = {
        one.line: one.anchor for one in LessonText("", "", apply(lesson.text, [named])).headings
    }
    edits = [named]
    for link in links:
        wanted = anchors[found.meant.line if link in meant else found.leads.line]
        if wanted != link.target.fragment:
            edits.append(led_to(lesson.text, link, wanted))
    return apply(lesson.text, sorted(edits, key=lambda edit: edit.start))


def _holds_link(scene: Scene, line: str, address: str) -> Holds:
    """Tell whether a link stands in a text, in this line if a side has it whole."""
    if any(stands_in(side, line) for side in scene.sides):
        return lambda text: stands_in(text, line)
    return lambda text: address in text


def linked(heading: str) -> Done:
    """Say who led a link to a heading."""
    return done(
        mark("You linked to “{heading}”"), mark("{who} linked to “{heading}”"), heading=heading
    )


def called(heading: str) -> Done:
    """Say who wrote another heading with the same words."""
    return done(
        mark("You called another heading “{heading}”"),
        mark("{who} called another heading “{heading}”"),
        heading=heading,
    )


def own_id() -> Told:
    """Name the way that gives the heading that came an id."""
    return told(mark("Give it an id of its own"))


def lead_there(heading: str) -> Told:
    """Name the way that leads the link to the heading that was meant."""
    return told(mark("Lead the link to that “{heading}”"), heading=heading)


def _stands_there(merged: str, side: str, link: Mention) -> bool:
    low, high, _ = carry(line_edits(merged, side), link.start, link.end)
    return merged[link.start : link.end] in side[low:high]


def led_to(text: str, link: Mention, anchor: str) -> Edit:
    """Let a link lead to another place of the lesson that it leads to."""
    at = text.rfind("#", link.start, link.end) + 1
    end = at
    while end < link.end and text[end] not in ")>\"' \t\n":
        end += 1
    return Edit(at, end - at, anchor)


def with_id(lesson: LessonText, heading: Heading) -> Edit:
    """Write an id behind the words of a heading, which no place of its lesson has."""
    taken, stem = lesson.anchors, re.sub(r"[^\w.:-]", "-", slug(heading.words))
    name = next(made for n in range(2, len(taken) + 4) if (made := f"{stem}-{n}") not in taken)
    line = lesson.document.lines[heading.line]
    at = lesson.document.starts[heading.line]
    closing = _CLOSING.search(line)
    closes = closing.start() if closing and line.lstrip().startswith("#") else len(line.rstrip())
    return Edit(at + closes, 0, f" {{#{name}}}")


def wrote_heading(lesson: LessonText, heading: Heading) -> Holds:
    """Tell of another text of a lesson whether a heading stands there, at its place."""
    words = slug(heading.words)

    def holds(text: str) -> bool:
        return stood_at(LessonText("", "", text), lesson, words)[heading] is not None

    return holds

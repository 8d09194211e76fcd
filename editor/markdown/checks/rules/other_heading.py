"""A link to a heading whose words several headings have: it leads to one of them by their order.

Whoever writes such a link sees where it leads; so it is looked for only where a merge made it so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from editor.markdown.checks.finding import Found, LessonText, View
from editor.markdown.checks.rules.dead_anchor import reached
from editor.markdown.safety import slug
from editor.markdown.structure import Heading
from editor.markdown.told import Told, told
from sync.merge.edits import carry, line_edits
from sync.model.language import mark

NAME = "other-heading"


def find(view: View) -> Found:
    """Name each address of a heading that is one of several, at the first link to it."""
    links = [m for m in view.lesson.mentions if m.kind == "link" and m.target.kind == "anchor"]
    if not links:
        return
    alike = Counter(slug(heading.words) for heading in view.lesson.headings)
    first = {heading.anchor: heading for heading in reversed(view.lesson.headings)}
    seen: set[str] = set()
    for mention in links:
        fragment = mention.target.fragment
        heading = next((first[name] for name in reached(fragment) if name in first), None)
        if heading is None or fragment in seen or (times := alike[slug(heading.words)]) < 2:
            continue
        seen.add(fragment)
        yield view.advice(
            NAME,
            mention.line,
            leads_elsewhere(fragment, times),
            told(mark("Lead the link to the heading that was meant.")),
            (mention.start, mention.end),
        )


def leads_elsewhere(fragment: str, times: int) -> Told:
    """Say that a link leads to one of several headings with the same words, not to that meant."""
    return told(
        mark(
            "“#{fragment}” leads to another heading than was meant: {times} headings have these "
            "words."
        ),
        fragment=fragment,
        times=str(times),
    )


def heading_of(lesson: LessonText, fragment: str) -> Heading | None:
    """Find the heading that a link leads to: the first of its name."""
    names = reached(fragment)
    return next((one for one in lesson.headings if one.anchor in names), None)


@dataclass(frozen=True)
class Strayed:
    """Where a link leads now, where it was meant to lead, and the heading that came before that.

    `times` headings have the words now.
    """

    leads: Heading
    meant: Heading
    came: Heading
    times: int


def strayed(then: LessonText, now: LessonText, fragment: str) -> Strayed | None:
    """Tell how a link strayed from where it led in an earlier text; None if it did not."""
    was, leads = heading_of(then, fragment), heading_of(now, fragment)
    if was is None or leads is None:
        return None
    stood = stood_at(then, now, slug(was.words))
    meant = [one for one in stood if stood[one] == was.line]
    if len(meant) != 1 or meant[0] == leads:
        return None
    counted = [one for one in _numbered(stood, slug(was.words)) if one.line < meant[0].line]
    came = [one for one in counted if stood[one] is None]
    new = leads if leads in came else next(iter(came), None)
    return Strayed(leads, meant[0], new, len(stood)) if new is not None else None


def stood_at(then: LessonText, now: LessonText, words: str) -> dict[Heading, int | None]:
    """Find for each heading of the same words the line it had in an earlier text, if it had one.

    It is known again by the line below it, else by its place.
    """
    before, after = _alike(then, words), _alike(now, words)
    below_then = [_below(then, one) for one in before]
    below_now = [_below(now, one) for one in after]
    found: dict[Heading, int | None] = dict.fromkeys(after)
    for one, below in zip(after, below_now, strict=True):
        if below_then.count(below) == below_now.count(below) == 1:
            found[one] = before[below_then.index(below)].line
    edits = line_edits(now.document.text, then.document.text)
    left = [one for one in before if one.line not in found.values()]
    for one in (new for new in after if found[new] is None):
        start = now.document.starts[one.line]
        low, high, _ = carry(edits, start, start + len(now.document.lines[one.line]) + 1)
        there = (old for old in left if low <= then.document.starts[old.line] < high)
        found[one] = next((old.line for old in there), None)
    return found


def _numbered(headings: Iterable[Heading], words: str) -> Iterator[Heading]:
    """Leave those that have an id of their own: they count for no other's number."""
    count = 0
    for one in headings:
        if one.anchor == (f"{words}-{count}" if count else words):
            count += 1
            yield one


def _alike(lesson: LessonText, words: str) -> list[Heading]:
    return [one for one in lesson.headings if slug(one.words) == words]


def _below(lesson: LessonText, heading: Heading) -> str:
    """Give the first line with words below a heading."""
    below = lesson.document.lines[heading.line + 1 :]
    return next((line.strip() for line in below if line.strip()), "")

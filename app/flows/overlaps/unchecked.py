"""Overlaps that stand in the way of a release: those open in the draft, and those in a version.

A version shows for ever what it was named with. Where that held a place which nobody had checked,
learners do not get it, also after the place was checked in the draft: a new version shows that.
Where the person who checked it kept just what the version shows, the version is checked as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sync.model.ids import NodeId, sha_of
from sync.model.language import mark, say, say_many
from sync.model.review import Version
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from sync.workspace.revisions import LessonFacts

if TYPE_CHECKING:
    from app.flows.overlaps.overlap_views import OverlapView

_CHECK_IT = mark("Check it: “coursefolk overlaps”, then “coursefolk confirm”.")
_PUBLISH_ANEW = mark("Publish a new version, and release that one.")


@dataclass(frozen=True)
class Hindrance:
    """One thing that stands in the way of a release, with the way to it.

    It goes once the overlap is checked, a new version is named, or the text is mended. `overlap`
    is the name of what is to be checked, if it has one.
    """

    why: str
    mend: str
    lesson: NodeId | None = None
    line: int | None = None
    goes_by: Literal["checking", "naming", "mending", "asking"] = "mending"
    overlap: str = ""


def _to_check(why: str, lesson: NodeId | None = None) -> Hindrance:
    return Hindrance(why, say(_CHECK_IT), lesson, goes_by="checking")


def _to_name_anew(why: str, lesson: NodeId | None = None) -> Hindrance:
    return Hindrance(why, say(_PUBLISH_ANEW), lesson, goes_by="naming")


def publish_anew() -> str:
    """Say the way where the draft is mended, and a version is not."""
    return say(_PUBLISH_ANEW)


def open_in_draft(course: Course, found: Sequence[OverlapView]) -> list[Hindrance]:
    """Say of the overlaps that are open in the draft where nobody has checked them yet."""
    hindrances = []
    in_texts = Counter(view.lesson for view in found if view.item is not None)
    for lesson, count in in_texts.items():
        why = say_many(
            "{count} overlap has not been checked in “{title}”.",
            "{count} overlaps have not been checked in “{title}”.",
            count,
            title=_title(course, lesson),
        )
        hindrances.append(_to_check(why, lesson))
    for view in (one for one in found if one.item is None):
        if view.course is not None:
            why = say(
                "An overlap of the course's files or title has not been checked: “{about}”.",
                about=view.course.about,
            )
            hindrances.append(_to_check(why))
            continue
        title = _title(course, view.lesson)
        why = say("An overlap of the outline has not been checked: “{title}”.", title=title)
        hindrances.append(_to_check(why, view.lesson))
    return hindrances


def unchecked_now(course: Course) -> dict[str, str]:
    """List the open overlaps of outline and files, each with its node or path, for a version."""
    found: dict[str, str] = {overlap.id: overlap.node for overlap in course.outline.overlaps}
    files = (apart for apart in course.apart if apart.kind != "described-apart")
    return found | {apart.id: apart.about for apart in files}


def unchecked_in(ws: Workspace, course: Course, version: Version) -> list[Hindrance]:
    """List what a version shows that was settled otherwise only after it was named."""
    hindrances = []
    with_items = set(ws.store.drafts.with_items(course.log))
    for lesson, state in version.named.texts.items():
        if len(state.heads) < 2 and lesson not in with_items:
            continue  # it was woven of nothing
        count = _unchecked_in_text(ws, course, lesson, version)
        if count:
            why = say_many(
                "In version {number}, {count} overlap had not been checked in “{title}”: "
                "it was settled only after that.",
                "In version {number}, {count} overlaps had not been checked in “{title}”: "
                "they were settled only after that.",
                count,
                number=version.number,
                title=_title(course, lesson),
            )
            hindrances.append(_to_name_anew(why, lesson))
    still = unchecked_now(course)
    for overlap, about in version.named.unchecked.items():
        if overlap not in still and not _shows_what_stands(course, version, about):
            title = _title(course, NodeId(about)) if about in course.outline.nodes else about
            why = say(
                "In version {number}, an overlap had not been checked: “{title}”. It "
                "was settled only after that.",
                number=version.number,
                title=title,
            )
            hindrances.append(_to_name_anew(why))
    return hindrances


def _unchecked_in_text(ws: Workspace, course: Course, lesson: NodeId, version: Version) -> int:
    """Count the places of a version's text that were open, and are settled otherwise today."""
    state = version.named.texts[lesson]
    facts = LessonFacts(ws.store, course.log, lesson)
    if not all(facts.history.ancestry.knows(head) for head in state.heads):
        return 0
    opened = [item for item in facts.history_at(state.heads).items if item.state == "open"]
    if not opened:
        return 0
    sha = sha_of(facts.history.text_at(state.heads)) if facts.is_struck else state.sha
    done: set[str] = set()
    for item in ws.lessons.today(course.log, lesson).open_items:
        done |= item.ids  # listed as open in the draft
    for confirmed in facts.history.decided:
        if sha_of(facts.text_of(confirmed.revision)) == sha:
            done |= confirmed.overlaps  # checked, and kept just so
    return sum(not item.ids <= done for item in opened)


def _shows_what_stands(course: Course, version: Version, about: str) -> bool:
    if about in course.facts.nodes:
        then = [entry for entry in version.named.outline if entry.node == about]
        return then == [entry for entry in course.outline.entries() if entry.node == about]
    return version.named.files.get(about) == course.facts.file_now(about)


def _title(course: Course, ident: NodeId) -> str:
    node = course.outline.nodes.get(ident)
    return node.title if node else say("a lesson")

"""What of a course's text stands in the way of a release: one rule for everyone who asks.

The page that names a version, `check --strict` and a release go by it. A release asks two things:
is the text of the version whole, and is nothing left to be checked in the draft? An overlap that
is open there is open for everyone, and so is what broke by merging. Half-written text in the draft
keeps nobody from releasing an earlier version that is whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.flows.overlaps.broken_values import how_it_broke
from app.flows.overlaps.unchecked import Hindrance, open_in_draft, publish_anew, unchecked_in
from app.flows.versions.content_hash import drafts_of
from sync.model.language import mark, say
from sync.model.review import Version
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

if TYPE_CHECKING:
    from app.flows.courses.gists import Told
    from app.flows.overlaps.broken import Checked
    from app.flows.overlaps.merging import OverlapView


_CHOOSE = mark(
    "Choose: “coursefolk check” tells what each person did, then “coursefolk confirm {id}”."
)


@dataclass(frozen=True)
class Standing:
    """How a draft stands: the overlaps that are open in it, and all that the checks found."""

    overlaps: tuple[OverlapView, ...]
    checked: tuple[Checked, ...]

    @property
    def blocking(self) -> tuple[Checked, ...]:
        """What was found that no learner gets."""
        return tuple(one for one in self.checked if one.check.level == "blocks")

    @property
    def hinders(self) -> bool:
        """Whether a release of it would be refused for its text."""
        return bool(self.overlaps or self.blocking)


def standing_of_draft(ws: Workspace, course: Course, told: Told | None = None) -> Standing:
    """Read how today's draft stands."""
    # imported late: who only lists versions reads no Markdown
    from app.flows.overlaps.broken import checks_of
    from app.flows.overlaps.merging import overlaps

    return Standing(tuple(overlaps(ws, course)), tuple(checks_of(ws, course, told=told)))


def what_text_hinders(
    ws: Workspace, course: Course, version: Version | None = None, told: Told | None = None
) -> list[Hindrance]:
    """List what of the text stands in the way of giving a version, or the draft, to learners."""
    from app.flows.overlaps.broken import checks_of

    draft = standing_of_draft(ws, course, told)
    hindrances = open_in_draft(course, draft.overlaps)
    if version is None:
        return hindrances + what_is_found(ws, course, draft.blocking)
    hindrances += unchecked_in(ws, course, version)
    shown: Sequence[Checked] = draft.blocking
    if not _is_draft(ws, course, version):
        found = checks_of(ws, course, version, told)
        shown = [one for one in found if one.check.level == "blocks"]
    waiting = _named(draft.blocking)
    hindrances += what_is_found(ws, course, [one for one in shown if _name(one) in waiting])
    mended = [one for one in shown if _name(one) not in waiting]
    hindrances += what_is_found(ws, course, mended, publish_anew())
    told_already = _named(shown)
    merged = [one for one in draft.blocking if one.broken and _name(one) not in told_already]
    return hindrances + what_is_found(ws, course, merged)


def _is_draft(ws: Workspace, course: Course, version: Version) -> bool:
    """Tell whether a version holds what a version named now would hold."""
    files = {path: file.sha for path, file in course.facts.files_now().items()}
    named = version.named
    return (named.outline, named.files) == (course.outline.entries(), files) and (
        named.texts == drafts_of(ws, course)
    )


def _name(one: Checked) -> tuple[str, str | None, str]:
    check = one.check
    return one.broken.id if one.broken else check.rule, check.lesson, check.what


def _named(found: Sequence[Checked]) -> set[tuple[str, str | None, str]]:
    return {_name(one) for one in found}


def what_is_found(
    ws: Workspace, course: Course, found: Sequence[Checked], mend: str = ""
) -> list[Hindrance]:
    """Say what was found, each with the way to it; `mend` is that of what is mended by now."""
    names = ws.courses.names(course)
    hindrances = []
    for one in found:
        check, broken = one.check, one.broken
        why, way = f"{check.title}: {check.what}", mend or check.mend
        if broken is not None:
            how = how_it_broke(broken, names, ws.identity.person)
            why = say("{why} {how}", why=why, how=how)
            way = mend or say(_CHOOSE, id=broken.id[:8])
        if mend:
            hindrances.append(Hindrance(why, way, check.lesson, goes_by="naming"))
        elif broken is not None:
            hindrances.append(Hindrance(why, way, check.lesson, check.line, "checking", broken.id))
        else:
            hindrances.append(Hindrance(why, way, check.lesson, check.line))
    return hindrances

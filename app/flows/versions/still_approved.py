"""What the approvals of an earlier version are worth for a later one, or for today's draft."""

from __future__ import annotations

from dataclasses import dataclass

from app.flows.courses.gists import gists_of_states
from app.flows.versions.contents import contents_of, contents_of_all, prints_of
from sync.model.approvals import IGNORED, Contents, approvals, in_force, kept
from sync.model.ids import FactId, NodeId, PersonId
from sync.model.policy import unapproved_answers
from sync.model.review import Verdict, Version
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

_DRAFT = FactId("")


@dataclass(frozen=True)
class StillApproved:
    """Who approved the earlier version, and for how many blocks of the later one that counts.

    `answers` are the questions whose right answer changed since, and that nobody approved as they
    stand but who does not count: whoever wrote what is right, and whoever named the version.
    """

    people: tuple[PersonId, ...]
    given: int
    of: int
    answers: int


def still_approved(
    ws: Workspace, course: Course, before: Version, after: Version | None
) -> StillApproved | None:
    """Say what an approval given on `before` is worth for `after`, or the draft; None without one.

    It reads whole texts. NotFound where a text of them is not here.
    """
    verdicts = [one for each in course.facts.verdicts.values() for one in each]
    theirs = [one for given in in_force(verdicts).values() for one in given]
    people = sorted({one.person for one in theirs if one.version == before.id})
    if not people:
        return None
    here = _draft(ws, course) if after is None else contents_of(ws, course, after)
    ident = _DRAFT if after is None else after.id
    then = contents_of(ws, course, before)
    given = approvals(
        ident, {before.id: then, ident: here}, [one for one in theirs if one.version == before.id]
    )
    shown = [
        (n, i) for n, prints in here.items() for i, b in enumerate(prints.blocks) if b != IGNORED
    ]
    count = sum(any(one.blocks[node][i] for one in given) for node, i in shown)
    stays = kept(then, here)
    named_by = ws.identity.person if after is None else after.person
    open_ = _unapproved(ws, course, ident, here, verdicts, named_by)
    return StillApproved(
        tuple(people), count, len(shown), sum(not stays[node][i] for node, i in open_)
    )


def _unapproved(
    ws: Workspace,
    course: Course,
    ident: FactId,
    here: Contents,
    verdicts: list[Verdict],
    named_by: PersonId,
) -> tuple[tuple[NodeId, int], ...]:
    others = {one.version for one in verdicts} - {ident}
    known = {**contents_of_all(ws, course, others), ident: here}
    given = [one for one in approvals(ident, known, verdicts) if one.person != named_by]
    return unapproved_answers(here, given)


def _draft(ws: Workspace, course: Course) -> Contents:
    entries = course.outline.entries()
    drafts = ws.store.drafts.all(course.log)
    texts = {e.node: drafts[e.node].state for e in entries if e.node in drafts}
    gists = gists_of_states(ws, course.log, texts)
    files = {path: file.sha for path, file in course.facts.files_now().items()}
    return prints_of(ws, course, entries, texts, files, gists)

"""What the approvals of an earlier version are worth for a later one, or for today's draft."""

from __future__ import annotations

from dataclasses import dataclass

from app.flows.courses.gists import gists_of_states
from app.flows.versions.answer_changes import AnswerChanges
from app.flows.versions.contents import answer_changes, contents_of, contents_of_all, prints_of
from sync.model.approvals import IGNORED, Contents, approvals, in_force, kept
from sync.model.ids import FactId, PersonId
from sync.model.policy import unapproved_answers
from sync.model.review import Version
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
    changes = answer_changes(ws, course)
    here = _draft(ws, course, changes) if after is None else _of(ws, course, after, changes)
    ident = _DRAFT if after is None else after.id
    stays = kept(_of(ws, course, before, changes), here)
    others = {one.version for one in verdicts} - {ident}
    known = {**contents_of_all(ws, course, others, changes), ident: here}
    given = approvals(ident, known, verdicts)
    of_them = [one for one in given if one.person in people]
    shown = [
        (n, i) for n, prints in here.items() for i, b in enumerate(prints.blocks) if b != IGNORED
    ]
    count = sum(stays[n][i] and any(one.blocks[n][i] for one in of_them) for n, i in shown)
    named_by = ws.identity.person if after is None else after.person
    open_ = unapproved_answers(here, [one for one in given if one.person != named_by])
    return StillApproved(
        tuple(people), count, len(shown), sum(not stays[node][i] for node, i in open_)
    )


def _of(ws: Workspace, course: Course, version: Version, changes: AnswerChanges) -> Contents:
    return contents_of(ws, course, version, changes=changes)


def _draft(ws: Workspace, course: Course, changes: AnswerChanges) -> Contents:
    entries = course.outline.entries()
    drafts = ws.store.drafts.all(course.log)
    texts = {e.node: drafts[e.node].state for e in entries if e.node in drafts}
    gists = gists_of_states(ws, course.log, texts)
    files = {path: file.sha for path, file in course.facts.files_now().items()}
    return prints_of(ws, course, entries, texts, files, gists, changes=changes)

"""Keep the work safe: examine the workspace, bring a backup back."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.flows.safety.window_lock import window_lock
from app.flows.sharing.not_taken import not_taken
from sync.model.errors import CoursefolkError, NotFound, WorkspaceTrouble
from sync.model.facts import Fact
from sync.model.ids import NodeId
from sync.model.language import say
from sync.store.backups import Backups, choose, copy_whole, left_aside
from sync.store.doctor import Problem
from sync.store.drafts import DumpedDraft
from sync.store.durable import beside
from sync.store.opening import Store
from sync.store.salvage import Salvage, bring_back, salvage
from sync.store.schema import FILE
from sync.workspace.holds import hold_what_waited
from sync.workspace.looking import looked_at
from sync.workspace.opening import Workspace

READY = "recovered.db"
PARTS = ("state", "words", "count of overlaps", "text", "overlaps")
"""What a dump of drafts tells of each lesson, in its order."""


@dataclass(frozen=True)
class Recovered:
    """Which backup was brought back, where the damaged file lies, and what it still gave."""

    backup: Path | None
    aside: Path
    brought_back: int


def back_up_if_due(ws: Workspace) -> Path | None:
    """Make the backup of the day, or of much that is new; None if none is due."""
    due = ws.store.backups.due() and not looked_at(ws.store.settings)
    return ws.store.backups.make() if due else None


def recover(folder: Path, backup: Path | None) -> Recovered:
    """Bring a backup back, the latest if none is named, and what is still whole of later.

    Without a backup, what is whole is all there is. Everything is made ready beside and put in
    place at the end: broken off anywhere, it can be done again.
    """
    if not folder.is_dir():
        raise NotFound(
            say("There is no workspace in {folder}.", folder=folder),
            mend=say("Choose another folder."),
            safe=say("Nothing was changed."),
        )
    lock = window_lock(folder)
    room = beside(folder / "recovering")
    try:
        found = salvage(left_aside(folder) or folder)
        chosen = _backup_for(folder, backup, found)
        facts = _make_ready(room, chosen, found)
        aside = Backups.replace(folder, room / READY)
    finally:
        shutil.rmtree(room, ignore_errors=True)
        lock.release()
    return Recovered(chosen, aside, len(facts))


def _backup_for(folder: Path, backup: Path | None, found: Salvage) -> Path | None:
    try:
        return choose(folder, backup)
    except WorkspaceTrouble:
        if found.facts:
            return None
        raise


def _make_ready(room: Path, backup: Path | None, found: Salvage) -> list[Fact]:
    """Build the whole workspace in a folder of its own; return the facts that came back."""
    if backup is not None:
        copy_whole(backup, room / FILE, room)
    store = Store.open(room)
    try:
        facts = bring_back(store, found)
    finally:
        store.close()
    with Workspace.open(room, create=False) as ws:
        with ws.store.writing():
            for log in sorted({fact.log for fact in facts}):
                ws.ledger.announce(log, [fact for fact in facts if fact.log == log])
            hold_what_waited(ws)
        ws.store.backups.make(room / READY)
    return facts


def examine(folder: Path) -> list[Problem]:
    """Check the file, every hash, and that today's texts are what the facts say.

    A backup that is due is made first; what hinders it is found by the checks.
    """
    store = Store.open(folder, create=False)
    try:
        if store.backups.due():
            with contextlib.suppress(CoursefolkError):
                store.backups.make()
        found = store.problems()
    finally:
        store.close()
    with Workspace.open(folder, create=False) as ws:
        found += [_projections(ws), *_set_aside(ws)]
    return found


def _projections(ws: Workspace) -> Problem:
    """Make every draft anew in a transaction of its own, compare, and keep what the facts say."""
    before = ws.store.drafts.dump()
    with ws.store.writing():
        for row in ws.store.log.logs():
            if row.scope != "course":
                continue
            for lesson in ws.lessons.with_text(row.log):
                ws.lessons.project(row.log, lesson)
    after = ws.store.drafts.dump()
    if before == after:
        return Problem("texts", True, f"{len(after)} lessons are what their facts say.", "")
    differing, parts = _differences(before, after)
    return Problem(
        "texts",
        False,
        f"{len(differing)} lessons did not show what their facts say ({', '.join(parts)}).",
        "They were made anew from the facts; look at them once.",
    )


def _differences(
    before: Sequence[DumpedDraft], after: Sequence[DumpedDraft]
) -> tuple[set[NodeId], list[str]]:
    """List the lessons in which two dumps differ, and the names of the parts that do."""
    was, now = ({row[:2]: row[2:] for row in dump} for dump in (before, after))
    lessons: set[NodeId] = set()
    parts: set[str] = set()
    for key in was.keys() | now.keys():
        one, two = was.get(key), now.get(key)
        if one == two:
            continue
        lessons.add(key[1])
        if one is None or two is None:
            parts.add("missing" if one is None else "too many")
        else:
            parts |= {name for name, a, b in zip(PARTS, one, two, strict=True) if a != b}
    return lessons, sorted(parts)


def _set_aside(ws: Workspace) -> list[Problem]:
    """List what does not count and why; edits that became suggestions are no damage."""
    return [
        Problem("facts", False, f"{one.what} ({one.fact[:12]})", one.mend)
        for one in not_taken(ws)
        if not one.is_well
    ]

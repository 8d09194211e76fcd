"""Keep the work safe: examine the workspace, bring a backup back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sync.model.errors import NotFound
from sync.store.backups import Backups, listed
from sync.store.doctor import Problem
from sync.store.opening import Store
from sync.store.salvage import bring_back, salvage
from sync.workspace.opening import Workspace


@dataclass(frozen=True)
class Recovered:
    """Which backup was brought back, where the damaged file lies, and what it still gave."""

    backup: Path
    aside: Path | None
    brought_back: int


def recover(folder: Path, backup: Path | None) -> Recovered:
    """Bring a backup back, the latest if none is named; raise NotFound where there is none."""
    if backup is None:
        kept = listed(folder)
        if not kept:
            raise NotFound(
                "There is no backup in this workspace.",
                safe="Nothing was changed.",
                mend="If you have one elsewhere, name its file.",
            )
        backup = kept[0].path
    aside = Backups.restore(folder, backup)
    found = salvage(aside)
    with Workspace.open(folder, create=False) as ws, ws.store.writing():
        facts = bring_back(ws.store, found)
        for log in sorted({fact.log for fact in facts}):
            ws.ledger.announce(log, [fact for fact in facts if fact.log == log])
    return Recovered(backup, aside, len(facts))


def examine(folder: Path) -> list[Problem]:
    """Check the file, every hash, and that today's texts are what the facts say."""
    store = Store.open(folder, create=False)
    try:
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
    differing = {row[1] for row in set(before) ^ set(after)}
    return Problem(
        "texts",
        False,
        f"{len(differing)} lessons did not show what their facts say.",
        "They were made anew from the facts; look at them once.",
    )


def _set_aside(ws: Workspace) -> list[Problem]:
    return [
        Problem(
            "facts",
            False,
            f"A fact ({stored.fact.kind}, {stored.fact.id[:12]}) is {stored.state}: {stored.why}.",
            "It is kept, untouched. It counts again when what it lacks comes.",
        )
        for stored in ws.store.log.not_kept()
    ]

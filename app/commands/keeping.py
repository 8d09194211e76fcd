"""Commands that keep the work safe: backup, recover, doctor."""

from __future__ import annotations

from pathlib import Path

import click

from app.commands.call import PATH, Call, command


@command("backup")
@click.option("--out", type=PATH, help="Where to; the rotating ones if not.")
def backup(call: Call, out: Path | None) -> None:
    """Copy the workspace's store, whole, while it is in use."""
    with call.workspace() as ws:
        path = ws.store.backups.make(out)
        size = path.stat().st_size
        call.answer({"file": str(path), "bytes": size}, f"{path} ({size:,} bytes)")


@command("recover")
@click.argument("backup", required=False, type=PATH)
def recover(call: Call, backup: Path | None) -> None:
    """Bring a backup back, the latest if none is named; the damaged file is put aside."""
    from app.flows.safety.keeping import recover as bring_back

    done = bring_back(call.folder, backup)
    call.answer(
        {
            "from": str(done.backup) if done.backup else None,
            "aside": str(done.aside),
            "brought_back": done.brought_back,
        },
        (
            f"The workspace is as in {done.backup.name}."
            if done.backup
            else "There was no backup: the workspace holds what was still whole."
        )
        + (
            f" {done.brought_back} later facts were still whole and are back."
            * bool(done.brought_back and done.backup)
        )
        + f" The file that was there is put aside, untouched: {done.aside}",
    )


@command("doctor")
def doctor(call: Call) -> int:
    """Check the workspace: the file, every hash, and today's texts against the facts."""
    from app.flows.safety.keeping import examine

    found = examine(call.folder)
    rows = [{"check": p.check, "ok": p.ok, "what": p.what, "mend": p.mend} for p in found]
    words = "\n".join(
        f"{'ok ' if p.ok else 'BAD'} {p.check}: {p.what}{'' if p.ok else ' ' + p.mend}"
        for p in found
    )
    call.answer(rows, words)
    return int(any(not p.ok for p in found))

"""Commands that keep the work safe: backup, backups, bring-back, recover, doctor."""

from __future__ import annotations

from pathlib import Path

import click

from app.commands.call import PATH, REPLACE, Call, command


@command("backup")
@click.option("--out", type=PATH, help="Where to; the rotating ones if not.")
@REPLACE
def backup(call: Call, out: Path | None, replace: bool) -> None:
    """Copy the workspace's store, whole, while it is in use."""
    from app.flows.files.out_file import must_be_free

    if out is not None:
        must_be_free(out, over=replace)
    with call.workspace() as ws:
        path = ws.store.backups.make(out)
        size = path.stat().st_size
        call.answer({"file": str(path), "bytes": size}, f"{path} ({size:,} bytes)")


@command("backups")
def list_backups(call: Call) -> None:
    """List the backups of the workspace, the latest first, also where it cannot be opened."""
    from app.flows.safety.backups import list_backups as seen

    found = seen(call.folder)
    rows = [
        {
            "file": str(one.path),
            "at": one.at,
            "bytes": one.size,
            "courses": one.contents.courses if one.contents else None,
            "lessons": one.contents.lessons if one.contents else None,
        }
        for one in found
    ]
    words = "\n".join(
        f"{row['file']}  "
        + ("cannot be read" if row["lessons"] is None else f"({row['lessons']} lessons)")
        for row in rows
    )
    call.answer(rows, words or "There are none yet.")


@command("bring-back")
@click.argument("course", required=False)
@click.argument("lesson", required=False)
@click.option("--from", "backup", type=PATH, help="The backup; the latest whole one if not given.")
@click.option("--beside", is_flag=True, help="Add the old text as a lesson after today's.")
def bring_back(
    call: Call, course: str | None, lesson: str | None, backup: Path | None, beside: bool
) -> None:
    """Bring all, a COURSE or one LESSON back from a backup, as new writing on top of today's."""
    from app.flows.safety.backups import OpenBackup
    from app.flows.safety.bringing_back import (
        bring_course_back,
        bring_everything_back,
        bring_lesson_back,
    )

    if beside and lesson is None:
        raise click.UsageError("Give --beside with a COURSE and a LESSON.")
    with call.workspace() as ws, OpenBackup(call.folder, backup) as then:
        if course is None:
            done = bring_everything_back(ws, then)
        else:
            was = then.inside.courses.at(course)
            if lesson is None:
                done = bring_course_back(ws, then, was.id)
            else:
                node = then.inside.courses.lesson(was, lesson)
                done = bring_lesson_back(ws, then, was.id, node.id, beside=beside)
        value = {
            "from": str(then.path),
            "safety": str(done.safety),
            "courses": list(done.courses),
            "lessons": list(done.lessons),
            "left_out": [{"what": what, "why": why} for what, why in done.left_out],
        }
    count = len(done.lessons)
    words = "1 lesson reads" if count == 1 else f"{count} lessons read"
    words += f" as in {then.path.name}. Today was copied first: {done.safety}"
    for what, why in done.left_out:
        words += f"\nLeft out: {what}: {why}"
    call.answer(value, words)


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

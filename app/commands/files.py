"""Commands about files: import, export, formats, mirror."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.commands.call import PATH, Call, command
from sync.model.errors import PersonCanMend

if TYPE_CHECKING:
    from app.flows.mirror.mirroring import Mirrored


@command("import")
@click.argument("path", type=PATH)
@click.option("--format", "form", help="The format; told from the path if not given.")
def import_files(call: Call, path: Path, form: str | None) -> None:
    """Bring a folder of Markdown (or one file) in as a new course.

    A review that lies beside it comes with it. Answers to comments that are here already stand
    with these, where the course is only on this laptop.
    """
    from app.commands.progress import progress
    from app.flows.files.importing import bring_in

    with call.workspace() as ws, progress("Reading") as told:
        done = bring_in(ws, path, form, told)
        value = {
            "course": done.course.id,
            "lessons": done.lessons,
            "media": done.media,
            "warnings": [{"file": w.file, "line": w.line, "what": w.what} for w in done.warnings],
        }
        words = f"“{done.course.title}”: {done.lessons} lessons, {done.media} other files."
        for warning in done.warnings:
            words += f"\n{warning.file}: {warning.what}"
        call.answer(value, words)


@command("export")
@click.argument("course")
@click.option("--format", "form", required=True, help="“coursefolk formats” lists them.")
@click.option("--out", type=PATH, required=True, help="Where to.")
@click.option("--version", help="A version instead of today's draft.")
@click.option("--with-comments", is_flag=True, help="Write the comments too.")
def export(
    call: Call, course: str, form: str, out: Path, version: str | None, with_comments: bool
) -> None:
    """Write a COURSE as files."""
    from app.commands.progress import progress
    from app.flows.files.exporting import write_out

    with call.workspace() as ws, progress("Writing") as told:
        done = write_out(
            ws,
            ws.courses.at(course),
            form,
            out,
            version=version,
            with_comments=with_comments,
            told=told,
        )
        warnings = [{"file": w.file, "line": w.line, "what": w.what} for w in done.warnings]
        words = f"{len(done.files)} files in {out}."
        for warning in done.warnings:
            words += f"\n{warning.file}: {warning.what}"
        call.answer({"files": list(done.files), "warnings": warnings}, words)


@command("formats")
def list_formats(call: Call) -> None:
    """List the formats that courses come from and go to."""
    from editor.formats.table import formats

    rows: list[dict[str, Any]] = [
        {"name": f.name, "in": f.reads, "out": f.writes, "what": f.what} for f in formats()
    ]
    words = "\n".join(
        f"{r['name']:10} {'in ' if r['in'] else '   '}{'out' if r['out'] else '   '}  {r['what']}"
        for r in rows
    )
    call.answer(rows, words)


@command("mirror")
@click.argument("course")
@click.argument("folder", type=PATH)
@click.option("--once", is_flag=True, help="Make them equal once and stop.")
@click.option("--removing", is_flag=True, help="Once: also where much of the course would go.")
def mirror(call: Call, course: str, folder: Path, once: bool, removing: bool) -> None:
    """Keep a FOLDER of Markdown files and a COURSE equal, both ways, until Ctrl+C.

    Where more than a tenth of the lessons (three or more), or of the words (200 or more), would go
    from sight at once, it is refused: say with --removing that you mean it.
    """
    from app.flows.mirror.mirroring import mirror_once

    with call.workspace() as ws:
        opened = ws.courses.at(course)
        if once or removing:
            done = mirror_once(ws, opened, folder, removing=removing)
            call.answer(done.as_json(), done.in_words())
            return
        from app.workers.watching import watch_folder

        call.say(f"Mirroring “{opened.title}” and {folder}. Ctrl+C stops.")
        meetings = partial(watch_folder, ws, opened.log, folder)
        with contextlib.suppress(KeyboardInterrupt):
            _keep_on(meetings, lambda done: call.say(done.in_words()), call.say)


def _keep_on(
    meetings: Callable[[], Iterator[Mirrored]],
    met: Callable[[Mirrored], None],
    say: Callable[[str], None],
    pause_s: float = 2.0,
) -> None:
    """Go on meeting after a meeting was refused; raise only where the very first one was."""
    said = "the first meeting"
    while True:
        try:
            for done in meetings():
                said = ""
                met(done)
            return
        except PersonCanMend as error:
            if said == "the first meeting":
                raise
            if str(error) != said:
                say(f"{error} The mirror goes on when that is done.")
            said = str(error)
            time.sleep(pause_s)

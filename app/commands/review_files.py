"""Commands for review by file: make a review file, take one in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.commands.call import PATH, REPLACE, Call, Command, command

if TYPE_CHECKING:
    from app.flows.sharing.review_files import FromFile


@click.group("review-file")
def review_file() -> None:
    """Review by file, with no server and no account."""


@command("make")
@click.argument("course")
@click.option("--out", type=PATH, required=True, help="The file to write.")
@click.option(
    "--format", "form", type=click.Choice(["coursefolk"]), default="coursefolk", help="Its form."
)
@click.option("--note", default="", help="What is new; a version is named with it.")
@click.option("--ask", multiple=True, metavar="NAME", help="Ask this person for a review.")
@click.option("--name", help="Your name, as it should stand on what you write, from now on.")
@click.option(
    "--with-history",
    is_flag=True,
    help="When it is shared first: with all earlier texts. Else they stay with you.",
)
@REPLACE
def make(
    call: Call,
    course: str,
    out: Path,
    form: str,
    note: str,
    ask: tuple[str, ...],
    name: str | None,
    with_history: bool,
    replace: bool,
) -> None:
    """Write a COURSE, its review and its media as one file that others can review.

    An author's file names a version first, if today's draft is none yet. A reviewer's file takes
    comments, suggestions and the verdict back to the author.
    """
    from app.commands.progress import progress
    from app.flows.sharing.review_files import make as write
    from app.flows.versions.reviewing import people_asked
    from sync.workspace.identity import rename_person

    with call.workspace() as ws, progress("Writing") as told:
        if name:
            rename_person(ws.store.settings, name)
        opened = ws.courses.at(course)
        done = write(
            ws,
            opened,
            out,
            note=note,
            ask=people_asked(ws, opened, ask),
            with_history=with_history,
            over=replace,
            told=told,
        )
        value = {
            "file": str(done.path),
            "course": done.course,
            "version": done.number or None,
            "bytes": done.size,
            "facts": done.facts,
            "media": done.media,
            "missing": list(done.missing),
            "shared": done.begun,
        }
        words = f"{done.path}: version {done.number}." if done.number else f"{done.path}."
        if done.begun:
            words += "\nWhat you wrote before stays on this computer." if not with_history else ""
        for path in done.missing:
            words += f"\n{path} is not on this computer and not in the file."
        call.answer(value, words)


@command("take")
@click.argument("file", type=PATH)
def take(call: Call, file: Path) -> None:
    """Take a review FILE in; taking it twice changes nothing."""
    from app.commands.held import as_value, line_of
    from app.flows.sharing.held import held as list_held
    from app.flows.sharing.review_files import take as bring

    with call.workspace() as ws:
        came = bring(ws, file)
        names = ws.courses.names(ws.courses.open(came.log))
        value = {
            "course": came.course,
            "title": came.title,
            "version": came.number or None,
            "from": {
                "id": came.maker,
                "name": came.name,
                "checked": came.maker not in came.not_checked,
            },
            "changed": came.taken.changed,
            "new": came.taken.is_new,
            "received": len(came.taken.facts),
            "media": came.taken.media,
            "overlaps": came.taken.overlaps,
            "left_out": came.taken.left_out,
            "withdrawn": len(came.taken.withdrawn),
            "suggested": came.suggested,
            "kept": [str(path) for path in came.kept],
            "receipt": came.taken.receipt,
            "not_checked": [
                {"id": person, "name": names.get(person) or person[:8]}
                for person in came.not_checked
            ],
        }
        waiting = list_held(ws, ws.courses.open(came.log))
        if waiting:
            value["held"] = [as_value(one) for one in waiting]
        words = [_in_words(came)] if came.taken.changed or not waiting else []
        call.answer(
            value, "\n".join([*words, *(f"Waits for your yes: {line_of(o)}" for o in waiting)])
        )


def _in_words(came: FromFile) -> str:
    taken = came.taken
    who = came.name or came.maker[:8]
    if came.maker in came.not_checked:
        who += " (name not checked)"
    if not taken.changed:
        return f"“{came.title}”: all of this is here already. Nothing was changed."
    words = f"“{came.title}”, from {who}: {len(taken.facts)} in."
    if taken.overlaps:
        words += f" {taken.overlaps} to check: both texts are kept."
    if taken.withdrawn:
        words += (
            f"\n{len(taken.withdrawn)} of it written after the right to write was withdrawn: kept, "
            f"and not counted. Edits wait as suggestions ({came.suggested} new)."
        )
    words += "".join(f"\nWords of it that no suggestion can hold: “{path}”." for path in came.kept)
    if taken.left_out:
        words += f"\n{taken.left_out} more need a newer Coursefolk: take the file in again then."
    return words


for one in (make, take):
    assert isinstance(one, Command)
    review_file.add_command(one)

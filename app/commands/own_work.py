"""Commands about one's own work: take all of it along, and who wrote a lesson."""

from __future__ import annotations

from pathlib import Path

import click

from app.commands.call import PATH, Call, command


@command("my-work")
@click.option("--out", type=PATH, required=True, help="The folder to write into.")
def my_work(call: Call, out: Path) -> None:
    """Write all that you wrote, reviewed and answered, from all courses, as plain files."""
    from app.commands.progress import progress
    from app.flows.files.own_work import take_my_work

    with call.workspace() as ws, progress("Gathering") as told:
        done = take_my_work(ws, out, told)
        value = {
            "files": list(done.files),
            "courses": done.courses,
            "lessons": done.lessons,
            "threads": done.threads,
            "not_sent": done.not_sent,
        }
        words = f"{done.lessons} lessons of {done.courses} courses are in {out}."
        if done.not_sent:
            words += f" What no server took is in “not sent” there: {done.not_sent} files."
        call.answer(value, words)


@command("who-wrote")
@click.argument("course")
@click.argument("lesson")
def who_wrote(call: Call, course: str, lesson: str) -> None:
    """Tell who wrote a LESSON of a COURSE: shares that sum to 100."""
    from app.commands.naming import Naming
    from app.flows.files.own_work import writers_of

    with call.workspace() as ws:
        opened = ws.courses.at(course)
        names = Naming(ws, opened)
        rows = [
            {"id": one.person, "name": names.person(one.person),
             "characters": one.characters, "share": one.share}
            for one in writers_of(ws, opened, ws.courses.lesson(opened, lesson).id)
        ]  # fmt: skip
        call.answer(rows, "\n".join(f"{row['share']:3} %  {row['name']}" for row in rows))

"""The command that takes words out of a course for good: redact."""

from __future__ import annotations

from collections import Counter
from time import strftime
from typing import Any

import click

from app.commands.call import Call, command

REACH = (
    "They go from every copy that syncs: texts, versions, comments, search, backups, the server. "
    "Not reached: what was exported or mirrored, backups carried elsewhere, and computers that "
    "never sync again. A password that others saw is not safe any more: change it, too."
)


@command("redact")
@click.argument("course")
@click.option("--file", "source", help="The words, exactly, from a file; - for stdin.")
@click.option("--fact", "facts", multiple=True, help="A comment or version: all of its words.")
@click.option("--why", default="", help="Why, for everyone to read.")
@click.option("--dry-run", is_flag=True, help="Show what would go; change nothing.")
@click.option("--yes", is_flag=True, help="Do not ask again: it cannot be undone.")
def redact(
    call: Call,
    course: str,
    source: str | None,
    facts: tuple[str, ...],
    why: str,
    dry_run: bool,
    yes: bool,
) -> None:
    """Strike words out of a COURSE for good, for everyone; an owner may.

    The words are read from a file or typed unseen, so that no history of commands keeps them.
    """
    from app.flows.review import redacting

    words = _words(source, facts)
    with call.workspace() as ws:
        opened = ws.courses.at(course)
        if dry_run:
            shown = redacting.places(ws, opened, words, facts)
            call.answer(_rows(shown), lambda: _told(ws, opened, shown))
            return
        if not yes:
            shown = redacting.places(ws, opened, words, facts)
            call.say(f"{_told(ws, opened, shown)}\n{REACH}")
            click.confirm("Strike them out for good?", abort=True, err=True)
        done = redacting.redact(ws, opened, words, facts, why=why)
        value = {
            **_rows(done.places),
            "redacted": len(done.changes.facts),
            "finished": done.is_finished,
            "left": [str(path) for path in done.left],
        }
        call.answer(value, f"Redacted. {_rest(done)}\n{REACH}")


def _words(source: str | None, facts: tuple[str, ...]) -> list[str]:
    from app.commands.reading import read_text

    if source is not None:
        return [read_text(source).removesuffix("\n")]
    if facts:
        return []
    return [str(click.prompt("The words, exactly (they are not shown)", hide_input=True, err=True))]


def _rest(done: Any) -> str:
    if done.left:
        names = ", ".join(path.name for path in done.left)
        return f"These backups cannot be read and may still hold the words: {names}."
    if not done.is_finished:
        return "Another program holds the workspace: the rest is cleaned at the next command."
    return "No file of this workspace holds the words any more."


def _rows(shown: Any) -> dict[str, Any]:
    return {
        "places": [
            {
                "fact": spot.fact,
                "where": spot.where,
                "lesson": spot.lesson,
                "person": spot.person,
                "at": spot.at,
            }
            for spot in shown.spots
        ],
        "files": shown.files,
        "today": list(shown.lessons_today),
    }


def _told(ws: Any, course: Any, shown: Any) -> str:
    from app.commands.naming import Naming
    from sync.model.moments import local_at

    if shown.is_empty:
        return "These words stand nowhere in this course."
    names = Naming(ws, course)
    lines = [
        f"{spot.fact[:8]}  {spot.where:10} {strftime('%Y-%m-%d %H:%M', local_at(spot.at))}"
        f"  {names.person(spot.person)}  {names.lesson(spot.lesson or None)}"
        for spot in shown.spots
    ]
    counts = Counter(spot.where for spot in shown.spots)
    summed = ", ".join(f"{count} × {where}" for where, count in sorted(counts.items()))
    files = f"; {shown.files} attached files go altogether" if shown.files else ""
    return "\n".join([*lines, f"{summed or 'no texts'}{files}"])

"""The command about what waits for a yes, as it would take much of a course from sight: held."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import click

from app.commands.call import Call, command

if TYPE_CHECKING:
    from app.flows.sharing.held import Held


@command("held")
@click.argument("course", required=False)
@click.option("--take", is_flag=True, help="Yes: take it in.")
@click.option("--not-now", is_flag=True, help="Leave it waiting.")
@click.option("--undo", is_flag=True, help="Let what was taken in last wait again.")
def held(call: Call, course: str | None, *, take: bool, not_now: bool, undo: bool) -> None:
    """Show what waits for your yes in a COURSE, as much of it would go from sight; answer it.

    What a sync, or a review file, brings waits where more than a tenth of a course's lessons (three
    or more), or of its words (200 or more), would go from sight. Until you take it in the course
    stays as it was on this computer.
    """
    from app.flows.sharing import held as flow

    if take + not_now + undo > 1:
        raise click.UsageError("Give --take, --not-now or --undo, one of them.")
    if (take or not_now or undo) and course is None:
        raise click.UsageError("Name the COURSE that you answer for.")
    with call.workspace() as ws:
        opened = ws.courses.at(course) if course is not None else None
        if opened is None or not (take or not_now or undo):
            found = flow.held(ws, opened)
            call.answer([as_value(one) for one in found], _in_words(found))
        elif take:
            done = flow.let_in(ws, opened)
            call.answer({"course": opened.id, "taken": len(done.facts)}, "It is taken in.")
        elif undo:
            gone = flow.take_yes_back(ws, opened)
            call.answer({"course": opened.id, "waiting": len(gone.facts)}, "It waits again.")
        else:
            one = flow.leave(ws, opened)
            call.answer(as_value(one), f"It goes on waiting. {line_of(one)}")


def as_value(held: Held) -> dict[str, Any]:
    """Give what waits as `--json` prints it."""
    return {
        "course": held.course,
        "title": held.title,
        "lessons": [
            {"id": one.id, "title": one.title, "words": one.words, "goes": one.goes}
            for one in held.lessons
        ],
        "lessons_gone": len(held.going),
        "of_lessons": held.of_lessons,
        "words": held.words,
        "of_words": held.of_words,
        "people": list(held.people),
        "since": held.since,
        "later": held.later,
        "gone_lessons": held.gone_lessons,
        "gone_words": held.gone_words,
    }


def line_of(held: Held) -> str:
    """Say in one line what would go."""
    what = f"{held.words:,} of {held.of_words:,} words"
    if held.going:
        what = f"{len(held.going)} of {held.of_lessons} lessons, {what}"
    day = time.strftime("%d %b", time.localtime(held.since / 1000))
    people = ", ".join(held.people)
    return f"“{held.title}”: {what} would go from sight (by {people}, {day})."


def _in_words(found: list[Held]) -> str:
    from app.flows.sharing.held import gone_before

    lines = []
    for one in found:
        lines += [line_of(one), *filter(None, [gone_before(one)])]
        lines += [*(f"  {lesson.title}: {_told(lesson)}" for lesson in one.lessons)]
        lines.append(f"  Take it in: coursefolk held {one.course[:8]} --take")
    return "\n".join(lines) or "Nothing waits for your yes."


def _told(lesson: Any) -> str:
    return "goes" if lesson.goes else f"{lesson.words:,} words of it go"

"""Commands about whose turn an overlap is: defer, ask-about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from app.commands.call import Call, command

if TYPE_CHECKING:  # commands load little before they know what is asked
    from collections.abc import Collection

    from app.commands.naming import Naming
    from app.flows.overlaps.merging import OverlapView
    from sync.model.ids import PersonId
    from sync.workspace.courses import Course


@command("defer")
@click.argument("overlap")
@click.option("--to", "name", help="Give it to this person: a name or an id.")
@click.option("--why", default="", help="Why, for whoever has it next.")
@click.option("--until", default="", help="A day, as 2026-01-31; a week from now if none is said.")
@click.option("--back", is_flag=True, help="Take it back: it is nobody's, and left for no day.")
def defer(call: Call, overlap: str, name: str | None, why: str, until: str, back: bool) -> None:
    """Leave an OVERLAP for later, or give it to a person; it stays open until it is checked."""
    from app.commands.naming import Naming
    from app.flows.overlaps.giving import give, given, take_up
    from app.flows.overlaps.merging import find_overlap
    from app.flows.persons import find_person, without_access
    from sync.model.round_payloads import NOBODY

    if back and (name or why or until):
        raise click.UsageError("Give --back alone.")
    with call.workspace() as ws:
        course, view = find_overlap(ws, overlap)
        if back:
            take_up(ws, course, view)
        else:
            to = find_person(ws, course, name) if name else NOBODY
            give(ws, course, view, to=to, why=why, until=until)
        course = ws.courses.open(course.log)
        names = Naming(ws, course)
        value = {"id": view.id, "given": given_row(course, view, names, without_access(ws, course))}
        said = given(course, view)
        words = "It is open for whoever comes first."
        if said is not None:
            words = f"Given to {names.person(said.to)}." if said.to else f"Left until {said.until}."
        call.answer(value, words)


@command("ask-about")
@click.argument("overlap")
@click.option("--text", required=True, help="What you want to know.")
@click.option("--to", "people", multiple=True, help="Whom; those who wrote there, by default.")
def ask_about(call: Call, overlap: str, text: str, people: tuple[str, ...]) -> None:
    """Ask those who wrote at the place of an OVERLAP: a comment there that speaks to them."""
    from app.commands.naming import Naming
    from app.flows.overlaps.asking import ask, others_of
    from app.flows.overlaps.merging import find_overlap
    from app.flows.persons import find_person

    with call.workspace() as ws:
        course, view = find_overlap(ws, overlap)
        chosen = [find_person(ws, course, name) for name in people] or list(others_of(ws, view))
        done = ask(ws, course, view, text, chosen)
        names = Naming(ws, course)
        asked = [names.person(person) for person in chosen]
        value = {"id": view.id, "thread": done.facts[0].id, "people": asked}
        call.answer(value, f"Asked: {', '.join(asked) or 'everyone in the course'}.")


def given_row(
    course: Course, view: OverlapView, names: Naming, gone: Collection[PersonId]
) -> dict[str, Any] | None:
    """Tell whose an overlap is, or until when it is left; None if it is open for anyone.

    `gone` are those who have no access any more: one that was given to them waits for nobody.
    """
    from app.flows.overlaps.giving import given

    said = given(course, view)
    if said is None:
        return None
    return {
        "to": names.person(said.to) if said.to else None,
        "by": names.person(said.by),
        "why": said.why,
        "until": said.until or None,
        "access": said.to not in gone,
    }

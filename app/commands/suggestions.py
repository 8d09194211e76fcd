"""Commands of suggestions: suggest, suggestions, accept, reject, withdraw."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from app.commands.call import Call, command

if TYPE_CHECKING:  # commands load little before they know what is asked
    from app.commands.naming import Naming
    from sync.model.ids import PersonId
    from sync.model.review import Suggestion
    from sync.workspace.courses import Course
    from sync.workspace.opening import Workspace


@command("suggest")
@click.argument("course")
@click.argument("lesson")
@click.option("--file", "source", required=True, help="The text as you would have it; - for stdin.")
@click.option("--why", required=True, help="Why it would be better.")
@click.option("--base", help="The state that the text was made from, as “cat --json” prints it.")
def suggest(call: Call, course: str, lesson: str, source: str, why: str, base: str | None) -> None:
    """Suggest an edited text of a LESSON: one suggestion for each block that differs."""
    from app.commands.reading import read_text, state_given
    from app.flows.review.suggesting import suggest as make
    from sync.model.errors import BadInput

    if not why.strip():
        raise BadInput(
            "A suggestion needs a reason.",
            safe="Nothing was changed.",
            mend="Say why, in a few words.",
        )
    text, state = read_text(source), state_given(base)
    with call.workspace() as ws:
        opened = ws.courses.at(course)
        node = ws.courses.lesson(opened, lesson)
        done = make(ws, opened, node.id, text, why, state)
        rows = [{"id": fact.id} for fact in done.facts]
        call.answer(rows, f"{len(rows)} suggested." if rows else "Nothing was different.")


@command("suggestions")
@click.argument("course")
@click.option("--open", "only_open", is_flag=True, help="Only those that wait for a yes.")
def suggestions(call: Call, course: str, only_open: bool) -> None:
    """List the suggestions made in a COURSE, what became of each, and where it stands today."""
    from app.commands.naming import Naming
    from app.commands.reading import on_one_line

    with call.workspace() as ws:
        opened = ws.courses.at(course)
        names = Naming(ws, opened)
        rows = [
            _row(ws, opened, names, one)
            for one in opened.facts.suggestions.values()
            if one.is_open or not only_open
        ]
        words = "\n".join(
            f"{r['id'][:8]}  {r['state']:9}  {names.lesson(r['lesson'])}  "
            f"{r['author']}{_passed_on(r)}: {r['why']}\n"
            f"  - {on_one_line(r['before'])}\n  + {on_one_line(r['after'])}"
            + "".join(f"\n  not now, {no['person']}: {no['why']}" for no in r["refusals"])
            + "".join(f"\n  {said['author']}: {said['text']}" for said in r["replies"])
            for r in rows
        )
        call.answer(rows, words or "No suggestions.")


def _passed_on(row: dict[str, Any]) -> str:
    return f" (passed on by {row['passed_on']})" if row["passed_on"] else ""


def _row(ws: Workspace, course: Course, names: Naming, one: Suggestion) -> dict[str, Any]:
    from app.flows.review.commenting import name_of
    from app.flows.review.deciding import spot_of

    today = ws.lessons.seen_now(course.log, one.lesson).text
    spot = spot_of(ws, course.log, one, today)
    return {
        "id": name_of(ws, course, one),
        "lesson": one.lesson,
        "author": names.person(one.writer),
        "passed_on": names.person(one.person) if one.by else None,
        "why": one.why,
        "before": one.before,
        "after": one.after,
        "state": one.stands,
        "where": {"start": spot.start, "end": spot.end, "how": spot.how},
        "decided": None if one.decision is None else names.person(one.decision.person),
        "refusals": [{"person": names.person(no.person), "why": no.why} for no in one.refusals],
        "decisions": [
            {"how": said.how, "person": names.person(said.person), "why": said.why, "at": said.at}
            for said in one.decisions
        ],
        "withdrawn": None if one.withdrawn is None else one.withdrawn.why,
        "replies": [
            {"author": names.person(said.person), "text": said.text, "at": said.at}
            for said in one.replies
        ],
    }


@command("accept")
@click.argument("suggestions", nargs=-1, metavar="SUGGESTION...")
@click.option("--all-by", "name", help="Accept all that this person suggested; needs --course.")
@click.option("--course", help="The course in which to accept all.")
@click.option("--with", "source", help="A file with the block as you would have it; - for stdin.")
@click.option("--undo", is_flag=True, help="Take the acceptance of a SUGGESTION back, all of it.")
def accept(
    call: Call,
    suggestions: Sequence[str],
    name: str | None,
    course: str | None,
    source: str | None,
    undo: bool,
) -> None:
    """Take each SUGGESTION into its lesson, as one act; its author stays its author.

    With --undo all that was accepted with it on this laptop leaves the text again; what was
    written since stays. The suggestions stay on record as accepted, and what they said waits
    anew, as “again” lists.
    """
    from app.commands.reading import read_text
    from app.flows.review.deciding import accept_all, accept_with

    _must_say_which(suggestions, name, course)
    if source and len(suggestions) != 1:
        raise click.UsageError("--with goes with one SUGGESTION.")
    if undo and (source or len(suggestions) != 1):
        raise click.UsageError("--undo goes with one SUGGESTION, alone.")
    wording = read_text(source) if source else None
    with call.workspace() as ws:
        if undo:
            _take_out(call, ws, suggestions[0])
            return
        opened, chosen = _chosen(ws, suggestions, name, course)
        if wording is None:
            accept_all(ws, opened, chosen)
        else:
            accept_with(ws, opened, chosen[0], wording)
        rows = [
            {"id": one.id, "state": "accepted", "overlaps": _overlaps(ws, opened, one)}
            for one in chosen
        ]
        count = len({ident for row in rows for ident in row["overlaps"]})
        words = "Accepted." if len(rows) == 1 else f"{len(rows)} accepted."
        if count:
            where = "this lesson" if len({one.lesson for one in chosen}) == 1 else "these lessons"
            words += f" {count} to check in {where}: both texts are kept."
        call.answer(rows[0] if len(suggestions) == 1 else rows, words)


def _take_out(call: Call, ws: Workspace, reference: str) -> None:
    from app.flows.review.deciding import accepted_with, take_out
    from app.flows.review.suggesting import find_suggestion

    course, one = find_suggestion(ws, reference)
    act = accepted_with(ws, course, one.id)
    done = take_out(ws, course, act)
    again = [fact.id for fact in done.facts if fact.kind == "suggestion.made"]
    count = len(act.suggestions)
    words = "Out of the text again." if count == 1 else f"{count} are out of the text again."
    if again:
        said = "What it said waits" if len(again) == 1 else f"What {len(again)} of them said waits"
        words += f" {said} for a yes again: {', '.join(again)}."
    else:
        words += " It stays on record." if count == 1 else " They stay on record."
    call.answer({"ids": list(act.suggestions), "state": one.stands, "again": again}, words)


def _must_say_which(suggestions: Sequence[str], name: str | None, course: str | None) -> None:
    if bool(suggestions) == bool(name) or bool(name) != bool(course):
        raise click.UsageError("Say which: SUGGESTION…, or --all-by NAME --course COURSE.")


def _chosen(
    ws: Workspace, references: Sequence[str], name: str | None, course: str | None
) -> tuple[Course, list[Suggestion]]:
    from app.flows.review.deciding import open_by
    from app.flows.review.suggesting import find_suggestion

    if name is not None and course is not None:
        opened = ws.courses.at(course)
        return opened, open_by(opened, _person(ws, opened, name))
    found = [find_suggestion(ws, one) for one in references]
    if len({opened.log for opened, _ in found}) > 1:
        raise click.UsageError("These suggestions are of several courses: take one at a time.")
    by_id = {one.id: one for _, one in found}
    return found[0][0], list(by_id.values())


def _person(ws: Workspace, course: Course, name: str) -> PersonId:
    from app.commands.naming import Naming
    from app.flows.persons import find_person
    from sync.model.errors import NotFound

    makers = sorted({one.writer for one in course.facts.suggestions.values()})
    called = Naming(ws, course).person
    found = [p for p in makers if name == called(p)] or [find_person(ws, course, name, makers)]
    if len(found) == 1 and found[0] in makers:
        return found[0]
    listed = ", ".join(f"{called(p)} ({p[:8]})" for p in makers)
    raise NotFound(
        f"There is no one person “{name}” who suggested something here.",
        safe="Nothing was changed.",
        mend=f"There are: {listed}." if listed else "Nobody suggested anything here.",
    )


def _overlaps(ws: Workspace, course: Course, suggestion: Suggestion) -> list[str]:
    from app.flows.overlaps.merging import overlaps

    opened = ws.courses.open(course.log)
    return [one.id for one in overlaps(ws, opened) if one.lesson == suggestion.lesson]


@command("reject")
@click.argument("suggestions", nargs=-1, metavar="SUGGESTION...")
@click.option("--all-by", "name", help="Say it to all that this person suggested.")
@click.option("--course", help="The course in which to say it to all.")
@click.option("--why", required=True, help="Why not now.")
def reject(
    call: Call, suggestions: Sequence[str], name: str | None, course: str | None, why: str
) -> None:
    """Say not now to each SUGGESTION, with the reason; they stay on record."""
    from app.flows.review.deciding import reject_all

    _must_say_which(suggestions, name, course)
    with call.workspace() as ws:
        opened, chosen = _chosen(ws, suggestions, name, course)
        reject_all(ws, opened, chosen, why)
        rows = [{"id": one.id, "state": "rejected"} for one in chosen]
        words = "Not now. It stays on record."
        if len(rows) > 1:
            words = f"Not now, {len(rows)} of them. They stay on record."
        call.answer(rows[0] if len(suggestions) == 1 else rows, words)


@command("withdraw")
@click.argument("suggestion")
@click.option("--why", default="", help="Why you take it back, if you want to say.")
def withdraw(call: Call, suggestion: str, why: str) -> None:
    """Take back a SUGGESTION of your own that waits; it stays on record."""
    from app.flows.review.suggesting import find_suggestion
    from app.flows.review.suggesting import withdraw as take_back

    with call.workspace() as ws:
        course, found = find_suggestion(ws, suggestion)
        take_back(ws, course, found, why)
        call.answer({"id": found.id, "state": "withdrawn"}, "Taken back. It stays on record.")

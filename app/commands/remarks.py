"""Commands of reviewing: comment, reply, resolve, threads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from app.commands.call import Call, command

if TYPE_CHECKING:  # commands load little before they know what is asked
    from app.commands.naming import Naming
    from app.flows.changes import Changes
    from app.flows.review.commenting import PlacedThread
    from sync.model.ids import NodeId
    from sync.model.review import Confirmation, Reopening, Reply, Resolution, Wording
    from sync.workspace.courses import Course
    from sync.workspace.opening import Workspace


@command("comment")
@click.argument("course")
@click.argument("lesson", required=False)
@click.option(
    "--on",
    "about",
    type=click.Choice(["words", "block", "picture", "option", "lesson", "course"]),
    default="words",
    help="What it is about: these words, or what they stand in; the whole lesson or course.",
)
@click.option("--quote", help="The words to comment on, exactly, or some that it has.")
@click.option("--text", required=True, help="Your comment; “@” and a name speaks to a person.")
def comment(
    call: Call, course: str, lesson: str | None, about: str, quote: str | None, text: str
) -> None:
    """Comment on words of a LESSON, on a block, picture or option of it, on all of it, or on
    the COURSE.
    """
    with call.workspace() as ws:
        opened = ws.courses.at(course)
        if about != "course" and lesson is None:
            raise click.UsageError("Missing argument 'LESSON'.")
        if about not in ("lesson", "course") and quote is None:
            raise click.UsageError("Missing option '--quote'.")
        node = ws.courses.lesson(opened, lesson).id if lesson and about != "course" else None
        done = _comment(ws, opened, node, about, quote or "", text)
        call.answer({"thread": done.facts[0].id}, f"Commented ({done.facts[0].id}).")


def _comment(
    ws: Workspace, course: Course, lesson: NodeId | None, about: str, quote: str, text: str
) -> Changes:
    from typing import cast

    from app.flows.review import commenting
    from sync.model.ids import NodeId
    from sync.model.payloads import About

    kind = cast("About", about)
    if kind in commenting.WHOLE:
        return commenting.comment(ws, course, lesson or NodeId(""), 0, 0, text, about=kind)
    assert lesson is not None
    return commenting.comment_on_quote(ws, course, lesson, quote, text, kind)


@command("reply")
@click.argument("thread")
@click.option("--text", required=True, help="Your answer.")
def reply(call: Call, thread: str, text: str) -> None:
    """Answer in a THREAD, or to a suggestion."""
    from app.flows.review.commenting import fact_called, find_thread
    from app.flows.review.commenting import reply as answer
    from app.flows.review.suggesting import answer as answer_suggestion
    from app.flows.review.suggesting import find_suggestion

    with call.workspace() as ws:
        if fact_called(ws, thread, "suggestion.made") is not None:
            course, suggestion = find_suggestion(ws, thread)
            answer_suggestion(ws, course, suggestion, text)
            ident = suggestion.id
        else:
            course, found = find_thread(ws, thread)
            answer(ws, course, found, text)
            ident = found.id
        call.answer({"thread": ident}, "Replied.")


@command("resolve")
@click.argument("thread")
@click.option(
    "--verdict",
    type=click.Choice(["done", "wont"]),
    required=True,
    help="Done, or will not be done.",
)
@click.option("--why", required=True, help="Why it is closed.")
def resolve(call: Call, thread: str, verdict: str, why: str) -> None:
    """Close a THREAD as done, or as will not be done, with the reason."""
    from app.flows.review.commenting import find_thread
    from app.flows.review.commenting import resolve as close

    with call.workspace() as ws:
        course, found = find_thread(ws, thread)
        close(ws, course, found, verdict, why)
        call.answer({"thread": found.id, "verdict": verdict}, "Resolved.")


@command("threads")
@click.argument("course")
@click.option("--version", help="Those that a version had, where they stand in it.")
def threads(call: Call, course: str, version: str | None) -> None:
    """List the comments of a COURSE and where each stands today.

    Those from before it was shared that went to nobody are listed with “only_here”.
    """
    from app.commands.naming import Naming
    from app.flows.review.in_version import threads_in_version
    from app.flows.review.only_here import all_threads as find
    from app.flows.versions.publishing import find_version

    with call.workspace() as ws:
        opened = ws.courses.at(course)
        if version is None:
            found = find(ws, opened)
        else:
            log, named = find_version(ws, opened, version)
            opened = ws.courses.open(log)
            found = threads_in_version(ws, opened, named)
        names = Naming(ws, opened)
        rows = [_row(ws, opened, placed, names) for placed in found]
        call.answer(rows, "\n".join(_in_words(row, names) for row in rows) or "No comments.")


def _row(ws: Workspace, course: Course, placed: PlacedThread, names: Naming) -> dict[str, Any]:
    from app.commands.naming import redacted
    from app.flows.review.commenting import name_of

    thread, spot = placed.thread, placed.spot
    closed, confirmed = thread.resolution, thread.confirmed
    begun = course.facts.begun.get(thread.id, thread)
    return {
        "id": name_of(ws, course, thread),
        "lesson": placed.lesson,
        "made_in": begun.lesson,
        "about": thread.about,
        "quote": thread.quote,
        "where": {"start": spot.start, "end": spot.end, "how": spot.how},
        "placed": placed.is_placed,
        "only_here": placed.only_here,
        "moved": thread.moved is not None,
        "text": thread.text,
        "at": thread.at,
        "edited": _earlier(thread.earlier),
        "mentions": [names.person(person) for person in thread.mentions],
        "author": names.person(thread.person),
        "state": closed.verdict if closed else "open",
        "resolved": _deed(closed, names),
        "confirmed": _deed(confirmed, names),
        "reopened": [_deed(one, names) for one in thread.reopenings],
        "redacted": redacted(course, thread.id, names),
        "replies": [_reply(one, names) for one in thread.replies],
    }


def _deed(
    deed: Resolution | Reopening | Confirmation | None, names: Naming
) -> dict[str, Any] | None:
    if deed is None:
        return None
    return {
        "id": deed.origin or deed.fact,
        "by": names.person(deed.person),
        "at": deed.at,
        "why": deed.why,
    }


def _reply(reply: Reply, names: Naming) -> dict[str, Any]:
    return {
        "id": reply.origin or reply.id,
        "author": names.person(reply.person),
        "text": reply.text,
        "at": reply.at,
        "edited": _earlier(reply.earlier),
        "mentions": [names.person(person) for person in reply.mentions],
    }


def _earlier(wordings: Sequence[Wording]) -> list[dict[str, Any]]:
    """List what something said before, the first wording first."""
    return [{"text": one.text, "at": one.at} for one in wordings]


def _in_words(row: dict[str, Any], names: Naming) -> str:
    from app.commands.reading import on_one_line

    loose = "" if row["placed"] else "(loose) "
    loose += "(only on this laptop) " if row["only_here"] else ""
    about = f" [{row['about']}]" if row["about"] != "words" else ""
    quote = f" “{on_one_line(row['quote'])[:60]}”" if row["quote"] else ""
    head = f"{row['id'][:8]}  {row['state']:5} {loose}{names.lesson(row['lesson'])}{about}:{quote}"
    lines = [f"{head} {row['author']}: {row['text']}{' (edited)' if row['edited'] else ''}"]
    for reply in row["replies"]:
        edited = " (edited)" if reply["edited"] else ""
        lines.append(f"{'':10}{reply['author']}: {reply['text']}{edited}  [{reply['id'][:8]}]")
    if row["resolved"]:
        confirmed = ", confirmed" if row["confirmed"] else ""
        done = row["resolved"]
        lines.append(f"{'':10}{row['state']}{confirmed}, {done['by']}: {done['why']}")
    return "\n".join(lines)

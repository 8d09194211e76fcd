"""Commands of reviewing: comment, reply, resolve, threads, suggest, suggestions, accept, reject."""

from __future__ import annotations

from typing import Any

import click

from app.commands.call import Call, command


@command("comment")
@click.argument("course")
@click.argument("lesson")
@click.option("--quote", required=True, help="The words to comment on, exactly.")
@click.option("--text", required=True, help="Your comment.")
def comment(call: Call, course: str, lesson: str, quote: str, text: str) -> None:
    """Comment on words of a LESSON."""
    from app.flows.review.commenting import comment_on_quote

    with call.workspace() as ws:
        opened = ws.courses.at(course)
        node = ws.courses.lesson(opened, lesson)
        done = comment_on_quote(ws, opened, node.id, quote, text)
        call.answer({"thread": done.facts[0].id}, f"Commented ({done.facts[0].id}).")


@command("reply")
@click.argument("thread")
@click.option("--text", required=True, help="Your answer.")
def reply(call: Call, thread: str, text: str) -> None:
    """Answer in a THREAD."""
    from app.flows.review.commenting import find_thread
    from app.flows.review.commenting import reply as answer

    with call.workspace() as ws:
        course, found = find_thread(ws, thread)
        answer(ws, course, found, text)
        call.answer({"thread": found.id}, "Replied.")


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
def threads(call: Call, course: str) -> None:
    """List the comments of a COURSE and where each stands today."""
    from app.commands.naming import Naming, redacted
    from app.flows.review.commenting import threads as find

    with call.workspace() as ws:
        opened = ws.courses.at(course)
        names = Naming(ws, opened)
        rows: list[dict[str, Any]] = []
        for placed in find(ws, opened):
            thread, spot = placed.thread, placed.spot
            rows.append(
                {
                    "id": thread.id,
                    "lesson": thread.lesson,
                    "quote": thread.quote,
                    "where": {"start": spot.start, "end": spot.end, "how": spot.how},
                    "placed": placed.is_placed,
                    "text": thread.text,
                    "author": names.person(thread.person),
                    "state": thread.resolution.verdict if thread.resolution else "open",
                    "redacted": redacted(opened, thread.id, names),
                    "replies": [
                        {"author": names.person(r.person), "text": r.text, "at": r.at}
                        for r in thread.replies
                    ],
                }
            )
        words = "\n".join(
            f"{r['id'][:8]}  {r['state']:5} {'' if r['placed'] else '(loose) '}"
            f"{names.lesson(r['lesson'])}: “{r['quote'][:60]}” {r['author']}: {r['text']}"
            + "".join(f"\n{'':10}{reply['author']}: {reply['text']}" for reply in r["replies"])
            for r in rows
        )
        call.answer(rows, words or "No comments.")


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

    text, state = read_text(source), state_given(base)
    with call.workspace() as ws:
        opened = ws.courses.at(course)
        node = ws.courses.lesson(opened, lesson)
        done = make(ws, opened, node.id, text, why, state)
        rows = [{"id": fact.id} for fact in done.facts]
        call.answer(rows, f"{len(rows)} suggested." if rows else "Nothing was different.")


@command("suggestions")
@click.argument("course")
def suggestions(call: Call, course: str) -> None:
    """List the suggestions made in a COURSE."""
    from app.commands.naming import Naming
    from app.commands.reading import on_one_line

    with call.workspace() as ws:
        opened = ws.courses.at(course)
        names = Naming(ws, opened)
        rows: list[dict[str, Any]] = [
            {
                "id": s.id,
                "lesson": s.lesson,
                "author": names.person(s.person),
                "why": s.why,
                "before": s.before,
                "after": s.after,
                "state": s.stands,
                "decided": None if s.decision is None else names.person(s.decision.person),
                "refusals": [
                    {"person": names.person(no.person), "why": no.why} for no in s.refusals
                ],
            }
            for s in opened.facts.suggestions.values()
        ]
        words = "\n".join(
            f"{r['id'][:8]}  {r['state']:8}  {names.lesson(r['lesson'])}  "
            f"{r['author']}: {r['why']}\n"
            f"  - {on_one_line(r['before'])}\n  + {on_one_line(r['after'])}"
            + "".join(f"\n  not now, {no['person']}: {no['why']}" for no in r["refusals"])
            for r in rows
        )
        call.answer(rows, words or "No suggestions.")


@command("accept")
@click.argument("suggestion")
def accept(call: Call, suggestion: str) -> None:
    """Take a SUGGESTION into the lesson; its author stays its author."""
    from app.flows.overlaps.merging import overlaps
    from app.flows.review.suggesting import accept as take
    from app.flows.review.suggesting import find_suggestion

    with call.workspace() as ws:
        course, found = find_suggestion(ws, suggestion)
        take(ws, course, found)
        opened = [
            o.id for o in overlaps(ws, ws.courses.open(course.log)) if o.lesson == found.lesson
        ]
        words = "Accepted."
        if opened:
            words += f" {len(opened)} to check in this lesson: both texts are kept."
        call.answer({"id": found.id, "state": "accepted", "overlaps": opened}, words)


@command("reject")
@click.argument("suggestion")
@click.option("--why", required=True, help="Why not now.")
def reject(call: Call, suggestion: str, why: str) -> None:
    """Say not now to a SUGGESTION, with the reason; it stays on record."""
    from app.flows.review.suggesting import find_suggestion
    from app.flows.review.suggesting import reject as say_not_now

    with call.workspace() as ws:
        course, found = find_suggestion(ws, suggestion)
        say_not_now(ws, course, found, why)
        call.answer({"id": found.id, "state": "rejected"}, "Not now. It stays on record.")

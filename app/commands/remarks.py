"""Commands of reviewing: comment, reply, resolve, threads."""

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

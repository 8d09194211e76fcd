"""Commands that go on with a comment: reopen, confirm-answer, edit-comment, re-attach."""

from __future__ import annotations

import click

from app.commands.call import Call, command


@command("reopen")
@click.argument("thread")
@click.option("--why", required=True, help="Why it is no answer: others should follow.")
def reopen(call: Call, thread: str, why: str) -> None:
    """Open a resolved THREAD again, with the reason; anyone may.

    THREAD may be a suggestion to which you said not now: it waits for a yes again.
    """
    from app.flows.review import closing, deciding
    from app.flows.review.commenting import fact_called, find_thread
    from app.flows.review.suggesting import find_suggestion

    with call.workspace() as ws:
        if fact_called(ws, thread, "suggestion.made") is not None:
            course, made = find_suggestion(ws, thread)
            deciding.wait_again(ws, course, [made.id], why)
            stands = ws.courses.open(course.log).facts.suggestions[made.id].stands
            words = "It waits again." if stands == "open" else "Taken back; others refused it, too."
            call.answer({"suggestion": made.id, "state": stands}, words)
            return
        course, found = find_thread(ws, thread)
        closing.reopen(ws, course, found, why)
        call.answer({"thread": found.id, "state": "open"}, "Open again.")


@command("confirm-answer")
@click.argument("thread")
@click.option("--why", default="", help="What answers it, if there is more to say.")
def confirm_answer(call: Call, thread: str, why: str) -> None:
    """Say that what resolved your own THREAD answers it."""
    from app.flows.review import closing
    from app.flows.review.commenting import find_thread

    with call.workspace() as ws:
        course, found = find_thread(ws, thread)
        closing.confirm_answer(ws, course, found, why)
        call.answer({"thread": found.id, "confirmed": True}, "Confirmed: your comment is answered.")


@command("edit-comment")
@click.argument("said")
@click.option("--text", required=True, help="What it says from now on.")
def edit_comment(call: Call, said: str, text: str) -> None:
    """Word your own comment, reply or reason anew; SAID is its id. What it said before is kept."""
    from app.flows.review import closing

    with call.workspace() as ws:
        course, found = closing.find_said(ws, said)
        done = closing.word_anew(ws, course, found, text)
        words = "Worded anew; what it said before is kept." if done.facts else "It says that."
        call.answer({"id": found, "changed": bool(done.facts)}, words)


@command("re-attach")
@click.argument("thread")
@click.argument("lesson")
@click.option("--quote", required=True, help="The words to put it on, exactly.")
def re_attach(call: Call, thread: str, lesson: str, quote: str) -> None:
    """Put a THREAD on other words, of any LESSON of its course: a loose comment, above all."""
    from app.flows.review.attaching import re_attach_to_quote
    from app.flows.review.commenting import find_thread

    with call.workspace() as ws:
        course, found = find_thread(ws, thread)
        node = ws.courses.lesson(course, lesson)
        re_attach_to_quote(ws, course, found, node.id, quote)
        call.answer({"thread": found.id, "lesson": node.id, "quote": quote}, "Put there.")

"""Commands about one lesson's text: cat, edit."""

from __future__ import annotations

import click

from app.commands.call import Call, command


@command("cat")
@click.argument("course")
@click.argument("lesson")
def cat(call: Call, course: str, lesson: str) -> None:
    """Print a LESSON of a COURSE as it would be exported, byte for byte."""
    from app.flows.exporting import lesson_bytes
    from app.flows.writing import read

    with call.workspace() as ws:
        opened = ws.courses.at(course)
        node = ws.courses.lesson(opened, lesson)
        if call.as_json:
            today = read(ws, opened, node.id)
            call.answer({"text": today.text, "state": str(today.state)})
        else:
            call.raw(lesson_bytes(ws, opened, node.id))


@command("edit")
@click.argument("course")
@click.argument("lesson")
@click.option("--file", "source", required=True, help="The edited text; - for stdin.")
@click.option("--base", help="The state that the text was made from, as “cat --json” prints it.")
def edit(call: Call, course: str, lesson: str, source: str, base: str | None) -> None:
    """Take a text in as an edit of a LESSON; what others wrote meanwhile is woven in."""
    from app.commands.reading import read_text, state_given
    from app.flows.merging import overlaps
    from app.flows.writing import edit as take_in

    text = read_text(source)
    state = state_given(base)
    with call.workspace() as ws:
        opened = ws.courses.at(course)
        node = ws.courses.lesson(opened, lesson)
        done = take_in(ws, opened, node.id, text, state)
        open_now = [o.id for o in overlaps(ws, opened) if o.lesson == node.id]
        value = {
            "changed": done.changed,
            "saved": True,
            "overlaps": open_now,
            "state": str(done.today.state),
        }
        words = "Saved here." if done.changed else "Nothing was different."
        if open_now:
            words += f" {len(open_now)} to check: both texts are kept."
        call.answer(value, words)

"""Commands about one lesson's text: cat, edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from app.commands.call import Call, command

if TYPE_CHECKING:
    from sync.model.ids import NodeId
    from sync.workspace.courses import Course
    from sync.workspace.opening import Workspace


@command("cat")
@click.argument("course")
@click.argument("lesson")
@click.option("--blocks", "list_blocks", is_flag=True, help="List its blocks, with lasting ids.")
def cat(call: Call, course: str, lesson: str, list_blocks: bool) -> None:
    """Print a LESSON of a COURSE as it would be exported, byte for byte."""
    from app.flows.files.exporting import lesson_bytes
    from app.flows.lesson.writing import read

    with call.workspace() as ws:
        opened = ws.courses.at(course)
        node = ws.courses.lesson(opened, lesson)
        blocks = _blocks(ws, opened, node.id) if list_blocks else []
        if call.as_json:
            today = read(ws, opened, node.id)
            value: dict[str, object] = {"text": today.text, "state": str(today.state)}
            call.answer(value | ({"blocks": blocks} if list_blocks else {}))
        elif list_blocks:
            call.answer(None, "\n".join(f"{b['id']}  {b['line']:>5}  {b['kind']}" for b in blocks))
        else:
            call.raw(lesson_bytes(ws, opened, node.id))


def _blocks(ws: Workspace, course: Course, lesson: NodeId) -> list[dict[str, str | int]]:
    from app.flows.versions.block_ids import block_ids

    return [
        {"id": one.id, "kind": one.block.kind, "line": one.block.first_line + 1}
        for one in block_ids(ws, course, lesson)
    ]


@command("edit")
@click.argument("course")
@click.argument("lesson")
@click.option("--file", "source", required=True, help="The edited text; - for stdin.")
@click.option("--base", help="The state that the text was made from, as “cat --json” prints it.")
def edit(call: Call, course: str, lesson: str, source: str, base: str | None) -> None:
    """Take a text in as an edit of a LESSON; what others wrote meanwhile is woven in."""
    from app.commands.reading import read_file, state_given
    from app.flows.files.exporting import keep_form
    from app.flows.lesson.writing import edit as take_in
    from app.flows.overlaps.merging import overlaps

    text, raw = read_file(source)
    state = state_given(base)
    with call.workspace() as ws:
        opened = ws.courses.at(course)
        node = ws.courses.lesson(opened, lesson)
        with ws.store.writing():
            done = take_in(ws, opened, node.id, text, state)
            form = keep_form(ws, opened, node.id, raw)
        open_now = [o.id for o in overlaps(ws, opened) if o.lesson == node.id]
        value = {
            "changed": done.changed or bool(form),
            "saved": True,
            "overlaps": open_now,
            "state": str(done.today.state),
        }
        words = "Saved here." if done.changed or form else "Nothing was different."
        if open_now:
            words += f" {len(open_now)} to check: both texts are kept."
        call.answer(value, words)

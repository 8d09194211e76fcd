"""Commands that shape the outline: add, move, rename, remove."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from app.commands.call import Call, command

if TYPE_CHECKING:
    from sync.workspace.opening import Workspace


@command("add")
@click.argument("course")
@click.option("--module", help="The module, by title, path or id; made if there is none.")
@click.option("--lesson", help="The title of the new lesson.")
@click.option("--file", "source", help="Its text; - for stdin.")
@click.option("--template", help="A template for its text; “coursefolk templates” lists them.")
def add(
    call: Call,
    course: str,
    module: str | None,
    lesson: str | None,
    source: str | None,
    template: str | None,
) -> None:
    """Add a module, or a lesson in a module, to a COURSE."""
    from app.commands.reading import read_file
    from app.flows.courses.outlining import add as add_node
    from app.flows.courses.outlining import module_named
    from app.flows.files.exporting import keep_form

    if not module and not lesson:
        raise click.UsageError("Give --module, --lesson, or both.")
    if template and (source or not lesson):
        raise click.UsageError("Give --template with --lesson, and without --file.")
    text, raw = read_file(source) if source else (None, b"")
    with call.workspace() as ws, ws.store.writing():
        opened = ws.courses.at(course)
        parent, changes = module_named(ws, opened, module) if module else ("", None)
        ident = parent
        if lesson:
            opened = ws.courses.open(opened.log)
            if template:
                text = _text_from(ws, template, lesson, opened.title)
            changes = add_node(ws, opened, "lesson", lesson, parent, text=text)
            ident = changes.nodes[0]
            keep_form(ws, ws.courses.open(opened.log), ident, raw)
        call.answer({"id": ident}, f"Added ({ident}).")


def _text_from(ws: Workspace, template: str, title: str, course_title: str) -> str:
    from app.flows.beginning.templates import find_template, lesson_text
    from app.flows.courses.outlining import clean_title

    found = find_template(ws, template, "lesson")
    return lesson_text(ws, found.ident, clean_title(title), course_title)


@command("move")
@click.argument("course")
@click.argument("item")
@click.option("--module", required=True, help="Where to; an empty string for the top.")
@click.option("--after", help="The module or lesson to stand after; the end if not given.")
def move(call: Call, course: str, item: str, module: str, after: str | None) -> None:
    """Move a module or lesson ITEM of a COURSE to another place."""
    from app.flows.courses.outlining import move as move_node
    from app.flows.courses.outlining import move_to_end

    with call.workspace() as ws:
        opened = ws.courses.at(course)
        node = ws.courses.node(opened, item)
        parent = ws.courses.node(opened, module, "module").id if module else ""
        if after:
            move_node(ws, opened, node, parent, ws.courses.node(opened, after).id)
        else:
            move_to_end(ws, opened, node, parent)
        call.answer({"id": node.id}, f"Moved “{node.title}”.")


@command("rename")
@click.argument("course")
@click.argument("item")
@click.argument("title")
def rename(call: Call, course: str, item: str, title: str) -> None:
    """Give a module or lesson ITEM of a COURSE another TITLE."""
    from app.flows.courses.outlining import rename as rename_node

    with call.workspace() as ws:
        opened = ws.courses.at(course)
        node = ws.courses.node(opened, item)
        rename_node(ws, opened, node, title)
        call.answer({"id": node.id}, f"“{node.title}” is now “{' '.join(title.split())}”.")


@command("remove")
@click.argument("course")
@click.argument("item")
def remove(call: Call, course: str, item: str) -> None:
    """Take a module or lesson ITEM out of a COURSE; its text stays in the history."""
    from app.flows.courses.outlining import remove as remove_nodes

    with call.workspace() as ws:
        opened = ws.courses.at(course)
        node = ws.courses.node(opened, item)
        remove_nodes(ws, opened, [node])
        call.answer(
            {"id": node.id},
            f"Removed “{node.title}”. Its text stays in the history; to put it back: "
            f"coursefolk move {opened.id[:8]} {node.id[:8]} --module MODULE",
        )

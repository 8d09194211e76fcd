"""Commands about templates: list them, keep one's own, forget one."""

from __future__ import annotations

import click

from app.commands.call import Call, command

_NAME = click.option("--name", required=True, help="What to call the template.")
_ABOUT = click.option("--about", default="", help="When one would choose it.")


@command("templates")
@click.option(
    "--kind", type=click.Choice(["course", "lesson", "snippet"]), help="Only those of one kind."
)
def list_templates(call: Call, kind: str | None) -> None:
    """List the templates: your own, and those that come with the program."""
    from app.flows.beginning.templates import templates

    with call.workspace() as ws:
        found = [one for one in templates(ws) if kind in (None, one.kind)]
        rows = [
            {
                "id": one.ident,
                "kind": one.kind,
                "name": one.name,
                "about": one.about,
                "own": one.own,
            }
            for one in found
        ]
        words = "\n".join(f"{one.kind:8} {one.name}  ({one.ident})" for one in found)
        call.answer(rows, words or "There are none.")


@command("keep-course")
@click.argument("course")
@_NAME
@_ABOUT
def keep_course(call: Call, course: str, name: str, about: str) -> None:
    """Keep a COURSE as it stands as a template of your own."""
    from app.flows.beginning.template_keeping import save_course

    with call.workspace() as ws:
        made = save_course(ws, ws.courses.at(course), name, about)
        call.answer({"template": made.ident}, f"Kept “{made.name}” ({made.ident}).")


@command("keep-lesson")
@click.argument("course")
@click.argument("lesson")
@_NAME
@_ABOUT
def keep_lesson(call: Call, course: str, lesson: str, name: str, about: str) -> None:
    """Keep a LESSON of a COURSE as a template of your own."""
    from app.flows.beginning.template_keeping import save_lesson

    with call.workspace() as ws:
        opened = ws.courses.at(course)
        node = ws.courses.lesson(opened, lesson)
        made = save_lesson(ws, opened, node.id, name, about)
        call.answer({"template": made.ident}, f"Kept “{made.name}” ({made.ident}).")


@command("keep-snippet")
@click.option("--file", "source", required=True, help="Its text; - for stdin.")
@_NAME
@_ABOUT
def keep_snippet(call: Call, source: str, name: str, about: str) -> None:
    """Keep some words of Markdown, to be inserted in a window; two ¦ enclose what is selected."""
    from app.commands.reading import read_text
    from app.flows.beginning.template_keeping import save_snippet

    text = read_text(source)
    with call.workspace() as ws:
        made = save_snippet(ws, name, about, text)
        call.answer({"template": made.ident}, f"Kept “{made.name}” ({made.ident}).")


@command("forget-template")
@click.argument("template")
def forget(call: Call, template: str) -> None:
    """Take a TEMPLATE of your own out, by id or name; what was made from it stays."""
    from app.flows.beginning.template_keeping import forget_template
    from app.flows.beginning.templates import find_template
    from sync.model.errors import Refused

    with call.workspace() as ws:
        found = find_template(ws, template)
        if not found.own:
            raise Refused(
                f"“{found.name}” comes with the program and stays.",
                safe="Nothing was changed.",
                mend="Templates of your own can be removed.",
            )
        forget_template(ws, found.ident)
        call.answer({"template": found.ident, "name": found.name}, f"Took “{found.name}” out.")

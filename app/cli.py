"""The command line: one table of commands, loaded when called, and one place for errors."""

from __future__ import annotations

import errno
import importlib
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from app.commands.call import PATH
from app.commands.printing import print_bytes
from sync.model.errors import BadInput, CoursefolkError
from sync.model.language import say

COMMANDS: dict[str, str] = {
    "open": "window:open_window",
    "demo": "window:demo",
    "new": "library:new",
    "list": "library:list_courses",
    "show": "library:show",
    "cat": "texts:cat",
    "edit": "texts:edit",
    "add": "outline:add",
    "move": "outline:move",
    "rename": "outline:rename",
    "remove": "outline:remove",
    "import": "files:import_files",
    "export": "files:export",
    "formats": "files:list_formats",
    "check": "library:check",
    "search": "library:search",
    "replace": "replacing:replace",
    "replace-back": "replacing:replace_back",
    "mirror": "files:mirror",
    "templates": "templates:list_templates",
    "keep-course": "templates:keep_course",
    "keep-lesson": "templates:keep_lesson",
    "keep-snippet": "templates:keep_snippet",
    "forget-template": "templates:forget",
    "media": "media:list_media",
    "media-add": "media:add_media",
    "media-replace": "media:replace_media",
    "media-remove": "media:remove_media",
    "publish": "versions:publish",
    "release": "versions:release",
    "versions": "versions:list_versions",
    "diff": "differing:diff",
    "restore": "versions:restore",
    "request-review": "rounds:request_review",
    "reviews": "rounds:reviews",
    "reviewer": "rounds:reviewer",
    "review": "rounds:review",
    "policy": "rounds:policy",
    "comment": "remarks:comment",
    "reply": "remarks:reply",
    "resolve": "remarks:resolve",
    "threads": "remarks:threads",
    "reopen": "answers:reopen",
    "confirm-answer": "answers:confirm_answer",
    "edit-comment": "answers:edit_comment",
    "re-attach": "answers:re_attach",
    "suggest": "suggestions:suggest",
    "suggestions": "suggestions:suggestions",
    "accept": "suggestions:accept",
    "reject": "suggestions:reject",
    "withdraw": "suggestions:withdraw",
    "overlaps": "overlaps:list_overlaps",
    "confirm": "overlaps:confirm",
    "defer": "overlap_turns:defer",
    "ask-about": "overlap_turns:ask_about",
    "merge-file": "overlaps:merge_file",
    "serve": "server:serve",
    "server": "server:server",
    "connect": "spaces:connect",
    "add-laptop": "spaces:add_laptop",
    "disconnect": "spaces:disconnect",
    "share": "spaces:share",
    "people": "spaces:people",
    "grant": "spaces:grant",
    "review-file": "review_files:review_file",
    "my-work": "own_work:my_work",
    "who-wrote": "own_work:who_wrote",
    "sync": "spaces:sync",
    "held": "held:held",
    "status": "spaces:status",
    "since": "since:since",
    "receipts": "receipts:receipts",
    "take-back": "receipts:take_back",
    "backup": "keeping:backup",
    "backups": "keeping:list_backups",
    "bring-back": "keeping:bring_back",
    "recover": "keeping:recover",
    "doctor": "keeping:doctor",
    "redact": "redacting:redact",
}
"""Name of a command → module of `app.commands` and the command in it. Adding one is one line."""


class Table(click.Group):
    """A group that loads a command's module only when that command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the names in the table's order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        found = getattr(importlib.import_module(f"app.commands.{module}"), name)
        assert isinstance(found, click.Command)
        return found


@click.group(cls=Table, invoke_without_command=True)
@click.option(
    "--workspace",
    type=PATH,
    envvar="COURSEFOLK_WORKSPACE",
    help="The workspace folder; the platform's data folder if not given.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document on stdout.")
@click.version_option("0.1.0", prog_name="coursefolk")
@click.pass_context
def cli(ctx: click.Context, workspace: Path | None, as_json: bool) -> None:
    """Write micro-courses in Markdown, offline; merge and review them with peers."""
    ctx.obj = {"workspace": workspace, "as_json": as_json}
    if ctx.invoked_subcommand is None:
        command = cli.get_command(ctx, "open")
        assert command is not None
        ctx.invoke(command)


def run(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code; say in plain words what went wrong.

    0 done · 1 the person can mend it · 2 usage · 3 network or server · 70 our mistake.
    """
    given = sys.argv[1:] if arguments is None else arguments
    as_json = "--json" in given
    try:
        result: Any = cli.main(args=given, prog_name="coursefolk", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as error:
        error.show(sys.stderr)
        if as_json:
            _print_json(error.format_message(), "Nothing was changed.", _how_to_ask(error))
        return 2 if isinstance(error, click.UsageError) else error.exit_code
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the last net
        return told(error, as_json)


def told(error: BaseException, as_json: bool) -> int:
    """Say in plain words what went wrong and give its exit code; our mistakes are written down."""
    if isinstance(error, click.Abort | KeyboardInterrupt):
        click.echo("Stopped. What was saved stays saved.", err=True)
        return 130
    if isinstance(error, BrokenPipeError):
        return 0
    if isinstance(error, CoursefolkError):
        return _tell(error, as_json)
    if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
        return _tell(_too_long(error), as_json)
    from app.crash import report

    return _tell(report(error), as_json)


def _too_long(error: OSError) -> CoursefolkError:
    return BadInput(
        say("“{name}…” is longer than a name may be here.", name=str(error.filename)[:60]),
        safe=say("Nothing was changed."),
        mend=say("Give a shorter name."),
    )


def _how_to_ask(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    return f"See “{context.command_path} --help”." if context else ""


def _print_json(what: str, safe: str, mend: str) -> None:
    import msgspec

    told = {"what": what, "safe": safe, "mend": mend}
    # a path may hold bytes that are no text
    plain = {key: said.encode("utf-8", "replace").decode() for key, said in told.items()}
    with suppress(CoursefolkError):  # the words go to stderr as well
        print_bytes(msgspec.json.encode({"error": plain}) + b"\n")


def _tell(error: CoursefolkError, as_json: bool) -> int:
    if as_json:
        _print_json(error.what, error.safe, error.mend)
    click.echo(str(error), err=True)
    return error.exit_code

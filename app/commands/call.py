"""One call of the command line: where the workspace is, and how to answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app import paths
from app.commands.printing import print_bytes

if TYPE_CHECKING:
    from sync.workspace.opening import Workspace


class _Path(click.Path):
    """A path that need not be there or be readable: whoever uses it says so in our own words."""

    def __init__(self) -> None:
        super().__init__(path_type=Path, readable=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Refuse an empty path, which would be the folder that one happens to stand in."""
        if not value:
            self.fail("An empty path names no file or folder.", param, ctx)
        return super().convert(value, param, ctx)


PATH = _Path()
"""The type of every option and argument that names a file or folder."""
REPLACE = click.option(
    "--replace", is_flag=True, help="Write over a file that is there. Else it is refused."
)
"""The option of every command whose --out is one file."""


_NO_ORDERS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160)), "�")
"""What other people wrote may hold signs that a terminal would obey; `cat` alone prints them."""


def _as_json(value: Any) -> bytes:
    import msgspec  # late, as `json`: the window is there sooner without them

    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:  # the name of a file may hold bytes that are no text
        import json

        return json.dumps(msgspec.to_builtins(value)).encode("ascii")


class Call:
    """What the options of one call say; it opens the workspace and prints the answer.

    With `as_json` exactly one JSON document goes to stdout; everything else goes to stderr.
    """

    def __init__(self, workspace: Path | None, as_json: bool) -> None:
        self.folder = workspace or paths.workspace_dir()
        self.as_json = as_json

    @contextmanager
    def workspace(self) -> Iterator[Workspace]:
        """Open the workspace; what a window that is gone left unsealed becomes revisions first."""
        from app.flows.safety.opening import take_over_what_was_left
        from sync.store.striking import is_pending
        from sync.workspace.opening import Workspace

        with Workspace.open(self.folder) as ws:
            take_over_what_was_left(ws)
            yield ws
            if is_pending(ws.store.settings):
                self._finish_redaction(ws)
            if ws.store.backups.due():
                self._back_up(ws)

    @staticmethod
    def _finish_redaction(ws: Workspace) -> None:
        """Clean what a redaction has left, here or while this was closed."""
        from app.flows.review.redacting import finish

        finish(ws)

    def _back_up(self, ws: Workspace) -> None:
        """Make the backup of the day after the work; one that fails spoils nothing of it."""
        from app.flows.safety.keeping import back_up_if_due
        from sync.model.errors import CoursefolkError

        try:
            back_up_if_due(ws)
        except CoursefolkError as error:
            self.say(f"The backup of the day could not be made. {error}")

    def answer(self, value: Any, text: str | Callable[[], str] = "") -> None:
        """Print the answer: `value` as JSON, or the words for people."""
        if self.as_json:
            self._out(_as_json(value) + b"\n")
            return
        words = text() if callable(text) else text
        if words:
            shown = words.translate(_NO_ORDERS).encode("utf-8", "replace")
            self._out(shown if shown.endswith(b"\n") else shown + b"\n")

    def raw(self, data: bytes) -> None:
        """Print bytes as they are."""
        self._out(data)

    def say(self, words: str) -> None:
        """Tell the person something that is not the answer."""
        click.echo(words, err=True)

    @staticmethod
    def _out(data: bytes) -> None:
        print_bytes(data)


class Command(click.Command):
    """A command that takes `--json` and `--workspace` in its own place as well."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.append(
            click.Option(["--json", "as_json"], is_flag=True, help="Print one JSON document.")
        )
        self.params.append(
            click.Option(
                ["--workspace"],
                type=PATH,
                help="The workspace folder (before the command works too).",
            )
        )

    def invoke(self, ctx: click.Context) -> Any:
        """Fold the options of the command into those of the group."""
        as_json = ctx.params.pop("as_json", False)
        folder = ctx.params.pop("workspace", None)
        _must_be_text(self, ctx)
        outer = ctx.find_object(dict) or {}
        ctx.obj = Call(folder or outer.get("workspace"), as_json or outer.get("as_json", False))
        return super().invoke(ctx)


def _must_be_text(called: click.Command, ctx: click.Context) -> None:
    """Refuse words with bytes that are no UTF-8, by name; files and folders may be called so."""
    for parameter in called.params:
        given = ctx.params.get(parameter.name or "")
        words = given if isinstance(given, tuple) else (given,)
        if parameter.name in ("source", "files"):
            continue
        if any(isinstance(word, str) and not _is_text(word) for word in words):
            raise click.BadParameter("It is not valid UTF-8 text.", ctx, parameter)


def _is_text(word: str) -> bool:
    try:
        word.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def command(name: str, **kwargs: Any) -> Callable[[Callable[..., Any]], click.Command]:
    """Make a function, whose first argument is the Call, a command."""

    def wrap(function: Callable[..., Any]) -> click.Command:
        return click.command(name, cls=Command, **kwargs)(click.pass_obj(function))

    return wrap

"""Commands of the shared server: serve, and operations on its data while it runs."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from app.commands.call import PATH, REPLACE, Call, Command, command

if TYPE_CHECKING:
    from sync.server.operations import Invitation

_DATA = click.option("--data", type=PATH, help="The server's data folder.")
_DATABASE = click.option("--database", help="The URL of its database, if not in that folder.")


def _folder(data: Path | None) -> Path:
    from app import paths

    return data or paths.server_dir()


@command("serve")
@_DATA
@_DATABASE
@click.option("--media", help="Where attachments are kept; the data folder if not given.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8480,
    show_default=True,
    help="0 takes a free one.",
)
def serve(
    call: Call, data: Path | None, database: str | None, media: str | None, host: str, port: int
) -> None:
    """Run the shared server until Ctrl+C; prints one line “ready URL” when it listens.

    On the first start a line “invite CODE” follows, for the first owner.
    """
    from app.flows.versions.read_for_server import read_versions
    from sync.model.server_words import as_line
    from sync.server.operations import identity
    from sync.server.serving import serve as run

    invites: list[Invitation] = []

    def ready(url: str) -> None:
        # in one piece: who waits for the first line may close the pipe after it
        click.echo("\n".join([f"ready {url}", *(f"invite {made.invite}" for made in invites)]))
        for made in invites:
            call.say(f"Made the space “{made.space}”. An owner joins with this invite.")
        who = identity(_folder(data), database=database)
        call.say(f"Its six words, to read out to who asks: {as_line(who)}")

    with contextlib.suppress(KeyboardInterrupt):
        run(
            _folder(data),
            database=database,
            media=media,
            host=host,
            port=port,
            ready=ready,
            first=invites.append,
            read=read_versions,
        )


class ServerGroup(click.Group):
    """The operations on a server's data."""


@click.group("server", cls=ServerGroup)
def server() -> None:
    """Operate a server's data: invite, people, words, revoke, backup, restore."""


def _operation(name: str) -> Callable[[Callable[..., None]], click.Command]:
    return lambda function: server.command(name, cls=Command)(click.pass_obj(function))


@_operation("invite")
@click.option(
    "--role",
    required=True,
    type=click.Choice(["owner", "author", "reviewer", "reader"]),
    help="What they may do.",
)
@click.option("--space", default="team", show_default=True, help="The space they join.")
@click.option("--name", default="", help="Whom it is for, for your own list.")
@_DATA
@_DATABASE
def invite(
    call: Call, role: Any, space: str, name: str, data: Path | None, database: str | None
) -> None:
    """Make an invite for one person."""
    from sync.server.operations import invite as make

    made = make(_folder(data), database=database, role=role, space=space, name=name)
    value = {
        "invite": made.invite,
        "role": made.role,
        "space": made.space,
        "expires": made.expires,
    }
    call.answer(value, made.invite)


@_operation("people")
@_DATA
@_DATABASE
def people(call: Call, data: Path | None, database: str | None) -> None:
    """List the people of the server, with their roles and devices."""
    from sync.server.operations import people as everyone

    found = everyone(_folder(data), database=database)
    rows = [msgspec.to_builtins(row) for row in found]
    words = "\n".join(
        f"{row.name}: {', '.join(f'{role} in {space}' for space, role in row.roles.items())}"
        for row in found
    )
    call.answer(rows, words or "Nobody has joined yet.")


@_operation("words")
@_DATA
@_DATABASE
def words(call: Call, data: Path | None, database: str | None) -> None:
    """Print the six words by which people know this server, to read out to who asks."""
    from sync.model.server_words import as_line, words_of
    from sync.server.operations import identity

    server = identity(_folder(data), database=database)
    call.answer({"server": server, "words": list(words_of(server))}, as_line(server))


@_operation("revoke")
@click.argument("person")
@_DATA
@_DATABASE
def revoke(call: Call, person: str, data: Path | None, database: str | None) -> None:
    """Withdraw the access of a PERSON, by name or id, from all of their computers."""
    from sync.model.errors import NotFound
    from sync.server.operations import people as everyone
    from sync.server.operations import revoke as withdraw

    known = everyone(_folder(data), database=database)
    found = [row for row in known if person in (row.person, row.name)]
    if len(found) != 1:
        listed = ", ".join(f"{row.name} ({row.person})" for row in known) or "nobody yet"
        raise NotFound(
            f"There is no one person “{person}” on this server.",
            safe="Nothing was changed.",
            mend=f"There are: {listed}. A whole id tells two of one name apart.",
        )
    count = withdraw(_folder(data), found[0].person, database=database)
    value = {"person": found[0].person, "name": found[0].name, "withdrawn": count}
    computers = "1 computer" if count == 1 else f"{count} computers"
    call.answer(value, f"{found[0].name}: the access of {computers} is withdrawn.")


@_operation("backup")
@click.option("--out", required=True, type=PATH, help="The file to write.")
@REPLACE
@_DATA
def backup(call: Call, out: Path, replace: bool, data: Path | None) -> None:
    """Copy the database in the data folder, whole, while the server runs."""
    from app.flows.files.out_file import must_be_free
    from sync.server.keeping import backup as copy

    must_be_free(out, over=replace)
    size = copy(_folder(data), out)
    call.answer({"file": str(out), "bytes": size}, f"{out} ({size:,} bytes)")


@_operation("restore")
@click.argument("backup", type=PATH)
@_DATA
def restore(call: Call, backup: Path, data: Path | None) -> None:
    """Put a BACKUP in the place of the database of a server that is stopped."""
    from sync.server.keeping import restore as put_back

    aside = put_back(_folder(data), backup)
    words = "The database is as in the backup. What came later comes again from the laptops."
    if aside is not None:
        words += f" What stood there is put aside, untouched: {aside}"
    call.answer({"from": str(backup), "aside": str(aside) if aside else None}, words)

"""Commands about spaces and the server: connect, share, people, grant, sync, status."""

from __future__ import annotations

import contextlib
import time

import click

from app.commands.call import Call, command


@command("connect")
@click.argument("url")
@click.option("--invite", help="The code of the invite.")
@click.option("--name", help="Your name, as it should stand on your comments.")
@click.option(
    "--server-words",
    default="",
    help="The six words of the server, read out by whoever runs it: another has others.",
)
def connect(call: Call, url: str, invite: str | None, name: str | None, server_words: str) -> None:
    """Sign this workspace in at a server's URL.

    With the code that `add-laptop` gave on another laptop of yours, you are the same person on
    both: your courses come at the next sync, and no name is needed. A server that says it is
    another one than before is taken only with --server-words; these alone, without an invite,
    take its new identity.
    """
    from app.flows.sharing.server_identity import accept_server
    from app.flows.sharing.syncing import connect as join

    if invite is None and not server_words:
        raise click.UsageError("Missing option '--invite'.")
    with call.workspace() as ws:
        if invite is None:
            server = accept_server(ws, server_words, url)
            call.answer({"server": url.rstrip("/"), "identity": server}, "Taken. Now sync.")
            return
        spaces = join(ws, url, invite, name or ws.identity.name, server_words)
        me = ws.identity.name
        call.answer(
            {"server": url.rstrip("/"), "spaces": spaces, "name": me},
            f"Connected as {me}. Spaces: {', '.join(spaces)}. Now sync.",
        )


@command("add-laptop")
def add_laptop(call: Call) -> None:
    """Get a code with which another laptop of yours signs in as you (net).

    On that laptop: `coursefolk connect URL --invite CODE`. The code holds for one hour, once.
    """
    from app.flows.sharing.syncing import add_laptop as ask

    with call.workspace() as ws:
        made = ask(ws)
        until = time.strftime("%H:%M", time.localtime(made.expires / 1000))
        call.answer(
            {"invite": made.code, "expires": made.expires},
            f"{made.code}\nOn your other laptop, until {until}: connect with this as the invite.",
        )


@command("disconnect")
def disconnect(call: Call) -> None:
    """Sign this workspace out; everything stays here."""
    from app.flows.sharing.syncing import disconnect as leave

    with call.workspace() as ws:
        leave(ws)
        call.answer({"server": None}, "Signed out. Everything stays on this computer.")


@command("share")
@click.argument("course")
@click.option("--space", help="The space; team if not given.")
@click.option("--with-history", is_flag=True, help="With all earlier texts, not only today's.")
def share(call: Call, course: str, space: str | None, with_history: bool) -> None:
    """Put a COURSE into a space; its members get it at their next sync."""
    from app.flows.media.media_cleaning import told_of_files
    from app.flows.sharing.syncing import share as begin

    with call.workspace() as ws:
        opened = ws.courses.at(course)
        cleaned = told_of_files(ws, opened)
        begin(ws, opened, space, with_history=with_history)
        words = f"“{opened.title}” is shared. “coursefolk sync” sends it."
        call.answer(
            {"course": opened.id, "shared": True, "cleaned": cleaned},
            f"{words}\n{cleaned}".rstrip(),
        )


@command("people")
@click.argument("course")
def people(call: Call, course: str) -> None:
    """List who can see a COURSE, with their roles."""
    from app.flows.overview.library import people as who

    with call.workspace() as ws:
        rows = who(ws, ws.courses.at(course))
        call.answer(rows, "\n".join(f"{r['role']:9} {r['name']}" for r in rows))


@command("grant")
@click.argument("course")
@click.argument("name")
@click.argument("role", type=click.Choice(["owner", "author", "reviewer", "reader", "none"]))
def grant(call: Call, course: str, name: str, role: str) -> None:
    """Give the person NAME a ROLE in a COURSE."""
    from app.flows.sharing.syncing import grant as give

    with call.workspace() as ws:
        give(ws, ws.courses.at(course), name, role)
        call.answer({"name": name, "role": role}, f"{name}: {role}, from the next sync on.")


@command("sync")
@click.option("--watch", is_flag=True, help="Go on syncing until Ctrl+C.")
def sync(call: Call, watch: bool) -> None:
    """Send what waits and take in what is new."""
    from app.commands.held import as_value, line_of
    from app.flows.sharing.held import held as list_held
    from app.flows.sharing.syncing import sync as run

    with call.workspace() as ws:
        if watch:
            from app.workers.watching import sync_watch

            with contextlib.suppress(KeyboardInterrupt):
                for told in sync_watch(ws):
                    call.say(told)
            return
        done = run(ws)
        done["held"] = [as_value(one) | {"line": line_of(one)} for one in list_held(ws)]
        words = f"{done['received']} in, {done['sent']} out."
        for held in done["held"]:
            words += f"\nWaits for your yes: {held['line']}"
        if done["overlaps"]:
            words += f" {done['overlaps']} to check: both texts are kept."
        if done["broken"]:
            words += (
                f" {len(done['broken'])} broke by merging: “coursefolk check” tells the choices."
            )
        for refused in done["refused"]:
            words += f"\nNot taken by the server: {refused['why']} It is kept here."
        for path in done["kept"]:
            words += f"\nWords of it that no suggestion can hold: “{path}”."
        call.answer(done, words)


@command("status")
def status(call: Call) -> None:
    """Say where the words are: saved here, waiting to send, on the server; and who waits for you.

    “asked” are reviews that you were asked for, with their days; “waits_for_nobody” is what was
    asked of people who have no access any more.
    """
    from app.commands.held import as_value, line_of
    from app.commands.turns import asked_in_words, asked_of_me, nobody_in_words, waits_for_nobody
    from app.flows.lesson.apart import waiting_everywhere
    from app.flows.sharing.held import held as list_held
    from app.flows.sharing.syncing import status as tell

    with call.workspace() as ws:
        now = tell(ws)
        lines = ["Saved here", f"{now.waiting} waiting to send"]
        if now.server is None:
            signed_out = now.last_sync is not None
            lines.append("Signed out of the server" if signed_out else "No server, not needed yet")
        elif now.last_sync:
            at = time.strftime("%d %b %H:%M", time.localtime(now.last_sync / 1000))
            lines.append(f"On server {now.server}, {at}")
        else:
            lines.append(f"Server {now.server}, not synced yet")
        lines += [f"{p['what']} {p['mend']}" for p in now.problems]
        waiting = list_held(ws)
        lines += [f"Waits for your yes: {line_of(held)}" for held in waiting]
        apart = waiting_everywhere(ws)
        lines += [
            f"“{one.title}” has words by {', '.join(one.people)} that your window has not taken in."
            for one in apart
        ]
        courses = [ws.courses.open(e.row) for e in ws.courses.entries() if e.row.space is not None]
        asked = [row for course in courses if (row := asked_of_me(ws, course)) is not None]
        nobody = waits_for_nobody(ws, courses)
        lines += [asked_in_words(row) for row in asked]
        lines += [nobody_in_words(row) for row in nobody]
        value = {
            "saved": now.saved,
            "waiting": now.waiting,
            "last_sync": now.last_sync,
            "server": now.server,
            "problems": now.problems,
            "held": [as_value(held) for held in waiting],
            "asked": asked,
            "waits_for_nobody": nobody,
            "held_back": [
                {"lesson": one.lesson, "title": one.title, "people": list(one.people)}
                for one in apart
            ],
        }
        call.answer(value, "\n".join(lines))

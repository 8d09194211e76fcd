"""Every command is in the help, and everything that make offers is in its own help."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from app.cli import cli
from tests.contract.source import ROOT, must_be_none

_NAMED = r"`((?:server |review-file )?[a-z][a-z-]*)"
LATER = {"take-back", "server move-to"}
"""Commands of the public contract that later issues bring."""


def commands(group: click.Group = cli, above: str = "") -> Iterator[tuple[str, click.Command]]:
    """Yield every command that people see; one below another reads `server invite`."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None, f"{above}{name} leads nowhere"
        if isinstance(command, click.Group):
            yield from commands(command, f"{above}{name} ")
        elif not command.hidden:
            yield f"{above}{name}", command


def options_of(command: click.Command) -> list[str]:
    """List the long options that a person can type."""
    return [
        option
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.hidden
        for option in parameter.opts
        if option.startswith("--")
    ]


def undocumented(known: dict[str, list[str]], text: str) -> Iterator[str]:
    """Name the commands and options that a text does not show as one would type them."""
    for command, options in known.items():
        if not re.search(rf"coursefolk (?:--\S+ )*{re.escape(command)}(?![\w-])", text):
            yield f"coursefolk {command} is not in the help"
        for option in options:
            if not re.search(rf"{option}(?![\w-])", text):
                yield f"{option} of {command} is not in the help"


def help_text() -> str:
    """Return the help course as one text."""
    pages = sorted((ROOT / "resources" / "help").rglob("*.md"))
    assert pages, "the help course is not in resources/help"
    return "\n".join(page.read_text("utf-8") for page in pages)


def test_every_command_is_in_the_help() -> None:
    known = {name: options_of(command) for name, command in commands()}
    assert len(known) > 30
    must_be_none(undocumented(known, help_text()))


def test_every_command_and_option_explains_itself() -> None:
    silent = [name for name, command in commands() if not (command.help or "").strip()]
    silent += [
        f"{option.opts[0]} of {name}"
        for name, command in commands()
        for option in command.params
        if isinstance(option, click.Option) and not option.hidden and not option.help
    ]
    must_be_none(f"{name} does not explain itself" for name in silent)


def test_help_is_shown_for_every_command() -> None:
    for name, _ in commands():
        done = CliRunner().invoke(cli, [*name.split(), "--help"])
        assert done.exit_code == 0, f"{name} --help: {done.output}"
        assert name.split()[-1] in done.output


def test_an_undocumented_command_is_found() -> None:
    text = "Type `coursefolk publish COURSE --note T` or `coursefolk --json server people`."
    assert not list(undocumented({"publish": ["--note"], "server people": []}, text))
    absent: list[dict[str, list[str]]] = [{"pub": []}, {"publish": ["--no"]}, {"people": []}]
    assert all(list(undocumented(known, text)) for known in absent)


def test_the_commands_of_the_contract_are_here(shared: Path) -> None:
    table = (shared / "CLI.md").read_text("utf-8")
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    named = {match for row in rows for match in re.findall(_NAMED, row)}
    assert len(named) > 40
    known = {name for name, _ in commands()}
    must_be_none(f"{name} is in the contract" for name in sorted(named - LATER - known))


def test_make_shows_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    shown = set(re.findall(r"make ([a-z-]+)", makefile))
    assert targets - {"help", "ready"} <= shown


@pytest.mark.parametrize("page", ["README.md", "CHANGELOG.md", "SECURITY.md"])
def test_our_pages_use_the_words_for_people(page: str) -> None:
    found = re.findall(r"\b(?:branch|commit|conflict|push)\b", (ROOT / page).read_text("utf-8"))
    assert not found

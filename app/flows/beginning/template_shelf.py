"""Read the templates that come with the program: Markdown files with a few lines at their head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from app import paths
from sync.model.errors import NotFound, OurMistake
from sync.model.ids import Sha
from sync.model.language import say
from sync.model.payloads import NodeKind

TemplateKind = Literal["course", "lesson", "snippet"]
FOLDERS: dict[TemplateKind, str] = {
    "course": "courses",
    "lesson": "lessons",
    "snippet": "snippets",
}
ABOUT = "about.md"
_OWN_LINE = re.compile(r"(name|for|order): *(.*)")
_NUMBER = re.compile(r"\d+[ .)_-]+")
_TITLE = re.compile(r"^# (.+)$", re.M)


@dataclass(frozen=True)
class Template:
    """A template as a line in a list: its name, and when one would choose it."""

    ident: str
    kind: TemplateKind
    name: str
    about: str
    own: bool = False


@dataclass(frozen=True)
class Sheet:
    """The text of a lesson's template or of a snippet; `title` is where the title stands in it."""

    template: Template
    text: str
    title: str = "{{title}}"


@dataclass(frozen=True)
class Row:
    """A module or lesson of a course's template; `parent` is the number of the row it is in.

    `path` is where links of the other lessons look for it; empty if none do.
    """

    kind: NodeKind
    title: str
    parent: int | None = None
    text: str = ""
    path: str = ""


@dataclass(frozen=True)
class Plan:
    """A whole course as a template: how to use it, what is in it, and the files that it shows."""

    template: Template
    advice: str
    rows: tuple[Row, ...]
    files: dict[str, Sha] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)


def shelf() -> tuple[Template, ...]:
    """List the templates that come with the program, courses first, each kind in its order."""
    found: list[Template] = []
    for kind, folder in FOLDERS.items():
        files = paths.resource("templates", folder).glob(
            f"*/{ABOUT}" if kind == "course" else "*.md"
        )
        read = [(_order(heads), template) for template, heads, _ in (_read(kind, f) for f in files)]
        found += [template for _, template in sorted(read, key=lambda one: (one[0], one[1].ident))]
    return tuple(found)


def sheet_on_shelf(ident: str) -> Sheet:
    """Read a lesson's template or a snippet."""
    kind, name = _parts(ident)
    template, _, text = _read(kind, _file(kind, name))
    return Sheet(template, text)


def plan_on_shelf(ident: str) -> Plan:
    """Read a course's template."""
    kind, name = _parts(ident)
    if kind != "course":
        raise _unknown()
    about = _file(kind, name)
    template, _, advice = _read(kind, about)
    rows: list[Row] = []
    _rows_of(about.parent, None, rows)
    return Plan(template, advice.strip(), tuple(rows))


def _rows_of(folder: Path, parent: int | None, rows: list[Row]) -> None:
    """Walk through a folder in the order of names: a folder in it is a module."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            rows.append(Row("module", _NUMBER.sub("", entry.name, count=1), parent))
            _rows_of(entry, len(rows) - 1, rows)
        elif entry.suffix == ".md" and entry.name != ABOUT:
            text = entry.read_text("utf-8")
            title = _TITLE.search(text)
            if title is None:
                raise OurMistake(say("The template {name} has no title.", name=entry.name))
            rows.append(Row("lesson", title[1].strip(), parent, text))


def _read(kind: TemplateKind, file: Path) -> tuple[Template, dict[str, str], str]:
    """Read a file: the template, the lines that are its own, and the text without them."""
    lines = file.read_text("utf-8").split("\n")
    end = lines.index("---", 1)
    own: dict[str, str] = {}
    left: list[str] = []
    for line in lines[1:end]:
        found = _OWN_LINE.fullmatch(line)
        if found:
            own[found[1]] = found[2]
        else:
            left.append(line)
    name = file.parent.name if kind == "course" else file.stem
    template = Template(f"{kind}:{name}", kind, own["name"], own["for"])
    head = ["---", *left, "---"] if left else []
    return template, own, "\n".join([*head, *lines[end + 1 :]])


def _order(heads: dict[str, str]) -> int:
    return int(heads.get("order", "0") or 0)


def _file(kind: TemplateKind, name: str) -> Path:
    known = {file.name: file for file in _candidates(kind)}
    wanted = name if kind == "course" else f"{name}.md"
    if wanted not in known:
        raise _unknown()
    return known[wanted] / ABOUT if kind == "course" else known[wanted]


def _candidates(kind: TemplateKind) -> Iterator[Path]:
    return paths.resource("templates", FOLDERS[kind]).iterdir()


def _parts(ident: str) -> tuple[TemplateKind, str]:
    kind, _, name = ident.partition(":")
    for known in FOLDERS:
        if kind == known:
            return known, name
    raise _unknown()


def _unknown() -> NotFound:
    return NotFound(
        say("There is no such template."),
        safe=say("Nothing was changed."),
        mend=say("“coursefolk templates” lists those that are here."),
    )

"""Keep one's own templates: a lesson, a course or a snippet, in the workspace's own store.

They stand among its settings, so that backups hold them and a recovery brings them back. Files
that a course shows are kept by content already.
"""

from __future__ import annotations

import msgspec

from app.flows.beginning.template_shelf import Plan, Row, Sheet, Template, TemplateKind
from app.flows.courses.lesson_paths import paths_of
from app.flows.courses.outlining import clean_title
from app.flows.lesson.writing import check_text
from sync.model.errors import BadInput, NotFound
from sync.model.ids import NodeId, Sha, fresh
from sync.model.language import say
from sync.workspace.courses import Course
from sync.workspace.looking import must_be_ones_own
from sync.workspace.opening import Workspace

OWN = "own:"
_PREFIX = "template."
_SHOWN = 120
_CARRIED = ("language", "description", "tags")


class Kept(msgspec.Struct, frozen=True, omit_defaults=True):
    """A template of one's own as it is kept."""

    kind: TemplateKind
    name: str
    about: str
    text: str = ""
    title: str = ""
    rows: tuple[Row, ...] = ()
    files: dict[str, Sha] = {}
    fields: dict[str, str] = {}


def save_lesson(ws: Workspace, course: Course, lesson: NodeId, name: str, about: str) -> Template:
    """Keep today's text of a lesson as a template; its title becomes that of each new lesson."""
    text = ws.lessons.seen_now(course.log, lesson).text
    _must_say_something(text)
    title = course.outline.nodes[lesson].title
    return _keep(ws, Kept("lesson", clean_title(name), about.strip(), text, title))


def save_course(ws: Workspace, course: Course, name: str, about: str) -> Template:
    """Keep a whole course as it stands today, without what was said of it, as a template."""
    numbers: dict[str, int] = {}
    at = paths_of(course)
    rows: list[Row] = []
    for node, _ in course.outline.walk():
        numbers[node.id] = len(rows)
        text = ws.lessons.seen_now(course.log, node.id).text if node.kind == "lesson" else ""
        parent = numbers.get(node.parent)
        rows.append(Row(node.kind, node.title, parent, text, at.get(node.id, "")))
    if not rows:
        raise BadInput(
            say("This course has no lesson yet."),
            safe=say("Nothing was changed."),
            mend=say("Write a lesson first."),
        )
    files = {path: placed.sha for path, placed in course.facts.files_now().items()}
    fields = {name: value for name, value in course.facts.fields.items() if name in _CARRIED}
    kept = Kept(
        "course", clean_title(name), about.strip(), rows=tuple(rows), files=files, fields=fields
    )
    return _keep(ws, kept)


def save_snippet(ws: Workspace, name: str, about: str, text: str) -> Template:
    """Keep some words to insert elsewhere; two `¦` in it enclose what is selected then."""
    _must_say_something(text)
    check_text(text)
    return _keep(ws, Kept("snippet", clean_title(name), about.strip(), text.strip("\n") + "\n"))


def forget_template(ws: Workspace, ident: str) -> Kept:
    """Take a template of one's own out; what was made from it stays. Give it, to put it back."""
    must_be_ones_own(ws.store.settings)
    kept = _kept(ws, ident)
    ws.store.settings.set(_PREFIX + ident.removeprefix(OWN), None)
    return kept


def put_back(ws: Workspace, ident: str, kept: Kept) -> None:
    """Keep a template again as it was, under its old ident: after it was renamed or taken out."""
    must_be_ones_own(ws.store.settings)
    ws.store.settings.set(_PREFIX + ident.removeprefix(OWN), msgspec.json.encode(kept).decode())


def rename_template(ws: Workspace, ident: str, name: str) -> Kept:
    """Call a template of one's own something else; give it as it was before."""
    kept = _kept(ws, ident)
    put_back(ws, ident, msgspec.structs.replace(kept, name=clean_title(name)))
    return kept


def beginning_of(ws: Workspace, ident: str) -> str:
    """Give what one would know a template by: its first words, or its first lessons."""
    kept = _kept(ws, ident)
    told = ", ".join(row.title for row in kept.rows) if kept.rows else kept.text
    words = " ".join(told.split())
    return words if len(words) <= _SHOWN else words[:_SHOWN].rsplit(" ", 1)[0] + "…"


def own_templates(ws: Workspace) -> tuple[Template, ...]:
    """List one's own templates by name."""
    found = []
    for key, value in ws.store.settings.all(_PREFIX).items():
        kept = msgspec.json.decode(value, type=Kept)
        found.append(_template(OWN + key.removeprefix(_PREFIX), kept))
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.ident)))


def own_sheet(ws: Workspace, ident: str) -> Sheet:
    """Read a lesson's template or a snippet of one's own."""
    kept = _kept(ws, ident)
    return Sheet(_template(ident, kept), kept.text, kept.title)


def own_plan(ws: Workspace, ident: str) -> Plan:
    """Read a course's template of one's own."""
    kept = _kept(ws, ident)
    return Plan(_template(ident, kept), kept.about, kept.rows, kept.files, kept.fields)


def _keep(ws: Workspace, kept: Kept) -> Template:
    must_be_ones_own(ws.store.settings)
    key = fresh()
    ws.store.settings.set(_PREFIX + key, msgspec.json.encode(kept).decode())
    return _template(OWN + key, kept)


def _kept(ws: Workspace, ident: str) -> Kept:
    value = ws.store.settings.get(_PREFIX + ident.removeprefix(OWN))
    if value is None:
        raise NotFound(
            say("There is no such template any more."),
            safe=say("Nothing was changed."),
            mend=say("“coursefolk templates” lists those that are here."),
        )
    return msgspec.json.decode(value, type=Kept)


def _template(ident: str, kept: Kept) -> Template:
    return Template(ident, kept.kind, kept.name, kept.about, own=True)


def _must_say_something(text: str) -> None:
    if not text.strip():
        raise BadInput(
            say("A template needs some words."),
            safe=say("Nothing was changed."),
            mend=say("Write something in it first."),
        )

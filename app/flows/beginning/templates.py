"""Begin from something: a course from an outline or a template, a lesson, a snippet in a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from app.flows.beginning.template_keeping import OWN, own_plan, own_sheet, own_templates
from app.flows.beginning.template_shelf import (
    Plan,
    Row,
    Sheet,
    Template,
    TemplateKind,
    plan_on_shelf,
    sheet_on_shelf,
    shelf,
)
from app.flows.changes import Changes
from app.flows.courses.outlining import add, clean_title
from app.flows.courses.titles import with_title
from app.flows.courses.typed_outline import read_typed
from app.flows.lesson.writing import check_text
from sync.model.errors import NotFound
from sync.model.ids import NodeId, fresh, sha_of
from sync.model.language import say
from sync.model.outline import ROOT
from sync.model.payloads import (
    CourseDescribed,
    FilePlaced,
    Form,
    LessonForm,
    LessonPlaced,
    Place,
    PlacedFile,
    TextRevised,
)
from sync.model.positions import spread
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

TITLE, COURSE_TITLE, MARK = "{{title}}", "{{course}}", "¦"


def templates(ws: Workspace, kind: TemplateKind | None = None) -> tuple[Template, ...]:
    """List one's own templates, then those that come with the program."""
    every = (*own_templates(ws), *shelf())
    return tuple(template for template in every if kind in (None, template.kind))


def find_template(ws: Workspace, reference: str, kind: TemplateKind | None = None) -> Template:
    """Find a template by its ident or its exact name, one's own first."""
    known = templates(ws, kind)
    found = [one for one in known if one.ident == reference]
    found = found or [one for one in known if one.name == reference.strip()]
    own = [one for one in found if one.own] or found
    if len(own) == 1:
        return own[0]
    listed = ", ".join(f"{one.name} ({one.ident})" for one in own or known)
    if own:
        raise NotFound(
            say(
                "“{reference}” may be each of these: {listed}.", reference=reference, listed=listed
            ),
            safe=say("Nothing was changed."),
            mend=say("Give the id instead."),
        )
    raise NotFound(
        say("There is no such template: “{reference}”.", reference=reference),
        safe=say("Nothing was changed."),
        mend=say("There are: {listed}.", listed=listed),
    )


def read_plan(ws: Workspace, ident: str) -> Plan:
    """Read a course's template, to show what is in it before it is used."""
    return own_plan(ws, ident) if ident.startswith(OWN) else plan_on_shelf(ident)


def read_sheet(ws: Workspace, ident: str) -> Sheet:
    """Read a lesson's template or a snippet, to show it before it is used."""
    return own_sheet(ws, ident) if ident.startswith(OWN) else sheet_on_shelf(ident)


def course_from_outline(
    ws: Workspace, title: str, outline: str, lesson_template: str | None = None
) -> Course:
    """Make a course from a title and a typed outline; each lesson from a template, if one is."""
    rows: list[Row] = []
    above: list[int] = []
    for line in read_typed(outline):
        del above[line.depth :]
        text = ""
        if line.kind == "lesson":
            named = clean_title(line.title)
            text = lesson_text(ws, lesson_template, named, title) if lesson_template else ""
            text = text or f"# {named}\n"
        rows.append(Row(line.kind, line.title, above[-1] if above else None, text))
        if line.kind == "module":
            above.append(len(rows) - 1)
    return _write(ws, title, rows)


def course_from_template(ws: Workspace, ident: str, title: str) -> Course:
    """Make a course from a template: its modules, lessons and files, under a new title."""
    plan = read_plan(ws, ident)
    return _write(ws, title, plan.rows, plan)


def lesson_text(ws: Workspace, ident: str, title: str, course_title: str = "") -> str:
    """Give the text of a new lesson of this title, from a template."""
    sheet = read_sheet(ws, ident)
    text = with_title(sheet.text, sheet.title, title) if sheet.title else sheet.text
    return text.replace(TITLE, title).replace(COURSE_TITLE, course_title)


def lesson_from_template(
    ws: Workspace,
    course: Course,
    ident: str,
    title: str,
    parent: str = ROOT,
    *,
    after: NodeId | None = None,
) -> Changes:
    """Add a lesson made from a template."""
    text = lesson_text(ws, ident, clean_title(title), course.title)
    return add(ws, course, "lesson", title, parent, text=text, after=after)


def snippet_text(ws: Workspace, ident: str) -> tuple[str, int, int]:
    """Give a snippet's text, and the start and end of what is to be selected in it."""
    body = read_sheet(ws, ident).text.strip("\n")
    if body.count(MARK) != 2:
        return body, len(body), len(body)
    start = body.index(MARK)
    end = body.index(MARK, start + 1) - 1
    return body.replace(MARK, ""), start, end


def _write(ws: Workspace, title: str, rows: Sequence[Row], plan: Plan | None = None) -> Course:
    """Write a whole course in one transaction: all of it or nothing."""
    clean = clean_title(title)
    with ws.store.writing():
        log = ws.begin_course(clean)
        ws.ledger.write(log, *_outline_facts(rows, clean), *_other_facts(ws, plan))
        return ws.courses.open(log)


def _outline_facts(rows: Sequence[Row], course_title: str) -> list[msgspec.Struct]:
    """Draw up the outline as one fact, the paths that links go by as one, and each first text."""
    ids = [NodeId(fresh()) for _ in rows]
    siblings = Counter(row.parent for row in rows)
    positions = {parent: iter(spread(count)) for parent, count in siblings.items()}
    places: list[Place] = []
    texts: list[TextRevised] = []
    forms: list[Form] = []
    for ident, row in zip(ids, rows, strict=True):
        parent = ROOT if row.parent is None else ids[row.parent]
        title = clean_title(row.title)
        places.append(Place(ident, parent, next(positions[row.parent]), (), row.kind, title))
        if row.kind == "lesson":
            text = row.text.replace(COURSE_TITLE, course_title)
            check_text(text)
            texts.append(TextRevised(ident, (), sha_of(text), text=text))
            if row.path:
                forms.append(Form(ident, row.path, sha_of(text)))
    outline = [LessonPlaced(tuple(places))] if places else []
    return [*outline, *([LessonForm(tuple(forms))] if forms else []), *texts]


def _other_facts(ws: Workspace, plan: Plan | None) -> list[msgspec.Struct]:
    if plan is None:
        return []
    files = tuple(
        PlacedFile(path, sha, ws.store.media.size(sha) or 0) for path, sha in plan.files.items()
    )
    described = [CourseDescribed(dict(plan.fields))] if plan.fields else []
    return [*described, *([FilePlaced(files)] if files else [])]

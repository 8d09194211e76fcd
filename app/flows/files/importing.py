"""Bring files in as a new course: lessons, modules, attachments, and the forms of the files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from editor.formats.table import reader_for
from editor.formats.values import Attachment, Brought, FileWarning
from sync.model.facts import Fact
from sync.model.ids import LogId, NodeId, Sha, fresh, sha_of
from sync.model.payloads import (
    CourseDescribed,
    FilePlaced,
    LessonForm,
    LessonPlaced,
    Place,
    PlacedFile,
    TextRevised,
)
from sync.model.positions import spread
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

Told = Callable[[int, int], None]


@dataclass(frozen=True)
class BroughtIn:
    """The new course, how much came, and what a person should know."""

    course: Course
    lessons: int
    media: int
    warnings: tuple[FileWarning, ...]


def bring_in(ws: Workspace, path: Path, form: str | None, told: Told) -> BroughtIn:
    """Read a folder or file and keep it as a course, in one transaction: all of it or nothing.

    `told` is called for each file and may raise to stop: then no fact and no file is kept.
    """
    brought = reader_for(path, form)(path, told)
    fresh_media: list[Sha] = []
    try:
        placed = _keep_all(ws, brought, fresh_media, told)
        told(_steps(brought), _steps(brought))
        with ws.store.writing():
            log = ws.begin_course(brought.title)
            facts = [*_facts_of(brought), *([FilePlaced(placed)] if placed else [])]
            written = ws.ledger.write(log, *facts)
            warnings = _review_back(ws, log, brought, list(zip(written, facts, strict=True)))
            course = ws.courses.open(log)
            told(_steps(brought), _steps(brought))  # the last chance to stop
    except BaseException:
        ws.courses.forget()
        _drop(ws, fresh_media)
        raise
    told_of = (*brought.warnings, *warnings)
    return BroughtIn(course, len(brought.lessons), len(placed), told_of)


def _review_back(
    ws: Workspace, log: LogId, brought: Brought, written: list[tuple[Fact, msgspec.Struct]]
) -> list[FileWarning]:
    """Take the comments that lay beside the lessons back in."""
    if brought.review is None:
        return []
    from app.flows.files.review_back import take_back

    roots = [(fact, body) for fact, body in written if isinstance(body, TextRevised)]
    forms = [form for _, body in written if isinstance(body, LessonForm) for form in body.forms]
    lessons = {form.path: form.lesson for form in forms}
    return take_back(
        ws, log, brought.review, lessons, [fact for fact, _ in roots], [body for _, body in roots]
    )


def _steps(brought: Brought) -> int:
    """Count the files as they are told: each is read, and attachments are kept besides."""
    return len(brought.lessons) + 2 * len(brought.attachments)


def _keep_all(
    ws: Workspace, brought: Brought, fresh_media: list[Sha], told: Told
) -> tuple[PlacedFile, ...]:
    """Keep all attachments; those that were not here before are noted in `fresh_media`."""
    placed: list[PlacedFile] = []
    known = set(ws.store.media.all()) if brought.attachments else set()
    steps = _steps(brought)
    for done, attachment in enumerate(brought.attachments, steps - len(brought.attachments)):
        told(done, steps)
        sha = _keep(ws, attachment)
        if sha not in known:
            known.add(sha)
            fresh_media.append(sha)
        placed.append(PlacedFile(attachment.path, sha, attachment.size))
    return tuple(placed)


def _keep(ws: Workspace, attachment: Attachment) -> Sha:
    if attachment.source is not None:
        return ws.store.media.put_file(attachment.source)[0]
    return ws.store.media.put(attachment.read())


def _drop(ws: Workspace, media: list[Sha]) -> None:
    """Take out the files of a course that did not come about, unless another has them by now.

    The store is held meanwhile: a writer who puts in the same picture does it before, or after.
    """
    if not media:
        return
    with ws.store.writing():
        logs = [entry.row.log for entry in ws.courses.entries()]
        placed = (file for log in logs for file in ws.courses.open(log).facts.files_now().values())
        used = {file.sha for file in placed}
        for sha in media:
            if sha not in used:
                ws.store.media.drop(sha)


def _facts_of(brought: Brought) -> list[msgspec.Struct]:
    """Draw up a whole outline as one fact, the forms as one, and a root text for each lesson."""
    ids = {node.path: NodeId(fresh()) for node in brought.nodes}
    siblings: dict[str, int] = {}
    for node in brought.nodes:
        siblings[node.parent] = siblings.get(node.parent, 0) + 1
    positions = {parent: spread(count) for parent, count in siblings.items()}
    places = tuple(
        Place(
            ids[node.path],
            ids[node.parent] if node.parent else "",
            next(positions[node.parent]),
            (),
            node.kind,
            node.title,
        )
        for node in brought.nodes
    )
    forms = tuple(n.file.form(ids[n.path], n.path) for n in brought.nodes if n.file)
    texts = [
        TextRevised(ids[n.path], (), sha_of(n.file.text), text=n.file.text)
        for n in brought.nodes
        if n.file
    ]
    facts: list[msgspec.Struct] = []
    if brought.language:
        facts.append(CourseDescribed({"language": brought.language}))
    return [*facts, LessonPlaced(places), LessonForm(forms), *texts]

"""Write a course out: today's draft or a version, as files of a format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from app import paths
from app.flows.courses.found_alone import left_in_found
from app.flows.media.media_cleaning import clean_bytes, to_be_cleaned
from app.flows.versions.publishing import find_version, state_of_version
from app.flows.versions.restoring import size_of
from editor.formats.review_json import Review
from editor.formats.text_file import decode, encode
from editor.formats.values import (
    AttachmentOut,
    CourseOut,
    FileWarning,
    NodeOut,
    Progress,
    Said,
    ThreadOut,
    Written,
    no_progress,
)
from sync.model.course import CourseFacts
from sync.model.facts import Fact
from sync.model.ids import LogId, NodeId, Sha
from sync.model.language import say
from sync.model.payloads import Form, LessonForm, OutlineEntry, PlacedFile
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from sync.workspace.revisions import LessonFacts

FOLDER = "folder"
"""The one format that gives an author's own files back byte for byte."""


def lesson_bytes(ws: Workspace, course: Course, lesson: NodeId) -> bytes:
    """Give a lesson's text of now in the form of its file."""
    text = ws.lessons.seen_now(course.log, lesson).text
    form = course.facts.forms.get(lesson)
    return encode(text, form, imported_text(ws, course.log, lesson, form))


def keep_form(ws: Workspace, course: Course, lesson: NodeId, raw: bytes) -> list[Fact]:
    """Keep the line ends and the mark of a file whose text was taken in, so that it comes back.

    A file of plain LF says nothing of its form: texts are given so, whatever form they had.
    """
    file = decode(raw)
    if file is None or not (file.ends or file.bom):
        return []
    form = course.facts.forms.get(lesson)
    if encode(file.text, form, imported_text(ws, course.log, lesson, form)) == raw:
        return []
    path = form.path if form else ""
    return ws.ledger.write(course.log, LessonForm((file.form(lesson, path),)))


def imported_text(ws: Workspace, log: LogId, lesson: NodeId, form: Form | None) -> str | None:
    """Find the text that a form was taken from; needed only if line ends differ within it."""
    if form is None or not form.ends:
        return None
    facts = LessonFacts(ws.store, log, lesson)
    for revision, (_, body) in facts.revised.items():
        if facts.sha_now(body.sha) == form.sha:
            return facts.text_of(revision)
    return None


def write_out(
    ws: Workspace,
    course: Course,
    form: str,
    out: Path,
    *,
    version: str | None = None,
    with_comments: bool = False,
    told: Progress = no_progress,
) -> Written:
    """Export a course; a folder is never left half written."""
    from editor.formats.table import writer_for

    writer = writer_for(form, paths.resources_dir(), told)
    course_now = course_out(ws, course, version=version, with_comments=with_comments)
    alone = left_in_found(course) if version is None else ()
    left_out = tuple(FileWarning(one.title, 0, one.what) for one in alone)
    if form == FOLDER:
        written = writer(course_now, out)
        said = (*written.warnings, *_not_clean(ws, course_now), *left_out)
        return replace(written, warnings=said)
    clean = tuple(_clean(attachment) for attachment in course_now.attachments)
    written = writer(replace(course_now, attachments=clean), out)
    return replace(written, warnings=(*written.warnings, *left_out))


def _clean(attachment: AttachmentOut) -> AttachmentOut:
    """Let nothing that tells a place, or could run, out to learners."""
    read, path = attachment.read, attachment.path
    return replace(attachment, read=lambda: clean_bytes(read(), path))


def _not_clean(ws: Workspace, course: CourseOut) -> Iterator[FileWarning]:
    """Name what tells a place in a folder of one's own files, which go out as they are."""
    placed = [PlacedFile(a.path, a.sha, a.size) for a in course.attachments]
    for one in to_be_cleaned(ws, placed):
        if "place" in one.taken_out:
            what = say("says where it was taken; publish, then export the version, and it does not")
            yield FileWarning(one.path, 0, what)


def course_out(
    ws: Workspace,
    course: Course,
    *,
    version: str | None = None,
    with_comments: bool = False,
    sealed: bool = False,
) -> CourseOut:
    """Gather what an export takes: today's draft with what is being typed, or a version.

    A `sealed` draft leaves out what a window has not made a revision of yet.
    """
    if version is None:
        entries = course.outline.entries()
        files = {path: placed.sha for path, placed in course.facts.files_now().items()}
        lessons = [entry.node for entry in entries if entry.kind == "lesson"]
        texts = texts_now(ws, course.log, lessons, sealed=sealed)
        number, log, facts = None, course.log, course.facts
    else:
        log, found = find_version(ws, course, version)
        state = state_of_version(ws, log, found)
        entries, texts, files = state.outline, state.texts, found.named.files
        facts = course.facts if log == course.log else ws.courses.open(log).facts
        number = found.number
    return CourseOut(
        title=course.title,
        nodes=tuple(_node_out(ws, facts, log, entry, texts) for entry in entries),
        fields=course.facts.fields,
        attachments=tuple(_attachment(ws, facts, p, sha) for p, sha in sorted(files.items())),
        threads=_threads(ws, course) if with_comments else None,
        review=_review(ws, course, number) if with_comments else None,
        version=number,
    )


def texts_now(
    ws: Workspace, log: LogId, lessons: Iterable[NodeId], *, sealed: bool = False
) -> dict[NodeId, str]:
    """Read the texts of many lessons at once: of now, or as they were `sealed` last."""
    read = ws.lessons.today if sealed else ws.lessons.seen_now
    typed = set() if sealed else set(ws.store.texts.all_working())
    drafts = ws.store.drafts.texts(log)
    return {
        lesson: read(log, lesson).text
        if lesson in typed or lesson not in drafts
        else drafts[lesson]
        for lesson in lessons
    }


def _node_out(
    ws: Workspace, facts: CourseFacts, log: LogId, entry: OutlineEntry, texts: dict[NodeId, str]
) -> NodeOut:
    if entry.kind == "module":
        return NodeOut(entry.node, "module", entry.title, entry.parent)
    form = facts.forms.get(entry.node)
    text = texts.get(entry.node, "")
    imported = imported_text(ws, log, entry.node, form)
    return NodeOut(entry.node, "lesson", entry.title, entry.parent, text, form, imported)


def _attachment(ws: Workspace, facts: CourseFacts, path: str, sha: Sha) -> AttachmentOut:
    return AttachmentOut(path, sha, size_of(facts, path, sha), _reader(ws, sha))


def _reader(ws: Workspace, sha: Sha) -> Callable[[], bytes | None]:
    return lambda: ws.store.media.get(sha)


def _review(ws: Workspace, course: Course, number: int | None) -> Review:
    from app.flows.files.review_out import review_out

    return review_out(ws, course, number)


def _threads(ws: Workspace, course: Course) -> tuple[ThreadOut, ...]:
    from app.flows.review.commenting import threads

    names = ws.courses.names(course)
    found = []
    for placed in threads(ws, course):
        thread = placed.thread
        first = Said(names.get(thread.person, ""), thread.at, thread.text)
        others = [Said(names.get(r.person, ""), r.at, r.text) for r in thread.replies]
        closed = thread.resolution
        found.append(
            ThreadOut(
                thread.lesson,
                thread.quote,
                (first, *others),
                closed.verdict if closed else "",
                closed.why if closed else "",
            )
        )
    return tuple(found)

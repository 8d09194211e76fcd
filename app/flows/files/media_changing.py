"""Replace a file of a course, take files out, say what a picture shows; each can be undone."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.flows.changes import Changes, changed
from app.flows.courses.lesson_paths import paths_of
from app.flows.files.exporting import texts_now
from app.flows.lesson.writing import edit
from app.flows.media.attaching import must_have_room
from app.flows.media.media_cleaning import keep_clean
from app.flows.permission import must_be_allowed
from editor.markdown.media_text import names_file, readdressed, with_words
from sync.model.errors import NotFound, Refused
from sync.model.facts import Fact
from sync.model.ids import NodeId, Sha, sha_of
from sync.model.language import say
from sync.model.payloads import FilePlaced, PlacedFile
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

if TYPE_CHECKING:
    from app.flows.media.media_judging import Judged


@dataclass(frozen=True)
class Undo:
    """How to take an act back: what stood at each path, and which address becomes which again."""

    files: tuple[PlacedFile, ...]
    readdress: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Done:
    """What an act changed, the lessons whose text follows, and how to take it back."""

    changes: Changes
    undo: Undo
    path: str = ""
    lessons: tuple[NodeId, ...] = ()


def replace_file(ws: Workspace, course: Course, path: str, judged: Judged) -> Done:
    """Put another file in the place of one; all lessons that show it show the new one.

    Where it is of another kind its suffix changes, and the lessons' addresses with it.
    """
    must_be_allowed(course, "file.placed")
    old = course.facts.files_now().get(path)
    if old is None:
        raise NotFound(
            say("“{name}” is not in this course any more.", name=posixpath.basename(path)),
            safe=say("Nothing was changed."),
            mend=say("Someone may have removed it: choose another file."),
        )
    must_have_room(course, judged.given, len(judged.data), without=path)
    sha, size = sha_of(judged.data), len(judged.data)
    new = _path_for(course, path, judged)
    placed = [PlacedFile(new, sha, size, course.facts.file_heads(new))]
    undo = [old]
    if new != path:
        placed.append(PlacedFile(path, Sha(""), 0, course.facts.file_heads(path)))
        undo.append(PlacedFile(new, Sha(""), 0))
    with ws.store.writing():
        keep_clean(ws, judged.data, judged.original)
        facts = list(ws.ledger.write(course.log, FilePlaced(tuple(placed))))
        lessons = _readdress(ws, course, path, new, facts) if new != path else ()
    return Done(changed(course.log, facts), Undo(tuple(undo), (new, path)), new, lessons)


def bring_missing(ws: Workspace, course: Course, path: str, judged: Judged) -> Done:
    """Put a file where lessons look for one that is not there."""
    must_be_allowed(course, "file.placed")
    must_have_room(course, judged.given, len(judged.data))
    sha, size = sha_of(judged.data), len(judged.data)
    new = _path_for(course, path, judged)
    placed = PlacedFile(new, sha, size, course.facts.file_heads(new))
    with ws.store.writing():
        keep_clean(ws, judged.data, judged.original)
        facts = list(ws.ledger.write(course.log, FilePlaced((placed,))))
        lessons = _readdress(ws, course, path, new, facts) if new != path else ()
    undo = Undo((PlacedFile(new, Sha(""), 0),), (new, path))
    return Done(changed(course.log, facts), undo, new, lessons)


def take_out(ws: Workspace, course: Course, paths: Iterable[str]) -> Done:
    """Take files out of the draft; the versions that have them keep them."""
    must_be_allowed(course, "file.placed")
    now = course.facts.files_now()
    gone = [now[path] for path in paths if path in now]
    if not gone:
        return Done(Changes(course.log), Undo(()))
    placed = tuple(
        PlacedFile(one.path, Sha(""), 0, course.facts.file_heads(one.path)) for one in gone
    )
    facts = ws.ledger.write(course.log, FilePlaced(placed))
    return Done(changed(course.log, facts), Undo(tuple(gone)))


def take_back(ws: Workspace, course: Course, undo: Undo) -> Changes:
    """Take an act back: the files as they stood, the addresses as they were."""
    must_be_allowed(course, "file.placed")
    placed = tuple(
        PlacedFile(one.path, one.sha, one.size, course.facts.file_heads(one.path))
        for one in undo.files
        if (course.facts.file_now(one.path) or "") != one.sha
    )
    new, old = undo.readdress
    with ws.store.writing():
        facts = list(ws.ledger.write(course.log, FilePlaced(placed))) if placed else []
        if new != old:
            _readdress(ws, course, new, old, facts)
    return changed(course.log, facts)


def say_what_it_shows(
    ws: Workspace, course: Course, lesson: NodeId, start: int, words: str, had: str
) -> Changes:
    """Write the words of the picture that begins at `start`; refuse if it is not there any more."""
    text = ws.lessons.seen_now(course.log, lesson).text
    made = with_words(text, start, words)
    if made == text and words != had:
        raise Refused(
            say("The lesson was changed meanwhile: the picture is not at its place any more."),
            safe=say("Nothing was changed."),
            mend=say("Look at the list again, then write the words."),
        )
    return edit(ws, course, lesson, made).changes


def _path_for(course: Course, path: str, judged: Judged) -> str:
    """Keep the path; only the suffix follows the content."""
    suffix = posixpath.splitext(path)[1].lower()
    if not judged.kind.suffixes or suffix in judged.kind.suffixes:
        return path
    folder, name = posixpath.split(path)
    stem = posixpath.splitext(name)[0]
    ending, number = judged.kind.suffixes[0], 1
    new = posixpath.join(folder, stem + ending)
    while course.facts.file_now(new) is not None:
        number += 1
        new = posixpath.join(folder, f"{stem}-{number}{ending}")
    return new


def _readdress(
    ws: Workspace, course: Course, old: str, new: str, facts: list[Fact]
) -> tuple[NodeId, ...]:
    """Let every lesson lead to the new path; what is being typed is sealed first."""
    must_be_allowed(course, "text.revised")
    paths = paths_of(course)
    lessons = [node.id for node in course.outline.lessons()]
    texts = texts_now(ws, course.log, lessons)
    touched = []
    for lesson in lessons:
        text = texts[lesson]
        if not names_file(text, posixpath.basename(old)):
            continue
        made = readdressed(text, paths.get(lesson, ""), old, new)
        if made != text:
            facts += edit(ws, course, lesson, made).changes.facts
            touched.append(lesson)
    return tuple(touched)

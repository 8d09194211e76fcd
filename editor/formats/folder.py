"""Read a folder of Markdown as a course, and write a course as a folder, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from editor.formats.landing import TELLS_CASE, Disk, Landed, land
from editor.formats.placing import places_of
from editor.formats.review_json import FILE, Review, is_review, read_review, review_json
from editor.formats.single_file import LARGEST_LESSON, course_named_in, is_lesson, read_single
from editor.formats.text_file import TextFile, decode, encode
from editor.formats.values import (
    Attachment,
    Brought,
    BroughtNode,
    CourseOut,
    FileWarning,
    Progress,
    Written,
    no_progress,
)
from editor.formats.walking import Found, Walk, is_front_page, shown
from editor.markdown.frontmatter import read as read_front_matter
from editor.markdown.titles import title_of
from sync.model.errors import BadInput
from sync.model.ids import NodeId
from sync.model.language import say
from sync.model.limits import is_too_long

LARGEST_COURSE = 500 * 2**20


def read_folder(path: Path, progress: Progress = no_progress, *, bare: bool = False) -> Brought:
    """Bring in a folder, or one Markdown file; raise BadInput if there is no Markdown there.

    What cannot be taken is named in the warnings, and nothing else is lost by it. The progress
    counts files. A `bare` folder may hold no lesson: one that is kept equal to a course.
    """
    if path.is_file():
        return read_single(path)
    walk = Walk(path).run()
    reading = _Reading(walk)
    for done, found in enumerate(walk.found):
        progress(done, len(walk.found))
        reading.take(found)
    progress(len(walk.found), len(walk.found))
    return reading.brought(path, bare=bare)


def write_folder(course: CourseOut, to: Path, progress: Progress = no_progress) -> Written:
    """Write a course at its recorded paths, adding nothing to any file.

    In a folder that exists only files that differ are replaced, each in one step, and files
    that are not the course's are left alone and named. Fails before it replaces anything.
    """
    warnings: list[FileWarning] = []

    def files(disk: Disk) -> Iterator[tuple[str, bytes]]:
        for path, data, _ in files_of(course, progress, disk=disk, warnings=warnings):
            yield path, data

    landed = land(files, to)
    return Written(landed.files, (*warnings, *strangers(landed)))


def files_of(
    course: CourseOut,
    progress: Progress = no_progress,
    *,
    disk: Disk = TELLS_CASE,
    warnings: list[FileWarning] | None = None,
) -> Iterator[tuple[str, bytes, NodeId | None]]:
    """Yield each file of a course: path, bytes, and its lesson (None for attachments).

    Paths are safe to write below a folder, and no two are one. What is not here yet is left out.
    """
    places = places_of(course, tells_case=disk.tells_case)
    said = warnings if warnings is not None else []
    said += places.warnings
    of = len(places.lessons) + len(places.files)
    for done, node in enumerate(course.lessons):
        progress(done, of)
        yield places.lessons[node.id], encode(node.text, node.form, node.imported), node.id
    for done, (attachment, path) in enumerate(places.files, len(places.lessons)):
        progress(done, of)
        data = attachment.read()
        if data is None:
            said.append(not_here_yet(path, attachment.size))
        else:
            yield path, data, None
    if course.review is not None:
        yield places.taken.take(FILE), review_json(course.review, places.lessons), None
    progress(of, of)


def not_here_yet(path: str, size: int) -> FileWarning:
    """Say that an attachment's bytes have not come to this laptop."""
    return FileWarning(
        path,
        0,
        say("is not on this computer yet ({size} bytes); sync, then export again", size=size),
    )


def strangers(landed: Landed) -> Iterator[FileWarning]:
    """Name the files that stand in the target and are not the course's."""
    for path in landed.others:
        yield FileWarning(path, 0, say("was there and is not of this course; left as it is"))


class _Reading:
    """Files on their way into a course, in reading order."""

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        self._nodes: list[BroughtNode] = []
        self._modules: set[str] = {""}
        self._attachments: list[Attachment] = []
        self._room = LARGEST_COURSE
        self._review: Review | None = None

    def take(self, found: Found) -> None:
        """Take one file as a lesson or an attachment, or say why not."""
        if found.size > self._room:
            self._walk.warn(found.path, say("would make the course larger than 500 MB; not taken"))
            return
        try:
            file = self._lesson(found) if is_lesson(found.path) else None
            if file is None:
                _try_to_open(found.source)
        except OSError as error:
            self._walk.warn(
                found.path, say("could not be read ({reason}); not taken", reason=error.strerror)
            )
            return
        self._room -= found.size
        if file is None:
            source = found.source
            if self._review is None and is_review(found.path):
                self._review = read_review(source.read_bytes())
                if self._review is not None:
                    return
            attachment = Attachment(found.path, found.size, source.read_bytes, source)
            self._attachments.append(attachment)
            return
        parent = self._module(found.path.rpartition("/")[0])
        stem = found.path.rpartition("/")[2].rpartition(".")[0] or found.path
        title = title_of(file.text) or stem
        self._nodes.append(BroughtNode("lesson", title, found.path, parent, file))

    def _lesson(self, found: Found) -> TextFile | None:
        """Read a lesson; None for what can only be an attachment."""
        file = decode(found.source.read_bytes()) if found.size <= LARGEST_LESSON else None
        if found.size > LARGEST_LESSON or (file is not None and is_too_long(file.text)):
            what = say("is larger than the 8 MB of a lesson; kept byte for byte as an attachment")
            self._walk.warn(found.path, what)
            return None
        if file is None:
            self._walk.warn(
                found.path,
                say(
                    "is not valid UTF-8; kept byte for byte as an attachment. "
                    "Save it as UTF-8 to make it a lesson"
                ),
            )
        return file

    def _module(self, path: str) -> str:
        """Make the modules down to a folder, unless they are there."""
        above: list[str] = []
        while path not in self._modules:
            above.append(path)
            path = path.rpartition("/")[0]
        for folder in reversed(above):
            parent, _, name = folder.rpartition("/")
            self._nodes.append(BroughtNode("module", name, folder, parent))
            self._modules.add(folder)
        return above[0] if above else path

    def brought(self, root: Path, *, bare: bool) -> Brought:
        """Close the reading; a folder without Markdown is no course, unless it may be bare."""
        lessons = [node for node in self._nodes if node.kind == "lesson"]
        if not lessons and not bare:
            warned = "; ".join(f"“{w.file}” {w.what}" for w in self._walk.warnings[:3])
            raise BadInput(
                say(
                    "There is no Markdown that can be read in “{folder}”.",
                    folder=shown(root.resolve().name),
                )
                + (f" {warned}." if warned else ""),
                safe=say("Nothing was taken in, nothing was changed."),
                mend=say("Choose the folder that holds the course's .md files."),
            )
        title, language = _named(lessons, root)
        return Brought(
            title,
            language,
            tuple(self._nodes),
            tuple(self._attachments),
            tuple(self._walk.warnings),
            self._review,
        )


def _try_to_open(source: Path) -> None:
    with source.open("rb"):
        pass


def _named(lessons: list[BroughtNode], root: Path) -> tuple[str, str]:
    """Give a course its title and language.

    The title is what the first lesson's front matter calls its `course`, else that of the front
    page (README or index at the top), else the folder's name.
    """
    head = read_front_matter(_text(lessons[0]) if lessons else "")
    title = course_named_in(head)
    language = head.language or ""
    for node in lessons:
        if node.parent == "" and is_front_page(node.path):
            language = language or read_front_matter(_text(node)).language or ""
            title = title or _front_title(_text(node))
    return title or shown(root.resolve().name) or "Course", language


def _front_title(text: str) -> str:
    """Give a front page's title; a first heading of a lower level names a part of it."""
    # loaded late: a folder without a front page needs no parser
    from editor.markdown.structure import headings

    named = read_front_matter(text).title
    first = next(iter(headings(text)), None)
    return named or (first.words if first is not None and first.level == 1 else "")


def _text(node: BroughtNode) -> str:
    return node.file.text if node.file is not None else ""

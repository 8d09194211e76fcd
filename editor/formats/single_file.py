"""Read one Markdown file as a course of one lesson, with the pictures it shows."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from editor.formats.text_file import TextFile, decode
from editor.formats.values import Attachment, Brought, BroughtNode, FileWarning
from editor.formats.walking import shown
from editor.markdown.frontmatter import FrontMatter
from editor.markdown.frontmatter import read as read_front_matter
from editor.markdown.mentions import mentions
from editor.markdown.titles import title_of
from sync.model.errors import BadInput
from sync.model.language import say
from sync.model.limits import LONGEST_TEXT, is_too_long

SUFFIXES = (".md", ".markdown")
LARGEST_LESSON = LONGEST_TEXT
"""Bytes; a longer file could not be shared as a lesson."""
LARGEST_BESIDE = 50 * 2**20


def is_lesson(path: str) -> bool:
    """Tell by its name whether a file holds a lesson, whatever the case of its suffix."""
    return path.casefold().endswith(SUFFIXES)


def course_named_in(front_matter: FrontMatter) -> str:
    """Give the title that a lesson's front matter gives its whole course, as `course`."""
    named = front_matter.values.get("course")
    return named.strip() if isinstance(named, str) else ""


def read_single(path: Path) -> Brought:
    """Bring in one file, and the files of its folder that it shows or links to."""
    if not is_lesson(path.name):
        raise BadInput(
            say("“{file}” is not a Markdown file.", file=shown(path.name)),
            safe=say("Nothing was taken in."),
            mend=say("Choose a file that ends in .md, or the folder of a course."),
        )
    file = _read(path)
    head = read_front_matter(file.text)
    title = title_of(file.text) or path.stem
    lesson = BroughtNode("lesson", title, path.name, "", file)
    attachments: list[Attachment] = []
    warnings: list[FileWarning] = []
    for found in _beside(path, file.text):
        if isinstance(found, Attachment):
            attachments.append(found)
        else:
            warnings.append(found)
    return Brought(
        course_named_in(head) or title,
        head.language or "",
        (lesson,),
        tuple(attachments),
        tuple(warnings),
    )


def _read(path: Path) -> TextFile:
    try:
        too_long = path.stat().st_size > LARGEST_LESSON
        file = None if too_long else decode(path.read_bytes())
    except OSError as error:
        raise BadInput(
            say("“{file}” cannot be read: {reason}.", file=shown(path.name), reason=error.strerror),
            safe=say("Nothing was taken in."),
            mend=say("Check that you may open it."),
        ) from error
    if too_long or (file is not None and is_too_long(file.text)):
        raise BadInput(
            say("“{file}” is larger than the 8 MB that a lesson can have.", file=shown(path.name)),
            safe=say("Nothing was taken in, and the file is untouched."),
            mend=say("Cut it into smaller lessons."),
        )
    if file is None:
        raise BadInput(
            say("“{file}” is not valid UTF-8.", file=shown(path.name)),
            safe=say("Nothing was taken in, and the file is untouched."),
            mend=say("Save it as UTF-8 in the program that wrote it, then bring it in again."),
        )
    return file


def _beside(path: Path, text: str) -> Iterator[Attachment | FileWarning]:
    """Find what the lesson names in its own folder or below; a link out of it is not followed."""
    root = os.path.realpath(path.parent)
    for name in sorted({m.target.value for m in mentions(text) if m.target.kind == "inside"}):
        there = Path(os.path.realpath(Path(root, name)))
        if not name or not there.is_file() or not there.is_relative_to(root):
            continue
        if is_lesson(name):
            yield FileWarning(
                name, 0, say("is linked to and was not taken; bring in the folder instead")
            )
        elif there.stat().st_size > LARGEST_BESIDE:
            yield FileWarning(name, 0, say("is larger than 50 MB; not taken"))
        else:
            yield Attachment(name, there.stat().st_size, there.read_bytes, there)

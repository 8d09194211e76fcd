"""List every format once: its name, whether it comes in or goes out, and what it is.

A format is added by one file of its own and one entry here. What a format needs is imported when
it is used: commands that only list them start fast.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from editor.formats.values import Brought, CourseOut, Progress, Written, no_progress
from sync.model.errors import BadInput
from sync.model.language import say

Reader = Callable[[Path, Progress], Brought]
Writer = Callable[[CourseOut, Path], Written]
_Writing = Callable[[CourseOut, Path, Path, Progress], Written]


@dataclass(frozen=True)
class Format:
    """One format; `read` or `write` is None where it goes one way only."""

    name: str
    what: str
    read: Reader | None = None
    write: _Writing | None = None

    @property
    def reads(self) -> bool:
        """Tell whether courses come from it."""
        return self.read is not None

    @property
    def writes(self) -> bool:
        """Tell whether courses go to it."""
        return self.write is not None


def _read_folder(path: Path, progress: Progress) -> Brought:
    from editor.formats.folder import read_folder

    return read_folder(path, progress)


def _write_folder(course: CourseOut, to: Path, _resources: Path, progress: Progress) -> Written:
    from editor.formats.folder import write_folder

    return write_folder(course, to, progress)


def _write_html(course: CourseOut, to: Path, resources: Path, progress: Progress) -> Written:
    from editor.formats.html_site import write_html

    return write_html(course, to, resources, progress)


_FORMATS = (
    Format(
        "folder",
        "a folder of Markdown files and pictures; byte for byte where nothing was edited",
        _read_folder,
        _write_folder,
    ),
    Format(
        "html",
        "a web site that opens from a disk, with quizzes to play and no network",
        write=_write_html,
    ),
)


def formats() -> tuple[Format, ...]:
    """List all formats."""
    return _FORMATS


def reader_for(path: Path, name: str | None = None) -> Reader:
    """Find what reads a path: the format named, else what the path looks like."""
    form = _named(name, [one for one in _FORMATS if one.reads]) if name else _FORMATS[0]
    if not path.exists():
        raise BadInput(
            say("There is nothing at “{path}”.", path=path),
            safe=say("Nothing was taken in, nothing was changed."),
            mend=say("Check the name, and that the disk it lies on is connected."),
        )
    assert form.read is not None
    return form.read


def writer_for(name: str, resources: Path, progress: Progress = no_progress) -> Writer:
    """Find what writes a format; `resources` is the folder of bundled data it may take from."""
    form = _named(name, [one for one in _FORMATS if one.writes])
    write = form.write
    assert write is not None
    return lambda course, to: write(course, to, resources, progress)


def _named(name: str, among: list[Format]) -> Format:
    for one in among:
        if one.name == name.casefold():
            return one
    names = ", ".join(one.name for one in among)
    raise BadInput(
        say("There is no format “{name}” for that.", name=name),
        safe=say("Nothing was changed."),
        mend=say("Choose one of: {names}.", names=names),
    )

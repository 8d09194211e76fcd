"""What imports bring and exports take: plain values, with readers for what may be large."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from editor.formats.review_json import Review
from editor.formats.text_file import TextFile
from sync.model.ids import NodeId, Sha
from sync.model.payloads import Form, NodeKind

Progress = Callable[[int, int], None]
"""Told (done, of) as work goes on; what it raises stops the work and leaves nothing behind."""


def no_progress(_done: int, _of: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class FileWarning:
    """Something in a file that a person should know of; line 0 is the file as a whole."""

    file: str
    line: int
    what: str


@dataclass(frozen=True)
class BroughtNode:
    """A module (a folder) or a lesson (a file with its text and form), by its path."""

    kind: NodeKind
    title: str
    path: str
    parent: str
    """The path of the module it stands in, "" at the top."""
    file: TextFile | None = None


@dataclass(frozen=True)
class Attachment:
    """A file beside the lessons. `source` is where it lies on disk, for copying without reading."""

    path: str
    size: int
    read: Callable[[], bytes]
    source: Path | None = None


@dataclass(frozen=True)
class Brought:
    """What an import brings: nodes in reading order, each module before what is in it."""

    title: str
    language: str
    nodes: tuple[BroughtNode, ...]
    attachments: tuple[Attachment, ...] = ()
    warnings: tuple[FileWarning, ...] = ()
    review: Review | None = None
    """The review that lay beside the lessons, to be taken back with its ids."""

    @property
    def lessons(self) -> list[BroughtNode]:
        """List the lessons in order."""
        return [node for node in self.nodes if node.kind == "lesson"]


@dataclass(frozen=True)
class NodeOut:
    """One row of the outline to export; a lesson brings its text, and the form it came in."""

    id: NodeId
    kind: NodeKind
    title: str
    parent: str
    text: str = ""
    form: Form | None = None
    imported: str | None = None
    """The text that `form` was taken from, where it is known."""


@dataclass(frozen=True)
class AttachmentOut:
    """An attachment to export; `read` gives None while its bytes have not come here yet."""

    path: str
    sha: Sha
    size: int
    read: Callable[[], bytes | None]


@dataclass(frozen=True)
class Said:
    """One voice in a thread; `at` is in milliseconds since 1970, for display only."""

    author: str
    at: int
    text: str


@dataclass(frozen=True)
class ThreadOut:
    """A comment with its answers; `verdict` is "" while it is open, else "done" or "wont"."""

    lesson: NodeId
    quote: str
    said: tuple[Said, ...]
    verdict: str = ""
    why: str = ""


@dataclass(frozen=True)
class CourseOut:
    """What an export takes. `fields` may hold `language`, `description`, `licence`, …

    `threads` is None unless the export is to carry comments.
    """

    title: str
    nodes: tuple[NodeOut, ...]
    fields: Mapping[str, str] = field(default_factory=dict)
    attachments: tuple[AttachmentOut, ...] = ()
    threads: tuple[ThreadOut, ...] | None = None
    review: Review | None = None
    """All of the review, for the file beside a folder; with `threads`, or None."""
    version: int | None = None
    """The number of the version that this is, or None for a draft."""

    @cached_property
    def lessons(self) -> list[NodeOut]:
        """List the lessons in order."""
        return [node for node in self.nodes if node.kind == "lesson"]


@dataclass(frozen=True)
class Written:
    """What an export wrote: paths below the target, and what a person should know."""

    files: tuple[str, ...]
    warnings: tuple[FileWarning, ...] = ()

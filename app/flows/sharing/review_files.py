"""Review by file, with no server: make a file of a course and its review, and take one in."""

from __future__ import annotations

import mmap
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from app.flows.files.out_file import must_be_free, not_written
from app.flows.lesson.kept_words import all_kept_words
from app.flows.permission import may
from app.flows.review.redacting import finish
from app.flows.sharing.reissuing import suggest_what_was_refused
from sync.model.errors import BadInput
from sync.model.ids import CourseId, FactId, LogId, PersonId
from sync.model.language import mark, say
from sync.store.durable import write_whole
from sync.wire.plain_zip import LARGEST
from sync.wire.review_file import FromNewer, NoReviewFile, NotWhole, ReviewFile, pack, unpack
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from sync.workspace.review_files import TakenFile, contents, take_in
from sync.workspace.roles import not_checked
from sync.workspace.sharing import share, share_with_history

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.flows.courses.gists import Told
    from sync.model.review import Version
    from sync.wire.plain_zip import Bytes

ENDING = ".coursefolk"
"""How review files are called, so that a double click opens them here."""

_MOST_OF_A_NAME = 60
_NOTHING_TAKEN = mark("Nothing was taken in.")


@dataclass(frozen=True)
class MadeFile:
    """A review file that was written; `missing` are attachments that are not on this laptop."""

    path: Path
    course: CourseId
    log: LogId
    number: int
    size: int
    facts: int
    media: int
    missing: tuple[str, ...]
    begun: bool
    """Whether the course was shared by this, and was private before."""
    with_history: bool = False


@dataclass(frozen=True)
class FromFile:
    """What a review file brought, from whom, and whose names nobody has checked.

    `number` is the version under review, 0 if there is none; `left_out` counts facts of kinds
    that only a newer application knows. `suggested` counts the suggestions that were made of what
    was written after the right to edit had gone; `kept` are files with the words of it that no
    suggestion can hold.
    """

    course: CourseId
    log: LogId
    title: str
    number: int
    maker: PersonId
    name: str
    taken: TakenFile
    not_checked: tuple[PersonId, ...]
    suggested: int = 0
    kept: tuple[Path, ...] = ()


def name_for(course: Course, number: int = 0) -> str:
    """Propose what to call a review file."""
    plain = "".join(sign if sign.isalnum() or sign in " -_" else " " for sign in course.title)
    stem = " ".join(plain.split())[:_MOST_OF_A_NAME].rstrip() or say("Course")
    return f"{stem} v{number}{ENDING}" if number else stem + ENDING


def make(
    ws: Workspace,
    course: Course,
    out: Path,
    *,
    note: str = "",
    ask: Sequence[PersonId] = (),
    with_history: bool = False,
    over: bool = True,
    told: Told | None = None,
) -> MadeFile:
    """Write a course's version, review and media as one file, whole or not at all.

    A file that is there is replaced only `over` it; before anything is begun.

    A private course is shared by this: today's texts, not their history, unless the author says
    so. A version is named where the draft is no version yet and the maker may name one.
    """
    must_be_free(out, over=over)
    ws.lessons.seal_all()
    begun = course.row.standing == "private"
    if begun:
        course = _begin(ws, course, with_history=with_history)
    course = ws.courses.open(course.log)
    version = _version(ws, course, note, ask, told)
    course = ws.courses.open(course.log)
    number, ident = (version.number, version.id) if version else (0, FactId(""))
    what = contents(ws, course, number, ident)
    total = sum(ws.store.media.size(sha) or 0 for sha in what.media)
    if total > LARGEST:
        raise BadInput(
            say("With its media this would be larger than the 500 MB of a review file."),
            safe=say("No file was written."),
            mend=say("Take large media out of the course, or shrink them."),
        )
    media = ws.store.media
    pieces = pack(
        what.manifest, what.facts, what.media, lambda sha: media.get(sha) or b"", ws.identity.key
    )
    try:
        write_whole(out, pieces)
        size = out.stat().st_size
    except OSError as error:
        raise not_written(error, out) from error
    return MadeFile(
        out, course.id, course.log, number, size, len(what.facts), len(what.media),
        what.missing, begun, begun and with_history,
    )  # fmt: skip


def _begin(ws: Workspace, course: Course, *, with_history: bool) -> Course:
    """Begin the shared log of a private course, without a space."""
    from app.flows.media.media_cleaning import clean_files

    clean_files(ws, course)
    course = ws.courses.open(course.log)
    if with_history:
        return ws.courses.open(share_with_history(ws.store, ws.ledger, course, None))
    return ws.courses.open(share(ws.store, ws.ledger, ws.lessons, course, None))


def _version(
    ws: Workspace, course: Course, note: str, ask: Sequence[PersonId], told: Told | None
) -> Version | None:
    """Find the version under review; name today's draft as one where it is none and I may."""
    from app.flows.versions.publishing import publish

    versions = course.facts.meant_versions()
    latest = versions[-1] if versions else None
    if not may(course, "version.named") or (latest and not note and _is_draft(ws, course, latest)):
        return latest
    _, changes = publish(ws, course, note, ask, told)
    facts = ws.courses.open(course.log).facts
    return next(facts.versions[fact.id] for fact in changes.facts if fact.id in facts.versions)


def _is_draft(ws: Workspace, course: Course, version: Version) -> bool:
    """Tell whether a version holds what the draft holds, word for word."""
    named, drafts = version.named, ws.store.drafts.all(course.log)
    files = {path: placed.sha for path, placed in course.facts.files_now().items()}
    if (course.outline.entries(), files) != (named.outline, named.files):
        return False
    return all(
        (node in drafts and drafts[node].state.sha == state.sha) or not state.heads
        for node, state in named.texts.items()
    )


def take(ws: Workspace, path: Path) -> FromFile:
    """Take a review file in; taken twice it changes nothing, changed on its way it is refused."""
    with _mapped(path) as archive:
        file = _read(archive, path)
        ws.lessons.seal_all(what_can_be=True)
        kept_before = set(all_kept_words(ws))
        taken = take_in(ws, file, path.name)
        suggested = suggest_what_was_refused(ws)
    finish(ws)
    manifest = file.manifest
    course = ws.courses.open(manifest.log)
    names = ws.courses.names(course)
    return FromFile(
        course=course.id,
        log=course.log,
        title=course.title,
        number=manifest.number,
        maker=manifest.maker,
        name=names.get(manifest.maker, ""),
        taken=taken,
        not_checked=not_checked(ws, course),
        suggested=sum(one.kind == "suggestion.made" for one in suggested),
        kept=tuple(one for one in all_kept_words(ws) if one not in kept_before),
    )


def is_review_file(path: Path) -> bool:
    """Tell whether a file may be a review file, by its name and its first bytes."""
    try:
        with path.open("rb") as file:
            return path.suffix.casefold() == ENDING or file.read(41)[30:] == b"review.json"
    except OSError:
        return path.suffix.casefold() == ENDING


@contextmanager
def _mapped(path: Path) -> Iterator[Bytes]:
    """Map a file into memory, so that it is read where it is looked at."""
    try:
        with path.open("rb") as file:
            if not file.read(1):
                raise _empty(path)
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
                yield cast("Bytes", mapped)
    except OSError as error:
        raise BadInput(
            say("“{name}” cannot be read: {why}.", name=path.name, why=error.strerror or error),
            safe=say(_NOTHING_TAKEN),
            mend=say("Check the name, and that the disk it lies on is connected."),
        ) from error


def _read(archive: Bytes, path: Path) -> ReviewFile:
    try:
        return unpack(archive)
    except NoReviewFile as error:
        raise _none(path) from error
    except FromNewer as error:
        raise BadInput(
            say("“{name}” was made by a newer Coursefolk.", name=path.name),
            safe=say(_NOTHING_TAKEN),
            mend=say("Install the newer version and take it in again."),
        ) from error
    except NotWhole as error:
        raise BadInput(
            say("“{name}” is damaged, or was changed since it was made.", name=path.name),
            safe=say(_NOTHING_TAKEN),
            mend=say("Ask for it once more; send it by another way, as it is."),
        ) from error


def _none(path: Path) -> BadInput:
    mend = say("Review files end in {ending}.", ending=ENDING)
    if path.suffix.casefold() == ENDING:  # that much is right already
        mend = say("It may be damaged, or made by another program. Ask for it once more.")
    return BadInput(
        say("“{name}” is no review file.", name=path.name), safe=say(_NOTHING_TAKEN), mend=mend
    )


def _empty(path: Path) -> BadInput:
    """Say of a file of no bytes that it did not come whole: copying or loading it was cut short."""
    return BadInput(
        say("“{name}” is empty.", name=path.name),
        safe=say(_NOTHING_TAKEN),
        mend=say("It did not come whole: copy it again, or ask for it once more."),
    )

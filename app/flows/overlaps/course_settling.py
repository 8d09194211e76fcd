"""Overlaps of files at one path and of the course's description: shown, and settled by one side."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from app.flows.changes import Changes, changed
from app.flows.overlaps.overlap_views import (
    OverlapView,
    Wording,
    sides,
    texts_of_sides,
    wording_taken,
)
from app.flows.permission import must_be_allowed
from sync.model.course_overlaps import CourseOverlap, CourseWording
from sync.model.errors import BadInput
from sync.model.ids import NodeId, PersonId, sha_of
from sync.model.language import say
from sync.model.payloads import CourseDescribed, FilePlaced, OverlapConfirmed, PlacedFile
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

BOTH = "both"
"""The choice to keep every file, the later ones under free names; what `merged` means for files."""


def course_view(ws: Workspace, course: Course, overlap: CourseOverlap) -> OverlapView:
    """Show an overlap of files or description as any other: each side has a wording."""
    names = ws.courses.names(course)
    wordings = tuple(
        Wording(_words(overlap.about, wording, names), wording.people)
        for wording in overlap.wordings
    )
    mine, theirs = texts_of_sides(ws.identity.person, wordings)
    was = _words(overlap.about, overlap.was, names) if overlap.was else ""
    merged = _words(overlap.about, overlap.standing, names)
    if overlap.kind == "file-apart":
        kept = _kept_apart(course, overlap)
        merged = _joined([_words(path, wording, names) for path, wording in kept])
    return OverlapView(
        overlap.id, NodeId(""), overlap.kind, was, mine, theirs, merged, wordings, "open",
        None, None, overlap, overlap.about,
    )  # fmt: skip


def _words(path: str, wording: CourseWording, names: dict[PersonId, str]) -> str:
    """Say what a side is: the words themselves, or the file's path, size, hash and person."""
    if wording.file is None:
        return wording.words
    who = _joined([names.get(person) or say("someone") for person in wording.people])
    if not wording.file.sha:
        return say("{path}: taken out by {who}", path=path, who=who)
    return say(
        "{path}: {size:,} bytes, {sha}, by {who}",
        path=path,
        size=wording.file.size,
        sha=wording.file.sha[:12],
        who=who,
    )


def _joined(parts: list[str]) -> str:
    """Join names or wordings for people: one, or each with the next."""
    joined = parts[0] if parts else ""
    for part in parts[1:]:
        joined = say("{those} and {one}", those=joined, one=part)
    return joined


def _kept_apart(course: Course, overlap: CourseOverlap) -> list[tuple[str, CourseWording]]:
    """Give every file of an overlap a path: what stands keeps its own, the others get free ones."""
    kept = [(overlap.about, overlap.standing)]
    free = _free_names(course, overlap.about)
    for wording in overlap.wordings:
        if wording.file is not None and wording.file.sha and wording is not overlap.standing:
            kept.append((next(free), wording))
    return kept


def _free_names(course: Course, path: str) -> Iterator[str]:
    """Yield names beside a file that no file has, whatever its case: “picture (2).png”."""
    taken = {known.casefold() for known in course.facts.files_now()}
    taken |= {form.path.casefold() for form in course.facts.forms.values()}
    stem, suffix = posixpath.splitext(path)
    number = 2
    while True:
        name = f"{stem} ({number}){suffix}"
        if name.casefold() not in taken:
            yield name
        number += 1


def confirm_in_course(ws: Workspace, course: Course, view: OverlapView, take: str) -> Changes:
    """Settle by one side: `mine`, `theirs`, a number, or `merged`, which keeps all there is.

    Of files apart `merged`, or `both`, keeps each; else it is what stands now. Bytes that were
    not chosen stay in the store of media.
    """
    overlap = view.course
    if overlap is None:
        raise BadInput(
            say("This overlap is none of a file or of the course's description."),
            safe=say("Nothing was changed."),
            mend=say("“coursefolk overlaps” tells what each overlap is about."),
        )
    must_be_allowed(course, "overlap.confirmed")
    chosen = _chosen(ws.identity.person, view, overlap, take)
    with ws.store.writing():
        [settling] = ws.ledger.write(course.log, _settling(course, overlap, chosen))
        sha = chosen.sha if chosen else sha_of(BOTH)
        body = OverlapConfirmed(NodeId(""), (overlap.id,), settling.id, sha_of(sha))
        facts = [settling, *ws.ledger.write(course.log, body)]
    return changed(course.log, facts)


def _chosen(
    me: PersonId, view: OverlapView, overlap: CourseOverlap, take: str
) -> CourseWording | None:
    """Find the side taken, None for all of them."""
    if take == BOTH and overlap.kind == "file-apart":
        return None
    wording_taken(view, take)  # says what there is to take, if it is none of these
    if take == "merged":
        return None if overlap.kind == "file-apart" else overlap.standing
    mine, theirs = sides(me, view.wordings)
    at = {"mine": mine, "theirs": theirs}[take] if take in ("mine", "theirs") else int(take) - 1
    return overlap.standing if at is None else overlap.wordings[at]


def _settling(
    course: Course, overlap: CourseOverlap, chosen: CourseWording | None
) -> FilePlaced | CourseDescribed:
    if chosen is not None and chosen.file is None:
        return CourseDescribed({overlap.about: chosen.words}, overlap.heads)
    kept = [(overlap.about, chosen)] if chosen else _kept_apart(course, overlap)
    return FilePlaced(
        tuple(
            PlacedFile(
                path,
                side.file.sha,
                side.file.size,
                overlap.heads if path == overlap.about else course.facts.file_heads(path),
            )
            for path, side in kept
            if side.file is not None
        )
    )

"""Tell the facts of a sync as sentences: who did what, where, how often."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from editor.panels.kit.avatars import Face
from editor.panels.receipts.values import ReceiptLine

_DID = {
    "text.revised": ("changed", "a text", "texts"),
    "comment.made": ("wrote", "a comment", "comments"),
    "comment.replied": ("wrote", "an answer", "answers"),
    "comment.resolved": ("resolved", "a comment", "comments"),
    "suggestion.made": ("made", "a suggestion", "suggestions"),
    "suggestion.decided": ("decided on", "a suggestion", "suggestions"),
    "overlap.confirmed": ("checked", "an overlap", "overlaps"),
    "version.named": ("named", "a version", "versions"),
    "review.given": ("gave", "a verdict", "verdicts"),
    "course.released": ("released", "a version", "versions"),
    "lesson.placed": ("placed", "a lesson", "lessons"),
    "lesson.renamed": ("renamed", "a lesson", "lessons"),
    "lesson.removed": ("removed", "a lesson", "lessons"),
    "file.placed": ("added", "a file", "files"),
    "course.made": ("made", "a course", "courses"),
    "course.described": ("described", "a course", "courses"),
    "course.shared": ("shared", "a course", "courses"),
    "content.redacted": ("struck words out of", "a text", "texts"),
    "member.set": ("set", "a role", "roles"),
}
_UNTOLD = frozenset({"lesson.form", "clock.passed"})
"""Facts that only go with others: how a text stood in its file, that others may pass."""
_ICONS = {
    "content.redacted": "eye-off",
    "text.revised": "pencil",
    "comment.made": "message-square",
    "comment.replied": "message-square",
    "version.named": "history",
    "review.given": "badge-check",
}


@dataclass(frozen=True)
class ReceiptEntry:
    """A fact of a receipt: its kind, who wrote it, and the titles of where."""

    kind: str
    face: Face
    course: str = ""
    lesson: str = ""
    lesson_title: str = ""


def came_lines(entries: Sequence[ReceiptEntry]) -> tuple[ReceiptLine, ...]:
    """Tell what came in: one line for each person, course and kind of deed."""
    return tuple(
        ReceiptLine(f"{_name(first.face)} {told}", _where(group), first.face, lesson=_only(group))
        for told, group in _grouped(entries)
        for first in group[:1]
    )


def went_lines(entries: Sequence[ReceiptEntry]) -> tuple[ReceiptLine, ...]:
    """Tell what went out, as mine."""
    return tuple(
        ReceiptLine(
            f"You {told}",
            _where(group),
            _ICONS.get(group[0].kind, "arrow-up"),
            lesson=_only(group),
        )
        for told, group in _grouped(entries)
    )


def overlap_line(count: int, overlap: str) -> ReceiptLine:
    """Tell that overlaps were made by what came in."""
    made = "1 overlap was" if count == 1 else f"{count} overlaps were"
    return ReceiptLine(f"{made} made by this", "Both texts are kept.", "stitches", overlap=overlap)


def decided_apart_line(
    accepted: Face | None, refusals: Sequence[tuple[Face, str]], lesson: str
) -> ReceiptLine:
    """Tell of a suggestion that one accepted while another said not now."""
    who = _name(accepted) if accepted else "Someone"
    noes = "; ".join(f"{_name(one)} said not now: {why}" for one, why in refusals)
    detail = f"It is in the text. {noes}"
    return ReceiptLine(
        f"{who} accepted a suggestion that was refused apart", detail, "stitches", lesson=lesson
    )


def found_line(title: str) -> ReceiptLine:
    """Tell that a removed lesson came back, since someone went on writing in it."""
    told = f"“{title}” came back in “Found”"
    return ReceiptLine(told, "It was removed while someone wrote in it.", "archive-restore")


def in_short(came: int, went: int, overlaps: int) -> str:
    """Tell a sync in a few words, for the list."""
    parts = [f"{came:,} in"] if came else []
    parts += [f"{went:,} out"] if went else []
    if overlaps:
        parts.append(f"{overlaps} {'overlap' if overlaps == 1 else 'overlaps'}")
    return ", ".join(parts) or "Nothing new"


def _grouped(
    entries: Iterable[ReceiptEntry],
) -> list[tuple[str, list[ReceiptEntry]]]:
    groups: dict[tuple[str, str, str], list[ReceiptEntry]] = {}
    for entry in entries:
        if entry.kind not in _UNTOLD:
            groups.setdefault((entry.face.person, entry.course, entry.kind), []).append(entry)
    return [(_told(group), group) for group in groups.values()]


def _told(group: Sequence[ReceiptEntry]) -> str:
    kind, count = group[0].kind, len(group)
    lessons = {entry.lesson for entry in group if entry.lesson}
    if kind == "text.revised" and lessons:
        return f"changed {_lessons(group)}"
    verb, one, many = _DID.get(kind, ("wrote", "a fact", "facts"))
    return f"{verb} {one if count == 1 else f'{count} {many}'}"


def _lessons(group: Sequence[ReceiptEntry]) -> str:
    titles = list(dict.fromkeys(entry.lesson_title for entry in group if entry.lesson_title))
    if len(titles) == 1:
        return f"“{titles[0]}”"
    return f"{len(titles)} lessons" if titles else "a text"


def _where(group: Sequence[ReceiptEntry]) -> str:
    titles = list(dict.fromkeys(entry.lesson_title for entry in group if entry.lesson_title))
    shown = ", ".join(titles[:4]) + (f" and {len(titles) - 4} more" if len(titles) > 4 else "")
    if group[0].kind == "text.revised" and len(titles) == 1:
        shown = ""
    return ": ".join(part for part in (group[0].course, shown) if part)


def _only(group: Sequence[ReceiptEntry]) -> str:
    lessons = {entry.lesson for entry in group if entry.lesson}
    return next(iter(lessons)) if len(lessons) == 1 else ""


def _name(face: Face) -> str:
    return "You" if face.me else face.name

"""Tell the facts of a sync as sentences: who did what, where, how often."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from editor.panels.kit.avatars import Face
from editor.panels.receipts.deeds import deed, lessons_changed
from editor.panels.receipts.values import ReceiptLine
from sync.model.language import say, say_many

_UNTOLD = frozenset({"lesson.form", "clock.passed"})
"""Facts that only go with others: how a text stood in its file, that others may pass."""
_TITLES = 4
"""So many lessons are named; the others are counted."""
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
    return tuple(_line(group, group[0].face, mine=group[0].face.me) for group in _grouped(entries))


def went_lines(entries: Sequence[ReceiptEntry]) -> tuple[ReceiptLine, ...]:
    """Tell what went out, as mine."""
    return tuple(
        _line(group, _ICONS.get(group[0].kind, "arrow-up"), mine=True)
        for group in _grouped(entries)
    )


def overlap_line(count: int, overlap: str) -> ReceiptLine:
    """Tell that overlaps were made by what came in."""
    made = say_many("1 overlap was made by this", "{count} overlaps were made by this", count)
    return ReceiptLine(made, say("Both texts are kept."), "stitches", overlap=overlap)


def broken_line(count: int, what: str, ident: str) -> ReceiptLine:
    """Tell what was whole on each computer and broke by what came in; mended since, if no way."""
    made = say_many("1 thing broke when both met", "{count} things broke when both met", count)
    told = what or say("It was mended since.")
    return ReceiptLine(made, told, "stitches", overlap=ident)


def decided_apart_line(
    accepted: Face | None, refusals: Sequence[tuple[Face, str]], lesson: str
) -> ReceiptLine:
    """Tell of a suggestion that one accepted while another said not now."""
    noes = "; ".join(
        say("{person} said not now: {why}", person=one.name, why=why)
        if not one.me
        else say("You said not now: {why}", why=why)
        for one, why in refusals
    )
    if accepted is not None and accepted.me:
        title = say("You accepted a suggestion that was refused apart")
    else:
        who = accepted.name if accepted is not None else say("Someone")
        title = say("{who} accepted a suggestion that was refused apart", who=who)
    detail = say("It is in the text. {noes}", noes=noes)
    return ReceiptLine(title, detail, "stitches", lesson=lesson)


def found_line(title: str) -> ReceiptLine:
    """Tell that a removed lesson came back, since someone went on writing in it."""
    told = say("“{title}” came back in “Found”", title=title)
    return ReceiptLine(told, say("It was removed while someone wrote in it."), "archive-restore")


def in_short(came: int, went: int, overlaps: int, refused: int = 0) -> str:
    """Tell a sync in a few words, for the list."""
    parts = [say("{came:,} in", came=came)] if came else []
    parts += [say("{went:,} out", went=went)] if went else []
    if overlaps:
        parts.append(say_many("{count} overlap", "{count} overlaps", overlaps))
    if refused:
        parts.append(say("{count:,} not taken", count=refused))
    return ", ".join(parts) or say("Nothing new")


def _grouped(entries: Iterable[ReceiptEntry]) -> list[list[ReceiptEntry]]:
    groups: dict[tuple[str, str, str], list[ReceiptEntry]] = {}
    for entry in entries:
        if entry.kind not in _UNTOLD:
            groups.setdefault((entry.face.person, entry.course, entry.kind), []).append(entry)
    return list(groups.values())


def _line(group: Sequence[ReceiptEntry], sign: Face | str, *, mine: bool) -> ReceiptLine:
    kind, who = group[0].kind, "" if mine else group[0].face.name
    titles = _titles(group)
    if kind == "text.revised" and titles:
        told = lessons_changed(titles, who)
    else:
        told = deed(kind, len(group), who)
    return ReceiptLine(told, _where(group, titles), sign, lesson=_only(group))


def _titles(group: Sequence[ReceiptEntry]) -> list[str]:
    return list(dict.fromkeys(entry.lesson_title for entry in group if entry.lesson_title))


def _where(group: Sequence[ReceiptEntry], titles: Sequence[str]) -> str:
    course, shown = group[0].course, ", ".join(titles[:_TITLES])
    if len(titles) > _TITLES:
        shown = say_many(
            "{titles} and {count} more",
            "{titles} and {count} more",
            len(titles) - _TITLES,
            titles=shown,
        )
    if group[0].kind == "text.revised" and len(titles) == 1:
        shown = ""
    return ": ".join(part for part in (course, shown) if part)


def _only(group: Sequence[ReceiptEntry]) -> str:
    lessons = {entry.lesson for entry in group if entry.lesson}
    return next(iter(lessons)) if len(lessons) == 1 else ""

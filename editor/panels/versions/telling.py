"""Tell what differs between two versions: sentences for the list, blocks for the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from editor.markdown.changed_blocks import changed_lesson
from editor.markdown.right_answers import AnswerChange
from editor.panels.cards.runs import Marked, Run, shortened
from editor.panels.versions.question_words import question_words
from editor.panels.versions.things import QUESTION, thing_words
from editor.panels.versions.values import (
    Approvals,
    Change,
    ChangedAnswer,
    ChangedText,
    ChangeKind,
    Comparison,
    LessonPage,
    Notice,
    Part,
    SameText,
)
from sync.merge.bringing import brought_back
from sync.merge.compare import BlockChange
from sync.merge.words import WORD
from sync.model.ids import NodeId
from sync.model.language import say, say_many

_RANK: dict[ChangeKind, int] = {
    "answer": 0,
    "pass-mark": 1,
    "added": 2,
    "removed": 2,
    "moved": 3,
    "renamed": 3,
}
"""What matters most for learning stands first; changes of words follow in reading order."""


_KEYS: tuple[ChangeKind, ...] = ("answer", "pass-mark")
_THIN = "\u2009"


@dataclass(frozen=True)
class Difference:
    """What became of one module or lesson: texts, titles or places before and after, by `kind`.

    `where` is where it is now ("Practice · lesson 3").
    """

    lesson: NodeId
    kind: Literal["added", "removed", "moved", "renamed", "changed"]
    title: str
    before: str
    after: str
    where: str = ""
    is_module: bool = False


def changes_in(before: str, after: str) -> int:
    """Count what a comparison lists of two texts of a lesson."""
    told = _text(Difference(NodeId(""), "changed", "", before, after))
    return sum(change is not None for _, change in told)


@dataclass(frozen=True)
class _Told:
    """What one lesson adds to a comparison."""

    page: LessonPage
    changes: tuple[Change, ...]
    written: int
    taken: int


def comparison(before: str, after: str, differences: Sequence[Difference]) -> Comparison:
    """Compare two versions, by id; it reads whole texts, so do it off the GUI thread."""
    by_lesson: dict[NodeId, list[Difference]] = {}
    for difference in differences:
        by_lesson.setdefault(difference.lesson, []).append(difference)
    told = [_lesson(group) for group in by_lesson.values()]
    listed = [change for one in told for change in one.changes]
    listed.sort(key=lambda change: _RANK.get(change.kind, 9))
    return Comparison(
        before,
        after,
        tuple(one.page for one in told),
        tuple(listed),
        sum(one.written for one in told),
        sum(one.taken for one in told),
    )


def _lesson(group: Sequence[Difference]) -> _Told:
    first = group[0]
    parts: list[Part] = []
    listed: list[Change] = []
    runs: list[Run] = []
    for difference in sorted(group, key=lambda one: one.kind in ("changed", "added", "removed")):
        if difference.kind == "changed":
            found = list(_text(difference))
        elif difference.kind in ("added", "removed"):
            found = [_whole(difference)]
        else:
            found = [_notice(difference)]
        for part, change in found:
            parts.append(part)
            listed += [change] if change is not None else []
            if isinstance(part, ChangedText):
                runs += [Run(run.kind, run.text) for run in part.runs]
    where = next((one.where for one in group if one.where), "")
    page = LessonPage(first.lesson, first.title, where, tuple(parts))
    return _Told(page, tuple(listed), _words(runs, "new"), _words(runs, "gone"))


_Pair = tuple[Part, Change | None]


def _whole(one: Difference) -> _Pair:
    added = one.kind == "added"
    ident = f"{one.lesson}:{one.kind}"
    text = one.after if added else one.before
    if one.is_module:
        title = say("New module") if added else say("Module removed")
    else:
        title = say("New lesson") if added else say("Lesson removed")
    kind: ChangeKind = "added" if added else "removed"
    part = ChangedText(ident, (Run("new" if added else "gone", text or one.title),))
    now = (0, len(one.after)) if added else None
    return part, Change(ident, kind, title, one.title, one.lesson, had_lesson=not added, now=now)


def _notice(one: Difference) -> _Pair:
    ident = f"{one.lesson}:{one.kind}"
    if one.kind == "renamed":
        part = Notice(
            ident,
            "type",
            say("Renamed"),
            say("from “{before}” to “{after}”", before=one.before, after=one.after),
        )
        return part, Change(
            ident, "renamed", say("Renamed to “{after}”", after=one.after), one.before, one.lesson
        )
    if one.before.isdigit() and one.after.isdigit():
        up = int(one.after) < int(one.before)
        told = say("from place {before} to place {after}", before=one.before, after=one.after)
        part = Notice(ident, "arrow-up" if up else "arrow-down", say("Moved"), told)
        title = say("Moved up") if up else say("Moved down")
        detail = f"{one.title}, {one.before} → {one.after}"
        icon = "" if up else "arrow-down"
        return part, Change(ident, "moved", title, detail, one.lesson, icon=icon)
    there = one.after or say("the beginning of the course")
    part = Notice(
        ident,
        "move",
        say("Moved"),
        say("from {before} to {after}", before=one.before or say("the course"), after=there),
    )
    return part, Change(ident, "moved", say("Moved to {there}", there=there), one.title, one.lesson)


def _text(one: Difference) -> Iterator[_Pair]:
    found = changed_lesson(one.before, one.after)
    for number, answer in enumerate(found.answers):
        yield _answer(one, answer, f"{one.lesson}:answer:{number}", found.block_of(answer))
    done = 0
    for number, block in enumerate(found.blocks):
        change = block.change
        same = _same(one.after[done : change.at_after])
        if same is not None:
            yield same, None
        done = change.at_after + len(change.after)
        if not block.is_told:
            yield _block(one, change, f"{one.lesson}:{number}", block.line)
    rest = _same(one.after[done:])
    if rest is not None and done:
        yield rest, None


def _answer(one: Difference, answer: AnswerChange, ident: str, block: BlockChange | None) -> _Pair:
    kind: ChangeKind = "pass-mark" if answer.is_mark else "answer"
    icon = "gauge" if answer.is_mark else "key"
    detail = say("{title}, question {number}", title=one.title, number=answer.number)
    note = "" if answer.is_mark else say("look at it again")
    was = now = None
    if block is not None:
        was = (block.at_before, block.at_before + len(block.before)) if block.before else None
        now = (block.at_after, block.at_after + len(block.after))
    return (
        ChangedAnswer(ident, icon, answer.told, answer.options, note),
        Change(ident, kind, answer.head, detail, one.lesson, answer.line, was, now=now),
    )


def _block(one: Difference, change: BlockChange, ident: str, line: int) -> _Pair:
    kind, title = _titled(change)
    was = None
    if change.kind == "moved":
        part: Part = Notice(ident, "move", title, shortened(" ".join(change.after.split()), 120))
    else:
        part = ChangedText(ident, tuple(_apart(change.runs)))
        if _goes_back(change):
            was = (change.at_before, change.at_before + len(change.before))
    now = (change.at_after, change.at_after + len(change.after))
    return part, Change(ident, kind, title, one.title, one.lesson, line, was, now=now)


def _goes_back(change: BlockChange) -> bool:
    """Tell whether anything goes back to how it read: a sentence that only came stays."""
    if any(run.kind == "gone" for run in change.runs):
        return True
    return bool(change.before) and brought_back(change.before, change.after) != change.after


def _apart(runs: Sequence[Marked]) -> Iterator[Marked]:
    """Keep what went and what came from running into one word."""
    before = ""
    for run in runs:
        if before == "gone" and run.kind == "new":
            yield Run("same", _THIN)
        yield run
        before = run.kind


def _titled(change: BlockChange) -> tuple[ChangeKind, str]:
    words = thing_words(change.after or change.before)
    if change.kind == "moved":
        return "moved", say(words.moved)
    if change.kind == "added":
        return "written", say(words.new)
    if change.kind == "removed":
        return "cut", say(words.gone)
    if words is QUESTION:
        return "changed", question_words(change.before, change.after) or say(words.changed)
    put, gone = _said(change, "new"), _said(change, "gone")
    if put and not gone:
        return "written", say("“{words}” added", words=shortened(put, 44))
    if gone and not put:
        return "cut", say("“{words}” taken out", words=shortened(gone, 44))
    return "changed", say(words.changed)


def _said(change: BlockChange, kind: str) -> str:
    """Join what came, or went, without the marks around it."""
    said = " … ".join(
        " ".join(run.text.split()).strip(" ,.;:|*-") for run in change.runs if run.kind == kind
    )
    return said if WORD.search(said) else ""


def _same(text: str) -> SameText | None:
    """Count the blocks of a stretch that is the same in both."""
    blocks = [block for block in text.split("\n\n") if block.strip()]
    if not blocks:
        return None
    pictures = sum(block.lstrip().startswith("![") for block in blocks)
    others = len(blocks) - pictures
    if not pictures:
        told = say_many("{count} paragraph is the same", "{count} paragraphs are the same", others)
    elif not others:
        told = say_many("{count} picture is the same", "{count} pictures are the same", pictures)
    else:
        told = say(
            "{paragraphs} and {pictures} are the same",
            paragraphs=say_many("{count} paragraph", "{count} paragraphs", others),
            pictures=say_many("{count} picture", "{count} pictures", pictures),
        )
    return SameText(told, text)


def _words(runs: Sequence[Run], kind: str) -> int:
    return sum(len(WORD.findall(run.text)) for run in runs if run.kind == kind)


def about_approvals(shown: Comparison, approved: Approvals) -> Comparison:
    """Note for how much the approval of the earlier version still counts, and what asks anew."""
    if approved.given == approved.of and not approved.answers:
        return shown
    told = [
        say(
            "{people} approved version {version}.", people=approved.people, version=approved.version
        ),
        say_many(
            "That still counts for {given} of {count} block.",
            "That still counts for {given} of {count} blocks.",
            approved.of,
            given=approved.given,
        ),
    ]
    if approved.answers:
        told.append(
            say_many(
                "{count} right answer changed and asks for a new approval.",
                "{count} right answers changed and ask for a new approval.",
                approved.answers,
            )
        )
    answers = {(one.lesson, one.detail) for one in shown.changes if one.kind in _KEYS}
    pages = shown.pages
    if not approved.answers:
        pages = tuple(_noted(page, "") for page in pages)
    elif approved.answers == len(answers):
        pages = tuple(_noted(page, say("needs a new approval")) for page in pages)
    title, text = say("Approvals"), " ".join(told)
    return replace(shown, pages=pages, note_title=title, note=text, asked=bool(approved.answers))


def _noted(page: LessonPage, note: str) -> LessonPage:
    parts = tuple(
        replace(part, note=note) if isinstance(part, ChangedAnswer) and part.note else part
        for part in page.parts
    )
    return replace(page, parts=parts)

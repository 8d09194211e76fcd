"""Tell a change that came in, as it can go back: who changed what, with the words marked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from editor.markdown.right_answers import answer_changes
from editor.panels.cards.runs import Run
from editor.panels.kit.avatars import Face
from editor.panels.receipts.values import ReceiptLine
from sync.merge.compare import changes
from sync.model.language import say, say_many

ChangeKind = Literal[
    "words", "overlap", "settled", "reopened", "added", "removed", "returned", "moved", "renamed",
    "file", "field", "suggested",
]  # fmt: skip


@dataclass(frozen=True)
class ChangeTold:
    """One change: who did it (several people as one name), where, the words before and after.

    `took_back` tells that it is itself something taken back, with `why`. `more` counts what went
    with it from below. `id` is empty where it cannot go back, and `pill` says why. Where the right
    answers in it are `answers_told` beside it, it tells only the words.
    """

    id: str
    kind: ChangeKind
    face: Face
    name: str
    course: str
    time: str
    before: str
    after: str
    lesson: str = ""
    pill: str = ""
    took_back: bool = False
    why: str = ""
    more: int = 0
    answers_told: bool = False


def change_line(told: ChangeTold) -> ReceiptLine:
    """Tell one change in a sentence, with its words below where it is about words."""
    where = say("{course}, {time}", course=told.course, time=told.time)
    if told.more:
        with_it = say_many("with {count} below it", "with {count} below it", told.more)
        where = say("{where}, {with_it}", where=where, with_it=with_it)
    tells_answers = told.kind == "words" and not told.answers_told
    answers = answer_changes(told.before, told.after) if tells_answers else ()
    if answers:
        title = _right_answer(told, answers[0].head)
        where = say("{lesson} · {where}", lesson=told.name, where=where)
    else:
        title = _SENTENCES[_key(told)](told)
    if told.why:
        where = say("{where}. “{why}”", where=where, why=told.why)
    runs = () if answers or told.kind not in ("words", "suggested") else _runs(told)
    return ReceiptLine(
        title, where, told.face, runs, told.lesson, id=told.id,
        by="" if told.face.me else told.face.name, pill=told.pill,
    )  # fmt: skip


def _right_answer(told: ChangeTold, head: str) -> str:
    if told.face.me:
        return say("You changed a question: {what}", what=head)
    return say("{who} changed a question: {what}", who=told.face.name, what=head)


def _key(told: ChangeTold) -> str:
    if told.kind != "words":
        return told.kind
    if told.took_back:
        return "took-back"
    if not told.before.strip():
        return "wrote"
    if not told.after.strip():
        return "took-out"
    same = "".join(told.before.split()) == "".join(told.after.split())
    return "moved-words" if same else "words"


def _runs(told: ChangeTold) -> tuple[Run, ...]:
    runs: list[Run] = []
    for change in changes(told.before, told.after):
        if runs:
            runs.append(Run("same", "\n\n"))
        runs += [Run(run.kind, run.text) for run in change.runs]
    return tuple(runs)


def _said(mine: Callable[[str], str], theirs: Callable[[str, str], str]) -> Callable[..., str]:
    def tell(told: ChangeTold) -> str:
        return mine(told.name) if told.face.me else theirs(told.face.name, told.name)

    return tell


_SENTENCES: dict[str, Callable[[ChangeTold], str]] = {
    "words": _said(
        lambda name: say("You changed a sentence in “{title}”", title=name),
        lambda who, name: say("{who} changed a sentence in “{title}”", who=who, title=name),
    ),
    "wrote": _said(
        lambda name: say("You wrote something new in “{title}”", title=name),
        lambda who, name: say("{who} wrote something new in “{title}”", who=who, title=name),
    ),
    "took-out": _said(
        lambda name: say("You took words out of “{title}”", title=name),
        lambda who, name: say("{who} took words out of “{title}”", who=who, title=name),
    ),
    "moved-words": _said(
        lambda name: say("You moved a paragraph in “{title}”", title=name),
        lambda who, name: say("{who} moved a paragraph in “{title}”", who=who, title=name),
    ),
    "took-back": _said(
        lambda name: say("You took a change back in “{title}”", title=name),
        lambda who, name: say("{who} took a change back in “{title}”", who=who, title=name),
    ),
    "overlap": _said(
        lambda name: say("You changed a place in “{title}” that others changed too", title=name),
        lambda who, name: say(
            "{who} changed a place in “{title}” that others changed too", who=who, title=name
        ),
    ),
    "settled": _said(
        lambda name: say("You settled an overlap in “{title}”", title=name),
        lambda who, name: say("{who} settled an overlap in “{title}”", who=who, title=name),
    ),
    "reopened": _said(
        lambda name: say("You opened an overlap in “{title}” again", title=name),
        lambda who, name: say("{who} opened an overlap in “{title}” again", who=who, title=name),
    ),
    "added": _said(
        lambda name: say("You added “{title}”", title=name),
        lambda who, name: say("{who} added “{title}”", who=who, title=name),
    ),
    "removed": _said(
        lambda name: say("You removed “{title}”", title=name),
        lambda who, name: say("{who} removed “{title}”", who=who, title=name),
    ),
    "returned": _said(
        lambda name: say("You put “{title}” back", title=name),
        lambda who, name: say("{who} put “{title}” back", who=who, title=name),
    ),
    "moved": _said(
        lambda name: say("You moved “{title}”", title=name),
        lambda who, name: say("{who} moved “{title}”", who=who, title=name),
    ),
    "renamed": lambda told: (
        say("You renamed “{before}” to “{after}”", before=told.before, after=told.after)
        if told.face.me
        else say(
            "{who} renamed “{before}” to “{after}”",
            who=told.face.name, before=told.before, after=told.after,
        )
    ),
    "file": _said(
        lambda name: say("You changed the file “{title}”", title=name),
        lambda who, name: say("{who} changed the file “{title}”", who=who, title=name),
    ),
    "field": _said(
        lambda name: say("You changed the description of the course: {title}", title=name),
        lambda who, name: say(
            "{who} changed the description of the course: {title}", who=who, title=name
        ),
    ),
    "suggested": _said(
        lambda name: say("You suggested to take a change back in “{title}”", title=name),
        lambda who, name: say(
            "{who} suggested to take a change back in “{title}”", who=who, title=name
        ),
    ),
}  # fmt: skip

"""What was begun at overlaps and as verdicts, in the form that outlasts the window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.flows.lesson.half_written import ANEW, AT_OVERLAPS, QUESTION, VERDICT, WHY, HalfWritten
from editor.panels.kit.avatars import Face
from editor.panels.overlaps.begun import Begun, Waiting, Written
from editor.panels.review.values import VerdictChoice
from editor.panels.review.verdict import BegunVerdict
from sync.model.ids import NodeId

_CHOICES: dict[str, VerdictChoice] = {"approve": "approve", "ask-changes": "ask-changes"}


def overlap_halves(waiting: Mapping[str, Waiting]) -> dict[str, HalfWritten]:
    """Write down words begun at overlaps, by their names."""
    found = {}
    for ident, one in waiting.items():
        begun, lesson = one.begun, NodeId(one.lesson)
        to = f"{begun.to.person} {begun.to.name}" if begun.to else ""
        for kind, written in ((ANEW, begun.anew), (QUESTION, begun.question), (WHY, begun.why)):
            if written is not None and written.words.strip():
                more = to if kind == WHY else ""
                half = HalfWritten(kind, lesson, written.words, more, card=ident, quote=one.seen)
                found[f"{kind} {ident}"] = half
    return found


def overlaps_of(halves: Iterable[HalfWritten]) -> dict[str, Waiting]:
    """Read what was begun at overlaps, each with the caret behind the words."""
    found: dict[str, Waiting] = {}
    for half in halves:
        if half.kind in AT_OVERLAPS:
            begun = found[half.card].begun if half.card in found else Begun()
            found[half.card] = Waiting(half.lesson, half.quote, _with(begun, half))
    return found


def _with(begun: Begun, half: HalfWritten) -> Begun:
    end = len(half.words.encode("utf-16-le", "surrogatepass")) // 2
    written = Written(half.words, end, end)
    if half.kind == ANEW:
        return replace(begun, anew=written)
    if half.kind == QUESTION:
        return replace(begun, question=written)
    person, _, name = half.more.partition(" ")
    return replace(begun, why=written, to=Face(person, name))


def verdict_halves(begun: Mapping[str, BegunVerdict]) -> dict[str, HalfWritten]:
    """Write down verdicts that were begun, by their names."""
    return {
        f"{VERDICT} {version}": HalfWritten(
            VERDICT, NodeId(""), one.note, one.chosen or "", card=version
        )
        for version, one in begun.items()
    }


def verdicts_of(halves: Iterable[HalfWritten]) -> dict[str, BegunVerdict]:
    """Read the verdicts that were begun, by their version."""
    return {
        half.card: BegunVerdict(_CHOICES.get(half.more), half.words)
        for half in halves
        if half.kind == VERDICT
    }

"""Tell what others said and did as lines: sentences, with the words that it is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from editor.panels.cards.runs import shortened
from editor.panels.kit.avatars import Face
from editor.panels.receipts.values import ReceiptLine
from sync.model.language import say

_QUOTE, _WORDS = 80, 400


@dataclass(frozen=True)
class SaidTold:
    """One thing said: how, by whom, its words and those it is about; `to_me` stands out."""

    how: str
    face: Face
    time: str
    text: str
    quote: str
    to_me: bool
    lesson: str


@dataclass(frozen=True)
class HappenedTold:
    """One thing about the course as a whole."""

    what: str
    face: Face
    time: str
    name: str
    number: int
    lesson: str = ""


def said_line(told: SaidTold) -> ReceiptLine:
    """Tell a comment, an answer, a decision."""
    title = _SAID[told.how](told.face.name)
    if told.to_me and told.how in _TO_ME:
        title = _TO_ME[told.how](told.face.name)
    words = shortened(told.text.strip(), _WORDS) or shortened(told.quote.strip(), _QUOTE)
    detail = say("{time}: “{words}”", time=told.time, words=words) if words else told.time
    pill = say("to you") if told.to_me else ""
    return ReceiptLine(title, detail, told.face, lesson=told.lesson, pill=pill)


def happened_line(told: HappenedTold) -> ReceiptLine:
    """Tell what became of the outline, a version, a file."""
    title = _HAPPENED[told.what](told)
    return ReceiptLine(title, told.time, told.face, lesson=told.lesson)


_SAID: dict[str, Callable[[str], str]] = {
    "comment": lambda who: say("{who} wrote a comment", who=who),
    "answer": lambda who: say("{who} answered a comment", who=who),
    "resolved": lambda who: say("{who} resolved a comment", who=who),
    "reopened": lambda who: say("{who} reopened a comment", who=who),
    "confirmed": lambda who: say("{who} confirmed that a comment is answered", who=who),
    "suggested": lambda who: say("{who} suggested a change", who=who),
    "accepted": lambda who: say("{who} accepted a suggestion", who=who),
    "refused": lambda who: say("{who} said not now to a suggestion", who=who),
    "withdrawn": lambda who: say("{who} withdrew a suggestion", who=who),
}
_TO_ME: dict[str, Callable[[str], str]] = {
    "comment": lambda who: say("{who} wrote to you", who=who),
    "answer": lambda who: say("{who} answered you", who=who),
    "resolved": lambda who: say("{who} resolved your comment", who=who),
    "reopened": lambda who: say("{who} reopened your comment", who=who),
    "accepted": lambda who: say("{who} accepted your suggestion", who=who),
    "refused": lambda who: say("{who} said not now to your suggestion", who=who),
}
_HAPPENED: dict[str, Callable[[HappenedTold], str]] = {
    "added": lambda t: say("{who} added “{title}”", who=t.face.name, title=t.name),
    "removed": lambda t: say("{who} removed “{title}”", who=t.face.name, title=t.name),
    "moved": lambda t: say("{who} moved “{title}”", who=t.face.name, title=t.name),
    "renamed": lambda t: say("{who} renamed a lesson to “{title}”", who=t.face.name, title=t.name),
    "described": lambda t: say("{who} changed the description of the course", who=t.face.name),
    "file": lambda t: say("{who} changed files of the course", who=t.face.name),
    "version": lambda t: say("{who} named version {number}", who=t.face.name, number=t.number),
    "released": lambda t: say("{who} released version {number}", who=t.face.name, number=t.number),
    "approved": lambda t: say("{who} approved version {number}", who=t.face.name, number=t.number),
    "changes-asked": lambda t: say(
        "{who} asked for changes in version {number}", who=t.face.name, number=t.number
    ),
    "asked": lambda t: say("{who} asked for a review", who=t.face.name),
    "done": lambda t: say("{who} is done reviewing", who=t.face.name),
}

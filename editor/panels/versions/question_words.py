"""Say what became of the options of a question, as a sentence."""

from __future__ import annotations

import re

from editor.panels.cards.runs import shortened
from sync.model.language import say, say_many

_OPTION = re.compile(r"^[ \t]*\[[(\[]\s*[xX]?\s*[)\]]\][ \t]*(.*?)[ \t]*$", re.M)
_LONGEST = 44


def question_words(before: str, after: str) -> str:
    """Say it of two texts of a block; "" where something else changed than its options."""
    old, new = _OPTION.findall(before), _OPTION.findall(after)
    if not old or not new or _OPTION.sub("", before).split() != _OPTION.sub("", after).split():
        return ""
    gone = [one for one in old if one not in new]
    came = [one for one in new if one not in old]
    if not gone and not came:
        return say("Options in another order") if old != new else ""
    if not gone:
        return say_many(
            "Option “{option}” added", "{count} options added", len(came), option=_short(came[0])
        )
    if not came:
        return say_many(
            "Option “{option}” taken out",
            "{count} options taken out",
            len(gone),
            option=_short(gone[0]),
        )
    if len(gone) == len(came) == 1:
        return say(
            "Option “{before}” became “{after}”", before=_short(gone[0]), after=_short(came[0])
        )
    return ""


def _short(option: str) -> str:
    return shortened(option, _LONGEST)

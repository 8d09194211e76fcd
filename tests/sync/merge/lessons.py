"""A short lesson of paragraphs, and edits of it by name: what the tests of moves begin from."""

from __future__ import annotations

VALVE = "The valve sits behind the left panel of the boiler."
OPEN = "Open it slowly until the gauge reads two bar of pressure."
WAIT = "Wait for ten minutes before you check the lower pipe again."
WRITE = "Write the reading on the sheet beside the outer door."
SIGN = "A colleague signs the sheet at the end of the shift."
CLOSE = "Close everything in the order in which you opened it."
STEPS = (VALVE, OPEN, WAIT, WRITE, SIGN, CLOSE)


def lesson(*paragraphs: str) -> str:
    """Put paragraphs together."""
    return "\n\n".join(paragraphs) + "\n"


BASE = lesson(*STEPS)


def moved(paragraph: str, behind: str, *, to: str = "") -> str:
    """The lesson with a paragraph moved behind another one, and perhaps reworded."""
    rest = [step for step in STEPS if step != paragraph]
    rest.insert(rest.index(behind) + 1, to or paragraph)
    return lesson(*rest)


def without(paragraph: str) -> str:
    """The lesson without a paragraph."""
    return lesson(*(step for step in STEPS if step != paragraph))

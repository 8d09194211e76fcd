"""How long a text and a fact may be, so that every server takes what a laptop has written."""

from __future__ import annotations

import msgspec

LONGEST_TEXT = 8_000_000
"""Bytes of a lesson's text as JSON: some 1.3 million words. It must fit in one fact, whole."""

LONGEST_FACT = 8 * 1024 * 1024
"""Bytes of one fact as JSON; the protocol allows no more."""

MOST_CAUSES = 50_000
"""Facts that one fact may build on; a server takes no more."""

LAST_CLOCK = 2**53 - 1
"""The highest clock of a log: larger numbers are not the same in every JSON reader."""

WEAVING_RULES = 1
"""The newest rules of weaving known here. A course of newer ones gives other texts: it is read."""

FARTHEST = 1_000_000
"""Clocks of a log that may stand empty before a fact. A forged one at the end of all clocks would
leave none to anyone else; what is farther ahead waits until others have come near it."""

NUMBERS_AHEAD = 1_000
"""How far the number of a version may be ahead of its clock: so many versions may be from before
the course was shared. A forged one at the end of all numbers would leave none to anyone else."""

_MOST_PER_SIGN = 6


def is_far_ahead(clock: int, top: int) -> bool:
    """Tell whether a fact leaves too many clocks empty above the highest that counts."""
    return clock > top + FARTHEST


def highest_number(clock: int) -> int:
    """Give the highest number that a version named at this clock can have: each costs a clock."""
    return clock + NUMBERS_AHEAD


def is_too_long(text: str) -> bool:
    """Tell whether a text is too long to be a lesson."""
    if len(text) * _MOST_PER_SIGN <= LONGEST_TEXT:
        return False
    return len(text) > LONGEST_TEXT or len(msgspec.json.encode(text)) > LONGEST_TEXT

"""What is worth a look, as it is shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ShownCheck:
    """One thing worth a look: `what` is so, `why` and how to mend it, its line from 1.

    `mend` is the word on the button that mends it, empty if there is none; `asks` is what has to
    be answered first.
    """

    id: str
    what: str
    why: str
    line: int
    blocks: bool = False
    mend: str = ""
    asks: str = ""

"""What the dialog about another server shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class OtherIdentity:
    """What happened and what is safe, in sentences; the six words of both, in one line each.

    `said` is "" where the other one does not prove who it is: then nothing can be compared.
    """

    happened: str
    safe: str
    known: str
    known_since: str
    said: str
    said_at: str

"""Show people and times as the panels do."""

from __future__ import annotations

import time

from app.shell.dates import clock_of, short_date_of, short_weekday_of
from editor.panels.kit.avatars import Face
from sync.model.ids import PersonId
from sync.model.language import say
from sync.model.moments import local_at

HOUR_MS = 3_600_000


def when(at_ms: int, now_ms: int | None = None) -> str:
    """Say a time as people do: “just now”, “35 min”, “2 h”, “Fri 17:52”, “14 Oct”."""
    if at_ms <= 0:
        return ""
    passed = (int(time.time() * 1000) if now_ms is None else now_ms) - at_ms
    if passed < 60_000:
        return say("just now")
    if passed < HOUR_MS:
        return say("{minutes} min", minutes=passed // 60_000)
    if passed < 12 * HOUR_MS:
        return say("{hours} h", hours=passed // HOUR_MS)
    day = local_at(at_ms)
    if passed < 6 * 24 * HOUR_MS:
        return say("{weekday} {time}", weekday=short_weekday_of(day), time=clock_of(day))
    return short_date_of(day)


def face(person: PersonId, names: dict[PersonId, str], me: PersonId) -> Face:
    """Show a person; a name that is not known is said so."""
    return Face(person, names.get(person) or say("Name not known"), person == me)

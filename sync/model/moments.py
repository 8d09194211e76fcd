"""Moments as dates: the one place where the `at` of a fact, whatever its writer set, becomes one.

A clock may be years off, or forged: what no calendar holds is shown as its first or its last day.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

_FIRST = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)
_DAY = timedelta(days=1)
# a day less at each end: in another time zone it must be a day of the calendar, too
EARLIEST = (datetime.min.replace(tzinfo=UTC) + _DAY - _FIRST) // _MS
"""The first moment that a fact may have, in ms since 1970: in year 1."""
LATEST = (datetime.max.replace(tzinfo=UTC) - _DAY - _FIRST) // _MS
"""The last moment that a fact may have, in ms since 1970: in year 9999."""


def date_at(at: int) -> datetime:
    """Give the date of a moment in ms since 1970, in UTC."""
    return _FIRST + _MS * min(max(at, EARLIEST), LATEST)


def local_at(at: int) -> time.struct_time:
    """Give the date of a moment in ms since 1970, by the time zone here.

    Where the system knows no such year in its zone, as Windows after 3000, it is in UTC.
    """
    try:
        return time.localtime(min(max(at, EARLIEST), LATEST) / 1000)
    except (OverflowError, OSError, ValueError):
        return date_at(at).timetuple()

"""Moments as dates: whatever a writer set, a date comes of it."""

from __future__ import annotations

import pytest

from sync.model.moments import EARLIEST, LATEST, date_at, local_at


@pytest.mark.parametrize("at", [-(2**70), EARLIEST - 1, LATEST + 1, 253402300800000, 2**53, 2**70])
def test_what_no_calendar_holds_is_its_first_or_last_day(at: int) -> None:
    assert date_at(at).year == local_at(at).tm_year == (1 if at < 0 else 9999)


def test_other_moments_are_what_they_are() -> None:
    assert date_at(0).isoformat() == "1970-01-01T00:00:00+00:00"
    assert date_at(-1).isoformat() == "1969-12-31T23:59:59.999000+00:00"
    assert date_at(1_700_000_000_123).isoformat() == "2023-11-14T22:13:20.123000+00:00"

"""Days and months in words, in the language of the person: the one place for dates in the window.

`time.strftime` would name them in English, whatever the rest of the window speaks.
"""

from __future__ import annotations

from datetime import date
from time import struct_time

from sync.model.language import say, say_as, say_many
from sync.model.rounds import day_of, days_left


def weekday_of(day: struct_time) -> str:
    """Name the day of the week: “Friday”."""
    return (
        say_as("day of the week", "Monday"),
        say_as("day of the week", "Tuesday"),
        say_as("day of the week", "Wednesday"),
        say_as("day of the week", "Thursday"),
        say_as("day of the week", "Friday"),
        say_as("day of the week", "Saturday"),
        say_as("day of the week", "Sunday"),
    )[day.tm_wday]


def short_weekday_of(day: struct_time) -> str:
    """Name the day of the week in three letters: “Fri”."""
    return (
        say_as("day of the week", "Mon"),
        say_as("day of the week", "Tue"),
        say_as("day of the week", "Wed"),
        say_as("day of the week", "Thu"),
        say_as("day of the week", "Fri"),
        say_as("day of the week", "Sat"),
        say_as("day of the week", "Sun"),
    )[day.tm_wday]


def clock_of(day: struct_time) -> str:
    """Say the time of day: “17:05”."""
    return f"{day.tm_hour:02}:{day.tm_min:02}"


def date_of(day: struct_time) -> str:
    """Say a date of this year: “14 October”."""
    return say("{day} {month}", day=day.tm_mday, month=_month(day))


def short_date_of(day: struct_time) -> str:
    """Say a date where there is little room: “14 Oct”."""
    return say("{day} {month}", day=day.tm_mday, month=_short_month(day))


def full_date_of(day: struct_time) -> str:
    """Say a date of any year: “14 October 2026”."""
    return say("{day} {month} {year}", day=day.tm_mday, month=_month(day), year=day.tm_year)


def weekday_and_date_of(day: struct_time) -> str:
    """Say a date with its day: “Friday, 14 October”."""
    return say("{weekday}, {date}", weekday=weekday_of(day), date=date_of(day))


def day_told(day: str) -> str:
    """Say a day of the calendar, given as YYYY-MM-DD: “Thursday, 26 November”."""
    read = day_of(day)
    return weekday_and_date_of(read.timetuple()) if read else day


def how_long(left: int) -> str:
    """Say how many days are left, or have passed."""
    if left > 1:
        return say_many("in {count} day", "in {count} days", left)
    if left == 1:
        return say("tomorrow")
    if left == 0:
        return say("today")
    return say_many("{count} day ago", "{count} days ago", -left)


def due_told(day: str, today: date) -> str:
    """Say when something is due, or was; "" where no day is set."""
    left = days_left(day, today)
    if left is None:
        return ""
    if 0 <= left <= 1:
        return say("due {when}", when=how_long(left))
    if left < 0:
        return say("was due {when}", when=how_long(left))
    return say("due {day}", day=day_told(day))


def _month(day: struct_time) -> str:
    return (
        say_as("month in a date", "January"),
        say_as("month in a date", "February"),
        say_as("month in a date", "March"),
        say_as("month in a date", "April"),
        say_as("month in a date", "May"),
        say_as("month in a date", "June"),
        say_as("month in a date", "July"),
        say_as("month in a date", "August"),
        say_as("month in a date", "September"),
        say_as("month in a date", "October"),
        say_as("month in a date", "November"),
        say_as("month in a date", "December"),
    )[day.tm_mon - 1]


def _short_month(day: struct_time) -> str:
    return (
        say_as("month, three letters", "Jan"),
        say_as("month, three letters", "Feb"),
        say_as("month, three letters", "Mar"),
        say_as("month, three letters", "Apr"),
        say_as("month, three letters", "May"),
        say_as("month, three letters", "Jun"),
        say_as("month, three letters", "Jul"),
        say_as("month, three letters", "Aug"),
        say_as("month, three letters", "Sep"),
        say_as("month, three letters", "Oct"),
        say_as("month, three letters", "Nov"),
        say_as("month, three letters", "Dec"),
    )[day.tm_mon - 1]

"""What no laptop writes and could trouble those who get it: odd names, odd numbers, deep nesting.

A server looks at the door, a laptop at what comes in a file.
"""

from __future__ import annotations

import re

import msgspec

from sync.model.facts import Fact
from sync.model.language import mark
from sync.model.moments import EARLIEST, LATEST
from sync.wire.routes import FACT_BYTES

_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
_HEX32 = re.compile(r"[0-9a-f]{32}")
_HEX64 = re.compile(r"[0-9a-f]{64}")
_KIND = re.compile(r"[a-z][a-z.]{0,39}")
_DEEPEST = 32
_TOO_DEEP = mark("Its content is nested too deeply.")
_MOST_CAUSES = 50_000
_BEYOND = 2**53


def is_name(written: str) -> bool:
    """Tell whether this may name a log, a course or a person: it goes into paths and columns."""
    return bool(_NAME.fullmatch(written))


def is_device(written: str) -> bool:
    """Tell whether this may be a device's public key in its one form."""
    return bool(_HEX64.fullmatch(written))


def what_is_odd(fact: Fact) -> str | None:
    """Find values that no laptop writes and that could trouble those who get them."""
    if not is_name(fact.log) or not is_name(fact.person):
        return mark("It is damaged: its log or its writer has an odd name.")
    if not _HEX32.fullmatch(fact.id) or not is_device(fact.device):
        return mark("It is damaged: its id or its device has an odd form.")
    if not _KIND.fullmatch(fact.kind):
        return mark("It is damaged: its kind has an odd name.")
    if not EARLIEST <= fact.at <= LATEST:
        return mark("It is damaged: its time is out of range.")
    if len(fact.causes) > _MOST_CAUSES or not all(_HEX32.fullmatch(c) for c in fact.causes):
        return mark("It is damaged: its causes are odd.")
    return None


def what_is_odd_inside(raw: bytes, size: int) -> str | None:
    """Find what could trouble another program, also in fields that this one passes over."""
    if size > FACT_BYTES:
        return mark("It is longer than 8 MB.")
    try:
        return _what_is_odd_in(msgspec.json.decode(raw), _DEEPEST)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return mark("Its content is not valid JSON in UTF-8.")
    except RecursionError:
        return _TOO_DEEP


def _what_is_odd_in(value: object, room: int) -> str | None:
    """Numbers must be such as any store and language holds, and nesting such as any stack does.

    Whoever decodes it may stand deep in calls already.
    """
    if isinstance(value, int):
        return None if 0 <= value < _BEYOND else mark("A number in it is out of range.")
    if not isinstance(value, (list, dict)):
        return None
    if not room:
        return _TOO_DEEP
    for part in value.values() if isinstance(value, dict) else value:
        if not isinstance(part, str) and (odd := _what_is_odd_in(part, room - 1)):
            return odd
    return None

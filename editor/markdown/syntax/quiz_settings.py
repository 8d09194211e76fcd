"""Read a quiz's settings from the HTML comment above it, in LiaScript's attributes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

_MOST_LINES = 20
_ATTRIBUTE = re.compile(
    r"\s*([A-Za-z][\w-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>]+)))?\s*"
)


class _Lines(Protocol):
    end: int

    def text(self, line: int) -> str: ...


@dataclass(frozen=True, slots=True)
class Settings:
    """What an author sets for one quiz; the pass mark in per cent, tries None for any number."""

    tries: int | None = None
    score: float = 1.0
    pass_mark: int | None = None
    order: bool = False
    shuffle: bool = False


def attributes_of(comment: str) -> dict[str, str] | None:
    """Read `name="value"` pairs; None if the comment holds anything else."""
    found: dict[str, str] = {}
    at = 0
    while at < len(comment):
        match = _ATTRIBUTE.match(comment, at)
        if not match:
            return None if comment[at:].strip() else found
        found[match[1].lower()] = next(
            (part for part in match.groups()[1:] if part is not None), ""
        )
        at = match.end()
    return found


def read_settings(lines: _Lines, start: int) -> tuple[Settings, int]:
    """Give the settings that begin at `start`, and the line of what they are about."""
    if not lines.text(start).startswith("<!--"):
        return Settings(), start
    written, last = lines.text(start)[4:], start
    while "-->" not in written:
        last += 1
        if last >= min(lines.end, start + _MOST_LINES):
            return Settings(), lines.end
        written += "\n" + lines.text(last)
    comment, _, rest = written.partition("-->")
    attributes = None if rest.strip() else attributes_of(comment)
    if not attributes or not any(name.startswith("data-") for name in attributes):
        return Settings(), lines.end
    following = next(
        (n for n in range(last + 1, min(last + 4, lines.end)) if lines.text(n)), lines.end
    )
    return _settings(attributes), following


def _settings(attributes: dict[str, str]) -> Settings:
    tries = _number(attributes.get("data-max-trials"), 1, 99)
    score = _number(attributes.get("data-score"), 0, 1_000)
    mark = _number((attributes.get("data-pass-mark") or "").rstrip("% "), 1, 100)
    return Settings(
        tries=None if tries is None else int(tries),
        score=1.0 if score is None else score,
        pass_mark=None if mark is None else int(mark),
        order=_is_on(attributes.get("data-order")),
        shuffle=_is_on(attributes.get("data-randomize")),
    )


def _is_on(value: str | None) -> bool:
    return value is not None and value.lower() not in ("false", "off", "0", "no")


def _number(value: str | None, low: float, high: float) -> float | None:
    try:
        number = float(value or "")
    except ValueError:
        return None
    return number if low <= number <= high else None

"""Fail a test that logs a warning or worse which it did not announce.

A test announces one by `@pytest.mark.logs("regular expression")`, and then it must appear.
"""

from __future__ import annotations

import logging
import re


class LogWatch(logging.Handler):
    """Keeps the log lines of level warning and above while one test runs."""

    def __init__(self, announced: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._announced = dict.fromkeys(announced, False)
        self._unannounced: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Sort one line into announced and not."""
        line = f"{record.levelname} {record.name}: {record.getMessage()}"
        matching = [pattern for pattern in self._announced if re.search(pattern, line)]
        for pattern in matching:
            self._announced[pattern] = True
        if not matching:
            self._unannounced.append(line)

    def complaint(self) -> str | None:
        """Return what is wrong with the lines that came, or nothing."""
        if self._unannounced:
            lines = "\n  ".join(self._unannounced)
            return f"The test logged what it did not announce with @pytest.mark.logs:\n  {lines}"
        absent = [pattern for pattern, came in self._announced.items() if not came]
        if absent:
            return f"Announced with @pytest.mark.logs, but never logged: {', '.join(absent)}"
        return None

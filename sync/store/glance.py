"""Look into a workspace for the names of its courses alone, with nothing else loaded or opened.

It is for the first paint of a window, which waits for no fact to be decoded; whatever stands in
the way, the workspace itself will say when it is opened.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sync.store.schema import FILE

_WAIT_S = 0.02
_TITLES = """
SELECT title FROM search_entries JOIN logs USING (log)
WHERE kind = 'course' AND standing <> 'closed'
    AND search_entries.course NOT IN (SELECT value FROM settings WHERE name = 'help.course')
ORDER BY title LIMIT ?
"""


def course_titles(folder: Path, most: int) -> list[str]:
    """List the titles of courses, reading only; none where they cannot be read at once."""
    file = folder / FILE
    try:
        if not file.stat().st_size:
            return []
        reading = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=_WAIT_S)
        with closing(reading):
            return [title for (title,) in reading.execute(_TITLES, (most,))]
    except (OSError, sqlite3.Error):
        return []

"""When we broke a promise of ours: keep the work, write a report, say where it is.

A report holds the trace and the versions, never the values of variables: no lesson text, no token.
"""

from __future__ import annotations

import datetime
import platform
import sys
import traceback
from pathlib import Path

from app import paths
from sync.model.errors import OurMistake
from sync.model.language import say

VERSION = "0.1.0"


def report(error: BaseException) -> OurMistake:
    """Write a crash report and return what to tell the person."""
    where = _write(error)
    return OurMistake(
        say("Coursefolk made a mistake ({kind}).", kind=type(error).__name__),
        safe=say("Everything that was saved is safe, and what you typed is in the journal."),
        mend=say("A report without your texts is in {file}.", file=where) if where else "",
    )


def _write(error: BaseException) -> Path | None:
    now = datetime.datetime.now().astimezone()
    path = paths.log_dir() / f"crash-{now:%Y%m%d-%H%M%S}.txt"
    lines = [
        f"Coursefolk {VERSION}, Python {platform.python_version()}, {platform.platform()}",
        now.isoformat(),
        type(error).__name__,
        *(_frame(frame) for frame in traceback.extract_tb(error.__traceback__)),
    ]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n", "utf-8")
    except OSError:
        # No place to write: the trace still reaches the person who started us from a terminal.
        print("\n".join(lines), file=sys.stderr)
        return None
    return path


def _frame(frame: traceback.FrameSummary) -> str:
    return f"  {frame.filename}:{frame.lineno} in {frame.name}"

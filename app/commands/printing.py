"""Print an answer; where it cannot be written, on a full disk say, that is told in words."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from sync.model.errors import BadInput


def print_bytes(data: bytes) -> None:
    """Write bytes to stdout; a pipe that nobody reads any more is click's to handle."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _print_no_more()
        raise BadInput(
            f"The answer could not be printed: {os.strerror(error.errno or 0)}.",
            safe="What the command did is done and safe; only its answer is missing.",
            mend="Free some space, or let it be printed elsewhere, and ask again.",
        ) from error


def _print_no_more() -> None:
    """Let go of stdout: what waits in its buffer would fail once more when Python ends."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)

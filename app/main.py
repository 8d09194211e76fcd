"""The entry point: one call of the command line, with its exit code."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def main() -> None:
    """Run the command line."""
    run_window = window_alone(sys.argv[1:])
    if run_window is None:
        from app.cli import run

        sys.exit(run())
    try:
        sys.exit(run_window())
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - told as by every command
        from app.cli import told

        sys.exit(told(error, as_json=False))


def window_alone(arguments: list[str]) -> Callable[[], int] | None:
    """Give what opens the window if nothing else is asked for; None leaves it to the commands.

    The window does not wait for the table of commands, which takes as long as its first paint.
    """
    named, file = "", None
    match arguments:
        case [] | ["open"]:
            pass
        case [given] if _is_review_file(given):
            file = given
        case ["--workspace", named] | ["--workspace", named, "open"] if named:
            pass
        case ["--workspace", named, given] if named and _is_review_file(given):
            file = given
        case _:
            return None
    try:
        from app.shell.qt_loading import load_qt
        from app.tidying import put_off

        put_off()
        load_qt()
        from app.shell.application import run
    except ImportError:
        return None  # the command says what is missing
    from app import paths

    folder: Path = paths.workspace_dir(named)
    return lambda: run(folder, course=None, sample=False, file=_path(file))


def _is_review_file(given: str) -> bool:
    """Tell whether a lone argument is a file that was double-clicked, and no command."""
    return given.casefold().endswith(".coursefolk") and not given.startswith("-")


def _path(given: str | None) -> Path | None:
    from pathlib import Path

    return None if given is None else Path(given)


if __name__ == "__main__":
    main()

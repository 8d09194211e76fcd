"""The entry point: one call of the command line, with its exit code."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line."""
    from app.cli import run

    sys.exit(run())


if __name__ == "__main__":
    main()

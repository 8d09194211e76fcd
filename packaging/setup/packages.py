"""Install the locked packages, by hash, with a line that shows how far it is.

Run by the environment's own Python, in the project's root. Says what it does in two or three
lines; all that pip says goes to `build/setup.log`. Stopped half-way, it goes on from what was
already downloaded when it is started again.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOG = ROOT / "build" / "setup.log"
SCRATCH = ROOT / "build" / "downloads"
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input"]
LOCKED = [*PIP, "install", "--require-hashes", "--progress-bar", "off", "-r", "requirements.lock"]
PROJECT = [*PIP, "install", "--no-index", "--no-deps", "--no-build-isolation", "-e", "."]
QUIET_LINE_EVERY_S = 20.0


class Progress:
    """One line that changes on a terminal; a line now and then elsewhere."""

    def __init__(self) -> None:
        self.packages = 0
        self.phase = "downloading"
        self._shown_at = time.monotonic()
        self._stop = threading.Event()
        self._ticker = threading.Thread(target=self._tick, daemon=True)

    def hear(self, line: str) -> None:
        """Take one line of what pip says."""
        if line.startswith(("Collecting ", "Processing ")):
            self.packages += 1
        elif line.startswith("Installing collected packages"):
            self.phase = "installing"

    @contextlib.contextmanager
    def shown(self) -> Iterator[None]:
        """Show the line while the work is done."""
        self._ticker.start()
        try:
            yield
        finally:
            self._stop.set()
            self._ticker.join()
            if sys.stdout.isatty():
                print("\r\033[K", end="", flush=True)

    def _tick(self) -> None:
        while not self._stop.wait(0.5):
            self._show()

    def _show(self) -> None:
        if self.phase == "installing":
            now = f"  {self.packages} packages: installing"
        else:
            now = f"  {self.packages} packages, {_megabytes(SCRATCH)} MB downloaded"
        if sys.stdout.isatty():
            print(f"\r\033[K{now} …", end="", flush=True)
        elif time.monotonic() - self._shown_at > QUIET_LINE_EVERY_S:
            self._shown_at = time.monotonic()
            print(now, flush=True)


def _megabytes(folder: Path) -> int:
    total = 0
    for above, _, names in os.walk(folder):  # pip moves files while we look
        for name in names:
            with contextlib.suppress(OSError):
                total += Path(above, name).stat().st_size
    return total // 1_000_000


def run(command: list[str], progress: Progress | None = None) -> None:
    """Run pip, log what it says, and end with its last words if it fails."""
    environment = {**os.environ, "TMPDIR": str(SCRATCH)}
    with (
        LOG.open("a", encoding="utf-8") as log,
        subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ) as pip,
    ):
        assert pip.stdout is not None
        last: list[str] = []
        for line in pip.stdout:
            log.write(line)
            last = [*last[-7:], line.rstrip()]
            if progress is not None:
                progress.hear(line)
    if pip.returncode:
        print("\n" + "\n".join(last), file=sys.stderr)
        raise SystemExit(
            "\nThe packages could not be installed. Is there a network? Type the same command"
            "\nagain: what was downloaded is kept. All that pip said is in build/setup.log."
        )


def main() -> None:
    """Install what the lock says, then this project itself, editable."""
    SCRATCH.mkdir(parents=True, exist_ok=True)
    LOG.write_text("", encoding="utf-8")
    if importlib.util.find_spec("PySide6"):
        print(
            "· Locked packages: the lock or pyproject.toml changed, so they are compared",
            flush=True,
        )
    else:
        print(
            "· Locked packages, most of it Qt: about 0.8 GB on disk, some 0.35 GB to fetch, once",
            flush=True,
        )
    began = time.monotonic()
    progress = Progress()
    try:
        with progress.shown():
            run(LOCKED, progress)
            run(PROJECT)
    except KeyboardInterrupt:
        raise SystemExit("\nStopped. Type the same command again to go on.") from None
    finally:
        shutil.rmtree(SCRATCH, ignore_errors=True)
    print(f"  installed in {time.monotonic() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()

"""The whole story as a newcomer runs it: one command, checks that hold, pictures, a clean end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT


def test_the_demo_tells_the_story_with_pictures_and_ends_well(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "app.main", "demo", "--out", str(tmp_path / "out")],
        cwd=ROOT,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "QTWEBENGINE_DISABLE_SANDBOX": "1",
            "PYTHONPATH": str(ROOT),
        },
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "checks held" in done.stdout
    assert "✗" not in done.stdout
    assert "Expect troubles" not in done.stderr
    pictures = sorted(path.stem for path in (tmp_path / "out").glob("*.png"))
    assert pictures == [
        "author-overlaps",
        "author-versions",
        "colleague-review",
        "colleague-write",
    ]
    assert (tmp_path / "out" / "site" / "index.html").is_file()


def test_a_folder_with_other_things_is_not_emptied(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    done = subprocess.run(
        [sys.executable, "-m", "app.main", "demo", "--no-pictures", "--out", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 1
    assert (tmp_path / "mine.txt").read_text() == "mine"

"""Pictures of the window are taken anew by each run, for whoever looks at what was made."""

from __future__ import annotations

import os
import subprocess
import sys

from PySide6.QtGui import QImage

from tests.conftest import ROOT
from tests.journeys import picturing

PICTURES = ROOT / "build" / "pictures"
NAMES = {
    "first-start",
    "first-start-dark",
    "overlaps",
    "overlaps-dark",
    "quiz",
    "sample",
    "search",
    "writing",
    "writing-200",
    "writing-dark",
    "writing-high-contrast",
}


def test_pictures_are_taken_from_first_start_to_search() -> None:
    for old in PICTURES.glob("*.png"):
        old.unlink()
    ran = subprocess.run(
        [sys.executable, "-m", picturing.__name__, str(PICTURES)],
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
    assert ran.returncode == 0, ran.stderr
    taken = {path.stem: path for path in PICTURES.glob("*.png")}
    assert set(taken) == NAMES
    images = {name: QImage(str(path)) for name, path in taken.items()}
    for name, image in images.items():
        assert (image.width(), image.height()) == picturing.SIZE, name
        assert _colours(image) > 40, f"{name} shows next to nothing"
    assert _brightness(images["writing"]) > 2 * _brightness(images["writing-dark"])
    assert len({path.read_bytes() for path in taken.values()}) == len(NAMES)


def _points(image: QImage) -> list[tuple[int, int]]:
    return [(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)]


def _colours(image: QImage) -> int:
    return len({image.pixel(x, y) for x, y in _points(image)})


def _brightness(image: QImage) -> float:
    found = [image.pixelColor(x, y).lightness() for x, y in _points(image)]
    return sum(found) / len(found)

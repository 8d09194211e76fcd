"""Type in one lesson beside the full preview: `-m tests.benchmarks.one_typing FOLDER COURSE KEYS`.

Prints, as JSON, how long each key took until the page had been painted with it: a request of the
second animation frame after the patch was acknowledged. It needs a screen.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtTest import QTest

from editor.markdown.rendered import Patch
from editor.panels.preview.full import _WORLD, FullPreview
from tests.benchmarks.whole_window import WholeWindow

_BETWEEN_MS = 60
_WARMING = 10
_WORDS = " and so on with plain words"
_ASK = """requestAnimationFrame(() => requestAnimationFrame(() => {
  document.title = 'painted %d';
}));"""


class Painted:
    """Knows when the page has been painted with the latest patch."""

    def __init__(self) -> None:
        self.asked = 0
        self.heard = 0
        plain = FullPreview._change

        def change(preview: FullPreview, patch: Patch) -> None:
            plain(preview, patch)
            self.asked += 1
            preview.page.runJavaScript(_ASK % self.asked, _WORLD.value)

        FullPreview._change = change  # type: ignore[method-assign]

    def hear(self, title: str) -> None:
        """Note what the page says of itself."""
        if title.startswith("painted "):
            self.heard = int(title.split()[1])


def main(folder: Path, course: str, keys: int) -> None:
    """Type where the lesson begins, and print what each key took, in ms."""
    painted = Painted()
    window = WholeWindow(folder, course, full=True)
    assert isinstance(window.preview, FullPreview)
    window.preview.page.titleChanged.connect(painted.hear)
    window.until(lambda: "Here someone writes" in window.preview.shown_text())
    window.go_to(window.editor.text().index("writes.") + len("writes"))
    took: list[float] = []
    for number in range(_WARMING + keys):
        wanted = painted.asked + 1
        began = time.perf_counter()
        QTest.keyClicks(window.editor, _WORDS[number % len(_WORDS)])
        window.until(lambda wanted=wanted: painted.heard >= wanted)  # type: ignore[misc]
        took.append((time.perf_counter() - began) * 1000)
        QTest.qWait(_BETWEEN_MS)
    print(json.dumps(took[_WARMING:]), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))

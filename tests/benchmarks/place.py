"""The folder that a run works in: courses and workspaces that several rows begin from."""

from __future__ import annotations

import shutil
from itertools import count
from pathlib import Path

from tests.benchmarks.generated import SHORT, course_folder
from tests.benchmarks.measuring import python, run

SMALL, LARGE = 1_000, 10_000
"""Lessons of the workspaces."""


class Place:
    """Makes what is asked for once, and hands out copies that may be written to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._numbers = count(1)

    def new_folder(self, name: str) -> Path:
        """Give an empty folder."""
        while True:
            folder = self.folder / f"{name}-{next(self._numbers)}"
            if not folder.exists():
                folder.mkdir(parents=True)
                return folder

    def course(self, lessons: int, words: int = SHORT) -> Path:
        """Give a course as a folder of Markdown files; it is not to be changed."""
        folder = self.folder / f"course-{lessons}-{words}"
        return folder if folder.exists() else course_folder(folder, lessons, words)

    def copy_of_workspace(self, lessons: int) -> Path:
        """Give a workspace that holds one course, imported by the command."""
        kept = self.folder / f"workspace-{lessons}"
        if not kept.exists():
            part = self.new_folder("importing")
            course = str(self.course(lessons))
            run(python("-m", "app.main", "--workspace", str(part), "import", course))
            part.rename(kept)
        return Path(shutil.copytree(kept, self.new_folder("workspace") / "copy"))

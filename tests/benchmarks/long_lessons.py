"""Workspaces that hold one long lesson, with comments all over it, as a file and as a course."""

from __future__ import annotations

from pathlib import Path

from app import paths
from app.flows.files import importing
from app.flows.review import commenting
from app.settings import SettingsFile
from sync.workspace.opening import Workspace
from tests.benchmarks.generated import Prose
from tests.benchmarks.place import Place

WORDS, MANY_WORDS = 50_000, 200_000
COMMENTS = 200
_BEGINNING = "# A long lesson\n\nHere someone writes.\n\n"


def long_text(words: int = WORDS) -> str:
    """Write a lesson whose second line has words to go on from."""
    return Prose(1).lesson("", words).replace("# \n\n", _BEGINNING, 1)


def long_file(place: Place, words: int = WORDS) -> Path:
    """Give the lesson as the one file of a folder; it is not to be changed."""
    folder = place.folder / f"long-{words}"
    file = folder / "long.md"
    if not file.exists():
        folder.mkdir(parents=True)
        file.write_text(long_text(words), encoding="utf-8", newline="\n")
    return file


def long_workspace(place: Place, words: int = WORDS, comments: int = 0) -> tuple[Path, str]:
    """Make a workspace with that lesson and comments all over it; give it and its course's id."""
    folder = place.new_folder("long-workspace") / "ws"
    file = long_file(place, words)
    with Workspace.open(folder) as ws:
        course = importing.bring_in(ws, file.parent, None, lambda done, of: None).course
        lesson = course.outline.lessons()[0].id
        text = ws.lessons.today(course.log, lesson).text
        for number in range(comments):
            start = text.index(" ", len(text) * number // comments) + 1
            end = text.index(" ", start + 12)
            commenting.comment(ws, course, lesson, start, end, f"What does {number} mean?")
        return folder, str(course.id)


def spelling_on() -> None:
    """Let the window of this process, and those begun by it, look over the spelling."""
    SettingsFile(paths.settings_dir()).change(spelling=("en_US",))

"""Commands that show the product: the window, and the whole story."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app import paths
from app.commands.call import PATH, Call, command

if TYPE_CHECKING:
    from app.story.main_job import Picture

SAMPLE = ("samples", "first-course")


@command("open")
@click.argument("course", required=False)
@click.option("--sample", is_flag=True, help="With the sample course, where there is none yet.")
def open_window(call: Call, course: str | None, sample: bool) -> int:
    """Open the window, on a COURSE if one is named; a review file named so is taken in."""
    try:
        from app.shell.qt_loading import load_qt
        from app.tidying import put_off

        put_off()
        load_qt()
        from app.shell.application import run
    except ImportError as error:
        if error.name and error.name.split(".")[0] not in ("PySide6", "shiboken6"):
            raise
        from sync.model.errors import BadInput

        raise BadInput(
            "The window needs Qt, which is not installed here.",
            safe="Every other command works without it.",
            mend="Install it: pip install 'coursefolk[desktop]'",
        ) from error

    file = Path(course) if course and course.casefold().endswith(".coursefolk") else None
    if file is not None and file.is_file():
        return run(call.folder, course=None, sample=sample, file=file)
    return run(call.folder, course=course, sample=sample)


@command("demo")
@click.option("--course", "folder", type=PATH, help="A folder; the sample if not given.")
@click.option("--out", type=PATH, help="Where the story leaves its work.")
@click.option("--no-pictures", is_flag=True, help="Take no pictures of the windows.")
def demo(call: Call, folder: Path | None, out: Path | None, no_pictures: bool) -> int:
    """Tell the whole story on throw-away workspaces, and check it: from import to release."""
    import tempfile

    from app.story.main_job import MainJob
    from app.story.telling import CheckFailed, Telling

    where = out or Path(tempfile.mkdtemp(prefix="coursefolk-demo-"))
    _make_way(where)
    telling = Telling(lambda words: click.echo(words, err=call.as_json))
    job = MainJob(
        folder or paths.resource(*SAMPLE), where, telling, None if no_pictures else _camera()
    )
    failed = ""
    try:
        job.run()
    except CheckFailed as error:
        failed = str(error)
    value = {"ok": not failed, "failed": failed, "steps": telling.steps, "out": str(where)}
    words = f"{telling.checked} checks held. Look around: {where}"
    call.answer(value, f"This did not hold: {failed}" if failed else words)
    return 1 if failed else 0


def _make_way(where: Path) -> None:
    """Take away what an earlier run of the story left; refuse any other folder with content."""
    import shutil

    from sync.model.errors import BadInput

    mark = where / ".coursefolk-demo"
    if where.exists() and any(where.iterdir()):
        if not mark.exists():
            raise BadInput(
                f"“{where}” is not empty.", safe="Nothing was touched.", mend="Name a new folder."
            )
        shutil.rmtree(where)
    where.mkdir(parents=True, exist_ok=True)
    mark.write_text("Made by “coursefolk demo”; the next run empties this folder.\n", "utf-8")


def _camera() -> Picture | None:
    """Give what takes pictures of the real window, or None where Qt is not installed."""
    if not os.environ.get("DISPLAY") and sys.platform == "linux":
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        from app.shell.pictures import Camera
    except ImportError as error:
        if error.name and error.name.split(".")[0] in ("PySide6", "shiboken6"):
            return None
        raise
    return Camera().take

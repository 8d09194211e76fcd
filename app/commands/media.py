"""Commands about the files of a course: list, add, replace, take out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.commands.call import PATH, Call, command
from sync.model.errors import NotFound

if TYPE_CHECKING:
    from app.flows.files.media_uses import CourseFile, Use


@command("media")
@click.argument("course")
@click.option("--unused", is_flag=True, help="Only files that nothing shows or names.")
def list_media(call: Call, course: str, unused: bool) -> None:
    """List the files of a COURSE: what each is, where it is used, what is missing."""
    from app.flows.files.media_uses import media_of
    from app.flows.media.media_budget import in_words

    with call.workspace() as ws:
        media = media_of(ws, ws.courses.at(course))
        files = [file for file in media.files if file.is_unused or not unused]
        missing = () if unused else media.missing
        value = {
            "size": media.size,
            "files": [_row(file) for file in files],
            "missing": [{"path": m.path, "uses": _uses(m.uses)} for m in missing],
        }
        lines = [f"{len(media.files)} files, {in_words(media.size)}.", *map(_line, files)]
        lines += [f"{one.path}  missing, used {len(one.uses)}×" for one in missing]
        call.answer(value, "\n".join(lines))


@command("media-add")
@click.argument("course")
@click.argument("lesson")
@click.argument("file", type=PATH)
def add_media(call: Call, course: str, lesson: str, file: Path) -> None:
    """Keep a FILE in a COURSE beside a LESSON; print the address to write in its text."""
    from app.flows.media.attaching import attach_judged
    from app.flows.media.media_judging import judge, read_file

    judged = judge(file.name, read_file(file))
    with call.workspace() as ws:
        opened = ws.courses.at(course)
        node = ws.courses.node(opened, lesson, "lesson")
        done = attach_judged(ws, opened, node.id, judged)
        value = {"path": done.path, "address": done.address, "remarks": list(judged.remarks)}
        call.answer(value, "\n".join((done.address, *judged.remarks)))


@command("media-replace")
@click.argument("course")
@click.argument("path")
@click.argument("file", type=PATH)
def replace_media(call: Call, course: str, path: str, file: Path) -> None:
    """Put a FILE in the place of the one at PATH in a COURSE; every lesson follows."""
    from app.flows.files.media_changing import replace_file
    from app.flows.media.media_judging import judge, read_file

    judged = judge(file.name, read_file(file))
    with call.workspace() as ws:
        ws.lessons.seal_all()
        done = replace_file(ws, ws.courses.at(course), path, judged)
        value = {
            "path": done.path,
            "lessons": list(done.lessons),
            "remarks": list(judged.remarks),
        }
        words = f"Replaced: {done.path}. {len(done.lessons)} lessons name it anew."
        call.answer(value, "\n".join((words, *judged.remarks)))


@command("media-remove")
@click.argument("course")
@click.argument("paths", nargs=-1)
@click.option("--unused", is_flag=True, help="All files that nothing shows or names.")
def remove_media(call: Call, course: str, paths: tuple[str, ...], unused: bool) -> None:
    """Take files out of the draft of a COURSE; versions that have them keep them."""
    from app.flows.files.media_changing import take_out
    from app.flows.files.media_uses import media_of
    from app.flows.media.media_budget import in_words

    if not paths and not unused:
        raise click.UsageError("Name the files, or give --unused.")
    with call.workspace() as ws:
        opened = ws.courses.at(course)
        wanted = list(paths)
        if unused:
            wanted += [file.path for file in media_of(ws, opened).files if file.is_unused]
        unknown = [path for path in paths if opened.facts.file_now(path) is None]
        if unknown:
            raise NotFound(
                f"“{unknown[0]}” is not in this course.",
                safe="Nothing was taken out.",
                mend="“coursefolk media” lists what is.",
            )
        done = take_out(ws, opened, dict.fromkeys(wanted))
        gone = [file.path for file in done.undo.files]
        size = sum(file.size for file in done.undo.files)
        call.answer(
            {"removed": gone, "size": size}, f"{len(gone)} files, {in_words(size)}, taken out."
        )


def _row(file: CourseFile) -> dict[str, Any]:
    return {
        "path": file.path,
        "kind": file.kind.name,
        "size": file.size,
        "pixels": list(file.pixels) if file.pixels else None,
        "uses": _uses(file.uses),
        "unused": file.is_unused,
        "here": file.here,
        "large": file.may_shrink,
        "leaves_without": sorted(file.leaves_without),
    }


def _uses(uses: tuple[Use, ...]) -> list[dict[str, Any]]:
    return [{"lesson": use.lesson, "line": use.line, "words": use.words} for use in uses]


def _line(file: CourseFile) -> str:
    from app.flows.media.media_budget import in_words

    used = "not used" if file.is_unused else f"used {len(file.uses)}×"
    wordless = f", {len(file.without_words)} without words" if file.without_words else ""
    return f"{file.path}  {file.kind.name}, {in_words(file.size)}, {used}{wordless}"

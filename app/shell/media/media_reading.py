"""Say in words what the files of a course are, for the page that shows them."""

from __future__ import annotations

from app.flows.files.media_uses import CourseFile, CourseMedia, MissingFile, Use, media_of
from app.flows.lesson.following import course_now
from app.flows.media.media_budget import LARGEST_COURSE, LIGHT_COURSE, WIDE_PICTURE, in_words
from app.flows.permission import may
from editor.panels.media.values import FileRow, MediaShown, Show, UseRow
from sync.model.ids import LogId
from sync.model.language import say, say_many
from sync.workspace.opening import Workspace

_ICONS = {"picture": "image", "sound": "volume-2", "film": "video"}


def read_media(ws: Workspace, log: LogId) -> MediaShown:
    """Read all files of a course, on the store's thread."""
    course = course_now(ws, log)
    return shown_of(media_of(ws, course), may_change=may(course, "file.placed"))


def shown_of(media: CourseMedia, *, may_change: bool = True) -> MediaShown:
    """Say what there is: missing files first, then by name as they lie."""
    rows = [_missing(one) for one in media.missing] + [_file(one) for one in media.files]
    told = say_many(
        "{count} file, {size} of {most} MB.",
        "{count} files, {size} of {most} MB.",
        len(media.files),
        size=in_words(media.size),
        most=LARGEST_COURSE // 2**20,
    )
    advice = ""
    if media.size > LIGHT_COURSE:
        advice = say(
            "Learners on a telephone fetch all of it: up to {size} is quick. "
            "Shrink what is large, or take out what is not used.",
            size=in_words(LIGHT_COURSE),
        )
    part = media.size / LARGEST_COURSE
    return MediaShown(media.title, tuple(rows), told, advice, part, may_change)


def _missing(one: MissingFile) -> FileRow:
    return FileRow(
        one.path,
        one.path.rpartition("/")[2],
        say("Not in this course"),
        _used(one.uses),
        tuple(_use(use) for use in one.uses),
        icon="circle-alert",
        shows=frozenset((Show.ALL, Show.MISSING)),
    )


def _file(one: CourseFile) -> FileRow:
    shows = {Show.ALL}
    if one.is_unused:
        shows.add(Show.UNUSED)
    if one.without_words:
        shows.add(Show.WORDLESS)
    if one.may_shrink:
        shows.add(Show.LARGE)
    return FileRow(
        one.path,
        one.name,
        _told(one),
        _used(one.uses) if one.here else say("Not on this computer yet: sync brings it"),
        tuple(_use(use) for use in one.uses),
        str(one.sha) if one.here else "",
        one.size,
        one.kind.family == "picture" and one.here,
        _ICONS.get(one.kind.family, "file-text"),
        frozenset(shows),
        _advice(one),
        one.original is not None,
        _leaving(one),
    )


def _told(one: CourseFile) -> str:
    name = say(one.kind.name)
    if one.kind.family == "picture":
        name = one.kind.name.partition(" ")[0]  # of the format; all can see that it is a picture
    told = f"{name[:1].upper()}{name[1:]}  ·  {in_words(one.size)}"
    if one.pixels is not None:
        told += f"  ·  {one.pixels[0]} × {one.pixels[1]}"
    return told


def _advice(one: CourseFile) -> str:
    if one.pixels is None or not one.may_shrink:
        return ""
    return say(
        "It has {width} × {height} pixels and {size}; a lesson shows up to {most} pixels across, "
        "and whoever reads on a telephone waits for it.",
        width=one.pixels[0],
        height=one.pixels[1],
        size=in_words(one.size),
        most=WIDE_PICTURE,
    )


def _leaving(one: CourseFile) -> str:
    if "place" in one.leaves_without:
        return say("It says where it was taken. That is taken out of the copy that others get.")
    if one.leaves_without:
        return say("Something in it could run or be fetched. Others get it without that.")
    return ""


def _used(uses: tuple[Use, ...]) -> str:
    lessons = len({use.lesson for use in uses})
    if not uses:
        return say("Not used")
    count = len(uses)
    if lessons > 1:
        where = say_many("{count} lesson", "{count} lessons", lessons)
        return say_many("Once, in {where}", "{count} times, in {where}", count, where=where)
    title = uses[0].title
    return say_many("Once, in “{title}”", "{count} times, in “{title}”", count, title=title)


def _use(use: Use) -> UseRow:
    return UseRow(str(use.lesson), use.title, use.line, use.start, use.words, use.is_picture)

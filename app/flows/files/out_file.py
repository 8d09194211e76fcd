"""Look before a file is written: nothing that someone has there goes without their word."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

from sync.model.errors import BadInput, DiskFull, MayNotWrite, PersonCanMend
from sync.model.language import mark, say

_NO_FILE = {
    "link": mark("“{name}” is a link to another place."),
    "folder": mark("“{name}” is a folder, and a file is to be written there."),
    "other": mark("“{name}” is no file that can be replaced: it is a device, or the like."),
}


def must_be_free(out: Path, *, over: bool = False) -> None:
    """Raise BadInput where something stands at `out` that must not go.

    A file with anything in it is replaced only `over` it. Links, folders and devices never are.
    """
    try:
        mode = out.lstat()
    except OSError:
        return  # nothing is there, or it cannot be reached: writing will say so
    if not stat.S_ISREG(mode.st_mode):
        is_link, is_folder = stat.S_ISLNK(mode.st_mode), stat.S_ISDIR(mode.st_mode)
        kind = "link" if is_link else "folder" if is_folder else "other"
        raise BadInput(
            say(_NO_FILE[kind], name=out.name),
            safe=say("It is as it was, and nothing was written."),
            mend=say("Choose another name."),
        )
    if mode.st_size and not over:
        raise BadInput(
            say("“{name}” is there already.", name=out.name),
            safe=say("It is as it was, and nothing was written."),
            mend=say("Choose another name; with --replace, a command writes over it."),
        )


def not_written(error: OSError, out: Path) -> PersonCanMend:
    """Say why a file could not be written; what stood there still does."""
    safe = say("Your courses are untouched; no file was left half written.")
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(
            say("There is no room for “{name}” where it should stand.", name=out.name),
            safe=safe,
            mend=say("Free some space, or choose another place."),
        )
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return MayNotWrite(
            say("“{folder}” cannot be written to.", folder=out.parent),
            safe=safe,
            mend=say("Choose another folder."),
        )
    return BadInput(
        say("“{name}” could not be written: {why}.", name=out.name, why=error.strerror or error),
        safe=safe,
        mend=say("Choose another place or name."),
    )

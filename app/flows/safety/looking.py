"""Look at a workspace that may not be written: on a copy beside, in which nothing is changed."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from typing import TYPE_CHECKING

from sync.store import trouble
from sync.store.media import FOLDER as MEDIA
from sync.store.schema import FILE

if TYPE_CHECKING:
    from sync.workspace.opening import Workspace

_PREFIX = "coursefolk-look-"
_ENDINGS = ("", "-wal")
"""SQLite's own files: what was written last may stand in the second alone."""


def look_at(folder: Path) -> Path:
    """Copy a workspace to where it can be read, and return that folder; `forget` takes it away.

    Its courses can be read there and go to no server. The files of lessons are not copied where
    the system can point to them. The folder itself is only read.
    """
    from app.flows.beginning.helping import open_help  # late: every window knows how to forget
    from sync.workspace.opening import Workspace

    try:
        place = Path(mkdtemp(prefix=_PREFIX))
    except OSError as error:
        raise trouble.of_disk(error, Path(gettempdir())) from error
    try:
        _copy(folder, place)
        with Workspace.open(place, create=False) as ws:
            ws.lessons.seal_all(what_can_be=True)
            open_help(ws)  # brought in while it can be
            _close(ws, folder)
    except OSError as error:
        forget(place)
        raise trouble.of_disk(error, place) from error
    except BaseException:
        forget(place)
        raise
    return place


def forget(folder: Path) -> None:
    """Take a copy away that was only looked at; any other folder stays as it is."""
    if folder.name.startswith(_PREFIX) and folder.parent == Path(gettempdir()):
        shutil.rmtree(folder, ignore_errors=True)


def _copy(folder: Path, place: Path) -> None:
    for ending in _ENDINGS:
        file = folder / f"{FILE}{ending}"
        if file.exists():
            shutil.copyfile(file, place / file.name)
    media = folder / MEDIA
    if not media.is_dir():
        return
    shutil.copytree(media.absolute(), place / MEDIA, copy_function=_point_to)


def _point_to(file: str, new: str) -> None:
    """Point to a file and not to its folder: what is put aside in the copy is the pointer."""
    try:
        Path(new).symlink_to(file)
    except OSError:  # a system that lets no one do that
        shutil.copyfile(file, new)


def _close(ws: Workspace, folder: Path) -> None:
    """Let nothing new in: no course takes a fact, none goes to a server."""
    import msgspec

    from app.flows.sharing.server_identity import URL
    from sync.workspace.looking import LOOKED_AT

    with ws.store.writing():
        for row in ws.store.log.logs():
            if row.standing in ("private", "shared"):
                ws.store.log.add_log(msgspec.structs.replace(row, standing="readonly", server=""))
        ws.store.settings.set(URL, None)
        ws.store.settings.set(LOOKED_AT, str(folder))

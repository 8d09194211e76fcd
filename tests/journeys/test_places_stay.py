"""No server and no colleague ever gets a picture with the place where it was taken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.flows.mirror.mirroring import mirror_once
from app.flows.sharing.syncing import share
from app.flows.versions import publishing
from app.story.people import Desk
from sync.model.ids import sha_of
from sync.model.payloads import FilePlaced, PlacedFile
from tests.app.flows.attached import attach
from tests.editor.formats.media.samples import XMP, chunk, exif, png
from tests.journeys.conftest import Team

SECRET = b"GPSLatitude"
PLACED = png(3, 2, chunk(b"eXIf", exif()), chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP))
CLEAN = png(3, 2)


def holds(folder: Path, secret: bytes) -> list[str]:
    """Name the files below a folder that hold some bytes."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return [str(path.relative_to(folder)) for path in found if secret in path.read_bytes()]


def test_places_stay_on_the_laptop_of_who_took_the_picture(
    team: Team, bring_in: Callable[..., Any], tmp_path: Path
) -> None:
    author, colleague = team.join("Author", "owner"), team.join("Colleague", "author")
    folder = tmp_path / "harbours"
    folder.mkdir()
    (folder / "gulls.md").write_text("# Gulls\n\n![A gull](gull.png)\n")
    (folder / "gull.png").write_bytes(PLACED)
    bring_in(author, folder)
    share(author.ws, author.course)
    mirror_once(author.ws, author.course, folder)
    (folder / "ship.png").write_bytes(
        png(4, 4, chunk(b"eXIf", exif()), chunk(b"tEXt", b"x\0" + XMP))
    )
    mirror_once(author.ws, author.course, folder)
    attached = png(5, 5, chunk(b"tEXt", b"Comment\0" + SECRET))
    attach(author.ws, author.course, author.lessons()[0].id, "quay.png", attached)
    publishing.publish(author.ws, author.course)
    colleague.title = author.title
    team.sync_all()
    files = colleague.course.facts.files_now()
    got = {path: colleague.ws.store.media.get(file.sha) for path, file in files.items()}
    assert got == {"gull.png": CLEAN, "media/quay.png": png(5, 5), "ship.png": png(4, 4)}
    [version] = colleague.course.facts.ordered_versions()
    assert version.named.files["gull.png"] == sha_of(CLEAN), "one hash everywhere"
    assert holds(tmp_path / "server", SECRET) == []
    assert holds(tmp_path / "Colleague", SECRET) == []
    assert (folder / "gull.png").read_bytes() == PLACED
    assert any(_is(author, PLACED)), "the author's own store keeps what came"


def test_cleaning_never_settles_what_two_placed_apart(two: tuple[Desk, Desk], team: Team) -> None:
    author, colleague = two
    for desk, data in ((author, PLACED), (colleague, png(7, 7))):
        sha = desk.ws.store.media.put(data)  # as an older program placed it
        placed = PlacedFile("gull.png", sha, len(data), ())
        desk.ws.ledger.write(desk.course.log, FilePlaced((placed,)))
    team.sync_all()
    assert len(author.overlaps()) == 1
    for desk in two:
        publishing.publish(desk.ws, desk.course)
    team.sync_all()
    assert len(author.overlaps()) == len(colleague.overlaps()) == 1, "a person has to choose"


def _is(desk: Desk, data: bytes) -> list[bool]:
    media = desk.ws.store.media
    return [media.get(sha) == data for sha in media.all()]

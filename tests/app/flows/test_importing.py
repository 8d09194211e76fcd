"""Files come in as a whole or not at all, wherever it is stopped."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.flows.files.importing import bring_in
from sync.workspace.opening import Workspace


class Stop(Exception):
    """What a person does."""


def course_folder(place: Path, *, picture: bytes) -> Path:
    """Write two lessons and two pictures, one of which another course may have."""
    folder = place / "folder"
    folder.mkdir()
    for name in ("one.md", "two.md"):
        (folder / name).write_text(f"# {name}\n\nWords.\n")
    (folder / "known.png").write_bytes(b"\x89PNG known")
    (folder / "fresh.png").write_bytes(picture)
    return folder


def holdings(ws: Workspace) -> tuple[int, int, frozenset[str]]:
    """Count logs and facts, and name the media."""
    logs = [entry.row.log for entry in ws.courses.entries()]
    facts = sum(len(ws.courses.open(log).outline.lessons()) for log in logs)
    return len(logs), facts, frozenset(ws.store.media.all())


def test_stopped_at_any_step_it_leaves_what_was_there(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "ws") as ws:
        earlier = tmp_path / "earlier"
        earlier.mkdir()
        (earlier / "a.md").write_text("# A\n")
        (earlier / "known.png").write_bytes(b"\x89PNG known")
        bring_in(ws, earlier, None, lambda done, of: None)
        folder = course_folder(tmp_path, picture=b"\x89PNG fresh")
        before, step = holdings(ws), 0
        while True:
            left = step

            def told(done: int, of: int) -> None:
                nonlocal left
                assert 0 <= done <= of
                left -= 1
                if left < 0:
                    raise Stop

            try:
                bring_in(ws, folder, None, told)
            except Stop:
                assert holdings(ws) == before
                step += 1
            else:
                break
        assert step > 4, "it can be stopped at each file and before the end"
        courses, lessons, media = holdings(ws)
        assert (courses, lessons, len(media)) == (before[0] + 1, before[1] + 2, 2)


def test_a_file_that_another_course_took_meanwhile_stays(tmp_path: Path) -> None:
    """The same picture came into a second course while the first import was under way."""
    folder = course_folder(tmp_path, picture=b"\x89PNG fresh")
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.md").write_text("# A\n")
    (other / "a.png").write_bytes(b"\x89PNG fresh")
    with Workspace.open(tmp_path / "ws") as ws:

        def told(done: int, of: int) -> None:
            if done == of and list(ws.store.media.all()):
                with Workspace.open(tmp_path / "ws") as beside:
                    bring_in(beside, other, None, lambda done, of: None)
                ws.courses.forget()
                raise Stop

        with pytest.raises(Stop):
            bring_in(ws, folder, None, told)
        kept = [ws.store.media.get(sha) for sha in ws.store.media.all()]
        assert kept == [b"\x89PNG fresh"]

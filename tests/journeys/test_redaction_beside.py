"""Redaction beside the rows: files, mirrors, kills, backups, servers and older applications."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.mirror import mirroring
from app.flows.review import redacting
from app.flows.safety import keeping
from app.flows.sharing import syncing
from app.story.people import Desk
from sync.client import round as round_
from sync.model.errors import CoursefolkError
from sync.server import operations
from sync.server.serving import Embedded
from sync.wire.messages import Round
from sync.wire.routes import PROTOCOL
from sync.workspace import finishing
from sync.workspace.opening import Workspace
from tests.app.flows.attached import attach
from tests.journeys.conftest import Team
from tests.journeys.redacted import (
    BLANK,
    HALF,
    SECRET,
    SENTENCE,
    everywhere,
    leaks,
    lesson,
    paste_it,
    redact,
)


def test_an_application_of_before_is_asked_to_be_updated(
    team: Team, two: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    """To it a struck fact would look damaged; what it has written is safe and goes out later."""
    author, colleague = two
    feedback = lesson(author)
    author.replace(feedback, SENTENCE, f"The key is {SECRET}.")
    team.sync_all()
    colleague.replace(feedback, "Thank the author", "Always thank the author")
    redact(author, SECRET)
    author.sync()
    with monkeypatch.context() as before:
        before.setattr(
            round_, "_round", lambda app, out: Round(PROTOCOL, app, out.epoch, out.cursors)
        )
        with pytest.raises(CoursefolkError, match=r"[Uu]pdate"):
            colleague.sync()
    assert syncing.status(colleague.ws).waiting == 1
    team.sync_all()
    assert author.everything() == colleague.everything()
    assert "Always thank the author" in author.text(feedback)


def test_a_mirrored_folder_is_written_without_the_words(team: Team, two: tuple[Desk, Desk]) -> None:
    """Also where the file was changed meanwhile: it does not bring the words back."""
    author, _ = two
    feedback = lesson(author)
    author.replace(feedback, SENTENCE, f"The key is {SECRET}.")
    folder = team.folder / "mirror"
    mirroring.mirror_once(author.ws, author.course, folder)
    redact(author, SECRET)
    [file] = [path for path in folder.rglob("*.md") if SECRET in path.read_text()]
    file.write_text(file.read_text().replace("Thank the", "Always thank the"))
    mirroring.mirror_once(author.ws, author.course, folder)
    assert "Always thank the" in author.text(feedback)
    assert not leaks([folder], SECRET)
    assert SECRET not in author.text(feedback)


def test_a_server_that_was_set_back_learns_it_again(team: Team, two: tuple[Desk, Desk]) -> None:
    """Also where it knew nothing of the facts, which no laptop holds as they were written."""
    author, colleague = two
    data = team.folder / "server"
    team.server.stop()
    empty = team.folder / "set back"
    shutil.copytree(data, empty)
    team.server = Embedded(data, port=int(team.url.rsplit(":", 1)[1]))
    team.server.start()
    paste_it(author, colleague)
    redact(author, SECRET)
    team.sync_all()
    redacting.finish(colleague.ws)
    team.server.stop()
    shutil.rmtree(data)
    empty.rename(data)
    operations.begin_epoch(data)
    team.server = Embedded(data, port=int(team.url.rsplit(":", 1)[1]))
    team.server.start()
    before = author.everything()
    team.sync_all()
    newcomer = team.join("Newcomer", "author")
    newcomer.title = author.title
    team.sync_all()
    assert author.everything() == colleague.everything() == newcomer.everything() == before
    assert [syncing.status(desk.ws).waiting for desk in team.desks] == [0, 0, 0]
    assert not everywhere(team)


def test_a_file_with_the_words_goes_and_its_name_stays(
    team: Team, two: tuple[Desk, Desk], tmp_path: Path
) -> None:
    author, colleague = two
    notes = tmp_path / "outside" / "notes.txt"
    notes.parent.mkdir()
    notes.write_text(f"The key: {SECRET}\n")
    attach(author.ws, author.course, lesson(author), notes.name, notes.read_bytes())
    team.sync_all()
    [sha] = [placed.sha for placed in colleague.course.facts.files_now().values()]
    assert colleague.ws.store.media.has(sha)
    shown = redacting.places(author.ws, author.course, [SECRET])
    assert (shown.files, shown.spots) == (1, ())
    redact(author, SECRET)
    notes.unlink()
    team.sync_all()
    redacting.finish(colleague.ws)
    newcomer = team.join("Newcomer", "author")
    newcomer.title = author.title
    assert newcomer.sync()["media"] == []
    team.sync_all()
    assert not everywhere(team)
    assert [p.sha for p in newcomer.course.facts.files_now().values()] == [sha]
    assert not any(desk.ws.store.media.has(sha) for desk in team.desks)


def test_it_goes_on_where_it_was_killed(
    team: Team, two: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows are struck and nothing else is: the next opening finishes it."""
    author, colleague = two
    paste_it(author, colleague)

    def killed(*_: object) -> list[Path]:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying, pytest.raises(KeyboardInterrupt):
        dying.setattr(finishing, "_clean_backups", killed)
        redact(author, SECRET)
    folder = author.ws.store.folder
    assert leaks([folder], SECRET)
    author.ws.store.backups.make()
    author.ws.close()
    author.ws = Workspace.open(folder)
    redacting.finish(author.ws)
    assert not leaks([folder], SECRET, HALF)
    team.sync_all()
    redacting.finish(colleague.ws)
    assert not everywhere(team)


def test_a_title_goes_from_the_space_too(team: Team, two: tuple[Desk, Desk]) -> None:
    author, colleague = two
    course = outlining.begin(author.ws, f"Keys: {SECRET}")
    outlining.add(author.ws, course, "lesson", f"Of {SECRET}", text=f"# Of {SECRET}\n")
    syncing.share(author.ws, author.ws.courses.at(course.id))
    team.sync_all()
    author.title = colleague.title = course.id
    redact(author, SECRET)
    newcomer = team.join("Newcomer", "author")
    newcomer.title = course.id
    team.sync_all()
    redacting.finish(colleague.ws)
    assert not everywhere(team)
    assert newcomer.course.title == f"Keys: {BLANK}"
    assert [node.title for node in newcomer.lessons()] == [f"Of {BLANK}"]
    assert author.everything() == colleague.everything() == newcomer.everything()


def test_what_is_recovered_holds_no_word_either(team: Team, two: tuple[Desk, Desk]) -> None:
    """A backup of before is cleaned, and what is salvaged from the damaged file is struck."""
    author, colleague = two
    paste_it(author, colleague)
    redact(author, SECRET)
    author.replace(lesson(author), "Keep it well", "Keep it very well")
    before = author.everything()
    folder = author.ws.store.folder
    author.ws.close()
    keeping.recover(folder, None)
    author.ws = Workspace.open(folder)
    assert author.everything() == before
    assert author.ws.store.log.not_kept() == []
    assert not leaks([folder], SECRET, HALF)
    team.sync_all()
    redacting.finish(colleague.ws)
    assert author.everything() == colleague.everything()
    assert not everywhere(team)

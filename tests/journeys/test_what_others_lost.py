"""What other tools lost, each told here as it was reported of one of them, and kept.

Elsewhere: a review file that carries foreign members (`tests/sync/wire/test_review_file.py`), and
remarks made offline that were dropped (`test_review_offline.py`).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.lesson import writing
from app.flows.safety.keeping import examine
from app.flows.sharing import review_files, syncing
from app.flows.versions import publishing
from app.story.people import Desk, words_of
from sync.model.errors import WorkspaceTrouble
from sync.model.ids import sha_of
from tests.app.flows.attached import attach
from tests.journeys.conftest import TEXT, Team
from tests.journeys.test_files_apart import bytes_at

PICTURE = b"\x89PNG a picture that took an hour"


def test_work_offline_stays_though_the_server_is_newer(team: Team, two: tuple[Desk, Desk]) -> None:
    """A learning platform's app threw away what was written offline, as the server was newer."""
    author, colleague = two
    lesson, second = (node.id for node in colleague.lessons())
    colleague.replace(lesson, "Suggest one change", "On the train I would ask for one change")
    outlining.add(colleague.ws, colleague.course, "lesson", "Offline", text="# Offline\n\nHill.\n")
    for number in range(12):
        text = author.text(lesson)
        writing.edit(author.ws, author.course, lesson, f"{text}\nNewer line {number}.\n")
        publishing.publish(author.ws, author.course, f"so far {number}")
        author.sync()
    outlining.remove(author.ws, author.course, [author.lessons()[1]])
    author.sync()
    wanted = words_of(colleague.text(lesson)) | words_of(author.text(lesson)) | {"Hill"}
    team.sync_all()
    assert author.everything() == colleague.everything()
    for desk in two:
        assert wanted <= desk.shown_words() | words_of(TEXT)
        assert "On the train I would ask for one change" in desk.text(lesson)
        assert [s for s in desk.ws.store.log.not_kept() if s.state == "refused"] == []
    assert second not in [node.id for node, _ in author.course.outline.walk()]


def test_a_file_cut_to_nothing_replaces_no_good_copy(team: Team, two: tuple[Desk, Desk]) -> None:
    """A file sync took the empty rest of a broken upload for the newest, and gave it to all."""
    author, colleague = two
    attach(author.ws, author.course, author.lessons()[0].id, "bee.dat", PICTURE)
    team.sync_all()
    [(path, data)] = bytes_at(colleague).items()
    assert data == PICTURE
    author.ws.store.media.path(sha_of(PICTURE)).write_bytes(b"")
    server = team.folder / "server" / "media"
    [held] = [file for file in server.rglob("*") if file.is_file()]
    assert held.read_bytes() == PICTURE
    held.write_bytes(b"")
    problems = examine(author.ws.store.folder)
    assert any(not one.ok and one.check == "media" for one in problems)
    late = team.join("Reviewer", "author")
    late.title = author.title
    team.sync_all()
    assert colleague.ws.store.media.get(sha_of(PICTURE)) == PICTURE
    with pytest.raises(WorkspaceTrouble, match="was changed on the disk"):
        author.ws.store.media.get(sha_of(PICTURE))  # it is put aside, and asked for again
    team.sync_all()
    for desk in (author, late):
        assert desk.ws.store.media.get(sha_of(PICTURE)) == PICTURE
    assert path in author.course.facts.files_now()


def test_the_next_save_of_an_editor_undoes_nothing_that_came(
    team: Team, two: tuple[Desk, Desk], tmp_path: Path
) -> None:
    """A game writer's tool merged a packet, and its editor then saved the text from before."""
    author, colleague = two
    lesson = author.lessons()[0].id
    colleague.replace(lesson, "Say what effect it had on you", "Say how it felt to read it")
    path = tmp_path / "by mail.coursefolk"
    review_files.make(colleague.ws, colleague.course, path)
    before = writing.read(author.ws, author.course, lesson)
    texts = author.ws.store.texts
    texts.begin(author.course.log, lesson, before.state, before.text)
    typed = before.text.replace("Suggest one change", "Suggest two changes")
    review_files.take(author.ws, path)
    texts.begin(author.course.log, lesson, before.state, typed)  # the editor holds the old text
    author.ws.lessons.seal(lesson)
    for words in ("Say how it felt to read it", "Suggest two changes"):
        assert words in author.text(lesson)
    syncing.sync(author.ws)
    team.sync_all()
    assert author.everything() == colleague.everything()

"""A secret pasted by mistake: an owner redacts it, and no store holds a byte of it any more."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.flows import (
    attaching,
    commenting,
    keeping,
    mirroring,
    outlining,
    publishing,
    reading,
    redacting,
    suggesting,
    syncing,
)
from app.flows.half_written import HalfWritten, half_written, keep_half_written
from app.shell import faces, receipts_reading
from app.story.people import Desk
from editor.panels.comments.values import CommentThread
from sync.client import round as round_
from sync.model.errors import CoursefolkError, NotFound, Refused
from sync.model.ids import NodeId
from sync.model.redaction import STRUCK
from sync.server import operations
from sync.server.serving import Embedded
from sync.wire.messages import Round
from sync.wire.routes import PROTOCOL
from sync.workspace import finishing
from sync.workspace.opening import Workspace
from tests.journeys.conftest import Team
from tests.journeys.redacted import leaks

SECRET = 'Tr0ub4dor "über" 3'
HALF = "Tr0ub4d"
BLANK = STRUCK * len(SECRET)
SENTENCE = "Say what effect it had on you."


def lesson(desk: Desk, title: str = "Feedback") -> NodeId:
    """Find a lesson by its title."""
    return next(node.id for node in desk.lessons() if node.title == title)


def redact(desk: Desk, *words: str) -> redacting.Redacted:
    """Redact words at a desk."""
    return redacting.redact(desk.ws, desk.course, words, why="A password")


def everywhere(team: Team) -> list[str]:
    """Look at all that all laptops and the server hold."""
    return leaks([team.folder], SECRET, HALF, 'dor \\"über', "Tr0ub4dor")


def paste_it(author: Desk, colleague: Desk) -> None:
    """Let the secret get into everything that can hold it."""
    feedback, second = lesson(author), lesson(author, "Second")
    author.replace(feedback, SENTENCE, f"{SENTENCE} The key is {SECRET}. Keep it.")
    author.replace(second, "Text.", f"Text. {HALF}")
    author.replace(second, f"Text. {HALF}", f"Text. {SECRET}, and more.")
    author.sync()
    colleague.sync()
    commenting.comment_on_quote(
        colleague.ws, colleague.course, feedback, "The key is", f"Is {SECRET} a key?"
    )
    text = colleague.text(feedback).replace("Thank", f"{SECRET}: thank")
    suggesting.suggest(colleague.ws, colleague.course, feedback, text, f"For {SECRET}")
    colleague.replace(feedback, "Keep it.", "Keep it well.")
    publishing.publish(author.ws, author.course, f"With {SECRET}")
    author.ws.store.media.put(f"the key: {SECRET}".encode())
    for desk in (author, colleague, author):
        desk.sync()
        desk.ws.store.search.refresh()
        desk.ws.store.backups.make()


def test_no_store_holds_a_byte_of_it_afterwards(team: Team, two: tuple[Desk, Desk]) -> None:
    author, colleague = two
    paste_it(author, colleague)
    feedback = lesson(author)
    state = colleague.ws.lessons.today(colleague.course.log, feedback).state
    half = HalfWritten("comment", feedback, f"It must be {SECRET}", log=colleague.course.log)
    keep_half_written(colleague.ws, {"begun": half})
    assert everywhere(team)
    shown = redacting.places(author.ws, author.course, [SECRET])
    assert {spot.where for spot in shown.spots} == {"lesson", "comment", "suggestion", "version"}
    done = redact(author, SECRET)
    assert done.is_finished
    assert not leaks([author.ws.store.folder], SECRET, HALF)
    author.sync()
    colleague.sync()
    redacting.finish(colleague.ws)
    newcomer = team.join("Newcomer", "reviewer")
    newcomer.title = author.title
    team.sync_all()
    assert not everywhere(team)
    assert author.everything() == colleague.everything() == newcomer.everything()
    assert f"The key is {BLANK}. Keep it well." in newcomer.text(feedback)
    assert newcomer.text(lesson(author, "Second")) == f"# Second\n\nText. {BLANK}, and more.\n"
    old = newcomer.ws.lessons.text_at(newcomer.course.log, feedback, state)
    assert f"The key is {BLANK}." in old
    [placed] = newcomer.threads()
    assert placed.thread.text == f"Is {BLANK} a key?"
    assert placed.spot.how == "exact"
    assert half_written(colleague.ws, feedback)["begun"].words == f"It must be {BLANK}"
    read = reading.read_lesson(newcomer.ws, newcomer.course.log, feedback)
    [note] = [note for note in faces.notes_of(read)[0] if isinstance(note, CommentThread)]
    assert note.redacted.startswith("Redacted by Author on ")
    shown_receipt = receipts_reading.read_receipts(colleague.ws)
    assert shown_receipt.page is not None
    notice = redacting.notice_of(newcomer.course, placed.thread.id)
    assert notice is not None
    assert (notice.person, notice.why) == (author.ws.identity.person, "A password")
    for desk in team.desks:
        assert [p for p in desk.ws.store.problems() if not p.ok and p.check != "backups"] == []
        desk.ws.store.search.refresh()
        assert not desk.ws.store.search.find(HALF)
        found = desk.ws.store.search.find("Keep it well") + desk.ws.store.search.find("Second")
        assert {hit.log for hit in found} == {desk.course.log}, "not in what it was before"


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


def test_only_an_owner_may(team: Team, two: tuple[Desk, Desk]) -> None:
    author, colleague = two
    paste_it(author, colleague)
    with pytest.raises(Refused):
        redact(colleague, SECRET)
    with pytest.raises(NotFound):
        redact(author, "never written")
    assert SECRET in author.text(lesson(author))


def test_who_was_offline_meanwhile_loses_nothing_but_the_words(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    """What a colleague wrote on the text with the words, before hearing of it, is woven in."""
    author, colleague = two
    feedback, second = lesson(author), lesson(author, "Second")
    paste_it(author, colleague)
    redact(author, SECRET)
    author.sync()
    colleague.replace(feedback, "Keep it well.", "Keep it very well.")
    colleague.replace(feedback, "# Feedback", f"# Feedback\n\nAgain: {SECRET}!")
    commenting.comment_on_quote(
        colleague.ws, colleague.course, second, "and more", f"More than {SECRET}?"
    )
    text = colleague.text(second) + f"\nTyped: {SECRET}, and not sealed.\n"
    state = colleague.ws.lessons.today(colleague.course.log, second).state
    colleague.ws.store.texts.begin(colleague.course.log, second, state, colleague.text(second))
    length = len(colleague.text(second))
    colleague.ws.store.texts.journal(second, [(length, 0, text[length:])])
    author.replace(feedback, "Suggest one", "Propose one")
    syncing.sync(colleague.ws, by_hand=False)
    colleague.ws.lessons.seal_all()
    newcomer = team.join("Newcomer", "author")
    newcomer.title = author.title
    for _ in range(2):
        team.sync_all()
        for desk in team.desks:
            redacting.finish(desk.ws)
    assert not everywhere(team)
    assert author.everything() == colleague.everything() == newcomer.everything()
    now = newcomer.text(feedback)
    assert f"# Feedback\n\nAgain: {BLANK}!\n" in now
    assert f"The key is {BLANK}. Keep it very well." in now
    assert "Propose one change" in now
    assert f"Typed: {BLANK}, and not sealed." in newcomer.text(second)
    assert f"More than {BLANK}?" in {placed.thread.text for placed in newcomer.threads()}
    assert not any(one.items for one in [newcomer.ws.lessons.today(newcomer.course.log, feedback)])


def test_overlaps_comments_and_choices_stand_as_they_stood(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    author, colleague = two
    feedback, second = lesson(author), lesson(author, "Second")
    author.replace(feedback, SENTENCE, f"{SECRET} is how it felt.")
    colleague.replace(feedback, SENTENCE, f"How did {SECRET} feel?")
    author.replace(second, "Text.", f"One.\n\n{SECRET}")
    colleague.replace(second, "Text.", f"Two {SECRET}.")
    team.sync_all()
    opened = {o.lesson: o for o in author.overlaps()}
    assert set(opened) == {feedback, second}
    commenting.comment_on_quote(
        colleague.ws, colleague.course, feedback, "Suggest one change", "Below it."
    )
    [item] = author.ws.lessons.today(author.course.log, second).open_items
    author.ws.lessons.confirm(author.course.log, second, item, item.wordings[0].text)
    team.sync_all()
    before = {desk.name: _shown(desk) for desk in team.desks}
    redact(author, SECRET)
    team.sync_all()
    newcomer = team.join("Newcomer", "author")
    newcomer.title = author.title
    team.sync_all()
    redacting.finish(colleague.ws)
    assert not everywhere(team)
    assert author.everything() == colleague.everything() == newcomer.everything()
    for desk in team.desks:
        assert _shown(desk) == [
            tuple(part.replace(SECRET, BLANK) if isinstance(part, str) else part for part in row)
            for row in before["Author"]
        ]


def _shown(desk: Desk) -> list[tuple[object, ...]]:
    """List texts, overlaps with their places and states, and where comments stand."""
    rows: list[tuple[object, ...]] = []
    for node in desk.lessons():
        today = desk.ws.lessons.today(desk.course.log, node.id)
        rows.append((node.title, today.text))
        rows += [
            (item.state, item.start, item.end, item.base, *(w.text for w in item.wordings))
            for item in sorted(today.items, key=lambda item: (item.state, item.start or 0))
        ]
    rows += [(p.thread.text, p.spot.start, p.spot.end, p.spot.how) for p in desk.threads()]
    return rows


def test_a_second_redaction_reaches_into_the_first(team: Team, two: tuple[Desk, Desk]) -> None:
    """Two owners strike two words out of one sentence, apart: both are gone, everywhere."""
    author, _ = two
    other = team.join("Owner", "owner")
    other.title = author.title
    feedback = lesson(author)
    author.replace(feedback, SENTENCE, "The keys are first-key and second-key, both.")
    team.sync_all()
    redact(author, "first-key")
    redact(other, "second-key")
    team.sync_all()
    newcomer = team.join("Newcomer", "author")
    newcomer.title = author.title
    team.sync_all()
    for desk in team.desks:
        redacting.finish(desk.ws)
    assert not leaks([team.folder], "first-key", "second-key")
    assert "The keys are █████████ and ██████████, both." in newcomer.text(feedback)
    assert author.everything() == other.everything() == newcomer.everything()


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
    attaching.attach_file(author.ws, author.course, lesson(author), notes)
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


def test_one_comment_goes_altogether(team: Team, two: tuple[Desk, Desk]) -> None:
    author, colleague = two
    commenting.comment_on_quote(
        colleague.ws, colleague.course, lesson(author), SENTENCE, "He is ill."
    )
    team.sync_all()
    [placed] = author.threads()
    redacting.redact(author.ws, author.course, [], [placed.thread.id])
    team.sync_all()
    redacting.finish(colleague.ws)
    assert not leaks([team.folder], "He is ill")
    [placed] = colleague.threads()
    assert set(placed.thread.text) == {STRUCK}
    assert author.everything() == colleague.everything()


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

"""A secret pasted by mistake: an owner redacts it, and no store holds a byte of it any more."""

from __future__ import annotations

import pytest

from app.flows.lesson.half_written import HalfWritten, half_written, keep_half_written
from app.flows.overview import reading
from app.flows.review import commenting, redacting
from app.flows.sharing import syncing
from app.shell import faces
from app.shell.sharing import receipts_reading
from app.story.people import Desk
from editor.panels.comments.values import CommentThread
from sync.model.errors import NotFound, Refused
from sync.model.redaction import STRUCK
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

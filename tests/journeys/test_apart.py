"""What cannot be sent, and what was decided apart: nothing stalls, nothing is lost."""

from __future__ import annotations

import msgspec
import pytest

from app.flows.lesson import typing
from app.flows.overview import reading
from app.flows.review import commenting, deciding, suggesting
from app.flows.sharing import syncing
from app.flows.versions import publishing
from app.shell import faces
from app.shell.sharing import receipts_reading
from app.story.people import Desk
from editor.panels.comments.values import SuggestionNote
from sync.model import limits
from sync.model.errors import BadInput, Refused
from sync.model.facts import header_digest
from sync.model.ids import FactId, NodeId, sha_of
from sync.model.payloads import CommentMade, CourseDescribed
from sync.workspace import ledger
from tests.journeys.conftest import Team

SENTENCE = "Say what effect it had on you."


def lesson(desk: Desk, title: str = "Feedback") -> NodeId:
    """Find a lesson by its title."""
    return next(node.id for node in desk.lessons() if node.title == title)


@pytest.fixture
def no_limit(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A workspace that was written before anything was refused for its length."""
    monkeypatch.setattr(ledger, "LONGEST_FACT", 2**40)
    monkeypatch.setattr(limits, "LONGEST_TEXT", 2**40)
    return monkeypatch


def test_a_text_too_long_to_send_is_set_aside_and_the_rest_goes_on(
    team: Team, two: tuple[Desk, Desk], no_limit: pytest.MonkeyPatch
) -> None:
    author, colleague = two
    feedback, second = lesson(author), lesson(author, "Second")
    author.replace(feedback, SENTENCE, "Before it.")
    author.replace(second, "Text.", "word " * 1_800_000)
    author.replace(second, "# Second", "# The second")
    author.replace(feedback, "Before it.", "Before it. After it.")
    no_limit.undo()
    done = syncing.sync(author.ws)
    assert [r["why"] for r in done["refused"]] == [
        "It is longer than the 8 MB that a server takes."
    ]
    assert syncing.status(author.ws).waiting == 0
    colleague.sync()
    assert "Before it. After it." in colleague.text(feedback)
    assert author.text(second) == colleague.text(second) == "# Second\n\nText.\n"
    assert author.everything() == colleague.everything()
    problems = syncing.status(author.ws).problems
    assert len(problems) == 2, "the text, and what was built on it"
    [kept] = (author.ws.store.folder / "not sent").iterdir()
    assert kept.read_text().startswith("# The second\n\nword word ")
    assert any(str(kept) in problem["mend"] for problem in problems)
    assert sum(len(receipt.refused) for receipt in syncing.receipts(author.ws)) == 2
    author.replace(feedback, "After it.", "Afterwards too.")
    assert author.sync()["sent"] == 1
    colleague.sync()
    assert author.everything() == colleague.everything()


def test_a_workspace_that_waits_for_what_was_refused_before_goes_on(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    author, colleague = two
    feedback = lesson(author)
    commenting.comment_on_quote(author.ws, author.course, feedback, SENTENCE, "To be refused.")
    [comment] = author.threads()
    author.replace(feedback, SENTENCE, "Written after it.")
    author.ws.store.log.refused({comment.thread.id: "An older version gave up on it."})
    assert author.sync()["waiting"] == 0
    assert syncing.status(author.ws).waiting == 0
    colleague.sync()
    assert "Written after it." in colleague.text(feedback)
    assert author.everything() == colleague.everything()


def test_a_fact_that_no_server_can_read_holds_nothing_up(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    author, colleague = two
    log, store = author.course.log, author.ws.store
    drawn = author.ws.ledger.draw_up(log, CourseDescribed({"x": "y"}), store.log.top_clock(log) + 1)
    raw = b'{"fields": {"x": nonsense}}'
    broken = msgspec.structs.replace(drawn, payload=msgspec.Raw(raw), payload_sha=sha_of(raw))
    ident = FactId(header_digest(broken).hex()[:32])
    key = author.ws.identity.key
    assert not store.log.add([key.sign(msgspec.structs.replace(broken, id=ident))])
    with store.writing():  # as an earlier version kept it
        store.connection.run("UPDATE facts SET state='kept', why='' WHERE id=?", (ident,))
        store.connection.run("UPDATE logs SET top=? WHERE log=?", (broken.clock, log))
    author.replace(lesson(author), SENTENCE, "Written after it.")
    done = author.sync()
    assert done["refused"] == [{"fact": ident, "why": "It is damaged: no server could read it."}]
    assert syncing.status(author.ws).waiting == 0
    colleague.sync()
    assert "Written after it." in colleague.text(lesson(author))


def typed(desk: Desk, node: NodeId, words: str) -> None:
    """Type at the beginning of a lesson, as a window keeps it, and do not pause."""
    today = desk.ws.lessons.today(desk.course.log, node)
    steps = ((0, 0, words),)
    typing.keep(desk.ws, typing.Typed(desk.course.log, node, today.state, today.text, steps))


def test_what_was_typed_on_a_text_that_is_refused_then_is_not_stuck(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    author, colleague = two
    syncing.grant(author.ws, author.course, "Colleague", "reviewer")
    author.sync()
    feedback = lesson(author)
    colleague.replace(feedback, SENTENCE, "Say what it did to you.")
    typed(colleague, feedback, "Typed on. ")
    syncing.sync(colleague.ws, by_hand=False)
    assert "Typed on." in colleague.ws.lessons.seen_now(colleague.course.log, feedback).text
    colleague.sync()
    team.sync_all()
    wished = [wish.after for wish in author.course.facts.suggestions.values()]
    assert any("Say what it did to you." in after for after in wished)
    assert any("Typed on." in after for after in wished)
    assert author.everything() == colleague.everything()


def test_a_text_typed_too_long_holds_no_other_up(team: Team, two: tuple[Desk, Desk]) -> None:
    author, colleague = two
    feedback, second = lesson(author), lesson(author, "Second")
    typed(author, second, "word " * (limits.LONGEST_TEXT // 4))
    typed(author, feedback, "Typed. ")
    author.sync()
    colleague.sync()
    assert "Typed. " in colleague.text(feedback)
    assert author.ws.store.texts.working(second) is not None, "it is kept, and can be cut"
    with pytest.raises(BadInput, match="8 MB"):
        publishing.publish(author.ws, author.course)


def test_one_round_keeps_to_the_limits_of_the_wire_however_facts_are_cut(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    author, colleague = two
    feedback = lesson(author)
    state = author.ws.lessons.today(author.course.log, feedback).state
    body = CommentMade(feedback, state, 0, 1, "#", "", "", "\x01" * 1_200_000)
    small = [msgspec.structs.replace(body, text=f"Small {n}.") for n in range(4_100)]
    author.ws.ledger.write(author.course.log, *[body] * 3, *small)
    done = author.sync()
    assert (done["sent"], done["refused"], done["waiting"]) == (4_103, [], 0)
    colleague.sync()
    assert colleague.ws.store.log.count(colleague.course.log) == author.ws.store.log.count(
        author.course.log
    )


def test_a_suggestion_accepted_here_and_refused_there_shows_the_refusal(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    author, colleague = two
    feedback = lesson(author)
    text = author.text(feedback).replace(SENTENCE, "Say what it did to you.")
    suggesting.suggest(colleague.ws, colleague.course, feedback, text, "Plainer.")
    team.sync_all()
    for desk, decide in ((author, suggesting.accept), (colleague, None)):
        [made] = desk.course.facts.suggestions.values()
        if decide:
            decide(desk.ws, desk.course, made)
        else:
            deciding.reject_all(desk.ws, desk.course, [made], "The old one rhymes.")
    team.sync_all()
    assert author.everything() == colleague.everything()
    for desk, said in ((author, "no “not now” of yours"), (colleague, "somebody accepted it")):
        with pytest.raises(Refused, match=said):
            [made] = desk.course.facts.suggestions
            deciding.wait_again(desk.ws, desk.course, [made])
    for desk in two:
        [made] = desk.course.facts.suggestions.values()
        assert (made.stands, made.decided_apart) == ("accepted", True)
        assert [(no.person, no.why) for no in made.refusals] == [
            (colleague.ws.identity.person, "The old one rhymes.")
        ]
        assert "Say what it did to you." in desk.text(feedback)
        read = reading.read_lesson(desk.ws, desk.course.log, feedback)
        [note], _ = faces.notes_of(read)
        assert isinstance(note, SuggestionNote)
        assert not note.may_decide
        assert [no.text for no in note.refusals] == ["The old one rhymes."]
        told = [r.decided_apart for r in syncing.receipts(desk.ws)]
        assert told.count((made.id,)) == 1, "one sync told of it"
        page = next(
            receipts_reading.read_receipts(desk.ws, r.id).page
            for r in syncing.receipts(desk.ws)
            if r.decided_apart
        )
        assert page is not None
        assert any("The old one rhymes." in line.detail for line in page.came)
    publishing.publish(author.ws, author.course)
    assert reading.read_lesson(author.ws, author.course.log, feedback).suggestions == ()


def test_reasons_given_apart_for_closing_a_comment_are_both_kept(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    author, colleague = two
    commenting.comment_on_quote(author.ws, author.course, lesson(author), SENTENCE, "Why?")
    team.sync_all()
    for desk, verdict, why in ((author, "done", "Reworded."), (colleague, "wont", "It is a rule.")):
        [placed] = desk.threads()
        commenting.resolve(desk.ws, desk.course, placed.thread, verdict, why)
    team.sync_all()
    for desk in two:
        [placed] = desk.threads()
        closing = placed.thread.resolution
        assert closing is not None
        told = {closing.why, *(reply.text for reply in placed.thread.replies)}
        assert told == {"Reworded.", "It is a rule."}
    assert author.threads()[0].thread == colleague.threads()[0].thread


def test_what_was_refused_is_suggested_once_whoever_syncs_and_how_often(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    author, colleague = two
    syncing.grant(author.ws, author.course, "Colleague", "reviewer")
    author.sync()
    colleague.replace(lesson(author), SENTENCE, "Say what it did to your work.")
    assert colleague.sync()["suggested"] == 1
    assert colleague.sync()["suggested"] == 0
    team.sync_all()
    [wish] = author.course.facts.suggestions.values()
    deciding.reject_all(author.ws, author.course, [wish], "Not now.")
    team.sync_all()
    assert colleague.sync()["suggested"] == 0


def test_the_words_of_a_refused_comment_are_kept_in_sight(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    author, colleague = two
    syncing.grant(author.ws, author.course, "Colleague", "reader")
    author.sync()
    commenting.comment_on_quote(
        colleague.ws, colleague.course, lesson(author), SENTENCE, "An hour's thought."
    )
    colleague.sync()
    [problem] = syncing.status(colleague.ws).problems
    [kept] = (colleague.ws.store.folder / "not sent").iterdir()
    assert str(kept) in problem["mend"]
    assert kept.read_text() == "An hour's thought."

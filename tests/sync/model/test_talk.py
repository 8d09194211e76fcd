"""Threads as they are by all that was said: worded anew, closed, reopened, confirmed, moved."""

from __future__ import annotations

import pytest

from sync.model.facts import Fact
from sync.model.ids import FactId, NodeId, sha_of
from sync.model.payloads import (
    CommentMade,
    CommentReplied,
    CommentResolved,
    SuggestionDecided,
    SuggestionMade,
)
from sync.model.replay import replay
from sync.model.review import Suggestion, Thread
from sync.model.round_payloads import (
    CommentConfirmed,
    CommentEdited,
    CommentMoved,
    CommentReopened,
    SuggestionWithdrawn,
)
from sync.model.states import TextState
from tests.sync.model.test_replay import LOG, write

LESSON = NodeId("l")
STATE = TextState((), sha_of("one two"))


@pytest.fixture
def facts() -> list[Fact]:
    return []


def begun(facts: list[Fact]) -> FactId:
    return write(facts, CommentMade(LESSON, STATE, 0, 3, "one", "", " two", "why?"), "r").id


def wished(facts: list[Fact]) -> FactId:
    return write(facts, SuggestionMade(LESSON, STATE, 0, 3, "one", "1", "short"), "r").id


def thread_of(facts: list[Fact]) -> Thread:
    [thread] = replay(LOG, facts).threads.values()
    assert replay(LOG, list(reversed(facts))).threads == {thread.id: thread}
    return thread


def wish_of(facts: list[Fact]) -> Suggestion:
    [wish] = replay(LOG, facts).suggestions.values()
    return wish


def test_only_its_writer_words_a_comment_anew_and_all_wordings_are_kept(facts: list[Fact]) -> None:
    ident = begun(facts)
    first = write(facts, CommentEdited(ident, "why one?"), "r")
    write(facts, CommentEdited(ident, "because"), "p")
    thread = thread_of(facts)
    assert (thread.text, [w.text for w in thread.earlier]) == ("why one?", ["why?"])
    write(facts, CommentEdited(ident, "why one and two?", (first.id,)), "r")
    thread = thread_of(facts)
    assert [w.text for w in thread.earlier] == ["why?", "why one?"]
    assert thread.text == "why one and two?"


def test_two_wordings_written_apart_are_both_kept(facts: list[Fact]) -> None:
    ident = begun(facts)
    write(facts, CommentEdited(ident, "on the first laptop"), "r")
    write(facts, CommentEdited(ident, "on the second laptop"), "r")
    thread = thread_of(facts)
    kept = {thread.text, *(w.text for w in thread.earlier)}
    assert kept == {"why?", "on the first laptop", "on the second laptop"}


def test_a_reply_and_a_reason_are_worded_anew_too(facts: list[Fact]) -> None:
    ident = begun(facts)
    answer = write(facts, CommentReplied(ident, "becuase"), "p")
    write(facts, CommentEdited(answer.id, "because"), "p")
    closing = write(facts, CommentResolved(ident, "done", "dnoe"), "p")
    write(facts, CommentEdited(closing.id, "done"), "p")
    thread = thread_of(facts)
    assert [r.text for r in thread.replies] == ["because"]
    assert thread.resolution is not None
    assert thread.resolution.why == "done"


def test_a_thread_is_opened_again_and_closed_again(facts: list[Fact]) -> None:
    ident = begun(facts)
    closing = write(facts, CommentResolved(ident, "done", "mended"), "p")
    again = write(facts, CommentReopened(ident, "not quite", (closing.id,)), "r")
    thread = thread_of(facts)
    assert thread.resolution is None
    assert [r.text for r in thread.replies] == ["mended", "not quite"]
    write(facts, CommentResolved(ident, "wont", "enough", (again.id,)), "p")
    thread = thread_of(facts)
    assert thread.resolution is not None
    assert thread.resolution.why == "enough"
    assert [r.text for r in thread.replies] == ["mended", "not quite"]
    write(facts, CommentResolved(ident, "done", "and apart", (again.id,)), "q")
    thread = thread_of(facts)
    assert thread.resolution is not None
    assert thread.resolution.why == "and apart", "of two that closed it apart, the last in order"
    assert [r.text for r in thread.replies] == ["mended", "not quite", "enough"]


def test_nothing_is_closed_over_an_objection_that_was_not_seen(facts: list[Fact]) -> None:
    ident = begun(facts)
    closing = write(facts, CommentResolved(ident, "done", "mended"), "p")
    write(facts, CommentReopened(ident, "not quite", (closing.id,)), "r")
    write(facts, CommentResolved(ident, "done", "mended by me too"), "q")  # had not seen it
    thread = thread_of(facts)
    assert thread.resolution is None
    assert [r.text for r in thread.replies] == ["mended", "not quite", "mended by me too"]


def test_the_one_who_commented_confirms_and_nobody_else(facts: list[Fact]) -> None:
    ident = begun(facts)
    closing = write(facts, CommentResolved(ident, "done", "mended"), "p")
    write(facts, CommentConfirmed(ident, closing.id), "q")
    assert thread_of(facts).confirmed is None
    write(facts, CommentConfirmed(ident, closing.id, "thanks"), "r")
    confirmed = thread_of(facts).confirmed
    assert confirmed is not None
    assert (confirmed.person, confirmed.why) == ("r", "thanks")
    again = write(facts, CommentReopened(ident, "broken again", (closing.id,)), "p")
    write(facts, CommentResolved(ident, "done", "mended again", (again.id,)), "p")
    assert thread_of(facts).confirmed is None, "it was said of the earlier end"


def test_who_closes_their_own_thread_has_confirmed_it(facts: list[Fact]) -> None:
    write(facts, CommentResolved(begun(facts), "done", "found it"), "r")
    assert thread_of(facts).confirmed is not None


def test_a_comment_is_put_on_other_words(facts: list[Fact]) -> None:
    ident = begun(facts)
    state = TextState((), sha_of("three"))
    write(facts, CommentMoved(ident, NodeId("k"), state, 0, 5, "three", "", ""), "p")
    thread = thread_of(facts)
    assert (thread.lesson, thread.quote, thread.state) == ("k", "three", state)
    assert thread.moved is not None


def test_a_suggestion_is_taken_back_by_its_writer_alone(facts: list[Fact]) -> None:
    ident = wished(facts)
    write(facts, SuggestionWithdrawn(ident), "p")
    assert wish_of(facts).stands == "open"
    write(facts, SuggestionWithdrawn(ident, "it was wrong"), "r")
    assert wish_of(facts).stands == "withdrawn"
    write(facts, SuggestionDecided(ident, "accept"), "p")
    assert wish_of(facts).stands == "accepted", "a yes stays: others may have built on it"


def test_who_said_not_now_may_take_that_back_and_no_one_else(facts: list[Fact]) -> None:
    ident = wished(facts)
    write(facts, SuggestionDecided(ident, "reject", "late"), "p")
    write(facts, SuggestionDecided(ident, "reject", "long"), "q")
    write(facts, SuggestionDecided(ident, "reopen"), "p")
    assert wish_of(facts).stands == "rejected"
    assert [no.why for no in wish_of(facts).refusals] == ["long"]
    write(facts, SuggestionDecided(ident, "reopen"), "q")
    assert (wish_of(facts).stands, wish_of(facts).refusals) == ("open", ())
    write(facts, SuggestionDecided(ident, "accept"), "q")
    write(facts, SuggestionDecided(ident, "reopen"), "q")
    assert wish_of(facts).stands == "accepted", "a yes stays"


def test_a_suggestion_is_answered(facts: list[Fact]) -> None:
    ident = wished(facts)
    write(facts, CommentReplied(ident, "which number?"), "p")
    assert [r.text for r in wish_of(facts).replies] == ["which number?"]

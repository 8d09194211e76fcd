"""Only whoever commented agrees and words anew; anybody opens again; what meets apart is open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.overview.open_things import open_things
from app.flows.review import closing, commenting
from app.flows.review.spoken_to import spoken_to
from sync.model.errors import BadInput, Refused
from sync.model.ids import LogId, NodeId
from sync.model.payloads import MemberSet
from sync.model.review import Thread
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

TEXT = "# Feedback\n\nSay what you saw in the draft.\n"


@dataclass
class Two:
    """Two laptops with one course, which meet when they are told to."""

    author: Workspace
    colleague: Workspace
    log: LogId
    lesson: NodeId

    def course(self, who: Workspace) -> Course:
        return who.courses.open(self.log)

    def thread(self, who: Workspace) -> Thread:
        [thread] = self.course(who).facts.threads.values()
        return thread

    def meet(self) -> None:
        both = (self.author, self.colleague)
        for giver, taker in (both, both[::-1]):
            known = {stored.fact.id for stored in taker.store.log.every(self.log)}
            facts = [stored.fact for stored in giver.store.log.every(self.log)]
            taker.ledger.take(self.log, [fact for fact in facts if fact.id not in known])

    def do(self, who: Workspace, act: Callable[..., object], *more: object) -> None:
        act(who, self.course(who), self.thread(who), *more)

    def open(self, who: Workspace) -> list[str]:
        kinds = [one.kind for one in open_things(who, self.course(who))]
        return [kind for kind in kinds if kind != "check"]


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    """An author, and a colleague who commented on the lesson."""
    with Workspace.open(tmp_path / "a") as author, Workspace.open(tmp_path / "c") as colleague:
        log = outlining.begin(author, "Peer learning").log
        made = outlining.add(author, author.courses.open(log), "lesson", "Feedback", text=TEXT)
        people = [(author, "A. K."), (colleague, "R. M.")]
        author.ledger.write(
            log, *(MemberSet(who.identity.person, name, "owner") for who, name in people)
        )
        row = author.store.log.log(log)
        assert row is not None
        colleague.store.log.add_log(row)
        both = Two(author, colleague, log, made.nodes[0])
        both.meet()
        commenting.comment_on_quote(
            colleague, both.course(colleague), both.lesson, "what you saw", "Only that, @A. K.?"
        )
        both.meet()
        yield both


def test_only_whoever_commented_agrees(two: Two) -> None:
    with pytest.raises(BadInput):
        two.do(two.colleague, closing.confirm_answer)
    two.do(two.author, commenting.resolve, "done", "Said more")
    two.meet()
    with pytest.raises(Refused):
        two.do(two.author, closing.confirm_answer)
    assert two.thread(two.author).confirmed is None
    assert two.open(two.colleague) == ["answered"], "F8 leads there"
    assert two.open(two.author) == []
    two.do(two.colleague, closing.confirm_answer, "Thanks")
    assert two.open(two.colleague) == []
    two.do(two.colleague, closing.confirm_answer)
    two.meet()
    word = two.thread(two.author).confirmed
    assert word is not None and (word.person, word.why) == (two.colleague.identity.person, "Thanks")
    assert len(two.thread(two.author).confirmations) == 1
    two.do(two.author, closing.reopen, "I saw something else")
    two.meet()
    assert two.thread(two.colleague).resolution is None


def test_opened_again_and_closed_apart_is_open(two: Two) -> None:
    two.do(two.author, commenting.resolve, "done", "Said more")
    two.meet()
    two.do(two.colleague, closing.reopen, "Not yet")
    two.do(two.author, commenting.resolve, "wont", "Enough")
    two.meet()
    for who in (two.author, two.colleague):
        assert two.thread(who).resolution is None
    two.do(two.author, commenting.resolve, "done", "Now it is")
    two.meet()
    thread = two.thread(two.colleague)
    assert thread.resolution is not None and thread.resolution.why == "Now it is"
    first, *apart = [reply.text for reply in thread.replies]
    assert (first, sorted(apart)) == ("Said more", ["Enough", "Not yet"])  # said at one time


def test_words_are_their_writers(two: Two) -> None:
    thread = two.thread(two.author)
    with pytest.raises(Refused):
        closing.word_anew(two.author, two.course(two.author), thread.id, "Mine now")
    two.do(two.author, commenting.resolve, "done", "Said mor")
    resolution = two.thread(two.author).resolution
    assert resolution is not None
    closing.word_anew(two.author, two.course(two.author), resolution.fact, "Said more")
    closing.word_anew(two.colleague, two.course(two.colleague), thread.id, "Only that?")
    two.meet()
    for who in (two.author, two.colleague):
        now = two.thread(who)
        assert (now.text, now.mentions) == ("Only that?", ())
        assert [one.text for one in now.earlier] == ["Only that, @A. K.?"]
        assert now.resolution is not None and now.resolution.why == "Said more"


def test_who_is_spoken_to_finds_it(two: Two) -> None:
    me, other = two.author.identity.person, two.colleague.identity.person
    commenting.reply(two.author, two.course(two.author), two.thread(two.author), "@R. M. @A. K. no")
    two.meet()
    [mine] = spoken_to(two.author, two.course(two.author), me)
    assert (mine.by, mine.text, mine.lesson) == (other, "Only that, @A. K.?", two.lesson)
    [theirs] = spoken_to(two.colleague, two.course(two.colleague), other)
    assert (theirs.text, theirs.is_open) == ("@R. M. @A. K. no", True)

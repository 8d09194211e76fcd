"""Roles as facts set them: which one counts, and what is left to one who lost a right."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from sync.model.ids import NodeId, sha_of
from sync.model.payloads import MemberSet, SuggestionMade
from sync.model.states import TextState
from sync.server import schema
from sync.server.members import GRACE_MS
from tests.sync.server.conftest import Team
from tests.sync.server.laptops import Laptop, offer, refused, revision


@pytest.fixture
def author(team: Team) -> Laptop:
    """The owner of a space, with nothing in it yet."""
    return team.owner()


# -- roles: the highest (clock, fact) counts, whatever came first


def test_two_owners_apart_set_one_role(team: Team, author: Laptop) -> None:
    second, someone = team.member("owner"), team.member("reader")
    author.sync()
    second.sync()
    space = author.space
    early = author.make(space, MemberSet(someone.person, "s", "reviewer"))
    second.write(space, MemberSet(second.person, "second", "owner"))
    late = second.make(space, MemberSet(someone.person, "s", "author"))
    assert late.clock > early.clock
    offer(second, late)
    assert offer(author, early)[early.id][0] == "accepted"
    someone.sync()
    assert someone.desk.roles[space] == "author"


def test_a_course_role_goes_before_the_space_role(team: Team, author: Laptop) -> None:
    log = author.share_course()
    author.sync()
    guest, narrowed = team.member("reader"), team.member("author")
    author.write(log, MemberSet(guest.person, "g", "author"))
    author.write(log, MemberSet(narrowed.person, "n", "none"))
    author.sync()
    guest.sync()
    narrowed.sync()
    assert guest.desk.roles[log] == "author"
    assert log in narrowed.desk.gone


def test_who_leaves_the_space_leaves_its_courses(team: Team, author: Laptop) -> None:
    colleague = team.member("author")
    log = colleague.share_course()
    colleague.sync()
    author.sync()
    author.write(author.space, MemberSet(colleague.person, "c", "none"))
    author.sync()
    fact = colleague.write(log, revision())
    colleague.sync()
    assert colleague.desk.gone == {colleague.space, log}
    assert colleague.desk.refused[fact.id] == "Its writer has no access here."
    assert author.desk.roles[log] == "owner"


# -- who lost the right to write may send suggestions for a while


def test_suggestions_after_the_right_to_write_was_lost(team: Team, author: Laptop) -> None:
    log = author.share_course()
    author.sync()
    colleague = team.member("author")
    lesson = next(f for f in author.desk.facts.values() if f.kind == "text.revised")
    author.sync()
    author.write(author.space, MemberSet(colleague.person, "c", "none"))
    author.sync()
    state = TextState((lesson.id,), sha_of("# Lesson 0\n"))
    body = SuggestionMade(NodeId("n"), state, 0, 1, "#", "##", "why")
    first = colleague.make(log, body)
    assert offer(colleague, first)[first.id][0] == "accepted"
    assert offer(colleague) == {}
    _age_losses(team, GRACE_MS + 1)
    second = colleague.make(log, body)
    assert refused(colleague, second) == "Its writer has no access here."


def _age_losses(team: Team, by_ms: int) -> None:
    """Pretend that the rights were lost earlier, as no test waits for 30 days."""
    with team.server.service.database.writing() as connection:
        m = schema.members
        connection.execute(update(m).where(m.c.ended > 0).values(ended=m.c.ended - by_ms))


def test_one_who_never_wrote_gets_no_such_grace(team: Team, author: Laptop) -> None:
    log = author.share_course()
    author.sync()
    reader = team.member("reader")
    lesson = next(f for f in author.desk.facts.values() if f.kind == "text.revised")
    state = TextState((lesson.id,), sha_of("# Lesson 0\n"))
    fact = reader.make(log, SuggestionMade(NodeId("n"), state, 0, 1, "#", "##", "why"))
    assert refused(reader, fact) == "A reader here reads."

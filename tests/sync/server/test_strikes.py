"""What a redaction does to stored facts, and which facts may come without words."""

from __future__ import annotations

import msgspec
from sqlalchemy import select

from sync.model.facts import CHANGED, Fact, what_is_wrong
from sync.model.ids import LogId
from sync.model.payloads import ContentRedacted, StruckFact
from sync.model.redaction import places_in, struck
from sync.model.signing import is_signed
from sync.server import schema
from sync.server.database import Database
from tests.sync.server.conftest import Team
from tests.sync.server.laptops import offer, revision

SECRET = "Tr0ub4dor"
TEXT = f"The key is {SECRET}.\n"


def redaction(fact: Fact) -> ContentRedacted:
    """Strike the secret out of one fact."""
    places = places_in(fact.kind, bytes(fact.payload), [SECRET])
    return ContentRedacted((StruckFact(fact.id, places),))


def without(fact: Fact) -> Fact:
    """Give a fact as a laptop holds it that took the redaction."""
    [one] = redaction(fact).facts
    left = struck(fact.kind, bytes(fact.payload), one.places)
    return msgspec.structs.replace(fact, payload=msgspec.Raw(left))


def stored(team: Team, log: LogId) -> dict[str, Fact]:
    """Read what the server holds of a log."""
    database = Database(f"sqlite:///{team.data / 'server.db'}")
    with database.reading() as connection:
        rows = connection.execute(select(schema.facts.c.body).where(schema.facts.c.log == log))
        facts = [msgspec.json.decode(row[0], type=Fact) for row in rows]
    database.close()
    return {fact.id: fact for fact in facts}


def test_a_stored_fact_keeps_all_but_the_words(team: Team) -> None:
    owner = team.owner()
    log = owner.share_course()
    fact = owner.write(log, revision(TEXT))
    owner.sync()
    assert offer(owner, owner.make(log, redaction(fact)))
    left = stored(team, log)[fact.id]
    assert SECRET not in bytes(left.payload).decode()
    assert is_signed(left)
    assert msgspec.structs.replace(left, payload=fact.payload) == fact
    assert what_is_wrong(left) == CHANGED


def test_what_comes_later_with_the_words_is_struck_too(team: Team) -> None:
    owner = team.owner()
    log = owner.share_course()
    owner.sync()
    fact = owner.make(log, revision(TEXT))
    told = owner.make(log, redaction(fact), clock=fact.clock)
    assert offer(owner, told)[told.id][0] == "accepted"
    assert offer(owner, fact)[fact.id][0] == "accepted"
    assert stored(team, log)[fact.id] == without(fact)


def test_a_struck_fact_is_taken_with_its_redaction_by_an_owner_alone(team: Team) -> None:
    owner, author = team.owner(), team.member("author")
    log = owner.share_course()
    owner.sync()
    author.sync()
    fact = owner.make(log, revision(TEXT))
    assert offer(owner, without(fact))[fact.id][0] == "refused"
    owner.desk.refused.clear()
    forged = author.make(log, redaction(fact), clock=fact.clock)
    verdicts = offer(author, without(fact), forged)
    assert {verdict for verdict, _ in verdicts.values()} == {"refused"}
    assert fact.id not in stored(team, log)
    told = owner.make(log, redaction(fact), clock=fact.clock)
    verdicts = offer(owner, without(fact), told)
    assert {verdict for verdict, _ in verdicts.values()} == {"accepted"}
    assert stored(team, log)[fact.id] == without(fact)


def test_a_redaction_reaches_its_own_log_alone(team: Team) -> None:
    owner = team.owner()
    log, elsewhere = owner.share_course(), owner.share_course("Wasps")
    fact = owner.write(log, revision(TEXT))
    owner.sync()
    offer(owner, owner.make(elsewhere, redaction(fact)))
    assert stored(team, log)[fact.id] == fact

"""Every reason for which a fact is refused or waits, and that a verdict stays what it was."""

from __future__ import annotations

import msgspec
import pytest
from sqlalchemy import select

from sync.model.ids import CourseId, DeviceId, FactId, LogId, NodeId, PersonId, fresh, sha_of
from sync.model.limits import highest_number
from sync.model.payloads import (
    CourseDescribed,
    CourseMade,
    CourseShared,
    FilePlaced,
    MemberSet,
    PlacedFile,
    TextRevised,
    VersionNamed,
)
from sync.model.people import SERVER
from sync.model.signing import Key
from sync.server import schema
from tests.sync.server.conftest import Team
from tests.sync.server.laptops import Laptop, offer, refused, revision

ELSEWHERE = FactId("0" * 32)


@pytest.fixture
def author(team: Team) -> Laptop:
    """The owner of a space, with nothing in it yet."""
    return team.owner()


# -- what was not signed as it came is refused, and nothing is noted under its id


def test_damage_is_refused_but_the_true_fact_is_taken_later(author: Laptop) -> None:
    log = author.share_course()
    author.sync()
    true = author.make(log, revision())
    other = msgspec.Raw(bytes(true.payload).replace(b"x", b"y"))
    damaged = msgspec.structs.replace(true, payload=other)
    assert offer(author, damaged) == {
        true.id: ("refused", "It is damaged: its content is not what was hashed.")
    }
    author.desk.refused.clear()
    assert offer(author, true)[true.id][0] == "accepted"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"clock": 9}, "It is damaged: its id is not the hash of its header."),
        ({"signature": b"x" * 64}, "Its signature is not its writer's."),
        ({"signature": b""}, "Its signature is not its writer's."),
        ({"at": 2**60}, "It is damaged: its time is out of range."),
        ({"at": 253402300800000}, "It is damaged: its time is out of range."),
        ({"kind": "Text revised"}, "It is damaged: its kind has an odd name."),
        ({"person": PersonId("../x")}, "It is damaged: its log or its writer has an odd name."),
        ({"log": LogId("")}, "It is damaged: its log or its writer has an odd name."),
        ({"device": DeviceId("A" * 64)}, "It is damaged: its id or its device has an odd form."),
        ({"causes": (FactId("x"),)}, "It is damaged: its causes are odd."),
        (
            {"payload": msgspec.Raw(b'"\xff"')},
            "It is damaged: its content is not what was hashed.",
        ),
    ],
)
def test_what_no_laptop_writes_is_refused(
    author: Laptop, changes: dict[str, object], why: str
) -> None:
    fact = msgspec.structs.replace(author.make(author.space, revision()), **changes)
    assert offer(author, fact) == {fact.id: ("refused", why)}


def test_a_wrong_signature_does_not_spoil_anothers_fact(team: Team, author: Laptop) -> None:
    log = author.share_course()
    author.sync()
    thief = team.member("reader")
    true = author.make(log, revision())
    assert offer(thief, msgspec.structs.replace(true, signature=b"0" * 64))[true.id][0] == "refused"
    assert offer(author, true)[true.id][0] == "accepted"


def test_a_version_cannot_take_the_last_number(author: Laptop) -> None:
    log = author.share_course()
    author.sync()
    named = VersionNamed(2**53 - 1, "", {}, (), sha_of("outline"), sha_of("all"))
    forged = author.make(log, named)
    assert offer(author, forged)[forged.id] == (
        "refused",
        "The number of the version is out of range.",
    )
    # what was named before it was shared goes on, also after a forged one as high as can be
    highest = highest_number(forged.clock + 1)
    for number in (highest, highest + 1):
        fact = author.write(log, msgspec.structs.replace(named, number=number))
        assert offer(author, fact)[fact.id][0] == "accepted", number


# -- what may still come is waited for


def test_a_fact_waits_for_its_causes_and_is_taken_with_them(author: Laptop) -> None:
    log = author.share_course()
    author.sync()
    first = author.make(log, revision())
    body = TextRevised(NodeId("n"), (first.id,), sha_of("z"), text="z")
    second = author.make(log, body, clock=first.clock + 1)
    assert offer(author, second)[second.id][0] == "waiting"
    assert {v for v, _ in offer(author, first).values()} == {"accepted"}


def test_a_clock_ahead_waits_and_is_never_refused(author: Laptop) -> None:
    log = author.share_course()
    author.sync()
    top = author.top(log)
    ahead = author.make(log, revision("a"), clock=top + 2)
    far = author.make(log, revision("b"), clock=2**52)
    why = "Facts that came before it have not arrived."
    assert offer(author, ahead, far) == {ahead.id: ("waiting", why), far.id: ("waiting", why)}
    between = author.make(log, revision("c"), clock=top + 1)
    verdicts = offer(author, between)
    assert verdicts[between.id][0] == verdicts[ahead.id][0] == "accepted"
    assert verdicts[far.id] == ("waiting", why)


def test_a_clock_may_follow_one_that_was_refused(team: Team, author: Laptop) -> None:
    log = author.share_course()
    author.sync()
    reader = team.member("reader")
    refused = reader.make(log, revision())
    assert offer(reader, refused)[refused.id][0] == "refused"
    after = author.make(log, revision(), clock=refused.clock + 1)
    assert offer(author, after)[after.id][0] == "accepted"


def test_a_chain_in_one_batch_follows_even_one_that_waits(author: Laptop) -> None:
    log = author.share_course()
    author.sync()
    top = author.top(log)
    body = TextRevised(NodeId("n"), (ELSEWHERE,), sha_of("z"), text="z")
    waits = author.make(log, body, clock=top + 1)
    follows = author.make(log, revision(), clock=top + 2)
    verdicts = offer(author, waits, follows)
    assert (verdicts[waits.id][0], verdicts[follows.id][0]) == ("waiting", "accepted")


def test_an_unknown_writer_waits_until_known(team: Team, author: Laptop) -> None:
    log = author.share_course()
    author.sync()
    stranger = team.newcomer("stranger")
    fact = stranger.make(log, revision(), clock=1)
    assert offer(author, fact) == {
        fact.id: ("waiting", "The name of its writer is not known here yet.")
    }
    stranger.join(team.url, team.invite("author"))
    assert offer(author)[fact.id][0] == "accepted"


def test_a_course_that_nobody_shared_waits(author: Laptop) -> None:
    fact = author.make(LogId(fresh()), CourseMade(CourseId(fresh()), "Bees"))
    assert offer(author, fact) == {
        fact.id: ("waiting", "Its course is not shared in a space of this server yet.")
    }


def test_a_kind_of_a_later_version_waits(author: Laptop) -> None:
    from sync.model.facts import make_fact

    fact = author.key.sign(
        make_fact(
            log=author.space,
            payload=revision(),
            kind="thanks.given",
            clock=author.top(author.space) + 1,
            person=author.person,
            device=author.key.device,
        )
    )
    assert offer(author, fact)[fact.id] == (
        "waiting",
        "This server does not know facts of the kind thanks.given yet; update it.",
    )


# -- what was signed and may not be is refused for good


def test_a_payload_that_is_not_of_its_kind(author: Laptop) -> None:
    from sync.model.facts import make_fact

    for payload in (CourseDescribed({"a": "b"}), revision()):
        fact = author.key.sign(
            make_fact(
                log=author.space,
                payload=payload,
                kind="member.set",
                clock=author.top(author.space) + 1,
                person=author.person,
                device=author.key.device,
            )
        )
        assert refused(author, fact) == "Its content is not that of a fact of the kind member.set."


@pytest.mark.parametrize("number", [-1, 2**53, 2**63, 2**70])
def test_numbers_that_no_store_can_hold(author: Laptop, number: int) -> None:
    log = author.share_course()
    author.sync()
    body = FilePlaced((PlacedFile("a.png", sha_of("a"), 7),))
    fact = author.make(log, body)
    raw = bytes(fact.payload).replace(b":7,", f":{number},".encode())
    fact = msgspec.structs.replace(fact, payload=msgspec.Raw(raw), payload_sha=sha_of(raw))
    fact = msgspec.structs.replace(fact, id=FactId(fact.digest.hex()[:32]))
    assert refused(author, author.key.sign(fact)) == ("A number in it is out of range.")


def test_the_name_of_another(team: Team, author: Laptop) -> None:
    log = author.share_course()
    author.sync()
    colleague = team.member("author")
    fact = colleague.make(log, revision(), person=author.person)
    assert refused(colleague, fact) == "It is signed by someone else than it names."


def test_the_name_of_the_server(team: Team, author: Laptop) -> None:
    colleague = team.member("reader")
    grant = MemberSet(colleague.person, "me", "owner")
    fact = colleague.make(colleague.space, grant, person=SERVER)
    assert refused(colleague, fact) == "It is signed by someone else than it names."


def test_what_builds_on_a_refused_fact(team: Team, author: Laptop) -> None:
    log = author.share_course()
    author.sync()
    reader = team.member("reader")
    first = reader.make(log, revision())
    offer(reader, first)
    body = TextRevised(NodeId("n"), (first.id,), sha_of("z"), text="z")
    second = author.make(log, body)
    assert refused(author, second) == "It builds on something that was not accepted."


def test_causes_that_only_the_payload_names_count_too(author: Laptop) -> None:
    log = author.share_course()
    author.sync()
    body = TextRevised(NodeId("n"), (ELSEWHERE,), sha_of("z"), text="z")
    fact = author.make(log, body, causes=())
    assert offer(author, fact)[fact.id] == ("waiting", "What it builds on has not arrived.")


def test_causes_in_another_course(author: Laptop) -> None:
    one, two = author.share_course(), author.share_course("Wasps")
    author.sync()
    there = next(f for f in author.desk.facts.values() if f.log == one)
    fact = author.make(two, revision(), causes=(there.id,), clock=2)
    assert refused(author, fact) == "It builds on something in another course."


def test_a_course_log_begins_its_own_course(author: Laptop) -> None:
    log = author.share_course()
    author.sync()
    other = author.make(log, CourseMade(CourseId(fresh()), "Other"))
    assert refused(author, other) == "It begins another course than this."


def test_sharing_what_is_taken(team: Team, author: Laptop) -> None:
    log = author.share_course()
    author.sync()
    course = next(
        msgspec.json.decode(f.payload)["course"]
        for f in author.desk.facts.values()
        if f.kind == "course.made"
    )
    colleague = team.member("author")
    space, own = colleague.space, LogId(fresh())
    taken = colleague.make(space, CourseShared(CourseId(fresh()), log, "Mine"))
    assert refused(colleague, taken) == "It names a log that is taken."
    again = colleague.make(space, CourseShared(CourseId(course), own, "Mine"))
    assert refused(colleague, again) == "This course is shared already."
    odd = colleague.make(space, CourseShared(CourseId(fresh()), LogId("../x"), "Mine"))
    assert refused(colleague, odd) == "It gives the course or its log an odd name."
    long = colleague.make(space, CourseShared(CourseId(fresh()), own, "M" * 301))
    assert refused(colleague, long) == "Its title is longer than 300 characters."


def test_one_course_shared_twice_in_one_batch(author: Laptop) -> None:
    course, logs = CourseId(fresh()), [LogId(fresh()), LogId(fresh())]
    facts = [author.make(author.space, CourseShared(course, log, "Bees")) for log in logs]
    assert sorted(v for v, _ in offer(author, *facts).values()) == ["accepted", "refused"]


def test_roles_of_nobody(author: Laptop) -> None:
    for person in (PersonId(""), SERVER, PersonId("a b")):
        fact = author.make(author.space, MemberSet(person, "x", "reader"))
        assert refused(author, fact) == "It names nobody who can have a role."
    fact = author.make(author.space, MemberSet(PersonId("p"), "x" * 81, "reader"))
    assert refused(author, fact) == "The name is longer than 80 characters."


def test_a_space_keeps_an_owner(team: Team, author: Laptop) -> None:
    leave = author.make(author.space, MemberSet(author.person, "me", "none"))
    assert refused(author, leave) == "A space keeps at least one owner."
    second = team.member("owner")
    author.sync()
    step_down = author.make(author.space, MemberSet(author.person, "me", "author"))
    assert offer(author, step_down)[step_down.id][0] == "accepted"
    last = second.make(second.space, MemberSet(second.person, "me", "reader"))
    second.sync()
    assert refused(second, last) == "A space keeps at least one owner."


def test_an_owner_of_the_space_owns_its_courses(team: Team, author: Laptop) -> None:
    colleague = team.member("author")
    log = colleague.share_course()
    colleague.sync()
    fact = colleague.make(log, MemberSet(author.person, "o", "reader"))
    assert refused(colleague, fact) == "An owner of the space is an owner of its courses."


def test_a_verdict_stays_the_same_when_roles_change(team: Team, author: Laptop) -> None:
    log = author.share_course()
    author.sync()
    colleague = team.member("reader")
    early = colleague.make(log, revision())
    assert refused(colleague, early) == "A reader here reads."
    author.sync()
    author.write(author.space, MemberSet(colleague.person, "c", "author"))
    author.sync()
    colleague.desk.refused.clear()
    assert offer(colleague, early)[early.id] == ("refused", "A reader here reads.")
    late = colleague.make(log, revision())
    assert offer(colleague, late)[late.id][0] == "accepted"
    author.sync()
    author.write(author.space, MemberSet(colleague.person, "c", "reader"))
    author.sync()
    colleague.desk.numbers.clear()
    assert offer(colleague)[late.id][0] == "accepted"


def test_what_is_noted_of_a_refusal_is_no_text(team: Team, author: Laptop) -> None:
    log = author.share_course()
    author.sync()
    reader = team.member("reader")
    offer(reader, reader.make(log, revision("A secret sentence.\n")))
    with team.server.service.database.reading() as connection:
        rows = connection.execute(select(schema.refusals).where(schema.refusals.c.log == log)).all()
    assert len(rows) == 1
    assert "secret" not in repr(rows)


def test_another_device_of_the_same_person_is_not_yet_known(author: Laptop) -> None:
    log = author.share_course()
    author.sync()
    author.key = Key.fresh()
    fact = author.make(log, revision())
    assert offer(author, fact)[fact.id][0] == "waiting"

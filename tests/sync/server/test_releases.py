"""A release is judged by the policy that holds, with what it had seen; what was released stays."""

from __future__ import annotations

from threading import Event, Thread

import pytest

from sync.model.facts import Fact
from sync.model.ids import FactId, LogId, NodeId, PersonId, sha_of
from sync.model.payloads import CourseReleased, MemberSet, ReviewGiven, VersionNamed
from sync.model.right_answers import RightAnswer
from sync.model.round_payloads import Asked, Policy, PolicySet, ReviewAsked
from sync.model.states import TextState
from sync.server.serving import Embedded
from sync.server.verified import Read, ToRead
from tests.sync.server.conftest import Team
from tests.sync.server.laptops import Laptop, offer, refused

LACKS = "The policy asks for approvals that this version lacks."
ANSWERS = "A question in this version is not approved as it stands, but by its author."
LESSON = NodeId("1" * 32)


class Shared:
    """A course of an owner and a reviewer, on a server."""

    def __init__(self, team: Team) -> None:
        self.owner = team.owner()
        self.log = self.owner.share_course()
        self.owner.sync()
        self.reviewer = team.member("reviewer")
        self.reviewer.sync()

    def policy(self, policy: Policy | None, log: LogId | None = None, *over: Fact) -> Fact:
        """Set a policy; it must be taken."""
        log = log or self.log
        fact = self.owner.make(log, PolicySet(policy, tuple(one.id for one in over)))
        assert offer(self.owner, fact)[fact.id][0] == "accepted"
        return fact

    def name(self, prints: str = "aa bb", *rights: RightAnswer) -> Fact:
        """Name a version, and let the reviewer have it."""
        state = TextState((), sha_of(""))
        body = VersionNamed(
            1, "", {LESSON: state}, (), sha_of(""), sha_of(prints),
            prints={LESSON: prints}, rights={LESSON: rights} if rights else {},
        )  # fmt: skip
        fact = self.owner.write(self.log, body)
        self.meet()
        return fact

    def approve(self, version: Fact, who: Laptop | None = None, what: str = "approve") -> FactId:
        """Give a verdict."""
        body = ReviewGiven(version.id, what)  # type: ignore[arg-type]
        fact = (who or self.reviewer).write(self.log, body)
        self.meet()
        return fact.id

    def release(self, version: Fact, *seen: FactId) -> Fact:
        return self.owner.make(self.log, CourseReleased(version.id, seen))

    def meet(self) -> None:
        """Let both have everything."""
        for one in (self.owner, self.reviewer, self.owner):
            one.sync()


@pytest.fixture
def shared(team: Team) -> Shared:
    """A course with nothing released yet."""
    return Shared(team)


def taken(shared: Shared, fact: Fact) -> bool:
    return offer(shared.owner, fact)[fact.id][0] == "accepted"


def test_without_a_policy_peers_decide(shared: Shared) -> None:
    version = shared.name()
    assert taken(shared, shared.release(version))


def test_a_release_needs_the_approvals_that_it_has_seen(shared: Shared) -> None:
    shared.policy(Policy(approvals=1))
    version = shared.name()
    own = shared.approve(version, shared.owner)
    assert refused(shared.owner, shared.release(version)) == LACKS
    assert refused(shared.owner, shared.release(version, own)) == LACKS
    seen = shared.approve(version)
    assert refused(shared.owner, shared.release(version, own)) == LACKS, "it does not name it"
    assert taken(shared, shared.release(version, own, seen))
    later = shared.name("aa cc")
    assert refused(shared.owner, shared.release(later, seen)) == LACKS
    again = shared.approve(later)
    assert taken(shared, shared.release(later, seen, again))


def test_a_right_answer_is_not_approved_by_who_wrote_it(shared: Shared) -> None:
    shared.policy(Policy(release_gates=("answers",)))
    asked = RightAnswer(1, "q", "o", "b", (shared.reviewer.person,))
    version = shared.name("aa bb", asked)
    seen = shared.approve(version)
    assert refused(shared.owner, shared.release(version, seen)) == ANSWERS


def test_a_space_has_a_default_and_a_course_its_own(shared: Shared) -> None:
    shared.policy(Policy(approvals=1), shared.owner.space)
    version = shared.name()
    assert refused(shared.owner, shared.release(version)) == LACKS
    own = shared.policy(Policy())
    assert taken(shared, shared.release(version))
    shared.policy(None, None, own)
    assert refused(shared.owner, shared.release(shared.name("x"))) == LACKS


def test_a_policy_that_came_later_undoes_nothing_and_holds_from_then_on(shared: Shared) -> None:
    version = shared.name()
    apart = shared.release(version)  # written before, and it arrives after
    policy = shared.owner.make(shared.log, PolicySet(Policy(approvals=1)), clock=apart.clock)
    assert offer(shared.owner, policy)[policy.id][0] == "accepted"
    assert taken(shared, apart)
    assert refused(shared.owner, shared.release(version)) == LACKS


def test_a_round_sent_whole_is_judged_in_its_order(shared: Shared) -> None:
    """The policy, the version and its release come in one batch."""
    owner = shared.owner
    owner.write(shared.log, PolicySet(Policy(approvals=1)))
    state = TextState((), sha_of(""))
    version = owner.write(
        shared.log,
        VersionNamed(1, "", {LESSON: state}, (), sha_of(""), sha_of("a"), prints={LESSON: "a"}),
    )
    release = owner.make(shared.log, CourseReleased(version.id))
    assert refused(owner, release) == LACKS


def test_an_odd_policy_is_refused(shared: Shared) -> None:
    for odd in (
        Policy(approvals=21),
        Policy(days=366),
        Policy(checklist=("",)),
        Policy(checklist=("x" * 201,)),
        Policy(people=(PersonId("../x"),)),
    ):
        fact = shared.owner.make(shared.log, PolicySet(odd))
        assert "more than can be asked" in refused(shared.owner, fact)


def test_only_owners_set_what_is_enough_and_only_writers_ask(shared: Shared) -> None:
    author = shared.reviewer
    shared.owner.write(shared.log, MemberSet(author.person, "A", "author"))
    shared.meet()
    assert "does not set roles" in refused(author, author.make(shared.log, PolicySet(Policy())))
    version = shared.name()
    many = tuple(Asked(PersonId(f"p{number}")) for number in range(101))
    asked = author.make(shared.log, ReviewAsked(version.id, many))
    assert "more than can be asked" in refused(author, asked)
    fine = author.make(shared.log, ReviewAsked(version.id, (Asked(author.person),), "2026-11-26"))
    assert offer(author, fine)[fine.id][0] == "accepted"


def test_nobody_waits_while_a_version_is_read(own_team: Team) -> None:
    """Reading a course of 2,000 lessons takes seconds: others stood behind the one who writes."""
    began, others = Event(), Event()
    met: list[bool] = []

    def read(_: ToRead) -> Read:
        began.set()
        met.append(others.wait(5))
        return {}

    own_team.server.stop()
    own_team.server = Embedded(own_team.data, read=read)
    own_team.url = own_team.server.start()
    shared = Shared(own_team)
    shared.policy(Policy(approvals=1))
    version = shared.name()
    seen = shared.approve(version)
    release = shared.release(version, seen)
    told: list[tuple[str, str]] = []
    releasing = Thread(target=lambda: told.append(offer(shared.owner, release)[release.id]))
    releasing.start()
    assert began.wait(5)
    shared.reviewer.write(shared.log, ReviewGiven(version.id, "approve", "Meanwhile."))
    shared.reviewer.sync()
    others.set()
    releasing.join()
    assert met == [True], "read once, while somebody else synced"
    assert told[0][0] == "accepted"

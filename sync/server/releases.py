"""Judge a release by the policy that holds, with what the release had seen.

The judging is `sync.model.policy`, as on every laptop. What versions hold is read anew: see
`sync.server.verified`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sync.model.facts import Fact
from sync.model.ids import FactId, LogId
from sync.model.kinds import payload_of
from sync.model.language import mark
from sync.model.payloads import CourseReleased, ReviewGiven, VersionNamed
from sync.model.policy import Release, is_sound, judge, policies_in, policy_heads
from sync.model.replay import replay
from sync.model.review import Verdict
from sync.model.round_payloads import Policy, PolicySet, ReviewAsked
from sync.server.bench import Bench
from sync.server.door import Checked
from sync.server.ledger import LogRow
from sync.server.verified import OF_READING, Read, ToRead, lessons_to_read, verified
from sync.wire.soundness import is_name

_POLICY = "policy.set"
_MOST_ASKED, _MOST_POINTS, _LONGEST = 100, 100, 2_000

_LACKS = {
    "approvals": mark("The policy asks for approvals that this version lacks."),
    "person": mark("The policy asks for the approval of someone who has not given it."),
    "answers": mark("A question in this version is not approved as it stands, but by its author."),
    "changes": mark("Someone asks for changes."),
    "unknown": mark("The policy names a gate that this server does not know; update it."),
}


def release_may(bench: Bench, one: Checked, log: LogRow) -> str | None:
    """Find what a release lacks by the policy of its course, else of its space."""
    body = one.payload
    assert isinstance(body, CourseReleased)
    policies = _policies(bench, one.fact, body, log)
    if not policies:
        return None
    given = _decoded(bench, body.seen)
    verdicts = [
        Verdict(f.id, said.version, f.person, f.at, said.verdict, said.note, f.clock)
        for f, said in given.values()
        if isinstance(said, ReviewGiven)
    ]
    named = _decoded(bench, {body.version, *(verdict.version for verdict in verdicts)})
    versions = {
        ident: said
        for ident, (fact, said) in named.items()
        if isinstance(said, VersionNamed) and fact.log == log.log
    }
    if body.version not in versions:
        return mark("It names no version.")
    by = named[body.version][0].person
    contents = _contents(bench, log, versions)
    lacks = judge(policies, Release(body.version, by, contents, verdicts))
    return _LACKS[lacks[0].what] if lacks else None


def policy_may(bench: Bench, one: Checked, log: LogRow) -> str | None:
    """Find what is odd about a policy."""
    body = one.payload
    assert isinstance(body, PolicySet)
    if body.policy is None:
        return None
    sound = is_sound(body.policy) and all(map(is_name, body.policy.people))
    return None if sound else mark("It asks for more than can be asked for.")


def asking_may(bench: Bench, one: Checked, log: LogRow) -> str | None:
    """Find what is odd about a request for a review."""
    body = one.payload
    assert isinstance(body, ReviewAsked)
    longest = max((len(point) for point in (body.note, *body.checklist)), default=0)
    sound = (
        len(body.people) <= _MOST_ASKED
        and len(body.checklist) <= _MOST_POINTS
        and longest <= _LONGEST
        and all(is_name(asked.person) for asked in body.people)
    )
    return None if sound else mark("It asks more than can be asked.")


def _contents(bench: Bench, log: LogRow, versions: Mapping[FactId, VersionNamed]) -> Read:
    lessons = lessons_to_read(versions.values())
    facts = [fact for kind in sorted(OF_READING) for fact in _facts_of(bench, log.log, kind)]
    return verified(versions, bench.read(ToRead(log.log, versions, lessons, facts)))


def _policies(bench: Bench, release: Fact, body: CourseReleased, log: LogRow) -> tuple[Policy, ...]:
    """Give the policies that hold for a release, those left out that it cannot have seen.

    A policy of its course that came to nobody's knowledge before is told by the clocks: it is not
    below the release's, and the writer has written nothing after it. Whatever its clock says, a
    release has seen the policies that it names, and those that stood here before anything of
    others that it names: laptops are given facts in the order in which they came.
    """
    own = _facts_of(bench, log.log, _POLICY)
    knew = max(bench.ledger.last_clock(log.log, release.person), release.clock)
    upto = _last_number_named(bench, release, body)
    numbers = _numbers(bench, (fact.id for fact in own))
    seen = tuple(
        fact
        for fact in own
        if fact.clock < knew or fact.id in body.policy or numbers[fact.id] < upto
    )
    of_space = replay(log.space, _facts_of(bench, log.space, _POLICY))
    return policies_in(policy_heads(replay(log.log, seen), of_space))


def _last_number_named(bench: Bench, release: Fact, body: CourseReleased) -> int:
    """Find how far someone had read this log who names what others wrote in it."""
    named = _decoded(bench, {body.version, *body.seen})
    others = (
        i for i, (f, _) in named.items() if f.log == release.log and f.device != release.device
    )
    return max(_numbers(bench, others).values(), default=0)


def _numbers(bench: Bench, idents: Iterable[FactId]) -> Mapping[FactId, int]:
    """Give the places of accepted facts in their logs."""
    wanted = set(idents)
    found = bench.ledger.numbers(wanted - bench.numbers.keys())
    return {i: (bench.numbers.get(i) or found[i])[1] for i in wanted}


def _facts_of(bench: Bench, log: LogId, kind: str) -> tuple[Fact, ...]:
    kept = bench.ledger.facts_of_kind(log, kind)
    taken = [f for f in bench.taken.values() if f.log == log and f.kind == kind]
    return (*kept, *taken)


def _decoded(bench: Bench, idents: Iterable[FactId]) -> Mapping[FactId, tuple[Fact, object]]:
    wanted = set(idents)
    found = {i: bench.taken[i] for i in wanted & bench.taken.keys()}
    found |= {fact.id: fact for fact in bench.ledger.facts_by_id(wanted - found.keys())}
    return {ident: (fact, payload_of(fact)) for ident, fact in found.items()}

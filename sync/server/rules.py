"""The rules by which a fact is judged, in their order; each finds a reason, or None to go on.

A reason is final, or it only waits: a fact waits for what may still come (its causes, the facts
before it, its course, its writer's name after a server was set back), and never for a person's
decision. What is final is kept, so that the same fact gets the same verdict for ever.
"""

from __future__ import annotations

from collections.abc import Callable

from sync.model.ids import LogId
from sync.model.kinds import KINDS
from sync.model.language import mark
from sync.model.limits import highest_number
from sync.model.payloads import CourseMade, CourseShared, MemberSet, VersionNamed
from sync.model.people import NAME_LENGTH, SERVER, Role
from sync.server.bench import Bench
from sync.server.door import Checked, Found
from sync.server.ledger import LogRow
from sync.server.members import GRACE_MS
from sync.server.releases import asking_may, policy_may, release_may
from sync.wire.routes import TITLE_LENGTH
from sync.wire.soundness import is_device, is_name

_MOST_DEVICES = 100
Rule = Callable[[Bench, Checked], Found | None]

_CAN: dict[Role | None, str] = {
    None: mark("Its writer has no access here."),
    "reader": mark("A reader here reads."),
    "reviewer": mark("A reviewer here comments and suggests."),
    "author": mark("An author here writes, and does not set roles."),
    "owner": mark("An owner here writes and sets roles."),
}

_NOT_IN = {
    "space": mark("A fact of this kind does not belong in a space."),
    "course": mark("A fact of this kind does not belong in a course."),
}


def _refused(why: str) -> Found:
    return Found("refused", why, final=True)


def at_the_door(bench: Bench, one: Checked) -> Found | None:
    """What the door found and that nobody signed, or that this server cannot read yet."""
    if one.is_changed and one.found and bench.is_struck(one.fact):
        return None
    return one.found if one.found and not one.found.final else None


def writer_is_known(bench: Bench, one: Checked) -> Found | None:
    """The device must be known, as this person's, by an account or by an owner's word."""
    person = bench.writer_of(one.fact)
    if person is None:
        return Found("waiting", mark("The name of its writer is not known here yet."))
    if person != one.fact.person:
        if one.fact.person != SERVER and bench.ledger.has_no_account(one.fact.person):
            return Found("waiting", mark("The name of its writer is not known here yet."))
        return _refused(mark("It is signed by someone else than it names."))
    return None


def log_is_known(bench: Bench, one: Checked) -> Found | None:
    """Its space or course must be here."""
    if one.fact.log not in bench.logs:
        return Found("waiting", mark("Its course is not shared in a space of this server yet."))
    return None


def clock_follows(bench: Bench, one: Checked) -> Found | None:
    """The clock may be 1 ahead of what was judged or stands in the batch, not more."""
    top = bench.tops[one.fact.log]
    if one.fact.clock > top + 1:
        return Found("waiting", mark("Facts that came before it have not arrived."))
    bench.tops[one.fact.log] = max(top, one.fact.clock)
    return None


def payload_is_whole(bench: Bench, one: Checked) -> Found | None:
    """What the door could not read as its kind."""
    return None if one.is_changed else one.found


def causes_are_here(bench: Bench, one: Checked) -> Found | None:
    """All that it builds on must be accepted, in the same log."""
    missing = False
    for need in one.needs:
        at = bench.numbers.get(need)
        if need in bench.refused:
            return _refused(mark("It builds on something that was not accepted."))
        if at is not None and at[0] != one.fact.log:
            return _refused(mark("It builds on something in another course."))
        missing = missing or at is None
    return Found("waiting", mark("What it builds on has not arrived.")) if missing else None


def belongs_here(bench: Bench, one: Checked) -> Found | None:
    """Facts of courses belong in logs of courses, and those of spaces in spaces."""
    log, scope = bench.logs[one.fact.log], KINDS[one.fact.kind].scope
    if scope not in (log.scope, "both"):
        return _refused(_NOT_IN[log.scope])
    return None


def writer_may(bench: Bench, one: Checked) -> Found | None:
    """The one permission table: role and kind."""
    fact, log = one.fact, bench.logs[one.fact.log]
    # a laptop that was somebody of its own before may no more than whose it is now
    for person in (fact.person, bench.people.get(fact.device, fact.person)):
        if not bench.members.may_write(log, person, fact.kind, bench.now):
            return _refused(_CAN[bench.members.role(log, person)])
    return None


def access_holds(bench: Bench, one: Checked) -> Found | None:
    """Of a computer that was shut out only suggestions are taken for a while, whoever brings it."""
    since = bench.withdrawn.get(one.fact.device)
    if since is None or one.fact.person == SERVER:
        return None
    if one.fact.kind == "suggestion.made" and bench.now - since <= GRACE_MS:
        return None
    return _refused(mark("The access of the computer that wrote it was withdrawn."))


def content_may(bench: Bench, one: Checked) -> Found | None:
    """What some kinds must keep to besides."""
    special = _SPECIAL.get(one.fact.kind)
    why = special(bench, one, bench.logs[one.fact.log]) if special else None
    return _refused(why) if why else None


RULES: tuple[Rule, ...] = (
    at_the_door,
    writer_is_known,
    log_is_known,
    clock_follows,
    payload_is_whole,
    causes_are_here,
    belongs_here,
    access_holds,
    writer_may,
    content_may,
)


def _course_made(bench: Bench, one: Checked, log: LogRow) -> str | None:
    assert isinstance(one.payload, CourseMade)
    if one.payload.course != log.course:
        return mark("It begins another course than this.")
    # whoever began a course owns it, and is believed in what others said before
    begun = bench.ledger.facts_of_kind(log.log, one.fact.kind)
    here = (f for f in bench.taken.values() if f.log == log.log and f.kind == one.fact.kind)
    return mark("This course was begun here already.") if begun or any(here) else None


def _course_shared(bench: Bench, one: Checked, log: LogRow) -> str | None:
    body = one.payload
    assert isinstance(body, CourseShared)
    if not is_name(body.log) or not is_name(body.course):
        return mark("It gives the course or its log an odd name.")
    if len(body.title) > TITLE_LENGTH:
        return mark("Its title is longer than 300 characters.")
    if body.log in bench.logs:
        return mark("It names a log that is taken.")
    if bench.course_log(body.course):
        return mark("This course is shared already.")
    return None


def _member_set(bench: Bench, one: Checked, log: LogRow) -> str | None:
    body = one.payload
    assert isinstance(body, MemberSet)
    if not is_name(body.person) or body.person == SERVER:
        return mark("It names nobody who can have a role.")
    if len(body.name) > NAME_LENGTH:
        return mark("The name is longer than 80 characters.")
    if len(body.devices) > _MOST_DEVICES or not all(map(is_device, body.devices)):
        return mark("It names keys that are none.")
    return _last_owner(bench, one, log, body) if body.role != "owner" else None


def _last_owner(bench: Bench, one: Checked, log: LogRow, body: MemberSet) -> str | None:
    owns = bench.members.standing(log.space, body.person)
    if owns is None or owns.role != "owner":
        return None
    if log.scope == "course":
        return mark("An owner of the space is an owner of its courses.")
    if bench.members.is_later(one.fact, body.person) and bench.members.owners(LogId(log.log)) < 2:
        return mark("A space keeps at least one owner.")
    return None


def _version_named(bench: Bench, one: Checked, log: LogRow) -> str | None:
    assert isinstance(one.payload, VersionNamed)
    if one.payload.number > highest_number(one.fact.clock):
        return mark("The number of the version is out of range.")
    return None


_SPECIAL: dict[str, Callable[[Bench, Checked, LogRow], str | None]] = {
    "course.made": _course_made,
    "course.shared": _course_shared,
    "member.set": _member_set,
    "course.released": release_may,
    "policy.set": policy_may,
    "review.asked": asking_may,
    "version.named": _version_named,
}

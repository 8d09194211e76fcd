"""Judge what a review file brings, as a server would: whose word it is, and whether they may.

There is no server that has judged these facts. A laptop takes a course that it did not have as
the file tells it. From then on it knows whose keys are whose, and what each of them may write.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NoReturn, cast

import msgspec

from sync.model.errors import BadInput, Refused
from sync.model.facts import Fact, what_is_wrong
from sync.model.ids import DeviceId, FactId, LogId, PersonId, Sha, sha_of
from sync.model.kinds import KINDS, causes_of, may_write, payload_of
from sync.model.language import say
from sync.model.limits import is_far_ahead
from sync.model.payloads import ContentRedacted, CourseMade, FilePlaced, MemberSet
from sync.model.people import SERVER, Role
from sync.model.redaction import REDACTED, Place, is_struck
from sync.model.signing import is_signed
from sync.wire.review_file import ReviewFile, Someone
from sync.wire.soundness import is_device, is_name, what_is_odd, what_is_odd_inside
from sync.workspace.opening import Workspace
from sync.workspace.people_by_file import (
    known_people,
    may_vouch,
    merged,
    role_of,
)
from sync.workspace.roles import keys_of_members, roles_in_space
from sync.workspace.withdrawn_by_file import OF_ROLES, SUGGESTS, WITHDRAWN, could_write

_MOST_PEOPLE, _LONGEST_NAME = 10_000, 200


@dataclass
class Judged:
    """Facts to take in, and what else the file may bring."""

    new: list[Fact] = field(default_factory=list)
    media: list[Sha] = field(default_factory=list)
    people: dict[PersonId, Someone] = field(default_factory=dict)
    left_out: int = 0
    is_new: bool = False
    withdrawn: dict[FactId, str] = field(default_factory=dict)
    """Those of `new` whose writer could write before, and may no more where a server judges."""


def judge(ws: Workspace, file: ReviewFile) -> Judged:
    """Find what of a file is new here; raise BadInput or Refused where any of it may not be."""
    log, store = file.manifest.log, ws.store
    held = {one.fact.id: one for one in store.log.every(log)}
    bench = _Bench(ws, file, first=not held)
    bench.must_be_this_course()
    top = store.log.top_clock(log)
    sound = _sound(file.facts, log, [one.fact for one in held.values()])
    for fact in sorted(sound, key=lambda fact: fact.order):
        if fact.id in held and held[fact.id].state != "aside":
            continue  # one that was refused counts again by what else comes, never by coming twice
        if fact.kind not in KINDS:
            bench.judged.left_out += 1
            continue
        if is_far_ahead(fact.clock, top):
            _not_as_made()
        top = max(top, fact.clock)
        bench.take(fact)
    bench.take_media()
    bench.judged.people = bench.people_now()
    return bench.judged


def _sound(facts: Sequence[Fact], log: LogId, held: Iterable[Fact]) -> list[Fact]:
    """Check the form, the hash and the signature of each fact; one that is not whole spoils all."""
    strikes = _strikes([*held, *facts])
    for fact in facts:
        payload = bytes(fact.payload)
        whole = sha_of(payload) == fact.payload_sha
        if not whole and not is_struck(fact.kind, payload, strikes.get(fact.id, ())):
            _not_as_made()
        odd = what_is_odd(fact) or what_is_wrong(fact, sha_of(payload))
        odd = odd or what_is_odd_inside(payload, len(payload))
        if odd or fact.log != log or not is_signed(fact):
            _not_as_made()
    return list({fact.id: fact for fact in facts}.values())


def _strikes(facts: Iterable[Fact]) -> dict[FactId, list[Place]]:
    """Find which places redactions strike out of which facts."""
    found: dict[FactId, list[Place]] = {}
    for fact in facts:
        if fact.kind == REDACTED:
            body = _body(fact)
            assert isinstance(body, ContentRedacted)
            for one in body.facts:
                found.setdefault(one.fact, []).extend(one.places)
    return found


def _body(fact: Fact) -> object:
    try:
        return payload_of(fact)
    except BadInput:
        _not_as_made()


def _not_as_made() -> NoReturn:
    raise BadInput(
        say("This review file holds something that its writer did not write."),
        safe=say("Nothing was taken in."),
        mend=say("Ask for the file once more."),
    )


class _Bench:
    """Who may write what, as it is known here, while the facts of a file are judged in order.

    `vouched` are keys that are known as a person's: a server took what they signed, someone who
    may says so, or they are the first that this person was met with. `believed` is a maker who
    may: a writer of the course, or whoever gave it to this laptop. Nobody else can bring a second
    key of a person.
    """

    def __init__(self, ws: Workspace, file: ReviewFile, *, first: bool) -> None:
        self.ws, self.file, self.first = ws, file, first
        manifest, me = file.manifest, ws.identity
        _must_be_sound_people(file)
        self.row = ws.store.log.log(manifest.log)
        self.judged = Judged(is_new=self.row is None)
        self.vouched: set[tuple[PersonId, DeviceId]] = {(me.person, me.key.device)}
        self.roles: dict[PersonId, Role | str] = {}
        self.placed: set[Sha] = set()
        self.could_write: set[PersonId] = set()
        self.began = False
        known = known_people(ws.store.settings, manifest.log)
        if not first:
            self._know(known)
        self._meet(known.values())
        maker = (manifest.maker, manifest.device)
        may = maker in self.vouched and may_vouch(self.roles.get(manifest.maker, ""))
        self.believed = first or may
        self.people = merged(
            known, manifest.people, from_writer=self.believed, maker=maker, keys=self.vouched
        )
        if self.believed:
            self._meet(manifest.people)

    def _know(self, known: Mapping[PersonId, Someone]) -> None:
        """Begin with what this laptop holds of the course."""
        course = self.ws.courses.open(self.file.manifest.log)
        self.began = course.facts.made is not None
        for one in self.ws.store.log.every(course.log):
            if one.number is not None:
                self.vouched.add((one.fact.person, one.fact.device))
            if one.state == "kept" and one.fact.kind == "file.placed":
                self.placed |= {placed.sha for placed in payload_of(one.fact).files}
        logs = [course.log, *([course.row.space] if course.row.space else ())]
        self.could_write = could_write(
            [fact for log in logs for fact in self.ws.store.log.facts(log, kinds=OF_ROLES)]
        )
        self.vouched |= keys_of_members(self.ws.store, course)
        self.roles |= roles_in_space(self.ws, course)
        people = {person for person, _ in self.vouched}
        for person in {*people, *known, *course.facts.members}:
            self.roles.setdefault(person, role_of(person, course.facts, known))

    def _meet(self, people: Iterable[Someone]) -> None:
        for one in people:
            self.roles.setdefault(one.person, one.role)
            self.vouched |= {(one.person, device) for device in one.devices}

    def must_be_this_course(self) -> None:
        """Refuse a log that is something else here, or a course that is here in another log."""
        manifest = self.file.manifest
        if self.row is not None and (
            self.row.scope != "course" or self.row.course != manifest.course
        ):
            _not_as_made()
        for row in self.ws.store.log.logs():
            if row.course != manifest.course or row.log == manifest.log:
                continue
            if row.scope == "course" and row.standing != "closed":
                raise Refused(
                    say("“{title}” is here already, begun apart.", title=manifest.title),
                    safe=say("Nothing was taken in."),
                    mend=say("Take the file in in another workspace (--workspace)."),
                )

    def take(self, fact: Fact) -> None:
        """Let one fact in, or refuse the file."""
        body = _body(fact)
        if set(causes_of(fact.kind, body)) - set(fact.causes):  # type: ignore[arg-type]
            _not_as_made()
        if KINDS[fact.kind].scope == "space":
            _not_as_made()
        if isinstance(body, CourseMade):
            if self.began or body.course != self.file.manifest.course:
                _not_as_made()  # a course begins once: whoever began it owns it
            self.began = True
            self.roles[fact.person] = "owner"
        self._must_be_theirs(fact)
        if not self._may(fact) and fact.person in self.could_write:
            self._came_late(fact)
        elif not self._may(fact):
            raise Refused(
                say("This review file holds changes by someone who may not make them."),
                safe=say("Nothing was taken in."),
                mend=self._way_on(),
            )
        if isinstance(body, MemberSet):
            self.roles[body.person] = body.role
            self._meet([Someone(body.person, body.name, body.role, body.devices)])
            self.could_write |= could_write([fact])
        if isinstance(body, FilePlaced):
            self.placed |= {placed.sha for placed in body.files}
        self.judged.new.append(fact)

    def _came_late(self, fact: Fact) -> None:
        """Note what was written after a right was withdrawn: it is kept, and counts no more."""
        if self.row is not None and self.row.server and fact.kind != SUGGESTS:
            self.judged.withdrawn[fact.id] = WITHDRAWN

    def _must_be_theirs(self, fact: Fact) -> None:
        """Refuse what is signed in a person's name with another key than is known as theirs."""
        pair = (fact.person, fact.device)
        if pair in self.vouched:
            return
        is_known = any(person == fact.person for person, _ in self.vouched)
        writes = may_vouch(self.roles.get(fact.person, "reviewer"))
        if not self.believed and (is_known or writes):
            raise Refused(
                say("This review file holds something in a person's name, with another key."),
                safe=say("Nothing was taken in."),
                mend=self._way_on(),
            )
        self.vouched.add(pair)

    def _way_on(self) -> str:
        """Tell how it may be known who wrote it: a server knows its people, if it was asked."""
        if self.row is not None and self.row.server:
            return say(
                "If a colleague of the same server made it: sync both laptops once with the "
                "server, then take the file in again."
            )
        return say("Ask the course's author for a review file.")

    def people_now(self) -> dict[PersonId, Someone]:
        """Say who is known from now on, with their keys; it is me of whom nothing need be kept."""
        mine = {self.ws.identity.person, *self.ws.identity.former, SERVER}
        met = dict(self.people)
        for fact in self.judged.new:
            one = met.setdefault(fact.person, Someone(fact.person))
            keys = tuple(sorted({*one.devices, fact.device}))
            met[fact.person] = msgspec.structs.replace(one, devices=keys)
        return {person: one for person, one in met.items() if person not in mine}

    def _may(self, fact: Fact) -> bool:
        """Tell whether its writer may write it."""
        if self.first or (self.believed and may_write("author", fact.kind)):
            return True  # whoever gave it, or a writer of the course, has judged it before
        return may_write(cast("Role", self.roles.get(fact.person, "reviewer")), fact.kind)

    def take_media(self) -> None:
        """Let in attachments that facts name, and that are not here."""
        for sha in self.file.media:
            if sha not in self.placed:
                _not_as_made()
            if not self.ws.store.media.has(sha):
                self.judged.media.append(sha)


def _must_be_sound_people(file: ReviewFile) -> None:
    """Refuse odd names of people and keys: they go into columns."""
    manifest = file.manifest
    names = [manifest.log, manifest.course, manifest.maker]
    names += [one.person for one in manifest.people]
    devices = [manifest.device, *(device for one in manifest.people for device in one.devices)]
    longest = max((len(one.name) for one in manifest.people), default=0)
    sound = all(map(is_name, names)) and all(map(is_device, devices))
    if not sound or longest > _LONGEST_NAME or len(manifest.people) > _MOST_PEOPLE:
        _not_as_made()

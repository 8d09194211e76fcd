"""Gather a course's review for an export: threads, suggestions, verdicts, overlaps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from app.flows.review.commenting import CONTEXT, PlacedThread, threads
from editor.formats import review_json as j
from sync.model.facts import Fact
from sync.model.ids import NodeId, PersonId, sha_of
from sync.model.review import (
    Confirmation,
    Reply,
    Resolution,
    Suggestion,
    Thread,
    Version,
    Wording,
)
from sync.model.round_payloads import ReviewAsked, ReviewDone, ReviewWithdrawn
from sync.model.talk import Deed, reason_now
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


def review_out(ws: Workspace, course: Course, number: int | None) -> j.Review:
    """Gather all of it; of a version that is exported, places in today's texts are left out."""
    out = _Out(ws, course, draft=number is None)
    versions = course.facts.ordered_versions()
    return j.Review(
        course.title,
        f"Version {number}" if number is not None else "",
        tuple(map(out.thread, threads(ws, course))),
        tuple(map(out.suggestion, course.facts.suggestions.values())),
        tuple(map(out.version, versions)),
        out.overlaps(),
        course.id,
        out.policy(),
    )


class _Out:
    def __init__(self, ws: Workspace, course: Course, *, draft: bool) -> None:
        self._ws, self._course, self._draft = ws, course, draft
        self._names = ws.courses.names(course)
        self._texts: dict[NodeId, str] = {}

    def _name(self, person: PersonId) -> str:
        return self._names.get(person) or j.NOBODY

    def _text(self, lesson: NodeId) -> str:
        if lesson not in self._texts:
            self._texts[lesson] = self._ws.lessons.seen_now(self._course.log, lesson).text
        return self._texts[lesson]

    def _voice(self, said: Reply) -> j.Voice:
        return j.Voice(
            self._name(said.person),
            said.at,
            said.text,
            said.origin or said.id,
            said.person,
            _earlier(said.earlier),
            tuple(map(self._someone, said.mentions)),
        )

    def _someone(self, person: PersonId) -> j.Someone:
        return j.Someone(person, self._name(person))

    def thread(self, placed: PlacedThread) -> j.Thread:
        """Give a comment where it stands today; what stood around a loose one stays here."""
        one, closed = placed.thread, placed.thread.resolution
        first = Reply(one.id, one.person, one.at, one.text, one.mentions, one.earlier, one.origin)
        lesson, spot = placed.lesson, placed.spot
        start = end = None
        quote, before, after = one.quote, "", ""
        if spot.start is not None and spot.end is not None and one.about != "course":
            text, start, end = self._text(lesson), spot.start, spot.end
            if end > start:
                quote = text[start:end]
                before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        closing: dict[str, Any] = {"state": "open", "why": ""}
        if closed:
            voice = self._voice(reason_now(closed, self._course.facts.wordings))
            closing = {"state": closed.verdict, "why": closed.why, "closed": voice}
        return j.Thread(
            file="",
            quote=quote,
            said=(self._voice(first), *map(self._voice, one.replies)),
            id=one.origin or one.id,
            lesson=lesson,
            about=one.about,
            before=before,
            after=after,
            start=start if self._draft else None,
            end=end if self._draft else None,
            deeds=self._deeds(one),
            **closing,
        )

    def _deeds(self, thread: Thread) -> tuple[j.Deed, ...]:
        """List who closed, reopened and confirmed a thread, each among what was said."""
        facts = self._course.facts
        talk = facts.talks.get(thread.id)
        said = talk.said if talk else []
        ids = {one.fact: one.origin or one.fact for one in said if not isinstance(one, Reply)}
        closing = thread.resolution.fact if thread.resolution else None
        found, place = [], 1
        for one in said:
            if isinstance(one, Reply):
                place += 1
                continue
            over = (one.resolution,) if isinstance(one, Confirmation) else one.over
            if not isinstance(one, Confirmation) or one.person == thread.person:
                voice = self._voice(reason_now(one, facts.wordings))
                named = tuple(ids[each] for each in over if each in ids)
                found.append(j.Deed(_how(one), voice, named, place))
            place += one.fact != closing and bool(one.why.strip())
        return tuple(found)

    def suggestion(self, one: Suggestion) -> j.Suggested:
        """Give a suggestion with what became of it."""
        text = self._text(one.lesson)
        at = text.find(one.before) if not one.accepted and one.before and self._draft else -1
        if at >= 0 and text.count(one.before) > 1 and text[one.start : one.end] == one.before:
            at = one.start
        return j.Suggested(
            file="",
            before=one.before,
            after=one.after,
            why=one.why,
            state=one.stands,
            author=self._name(one.writer),
            at=one.at,
            id=one.origin or one.id,
            person=one.writer,
            lesson=one.lesson,
            start=at if at >= 0 else None,
            end=at + len(one.before) if at >= 0 else None,
            decided=tuple(
                j.Decided(
                    self._name(d.person),
                    d.at,
                    d.accepted,
                    d.why,
                    d.person,
                    d.how,
                    d.origin or d.fact,
                )
                for d in one.decisions
            ),
            said=tuple(map(self._voice, one.replies)),
            passed_on=self._someone(one.person) if one.by else None,
        )

    def version(self, one: Version) -> j.Named:
        """Give a version with the verdicts on it."""
        return j.Named(
            one.number,
            one.named.note,
            one.hash,
            self._name(one.person),
            one.at,
            one.id,
            one.person,
            tuple(
                j.Given(self._name(v.person), v.at, v.verdict, v.note, v.id, v.person)
                for v in one.verdicts
            ),
            tuple(self._round(one)),
        )

    def _round(self, version: Version) -> Iterator[j.Step]:
        """List the steps of a version's round, in order."""
        facts, name = self._course.facts, self._name
        if version.named.ask:
            people = tuple(map(self._someone, version.named.ask))
            by = (name(version.person), version.at, "", version.id, version.person)
            yield j.Step("asked", *by, people, ("",) * len(people))
        steps: list[tuple[Fact, ReviewAsked | ReviewWithdrawn | ReviewDone]] = [
            *facts.asked.get(version.id, ()),
            *facts.taken_off.get(version.id, ()),
            *facts.done.get(version.id, ()),
        ]
        for fact, body in sorted(steps, key=lambda step: step[0].order):
            note = body.why if isinstance(body, ReviewWithdrawn) else body.note
            by = (name(fact.person), fact.at, note, fact.id, fact.person)
            if isinstance(body, ReviewAsked):
                people = tuple(self._someone(one.person) for one in body.people)
                whys = tuple(one.why for one in body.people)
                yield j.Step("asked", *by, people, whys, body.due, body.checklist)
            elif isinstance(body, ReviewWithdrawn):
                who = [one for one in (body.person, body.instead) if one]
                yield j.Step("withdrawn", *by, tuple(map(self._someone, who)))
            else:
                yield j.Step(body.how, *by, checklist=body.ticks)

    def policy(self) -> j.Rules | None:
        """Give the course's own policy; what holds for its space is the space's."""
        heads = self._course.facts.policy.heads()
        own = heads[-1].value if heads else None
        if own is None:
            return None
        people = tuple(map(self._someone, own.people))
        gates = (own.review_gates, own.release_gates)
        return j.Rules(own.approvals, people, *gates, own.checklist, own.days)

    def overlaps(self) -> tuple[j.Open, ...]:
        """List what is open in the texts of the draft."""
        if not self._draft:
            return ()
        found = []
        for lesson in self._ws.store.drafts.with_overlaps(self._course.log):
            for item in self._ws.lessons.today(self._course.log, lesson).open_items:
                wordings = tuple(
                    j.OverlapWording(w.text, tuple(map(self._name, w.people)))
                    for w in item.wordings
                )
                found.append(j.Open(item.id, lesson, item.kind, item.base, wordings))
        return tuple(found)


def _how(one: Deed) -> Literal["done", "wont", "reopened", "confirmed"]:
    if isinstance(one, Resolution):
        return one.verdict
    return "confirmed" if isinstance(one, Confirmation) else "reopened"


def _earlier(wordings: Sequence[Wording]) -> tuple[j.Worded, ...]:
    return tuple(j.Worded(one.at, one.text) for one in wordings)


def names_in(review: j.Review) -> Mapping[PersonId, str]:
    """Name everyone who said something in a review."""
    voices: list[Any] = [voice for thread in review.threads for voice in thread.said]
    voices += [thread.closed for thread in review.threads if thread.closed]
    voices += [deed.said for thread in review.threads for deed in thread.deeds]
    voices += [one for voice in voices for one in voice.mentions]
    voices += [one for version in review.versions for one in version.round]
    voices += [one for version in review.versions for step in version.round for one in step.people]
    voices += [one.passed_on for one in review.suggestions if one.passed_on]
    voices += review.policy.people if review.policy else ()
    voices += [*review.suggestions, *review.versions]
    voices += [voice for one in review.suggestions for voice in (*one.said, *one.decided)]
    named = [one for one in voices if one.author != j.NOBODY]
    return {person_of(one.person, one.author): one.author for one in named}


def person_of(person: PersonId, author: str) -> PersonId:
    """Give the id of a person; who has only a name, as in older files, gets one made of it."""
    return person or PersonId(sha_of(author)[:32])

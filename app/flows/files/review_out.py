"""Gather a course's review for an export: threads, suggestions, verdicts, overlaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.flows.review.commenting import CONTEXT, PlacedThread, threads
from editor.formats import review_json as j
from sync.model.ids import NodeId, PersonId, sha_of
from sync.model.review import Decision, Reply, Suggestion, Version, Wording
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
        )

    def thread(self, placed: PlacedThread) -> j.Thread:
        """Give a comment where it stands today; what stood around a loose one stays here."""
        one, closed = placed.thread, placed.thread.resolution
        first = Reply(one.id, one.person, one.at, one.text, (), one.earlier, one.origin)
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
            voice = self._voice(Reply(closed.fact, closed.person, closed.at, closed.why))
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
            **closing,
        )

    def suggestion(self, one: Suggestion) -> j.Suggested:
        """Give a suggestion with what became of it."""
        decided: Sequence[Decision] = [d for d in (one.decision, one.withdrawn) if d is not None]
        decided = [*decided, *(d for d in one.refusals if d not in decided)]
        text = self._text(one.lesson)
        at = text.find(one.before) if one.is_open and one.before and self._draft else -1
        if at >= 0 and text.count(one.before) > 1 and text[one.start : one.end] == one.before:
            at = one.start
        return j.Suggested(
            file="",
            before=one.before,
            after=one.after,
            why=one.why,
            state=one.stands,
            author=self._name(one.person),
            at=one.at,
            id=one.origin or one.id,
            person=one.person,
            lesson=one.lesson,
            start=at if at >= 0 else None,
            end=at + len(one.before) if at >= 0 else None,
            decided=tuple(
                j.Decided(self._name(d.person), d.at, d.accepted, d.why, d.person) for d in decided
            ),
            said=tuple(map(self._voice, one.replies)),
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
        )

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


def _earlier(wordings: Sequence[Wording]) -> tuple[j.Worded, ...]:
    return tuple(j.Worded(one.at, one.text) for one in wordings)


def names_in(review: j.Review) -> Mapping[PersonId, str]:
    """Name everyone who said something in a review."""
    voices: list[Any] = [voice for thread in review.threads for voice in thread.said]
    voices += [thread.closed for thread in review.threads if thread.closed]
    voices += [*review.suggestions, *review.versions]
    voices += [voice for one in review.suggestions for voice in (*one.said, *one.decided)]
    named = [one for one in voices if one.author != j.NOBODY]
    return {person_of(one.person, one.author): one.author for one in named}


def person_of(person: PersonId, author: str) -> PersonId:
    """Give the id of a person; who has only a name, as in older files, gets one made of it."""
    return person or PersonId(sha_of(author)[:32])

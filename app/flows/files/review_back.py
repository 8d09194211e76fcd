"""Take the review that lies beside the Markdown back in, with the ids that it left with."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import get_args

from app.flows.files.review_here import Here
from app.flows.files.review_more import More
from app.flows.files.review_out import names_in, person_of
from app.flows.files.review_said import (
    decision_in,
    deed_in,
    mentions_in,
    named,
    origin_in,
    step_in_words,
    told_as_deeds,
    voice_of,
)
from editor.formats.review_json import (
    Given,
    Open,
    Review,
    Rules,
    Step,
    Suggested,
    Thread,
    Voice,
)
from editor.formats.values import FileWarning
from sync.merge.anchors import place
from sync.model.facts import Fact
from sync.model.ids import FactId, LogId, NodeId, PersonId, sha_of
from sync.model.language import say, say_many
from sync.model.payloads import (
    About,
    CommentMade,
    CommentReplied,
    SuggestionMade,
    TextRevised,
)
from sync.model.policy import is_sound
from sync.model.round_payloads import Policy, PolicySet
from sync.model.states import TextState
from sync.wire.review_file import Someone
from sync.wire.soundness import is_name
from sync.workspace.opening import Workspace
from sync.workspace.people_by_file import keep_people

NO_TEXT = TextState((), sha_of(""))


@dataclass(frozen=True)
class _Text:
    """A lesson that has come in: its first text, and the state that this is."""

    lesson: NodeId
    text: str
    state: TextState


def take_back(
    ws: Workspace,
    log: LogId,
    review: Review,
    lessons: Mapping[str, NodeId],
    written: Sequence[Fact],
    bodies: Sequence[TextRevised],
) -> list[FileWarning]:
    """Write a review into a course that has just come in; `lessons` are by path.

    What is here already, under the same ids, is not doubled; what the review says of it besides
    comes to it. Runs in the transaction of the import. A comment finds its words by what stands
    around them, or is loose, with its quote.
    """
    review = named(review, ws.identity.person)
    roots = {
        body.lesson: _Text(body.lesson, body.text or "", TextState((fact.id,), body.sha))
        for fact, body in zip(written, bodies, strict=True)
    }
    texts = {path: roots[lesson] for path, lesson in lessons.items() if lesson in roots}
    names = {who: name for who, name in names_in(review).items() if who != ws.identity.person}
    keep_people(ws.store.settings, log, {who: Someone(who, name) for who, name in names.items()})
    here = Here(ws, review, log)
    back = _Back(ws, log, texts, here, More(ws, here, names))
    for thread in review.threads:
        back.thread(thread)
    for suggestion in review.suggestions:
        back.suggestion(suggestion)
    for version in review.versions:
        for given in version.verdicts:
            back.verdict(version.number, given)
        back.round(version.number, version.round)
    if review.policy is not None:
        back.policy(review.policy)
    open_here = _overlaps_here(ws, review)
    for overlap in review.overlaps:
        back.overlap(overlap, open_here)
    return back.warnings()


def _overlaps_here(ws: Workspace, review: Review) -> set[str]:
    """List the overlaps that are open in the course itself, where it is in this workspace."""
    return {
        item.id
        for row in ws.store.log.logs()
        if row.course == review.course_id and row.standing != "closed"
        for lesson in ws.store.drafts.with_overlaps(row.log)
        for item in ws.lessons.today(row.log, lesson).open_items
    }


class _Back:
    def __init__(
        self, ws: Workspace, log: LogId, texts: Mapping[str, _Text], here: Here, more: More
    ) -> None:
        self._ws, self._log, self._texts = ws, log, texts
        self._here, self._more = here, more
        self._verdicts = self._rounds = self._overlaps = 0
        self._policy = False

    def thread(self, thread: Thread) -> bool:
        """Write one comment with its answers and its end; tell whether this course takes it."""
        thread = told_as_deeds(thread, self._ws.identity.person)
        takes = self._more.takes(thread)
        if takes:
            self._write(thread)
        return takes

    def _write(self, thread: Thread) -> None:
        [made] = self._ws.ledger.write(self._log, self._made(thread, thread.said[0]))
        self._talk(made.id, thread)

    def _reply(self, to: FactId, voice: Voice) -> None:
        body = CommentReplied(to, voice.text, mentions_in(voice), origin=origin_in(voice))
        self._ws.ledger.write(self._log, body)

    def _talk(self, made: FactId, thread: Thread) -> None:
        """Write what was said and done in a thread, in order; a deed tells its reason itself."""
        ids: dict[FactId, FactId] = {}
        reasons = {deed.said.id for deed in thread.deeds}
        for number, voice in enumerate((*thread.said[1:], None), 1):
            for deed in thread.deeds:
                if deed.place == number:
                    [done] = self._ws.ledger.write(self._log, deed_in(made, deed, ids))
                    ids[deed.said.id] = done.id
            if voice is not None and voice.id not in reasons:
                self._reply(made, voice)

    def _made(self, thread: Thread, first: Voice) -> CommentMade:
        about: About = next((one for one in get_args(About) if one == thread.about), "words")
        there = self._texts.get(thread.file)
        if about == "course" or there is None:
            about = "words" if about == "lesson" else about  # of a lesson that did not come
            where = NodeId("") if there is None else there.lesson
            return CommentMade(
                where, NO_TEXT, 0, 0, thread.quote, "", "", first.text, about, mentions_in(first),
                origin=origin_in(first),
            )  # fmt: skip
        start, end = (0, 0) if about == "lesson" else _spot(thread, there.text) or (-1, -1)
        if start < 0:  # its words are gone: it is loose, with its quote
            return CommentMade(
                there.lesson, NO_TEXT, 0, 0, thread.quote, "", "", first.text, about,
                mentions_in(first), origin=origin_in(first),
            )  # fmt: skip
        return CommentMade(
            there.lesson,
            there.state,
            start,
            end,
            there.text[start:end],
            thread.before,
            thread.after,
            first.text,
            about,
            mentions_in(first),
            origin=origin_in(first),
        )

    def suggestion(self, one: Suggested) -> None:
        """Write a suggestion where its block stands, with what was decided on it.

        One that was accepted is in the text already, and comes as a comment about it; so does one
        whose block is gone.
        """
        if not self._more.takes_suggestion(one):
            return
        there = self._texts.get(one.file)
        at = _block(one, there.text) if there is not None else None
        first, by = Voice(one.author, one.at, one.why, one.id, one.person), PersonId("")
        if one.passed_on is not None:
            by = person_of(one.person, one.author)
            first = Voice(one.passed_on.author, one.at, one.why, one.id, one.passed_on.person)
        told = one.state == "open" or all(decided.how for decided in one.decided)
        if one.state != "accepted" and told and there is not None and at is not None:
            end = at + len(one.before)
            body = SuggestionMade(
                there.lesson,
                there.state,
                at,
                end,
                one.before,
                one.after,
                one.why,
                origin_in(first),
                by,
            )
            [made] = self._ws.ledger.write(self._log, body)
            for decided in one.decided:
                self._ws.ledger.write(self._log, decision_in(made.id, decided))
            for voice in one.said:
                self._reply(made.id, voice)
            return
        words = f"{one.why}\n\n{one.before}\n→\n{one.after}".strip()
        reasons = tuple(map(voice_of, (d for d in one.decided if d.why)))
        state = {"accepted": "done", "open": "open"}.get(one.state, "wont")
        ended = one.state if state != "open" else ""
        first = Voice(one.author, one.at, words, one.id, one.person)
        thread = Thread(one.file, one.before, state, ended, (first, *one.said, *reasons), one.id)
        self._write(told_as_deeds(thread, self._ws.identity.person))

    def verdict(self, number: int, one: Given) -> None:
        """Write a verdict as a comment on the course: it counts for a version that is not here.

        As a verdict anyone could write an approval into the file.
        """
        words = f"Version {number}: {one.verdict}\n\n{one.note}".strip()
        state = "done" if one.verdict == "approve" else "open"
        voice = Voice(one.author, one.at, words, one.id, one.person)
        self._verdicts += self.thread(Thread("", "", state, "", (voice,), one.id, about="course"))

    def round(self, number: int, steps: Sequence[Step]) -> None:
        """Write a round of review as a comment on the course: its version is not here."""
        said = tuple(
            Voice(s.author, s.at, f"Version {number}: {step_in_words(s)}", s.id, s.person)
            for s in steps
        )
        if said and not self._here.threads(said[0].id):  # what is a round here is told as one
            said = tuple(one for one in said if not self._here.has(one.id)) or said[:1]
        if said:
            thread = Thread("", "", "done", "", said, said[0].id, about="course")
            self._rounds += self.thread(thread)

    def policy(self, rules: Rules) -> None:
        """Set the policy that the course had of its own."""
        people = tuple(person_of(one.person, one.author) for one in rules.people)
        gates = (rules.review_gates, rules.release_gates)
        policy = Policy(rules.approvals, people, *gates, rules.checklist, rules.days)
        self._policy = is_sound(policy) and all(map(is_name, people))
        if self._policy:
            self._ws.ledger.write(self._log, PolicySet(policy))

    def overlap(self, one: Open, here: Set[str]) -> None:
        """Write a place that nobody has checked as a comment on it, with all that was written."""
        if one.id in here or self._here.has(FactId(one.id)):
            self._more.known += 1
            return
        self._overlaps += 1
        there = self._texts.get(one.file)
        text = there.text if there is not None else ""
        wordings = [wording.text.strip("\n") for wording in one.wordings]
        stands = (words for words in wordings if words and text.count(words) == 1)
        quote = next(stands, max(wordings, key=len, default=""))
        told = [f"{', '.join(w.people)}:\n{w.text.strip()}" for w in one.wordings]
        me, now = self._ws.identity.person, int(time.time() * 1000)
        voice = Voice("", now, "\n\n".join(told), FactId(one.id), me)
        self.thread(Thread(one.file, quote, "open", "", (voice,), FactId(one.id)))

    def warnings(self) -> list[FileWarning]:
        """Say what came back as something else, and what was here."""
        told = self._more.told()
        if self._verdicts:
            told.append(
                say_many(
                    "{count} verdict came back as a comment on the course: its version is not here",
                    "{count} verdicts came back as comments on the course: their versions are not "
                    "here",
                    self._verdicts,
                )
            )
        if self._rounds:
            told.append(
                say_many(
                    "{count} round of review came back as a comment on the course: its version "
                    "is not here",
                    "{count} rounds of review came back as comments on the course: their versions "
                    "are not here",
                    self._rounds,
                )
            )
        if self._policy:
            told.append(say("the course’s own rules for review and release came with it"))
        if self._overlaps:
            told.append(
                say_many(
                    "{count} overlap came back as a comment on its place, with all that was "
                    "written there",
                    "{count} overlaps came back as comments on their places, with all that was "
                    "written there",
                    self._overlaps,
                )
            )
        return [FileWarning("comments.review.json", 0, what) for what in told]


def _spot(thread: Thread, text: str) -> tuple[int, int] | None:
    """Find the words of a comment: where they stood, else by what is around them."""
    start, end = thread.start, thread.end
    stood = start is not None and end is not None and 0 <= start < end <= len(text)
    if start is not None and end is not None and stood and text[start:end] == thread.quote:
        return start, end
    if not thread.quote:
        return None
    old = thread.before + thread.quote + thread.after
    spot = place(
        old,
        len(thread.before),
        len(thread.before) + len(thread.quote),
        text,
        quote=thread.quote,
        before=thread.before,
        after=thread.after,
    )
    if spot.start is None or spot.end is None or spot.start == spot.end:
        return None
    return spot.start, spot.end


def _block(one: Suggested, text: str) -> int | None:
    """Find the block that a suggestion changes: where it stood, or the one place that has it."""
    if one.start is not None and text[one.start : one.start + len(one.before)] == one.before:
        return one.start
    return text.index(one.before) if one.before and text.count(one.before) == 1 else None

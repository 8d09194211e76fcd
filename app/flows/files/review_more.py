"""Take what a review beside the Markdown says of comments and suggestions that are here already.

It goes where they are, with their ids, if that is a course that only this laptop has. Else they
come into the new course once more, whole: no reply and no reason is dropped, none comes twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from app.flows.files.review_here import Held, Here
from app.flows.files.review_said import (
    decision_in,
    deed_in,
    made_name,
    mentions_in,
    origin_in,
    voice_of,
)
from editor.formats.review_json import Decided, Deed, Suggested, Thread, Voice
from sync.model.ids import FactId, LogId, PersonId
from sync.model.language import say_many
from sync.model.payloads import CommentReplied
from sync.model.review import Suggestion
from sync.wire.review_file import Someone
from sync.workspace.opening import Workspace
from sync.workspace.people_by_file import keep_people, known_people

_ENDS = ("accepted", "rejected", "withdrawn")
"""How the end of a suggestion reads that came back as a comment: nobody's words."""


class More:
    """Tells for each comment and suggestion of a file whether the new course takes it."""

    def __init__(self, ws: Workspace, here: Here, names: Mapping[PersonId, str]) -> None:
        self._ws, self._here, self._names = ws, here, names
        self.known = self.again = 0
        self._added: Counter[LogId] = Counter()

    def takes(self, thread: Thread) -> bool:
        """Tell whether a comment belongs into the new course; else all it says is here by now."""
        held = self._here.threads(thread.id)
        if not held and not self._here.has(thread.id):
            return True
        if not held:  # it was a suggestion, a verdict or a round, and came back as a comment
            more = [one for one in thread.said[1:] if not self._here.has(one.id)]
            ends = [d.said for d in thread.deeds if d.said.text.strip() not in ("", *_ENDS)]
            return self._once_more(more or [one for one in ends if not self._here.has(one.id)])
        said, deeds = _more_said(thread, held), _more_done(thread, held)
        home = self._here.home(held)
        if home is None or not (said or deeds):
            return self._once_more([*said, *deeds])
        self._add(home, thread, said, deeds)
        return False

    def takes_suggestion(self, one: Suggested) -> bool:
        """Tell whether a suggestion belongs into the new course; else all it says is here."""
        held = self._here.suggestions(one.id)
        if not held:
            return not self._here.has(one.id) or self._once_more([])
        facts = _facts(held)
        said = [v for v in one.said if v.id not in facts and not _came_home(v, held)]
        said += [anew for voice in one.said for anew in _worded_anew(voice, held)]
        decided = [d for d in one.decided if d.id not in facts and not self._told(d, held)]
        home = self._here.home(held)
        if home is None or not (said or decided):
            return self._once_more([*said, *decided])
        self._say(home, said)
        for decision in decided:
            self._decide(home, decision)
        self._meet(home)
        self._added[home.course.log] += len(said) + len(decided)
        return False

    def _told(self, one: Decided, held: Iterable[Held]) -> bool:
        """Tell whether what came back as a comment tells a decision already, or there is no word.

        Its end and the reasons are words there.
        """
        comments = [each for each in held if not isinstance(each.one, Suggestion)]
        if not comments:
            return False
        return not one.why.strip() or any(
            one.why in words for each in comments for words in each.words.values()
        )

    def _once_more(self, more: Sequence[object]) -> bool:
        if more:
            self.again += 1
        else:
            self.known += 1
        return bool(more)

    def _add(
        self, home: Held, thread: Thread, said: Sequence[Voice], deeds: Sequence[Deed]
    ) -> None:
        """Write what is new in a thread, in its order."""
        ids, left = dict(home.facts), list(said)
        place = {voice.id: number for number, voice in enumerate(thread.said)}
        for deed in deeds:
            before = [one for one in left if place.get(one.id, len(place)) < deed.place]
            self._say(home, before)
            left = [one for one in left if one not in before]
            body = deed_in(home.one.id, deed, ids)
            [done] = self._ws.ledger.write(home.course.log, body)
            ids[deed.said.id] = done.id
        self._say(home, left)
        self._meet(home)
        self._added[home.course.log] += len(said) + len(deeds)

    def _say(self, home: Held, said: Iterable[Voice]) -> None:
        for one in said:
            body = CommentReplied(home.one.id, one.text, mentions_in(one), origin=origin_in(one))
            self._ws.ledger.write(home.course.log, body)

    def _decide(self, home: Held, one: Decided) -> None:
        """Write a decision; a yes is no yes to the text that is here, and is told in words."""
        if isinstance(home.one, Suggestion) and not one.accepted and one.how != "accept":
            self._ws.ledger.write(home.course.log, decision_in(home.one.id, one))
            return
        words = f"{one.how or ('accept' if one.accepted else 'reject')}\n\n{one.why}".strip()
        self._say(home, [replace(voice_of(one), text=words)])

    def _meet(self, home: Held) -> None:
        """Let the people who speak there be called what the file calls them, if nobody knows."""
        log, settings = home.course.log, self._ws.store.settings
        known = known_people(settings, log)
        called = self._ws.courses.names(home.course)
        new = {
            person: Someone(person, name)
            for person, name in self._names.items()
            if person not in known and person not in called
        }
        keep_people(settings, log, {**known, **new})

    def told(self) -> list[str]:
        """Say what was here, and what came of it."""
        lines = []
        if self.known:
            lines.append(
                say_many(
                    "{count} comment, suggestion, verdict or overlap is in this workspace "
                    "already; it was not doubled",
                    "{count} comments, suggestions, verdicts or overlaps are in this workspace "
                    "already; they were not doubled",
                    self.known,
                )
            )
        for log, count in self._added.items():
            lines.append(
                say_many(
                    "{count} reply, reason or decision was new, and stands in “{title}” with the "
                    "comment that it answers",
                    "{count} replies, reasons or decisions were new, and stand in “{title}” with "
                    "the comments that they answer",
                    count,
                    title=self._ws.courses.open(log).title,
                )
            )
        if self.again:
            lines.append(
                say_many(
                    "{count} comment is in a shared course already, where nobody can be spoken "
                    "for; it came with what is new in it, and stands here, too",
                    "{count} comments are in shared courses already, where nobody can be spoken "
                    "for; they came with what is new in them, and stand here, too",
                    self.again,
                )
            )
        return lines


def _facts(held: Iterable[Held]) -> set[FactId]:
    return {name for one in held for name in one.facts}


def _more_said(thread: Thread, held: Sequence[Held]) -> list[Voice]:
    """List the answers that are new; a reason is told by its deed."""
    facts = _facts(held)
    reasons = {deed.said.id for deed in thread.deeds}
    found = []
    for voice in thread.said:
        if voice.id in facts:
            found += _worded_anew(voice, held)
        elif voice.id not in reasons and not _came_home(voice, held):
            found.append(voice)
    return found + [anew for deed in thread.deeds for anew in _worded_anew(deed.said, held)]


def _more_done(thread: Thread, held: Sequence[Held]) -> list[Deed]:
    facts = _facts(held)
    return [deed for deed in thread.deeds if deed.said.id not in facts]


def _worded_anew(voice: Voice, held: Sequence[Held]) -> list[Voice]:
    """Let what reads otherwise in the file than here come as an answer of whose it is.

    Nobody but its writer words it anew where it stands.
    """
    here = [one.words[voice.id] for one in held if voice.id in one.words]
    words = {text for text in (voice.text, *(one.text for one in voice.earlier)) if text.strip()}
    name = _anew(voice.id, voice)
    if not here or words <= frozenset().union(*here) or name in _facts(held):
        return []
    told = frozenset().union(*(said for one in held for said in one.words.values()))
    earlier = tuple(one for one in voice.earlier if one.text not in told)
    return [replace(voice, id=name, earlier=earlier)]


def _came_home(voice: Voice, held: Iterable[Held]) -> bool:
    """Tell whether an answer is but what something here was worded anew to, elsewhere."""
    return any(
        voice.text in words and voice.id == _anew(name, voice)
        for one in held
        for name, words in one.words.items()
    )


def _anew(name: FactId, voice: Voice) -> FactId:
    return made_name(f"{name} anew", voice)

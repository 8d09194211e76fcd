"""Lesson texts as people meet them: today's text, what is being typed, what is settled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import msgspec

from sync.merge.fold import History, Item, Revision, choose
from sync.model.errors import BadInput, NotFound
from sync.model.facts import Fact
from sync.model.ids import FactId, LogId, NodeId, Sha, sha_of
from sync.model.kinds import named_by, payload_of
from sync.model.language import say
from sync.model.payloads import (
    OverlapConfirmed,
    SuggestionDecided,
    SuggestionMade,
    TextRevised,
)
from sync.model.states import TextState
from sync.store.drafts import Draft
from sync.store.opening import Store
from sync.workspace.cleaning import cleaned
from sync.workspace.ledger import Ledger
from sync.workspace.revisions import OF_A_LESSON, LessonFacts
from sync.workspace.roots import Touching, first_texts
from sync.workspace.sound import note_left_out, unsound
from sync.workspace.words import count_words

_ITEMS = msgspec.json.Decoder(tuple[Item, ...])
# the same facts give the same bytes in every process: sets come out of memory in no order
_ITEMS_OUT = msgspec.json.Encoder(order="deterministic")
_PENDING = FactId("f" * 32)


@dataclass(frozen=True)
class Today:
    """A lesson's text of this moment, the state it is in, and its overlaps."""

    state: TextState
    text: str
    items: tuple[Item, ...]

    @property
    def open_items(self) -> tuple[Item, ...]:
        """The overlaps that nobody has checked yet."""
        return tuple(item for item in self.items if item.state == "open")


class Lessons:
    """Reads and writes lesson texts; keeps the projection of today's texts in step with the log."""

    def __init__(self, store: Store, ledger: Ledger) -> None:
        self.store = store
        self.ledger = ledger
        self.typed_elsewhere: Callable[[], bool] = lambda: False
        """Tells whether the window of another process may be writing the working texts."""
        ledger.listen(self.follow)

    # -- reading

    def today(self, log: LogId, lesson: NodeId) -> Today:
        """Read today's text; a lesson that never had a text is empty, in the state of no heads."""
        draft = self.store.drafts.get(log, lesson)
        if draft is None:
            return Today(TextState((), sha_of("")), "", ())
        text = self.store.drafts.text(log, lesson) or ""
        packed = self.store.drafts.items(log, lesson)
        return Today(draft.state, text, _ITEMS.decode(packed) if packed else ())

    def seen_now(self, log: LogId, lesson: NodeId) -> Today:
        """Read today's text with what is being typed in a window and not yet sealed."""
        working = self.store.texts.working(lesson)
        today = self.today(log, lesson)
        if working is None or working.log != log:
            return today
        if working.state == today.state:
            return Today(today.state, working.text, today.items)
        facts = LessonFacts(self.store, log, lesson)
        known = list(facts.history.revisions.values())
        base = self._standing(log, lesson, working.state)
        pending = Revision(_PENDING, base.heads, self.ledger.identity.person, 0)

        def text_of(revision: FactId) -> str:
            return working.text if revision == _PENDING else facts.text_of(revision)

        return Today(today.state, History(lesson, [*known, pending], text_of).text, today.items)

    def text_at(self, log: LogId, lesson: NodeId, state: TextState) -> str:
        """Read the text of a state; raise NotFound where its revisions are not here."""
        draft = self.store.drafts.get(log, lesson)
        if draft and draft.state == state:
            return self.store.drafts.text(log, lesson) or ""
        if not state.heads:
            return ""
        facts = LessonFacts(self.store, log, lesson)
        missing = [head for head in state.heads if head not in facts.history.revisions]
        if missing:
            raise NotFound(
                say("This text was made on a state that is not in this workspace."),
                safe=say("Nothing was changed."),
                mend=say("Sync first, or take the state that “cat --json” prints."),
            )
        return facts.history.text_at(state.heads)

    def history(self, log: LogId, lesson: NodeId) -> History:
        """The lesson's history, for those who ask more than today's text."""
        return LessonFacts(self.store, log, lesson).history

    def is_struck(self, log: LogId, lesson: NodeId) -> bool:
        """Tell whether words were struck out of a lesson: its earlier states hash otherwise now."""
        return LessonFacts(self.store, log, lesson).is_struck

    def unseen(self, log: LogId, lesson: NodeId, heads: Sequence[FactId]) -> tuple[FactId, ...]:
        """List today's heads that a person who knew `heads` had not seen."""
        draft = self.store.drafts.get(log, lesson)
        if draft is None or set(draft.state.heads) <= set(heads):
            return ()
        history = self.history(log, lesson)
        return tuple(head for head in history.heads if not history.has_seen(heads, head))

    # -- writing

    def revise(self, log: LogId, lesson: NodeId, text: str, base: TextState) -> Fact | None:
        """Write a text as an edit of `base`; None if it is that state's very text.

        The revision's parents are exactly the heads of `base`, so that what others wrote apart
        is woven in and never overwritten.
        """
        if self.text_at(log, lesson, base) == text and base.heads:
            return None
        facts = LessonFacts(self.store, log, lesson)
        body = facts.draw_revision(base.heads, text)
        if facts.marks and facts.writes_again(body):
            # a window or a file that had the words before they were struck out
            body = facts.draw_revision(base.heads, cleaned(text, (), facts.marks))
        return self.ledger.write(log, body)[0]

    @staticmethod
    def sha_of_revision(fact: Fact) -> Sha:
        """Read the hash of the text that a revision wrote."""
        body = payload_of(fact)
        assert isinstance(body, TextRevised)
        return body.sha

    def seal(self, lesson: NodeId) -> Fact | None:
        """Turn what was typed into a revision with exactly the parents it was begun on.

        A window of another process goes on typing: its working text then stays, begun anew on
        the revision just made.
        """
        with self.store.writing():
            working = self.store.texts.working(lesson)
            if working is None:
                return None
            before = self.store.texts.end(lesson)
            fact = self.write_typed(working.log, lesson, working.text, working.state)
            state = working.state
            if fact is not None:
                state = TextState((fact.id,), self.sha_of_revision(fact))
            if not self.typed_elsewhere():
                self.store.texts.clear(lesson)
            elif fact is not None:
                self.store.texts.begin(working.log, lesson, state, working.text)
            self.store.steps.stand_on(lesson, before, state, self.store.texts.end(lesson))
        return fact

    def write_typed(self, log: LogId, lesson: NodeId, text: str, base: TextState) -> Fact | None:
        """Write what a window typed as an edit of `base`.

        If the course was shared meanwhile, by another process, it is also taken into the shared
        log, as an edit of what that log was given of this text.
        """
        base = self._standing(log, lesson, base)
        row = self.store.log.log(log)
        if row is None or row.standing != "closed" or row.continued_by is None:
            return self.revise(log, lesson, text, base)
        before = self.today(log, lesson).state
        with self.store.writing():
            fact = self.revise(log, lesson, text, base)
            given = LessonFacts(self.store, row.continued_by, lesson).revised
            same = [f.id for f, body in given.values() if body.sha == before.sha]
            if fact is not None and same:
                carried = TextState((same[-1],), before.sha)
                now = self.today(log, lesson).text
                self.revise(row.continued_by, lesson, now, carried)
        return fact

    def _standing(self, log: LogId, lesson: NodeId, base: TextState) -> TextState:
        """Go back from revisions that were refused since to what they had been written on.

        Else what was typed on them could never be written.
        """
        stored = [self.store.log.fact(head) for head in base.heads]
        if not any(one and one.state == "refused" for one in stored):
            return base
        history = self.history(log, lesson)
        heads: set[FactId] = set()
        looked_at = set(base.heads)
        waiting = list(base.heads)
        while waiting:
            ident = waiting.pop()
            if history.ancestry.knows(ident):
                heads.add(ident)
            elif (known := self.store.log.fact(ident)) and known.fact.kind == "text.revised":
                new = set(payload_of(known.fact).parents) - looked_at
                looked_at |= new
                waiting += new
        standing = tuple(sorted(history.ancestry.heads_of(heads)))
        return TextState(standing, sha_of(history.text_at(standing) if standing else ""))

    def seal_all(self, *, what_can_be: bool = False) -> list[Fact]:
        """Seal every working text, as on closing, publishing, or syncing by hand.

        With `what_can_be`, one that is too long goes on being a working text: its window says so,
        and it holds nothing else up.
        """
        sealed = []
        for lesson in self.store.texts.all_working():
            try:
                sealed.append(self.seal(lesson))
            except BadInput:
                if not what_can_be:
                    raise
        return [fact for fact in sealed if fact is not None]

    def confirm(
        self,
        log: LogId,
        lesson: NodeId,
        item: Item,
        wording: str,
        also: tuple[FactId, ...] = (),
    ) -> list[Fact]:
        """Settle one place for everyone: a revision that saw all heads, and the confirmation.

        The revision is written even if the text stays as it is; without it a third head could
        bring the overlap back. `also` names what else was written as one act with it.
        """
        with self.store.writing():
            facts = LessonFacts(self.store, log, lesson)
            text = choose(facts.history, item, wording)
            clock = self.store.log.top_clock(log)
            revision = self.ledger.draw_up(
                log, facts.draw_revision(facts.history.heads, text), clock + 1
            )
            confirmation = OverlapConfirmed(
                lesson, tuple(sorted(item.ids)), revision.id, sha_of(wording), also
            )
            pair = [revision, self.ledger.draw_up(log, confirmation, clock + 2)]
            self.ledger.take(log, pair)
        return pair

    # -- the projection

    def follow(self, log: LogId, facts: Sequence[Fact]) -> None:
        """Weave anew the lessons that these facts touch; called inside their transaction."""
        row = self.store.log.log(log)
        if row is None or row.scope == "space":
            return
        facts = self._sound(log, facts)
        touched: dict[NodeId, list[Touching]] = {}
        for fact in facts:
            lesson, body = self._lesson_of(fact)
            if lesson:
                touched.setdefault(lesson, []).append((fact, body))
        for lesson in self._struck(log, facts):
            touched.setdefault(lesson, [])
        drafts = first_texts(self.store, log, touched)
        self.store.drafts.put_all(log, list(drafts.values()))
        for lesson, touching in touched.items():
            if lesson not in drafts:
                self.project(log, lesson, self._edits_of_others(touching))

    def _edits_of_others(self, touching: Sequence[Touching]) -> list[FactId]:
        """List the revisions among arrived facts that are edits, which may not fit."""
        here = self.ledger.identity.key.device
        return [
            fact.id
            for fact, body in touching
            if isinstance(body, TextRevised) and body.base is not None and fact.device != here
        ]

    def _sound(self, log: LogId, facts: Sequence[Fact]) -> Sequence[Fact]:
        """Refuse what others wrote that cannot be, and all that builds on it; give the rest."""
        here = self.ledger.identity.key.device
        wrong = unsound(self.store, log, [fact for fact in facts if fact.device != here])
        if not wrong:
            return facts
        gone = {fact.id for fact in self.store.log.refused(wrong)}
        return [fact for fact in facts if fact.id not in gone]

    def _struck(self, log: LogId, facts: Sequence[Fact]) -> list[NodeId]:
        """List the lessons out of whose texts these facts strike words; kept texts are dropped."""
        named = named_by(facts)
        if not named:
            return []
        told = self.store.log.told(named)
        lessons = {NodeId(one.subject) for one in told if one.log == log and one.subject}
        texts = self.store.log.about(log, lessons, OF_A_LESSON)
        for idents in texts.values():
            self.store.texts.forget(idents)
        return [NodeId(lesson) for lesson in sorted(texts)]

    def _lesson_of(self, fact: Fact) -> tuple[NodeId | None, object]:
        if fact.kind not in ("text.revised", "suggestion.decided", "overlap.confirmed"):
            return None, None
        try:
            body = payload_of(fact)
        except BadInput:
            return None, None  # a damaged fact is set aside and shown; it touches no text
        if isinstance(body, SuggestionDecided):
            stored = self.store.log.fact(body.suggestion)
            about = payload_of(stored.fact) if stored else None
            return (about.lesson if isinstance(about, SuggestionMade) else None), body
        return NodeId(body.lesson if isinstance(body, TextRevised) else body.node), body

    def with_text(self, log: LogId) -> list[NodeId]:
        """List the lessons of a log that have a text, from the facts and not the projection."""
        facts = self.store.log.facts(log, kinds={"text.revised"})
        return sorted({payload_of(fact).lesson for fact in facts})

    def project(self, log: LogId, lesson: NodeId, arrived: Sequence[FactId] = ()) -> None:
        """Make the projection of one lesson from its facts; note which arrived edits do not fit."""
        facts = LessonFacts(self.store, log, lesson)
        note_left_out(self.store, facts.unsound_among(arrived))  # before their texts are kept
        if facts.only_root:
            fact, body = facts.only_root
            text = body.text or ""
            draft = Draft(log, lesson, TextState((fact.id,), body.sha), count_words(text), 0)
            self.store.drafts.put(draft, text, b"")
            return
        if not facts.revised and not facts.accepted:
            self.store.drafts.forget(log, lesson)
            return
        history = facts.history
        items = history.items
        text = history.text
        opened = sum(item.state == "open" for item in items)
        draft = Draft(log, lesson, history.state, count_words(text), opened)
        packed = _ITEMS_OUT.encode(items) if items else b""
        self.store.drafts.put(draft, text, packed)
        heads = set(history.heads)
        self.store.texts.forget([r for r in facts.revised if r not in heads])
        for head in heads:
            if head in facts.revised and facts.revised[head][1].base is not None:
                self.store.texts.keep(head, facts.text_of(head))

"""What was said in one thread, or in answer to one suggestion, and what a thread is by that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import msgspec

from sync.model.ids import FactId, PersonId
from sync.model.registers import Register
from sync.model.review import Confirmation, Reopening, Reply, Resolution, Thread, Wording
from sync.model.round_payloads import CommentMoved

Deed = Resolution | Reopening | Confirmation
Said = Reply | Deed


class Worded(msgspec.Struct, frozen=True):
    """One new wording of something said."""

    text: str
    mentions: tuple[PersonId, ...]


Wordings = Mapping[FactId, Register[Worded]]


@dataclass(slots=True)
class Talk:
    """All that was said, in replay order, and on which words a comment was put by hand."""

    said: list[Said] = field(default_factory=list)
    moves: Register[CommentMoved] = field(default_factory=Register)

    @property
    def closes(self) -> Resolution | None:
        """What closes a thread today: the last closing that nobody objected to.

        A closing does not outlive a reopening that its writer had not seen, and a reopening ends
        only what it names: of the two written apart, the thread is open.
        """
        again = [one for one in self.said if isinstance(one, Reopening)]
        ended = {closing for one in again for closing in one.over}
        objections = {one.fact for one in again}
        closing = [
            one
            for one in self.said
            if isinstance(one, Resolution) and one.fact not in ended and objections <= set(one.over)
        ]
        return closing[-1] if closing else None

    def replies(self, wordings: Wordings) -> tuple[Reply, ...]:
        """List the answers as they read today, and with them the reasons of all but today's end."""
        closing = self.closes
        found = []
        for one in self.said:
            if isinstance(one, Reply):
                found.append(reply_now(one, wordings))
            elif one is not closing and one.why.strip():
                found.append(reason_now(one, wordings))
        return tuple(found)

    def of(self, thread: Thread, wordings: Wordings) -> Thread:
        """Give a thread, as its comment began it, all that was said and done since."""
        closing = self.closes
        if closing is not None:
            why = reason_now(closing, wordings)
            closing = replace(closing, why=why.text, earlier=why.earlier)
        begun = Reply(
            thread.id, thread.person, thread.at, thread.text, thread.mentions, thread.earlier
        )
        first = reply_now(begun, wordings)
        thread = replace(
            thread,
            text=first.text,
            mentions=first.mentions,
            earlier=first.earlier,
            replies=self.replies(wordings),
            resolution=closing,
            resolutions=tuple(one for one in self.said if isinstance(one, Resolution)),
            reopenings=tuple(one for one in self.said if isinstance(one, Reopening)),
            confirmations=tuple(
                one
                for one in self.said
                if isinstance(one, Confirmation) and one.person == thread.person
            ),
        )
        return self._where_put(thread)

    def _where_put(self, thread: Thread) -> Thread:
        heads = self.moves.heads()
        if not heads:
            return thread
        put = heads[-1].value
        begun = (thread.lesson, thread.state, thread.start, thread.end, thread.quote)
        if (put.lesson, put.state, put.start, put.end, put.quote) == begun:
            return thread  # it was put back: on what it was made on, be that a block or a lesson
        return replace(
            thread,
            lesson=put.lesson,
            state=put.state,
            start=put.start,
            end=put.end,
            quote=put.quote,
            before=put.before,
            after=put.after,
            about="words",
            moved=heads[-1].fact,
        )


def reason_now(one: Deed, wordings: Wordings) -> Reply:
    """Give the reason of a deed as its writer worded it last."""
    said = Reply(one.fact, one.person, one.at, one.why, (), one.earlier, one.origin)
    return reply_now(said, wordings)


def reply_now(said: Reply, wordings: Wordings) -> Reply:
    """Give what was said as its writer worded it last; only they can word it anew.

    Of two wordings written apart, on two laptops, the last in order shows; both are kept.
    """
    register = wordings.get(said.id)
    mine = [e for e in register.entries.values() if e.person == said.person] if register else []
    if register is None or not mine:
        return said
    shown = [head for head in register.heads() if head.person == said.person]
    now = shown[-1] if shown else max(mine, key=lambda entry: entry.order)
    before = sorted((e for e in mine if e is not now), key=lambda entry: entry.order)
    earlier = [*said.earlier, Wording(said.id, said.at, said.text)]
    earlier += [Wording(e.fact, e.at, e.value.text) for e in before]
    return replace(said, text=now.value.text, mentions=now.value.mentions, earlier=tuple(earlier))

"""What a review beside the Markdown says, as the facts or the words in which it comes back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec.structs import replace

from app.flows.files.review_out import person_of
from editor.formats.review_json import Decided, Deed, Review, Step, Suggested, Thread, Voice
from sync.model.ids import FactId, PersonId, sha_of
from sync.model.payloads import CommentResolved, Origin, SuggestionDecided, Worded
from sync.model.round_payloads import CommentConfirmed, CommentReopened, SuggestionWithdrawn


def named(review: Review, me: PersonId) -> Review:
    """Give each thing that was said a name to be known by again; other programs write none."""
    return replace(
        review,
        threads=tuple(told_as_deeds(one, me) for one in review.threads),
        suggestions=tuple(map(_named_suggestion, review.suggestions)),
    )


def told_as_deeds(thread: Thread, me: PersonId) -> Thread:
    """Name what was said in a thread, and tell its end as a deed, as older files do not.

    An end that nobody is named for is by who takes it in.
    """
    first, *others = thread.said
    ident = thread.id or first.id or made_name(thread.quote, first)
    said = (replace(first, id=first.id or ident), *_named_voices(ident, others))
    deeds = thread.deeds
    if not deeds and thread.state in ("done", "wont"):
        end = thread.closed or Voice("", said[-1].at, "", person=me)
        end = replace(end, text=thread.why)
        end = replace(end, id=end.id or made_name(f"{ident} {thread.state}", end))
        deeds = (Deed("done" if thread.state == "done" else "wont", end, (), len(said)),)
    return replace(thread, id=ident, said=said, deeds=deeds)


def _named_suggestion(one: Suggested) -> Suggested:
    ident = one.id or made_name(f"{one.before}\n{one.after}", _wish(one))
    decided = (
        replace(d, id=d.id or made_name(f"{ident} {d.how}", voice_of(d))) for d in one.decided
    )
    return replace(one, id=ident, decided=tuple(decided), said=_named_voices(ident, one.said))


def _named_voices(about: str, said: Iterable[Voice]) -> tuple[Voice, ...]:
    return tuple(replace(one, id=one.id or made_name(about, one)) for one in said)


def _wish(one: Suggested) -> Voice:
    return Voice(one.author, one.at, one.why, one.id, one.person)


def voice_of(one: Decided) -> Voice:
    """Give a decision as something that was said."""
    return Voice(one.author, one.at, one.why, one.id, one.person)


def made_name(about: str, voice: Voice) -> FactId:
    """Make the one name that something said goes by, wherever and whenever it is taken in."""
    parts = (about, person_of(voice.person, voice.author), str(voice.at), voice.text)
    return FactId(sha_of("\n".join(parts))[:32])


def origin_in(voice: Voice) -> Origin:
    """Tell what a remark was before it left."""
    earlier = tuple(Worded(one.at, one.text) for one in voice.earlier)
    return Origin(voice.id, person_of(voice.person, voice.author), voice.at, earlier)


def mentions_in(voice: Voice) -> tuple[PersonId, ...]:
    """List whom a remark speaks to."""
    return tuple(person_of(one.person, one.author) for one in voice.mentions)


def deed_in(
    made: FactId, deed: Deed, ids: Mapping[FactId, FactId]
) -> CommentResolved | CommentReopened | CommentConfirmed:
    """Draw up a deed in a thread; `ids` are what earlier ones go by here."""
    said, origin = deed.said, origin_in(deed.said)
    over = tuple(ids[one] for one in deed.over if one in ids)
    if deed.how == "reopened":
        return CommentReopened(made, said.text, over, origin)
    if deed.how == "confirmed":
        closing = over[0] if over else FactId("")
        return CommentConfirmed(made, closing, said.text, origin)
    return CommentResolved(made, deed.how, said.text, over, origin)


def decision_in(made: FactId, one: Decided) -> SuggestionDecided | SuggestionWithdrawn:
    """Draw up what was decided on a suggestion that was not accepted."""
    origin = origin_in(voice_of(one))
    if one.how == "withdraw":
        return SuggestionWithdrawn(made, one.why, origin)
    how: Literal["reject", "reopen"] = "reopen" if one.how == "reopen" else "reject"
    return SuggestionDecided(made, how, one.why, origin)


def step_in_words(step: Step) -> str:
    """Tell a step of a round in words, as the verdicts beside it are told."""
    whys = (*step.whys, *("" for _ in step.people[len(step.whys) :]))
    people = [
        f"{one.author} ({why})" if why else one.author
        for one, why in zip(step.people, whys, strict=False)
    ]
    if step.how == "withdrawn":
        off, *instead = people or [""]
        words = f"{off} is no longer asked" + "".join(f", {one} is" for one in instead)
    elif step.how == "asked":
        words = f"review asked of {', '.join(people)}" + (f", until {step.due}" if step.due else "")
    else:
        words = "done reviewing" if step.how == "done" else "cannot review it"
    points = "".join(f"\n- {one}" for one in step.checklist)
    return f"{words}{points}\n\n{step.note}".strip()

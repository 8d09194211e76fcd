"""What a review beside the Markdown says, as the facts or the words in which it comes back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from app.flows.files.review_out import person_of
from editor.formats.review_json import Decided, Deed, Step, Voice
from sync.model.ids import FactId, PersonId
from sync.model.payloads import CommentResolved, Origin, SuggestionDecided, Worded
from sync.model.round_payloads import CommentConfirmed, CommentReopened, SuggestionWithdrawn


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
    origin = origin_in(Voice(one.author, one.at, one.why, one.id, one.person))
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

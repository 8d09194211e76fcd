"""What a suggestion's card says of where it stands and of what became of it."""

from __future__ import annotations

from editor.panels.cards.runs import Mark, spoken
from editor.panels.comments.parts import name_of
from editor.panels.comments.values import Remark, SuggestionNote
from sync.model.language import say


def changed_words(note: SuggestionNote) -> str:
    """Say what would go and come, for those who hear the name of the card alone."""
    return spoken([run for run in note.runs if run.kind != Mark.SAME])


def passed_on_words(note: SuggestionNote) -> list[str]:
    """Say who signed it, where that is not who wrote it."""
    if note.passed_on is None:
        return []
    name = name_of(note.face)
    if note.passed_on.me:
        return [say("By {author}; you passed it on.", author=name)]
    return [say("By {author}; {name} passed it on.", author=name, name=note.passed_on.name)]


def place_words(note: SuggestionNote) -> list[str]:
    """Say that the text it was made on was written anew, or is gone."""
    if note.place == "changed":
        return [
            say(
                "This place was written anew since. Accepting keeps both texts, "
                "to be checked as an overlap."
            )
        ]
    if note.place == "lesson":
        return [say("This would be a new lesson, at the end of the course.")]
    if note.place == "draft":
        return [say("It is on words of today’s draft; this version does not have them.")]
    if note.place == "loose":
        return [say("The text that it was made on is gone.")]
    return []


def decided(note: SuggestionNote) -> list[str]:
    """Tell who took it in, and who said not now, with the reason."""
    if note.accepted is None:
        return [_refused(remark) for remark in note.refusals]
    if note.accepted.me:
        told = say("You accepted it: it is in the text, and whoever minds can change it there.")
    else:
        told = say(
            "{person} accepted it: it is in the text, and whoever minds can change it there.",
            person=note.accepted.name,
        )
    return [told, *(_refused_apart(remark) for remark in note.refusals)]


def all_words(note: SuggestionNote, *, accept: bool) -> str:
    """Say what is done with all that its maker suggests in the course."""
    count, name = note.more + 1, name_of(note.face)
    if note.face.me:
        if accept:
            return say("Accept all {count} of yours", count=count)
        return say("Not now to all {count} of yours…", count=count)
    if accept:
        return say("Accept all {count} of {person}", count=count, person=name)
    return say("Not now to all {count} of {person}…", count=count, person=name)


def _refused(remark: Remark) -> str:
    if remark.face.me:
        return say("You said not now: {words}", words=remark.text)
    return say("{person} said not now: {words}", person=remark.face.name, words=remark.text)


def _refused_apart(remark: Remark) -> str:
    if remark.face.me:
        return say("You said not now, apart: {words}", words=remark.text)
    name = remark.face.name
    return say("{person} said not now, apart: {words}", person=name, words=remark.text)

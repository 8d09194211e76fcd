"""Say that a workspace is only looked at: a copy of one that may not be written here."""

from __future__ import annotations

from sync.model.errors import Refused
from sync.model.language import say
from sync.store.settings import Settings

LOOKED_AT = "looked-at"
"""The setting that names the folder a copy was made of; the copy takes nothing new."""


def looked_at(settings: Settings) -> str:
    """Name the folder that is looked at; empty in a workspace of one's own."""
    return settings.get(LOOKED_AT) or ""


def must_be_ones_own(settings: Settings) -> None:
    """Raise Refused where nothing can be changed."""
    folder = looked_at(settings)
    if folder:
        raise only_looked_at(folder)


def only_looked_at(folder: str) -> Refused:
    """Say why nothing can be changed."""
    return Refused(
        say("You only look at these courses, so nothing can be changed."),
        safe=say("They are as they were."),
        mend=say(
            "To write, allow writing in {folder}, or plug in the disk it is on; then open "
            "Coursefolk again.",
            folder=folder,
        ),
    )

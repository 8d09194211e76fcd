"""The states of a version that are shown as a pill."""

from __future__ import annotations

from editor.panels.kit.labels import Tone
from sync.model.language import mark

STATES: dict[str, tuple[str, Tone]] = {
    "in review": (mark("In review"), Tone.WARN),
    "approved": (mark("Approved"), Tone.OK),
    "changes asked": (mark("Changes asked"), Tone.WARN),
    "released": (mark("Released"), Tone.OK),
}
"""Each with its words, to be said where it is shown; the other states have none."""

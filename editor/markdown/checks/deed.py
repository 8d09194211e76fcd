"""A deed: one thing that somebody did to a text, and the text if this alone is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from editor.markdown.checks.finding import Check, LessonText
from editor.markdown.told import Done, Told

Holds = Callable[[str], bool]
_MOST = 60


@dataclass(frozen=True)
class Deed:
    """One thing that was done: `done` says it, `keep` names the button that keeps just this.

    `holds` tells of any text of the lesson whether it was done there; `text` is the lesson if this
    alone is kept, and `words` what stands at the place then.
    """

    done: Done
    keep: Told
    holds: Holds
    text: str
    words: str = ""


@dataclass(frozen=True)
class Scene:
    """The merged lesson with what was found in it, and the texts that were merged."""

    lesson: LessonText
    check: Check
    sides: Sequence[str]
    base: str

    @property
    def text(self) -> str:
        """The merged text."""
        return self.lesson.text


def shortened(text: str) -> str:
    """Give words of a text on one line, the first 60 signs."""
    words = " ".join(text.replace("#", " ").split())
    words = words.strip('"“”') or words  # they are quoted where they are said
    return f"{words[:_MOST]}…" if len(words) > _MOST else words

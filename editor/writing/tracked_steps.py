"""The way back of what was typed into a text with changes in sight."""

from __future__ import annotations

from collections.abc import Sequence

from editor.writing.tracked import Step, joined, text_of


class Steps:
    """Steps back and forth, a word at a time, as in any editor; a command is one step."""

    def __init__(self) -> None:
        self._done: list[list[Step]] = []
        self._undone: list[list[Step]] = []
        self._broken = True

    def add(self, made: Sequence[Step]) -> None:
        """Remember a step, in the order made; letters typed one behind another are one."""
        self._undone.clear()
        letter = len(made) == 1 and not made[0].before and len(text_of(made[0].after)) == 1
        grown = self._grown(made[0]) if letter and not self._broken else None
        if grown is not None:
            self._done[-1] = [grown]
        else:
            self._done.append(list(made))
        self._broken = not letter

    def _grown(self, step: Step) -> Step | None:
        """Join a letter with the word that is being typed right before it."""
        last = self._done[-1][-1]
        written, put = text_of(last.after), text_of(step.after)
        begins_anew = written[-1:].isspace() and not put.isspace()
        if step.start != last.start + len(written) or begins_anew:
            return None
        return Step(last.start, last.before, tuple(joined([*last.after, *step.after])))

    def break_here(self) -> None:
        """Let what comes be a step of its own."""
        self._broken = True

    def undo(self) -> list[Step]:
        """Give what takes the last step back; nothing if there is none."""
        self._broken = True
        if not self._done:
            return []
        self._undone.append(self._done.pop())
        return [step.back for step in reversed(self._undone[-1])]

    def redo(self) -> list[Step]:
        """Give what was taken back last."""
        self._broken = True
        if not self._undone:
            return []
        self._done.append(self._undone.pop())
        return self._done[-1]

"""Put a form back into its lesson, as the smallest edits that do it."""

from __future__ import annotations

from editor.writing.change import Change
from editor.writing.quiz.rewriting import rewritten
from editor.writing.quiz.source import read_source
from editor.writing.quiz.values import QuizForm
from sync.merge.edits import Edit, edits


def changed_quiz(text: str, start: int, end: int, form: QuizForm) -> Change | None:
    """Change the question that stands from `start` to `end`.

    What the form did not change, and what no form shows, stays byte for byte. None if there is
    nothing to do, or if what would be written is no such question: `problems` says why.
    """
    old = text[start:end]
    source = read_source(old)
    new = rewritten(source, form) if source is not None and source.form != form else None
    if new is None:
        return None
    found = tuple(Edit(e.start + start, e.deleted, e.inserted) for e in edits(old, new))
    caret = start + len(new)
    return Change(found, caret, caret) if found else None

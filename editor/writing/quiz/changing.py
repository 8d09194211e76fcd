"""Put a form back into its lesson, as the smallest edits that do it."""

from __future__ import annotations

from editor.writing.blocks import insert
from editor.writing.change import Change, Selection
from editor.writing.quiz.read import read
from editor.writing.quiz.values import QuizForm
from editor.writing.quiz.write import write
from sync.merge.edits import Edit, edits


def changed_quiz(text: str, start: int, end: int, form: QuizForm) -> Change | None:
    """Change the question that stands from `start` to `end`; None if the form says the same."""
    old = text[start:end]
    if read(old) == form:
        return None
    new = write(form)
    found = tuple(Edit(e.start + start, e.deleted, e.inserted) for e in edits(old, new))
    caret = start + len(new)
    return Change(found, caret, caret) if found else None


def new_quiz(text: str, selection: Selection, form: QuizForm) -> Change:
    """Insert a question as a block of its own."""
    return insert(text, selection, write(form))

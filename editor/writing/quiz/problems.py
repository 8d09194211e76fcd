"""Say what is missing in the form of a question, before it is written."""

from __future__ import annotations

from collections.abc import Iterator

from editor.markdown.quizzes import KINDS
from editor.writing.quiz.rewriting import said
from editor.writing.quiz.source import read_source
from editor.writing.quiz.values import QuizForm
from editor.writing.quiz.write import write
from sync.model.language import say


def problems(form: QuizForm) -> tuple[str, ...]:
    """List what an author should mend, in plain words; none means that it can be written."""
    found = tuple(_missing(form))
    if found:
        return found
    again = read_source(write(form))
    if again is None or said(again.form) != said(form):
        return (
            say(
                "Something in these texts would be read as Markdown of the question "
                "itself. Look for lines of stars, headings and double brackets."
            ),
        )
    return ()


def _missing(form: QuizForm) -> Iterator[str]:
    kind = KINDS[form.kind]
    if not form.question.strip():
        yield say("Write the question.")
    if any(not option.text.strip() for option in form.options):
        yield say("Write something for each answer, or take the empty one out.")
    if len(form.options) < kind.least_options:
        yield say("Give at least {number} answers.", number=kind.least_options)
    right = sum(option.right for option in form.options)
    if right < kind.least_right:
        yield say("Mark the right answer.")
    if kind.most_right is not None and right > kind.most_right:
        yield say("Mark only one answer as right.")
    if form.columns and any(not column.strip() for column in form.columns):
        yield say("Name each column.")
    if form.kind == "order" and sorted(o.places[:1] for o in form.options) != [
        (number,) for number in range(len(form.columns))
    ]:
        yield say("Give each row a place of its own.")

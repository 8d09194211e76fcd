"""Turn the form of a question into one of another kind, and join what two people changed."""

from __future__ import annotations

from dataclasses import fields, replace

from editor.markdown.quizzes import KINDS, Option
from editor.writing.quiz.values import NEW, QuizForm

_ROWS = ("match", "order")


def turned(form: QuizForm, kind: str) -> QuizForm:
    """Give the question in another kind; what was said of it stays as far as that kind has it."""
    if kind == form.kind:
        return form
    options = form.options
    if kind == "text":
        options = (next((o for o in options if o.right), options[0]),)
    if len(options) < KINDS[kind].least_options:
        options = (*options, *NEW[kind].options[len(options) :])
    if kind == "order":
        return replace(
            form,
            kind=kind,
            options=tuple(Option(o.text, True, places=(n,)) for n, o in enumerate(options)),
            columns=tuple(str(n + 1) for n in range(len(options))),
        )
    if kind == "match":
        columns = form.columns if form.kind in _ROWS else NEW[kind].columns
        rows = tuple(
            Option(o.text, True, places=o.places or (min(n, len(columns) - 1),))
            for n, o in enumerate(options)
        )
        return replace(form, kind=kind, options=rows, columns=columns)
    return replace(form, kind=kind, options=_marked(form, kind, options), columns=())


def _marked(form: QuizForm, kind: str, options: tuple[Option, ...]) -> tuple[Option, ...]:
    first = next((n for n, o in enumerate(options) if o.right), 0)
    says = kind in ("single", "multiple")
    from_rows = form.kind in _ROWS
    return tuple(
        Option(
            o.text,
            (n == first if kind == "single" or from_rows else o.right) or kind == "text",
            o.feedback if says else "",
        )
        for n, o in enumerate(options)
    )


def joined(base: QuizForm, mine: QuizForm, theirs: QuizForm) -> QuizForm:
    """Give what both made of a question; where both changed the same, what I wrote stays."""
    if mine == base:
        return theirs
    if mine.kind != base.kind:
        return mine
    if theirs.kind != base.kind:
        return theirs
    found = {
        one.name: getattr(mine if getattr(mine, one.name) != getattr(base, one.name) else theirs,
                          one.name)
        for one in fields(QuizForm)
    }  # fmt: skip
    counts = {len(form.options) for form in (base, mine, theirs)}
    if len(counts) == 1:
        triples = zip(base.options, mine.options, theirs.options, strict=True)
        found["options"] = tuple(m if m != b else t for b, m, t in triples)
    return QuizForm(**found)

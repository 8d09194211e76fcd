"""Quizzes: that each can be answered, and only in the way that its author meant."""

from __future__ import annotations

from editor.markdown.checks.finding import Found, View
from editor.markdown.quizzes import KINDS, Quiz


def _name(quiz: Quiz) -> str:
    words = " ".join(quiz.question.split())
    return f"“{words[:60]}{'…' if len(words) > 60 else ''}”" if words else "The question here"


def without_right_answer(view: View) -> Found:
    """Name each quiz that nobody can pass; none right of several may be meant."""
    for quiz in view.lesson.quizzes:
        if quiz.right:
            continue
        if quiz.kind == "multiple":
            yield view.advice(
                "no-right-answer",
                quiz.line,
                f"{_name(quiz)} has no right answer: learners are right if they tick nothing.",
                "Put an X into the brackets of what is right: [[X]].",
            )
        else:
            mark = "round brackets: (right)" if quiz.kind == "select" else "an X: [(X)]"
            yield view.blocks(
                "no-right-answer",
                quiz.line,
                f"{_name(quiz)} has no right answer. Nobody can pass it.",
                f"Mark the right answer with {mark}.",
            )


def with_two_right_answers(view: View) -> Found:
    """Name each single choice with more than one right answer, as a merge can leave it."""
    for quiz in view.lesson.quizzes:
        most = KINDS[quiz.kind].most_right
        if most is not None and len(quiz.right) > most:
            yield view.blocks(
                "two-right-answers",
                quiz.line,
                f"{_name(quiz)} has {len(quiz.right)} right answers, but learners choose one.",
                "Keep one, or let them choose several: [[X]] instead of [(X)].",
            )


def with_too_few_options(view: View) -> Found:
    """Name each quiz that leaves no choice."""
    for quiz in view.lesson.quizzes:
        if len(quiz.options) < KINDS[quiz.kind].least_options:
            yield view.advice(
                "too-few-options",
                quiz.line,
                f"{_name(quiz)} offers only one option.",
                "Add at least one more.",
            )


def with_empty_options(view: View) -> Found:
    """Name each option without words, and each two that read the same."""
    for quiz in view.lesson.quizzes:
        texts = [" ".join(option.text.split()) for option in quiz.options]
        if any(not text for text in texts):
            yield view.advice(
                "empty-option",
                quiz.line,
                f"{_name(quiz)} has an option without words.",
                "Write the option, or take its line out.",
            )
        elif len(set(texts)) < len(texts):
            yield view.advice(
                "same-options",
                quiz.line,
                f"{_name(quiz)} has two options that read the same.",
                "Change one of them, or take it out.",
            )


def with_uneven_pairs(view: View) -> Found:
    """Name each table of pairs whose rows do not fit its columns, and each unclear order."""
    for quiz in view.lesson.quizzes:
        if not quiz.columns:
            continue
        last = max((place for option in quiz.options for place in option.places), default=0)
        if last >= len(quiz.columns) or any(not option.right for option in quiz.options):
            yield view.advice(
                "uneven-pairs",
                quiz.line,
                f"{_name(quiz)} has a row without a right place under one of its columns.",
                "Give each row as many brackets as there are columns, and one X.",
            )
        elif quiz.kind == "order" and len({o.places for o in quiz.options}) < len(quiz.options):
            yield view.advice(
                "unclear-order",
                quiz.line,
                f"{_name(quiz)} puts two rows in the same place.",
                "Give each row a place of its own.",
            )


def with_open_solution(view: View) -> Found:
    """Name each solution that does not end: it hides what comes after it."""
    for quiz in view.lesson.quizzes:
        if not quiz.closed:
            yield view.blocks(
                "open-solution",
                quiz.line,
                f"The solution of {_name(quiz)} does not end. It hides what comes after it.",
                "Put a line of *** where the solution ends.",
            )


def with_script(view: View) -> Found:
    """Name each quiz with a check of its own, which is never run."""
    for quiz in view.lesson.quizzes:
        if quiz.scripted:
            yield view.advice(
                "scripted-quiz",
                quiz.line,
                f"{_name(quiz)} is checked by a script of its own. Scripts in lessons are not run:"
                " the answer given in brackets counts.",
                "Make sure that the answer in brackets is right by itself.",
            )

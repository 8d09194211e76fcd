"""What is broken is known again in another text, and each writer's deed can be kept alone."""

from __future__ import annotations

from editor.markdown.checks import swallowed
from editor.markdown.checks.breakable import BETWEEN, IN_TEXT, ONLY_MERGED
from editor.markdown.checks.breaking import Broken, sign_of
from editor.markdown.checks.rules import empty_option, uneven_pairs
from editor.markdown.checks.table import LESSON_RULES, MERGED_RULES

BASE = "# Lists\n\nWhich?\n\n[( )] one\n[( )] two\n[( )] three\n\n"


def test_the_names_are_those_of_rules() -> None:
    known = {rule.name for rule in LESSON_RULES} | {empty_option.SAME, uneven_pairs.UNCLEAR}
    assert known >= IN_TEXT | BETWEEN
    assert {rule.name for rule in MERGED_RULES} | {swallowed.NAME} == ONLY_MERGED
    assert not ONLY_MERGED & known, "whoever writes it alone is told nothing"


def test_a_finding_is_known_again_wherever_it_stands() -> None:
    here = Broken(BASE.replace("( )] one", "(X)] one").replace("( )] two", "(X)] two"))
    [check] = here.checks
    sign = sign_of(check, here.lesson)
    moved = Broken("New first line.\n\n" + here.lesson.text)
    assert moved.has(sign, here.lesson, check)
    reworded = Broken(here.lesson.text.replace("Which?", "Which of them?"))
    assert reworded.has(sign, here.lesson, check), "the same two answers are right"
    assert not Broken(BASE.replace("( )] two", "(X)] two")).has(sign, here.lesson, check)

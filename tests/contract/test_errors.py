"""Every error that people meet says what happened, what is safe, and what to do."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from sync.model import errors
from tests.contract.source import SourceFile, complaints, finds, must_be_none, product

FOR_PEOPLE = frozenset(
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.PersonCanMend | errors.WillBeTriedAgain)
)
"""Not our own mistakes: there, a crash report says what to do."""


def half_said(file: SourceFile) -> Iterator[str]:
    """Complain of errors that leave out what is safe, or what to do."""
    for node in ast.walk(file.tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        given = {one.arg for one in node.keywords}
        if node.func.id not in FOR_PEOPLE or None in given:
            continue
        for part in ("safe", "mend"):
            empty = any(
                one.arg == part and isinstance(one.value, ast.Constant) and not one.value.value
                for one in node.keywords
            )
            if part not in given or empty:
                yield f"line {node.lineno}: {node.func.id} does not say “{part}”"


def test_every_error_says_what_is_safe_and_what_to_do() -> None:
    must_be_none(complaints(half_said, product()))


@pytest.mark.parametrize(
    "text",
    [
        'raise NotFound("Gone.", safe="All is kept.")',
        'raise BadInput(say("Odd."), mend=say("Write it anew."))',
        'raise WillBeTriedAgain("No network.", safe="", mend="Wait.")',
    ],
)
def test_a_seeded_offence_is_found(text: str) -> None:
    assert finds(half_said, "app/flows/x.py", text)


def test_what_says_all_is_no_offence() -> None:
    assert not finds(
        half_said, "app/flows/x.py", 'Refused("No.", safe="All is kept.", mend="Ask.")'
    )

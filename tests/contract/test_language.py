"""Texts for people go through one door, in a form that can be collected and translated."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator

import pytest

from tests.contract.source import Rule, SourceFile, complaints, finds, must_be_none, product

SAYING = {"say": 1, "say_as": 2, "say_many": 2}
MARKING = {"mark": 1}
WINDOWED = ("app/shell", "editor/panels", "editor/models")
LETTERS = re.compile(r"^[A-Z“][a-z’]+,? (?:[a-z“’]+,? ?)+")
CODE = re.compile(r"[<>{};]|::|\bpx\b|px ")
CONTENT = ("app/shell/settings/help_places.py",)
"""Names headings of the help course, which is a course: it is translated as a whole."""
FOR_PROGRAMMERS = {
    "AssertionError", "KeyError", "TypeError", "ValueError", "RuntimeError", "NotImplementedError",
    "compile", "debug", "info", "warning", "error", "exception",
}  # fmt: skip


def calls(file: SourceFile, names: dict[str, int]) -> Iterator[tuple[ast.Call, list[ast.expr]]]:
    """Find the calls that say something, each with its texts."""
    if file.is_in("app/commands"):
        return  # what is printed there is English, and read by programs
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            count = names.get(node.func.id)
            if count:
                yield node, node.args[:count]


def glued_texts(file: SourceFile) -> Iterator[str]:
    """Complain of texts that no catalogue can hold, for they are made as the program runs."""
    for call, texts in calls(file, SAYING | MARKING):
        for text in texts:
            formatted = isinstance(text, ast.Call) and ast.unparse(text.func).endswith("format")
            if isinstance(text, ast.JoinedStr | ast.BinOp) or formatted:
                yield f"line {call.lineno}: {ast.unparse(text)} is not one literal"


def early_texts(file: SourceFile) -> Iterator[str]:
    """Complain of texts that are said while the program is loaded: no language is chosen yet."""

    def walk(node: ast.AST) -> Iterator[ast.Call]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                for early in (*child.args.defaults, *child.args.kw_defaults, *child.decorator_list):
                    if early is not None:
                        yield from walk(ast.Expression(early))
            elif not isinstance(child, ast.Lambda):
                if isinstance(child, ast.Call):
                    yield child
                yield from walk(child)

    for call in walk(file.tree):
        if isinstance(call.func, ast.Name) and call.func.id in SAYING:
            yield f"line {call.lineno}: said at import, mark it and say it where it is shown"


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def missed_places(file: SourceFile) -> Iterator[str]:
    """Complain of places without a value, and of values without a place."""
    for call, texts in calls(file, SAYING):
        given = {word.arg for word in call.keywords}
        literal = [
            t.value for t in texts if isinstance(t, ast.Constant) and isinstance(t.value, str)
        ]
        many = isinstance(call.func, ast.Name) and call.func.id == "say_many"
        if None in given or not literal:
            continue
        said = (
            literal[1:] if isinstance(call.func, ast.Name) and call.func.id == "say_as" else literal
        )
        wanted = set[str]()
        for text in said:
            if given or many or re.search(r"\{[a-z_]+\}", text):
                wanted |= places(text)
        if wanted - {"count"} != given - {"count"} or (
            "count" in wanted and not many | ("count" in given)
        ):
            yield f"line {call.lineno}: places {sorted(wanted)}, values {sorted(map(str, given))}"


def unsaid_texts(file: SourceFile) -> Iterator[str]:
    """Complain of sentences in the window that pass by the door."""
    if not file.is_in(*WINDOWED) or file.is_in(*CONTENT):
        return

    def walk(node: ast.AST) -> Iterator[ast.expr]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Call):
                name = ast.unparse(child.func).rsplit(".", 1)[-1]
                if name in SAYING or name in MARKING or name in FOR_PROGRAMMERS:
                    continue
            if isinstance(child, ast.Assert) or (
                isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
            ):
                continue
            if isinstance(child, ast.Constant | ast.JoinedStr):
                yield child
            if not isinstance(child, ast.JoinedStr):
                yield from walk(child)

    for found in walk(file.tree):
        if isinstance(found, ast.JoinedStr):
            text = "".join(p.value if isinstance(p, ast.Constant) else "“" for p in found.values)
            shaped = re.search(r"[A-Za-z]{2,} [a-z]{2,}", text)
        else:
            text = found.value if isinstance(found, ast.Constant) else ""
            shaped = LETTERS.match(text) if isinstance(text, str) else None
        if shaped and not CODE.search(text):
            yield f"line {found.lineno}: “{text}” is not said"


RULES = [glued_texts, early_texts, missed_places, unsaid_texts]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.__name__))
def test_texts_can_be_translated(rule: Rule) -> None:
    must_be_none(complaints(rule, product()))


SEEDED = [
    (glued_texts, "def f():\n    say(f'Open {name}')"),
    (glued_texts, "def f():\n    say('Open ' + name)"),
    (glued_texts, "def f():\n    say('Open {}'.format(name))"),
    (early_texts, "TITLE = say('Library')"),
    (early_texts, "class A:\n    title = say('Library')"),
    (early_texts, "def f(title=say('Library')): ..."),
    (missed_places, "def f():\n    say('Open {title}')"),
    (missed_places, "def f():\n    say('Open {title}', name=1)"),
    (missed_places, "def f():\n    say('Open it', title=1)"),
    (missed_places, "def f():\n    say_many('{count} of {who}', '{count} of {who}', 3)"),
    (unsaid_texts, "def f():\n    Button('Go to it')"),
    (unsaid_texts, "def f():\n    Button(f'Go to {name}')"),
    (unsaid_texts, "TITLES = {'a': 'What you wrote'}"),
]


@pytest.mark.parametrize(("rule", "text"), SEEDED)
def test_a_seeded_offence_is_found(rule: Rule, text: str) -> None:
    assert finds(rule, "app/shell/x.py", text)


FINE = [
    "TITLE = mark('What you wrote')",
    "def f():\n    say('Open {title}', title=title)",
    "def f():\n    say_many('{count} lesson', '{count} lessons', number)",
    "def f():\n    say(TITLE)",
    "def f():\n    raise ValueError('No such thing here')",
]


@pytest.mark.parametrize("text", FINE)
def test_what_can_be_translated_is_no_offence(text: str) -> None:
    assert not [rule for rule in RULES if finds(rule, "app/shell/x.py", text)]

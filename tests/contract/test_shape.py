"""Files, functions and names keep a shape in which a newcomer finds things."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.source import (
    FLOORS,
    ROOT,
    Rule,
    SourceFile,
    complaints,
    everything,
    finds,
    must_be_none,
    product,
)

FILE_LINES, FUNCTION_LINES = 400, 60
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "misc", "common", "manager", "managers"}


def too_long(file: SourceFile) -> Iterator[str]:
    lines = file.text.count("\n")
    if lines > FILE_LINES:
        yield f"{lines} lines; the wall is {FILE_LINES}"
    for function in file.functions():
        length = (function.end_lineno or 0) - function.lineno + 1
        if length > FUNCTION_LINES:
            yield f"{function.name} has {length} lines; the wall is {FUNCTION_LINES}"


def unsaid_purpose(file: SourceFile) -> Iterator[str]:
    said = ast.get_docstring(file.tree)
    if not said:
        yield "does not say its purpose in a docstring"
    elif not file.text.startswith('"""') or not re.search(r"[.?:]$", said.splitlines()[0]):
        yield f"its first line is no sentence: {said.splitlines()[0]!r}"


def unsaid_public_names(file: SourceFile) -> Iterator[str]:
    """Ask for a docstring on public classes, functions and methods that override nothing of Qt."""
    classes = [node for node in file.tree.body if isinstance(node, ast.ClassDef)]
    owners: list[ast.Module | ast.ClassDef] = [file.tree, *classes]
    for owner in owners:
        for node in owner.body:
            if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            camel_case_override = isinstance(owner, ast.ClassDef) and not node.name.islower()
            overload = any("overload" in ast.unparse(d) for d in node.decorator_list)
            private = node.name.startswith("_") or getattr(owner, "name", "").startswith("_")
            if private or camel_case_override or overload:
                continue
            if not ast.get_docstring(node):
                yield f"{node.name} (line {node.lineno}) has no docstring"


def empty_names(file: SourceFile) -> Iterator[str]:
    parts = file.path.removesuffix(".py").split("/")
    for part in parts:
        if SAYS_NOTHING & set(part.lower().split("_")):
            yield f"{part} says nothing"
    for node in ast.walk(file.tree):
        if isinstance(node, ast.ClassDef):
            words = {word.lower() for word in re.findall(r"[A-Z][a-z]+", node.name)}
            if SAYS_NOTHING & words:
                yield f"class {node.name} says nothing"


def busy_init(file: SourceFile) -> Iterator[str]:
    if not file.path.endswith("__init__.py"):
        return
    if any(isinstance(n, ast.FunctionDef | ast.ClassDef) for n in file.tree.body):
        yield "a room's __init__.py holds its one sentence, no code"
    said = ast.get_docstring(file.tree) or ""
    if not said.endswith(".") or len(said.splitlines()) > 6:
        yield f"a room is one sentence, not {said!r}"


def swallowed_errors(file: SourceFile) -> Iterator[str]:
    for node in ast.walk(file.tree):
        if isinstance(node, ast.ExceptHandler):
            kind = ast.unparse(node.type) if node.type else ""
            silent = all(isinstance(n, ast.Pass | ast.Continue) for n in node.body)
            if not kind or (silent and kind in {"Exception", "BaseException"}):
                yield f"line {node.lineno} swallows {kind or 'everything'}"
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("suppress"):
            for _ in {"Exception", "BaseException"} & {ast.unparse(a) for a in node.args}:
                yield f"line {node.lineno} suppresses everything"


def globals_to_reach_for(file: SourceFile) -> Iterator[str]:
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Global):
            yield f"line {node.lineno}: global {', '.join(node.names)}"
    for name in file.dotted_names():
        if name.endswith("QApplication.instance") and not file.is_in("app/main.py", "app/shell"):
            yield "reaches for QApplication.instance()"


def own_style_sheets(file: SourceFile) -> Iterator[str]:
    """One sheet dresses all: Qt has crashed when it was changed under widgets with their own."""
    if file.is_in("editor/panels/kit/look.py", "app/shell/home/first_sight.py"):
        return
    for name in file.dotted_names():
        if name.endswith(".setStyleSheet"):
            yield f"{name}: give the widget a property and the one sheet a rule"


EVERYWHERE = [too_long, unsaid_purpose, empty_names, busy_init, swallowed_errors]
IN_THE_PRODUCT = [unsaid_public_names, globals_to_reach_for, own_style_sheets]


@pytest.mark.parametrize("rule", EVERYWHERE, ids=lambda rule: str(rule.__name__))
def test_all_files_keep_the_shape(rule: Rule) -> None:
    must_be_none(complaints(rule, everything()))


@pytest.mark.parametrize("rule", IN_THE_PRODUCT, ids=lambda rule: str(rule.__name__))
def test_the_product_keeps_the_shape(rule: Rule) -> None:
    must_be_none(complaints(rule, product()))


SEEDED = [
    (too_long, "app/x.py", "x = 1\n" * 401),
    (too_long, "app/x.py", "def f():\n" + "    x = 1\n" * 60),
    (unsaid_purpose, "app/x.py", "import os"),
    (unsaid_purpose, "app/x.py", '"""no sentence"""'),
    (unsaid_public_names, "app/x.py", "def publish(): ..."),
    (unsaid_public_names, "app/x.py", "class A:\n    'A thing.'\n    def publish(self): ..."),
    (empty_names, "app/flows/utils.py", ""),
    (empty_names, "sync/client/sync_manager.py", ""),
    (empty_names, "app/x.py", "class SyncManager: ..."),
    (busy_init, "app/flows/__init__.py", '"""A room."""\ndef f(): ...'),
    (busy_init, "app/flows/__init__.py", '"""A room"""'),
    (swallowed_errors, "app/x.py", "try: f()\nexcept Exception: pass"),
    (swallowed_errors, "app/x.py", "try: f()\nexcept: log()"),
    (swallowed_errors, "app/x.py", "with contextlib.suppress(Exception): f()"),
    (globals_to_reach_for, "app/x.py", "def f():\n    global settings\n    settings = 1"),
    (globals_to_reach_for, "editor/panels/x.py", "QApplication.instance().quit()"),
    (own_style_sheets, "editor/panels/x.py", "button.setStyleSheet('padding: 0')"),
]


@pytest.mark.parametrize(("rule", "path", "text"), SEEDED)
def test_a_seeded_offence_is_found(rule: Rule, path: str, text: str) -> None:
    assert finds(rule, path, text)


def folders_without_a_sentence(root: Path) -> list[str]:
    """List the folders that hold Python but no `__init__.py`: import-linter cannot see them."""
    holding = {path.parent for floor in (*FLOORS, "tests") for path in (root / floor).rglob("*.py")}
    above = {
        folder
        for found in holding
        for folder in [found, *found.parents]
        if root in folder.parents and "__pycache__" not in folder.parts
    }
    return sorted(str(folder) for folder in above if not (folder / "__init__.py").is_file())


def test_every_folder_has_its_sentence() -> None:
    must_be_none(folders_without_a_sentence(ROOT))


def test_a_folder_without_a_sentence_is_found(tmp_path: Path) -> None:
    (tmp_path / "app" / "deep" / "deeper").mkdir(parents=True)
    (tmp_path / "app" / "__init__.py").touch()
    (tmp_path / "app" / "deep" / "deeper" / "x.py").touch()
    found = folders_without_a_sentence(tmp_path)
    assert [Path(folder).name for folder in found] == ["deep", "deeper"]


def test_resources_hold_no_code() -> None:
    assert not list((ROOT / "resources").rglob("*.py"))


def blanket_ignores() -> Iterator[str]:
    for file in everything():
        for number, line in enumerate(file.text.splitlines(), 1):
            if re.search(r"# (type: ignore|noqa)\s*$", line):
                yield f"{file.path}:{number}"


def test_no_blanket_ignores() -> None:
    must_be_none(blanket_ignores())

"""Read our own source as data: files, rooms, imports, calls and texts.

A rule is a function from one `SourceFile` to complaints. Every rule is tried twice: on all real
files, where it must have none, and on a seeded offence, which it must find.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = ("app", "editor", "sync")

Rule = Callable[["SourceFile"], Iterable[str]]


@dataclass(frozen=True)
class SourceFile:
    """One Python file: its path from the root, with slashes, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """Parse once."""
        return ast.parse(self.text, self.path)

    def is_in(self, *rooms: str) -> bool:
        """Say whether the file is one of the rooms' files (`sync/store`, `app/crash.py`)."""
        return any(self.path == room or self.path.startswith(f"{room}/") for room in rooms)

    def imported(self) -> Iterator[str]:
        """Name all that is imported, in full: `a.b` and, for `from a import b`, also `a.b`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield alias.name
            elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
                for alias in node.names:
                    yield f"{node.module}.{alias.name}"

    def dotted_names(self) -> Iterator[str]:
        """Name every dotted expression that is used, as written: `threading.Thread`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Attribute):
                name = ast.unparse(node)
                if name.replace(".", "").isidentifier():
                    yield name

    def called_names(self) -> Iterator[str]:
        """Name every function called by its bare name."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield node.func.id

    def strings(self) -> Iterator[str]:
        """Yield every text in the code that is not a docstring, f-strings with {} in the gaps."""
        documentation = set(self._docstring_nodes())
        inside_f = {
            part
            for node in ast.walk(self.tree)
            if isinstance(node, ast.JoinedStr)
            for part in node.values
        }
        for node in ast.walk(self.tree):
            if isinstance(node, ast.JoinedStr):
                yield "".join(
                    str(part.value) if isinstance(part, ast.Constant) else "{}"
                    for part in node.values
                )
            elif (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and node not in documentation
                and node not in inside_f
            ):
                yield node.value

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Yield every function and method."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    def _docstring_nodes(self) -> Iterator[ast.expr]:
        for node in ast.walk(self.tree):
            body = getattr(node, "body", None)
            if isinstance(body, list):
                for statement in body:
                    # Also texts under a constant, which document it.
                    if isinstance(statement, ast.Expr):
                        yield statement.value


@cache
def files_of(*folders: str) -> tuple[SourceFile, ...]:
    """Read every Python file below the folders, in order."""
    paths = sorted(
        path
        for folder in folders
        for path in (ROOT / folder).rglob("*.py")
        if "__pycache__" not in path.parts
    )
    return tuple(
        SourceFile(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for path in paths
    )


def product() -> tuple[SourceFile, ...]:
    """Return all files of the three floors."""
    return files_of(*FLOORS)


def everything() -> tuple[SourceFile, ...]:
    """Return all files of the floors, the tests and the packaging."""
    return files_of(*FLOORS, "tests", "packaging")


def complaints(rule: Rule, files: Iterable[SourceFile]) -> list[str]:
    """Apply a rule to files; each complaint begins with the file's path."""
    return [f"{file.path}: {said}" for file in files for said in rule(file)]


def must_be_none(found: Iterable[str]) -> None:
    """Fail with every complaint on a line of its own."""
    if said := list(found):
        pytest.fail("\n".join(said), pytrace=False)


def finds(rule: Rule, path: str, text: str) -> bool:
    """Say whether a rule complains about a text as if it stood at a path."""
    return bool(list(rule(SourceFile(path, text))))

"""Every dependency is bounded, and the lock holds hashes and no address."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions, requires
from itertools import chain

import pytest
from packaging.requirements import Requirement

from tests.contract.source import ROOT, everything, must_be_none, product

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
LOCK = (ROOT / "requirements.lock").read_text()
FORBIDDEN = {"html2text", "ebooklib", "pymupdf", "pyqt6", "pyqt5", "textstat", "pygal", "pycrdt"}


def declared() -> list[Requirement]:
    """Return every requirement of the project and its extras."""
    lines = [*PROJECT["dependencies"], *chain(*PROJECT["optional-dependencies"].values())]
    return [Requirement(line) for line in lines]


def canonical(name: str) -> str:
    """Write a distribution's name as indexes do."""
    return re.sub(r"[-_.]+", "-", name).lower()


def unbounded(requirements: list[Requirement]) -> Iterator[str]:
    for requirement in requirements:
        operators = {clause.operator for clause in requirement.specifier}
        if not ({"<", "<=", "==", "~="} & operators and {">", ">=", "==", "~="} & operators):
            yield f"{requirement} is not bounded on both sides"


def trouble_in_lock(text: str) -> Iterator[str]:
    """Complain about addresses, paths and pins that are not exact or have no hash."""
    if "://" in text or re.search(r"(^|\s)(-i|-f|--index|--extra-index|--find-links|/)", text):
        yield "holds an address or an option"
    for entry in re.split(r"\n(?=\S)", text.strip()):
        name = entry.split("=")[0]
        if "==" not in entry.splitlines()[0]:
            yield f"{name} is not pinned"
        if not re.search(r"--hash=sha256:[0-9a-f]{64}", entry):
            yield f"{name} has no hash"


def test_all_are_bounded() -> None:
    must_be_none(unbounded(declared()))


def test_an_unbounded_one_is_found() -> None:
    assert len(list(unbounded([Requirement("a>=1"), Requirement("b<2"), Requirement("c")]))) == 3


def test_the_lock_is_clean() -> None:
    must_be_none(trouble_in_lock(LOCK))


@pytest.mark.parametrize(
    "line",
    [
        "a==1 \\\n    --hash=sha256:00",
        f"a>=1 \\\n    --hash=sha256:{'0' * 64}",
        f"--extra-index-url x\na==1 \\\n    --hash=sha256:{'0' * 64}",
        f"a @ https://a.invalid/a.whl \\\n    --hash=sha256:{'0' * 64}",
    ],
)
def test_a_bad_lock_is_found(line: str) -> None:
    assert list(trouble_in_lock(line))


def test_the_lock_holds_what_is_declared() -> None:
    pins = {
        canonical(match[1]): match[2]
        for match in re.finditer(r"^([\w.-]+)(?:\[[\w,]+\])?==([\w.]+)", LOCK, re.MULTILINE)
    }
    for requirement in declared():
        pinned = pins.get(canonical(requirement.name))
        assert pinned, f"{requirement.name} is not in the lock: type make lock"
        assert pinned in requirement.specifier, f"{requirement} is not {pinned}: type make lock"
    assert not FORBIDDEN & set(pins)


def brought_along(names: set[str]) -> set[str]:
    """Follow what distributions require, as they are installed here."""
    found: set[str] = set()
    waiting = {canonical(name) for name in names}
    while waiting:
        name = waiting.pop()
        found.add(name)
        for line in requires(name) or []:
            requirement = Requirement(line)
            wanted = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
            if wanted and canonical(requirement.name) not in found:
                waiting.add(canonical(requirement.name))
    return found


def test_a_server_installs_without_qt() -> None:
    lines = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["server"]]
    brought = brought_along({Requirement(line).name for line in lines})
    assert {"starlette", "anyio", "urllib3"} <= brought
    assert not {"pyside6", "pyside6-essentials", "shiboken6", "ziamath"} & brought


def test_everything_imported_is_declared() -> None:
    ours = {"app", "editor", "sync", "tests"}
    distributions = packages_distributions()
    known = {canonical(requirement.name) for requirement in declared()}
    known |= {"pyside6-essentials", "pyside6-addons", "shiboken6"}
    strangers = {
        f"{file.path}: imports {name}, which pyproject.toml does not declare"
        for file in product()
        for name in file.imported()
        for top in [name.partition(".")[0]]
        if top in distributions
        and top not in ours
        and not known & {canonical(one) for one in distributions[top]}
    }
    must_be_none(sorted(strangers))


def test_every_declared_library_is_used() -> None:
    """Hold each base dependency to a use; what tests and tools need stands in the test extra."""
    distributions = packages_distributions()
    used = {
        canonical(one)
        for file in everything()
        for name in file.imported()
        for one in distributions.get(name.partition(".")[0], [])
    }
    base = {canonical(Requirement(line).name) for line in PROJECT["dependencies"]}
    assert base <= used, f"declared but not used: {sorted(base - used)}"

"""Qt for Python is pinned to versions that do not lose references, and this one loses none.

PySide6 6.12.0 on Python 3.11 dropped a reference to `True` and `None` on each emit or void call
and crashed after some 7,000 to 20,000. From Python 3.12 on both are immortal and cannot show it.
"""

from __future__ import annotations

import sys
import tomllib

from packaging.requirements import Requirement
from PySide6.QtCore import QObject, Signal, Slot

from tests.contract.source import ROOT

ROUNDS = 8_000
NOISE = 500


class Bell(QObject):
    """Rings with a truth value, and has a method of Qt that returns nothing."""

    rung = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.heard = 0
        self.rung.connect(self.hear)

    @Slot(bool)
    def hear(self, loud: bool) -> None:
        """Count a ring."""
        self.heard += loud


def test_emitting_8000_times_drops_no_reference(qapp: object) -> None:
    assert qapp is not None
    bell = Bell()
    before = {value: sys.getrefcount(value) for value in (True, False, None)}
    for _ in range(ROUNDS):
        bell.rung.emit(True)
        bell.setObjectName("bell")
        bell.blockSignals(False)
    after = {value: sys.getrefcount(value) for value in (True, False, None)}
    assert bell.heard == ROUNDS
    lost = {value: before[value] - after[value] for value in before}
    assert all(abs(count) < NOISE for count in lost.values()), lost


def test_the_pin_stands() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    pins = [Requirement(line) for line in project["optional-dependencies"]["desktop"]]
    [qt] = [pin for pin in pins if pin.name.lower() == "pyside6"]
    assert "6.11.3" in qt.specifier
    assert "6.12.0" not in qt.specifier

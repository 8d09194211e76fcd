"""Rubbish is looked for again after it was put off."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

from app import tidying

ROOT = Path(__file__).parents[2]

_SAID = """
import gc, weakref
from app import tidying
class Ring: pass
tidying.put_off()
assert not gc.isenabled()
kept = [Ring() for _ in range(10)]
tidying.take_up()
assert gc.isenabled() and gc.get_freeze_count() > 10
ring = Ring(); ring.self = ring
gone = weakref.ref(ring)
del ring
gc.collect()
print(gone() is None)
"""


def test_rings_made_after_the_start_are_found() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SAID], capture_output=True, cwd=ROOT, text=True, check=True
    )
    assert done.stdout.strip() == "True"


def test_taking_up_what_goes_on_changes_nothing() -> None:
    gc.enable()
    frozen = gc.get_freeze_count()
    tidying.take_up()
    assert gc.isenabled()
    assert gc.get_freeze_count() == frozen

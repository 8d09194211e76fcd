"""Load Qt so that what is imported after it comes as quickly as without it.

PySide watches every later import: it opens the module's source, reads it whole and keeps it, to
see whether the module might want its methods in snake_case. None of ours does. For some 500
modules that took 90 ms of the start and several MB of memory.
"""

from __future__ import annotations

import builtins

_PLAIN = "__orig_import__"
"""What PySide puts in place of the plain import keeps that under this name."""


def load_qt() -> None:
    """Import Qt's core, then let imports be plain again; raise ImportError where there is none."""
    import PySide6.QtCore  # noqa: F401

    plain = getattr(builtins, _PLAIN, None)
    if plain is not None:
        builtins.__import__ = plain

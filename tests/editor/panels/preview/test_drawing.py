"""The engine is asked to draw by the processor, and nothing of that is left behind."""

from __future__ import annotations

import os

import pytest

from editor.panels.preview.drawing import by_processor

BACKEND, GL = "QT_QUICK_BACKEND", "QT_XCB_GL_INTEGRATION"


def test_it_is_asked_for_only_while_the_engine_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(BACKEND, raising=False)
    monkeypatch.delenv(GL, raising=False)
    with pytest.raises(ZeroDivisionError), by_processor():
        assert (os.environ[BACKEND], os.environ[GL]) == ("software", "none")
        raise ZeroDivisionError
    assert BACKEND not in os.environ
    assert GL not in os.environ


def test_what_a_person_has_set_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BACKEND, "rhi")
    monkeypatch.delenv(GL, raising=False)
    with by_processor():
        assert os.environ[BACKEND] == "rhi"
    assert os.environ[BACKEND] == "rhi"

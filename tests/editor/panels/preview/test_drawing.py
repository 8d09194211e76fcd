"""The engine draws by the processor: in a window that is shown already, on a real screen."""

from __future__ import annotations

import os

import pytest
from PySide6.QtQuick import QQuickWindow

from editor.panels.preview.drawing import BACKEND, GL, by_processor


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What Qt is asked to draw with."""
    found: list[str] = []
    monkeypatch.setattr(QQuickWindow, "sceneGraphBackend", lambda: "".join(found))
    monkeypatch.setattr(QQuickWindow, "setSceneGraphBackend", found.append)
    monkeypatch.delenv(BACKEND, raising=False)
    return found


def test_no_driver_is_loaded_while_the_engine_is_made(
    asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(GL, "xcb_egl")
    with pytest.raises(ZeroDivisionError), by_processor():
        assert (asked, os.environ[GL]) == (["software"], "none")
        raise ZeroDivisionError
    assert os.environ[GL] == "xcb_egl"
    monkeypatch.delenv(GL)
    with by_processor():
        assert os.environ[GL] == "none"
    assert GL not in os.environ
    assert asked == ["software"]


def test_what_a_person_has_chosen_is_left_as_it_is(
    asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(BACKEND, "rhi")
    monkeypatch.delenv(GL, raising=False)
    with by_processor():
        assert GL not in os.environ
    assert asked == []

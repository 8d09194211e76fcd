"""The engine draws by the processor: in a window that is shown already, on a real screen."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtQuick import QQuickWindow

from editor.panels.preview.choice import full_preview_is_here
from editor.panels.preview.drawing import BACKEND, GL, by_processor
from tests.benchmarks.measuring import python, run
from tests.benchmarks.screen import screen
from tests.editor.panels.preview import on_a_screen


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


def test_the_page_is_seen_in_a_window_that_was_shown_before(tmp_path: Path) -> None:
    """On a real screen: elsewhere Qt draws by the processor whatever it was asked."""
    if not full_preview_is_here():
        pytest.skip("the web engine is not installed")
    with screen(tmp_path / "screen") as shown:
        if shown is None:
            pytest.skip("there is no Xvfb")
        told = run(python("-m", on_a_screen.__name__), variables=shown.variables)
    assert told == b"True True\n"

"""Where things lie."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from app import paths


def test_resources_are_found_beside_the_source() -> None:
    assert paths.resource("icons", "bold.svg").is_file()
    assert paths.resource("fonts", "CoursefolkSource-Regular.ttf").is_file()


def test_a_named_workspace_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(paths.WORKSPACE_VARIABLE, str(tmp_path / "by variable"))
    assert paths.workspace_dir(tmp_path / "named") == tmp_path / "named"
    assert paths.workspace_dir() == tmp_path / "by variable"


def test_the_platform_has_the_last_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(paths.WORKSPACE_VARIABLE, raising=False)
    assert paths.workspace_dir().name == "workspace"
    assert "coursefolk" in str(paths.workspace_dir())


def test_home_and_relative_paths_become_absolute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path.home())
    assert paths.workspace_dir("~/courses") == Path.home() / "courses"
    assert paths.workspace_dir("courses") == Path.home() / "courses"


@pytest.mark.skipif(sys.platform != "linux", reason="the folders of other platforms differ")
def test_nothing_is_made_by_asking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for kind in ("CONFIG", "STATE", "CACHE", "DATA"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    asked = [paths.settings_dir(), paths.log_dir(), paths.workspace_dir()]
    assert len(set(asked)) == 3
    assert not any(folder.exists() for folder in asked)

"""The settings file: kept, edited by hand, broken, read-only."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.settings import DEFAULTS, FILE, SettingsFile
from sync.model.errors import BadInput


def test_nothing_chosen_writes_nothing(tmp_path: Path) -> None:
    settings = SettingsFile(tmp_path / "not there yet")
    assert settings.now == DEFAULTS
    assert settings.trouble is None
    assert not (tmp_path / "not there yet").exists()


def test_what_is_chosen_is_there_again(tmp_path: Path) -> None:
    settings = SettingsFile(tmp_path / "new")
    settings.change(appearance="dark", text_size=150, keys={"sync": "Ctrl+Y"})
    settings.change(spelling=("en_US", "fr"))
    again = SettingsFile(tmp_path / "new").now
    assert again == settings.now
    assert (again.appearance, again.text_size, again.spelling) == ("dark", 150, ("en_US", "fr"))
    assert again.keys == {"sync": "Ctrl+Y"}


def test_a_default_chosen_again_leaves_the_file(tmp_path: Path) -> None:
    settings = SettingsFile(tmp_path)
    settings.change(appearance="contrast")
    settings.change(appearance="system")
    assert "appearance" not in settings.path.read_text("utf-8")


def test_what_a_person_wrote_beside_stays(tmp_path: Path) -> None:
    written = '# mine\nappearance = "light"  # the sun\nof-a-later-version = 7\n\n[notes]\na = 1\n'
    (tmp_path / FILE).write_text(written, "utf-8")
    settings = SettingsFile(tmp_path)
    settings.change(text_size=120)
    text = settings.path.read_text("utf-8")
    for line in written.split("\n"):
        assert line in text
    again = SettingsFile(tmp_path)
    assert (again.now.text_size, again.now.appearance, again.trouble) == (120, "light", None)


@pytest.mark.parametrize(
    "text", ["appearance = ", 'appearance = "purple"', "text-size = 900", "keys = 3", "\0"]
)
def test_a_broken_file_is_told_and_kept(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text, "utf-8")
    settings = SettingsFile(tmp_path)
    assert settings.now == DEFAULTS
    assert settings.trouble is not None
    assert str(settings.path) in settings.trouble.what
    with pytest.raises(BadInput, match="cannot be used"):
        settings.change(appearance="dark")
    assert settings.path.read_text("utf-8") == text


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\xff\xfe")
    assert SettingsFile(tmp_path).trouble is not None


def test_a_value_that_cannot_be_is_refused(tmp_path: Path) -> None:
    settings = SettingsFile(tmp_path)
    with pytest.raises(BadInput, match="text-size"):
        settings.change(text_size=500)
    with pytest.raises(TypeError, match="no such setting"):
        settings.change(colour="red")
    assert settings.now == DEFAULTS


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        settings = SettingsFile(tmp_path)
        with pytest.raises(BadInput, match="could not be saved"):
            settings.change(appearance="dark")
    finally:
        tmp_path.chmod(0o700)


def test_a_file_in_the_folders_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    settings = SettingsFile(tmp_path / "file")
    with pytest.raises(BadInput):
        settings.change(appearance="dark")

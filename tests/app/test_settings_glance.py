"""The few settings that the first paint needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.settings import SettingsFile
from app.settings_glance import FILE, Glance, glance


def test_without_a_file_nothing_was_chosen(tmp_path: Path) -> None:
    assert glance(tmp_path / "not there") == Glance()


def test_it_sees_what_was_chosen(tmp_path: Path) -> None:
    SettingsFile(tmp_path).change(appearance="contrast", text_size=175, light_preview=True)
    assert glance(tmp_path) == Glance("contrast", 175, True)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("appearance = ", Glance()),
        ("appearance = 3\ntext-size = 'x'\nlight-preview = 1", Glance()),
        ("text-size = 900", Glance(text_size=200)),
        ("text-size = 1", Glance(text_size=80)),
        ("\0", Glance()),
    ],
)
def test_what_is_wrong_counts_as_nothing(tmp_path: Path, text: str, seen: Glance) -> None:
    (tmp_path / FILE).write_text(text, "utf-8")
    assert glance(tmp_path) == seen


def test_bytes_that_are_no_text_count_as_nothing(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\xff\xfe\x00")
    assert glance(tmp_path) == Glance()

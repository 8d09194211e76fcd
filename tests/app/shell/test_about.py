"""What the program tells about itself."""

from __future__ import annotations

from pathlib import Path

from app import paths
from app.shell.settings.about import about, libraries, read_licences


def test_every_licence_that_is_carried_can_be_read() -> None:
    folder = paths.resource("licences")
    rows = read_licences(folder)
    texts = {path.read_text("utf-8") for path in folder.glob("*.txt")}
    assert {row.text for row in rows} == texts
    titles = [row.title for row in rows]
    assert {"Inter", "Source Serif 4", "JetBrains Mono", "Lucide"} <= set(titles)
    assert all(row.licence for row in rows)


def test_libraries_have_version_and_licence() -> None:
    lines = libraries()
    assert [line for line in lines if line.startswith("PySide6 ")]
    assert not [line for line in lines if line.startswith("pytest ")]
    assert all(line.count("  ·  ") == 1 for line in lines)
    assert lines == sorted(lines, key=str.casefold)


def test_a_folder_without_its_table_gives_nothing(tmp_path: Path) -> None:
    assert about(tmp_path).licences == ()
    (tmp_path / "README.md").write_text("| a | b | `gone.txt` |\n", "utf-8")
    assert read_licences(tmp_path) == []

"""The wheel carries the resources, the set-up scripts parse, and the bundled data is whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from app.paths import resources_dir
from tests.contract.source import ROOT, must_be_none

SCRIPTS = sorted((ROOT / "packaging" / "setup").glob("*.sh"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from the tree as it stands."""
    out = tmp_path_factory.mktemp("wheel")
    build = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"
    subprocess.run([sys.executable, "-c", build, str(out)], cwd=ROOT, check=True)
    return next(out.glob("*.whl"))


def test_the_wheel_carries_the_resources_and_no_tests(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    resources = {
        f"app/resources/{path.relative_to(ROOT / 'resources').as_posix()}"
        for path in (ROOT / "resources").rglob("*")
        if path.is_file()
    }
    assert resources <= names
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"app", "editor", "sync"}
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_code_in_the_wheel_finds_its_resources(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    found = subprocess.run(
        [sys.executable, "-S", "-c", "from app.paths import resources_dir as r; print(r())"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(found.stdout.strip()) == tmp_path / "app" / "resources"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: str(path.name))
def test_a_set_up_script_parses(script: Path) -> None:
    subprocess.run([shutil.which("sh") or "sh", "-n", str(script)], check=True)


def test_the_check_before_each_change_is_make_test() -> None:
    run = ROOT / ".ci" / "run"
    assert os.access(run, os.X_OK)
    assert "make test" in run.read_text()


def test_make_knows_its_targets() -> None:
    for target in ("run", "test", "bench", "soak", "lock", "clean"):
        done = subprocess.run(
            ["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr


def test_fonts_and_icons_are_whole_and_licensed() -> None:
    fonts = list((resources_dir() / "fonts").glob("*.ttf"))
    icons = list((resources_dir() / "icons").glob("*.svg"))
    assert len(fonts) == 13
    assert len(icons) > 90
    must_be_none(str(font) for font in fonts if font.read_bytes()[:4] != b"\x00\x01\x00\x00")
    must_be_none(str(icon) for icon in icons if "currentColor" not in icon.read_text())
    assert sum(font.stat().st_size for font in fonts) < 4_000_000
    licences = {path.name for path in (resources_dir() / "licences").iterdir()}
    assert {"OFL-Inter.txt", "OFL-SourceSerif.txt", "OFL-JetBrainsMono.txt"} <= licences
    assert "LICENSE-Lucide.txt" in licences

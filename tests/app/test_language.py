"""The language of the window: found where catalogues are, chosen in the settings, tried with."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from pathlib import Path

import pytest

from app.language import PSEUDO, VARIABLE, PseudoLanguage, catalogue, languages


def write_catalogue(folder: Path, language: str, texts: Mapping[str, str]) -> None:
    """Write a compiled catalogue as gettext's manual lays it out: sorted, offsets, bytes."""
    head = {
        "": "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=n != 1;\n"
    }
    pairs = sorted((k.encode(), v.encode()) for k, v in {**head, **texts}.items())
    place = 28 + 16 * len(pairs)
    tables: list[bytes] = []
    for column in zip(*pairs, strict=True):
        for one in column:
            tables.append(struct.pack("<II", len(one), place))
            place += len(one) + 1
    words = b"".join(one + b"\0" for column in zip(*pairs, strict=True) for one in column)
    first = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    file = folder / language / "LC_MESSAGES" / "coursefolk.mo"
    file.parent.mkdir(parents=True)
    file.write_bytes(first + b"".join(tables) + words)


@pytest.fixture(autouse=True)
def nothing_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A folder with German and Brazilian catalogues."""
    lessons = {"{count} lesson\0{count} lessons": "{count} Lektion\0{count} Lektionen"}
    write_catalogue(tmp_path, "de", {"Library": "Bibliothek", **lessons})
    write_catalogue(tmp_path, "pt_BR", {"Library": "Biblioteca"})
    return tmp_path


def test_the_language_chosen_is_spoken(shelf: Path) -> None:
    german = catalogue("de", ["fr"], [shelf])
    assert german.gettext("Library") == "Bibliothek"
    assert german.ngettext("{count} lesson", "{count} lessons", 1) == "{count} Lektion"
    assert german.ngettext("{count} lesson", "{count} lessons", 4) == "{count} Lektionen"
    assert german.gettext("Never translated") == "Never translated"


@pytest.mark.parametrize(
    ("system", "said"),
    [
        (["de-AT", "en"], "Bibliothek"),
        (["pt-BR"], "Biblioteca"),
        (["fr-FR", "de"], "Bibliothek"),
        (["en-GB", "de"], "Library"),
        (["ja"], "Library"),
        ([], "Library"),
    ],
)
def test_the_first_of_the_systems_languages_that_is_here(
    shelf: Path, system: list[str], said: str
) -> None:
    assert catalogue("system", system, [shelf]).gettext("Library") == said


def test_a_language_that_is_gone_leaves_english(shelf: Path) -> None:
    assert catalogue("sv", ["de"], [shelf]).gettext("Library") == "Library"
    assert languages([shelf, shelf / "not there"]) == ["de", "en", "pt-BR"]


def test_the_persons_own_catalogue_comes_first(shelf: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    write_catalogue(own, "de", {"Library": "Bücherei"})
    assert catalogue("de", [], [own, shelf]).gettext("Library") == "Bücherei"


def test_the_pseudo_language_keeps_places_and_tags(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, PSEUDO)
    pseudo = catalogue("de", ["de"], [])
    assert isinstance(pseudo, PseudoLanguage)
    said = pseudo.gettext("Open <b>{title}</b> &amp; go").format(title="Knots")
    assert said.startswith("⟦Öþéñ <b>Knots</b> &amp; ĝö")
    assert said.endswith("⟧")
    assert len(said) > 35


@pytest.mark.logs("no catalogue of texts")
def test_a_broken_catalogue_leaves_the_next_or_english(shelf: Path, tmp_path: Path) -> None:
    broken = tmp_path / "own" / "de" / "LC_MESSAGES" / "coursefolk.mo"
    broken.parent.mkdir(parents=True)
    for data in (b"", b"no catalogue at all", b"\xde\x12\x04\x95" + b"\xff" * 40):
        broken.write_bytes(data)
        german = catalogue("de", [], [tmp_path / "own", shelf])
        assert german.gettext("Library") == "Bibliothek"
        assert catalogue("de", [], [tmp_path / "own"]).gettext("Library") == "Library"

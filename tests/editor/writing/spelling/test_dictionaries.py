"""Dictionaries are found by language, taken in if they are some, and missed calmly."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from app.paths import resource
from editor.writing.spelling.dictionaries import Dictionaries, engine, take_in, told
from editor.writing.spelling.spelling import Spelling
from sync.model.errors import BadInput

AFF = "SET UTF-8\nTRY abc\nSFX S Y 1\nSFX S 0 s .\n"


def a_pair(folder: Path, name: str, words: str = "2\nLampe/S\nAuto\n") -> tuple[Path, Path]:
    """Write a small dictionary of ours."""
    folder.mkdir(exist_ok=True)
    aff, dic = folder / f"{name}.aff", folder / f"{name}.dic"
    aff.write_text(AFF, "utf-8")
    dic.write_text(words, "utf-8")
    return aff, dic


def test_those_that_come_with_us() -> None:
    here = Dictionaries([resource("dictionaries")])
    assert {"fr", "es", "en_GB"} <= {one.name for one in here.all()}
    assert here.find("fr-CH") == here.find("fr")
    sizes = [path.stat().st_size for path in resource("dictionaries").iterdir()]
    assert max(sizes) < 2_000_000
    licences = {path.name for path in resource("licences").iterdir()}
    for path in resource("dictionaries").glob("*.aff"):
        assert f"LICENSE-dictionary-{path.stem}.txt" in licences


@pytest.mark.parametrize(
    ("tag", "names"),
    [
        ("pt-PT", ["pt_PT"]),
        ("pt_br", ["pt_BR"]),
        ("pt", ["pt_BR", "pt_PT"]),
        ("pt-AO", ["pt_BR", "pt_PT"]),
        ("de", ["de_DE_frami"]),
        ("de-AT", ["de_DE_frami"]),
        ("nl-BE", ["nl"]),
        ("sv", []),
    ],
)
def test_the_nearest_country_is_found(tmp_path: Path, tag: str, names: list[str]) -> None:
    for name in ("pt_BR", "pt_PT", "de_DE_frami", "nl", "nl_NL"):
        a_pair(tmp_path, name)
    assert [one.name for one in Dictionaries([tmp_path]).find(tag)] == names


def test_a_pair_of_ones_own_is_taken_in_and_goes_before_others(tmp_path: Path) -> None:
    pytest.importorskip("hunspell")
    aff, dic = a_pair(tmp_path / "Téléchargements 辞書", "de-AT")
    into = tmp_path / "own" / "dictionaries"
    taken = take_in(aff, dic, into)
    assert taken.name == "de_AT"
    here = Dictionaries([into, resource("dictionaries")])
    spelling = Spelling(["de"], dictionaries=here)
    assert spelling.missing == ()
    assert [spelling.is_right(word) for word in ("Lampe", "Lampes", "Lamppe")] == [
        True,
        True,
        False,
    ]
    assert sorted(path.name for path in into.iterdir()) == ["de_AT.aff", "de_AT.dic"]


@pytest.mark.parametrize("wrong", ["swapped", "missing", "name", "folder"])
def test_what_is_no_pair_is_refused_in_words(tmp_path: Path, wrong: str) -> None:
    aff, dic = a_pair(tmp_path / "from", "de")
    tried = {
        "swapped": (dic, aff, "de"),
        "missing": (aff, dic.with_name("x.dic"), "de"),
        "name": (aff, dic, "../de"),
        "folder": (aff.parent, dic, "de"),
    }[wrong]
    with pytest.raises(BadInput) as caught:
        take_in(tried[0], tried[1], tmp_path / "into", tried[2])
    assert caught.value.mend
    assert not (tmp_path / "into").exists()


def test_no_dictionary_is_said_calmly(tmp_path: Path) -> None:
    pytest.importorskip("hunspell")
    spelling = Spelling(["de-CH", "tlh"], dictionaries=Dictionaries([tmp_path / "none"]))
    assert spelling.missing == ("de-CH", "tlh")
    assert "No dictionary for German yet" in spelling.troubles[0]
    assert spelling.is_right("Hauss")
    assert spelling.suggest("Hauss") == ()


def test_without_the_library_all_else_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hunspell", None)
    assert engine() is None
    spelling = Spelling(["fr", "es"], dictionaries=Dictionaries([resource("dictionaries")]))
    assert spelling.missing == ("fr", "es")
    assert spelling.troubles == (told("fr", has_engine=False),)
    assert spelling.is_right("xqzt")

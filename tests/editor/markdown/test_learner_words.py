"""The learner's page has no words of its own: scripts, style and templates take them from us."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from gettext import NullTranslations

import pytest

from app.paths import resources_dir
from editor.markdown import learner_words
from sync.model import language

SCRIPTS = ("quiz.js", "quotes.js", "preview.js")
BY_TRY = re.compile(r"(right|passed)\d?$")


class _Shouting(NullTranslations):
    def gettext(self, message: str) -> str:
        return f'"{message.upper()}"'


@pytest.fixture
def shouting(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the program speak a language of its own."""
    monkeypatch.setattr(language._Voice, "catalogue", _Shouting())
    yield


def _script(name: str) -> str:
    text = (resources_dir() / "preview" / name).read_text("utf-8")
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def _table(script: str) -> dict[str, str]:
    table: dict[str, str] = json.loads(script.partition(" = ")[2].rstrip(";\n"))
    return table


def test_the_scripts_ask_for_words_that_are_there_and_for_all_of_them() -> None:
    asked = {
        name
        for script in SCRIPTS
        for call in re.findall(r"\bword\(([^;]*)", _script(script))
        for name in re.findall(r"'(\w+)'", call)
    } - {"text"}
    known = _table(learner_words.preview_script())
    assert {name for name in known if not BY_TRY.match(name)} == asked
    assert {name for name in known if BY_TRY.match(name)} == {
        f"{name}{number}" for name in ("right", "passed") for number in ("", 1, 2, 3, 4, 5)
    }


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_script_has_a_sentence_of_its_own(name: str) -> None:
    assert re.findall(r"['\"`][A-Z][a-z]+ [a-z].*?['\"`]", _script(name)) == []


@pytest.mark.usefixtures("shouting")
def test_words_are_said_in_the_language_of_the_program() -> None:
    assert _table(learner_words.player_script())["again"] == '"START AGAIN"'
    assert _table(learner_words.preview_script())["picture"] == '"A PICTURE"'
    assert learner_words.style_words()["--word-hint"] == '"\\"HINT: \\""'
    assert '--word-missing: "\\"NOT HERE: \\"";' in learner_words.style_sheet()
    assert learner_words.frame_words()["lessons_name"] == '"LESSONS"'

"""A gist stands in for its text: checked and fingerprinted by it, a lesson gives the same."""

from __future__ import annotations

import subprocess
import sys
from gettext import NullTranslations
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.markdown.checks.finding import LessonText
from editor.markdown.checks.table import check_course, check_parsed
from editor.markdown.fingerprints import answer_digest, print_of
from editor.markdown.gist import RULES, Gist, LessonKnown, check_known
from editor.markdown.gisting import gist_of
from sync.model.ids import sha_of
from sync.model.language import speak
from tests.editor.markdown.checks.test_rules import FILES, LESSON_CASES, LESSONS
from tests.editor.markdown.test_prose import PARTS

MEDIA = {path: f"sha of {path}" for path in FILES}
WRITTEN = (
    *(text for case in LESSON_CASES for text in case[3:]),
    "![a](here.png) ![b](../top.png) ![c](../../out.png) ![d](https://e.org/x.png) ![e](gone.png)",
    "| ![a](here.png) | b |\n| --- | --- |\n\n[x](other.md#there) <a id=own></a> [y]{#named}",
    "# One\n\n## One\n\n<img src=here.png>\n\n- ![](here.mp4)\n\nimage:here.png\n",
)


def _kept(text: str) -> Gist:
    return msgspec.json.decode(msgspec.json.encode(gist_of(text)), type=Gist)


def _assert_alike(text: str, path: str) -> None:
    gist = _kept(text)
    known, whole = LessonKnown(path, "Title", gist), LessonText(path, "Title", text)
    found = check_known(known, files=FILES, lessons=LESSONS)
    assert found == check_parsed(whole, files=FILES, lessons=LESSONS)
    assert gist.print_at(path, MEDIA.get) == print_of(text, path=path, media=MEDIA.get)
    assert gist.answers == answer_digest(text)
    assert (known.mentions, known.anchors, known.asks) == (
        whole.mentions,
        whole.anchors,
        whole.asks,
    )


@pytest.mark.parametrize("path", ["m/l.md", "l.md"])
def test_each_rule_finds_the_same_in_a_gist(path: str) -> None:
    for text in WRITTEN:
        _assert_alike(text, path)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*PARTS, "![a](here.png)", "[b](../a.md#c)"]), max_size=30))
def test_any_text_is_found_the_same_in_its_gist(parts: list[str]) -> None:
    _assert_alike("".join(parts), "m/l.md")


class Loud(NullTranslations):
    """A catalogue that marks each text."""

    def gettext(self, message: str) -> str:
        return f"<{message}>"


def test_a_course_is_checked_the_same_by_gists() -> None:
    texts = [LessonText(f"m/{n}.md", f"T{n // 2}", text) for n, text in enumerate(WRITTEN)]
    known = [LessonKnown(one.path, one.title, _kept(one.text)) for one in texts]
    assert check_course(known) == check_course(texts)


def test_gists_change_only_with_the_number_of_the_rules() -> None:
    """Where this fails, raise RULES and note the new hash: kept gists are then made anew.

    A case that was only added to the tests changes the hash and not the number.
    """
    gists = msgspec.json.encode([gist_of(text) for text in WRITTEN])
    assert (RULES, sha_of(gists)[:16]) == (16, "2858c42d20ff5526")


def test_a_gist_is_kept_unsaid_and_read_in_the_language_of_who_reads_it() -> None:
    text = "# One\n\n### Three\n\nWords.\n"
    written = msgspec.json.encode(gist_of(text))
    speak(Loud())
    try:
        assert msgspec.json.encode(gist_of(text)) == written, "no catalogue gets into the store"
        lesson = LessonKnown("m/l.md", "One", msgspec.json.decode(written, type=Gist))
        (jump, *_) = check_known(lesson, files=(), lessons=())
        assert (jump.rule, jump.mend) == ("heading-jump", "<Use level 2.>")
    finally:
        speak(NullTranslations())
    assert jump.mend == "Use level 2."


def test_a_gist_is_used_without_a_parser() -> None:
    asked = "import sys, editor.markdown.gist; print('markdown_it' in sys.modules)"
    root = Path(__file__).parents[3]
    ran = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=root
    )
    assert ran.stdout.strip() == "False"

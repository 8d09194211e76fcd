"""The sample course and the help are good courses, and the story planted in the sample holds."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from app.paths import resources_dir
from editor.formats.folder import read_folder
from editor.formats.values import Brought
from editor.markdown.checks.finding import LessonText
from editor.markdown.checks.table import check_course, check_parsed
from editor.markdown.quizzes import KINDS
from sync.merge.weave import weave

SAMPLES = resources_dir() / "samples"
NEVER_SAID = ("branch", "commit", "conflict", "push", "pull request", "!\n")


@pytest.fixture(scope="module", params=["samples/first-course", "help"])
def course(request: pytest.FixtureRequest) -> Brought:
    """Return each of our own courses."""
    return read_folder(resources_dir() / str(request.param))


@pytest.fixture(scope="module")
def story() -> dict[str, object]:
    """Return what a colleague left in the sample."""
    return tomllib.loads((SAMPLES / "first-course.toml").read_text("utf-8"))


def text_of(path: str) -> str:
    return (SAMPLES / "first-course" / path).read_text("utf-8")


def test_nothing_in_it_is_worth_a_look(course: Brought) -> None:
    files = {attachment.path for attachment in course.attachments}
    paths = {node.path for node in course.lessons}
    texts = [LessonText(n.path, n.title, n.file.text) for n in course.lessons if n.file]
    found = [c for text in texts for c in check_parsed(text, files=files, lessons=paths)]
    # The help is looked up, not learnt: its pages need nothing to try.
    looked_up = "no-practice" if course.title == "Help" else ""
    found += [c for c in check_course(texts, files) if c.rule != looked_up]
    assert not found
    assert not course.warnings


def test_it_speaks_the_words_of_the_product(course: Brought) -> None:
    for node in course.lessons:
        assert node.file is not None
        prose = re.sub(r"```.*?```|`[^`]*`", "", node.file.text, flags=re.DOTALL).casefold()
        for word in NEVER_SAID:
            assert not re.search(rf"\b{word}" if word.isalpha() else re.escape(word), prose), (
                f"{node.path}: {word}"
            )


def test_the_sample_shows_what_a_lesson_can_hold() -> None:
    brought = read_folder(SAMPLES / "first-course")
    assert (brought.title, brought.language) == ("Make your first micro-course", "en")
    modules = [node for node in brought.nodes if node.kind == "module"]
    assert (len(modules), len(brought.lessons)) == (2, 3)
    texts = [node.file.text for node in brought.lessons if node.file]
    kinds = {q.kind for text in texts for q in LessonText("a.md", "", text).quizzes}
    assert kinds == set(KINDS)
    whole = "\n".join(texts)
    for part in ("![", "| ", "[^1]", "$$", "```", "> [!", "objective:", "minutes:"):
        assert part in whole
    assert [a.path for a in brought.attachments] == ["pictures/loop.svg"]


def test_every_place_of_the_story_stands_once_in_its_lesson(story: dict[str, object]) -> None:
    places = [
        (entry["lesson"], entry[name])
        for kind, name in (("comment", "quote"), ("suggestion", "before"), ("overlap", "base"))
        for entry in story[kind]  # type: ignore[attr-defined]
    ]
    assert len(places) == 3
    for path, words in places:
        assert text_of(path).count(words) == 1
        assert f"\n\n{words}" in text_of(path) or words.endswith(".")


def test_the_storys_overlap_is_one_and_nothing_else_clashes(story: dict[str, object]) -> None:
    (planted,) = story["overlap"]  # type: ignore[misc,has-type]
    base = text_of(planted["lesson"])
    mine = base.replace(planted["base"], planted["mine"])
    theirs = base.replace(planted["base"], planted["theirs"])
    woven = weave(base, mine, theirs)
    assert len(woven.overlaps) == 1
    assert woven.text.count("Feedback should be") + woven.text.count("Good feedback") >= 1


def test_the_folder_that_the_story_names_is_there(story: dict[str, object]) -> None:
    assert (SAMPLES / str(story["folder"])).is_dir()
    assert story["title"] == read_folder(SAMPLES / str(story["folder"])).title


def test_the_help_explains_every_kind_of_question_and_every_format() -> None:
    pages = "\n".join(p.read_text("utf-8") for p in (resources_dir() / "help").rglob("*.md"))
    from editor.formats.table import formats

    for one in formats():
        assert f"`{one.name}`" in pages
    shown = {
        q.kind
        for fence in re.findall(r"```markdown\n(.*?)```", pages, re.DOTALL)
        for q in LessonText("a.md", "", fence).quizzes
    }
    assert shown == set(KINDS)


def test_every_command_of_the_contract_has_a_heading_and_an_example(shared: Path) -> None:
    table = (shared / "CLI.md").read_text("utf-8")
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    command = re.compile(r"`((?:server |review-file )?[a-z][a-z-]*)")
    named = {m[1] for row in rows for m in command.finditer(row)}
    help_folder = resources_dir() / "help" / "5 Command line"
    later = (help_folder / "9-not-here-yet.md").read_text("utf-8")
    pages = "\n".join(p.read_text("utf-8") for p in help_folder.glob("*.md"))
    for name in sorted(named):
        if f"`{name}" in later:
            continue
        heading = re.search(
            rf"^## (?:[\w ]+: )?coursefolk {name}$(.*?)(?=^## |\Z)", pages, re.M | re.S
        )
        assert heading, name
        assert f"```sh\ncoursefolk {name}" in heading[1], name

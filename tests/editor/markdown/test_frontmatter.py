"""Front matter: found, read, and changed without touching another byte."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from editor.markdown.frontmatter import change, end_of, read
from sync.model.errors import BadInput


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("---\ntitle: x\n---\ntext", 3),
        ("---\ntitle: x\n...\ntext", 3),
        ("+++\ntitle = 'x'\n+++\ntext", 3),
        ("--- \n# a comment\n\ntitle: x\n---", 5),
        ("---\n---", 2),
        ("---\ntitle: x\ntext", 0),
        ("\n---\ntitle: x\n---", 0),
        ("---\n\nSome prose, in a sentence.\n\n---", 0),
        ("----\ntitle: x\n----", 0),
        ("+++\ntitle: x\n---", 0),
        ("", 0),
    ],
)
def test_where_it_ends(text: str, lines: int) -> None:
    assert end_of(text.split("\n")) == lines


def test_its_values_are_read() -> None:
    known = read("---\ntitle: 'A: b'\nlang: de\nminutes: 12\nobjectives:\n- one\n- two\n---\n# H")
    assert (known.lines, known.title, known.language) == (8, "A: b", "de")
    assert (known.minutes, known.objective, known.error) == (12.0, "one; two", None)
    other = read('+++\ntitle = "T"\nduration = "15 min"\nobjective = "o"\n+++\n')
    assert (other.title, other.minutes, other.objective) == ("T", 15.0, "o")
    assert read("---\nteaching: 20\nexercises: 10\n---").minutes == 30


def test_odd_values_are_no_titles_and_no_minutes() -> None:
    odd = read("---\ntitle: [a, b]\nminutes: -3\nlang: true\n---")
    assert (odd.title, odd.minutes, odd.language) == (None, None, None)
    assert read("---\ntitle: 2024\nminutes: 1e9\n---").title == "2024"
    assert read("---\n---\n# x").title is None


@pytest.mark.parametrize(
    "inside",
    [
        "a: [",
        "a: 1\na: 2",
        "evil: !!python/object/apply:os.system ['true']",
        "[1, 2]",
        "a: " + "[" * 3_000,
        "when: 2020-13-45",
        "a: \tb\n\t- c: [}",
        "a: |\n" + "x" * 70_000,
    ],
)
def test_what_cannot_be_read_is_said(inside: str) -> None:
    known = read(f"---\n{inside}\n---\ntext")
    assert known.error
    assert not known.values
    with pytest.raises(BadInput, match="cannot be read"):
        change(f"---\n{inside}\n---\ntext", "title", "x")


def test_a_bomb_of_aliases_is_harmless() -> None:
    rows = ["a0: &a0 [x,x,x,x,x,x,x,x,x]"]
    rows += [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    assert read("---\n" + "\n".join(rows) + "\n---").title is None


@pytest.mark.parametrize(
    ("before", "name", "value", "after"),
    [
        ("---\ntitle: x\n---\ny", "title", "z", "---\ntitle: z\n---\ny"),
        (
            "---\r\ntitle:   'x'  # why\r\nb: [1,  2]\r\n---\r\ny",
            "title",
            "it's",
            "---\r\ntitle:   'it''s'  # why\r\nb: [1,  2]\r\n---\r\ny",
        ),
        ("---\na: 1\n---\ny", "title", "a: b", '---\na: 1\ntitle: "a: b"\n---\ny'),
        ("---\ntitle:\n---", "title", "yes", '---\ntitle: "yes"\n---'),
        (
            "+++\ntitle = 'x' # c\n[a]\ntitle = 1\n+++",
            "title",
            "y",
            "+++\ntitle = 'y' # c\n[a]\ntitle = 1\n+++",
        ),
        ("+++\n[a]\nb = 1\n+++", "minutes", 5, "+++\nminutes = 5\n[a]\nb = 1\n+++"),
        ("text", "title", "T", "---\ntitle: T\n---\n\ntext"),
        ("---\nminutes: 4\n---", "minutes", 10, "---\nminutes: 10\n---"),
    ],
)
def test_one_value_is_changed_in_place(
    before: str, name: str, value: str | int, after: str
) -> None:
    assert change(before, name, value) == after


@pytest.mark.parametrize(
    "inside", ["title: >\n  over\n  lines", "title: [a,\n b]", "title: {a: 1}\nb: *x", '"title": x']
)
def test_what_cannot_be_changed_by_itself_is_left_alone(inside: str) -> None:
    text = f"---\n{inside}\n---\n"
    try:
        changed = change(text, "title", "new")
    except BadInput as refused:
        assert "Nothing was changed" in str(refused)
    else:
        assert read(changed).title == "new"


@given(st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda s: "\r" not in s))
@example("2024-01-01")
@example("012")
@example("~")
@example("a #b")
@example("- a")
@example("'x'")
@example("\u2028")
def test_every_value_comes_back(value: str) -> None:
    clean = re.sub("[\x00-\x02\x7f-\x9f\ufffe\uffff]", "", value)
    for text in ("---\na: 1\ntitle: old\nz: 2\n---\n", "+++\na = 1\ntitle = 'old'\nz = 2\n+++\n"):
        try:
            changed = change(text, "title", clean)
        except BadInput:
            assert not clean.isprintable()
            continue
        known = read(changed)
        assert known.values["title"] == clean
        assert (known.values["a"], known.values["z"]) == (1, 2)


def test_real_front_matter_keeps_its_bytes(shared: Path) -> None:
    seen = 0
    for path in sorted((shared / "corpus" / "courses").rglob("*.md")):
        text = path.read_bytes().decode("utf-8")
        known = read(text)
        if not known.lines:
            continue
        seen += 1
        assert not known.error, path.name
        if not known.title:
            continue
        changed = change(text, "title", "Another title")
        assert read(changed).title == "Another title"
        one, two = text.split("\n"), changed.split("\n")
        assert len(one) == len(two)
        assert sum(a != b for a, b in zip(one, two, strict=True)) == 1, path.name
    assert seen > 50

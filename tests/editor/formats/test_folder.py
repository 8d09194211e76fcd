"""Folders come in whole, and go out byte for byte as they came."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.formats import walking
from editor.formats.folder import files_of, read_folder, write_folder
from editor.formats.names import what_is_wrong
from editor.formats.values import Brought
from sync.model.errors import BadInput
from tests.editor.formats.course_builds import as_course, files_in, fill

ODD = {
    "crlf.md": b"# CRLF\r\n\r\nline  \r\n",
    "cr.md": b"# CR\rtwo\r\rthree",
    "mixed.md": b"a\r\nb\nc\rd\x0be\x0cf\xc2\x85g\xe2\x80\xa8h\n",
    "bom.md": b"\xef\xbb\xbf---\ntitle: BOM\n---\n",
    "utf16.md": "# Ünïcode\n".encode("utf-16"),
    "latin.md": b"caf\xe9\n",
    "nul.md": b"# NUL \x00 here\n\x1b[31m\n",
    "noise.md": bytes(range(256)) * 4,
    "empty.md": b"",
    "newlines.md": b"\n" * 5_000,
    "no end.md": b"# Title\n\nlast line without a newline",
    "never closed.md": b"---\ntitle: never\n# Heading\n```python\nx\n",
    "bomb.md": b"---\na: &a [x,x]\nb: [*a,*a]\nc: !!python/object:os.system {}\n---\n",
    "UPPER.MD": b"# upper\n",
    "long.MarkDown": b"# other suffix\n",
    ".hidden.md": b"# hidden\n",
    "upper.md": b"a case twin\n",
    "deep/er/and/deeper/x.md": b"# deep\n",
    "dir with spaces/名前 (1) & co #2.md": b"# odd\n",
    "what? <100%> \"so\" | 'it': is*.md": b"# signs\n",
    "con.md": b"# reserved elsewhere\n",
    " lead.md": b"# blank first\n",
    "מדריך\u200f.md": b"# mark\n",
    "x" * 250 + ".md": b"# long name\n",
    "e\u0301.md": b"# decomposed\n",
    "\u00e9.md": b"# composed\n",
    "picture.png": b"\x89PNG\r\n\x1a\n\x00",
    "no-suffix": b"\x00\x01",
    "empty.bin": b"",
    "md": b"not a lesson\n",
    ".gitignore": b"out/\n",
    "comments.review.json": b"{}\n",
}


def titles(brought: Brought) -> list[str]:
    return [node.path for node in brought.nodes]


def test_odd_files_come_back_byte_for_byte(tmp_path: Path) -> None:
    brought = read_folder(fill(tmp_path / "in", ODD))
    refused = {"utf16.md", "latin.md", "noise.md"}
    assert {w.file for w in brought.warnings} == refused
    assert {a.path for a in brought.attachments} >= refused
    assert len(brought.lessons) + len(brought.attachments) == len(ODD)
    written = write_folder(as_course(brought), tmp_path / "out")
    assert files_in(tmp_path / "out") == ODD
    assert not written.warnings and set(written.files) == set(ODD)


NAMES = st.text(st.sampled_from("ab.Ä名 ~-#?\\:*\u0301"), min_size=1, max_size=8).filter(
    lambda name: name not in (".", "..") and not what_is_wrong(name, windows=False)
)
BYTES = st.binary(max_size=30) | st.text("a\r\n\x00é\ufeff", max_size=20).map(str.encode)


@settings(max_examples=60)
@given(st.dictionaries(st.tuples(NAMES, NAMES), BYTES, max_size=6))
def test_any_folder_comes_back_byte_for_byte(
    tmp_path_factory: pytest.TempPathFactory, files: dict[tuple[str, str], bytes]
) -> None:
    top = tmp_path_factory.mktemp("any")
    named = {f"{folder}/{name}.md": data for (folder, name), data in files.items()}
    fill(top / "in", {"always.md": b"# here\n", **named})
    write_folder(as_course(read_folder(top / "in")), top / "out")
    assert files_in(top / "out") == {"always.md": b"# here\n", **named}


@pytest.mark.parametrize(
    "course",
    [
        "courses/LiaBooks__oeb2020",
        "courses/LibraryCarpentry__lc-git",
        "courses/github__training-kit",
        "courses/microsoft__IoT-For-Beginners",
        "courses/rust-lang__book",
        "courses/swcarpentry__git-novice",
        "pathological",
    ],
)
def test_a_real_course_comes_back_byte_for_byte(shared: Path, tmp_path: Path, course: str) -> None:
    source = shared / "corpus" / course
    brought = read_folder(source)
    written = write_folder(as_course(brought), tmp_path / "out")
    assert files_in(tmp_path / "out") == files_in(source)
    assert not written.warnings
    lessons = {node.path for node in brought.lessons}
    not_text = {w.file for w in brought.warnings}
    markdown = {name for name in files_in(source) if name.casefold().endswith((".md", ".markdown"))}
    assert lessons == markdown - not_text


def test_folders_are_modules_in_natural_order_with_their_front_page_first(tmp_path: Path) -> None:
    files = ["10-c/x.md", "2-b/10.md", "2-b/2.md", "2-b/README.md", "2-b/a/x.md", "1.md"]
    brought = read_folder(
        fill(tmp_path, dict.fromkeys([*files, "index.md", "z.md", "pics/only.png"], "# x\n"))
    )
    assert titles(brought) == [
        "index.md",
        "1.md",
        "2-b",
        "2-b/README.md",
        "2-b/2.md",
        "2-b/10.md",
        "2-b/a",
        "2-b/a/x.md",
        "10-c",
        "10-c/x.md",
        "z.md",
    ]
    modules = [node for node in brought.nodes if node.kind == "module"]
    assert [(m.title, m.parent) for m in modules] == [("2-b", ""), ("a", "2-b"), ("10-c", "")]
    assert [a.path for a in brought.attachments] == ["pics/only.png"]


def test_titles_come_from_front_matter_then_the_first_heading_then_the_file(tmp_path: Path) -> None:
    files = {
        "a.md": "---\ntitle: From the front\n---\n# Not this\n",
        "b.md": "words\n\n## The *first* heading\n\n# Second\n",
        "c.d.md": "no heading\n",
        "README.md": "---\nlang: de\n---\n# Der Kurs\n",
    }
    brought = read_folder(fill(tmp_path, files))
    assert [node.title for node in brought.lessons] == [
        "Der Kurs",
        "From the front",
        "The first heading",
        "c.d",
    ]
    assert (brought.title, brought.language) == ("Der Kurs", "de")


def test_a_course_without_a_titled_front_page_is_named_after_its_folder(tmp_path: Path) -> None:
    fill(tmp_path / "My course", {"index.md": "## A part\n", "a.md": "# A\n"})
    assert read_folder(tmp_path / "My course").title == "My course"
    fill(tmp_path / "Other", {"a.md": "---\ncourse: Named inside\nlanguage: fr\n---\n# A\n"})
    brought = read_folder(tmp_path / "Other")
    assert (brought.title, brought.language) == ("Named inside", "fr")


def test_what_belongs_to_other_tools_or_other_places_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("# outside\n")
    root = fill(
        tmp_path / "in",
        {
            "a.md": "# A\n",
            ".git/config": "x",
            ".git/notes.md": "# x\n",
            "node_modules/p/README.md": "# x\n",
            "sub/.git": "gitdir: elsewhere",
            "sub/b.md": "# B\n",
            ".coursefolk-part-x/left.md": "# half\n",
        },
    )
    (root / "outside.md").symlink_to(tmp_path / "secret.md")
    (root / "up").symlink_to(tmp_path, target_is_directory=True)
    (root / "loop").symlink_to(root, target_is_directory=True)
    (root / "gone.md").symlink_to(root / "nowhere")
    (root / "self.md").symlink_to(root / "self.md")
    (root / "inside.md").symlink_to(root / "a.md")
    os.mkfifo(root / "pipe.md")
    brought = read_folder(root)
    assert titles(brought) == ["a.md", "inside.md", "sub", "sub/b.md"]
    assert not brought.attachments
    named = {w.file for w in brought.warnings}
    links = {"outside.md", "up", "loop", "gone.md", "self.md"}
    assert named == {".git", "node_modules", "sub/.git", "pipe.md", *links}


def test_a_name_that_not_every_system_can_hold_is_kept_as_another(tmp_path: Path) -> None:
    root = fill(tmp_path / "in", {"a\\b.md": "# A\n", "a\nb.md": "# B\n", "a-b.md": "# C\n"})
    Path(os.fsdecode(os.fsencode(root) + b"/\xff.md")).write_text("# D\n")
    brought = read_folder(root)
    assert len(brought.lessons) == 4
    assert all(not what_is_wrong(path, windows=True) for path in titles(brought))
    assert len(set(titles(brought))) == 4
    assert {w.file for w in brought.warnings} == {"a\\b.md", "a\\x0ab.md", "\\xff.md"}


def test_a_file_that_vanishes_while_it_is_read_costs_nothing_else(tmp_path: Path) -> None:
    root = fill(tmp_path, {"a.md": "# A\n", "b.md": "# B\n", "c.png": "x", "d.md": "# D\n"})

    def vanish(done: int, _of: int) -> None:
        if done == 1:
            (root / "b.md").unlink()
            (root / "c.png").unlink()

    brought = read_folder(root, vanish)
    assert titles(brought) == ["a.md", "d.md"]
    assert [w.file for w in brought.warnings] == ["b.md", "c.png"]


def test_huge_files_are_named_and_the_rest_is_taken(tmp_path: Path) -> None:
    root = fill(tmp_path, {"a.md": "# A\n", "big.md": "", "film.mp4": "", "z.md": "# Z\n"})
    os.truncate(root / "big.md", 51 * 2**20)
    os.truncate(root / "film.mp4", 501 * 2**20)
    brought = read_folder(root)
    assert titles(brought) == ["a.md", "z.md"]
    assert [a.path for a in brought.attachments] == ["big.md"]
    assert {w.file: "not taken" in w.what for w in brought.warnings} == {
        "big.md": False,
        "film.mp4": True,
    }


def test_a_folder_of_too_many_files_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, {f"{at}.md": "# x\n" for at in range(6)})
    monkeypatch.setattr(walking, "MOST_FILES", 5)
    with pytest.raises(BadInput, match="more than 5 files"):
        read_folder(tmp_path)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, "no Markdown"),
        ({"notes.txt": "x", "deep/picture.png": "x"}, "no Markdown"),
        ({"latin.md": b"caf\xe9"}, "not valid UTF-8"),
    ],
)
def test_a_folder_that_is_no_course_is_refused_with_a_way_on(
    tmp_path: Path, files: dict[str, bytes | str], words: str
) -> None:
    fill(tmp_path, files)
    with pytest.raises(BadInput, match=words) as refused:
        read_folder(tmp_path)
    assert refused.value.safe and refused.value.mend
    assert read_folder(tmp_path, bare=True).lessons == []


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        read_folder(tmp_path / "nowhere")


def test_one_file_brings_what_it_shows(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"outside")
    fill(
        tmp_path / "in",
        {
            "a.md": "# A\n![p](pics/p%20q.png) ![no](gone.png) ![up](../secret.png)\n"
            "[b](b.md) ![web](https://example.org/x.png) <img src='pics/r.gif'> ![o](out.png)\n",
            "b.md": "# B\n",
            "pics/p q.png": "p",
            "pics/r.gif": "r",
            "pics/other.png": "not asked for",
        },
    )
    (tmp_path / "in" / "out.png").symlink_to(tmp_path / "secret.png")
    brought = read_folder(tmp_path / "in" / "a.md")
    assert (brought.title, titles(brought)) == ("A", ["a.md"])
    assert {a.path: a.read() for a in brought.attachments} == {
        "pics/p q.png": b"p",
        "pics/r.gif": b"r",
    }
    assert [w.file for w in brought.warnings] == ["b.md"]


@pytest.mark.parametrize(("name", "data"), [("a.txt", b"# A\n"), ("a.md", b"caf\xe9")])
def test_one_file_that_is_no_lesson_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    fill(tmp_path, {name: data})
    with pytest.raises(BadInput):
        read_folder(tmp_path / name)


def test_an_edited_lesson_keeps_the_ends_of_its_other_lines(tmp_path: Path) -> None:
    fill(tmp_path / "in", {"a.md": b"one\r\ntwo\nthree\r\n"})
    course = as_course(read_folder(tmp_path / "in"))
    edited = replace(course.nodes[0], text="one\nTWO\nthree\nfour\n")
    changed = replace(course, nodes=(edited,))
    ((path, data, ident),) = files_of(changed)
    assert (path, ident) == ("a.md", edited.id)
    assert data == b"one\r\nTWO\r\nthree\r\nfour\r\n"

"""A site opens from a disk, runs nothing that came from a lesson, and fetches nothing."""

from __future__ import annotations

import importlib.util
import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.paths import resources_dir
from editor.formats.folder import read_folder
from editor.formats.html_site import write_html
from editor.formats.values import CourseOut, Said, ThreadOut
from sync.model.errors import OurMistake
from sync.model.ids import NodeId
from tests.editor.formats import pages
from tests.editor.formats.course_builds import as_course, attachment, lesson, module


def export(course: CourseOut, to: Path) -> dict[str, bytes]:
    write_html(course, to, resources_dir())
    return pages.site(to)


def one(tmp_path: Path, text: str, **more: bytes) -> tuple[str, dict[str, bytes]]:
    """Export one lesson at `deep/a.md` with attachments, and give its body and all files."""
    names = {name.replace("__", "/"): data for name, data in more.items()}
    attachments = tuple(attachment(name, data) for name, data in names.items())
    course = CourseOut("C", (lesson("1", text, "deep/a.md"),), attachments=attachments)
    files = export(course, tmp_path / "site")
    return pages.body_of(files["lessons/deep/a.html"]), files


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the site of the sample course."""
    course = as_course(read_folder(resources_dir() / "samples" / "first-course"))
    return export(course, tmp_path_factory.mktemp("sample") / "site")


@pytest.fixture(scope="module")
def helping(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the site of the help course."""
    course = as_course(read_folder(resources_dir() / "help"))
    return export(course, tmp_path_factory.mktemp("help") / "site")


@pytest.mark.parametrize("name", ["sample", "helping"])
def test_every_link_of_our_own_courses_leads_somewhere(
    name: str, request: pytest.FixtureRequest
) -> None:
    files: dict[str, bytes] = request.getfixturevalue(name)
    roots = {page: pages.parsed(data) for page, data in files.items() if page.endswith(".html")}
    for page, root in roots.items():
        assert "dead-link" not in files[page].decode()
        assert "missing-media" not in files[page].decode()
        found = pages.ids(root)
        assert len(set(found)) == len(found)
        for address in pages.fetched(root):
            assert pages.target(page, address)[0] in files, address
        for address in pages.links(root):
            if not address.startswith(("http:", "https:")):
                to, place = pages.target(page, address)
                assert to in files, f"{page}: {address}"
                assert not place or place in pages.ids(roots[to]), f"{page}: {address}"


def test_every_lesson_is_reached_by_going_on(sample: dict[str, bytes]) -> None:
    page = "index.html"
    seen = []
    while True:
        root = pages.parsed(sample[page])
        onward = [a for a in root.iter("a") if "begin" in a.attrib.get("class", "")]
        onward += [a for a in root.iter("a") if a.attrib.get("rel") == "next"]
        if not onward:
            break
        page = pages.target(page, onward[0].attrib["href"])[0]
        seen.append(page)
    assert seen == list(pages.lessons(sample))


def test_the_site_holds_its_style_fonts_and_player(sample: dict[str, bytes]) -> None:
    shared = resources_dir()
    assert sample["assets/quiz.js"].endswith((shared / "preview" / "quiz.js").read_bytes())
    assert sample["assets/tokens.css"] == (shared / "styles" / "tokens.css").read_bytes()
    style = sample["assets/site.css"].decode()
    named = {part.partition('"')[0] for part in style.split('url("')[1:]}
    assert named and {f"assets/{name}" for name in named} <= set(sample)
    assert "prefers-color-scheme" in sample["assets/tokens.css"].decode()
    assert "@media print" in style
    for name, data in sample.items():
        if name.endswith(".css"):
            assert "http" not in data.decode() and "@import" not in data.decode()


def test_every_page_forbids_what_is_not_the_sites_own(sample: dict[str, bytes]) -> None:
    for name, data in sample.items():
        if not name.endswith(".html"):
            continue
        root = pages.parsed(data)
        head = next(root.iter("head"))
        policy = next(m for m in head.iter("meta") if m.attrib.get("http-equiv"))
        assert list(head).index(policy) < 2
        rules = dict(part.split(None, 1) for part in policy.attrib["content"].split("; "))
        assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
        for rule in rules.values():
            assert not {"'unsafe-inline'", "'unsafe-eval'", "http:", "https:", "*"} & set(
                rule.split()
            )
        for element in root.iter():
            assert not [a for a in element.attrib if a.startswith("on") or a == "style"]
            assert element.tag not in {"style", "iframe", "object", "embed", "base", "form"}


def test_pages_can_be_read_without_eyes_and_without_a_mouse(sample: dict[str, bytes]) -> None:
    for name, data in pages.lessons(sample).items():
        root = pages.parsed(data)
        assert next(root.iter("html")).attrib["lang"] == "en"
        assert len(list(root.iter("main"))) == 1
        assert len(list(root.iter("h1"))) == 1
        names = [nav.attrib.get("aria-label") for nav in root.iter("nav")]
        assert all(names) and len(set(names)) == len(names)
        current = [a for a in root.iter("a") if a.attrib.get("aria-current") == "page"]
        assert [pages.target(name, a.attrib["href"])[0] for a in current] == [name]
        first = next(e for e in root.iter() if e.tag == "a")
        assert first.attrib == {"class": "skip", "href": "#lesson"}
        assert all(image.attrib.get("alt") for image in root.iter("img"))


def test_every_kind_of_question_can_be_played(sample: dict[str, bytes]) -> None:
    kinds = set()
    for data in pages.lessons(sample).values():
        root = pages.parsed(data)
        found = [e for e in root.iter("section") if "data-quiz" in e.attrib]
        kinds |= {e.attrib["data-quiz"] for e in found}
        assert [s.attrib["src"] for s in root.iter("script")] == ["../../assets/quiz.js"]
    assert kinds == {"single", "multiple", "text", "select", "match", "order"}


def test_formulas_are_mathml_and_code_is_coloured(tmp_path: Path) -> None:
    body, _ = one(tmp_path, "# A\n\n$x^2$\n\n```python\nimport os\n```\n")
    assert "<math" in body and '<span class="kn">import</span>' in body


def test_links_between_lessons_are_links_between_pages(tmp_path: Path) -> None:
    course = CourseOut(
        "C",
        (
            lesson("1", "# Top\n[a](b/2.md#there) [b](b/) [c](b/2) [d](b/2.html)\n", "1.md"),
            module("m", "b"),
            lesson("0", "# Front\n[up](../1.md)\n", "b/README.md", "m"),
            lesson("2", "# Two\n## There\n[x](what%20%3F.md) [no](3.md)\n", "b/2.md", "m"),
            lesson("3", "# Odd\n", "b/what ?.md", "m"),
        ),
    )
    files = export(course, tmp_path / "site")
    top = pages.parsed(files["lessons/1.html"])
    article = next(top.iter("article"))
    body = list(pages.links(article))
    assert body == ["b/2.html#h-there", "b/README.html", "b/2.html", "b/2.html"]
    two = pages.body_of(files["lessons/b/2.html"])
    assert 'href="what%20-.html"' in two and "lessons/b/what -.html" in files
    assert two.count("dead-link") == 1
    assert 'href="../1.html"' in pages.body_of(files["lessons/b/README.html"])


def test_a_lesson_that_never_was_a_file_links_from_where_it_would_stand(tmp_path: Path) -> None:
    nodes = (
        module("m", "Begin"),
        lesson("1", "[two](02-two.md) [top](../02-top.md) ![p](../p.png)\n", parent="m"),
        lesson("2", "# Two\n", parent="m", title="Two"),
        lesson("3", "# Top\n", title="Top"),
    )
    course = CourseOut("C", nodes, attachments=(attachment("p.png", b"p"),))
    body = pages.body_of(export(course, tmp_path / "site")["lessons/01-begin/01-1.html"])
    assert 'href="02-two.html"' in body and 'href="../02-top.html"' in body
    assert 'src="../../files/p.png"' in body


def test_pages_of_one_name_stand_apart(tmp_path: Path) -> None:
    paths = ["a.md", "A.md", "a.markdown", "index.md", "INDEX.MD", "con.md"]
    nodes = tuple(lesson(str(at), f"# {at}\n", path) for at, path in enumerate(paths))
    files = export(CourseOut("C", nodes), tmp_path / "site")
    assert len({name.casefold() for name in pages.lessons(files)}) == len(paths)
    assert "index.html" in files and "lessons/index.html" in files


def test_only_what_pages_show_is_taken_and_it_is_shown(tmp_path: Path) -> None:
    body, files = one(
        tmp_path,
        "![p](p%20%C3%A9.png) ![f](f.webm) ![top](/top.png) [doc](doc.pdf)\n",
        **{"deep__p e\u0301.png": b"p", "deep__f.webm": b"f", "top.png": b"t"},
        deep__doc__pdf=b"",
        **{"deep__doc.pdf": b"d", "unused.png": b"u", "LICENSE": b"CC BY"},
    )
    root = pages.parsed(files["lessons/deep/a.html"])
    shown = {pages.target("lessons/deep/a.html", a)[0] for a in pages.fetched(root)}
    taken = {name for name in files if name.startswith("files/")}
    assert taken == {
        "files/deep/p e\u0301.png",
        "files/deep/f.webm",
        "files/top.png",
        "files/deep/doc.pdf",
        "files/LICENSE.txt",
    }
    assert taken - shown == {"files/deep/doc.pdf", "files/LICENSE.txt"}
    assert "<video" in body and b"LICENSE.txt" in files["index.html"]


def test_what_a_browser_might_run_is_added_as_text(tmp_path: Path) -> None:
    hostile = (
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script></svg>'
    )
    calm = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>'
    body, files = one(
        tmp_path,
        "[h](h.html) [s](s.svg) [c](c.svg) [x](x.xml) [n](noname) ![s](s.svg)\n",
        **{
            "deep__h.html": b"<script>alert(1)</script>",
            "deep__s.svg": hostile,
            "deep__c.svg": calm,
            "deep__x.xml": b"<x/>",
            "deep__noname": b"<script>",
        },
    )
    assert {name for name in files if name.startswith("files/")} == {
        "files/deep/h.html.txt",
        "files/deep/s.svg.txt",
        "files/deep/s.svg",
        "files/deep/c.svg",
        "files/deep/x.xml.txt",
        "files/deep/noname.txt",
    }
    assert '<img src="../../files/deep/s.svg"' in body
    assert 'href="../../files/deep/s.svg.txt"' in body
    assert files["files/deep/s.svg"] == files["files/deep/s.svg.txt"] == hostile


@pytest.mark.parametrize(
    "address",
    [
        "../../../etc/passwd",
        "..%2f..%2f..%2fetc/passwd",
        "/etc/passwd",
        "file:///etc/passwd",
        "..\\..\\windows\\win.ini",
        "C:/Windows/win.ini",
        "//203.0.113.9/x.png",
        "\\\\203.0.113.9\\x.png",
        "https://203.0.113.9/x.png",
        "data:image/png;base64,AAAA",
    ],
)
def test_no_picture_is_fetched_from_elsewhere(tmp_path: Path, address: str) -> None:
    text = f"![p](<{address}>)\n\n<img src='{address}'>\n\n[![p](<{address}>)](a.md)\n"
    _, files = one(tmp_path, text)
    root = pages.parsed(files["lessons/deep/a.html"])
    for found in pages.fetched(root):
        assert pages.target("lessons/deep/a.html", found)[0].startswith("assets/")


def test_what_is_not_here_yet_shows_its_name_and_is_told(tmp_path: Path) -> None:
    course = CourseOut(
        "C",
        (lesson("1", "![film](f.webm) ![film](f.webm)\n", "a.md"),),
        attachments=(attachment("f.webm", None),),
    )
    written = write_html(course, tmp_path / "site", resources_dir())
    assert [w.file for w in written.warnings] == ["f.webm"]
    assert "f.webm" in pages.body_of((tmp_path / "site" / "lessons" / "a.html").read_bytes())


def test_a_lesson_without_a_heading_gets_its_title(tmp_path: Path) -> None:
    nodes = (lesson("1", "words\n", "a.md", title="<b>&"), lesson("2", "---\nlang: ar\n---\n# x\n"))
    files = export(CourseOut("T <i>&", nodes, {"language": "de"}), tmp_path / "site")
    body = pages.body_of(files["lessons/a.html"])
    assert body.lstrip().startswith('<h1 dir="auto">&lt;b&gt;&amp;</h1>')
    assert b'<article class="lesson" lang="de">' in files["lessons/a.html"]
    assert b'<article class="lesson" lang="ar">' in files["lessons/2.html"]
    for data in (files["index.html"], files["lessons/a.html"]):
        assert b"<title>" in data and b"<i>" not in data and b"<b>" not in data
        pages.parsed(data)


def test_comments_are_shown_only_when_asked_for(tmp_path: Path) -> None:
    said = (Said("A <b>", 1_700_000_000_000, "Why\n<script>?"), Said("B", 10**20, "So."))
    thread = ThreadOut(NodeId("1"), "quo<te", said, "wont", "because")
    course = CourseOut("C", (lesson("1", "# 1\n", "1.md"), lesson("2", "# 2\n", "2.md")))
    without = export(course, tmp_path / "without")
    assert b"comments" not in without["lessons/1.html"]
    files = export(replace(course, threads=(thread,)), tmp_path / "with")
    assert b"comments" not in files["lessons/2.html"]
    page = files["lessons/1.html"]
    pages.parsed(page)
    for words in (b"quo&lt;te", b"A &lt;b&gt;", b"2023-11-14", b"Will not be done", b"because"):
        assert words in page
    assert page.count(b"<script") == 1


def test_a_thousand_lessons_make_small_pages(tmp_path: Path) -> None:
    nodes = [module("m", "M")]
    nodes += [lesson(str(at), f"# {at}\n", f"m/{at}.md", "m") for at in range(1_000)]
    files = export(CourseOut("C", tuple(nodes)), tmp_path / "site")
    made = pages.lessons(files)
    assert len(made) == 1_000
    assert max(len(data) for data in made.values()) < 12_000
    index = pages.parsed(files["index.html"])
    assert len([a for a in pages.links(index) if a.startswith("lessons/")]) == 1_001
    middle = pages.parsed(files["lessons/m/500.html"])
    assert "lessons/m/499.html" in {
        pages.target("lessons/m/500.html", a)[0] for a in pages.links(middle)
    }


def test_a_deep_outline_is_drawn_whole(tmp_path: Path) -> None:
    nodes = [
        module("a", "A"),
        module("b", "B", "a"),
        module("c", "C", "b"),
        lesson("1", "# 1\n", parent="c"),
        lesson("2", "# 2\n", parent="a"),
        module("d", "D"),
        lesson("3", "# 3\n", parent="d"),
        lesson("4", "# 4\n", parent="gone"),
    ]
    files = export(CourseOut("C", tuple(nodes)), tmp_path / "site")
    index = pages.parsed(files["index.html"])
    listed = [a.text for a in index.iter("a") if a.attrib["href"].startswith("lessons/")]
    assert listed == ["Start", "1", "2", "3", "4"]
    assert [i for i in pages.ids(index) if i.startswith("m-")] == ["m-0", "m-1", "m-2", "m-3"]


def test_the_same_course_makes_the_same_site(tmp_path: Path) -> None:
    course = as_course(read_folder(resources_dir() / "samples" / "first-course"))
    assert export(course, tmp_path / "one") == export(course, tmp_path / "two")


def test_a_course_without_lessons_is_a_site_too(tmp_path: Path) -> None:
    files = export(CourseOut("Empty", ()), tmp_path / "site")
    pages.parsed(files["index.html"])
    assert not pages.lessons(files)


def test_a_missing_part_of_the_program_is_our_mistake(tmp_path: Path) -> None:
    with pytest.raises(OurMistake):
        write_html(CourseOut("C", ()), tmp_path / "site", tmp_path / "nowhere")
    assert not (tmp_path / "site").exists()


def test_no_attack_survives_in_a_page(shared: Path, tmp_path: Path) -> None:
    vectors = json.loads((shared / "xss" / "vectors.json").read_text("utf-8"))
    spec = importlib.util.spec_from_file_location("oracle", shared / "xss" / "oracle.py")
    assert spec is not None and spec.loader is not None
    oracle = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(oracle)
    nodes = tuple(
        lesson(vector["id"], vector["payload"], f"v/{at}.md", title=vector["payload"][:80])
        for at, vector in enumerate(vectors)
    )
    files = export(CourseOut(vectors[0]["payload"], nodes), tmp_path / "site")
    made = pages.lessons(files)
    assert len(made) == len(vectors) > 400
    for name, data in made.items():
        allowed = {"tag:math"}
        found = set(oracle.dangers(pages.body_of(data), remote_ok=False)) - allowed
        assert not found, f"{name}: {found}"
        whole = pages.parsed(data, strict=False)
        assert len(list(whole.iter("script"))) == pages.ids(whole).count("lesson") == 1
        assert len(list(whole.iter("body"))) == 1


@pytest.mark.parametrize("course", ["pathological", "courses/swcarpentry__git-novice"])
def test_a_real_course_makes_pages_that_need_no_repair(
    shared: Path, tmp_path: Path, course: str
) -> None:
    files = export(as_course(read_folder(shared / "corpus" / course)), tmp_path / "site")
    for name, data in files.items():
        if name.endswith(".html") and len(data) < 200_000:
            for address in pages.fetched(pages.parsed(data)):
                assert pages.target(name, address)[0] in files, f"{name}: {address}"

"""An exported page opens from the disk in a real browser: it plays, and nothing else happens."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWebEngineCore", reason="WebEngine is not installed")

from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from app.paths import resources_dir
from editor.formats.folder import read_folder
from editor.formats.html_site import write_html
from editor.formats.values import CourseOut
from editor.panels.preview.scheme import register_scheme
from tests.editor.formats.course_builds import as_course, attachment, lesson

PLAY = """
(() => {
  const done = (n) => document.querySelectorAll('[data-do=check]')[n].click();
  document.querySelectorAll('[data-option]')[1].click();
  done(0);
  document.querySelector('.quiz-field').value = ' 4 ';
  done(2);
  return JSON.stringify({
    results: [...document.querySelectorAll('.quiz-result')].map((found) => found.textContent),
    fonts: document.fonts.check('16px "Coursefolk Serif"'),
    canvas: getComputedStyle(document.body).backgroundColor,
    pictures: [...document.images].map((image) => image.naturalWidth > 0),
  });
})()
"""


TOUCH = """
for (const found of document.querySelectorAll('article *'))
  for (const name of ['mouseover', 'focus', 'toggle', 'error'])
    found.dispatchEvent(new Event(name));
"""
PICTURES = "JSON.stringify([...document.images].map((image) => image.naturalWidth > 0))"


class Requests(QWebEngineUrlRequestInterceptor):
    """Remember every address that a page asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[QUrl] = []

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:  # noqa: N802 - Qt's name
        self.asked.append(info.requestUrl())


class Page(QWebEnginePage):
    """Remember what a page's scripts say."""

    def __init__(self, profile: QWebEngineProfile) -> None:
        super().__init__(profile)
        self.said: list[str] = []
        self.alerts: list[str] = []

    def javaScriptConsoleMessage(  # noqa: N802 - Qt's name
        self,
        level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        message: str,
        line: int,
        source: str,
    ) -> None:
        self.said.append(message)

    def javaScriptAlert(self, origin: QUrl, message: str) -> None:  # noqa: N802 - Qt's name
        self.alerts.append(message)


Browse = Callable[[Path], tuple[Page, Requests]]


@pytest.fixture
def browse(qtbot: QtBot) -> Iterator[Browse]:
    """Return what opens a file as a person would, and waits until it is there."""
    register_scheme()  # before the first profile of this process, or no preview could do it later
    profile = QWebEngineProfile()
    requests = Requests()
    profile.setUrlRequestInterceptor(requests)
    opened: list[Page] = []

    def open_page(path: Path) -> tuple[Page, Requests]:
        page = Page(profile)
        opened.append(page)
        with qtbot.waitSignal(page.loadFinished, timeout=30_000):
            page.load(QUrl.fromLocalFile(str(path)))
        return page, requests

    yield open_page
    for page in opened:
        delete(page)  # before the profile, or Qt warns
    delete(profile)


def run(qtbot: QtBot, page: Page, script: str) -> object:
    answers: list[object] = []
    page.runJavaScript(script, 0, answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=30_000)
    return answers[0]


def test_a_page_opens_from_the_disk_and_its_questions_play(
    qtbot: QtBot, browse: Browse, tmp_path: Path
) -> None:
    course = as_course(read_folder(resources_dir() / "samples" / "first-course"))
    write_html(course, tmp_path / "a site with blanks", resources_dir())
    root = tmp_path / "a site with blanks"
    page, requests = browse(root / "lessons" / "Begin" / "1-one-lesson-one-thing.html")
    seen = json.loads(str(run(qtbot, page, PLAY)))
    assert seen["results"][0] == seen["results"][2] == "Right."
    assert seen["fonts"] and seen["canvas"] in ("rgb(250, 249, 246)", "rgb(23, 24, 27)")
    shown, _ = browse(root / "lessons" / "Begin" / "2-show-it-then-ask.html")
    assert json.loads(str(run(qtbot, shown, PICTURES))) == [True]
    assert not page.said and not shown.said
    for url in requests.asked:
        assert url.isLocalFile() and Path(url.toLocalFile()).is_relative_to(root), url


def test_nothing_of_an_attack_runs_or_asks_for_anything(
    qtbot: QtBot, browse: Browse, shared: Path, tmp_path: Path
) -> None:
    vectors = json.loads((shared / "xss" / "vectors.json").read_text("utf-8"))
    text = "\n\n".join(vector["payload"] for vector in vectors)
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>'
    nodes = [lesson("all", text, "all.md"), lesson("svg", "# S\n\n![x](x.svg)\n", "svg.md")]
    nodes += [lesson(str(n), vectors[n]["payload"], f"{n}.md") for n in range(0, len(vectors), 25)]
    course = CourseOut("C", tuple(nodes), attachments=(attachment("x.svg", svg),))
    write_html(course, tmp_path / "site", resources_dir())
    for node in nodes:
        name = node.form.path.removesuffix(".md") if node.form else ""
        page, requests = browse(tmp_path / "site" / "lessons" / f"{name}.html")
        run(qtbot, page, TOUCH)
        assert not page.alerts
        assert page.title().endswith("· C")
        for url in requests.asked:
            assert url.isLocalFile() and Path(url.toLocalFile()).is_relative_to(tmp_path), url


def test_a_page_that_attacks_would_be_noticed(qtbot: QtBot, browse: Browse, tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text("<img src='file:///nowhere/x.png' onerror='alert(1)'>")
    page, requests = browse(tmp_path / "bad.html")
    qtbot.waitUntil(lambda: bool(page.alerts), timeout=30_000)
    assert any(not Path(u.toLocalFile()).is_relative_to(tmp_path) for u in requests.asked)

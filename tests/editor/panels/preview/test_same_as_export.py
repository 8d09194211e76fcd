"""What the preview shows is what learners get: HTML, style and player are those of the exports."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
from PySide6.QtWebEngineWidgets import QWebEngineView
from pytestqt.qtbot import QtBot

from editor.formats.html_site import write_html
from editor.formats.values import CourseOut
from editor.markdown.learner_words import player_script, style_sheet
from editor.panels.preview.full import FullPreview
from tests.editor.formats import pages
from tests.editor.formats.course_builds import lesson
from tests.editor.panels.conftest import RESOURCES
from tests.editor.panels.preview.conftest import Desk
from tests.editor.panels.preview.test_quizzes import PLAY, QUIZZES

LESSON = f"""# A lesson

Words with *stress*, **weight** and `code`.[^1] An [address](https://a.example/).

> [!TIP]
> A tip.

| a | b |
|---|--:|
| c | d |

```python
x = 1
```

$$
a^2 + b^2
$$

![Gone](gone.png)

- [x] done
- [ ] to do

{QUIZZES}

[^1]: A note.
"""
WIDE = 900
STYLES = (
    *("font-size", "font-weight", "font-style", "line-height", "text-align", "display", "color"),
    *("background-color", "border-top-width", "border-top-style", "border-top-color"),
    *("border-radius", "padding-top", "padding-left", "margin-left", "list-style-type"),
)
LOOK = f"""
const styles = {json.dumps(STYLES)};
const lesson = document.querySelector('article.lesson') || document.querySelector('main');
return [...lesson.querySelectorAll('*')].filter((x) => !x.matches('.block, .part')).map((x) => {{
  const computed = getComputedStyle(x);
  return [x.tagName, x.className, ...styles.map((name) => computed.getPropertyValue(name))];
}});
"""
PLAYED = (
    PLAY
    + """
const out = [];
const choose = (kind, ...at) => {
  const marks = all(quiz(kind), '[data-option], [data-column]');
  for (const n of at) marks[n].click();
  press(quiz(kind), 'check');
  out.push([said(quiz(kind)), ...marks.map((x) => x.dataset.mark ?? ''),
    shown(quiz(kind), '.quiz-feedback'), shown(quiz(kind), '.quiz-hint')]);
};
choose('single', 0); choose('single', 1);
choose('multiple', 0, 1); choose('select', 0); choose('match', 0, 3);
quiz('text').querySelector('input').value = 'the answer'; press(quiz('text'), 'check');
out.push(said(quiz('text')));
press(quiz('order'), 'solution'); out.push(said(quiz('order')));
out.push(texts(quiz('order'), '.quiz-label'));
out.push(document.getElementById('quiz-score').textContent);
for (const name of ['.quiz-hint', '.missing-media']) {
  out.push(getComputedStyle(document.querySelector(name), '::before').content);
}
return out;
"""
)


@pytest.fixture
def exported(qtbot: QtBot) -> Iterator[QWebEnginePage]:
    """A browser as wide as the preview, with an ordinary page."""
    view = QWebEngineView()
    profile = QWebEngineProfile(view)
    page = QWebEnginePage(profile, view)
    view.setPage(page)
    view.resize(WIDE, 700)
    view.show()
    yield page
    shiboken6.delete(page)
    shiboken6.delete(view)


def _asked(qtbot: QtBot, page: QWebEnginePage, script: str, world: int) -> object:
    with qtbot.waitCallback(timeout=20_000) as done:
        page.runJavaScript(f"JSON.stringify((() => {{ {script} }})())", world, done)
    return json.loads(str(done.args[0]))


def test_a_lesson_is_the_same_in_the_preview_and_exported(
    full_desk: Desk, qtbot: QtBot, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    write_html(CourseOut("C", (lesson("1", LESSON, "a.md"),)), tmp_path / "site", RESOURCES)
    files = pages.site(tmp_path / "site")
    full_desk.show(LESSON)
    full_desk.wait_for_text(lambda words: "Anote." in words)
    blocks = "".join(html for _, html in full_desk.render.blocks())
    assert blocks.strip() == pages.body_of(files["lessons/a.html"]).strip()
    for name, kept, words in (
        ("lesson.css", "preview.css", style_sheet()),
        ("quiz.js", "quiz.js", player_script()),
    ):
        bundled = (RESOURCES / "preview" / kept).read_bytes()
        assert files[f"assets/{name}"] == words.encode() + bundled

    full_desk.preview.resize(WIDE, 700)
    page = request.getfixturevalue("exported")
    with qtbot.waitSignal(page.loadFinished, timeout=30_000):
        page.load(QUrl.fromLocalFile(str(tmp_path / "site" / "lessons" / "a.html")))
    assert isinstance(full_desk.preview, FullPreview)
    mine = full_desk.preview.page
    here, there = _asked(qtbot, mine, LOOK, 1), _asked(qtbot, page, LOOK, 0)
    assert isinstance(here, list) and isinstance(there, list)
    assert len(here) > 100
    assert [one[:2] for one in here] == [one[:2] for one in there]
    differ = [
        (one[0], one[1], name, a, b)
        for one, two in zip(here, there, strict=True)
        for name, a, b in zip(STYLES, one[2:], two[2:], strict=True)
        if a != b
    ]
    assert differ == []
    played = _asked(qtbot, mine, PLAYED, 1)
    assert isinstance(played, list)
    assert played[-2:] == ['"Hint: "', '"Not here: "']
    assert played == _asked(qtbot, page, PLAYED, 0)

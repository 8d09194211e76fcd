"""Quizzes are played in the full preview: by mouse and by keys, seen and heard."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
from PySide6.QtWebEngineWidgets import QWebEngineView
from pytestqt.qtbot import QtBot

from editor.markdown.learner_words import player_script
from editor.markdown.render import render
from editor.panels.preview.values import Answered
from tests.editor.panels.conftest import RESOURCES
from tests.editor.panels.preview.conftest import Desk
from tests.editor.panels.preview.test_full import run

QUIZZES = """Which is right?

<!-- data-max-trials="2" -->
[( )] wrong
  It is not.
[(X)] right
[[?]] the second
***
Because.
***

Which are right?

[[X]] one
[[ ]] two
[[X]] three

Name it

[[The Answer]]

[[ low | (high) ]]

Match

[[left] [right]]
[(X) ( )] this
[( ) (X)] that

Order

<!-- data-order -->
[[1] [2] [3]]
[( ) (X) ( )] second
[(X) ( ) ( )] first
[( ) ( ) (X)] third
"""


PLAY = """
const quiz = (kind) => document.querySelector(`.quiz-${kind}`);
const press = (section, name) => section.querySelector(`[data-do=${name}]`).click();
const said = (section) => section.querySelector('.quiz-result').textContent;
const all = (section, selector) => [...section.querySelectorAll(selector)];
const shown = (section, selector) => all(section, selector).filter((x) => !x.hidden).length;
const texts = (section, selector) => all(section, selector).map((x) => x.textContent);
"""


@pytest.fixture
def quiz_desk(full_desk: Desk) -> Desk:
    """Return a preview with a quiz of each kind."""
    full_desk.show(QUIZZES)
    full_desk.wait_for_text(lambda words: "third" in words)
    return full_desk


def test_a_single_choice_is_played(quiz_desk: Desk, qtbot: QtBot) -> None:
    answers: list[Answered] = []
    quiz_desk.preview.answered.connect(answers.append)
    seen = run(
        quiz_desk,
        qtbot,
        PLAY
        + """
        const one = quiz('single'); const options = one.querySelectorAll('[data-option]');
        press(one, 'check'); const nothing = said(one);
        options[0].click(); press(one, 'check');
        const parts = ['.quiz-hint', '.quiz-feedback', '.quiz-solution'];
        const wrong = [said(one), ...parts.map((part) => shown(one, part))];
        options[1].click(); press(one, 'check');
        return [nothing, ...wrong, said(one), one.dataset.state, shown(one, '.quiz-solution'),
          options[1].getAttribute('aria-checked'), coursefolkQuiz.score().right];
        """,
    )
    assert seen == [
        "Choose an answer first.",
        "Not yet. One try left.",
        1,
        1,
        0,
        "Right, on the second try.",
        "right",
        1,
        "true",
        1,
    ]
    qtbot.waitUntil(lambda: len(answers) == 2, timeout=8000)
    assert answers[0] == Answered(0, False, 1, 0.0, 1.0, False)
    assert answers[1] == Answered(0, True, 2, 1.0, 1.0, True)


def test_the_last_try_shows_the_answer_and_it_can_be_played_again(
    quiz_desk: Desk, qtbot: QtBot
) -> None:
    seen = run(
        quiz_desk,
        qtbot,
        PLAY
        + """
        const one = quiz('single'); const options = one.querySelectorAll('[data-option]');
        for (let i = 0; i < 2; i += 1) { options[0].click(); press(one, 'check'); }
        const ended = [said(one), options[1].dataset.mark, options[0].dataset.mark];
        options[0].click(); press(one, 'again');
        return [...ended, options[0].getAttribute('aria-checked'), options[1].dataset.mark ?? null,
          shown(one, '.quiz-hint'), coursefolkQuiz.score().done];
        """,
    )
    assert seen == [
        "Not right. The right answer is shown.",
        "right",
        "wrong",
        "false",
        None,
        0,
        0,
    ]


def test_the_other_kinds_are_played(quiz_desk: Desk, qtbot: QtBot) -> None:
    seen = run(
        quiz_desk,
        qtbot,
        PLAY
        + """
        const out = [];
        const several = quiz('multiple'); const boxes = several.querySelectorAll('[data-option]');
        boxes[0].click(); boxes[1].click(); press(several, 'check'); out.push(said(several));
        boxes[1].click(); boxes[2].click(); press(several, 'check'); out.push(said(several));
        const text = quiz('text'); const field = text.querySelector('input');
        press(text, 'check'); out.push(said(text));
        field.value = '  the  ANSWER '; press(text, 'check'); out.push(said(text));
        const select = quiz('select'); select.querySelectorAll('[data-option]')[1].click();
        press(select, 'check'); out.push(said(select));
        const match = quiz('match'); const marks = match.querySelectorAll('[data-column]');
        marks[0].click(); marks[3].click(); press(match, 'check'); out.push(said(match));
        const order = quiz('order');
        const place = (x) => ['first', 'second', 'third'].indexOf(texts(x, '.quiz-label')[0]);
        for (let i = 0; i < 6; i += 1) {
          for (const item of all(order, '.quiz-item')) {
            const before = item.previousElementSibling;
            const up = item.querySelector('[data-move="-1"]');
            if (before && place(before) > place(item)) up.click();
          }
        }
        press(order, 'check'); out.push(said(order));
        out.push(document.getElementById('quiz-score').textContent);
        return out;
        """,
    )
    assert seen == [
        "Not yet. 1 of 3 are right.",
        "Right, on the second try.",
        "Write an answer first.",
        "Right.",
        "Right.",
        "Right.",
        "Right.",
        "5 of 6 questions right, 5 of 6 points",
    ]


def test_an_order_never_begins_solved(quiz_desk: Desk, qtbot: QtBot) -> None:
    for _ in range(3):
        quiz_desk.show(QUIZZES)
        labels = run(quiz_desk, qtbot, PLAY + "return texts(quiz('order'), '.quiz-label')")
        assert labels != ["first", "second", "third"]


def test_the_solution_is_shown_when_asked_for(quiz_desk: Desk, qtbot: QtBot) -> None:
    seen = run(
        quiz_desk,
        qtbot,
        PLAY
        + """
        const order = quiz('order'); const match = quiz('match'); const text = quiz('text');
        for (const section of [order, match, text]) press(section, 'solution');
        return [texts(order, '.quiz-label'),
          match.querySelectorAll('[data-mark=right]').length, text.querySelector('input').value,
          said(order), coursefolkQuiz.score().right];
        """,
    )
    assert seen == [["first", "second", "third"], 2, "The Answer", "This is the answer.", 0]


def test_quizzes_go_by_keyboard(quiz_desk: Desk, qtbot: QtBot) -> None:
    seen = run(
        quiz_desk,
        qtbot,
        PLAY
        + """
        const press_ = (key) => new KeyboardEvent('keydown', { key, bubbles: true });
        const key = (target, name) => target.dispatchEvent(press_(name));
        const one = quiz('single'); const options = one.querySelectorAll('[data-option]');
        options[0].focus(); key(options[0], 'ArrowDown');
        const moved = [document.activeElement === options[1], options[1].ariaChecked];
        key(one.querySelector('[data-do=check]'), 'Enter');
        const field = quiz('text').querySelector('input');
        field.value = 'the answer';
        key(field, 'Enter');
        const tabbable = all(document, '.quiz [role=button], .quiz [role=checkbox]');
        const stops = (group) => all(group, '[role=radio], [role=option]').map((x) => x.tabIndex);
        return [...moved, said(one), said(quiz('text')), tabbable.every((x) => x.tabIndex === 0),
          stops(one), stops(quiz('select')), stops(quiz('match').querySelector('.quiz-row'))];
        """,
    )
    assert seen == [True, "true", "Right.", "Right.", True, [-1, 0], [0, -1], [0, -1]]


def test_what_is_shown_later_is_also_said(quiz_desk: Desk, qtbot: QtBot) -> None:
    """A reader hears a part that is there from the beginning, not one that comes with its words."""
    seen = run(
        quiz_desk,
        qtbot,
        PLAY
        + """
        const one = quiz('single'); const heard = one.querySelector('.quiz-heard');
        const there = [one.querySelector('.quiz-result').hidden, heard.getAttribute('role')];
        one.querySelectorAll('[data-option]')[0].click(); press(one, 'check');
        const order = quiz('order'); const up = order.querySelectorAll('[data-move="-1"]')[1];
        const name = up.closest('.quiz-item').querySelector('.quiz-label').textContent.trim();
        up.click();
        const moved = order.querySelector('.quiz-heard').textContent === `${name}: 1 of 3`;
        return [...there, heard.textContent, moved, document.activeElement === up];
        """,
    )
    assert seen == [False, "status", "It is not. the second", True, True]


def test_of_several_each_choice_is_marked_for_itself(quiz_desk: Desk, qtbot: QtBot) -> None:
    seen = run(
        quiz_desk,
        qtbot,
        PLAY
        + """
        const several = quiz('multiple'); const boxes = several.querySelectorAll('[data-option]');
        boxes[0].click(); boxes[1].click(); press(several, 'check');
        const match = quiz('match'); const marks = match.querySelectorAll('[data-column]');
        marks[0].click(); marks[2].click(); press(match, 'check');
        const marked = (x) => x.dataset.mark ?? '';
        return [[...boxes].map(marked), [...marks].map(marked)];
        """,
    )
    assert seen == [["right", "wrong", ""], ["right", "", "wrong", ""]]


def test_to_play_is_not_to_go_to_the_source(quiz_desk: Desk, qtbot: QtBot) -> None:
    lines: list[int] = []
    asked: list[int] = []
    quiz_desk.preview.line_chosen.connect(lines.append)
    quiz_desk.preview.source_wanted.connect(asked.append)
    run(
        quiz_desk,
        qtbot,
        PLAY
        + """
        for (const part of all(document, '[data-option], [data-column], .quiz-move, [data-do]'))
          part.click();
        all(document, '.quiz-question').at(-1).click();
        window.scrollTo(0, 0);
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
        return 1""",
    )
    qtbot.waitUntil(lambda: bool(asked), timeout=8000)
    assert lines == [QUIZZES.split("\n").index("Order")]
    assert asked == [0]


def test_a_quiz_that_is_edited_begins_anew(quiz_desk: Desk, qtbot: QtBot) -> None:
    run(quiz_desk, qtbot, PLAY + "press(quiz('text'), 'solution')")
    line = QUIZZES.split("\n").index("[[The Answer]]")
    quiz_desk.edit(line, 1, ["[[Another]]"])
    state = run(
        quiz_desk,
        qtbot,
        PLAY + "return [quiz('text').dataset.state ?? '', coursefolkQuiz.score().done]",
    )
    assert state == ["", 0]


def test_the_player_runs_as_an_ordinary_script_too(qtbot: QtBot) -> None:
    """An exported page has it as its only script, in the page's own world."""
    view = QWebEngineView()
    qtbot.addWidget(view)
    profile = QWebEngineProfile(view)
    page = QWebEnginePage(profile, view)
    script = player_script() + (RESOURCES / "preview" / "quiz.js").read_text("utf-8")
    with qtbot.waitSignal(page.loadFinished, timeout=20_000):
        page.setHtml(f"<!doctype html><main>{render(QUIZZES)}</main><script>{script}</script>")
    with qtbot.waitCallback(timeout=8000) as done:
        page.runJavaScript(
            PLAY + "quiz('select').querySelectorAll('[data-option]')[1].click();"
            "press(quiz('select'), 'check'); said(quiz('select')) + coursefolkQuiz.score().quizzes",
            0,
            done,
        )
    assert done.args == ["Right.6"]
    shiboken6.delete(page)


RIGHT_TO_LEFT = """ما لون السماء؟

[(X)] أزرق
[( )] أخضر

> [!NOTE]
> هذه ملاحظة

| الاسم | العدد |
|---|---|
| تفاح | 3 |

Which?

[(X)] blue
[( )] أخضر

> [!TIP]
> English words
"""
SIDES = """
const side = (box) => box.getBoundingClientRect().right;
const read = (box) => getComputedStyle(box).direction;
const quizzes = [...document.querySelectorAll('.quiz')];
const check = (quiz) => side(quiz) - side(quiz.querySelector('[data-do=check]')) < 40;
const title = document.querySelector('.callout-title');
const heads = [...document.querySelectorAll('th')].map(side);
return [quizzes.map(read), quizzes.map(check), getComputedStyle(title).textAlign,
  [...document.querySelectorAll('.callout')].map(read), heads[0] > heads[1]]
"""


def test_what_holds_texts_goes_to_their_side(full_desk: Desk, qtbot: QtBot) -> None:
    """Marks and buttons stand where reading begins, by the question, not by one answer."""
    full_desk.show(RIGHT_TO_LEFT)
    full_desk.wait_for_text(lambda words: "Englishwords" in words)
    sides = ["rtl", "ltr"]
    assert run(full_desk, qtbot, SIDES) == [sides, [True, False], "right", sides, True]

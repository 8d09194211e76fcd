"""Deciding on suggestions by their cards in the real window, and what their makers can do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.flows.review import suggesting
from app.shell.sharing.news_line import NewsLine
from editor.panels.comments.suggestion_card import SuggestionCard
from editor.panels.kit.buttons import Button
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import TEXT, Window

WISHED = TEXT.replace("what you saw", "all you saw").replace("it had", "it has")


def suggested(window: Window, course: str, text: str = WISHED, why: str = "Clearer") -> None:
    """Suggest another text of the lesson, and wait for the cards."""
    lesson = window.parts.course.lesson
    assert lesson is not None
    with Workspace.open(window.folder) as ws:
        made = suggesting.suggest(ws, ws.courses.at(course), lesson, text, why).facts
    window.until(lambda: len(cards(window)) == len(made))


def cards(window: Window) -> list[SuggestionCard]:
    shown = window.parts.page.learner.comments.cards.values()
    return [card for card in shown if isinstance(card, SuggestionCard)]


def press(card: SuggestionCard, words: str) -> None:
    """Press the button of a card that says so."""
    [button] = [one for one in card.findChildren(Button) if one.text().startswith(words)]
    button.click()


def stand(window: Window, course: str) -> list[str]:
    with Workspace.open(window.folder) as ws:
        return [one.stands for one in ws.courses.at(course).facts.suggestions.values()]


def test_all_of_one_person_come_in_by_one_press_and_go_out_by_one(
    window: Window, course: str
) -> None:
    suggested(window, course)
    struck = [
        one.cursor.selectedText()
        for one in window.editor.extraSelections()
        if one.format.fontStrikeOut()
    ]
    assert struck == ["what", "had"], "only what goes is struck"
    press(cards(window)[0], "Accept all 2")
    window.until(lambda: window.editor.text() == WISHED)
    assert stand(window, course) == ["accepted", "accepted"]
    [line] = window.parts.window.findChildren(NewsLine)
    window.until(lambda: "2 suggestions" in line.words)
    line._go()
    window.until(lambda: window.editor.text() == TEXT)
    window.until(lambda: "as it was" in line.words)


def test_one_is_accepted_by_key_and_another_with_a_change(window: Window, course: str) -> None:
    suggested(window, course)
    first, second = cards(window)
    press(second, "Accept with a change")
    form = second._made["accept-with"]
    assert form.words() == "Say what effect it has on you."
    form.field.setPlainText("Say what effect it has on your work.")
    QTest.keyClick(form.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    window.until(lambda: "on your work" in window.editor.text())
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_A)
    window.until(lambda: "all you saw" in window.editor.text())
    assert stand(window, course) == ["accepted", "accepted"]


def test_its_maker_says_why_later_changes_it_and_takes_it_back(window: Window, course: str) -> None:
    suggested(window, course, TEXT.replace("what you saw", "all you saw"), why="")
    [card] = cards(window)
    press(card, "Say why")
    card._made["answer"].field.setPlainText("It is shorter.")
    card._made["answer"]._try()
    window.until(lambda: any(b.text() == "Reply" for b in cards(window)[0].findChildren(Button)))
    press(cards(window)[0], "Change it")
    mode = window.parts.suggest_mode
    window.until(lambda: mode.is_on)
    editor = mode.view.editor
    assert editor.text()[: editor.selection()[0]].endswith("all")
    QTest.keyClicks(editor, " that")
    mode.leave()
    window.until(lambda: stand(window, course) == ["withdrawn", "open"])
    window.until(lambda: len(cards(window)) == 1 and "shorter" in cards(window)[0].accessibleName())
    press(cards(window)[0], "Take it back")
    window.until(lambda: not cards(window))
    assert stand(window, course) == ["withdrawn", "withdrawn"]
    assert window.editor.text() == TEXT


def test_a_card_says_that_its_place_was_written_anew(window: Window, course: str) -> None:
    suggested(window, course, TEXT.replace("what you saw", "all you saw"))
    place = TEXT.index("you saw")
    window.editor.select(place, place + 7)
    QTest.keyClicks(window.editor, "they noticed")
    window.parts.writing.seal()
    window.until(lambda: "written anew" in cards(window)[0].accessibleName())
    assert not [o for o in window.editor.extraSelections() if o.format.fontStrikeOut()]


def test_the_line_tells_that_edits_became_suggestions(window: Window) -> None:
    """What they were not taken for stands in the receipt, and on their cards."""
    done = {"receipt": "", "received": 1, "sent": 3, "overlaps": 0, "broken": [], "suggested": 3}
    window.parts.receipts.tell(done)
    [line] = window.parts.window.findChildren(NewsLine)
    assert line.words.startswith("3 edits of yours were not taken")
    line._go()
    window.until(lambda: window.parts.front.shown == "receipts")

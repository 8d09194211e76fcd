"""Deciding on suggestions by their cards in the real window, and what their makers can do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.flows.courses import outlining
from app.flows.files.exporting import write_out
from app.flows.overview.open_things import open_things
from app.flows.review import suggesting
from app.shell.sharing.news_line import NewsLine
from editor.panels.comments.suggestion_card import SuggestionCard
from editor.panels.kit.buttons import Button
from editor.panels.kit.labels import Label
from sync.model.ids import NodeId, sha_of
from sync.model.payloads import SuggestionMade
from sync.model.states import TextState
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
    found = [one for one in card.findChildren(Button) if one.text().startswith(words)]
    exact = [one for one in found if one.text() == words]
    [button] = exact or found
    button.click()


def offers(card: SuggestionCard, words: str) -> bool:
    return any(one.text() == words for one in card.findChildren(Button))


def shown(window: Window) -> str:
    """Give the words of the learner's view."""
    return " ".join(window.parts.preview.shown_text().split())


def stand(window: Window, course: str) -> list[str]:
    with Workspace.open(window.folder) as ws:
        return [one.stands for one in ws.courses.at(course).facts.suggestions.values()]


def elsewhere(window: Window, course: str) -> NodeId:
    """Suggest something in another lesson of the course."""
    with Workspace.open(window.folder) as ws:
        opened = ws.courses.at(course)
        [node] = outlining.add(ws, opened, "lesson", "Roles", text="# Roles\n\nWho acts.\n").nodes
        text = "# Roles\n\nWho acts first.\n"
        suggesting.suggest(ws, ws.courses.at(course), node, text, "Clearer")
    return node


def press_in_line(window: Window, words: str) -> None:
    """Wait until the line at the foot says it, and do what it offers."""
    [line] = window.parts.window.findChildren(NewsLine)
    window.until(lambda: words in line.words)
    line._go()


def test_all_of_one_person_in_the_course_come_in_by_one_press_and_go_out_by_one(
    window: Window, course: str
) -> None:
    other = elsewhere(window, course)
    suggested(window, course)
    struck = [
        one.cursor.selectedText()
        for one in window.editor.extraSelections()
        if one.format.fontStrikeOut()
    ]
    assert struck == ["what", "had"], "only what goes is struck"
    window.until(lambda: "Say what all you saw" in shown(window))
    window.parts.do("with-suggestions")
    window.until(lambda: "Say what you saw" in shown(window))
    window.parts.do("with-suggestions")
    window.until(lambda: "Say what all you saw" in shown(window))
    with Workspace.open(window.folder) as ws:
        write_out(ws, ws.courses.at(course), "html", window.folder.parent / "out")
    pages = "".join(one.read_text("utf-8") for one in window.folder.parent.glob("out/**/*.html"))
    assert "Say what you saw" in pages
    assert "all you saw" not in pages
    assert any("2 lessons" in one.text() for one in cards(window)[0].findChildren(Label))
    press(cards(window)[0], "Accept all 3")
    window.until(lambda: window.editor.text() == WISHED)
    assert stand(window, course) == ["accepted"] * 3
    assert "Who acts first." in window.stored(other, course)
    press_in_line(window, "3 suggestions")
    window.until(lambda: window.editor.text() == TEXT)
    press_in_line(window, "as it was")
    assert "Who acts.\n" in window.stored(other, course)


def test_not_now_to_all_of_one_person_in_the_course_and_back(window: Window, course: str) -> None:
    elsewhere(window, course)
    suggested(window, course)
    press(cards(window)[1], "Not now to all 3")
    form = cards(window)[1]._made["reject-all"]
    form._try()
    assert stand(window, course) == ["open"] * 3, "it needs a reason"
    form.field.setPlainText("After the course.")
    form._try()
    window.until(lambda: stand(window, course) == ["rejected"] * 3)
    with Workspace.open(window.folder) as ws:
        made = ws.courses.at(course).facts.suggestions.values()
        assert {no.why for one in made for no in one.refusals} == {"After the course."}
    press_in_line(window, "3 suggestions")
    window.until(lambda: stand(window, course) == ["open"] * 3)
    window.until(lambda: offers(cards(window)[0], "Accept"))
    QTest.keyClick(cards(window)[0], Qt.Key.Key_R)  # one alone goes the same way
    cards(window)[0]._made["reject"].field.setPlainText("Not this one.")
    cards(window)[0]._made["reject"]._try()
    window.until(lambda: stand(window, course).count("rejected") == 1)
    press_in_line(window, "1 suggestion")
    window.until(lambda: stand(window, course) == ["open"] * 3)


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


def test_a_suggested_lesson_is_walked_to_and_accepted(window: Window, course: str) -> None:
    with Workspace.open(window.folder) as ws:
        state = TextState((), sha_of(""))
        body = SuggestionMade(NodeId("new"), state, 0, 0, "", "# Roles\n\nWho acts.\n", "")
        opened = ws.courses.at(course)
        [made] = ws.ledger.write(opened.log, body)
        assert made.id in {thing.id for thing in open_things(ws, ws.courses.at(course))}
    window.until(lambda: len(cards(window)) == 1)
    assert "a new lesson, at the end" in cards(window)[0].accessibleName()
    press(cards(window)[0], "Accept")
    window.until(lambda: not cards(window))
    with Workspace.open(window.folder) as ws:
        titles = [node.title for node in ws.courses.at(course).outline.lessons()]
    assert titles == ["Feedback", "Roles"]


def test_the_line_tells_that_edits_became_suggestions(window: Window) -> None:
    """What they were not taken for stands in the receipt, and on their cards."""
    done = {"receipt": "", "received": 1, "sent": 3, "overlaps": 0, "broken": [], "suggested": 3}
    window.parts.receipts.tell(done)
    [line] = window.parts.window.findChildren(NewsLine)
    assert line.words.startswith("3 edits of yours were not taken")
    line._go()
    window.until(lambda: window.parts.front.shown == "receipts")

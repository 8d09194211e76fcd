"""Whoever is asked about a version reads that version, says what they say of it, and may switch."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.flows.courses import outlining
from app.flows.lesson import writing
from app.flows.review import commenting
from app.flows.versions import publishing, requests, reviewing
from app.shell.course.in_version import line_in, read_in_version
from app.shell.page_names import REVIEW, VERSIONS, WRITE
from editor.panels.comments.composer import Composer
from editor.panels.comments.suggestion_composer import SuggestionComposer
from editor.panels.kit.labels import Pill
from editor.panels.kit.look import Look
from editor.panels.preview.values import Blocks, Ranges, Selected
from sync.model.ids import NodeId
from sync.model.review import Version
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import Window
from tests.app.shell.test_rounds import TEXT, Team, sit, team
from tests.app.shell.test_talking import field
from tests.editor.panels.cards.stage import press, texts

__all__ = ["team"]

CONTROL = Qt.KeyboardModifier.ControlModifier
TODAY = "# Joint\n\nHold quite firmly.\n\nWhich is hot?\n\n[( )] The iron\n[(X)] The wire\n"


def version(team: Team, ws: Workspace) -> Version:
    return team.of(ws).facts.ordered_versions()[-1]


def asked_and_written_on(team: Team) -> NodeId:
    """Ask Colleague about a version, who speaks of it; then write on. Give the later lesson."""
    with team.at("Author") as ws, team.at("Colleague") as colleague:
        asked = requests.request_of(ws, team.of(ws), [colleague.identity.person])
        publishing.publish(ws, team.of(ws), asked=asked)
    team.meet("Author", "Colleague")
    with team.at("Colleague") as ws:
        commenting.comment_on_quote(ws, team.of(ws), team.lesson(ws), "it still", "For long?")
    team.meet("Colleague", "Author")
    with team.at("Author") as ws:
        writing.edit(ws, team.of(ws), team.lesson(ws), TODAY)
        quote = "quite firmly"
        commenting.comment_on_quote(ws, team.of(ws), team.lesson(ws), quote, "Enough?")
        [later] = outlining.add(ws, team.of(ws), "lesson", "Later", text="# Later\n\nNew.\n").nodes
    team.meet("Author", "Colleague")
    return later


def reads(window: Window) -> str:
    """Give the Markdown that the learner's view is drawn from."""
    held: list[str] = []
    window.parts.session.rendering.do(lambda rendering: rendering.text, held.append)
    window.until(lambda: bool(held))
    return held[0]


def being_written(window: Window) -> Composer | SuggestionComposer | None:
    cards = window.parts.page.learner.comments.cards.values()
    return next((one for one in cards if isinstance(one, Composer | SuggestionComposer)), None)


def pill(window: Window) -> str:
    [found] = [one for one in window.parts.page.header.findChildren(Pill) if one.isVisible()]
    return found.text()


def test_who_is_asked_reads_the_version_and_speaks_of_it(
    team: Team,
    look: Look,
    qtbot,  # type: ignore[no-untyped-def]
) -> None:
    later = asked_and_written_on(team)
    colleague = sit(team, "Colleague", look, qtbot)
    page, course = colleague.parts.page, colleague.parts.course
    learner, switch = page.learner, page.learner.switch
    assert not switch.isVisible() and reads(colleague) == TODAY
    colleague.parts.do("review")
    colleague.until(lambda: course.instead is not None)
    assert reads(colleague) == TEXT, "the right answer, too, is that of the version"
    assert switch.isVisible() and switch.tabs.tabText(switch.tabs.currentIndex()) == "Version 1"
    assert "on version 1" in texts(page.review), "one and the same"
    colleague.until(lambda: len(learner.comments.cards) == 2 and len(learner.approvals.bars) == 3)
    cards = [texts(card) for card in learner.comments.cards.values()]
    assert "For long?" in cards[0] and "is gone" not in cards[0], "its words are in the version"
    assert "Enough?" in cards[1] and "this version does not have them" in cards[1]
    shown = [mark.quote for mark in colleague.parts.preview._marks if mark.quote]
    assert shown == ["it still"]

    _speak_of_the_version(team, colleague)
    _go_to_and_fro(team, colleague, later)
    colleague.close()


def _speak_of_the_version(team: Team, colleague: Window) -> None:
    """Say something of the text that is on show: it is said of the version's."""
    colleague.parts.preview.selected.emit(Selected("Hold it", 2, 3))
    colleague.parts.do("comment")
    colleague.until(lambda: being_written(colleague) is not None)
    card = being_written(colleague)
    assert isinstance(card, Composer)
    QTest.keyClicks(field(card), "With what?")
    QTest.keyClick(field(card), Qt.Key.Key_Return, CONTROL)
    with team.at("Colleague") as ws:
        colleague.until(lambda: len(team.of(ws).facts.threads) == 3)
        [made] = [t for t in team.of(ws).facts.threads.values() if t.text == "With what?"]
        lesson = team.lesson(ws)
        assert (made.quote, made.state) == ("Hold it", version(team, ws).named.texts[lesson])
    colleague.parts.preview.line_chosen.emit(2)
    colleague.parts.do("suggest")
    colleague.until(lambda: isinstance(being_written(colleague), SuggestionComposer))
    card = being_written(colleague)
    assert isinstance(card, SuggestionComposer) and card.field.words() == "Hold it still."
    colleague.parts.page.learner.comments.close_suggestion("suggest 1")


def _go_to_and_fro(team: Team, colleague: Window, later: NodeId) -> None:
    """Switch between both texts while others write, and go to a lesson that is in one only."""
    course, learner = colleague.parts.course, colleague.parts.page.learner
    switch = learner.switch
    with team.at("Author") as ws:
        writing.edit(ws, team.of(ws), team.lesson(ws), TODAY.replace("firmly", "tight"))
    team.meet("Author", "Colleague")
    colleague.until(lambda: "tight" in colleague.editor.text())
    assert reads(colleague) == TEXT, "what comes in does not change what was asked about"
    switch.tabs.setFocus()
    QTest.keyClick(switch.tabs, Qt.Key.Key_Right)
    colleague.until(lambda: course.instead is None)
    assert reads(colleague) == TODAY.replace("firmly", "tight"), "today's, as it is by now"
    QTest.keyClick(switch.tabs, Qt.Key.Key_Left)
    colleague.until(lambda: course.instead is not None)
    assert reads(colleague) == TEXT

    course.open_lesson(later)
    colleague.until(learner.lacking.isVisible)
    assert "“Later” is not in version 1." in texts(learner.lacking)
    press(colleague.qtbot, learner.lacking, "Read it in today’s draft")
    colleague.until(lambda: learner.preview.isVisible() and not learner.lacking.isVisible())
    assert reads(colleague) == "# Later\n\nNew.\n" and switch.tabs.currentIndex() == 1


def test_a_lesson_that_was_removed_since_can_be_read_from_the_review(
    team: Team,
    look: Look,
    qtbot,  # type: ignore[no-untyped-def]
) -> None:
    with team.at("Author") as ws:
        made = outlining.add(ws, team.of(ws), "lesson", "Old", text="# Old\n\nOld words.\n")
        outlining.add(ws, team.of(ws), "lesson", "Kept", text="# Kept\n\nKept words.\n")
    asked_and_written_on(team)
    with team.at("Author") as ws:
        outlining.remove(ws, team.of(ws), [team.of(ws).outline.nodes[made.nodes[0]]])
    team.meet("Author", "Colleague")
    colleague = sit(team, "Colleague", look, qtbot)
    page = colleague.parts.page
    colleague.parts.do("review")
    colleague.until(lambda: "Removed since version 1" in texts(page.review))
    assert "Old" in texts(page.review)
    assert "Kept" not in texts(page.review), "what stands in the outline is not removed"
    press(qtbot, page.review, "See what it said")
    colleague.until(lambda: page.page == VERSIONS and page.versions.on_show.changes != ())
    colleague.until(lambda: page.versions._at >= 0)
    now = page.versions.on_show.changes[page.versions._at]
    assert (now.title, now.detail) == ("Lesson removed", "Old")
    assert "Old words." in texts(page.versions)
    shown = page.versions._frames[now.id]
    colleague.until(lambda: shown.visibleRegion().boundingRect() == shown.rect())
    colleague.parts.do("review")
    colleague.until(lambda: page.page == REVIEW)
    page.review.gone_to.emit(made.nodes[0], 2)
    colleague.until(lambda: page.page == VERSIONS)
    colleague.close()


def test_the_draft_is_never_shown_before_the_version_that_one_is_asked_about(
    team: Team,
    look: Look,
    qtbot,  # type: ignore[no-untyped-def]
) -> None:
    asked_and_written_on(team)
    colleague = sit(team, "Colleague", look, qtbot)
    parts, preview = colleague.parts, colleague.parts.preview
    colleague.settled()
    shown: list[str] = []
    show = preview.show_blocks

    def watched(blocks: Blocks, ranges: Ranges) -> None:
        shown.append("".join(html for _, html in blocks))
        show(blocks, ranges)

    preview.show_blocks = watched  # type: ignore[method-assign]
    for way in (
        lambda: parts.do("review"),
        lambda: parts.open_part(team.course, REVIEW),
    ):
        colleague.until(lambda: "quite firmly" in "".join(html for _, html in preview._blocks))
        shown.clear()
        way()
        colleague.until(lambda: shown and "it still" in shown[-1])
        colleague.settled()
        assert shown[0] == "" and not any("quite firmly" in one for one in shown), (
            "not for a moment"
        )
        parts.do("write")
    colleague.close()


def test_who_only_reviews_reads_the_version_also_where_nobody_asked(
    team: Team,
    look: Look,
    qtbot,  # type: ignore[no-untyped-def]
) -> None:
    asked_and_written_on(team)
    team.meet("Author", "Second reviewer")
    reviewer = sit(team, "Second reviewer", look, qtbot)
    reviewer.parts.do("review")
    reviewer.until(lambda: reviewer.parts.course.instead is not None)
    assert reads(reviewer) == TEXT, "beside the buttons of a verdict on it"
    reviewer.close()


def test_others_read_the_draft_first_and_its_state_is_not_that_of_the_version(
    team: Team,
    look: Look,
    qtbot,  # type: ignore[no-untyped-def]
) -> None:
    later = asked_and_written_on(team)
    with team.at("Colleague") as ws:
        reviewing.review(ws, team.of(ws), version(team, ws), "approve")
        found = read_in_version(ws, team.of(ws).log, later, version(team, ws).id)
        assert found is not None
        assert (found.is_there, found.text, found.marks()) == (False, "", [])
    team.meet("Colleague", "Author")
    author = sit(team, "Author", look, qtbot)
    course, switch = author.parts.course, author.parts.page.learner.switch
    with team.at("Author") as ws:
        course.open_lesson(team.lesson(ws))
    author.until(lambda: author.editor.text() == TODAY)
    author.until(lambda: pill(author) == "Changed since approved")
    author.parts.page.header.set_narrow(True)
    assert pill(author) == "Changed", "the title keeps its room"
    author.parts.page.header.set_narrow(False)
    course.show_page(REVIEW)
    author.until(switch.isVisible)
    assert (switch.tabs.currentIndex(), course.instead) == (1, None)
    switch.tabs.setCurrentIndex(0)
    author.until(lambda: course.instead is not None)
    assert reads(author) == TEXT
    course.show_page(WRITE)
    assert (course.instead, switch.isVisible()) == (None, False)
    assert reads(author) == TODAY
    author.editor.select(len(TODAY), len(TODAY))
    QTest.keyClicks(author.editor, "x")
    assert reads(author) == f"{TODAY}x", "it follows what is typed again"
    course.open_lesson(later)
    author.until(lambda: pill(author) == "New since approved")
    author.close()


def test_a_line_is_found_again_in_another_text() -> None:
    assert line_in("one\ntwo\nthree\n", 2.5, "one\nand\na half\ntwo\nthree\n") == 4.5
    assert line_in("one\ntwo\nthree\n", 2, "three\n") == 0

"""A whole round of review through the window: an author, two reviewers, one of them offline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.flows.courses import outlining
from app.flows.lesson import writing
from app.flows.review import commenting
from app.flows.sharing import syncing
from app.flows.versions import policies, publishing, requests, reviewing
from app.flows.versions.block_marks import blocks_not_approved
from app.shell.page_names import REVIEW
from app.shell.review.review_desk import read_review
from editor.panels.kit.buttons import Button
from editor.panels.kit.choices import CheckBox, RadioButton
from editor.panels.kit.look import Look
from editor.panels.review.values import NewerDraft
from sync.model.ids import NodeId
from sync.model.round_payloads import Policy
from sync.server import operations
from sync.server.serving import Embedded
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import Window
from tests.editor.panels.cards.stage import button, press, texts

TEXT = "# Joint\n\nHold it still.\n\nWhich is hot?\n\n[(X)] The iron\n[( )] The wire\n"
GOAL = "The goal can be checked"


class Team:
    """Three people and a server; the one who works through the window stands for all."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.server = folder, Embedded(folder / "server")
        self.url = self.server.start()
        for name, role in (
            ("Author", "owner"),
            ("Colleague", "reviewer"),
            ("Second reviewer", "reviewer"),
        ):
            made = operations.invite(folder / "server", role=role, name=name)  # type: ignore[arg-type]
            with self.at(name) as ws:
                syncing.connect(ws, self.url, made.invite, name)
        with self.at("Author") as ws:
            self.course = outlining.begin(ws, "Soldering").id
            outlining.add(ws, ws.courses.at(self.course), "lesson", "Joint", text=TEXT)
            syncing.share(ws, ws.courses.at(self.course))
            wanted = Policy(approvals=1, checklist=(GOAL,), days=3)
            policies.set_policy(ws, self.of(ws), wanted)
        self.meet("Author", "Colleague", "Second reviewer")

    def at(self, name: str) -> Workspace:
        return Workspace.open(self.folder / name)

    def of(self, ws: Workspace) -> Course:
        return ws.courses.at(self.course)

    def meet(self, *names: str) -> None:
        for _ in range(2):
            for name in names:
                with self.at(name) as ws:
                    syncing.sync(ws)

    def lesson(self, ws: Workspace) -> NodeId:
        return next(node.id for node in self.of(ws).outline.lessons())


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    """Three people who share a course with a policy."""
    made = Team(tmp_path)
    yield made
    made.server.stop()


def sit(team: Team, name: str, look: Look, qtbot) -> Window:  # type: ignore[no-untyped-def]
    window = Window(team.folder / name, look, qtbot)
    window.start(team.course)
    return window


def seen(window: Window) -> QWidget:
    return window.parts.page.review


def test_a_round_is_asked_for_done_and_carried_forward(
    team: Team,
    look: Look,
    qtbot,  # type: ignore[no-untyped-def]
) -> None:
    window = sit(team, "Author", look, qtbot)
    window.parts.do("ask")
    dialog = window.parts.review.asking.dialog
    window.until(dialog.isVisible)
    assert "Nobody has looked at this course yet." in texts(dialog)
    qtbot.keyClicks(dialog.people.field, "colleague")
    qtbot.keyClick(dialog.people.field, Qt.Key.Key_Return)
    press(qtbot, dialog, "Suggest someone")
    dialog.fields["word"].setPlainText("Is step 2 clear?")
    press(qtbot, dialog, "Ask 2 people")
    window.until(lambda: not dialog.isVisible())
    window.parts.do("review")
    until = (date.today() + timedelta(days=3)).day
    window.until(lambda: "Waiting for Colleague, Second reviewer." in texts(seen(window)))
    assert f"Due {date.today() + timedelta(days=3):%A}, {until} " in texts(seen(window))
    window.close()
    team.meet("Author", "Colleague", "Second reviewer")

    team.server.stop()  # Colleague has no network now
    colleague = sit(team, "Colleague", look, qtbot)
    colleague.parts.do("review")
    colleague.until(lambda: "“Is step 2 clear?”" in texts(seen(colleague)))
    press(qtbot, seen(colleague), "I am done reviewing")
    assert button(seen(colleague), "Approve").hasFocus(), "a verdict is missing"
    [box] = [c for c in seen(colleague).findChildren(CheckBox) if c.accessibleName() == GOAL]
    box.click()
    colleague.until(lambda: "1 of 1" in texts(seen(colleague)))
    offered = {one.text().strip() for one in _buttons(colleague.parts.page)}
    assert not offered & {"Publish…", "Ask for review", "New lesson"}, "a reviewer only reviews"
    strip = colleague.parts.page.learner.approvals
    colleague.until(lambda: len(strip.bars) == 3 and all(bar.isVisible() for bar in strip.bars))
    assert strip.bars[1].accessibleName() == "Nobody has approved this yet: Hold it still."
    tops = [bar.y() for bar in strip.bars]
    assert tops == sorted(set(tops)), "each stands beside its block"
    strip.bars[0].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(strip.bars[0], Qt.Key.Key_Down)
    stops = [bar.focusPolicy() is Qt.FocusPolicy.StrongFocus for bar in strip.bars]
    assert strip.bars[1].hasFocus() and stops == [False, True, False]
    colleague.parts.page.review.gone_to.emit(str(colleague.parts.course.lesson), 4)
    assert colleague.parts.page.page == REVIEW, "who reviews reads on where they are"
    assert colleague.parts.preview.isAncestorOf(colleague.parts.window.focusWidget())
    press(qtbot, seen(colleague), "Approve")
    press(qtbot, seen(colleague), "I am done reviewing")
    colleague.until(lambda: "You approved version 1." in texts(seen(colleague)))
    colleague.until(lambda: not strip.bars and not strip.isVisible())
    assert "Waiting for Second reviewer." in texts(seen(colleague))
    colleague.parts.do("receipts")
    colleague.until(lambda: "You gave a verdict" in texts(colleague.parts.receipts.panel))
    assert "It is kept here, survives a restart" in texts(colleague.parts.receipts.panel)
    colleague.close()
    with team.at("Colleague") as ws:
        assert syncing.status(ws).waiting == 2  # the verdict, and that Colleague is done

    _come_back(team)
    _answer_and_release(team)


def _come_back(team: Team) -> None:
    """Let the network come back, and the author publish what one block differs in."""
    team.server = Embedded(team.folder / "server", port=int(team.url.rsplit(":", 1)[1]))
    team.server.start()
    with team.at("Colleague") as ws:
        commenting.comment_on_quote(ws, team.of(ws), team.lesson(ws), "Hold it still.", "For long?")
    with team.at("Author") as ws:
        syncing.sync(ws)
        text = TEXT.replace("Hold it still.", "Hold it quite still.")
        writing.edit(ws, team.of(ws), team.lesson(ws), text)
    team.meet("Colleague", "Author")
    with team.at("Colleague") as ws:
        read = read_review(ws, team.of(ws).log)
        assert read is not None
        assert read.newer == NewerDraft("version 1", {"sentence": 1}, 1), (
            "in what Colleague has asked about"
        )
    with team.at("Author") as ws:
        publishing.publish(ws, team.of(ws))
    team.meet("Colleague", "Author", "Second reviewer", "Colleague")
    with team.at("Colleague") as ws:
        read = read_review(ws, team.of(ws).log)
        assert read is not None
        assert read.view.approved == "You approved 2 of 3 blocks; 1 changed since."
        assert [one.words for one in read.view.left] == ["“Joint”: Hold it quite still."]
        assert read.left == {team.lesson(ws): 1}
        assert read.view.uncounted == ""
        marks = blocks_not_approved(ws, team.of(ws), team.lesson(ws))
        assert [(m.words, m.became, m.line) for m in marks] == [
            ("Hold it quite still.", "changed", 2)
        ]
    with team.at("Author") as ws:
        read = read_review(ws, team.of(ws).log)
        assert read is not None
        assert read.view.uncounted.startswith("Your own approval does not count")


def _answer_and_release(team: Team) -> None:
    with team.at("Author") as ws:
        refused = publishing.what_hinders_release(ws, team.of(ws), _last(team, ws))
        assert [(one.why, one.line) for one in refused] == [
            ("1 block of version 2 is not approved yet.", 3)
        ]
    with team.at("Second reviewer") as ws:
        reviewing.review(ws, team.of(ws), _last(team, ws), "approve")
    team.meet("Second reviewer", "Author")
    with team.at("Author") as ws:
        assert publishing.what_hinders_release(ws, team.of(ws), _last(team, ws)) == []
        proposed = [(one.name, one.why) for one in requests.proposals(ws, team.of(ws))]
        assert proposed == [
            ("Second reviewer", "knows your last version"),
            ("Colleague", "knows an earlier version"),
        ]
        publishing.release(ws, team.of(ws), _last(team, ws))
        assert syncing.sync(ws)["refused"] == []
    with team.at("Colleague") as ws:
        reviewing.review(ws, team.of(ws), _last(team, ws), "ask-changes", "It gets hot")
    team.meet("Colleague", "Author")
    with team.at("Author") as ws:
        read = read_review(ws, team.of(ws).log)
        assert read is not None
        assert read.view.warning.startswith(
            "Learners have version 2, and Colleague asks for changes"
        )
        assert _last(team, ws).released, "it stays so"


def _last(team: Team, ws: Workspace):  # type: ignore[no-untyped-def]
    return team.of(ws).facts.ordered_versions()[-1]


def test_who_is_late_is_said_and_another_is_asked(
    team: Team,
    look: Look,
    qtbot,  # type: ignore[no-untyped-def]
) -> None:
    yesterday = (date.today() - timedelta(days=1)).isoformat()
    with team.at("Author") as ws, team.at("Colleague") as colleague:
        asked = requests.request_of(ws, team.of(ws), [colleague.identity.person])
        assert asked is not None
        asked = msgspec.structs.replace(asked, due=yesterday)
        publishing.publish(ws, team.of(ws), asked=asked)
    window = sit(team, "Author", look, qtbot)
    window.parts.go_home()
    window.until(lambda: "The review of version 1 of “Soldering” is late" in _home(window))
    window.parts.open_part(team.course, REVIEW)
    window.until(lambda: "Late" in texts(seen(window)))
    version = window.parts.review._version
    with team.at("Colleague") as colleague:
        person = colleague.identity.person
    seen(window).replaced.emit(version, person)  # type: ignore[attr-defined]
    dialog = window.parts.review.asking.dialog
    window.until(dialog.isVisible)
    assert "Ask someone else than Colleague" in texts(dialog)
    press(qtbot, dialog, "Suggest someone")
    press(qtbot, dialog, "Ask 1 person")
    window.until(
        lambda: "Second reviewer" in texts(seen(window)) and "Colleague" not in texts(seen(window))
    )
    window.parts.do("policy")
    panel = window.parts.reviewing.policy.panel
    whose = next(one for one in panel.findChildren(RadioButton) if one.text() == "This course")
    window.until(whose.hasFocus)
    qtbot.keyClick(whose, Qt.Key.Key_Escape)
    assert not panel.isVisible(), "Esc leads back"
    window.parts.do("policy")
    window.until(whose.hasFocus)
    panel.approvals.show_value(0)
    press(qtbot, panel, "Save what is enough")
    window.until(lambda: "Saved here. It holds from now on." in texts(panel))
    window.close()
    with team.at("Author") as ws:
        assert policies.policy_of(ws, team.of(ws)).policy == Policy(checklist=(GOAL,), days=3)
    team.meet("Author", "Second reviewer")
    reviewer = sit(team, "Second reviewer", look, qtbot)
    words = "Your review of version 1 of “Soldering” was due 1 day ago."
    reviewer.until(lambda: words in texts(reviewer.parts.window))
    reviewer.close()


def _buttons(within: QWidget) -> list[Button]:
    return [one for one in within.findChildren(Button) if one.isVisible()]


def _home(window: Window) -> str:
    return texts(window.parts.home_panel)

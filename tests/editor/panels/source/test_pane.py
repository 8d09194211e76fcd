"""The foot of the text says as much as it has room for, and nothing of it is cut."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from editor.panels.kit.labels import Label
from editor.panels.kit.look import Look
from editor.panels.source.pane import Facts, SourcePane
from tests.editor.panels.cards.stage import stage

SHORT, LONG = "26 words", "26 words  ·  reads in 1 min"


def test_what_matters_less_goes_whole_from_the_foot(look: Look, qtbot: QtBot) -> None:
    pane = SourcePane(look)
    pane.show_facts(Facts(26, 1, to_look_at=2))
    stage(qtbot, pane, 900, 600)
    [told] = [one for one in pane.foot.findChildren(Label) if "words" in one.text()]
    said = []
    for width in range(900, 240, -20):
        pane.resize(width, 600)
        pane.foot.layout().activate()  # type: ignore[union-attr]
        assert told.width() >= told.sizeHint().width(), width
        assert pane.foot.sizeHint().width() <= width or not pane.languages.isVisible()
        said.append((told.text(), pane.languages.isVisible()))
    assert list(dict.fromkeys(said)) == [(LONG, True), (SHORT, True), (SHORT, False)]
    assert told.toolTip() == LONG
    pane.resize(900, 600)
    assert told.text() == LONG
    assert not told.toolTip()


def test_longer_names_of_languages_find_their_room(look: Look, qtbot: QtBot) -> None:
    pane = SourcePane(look)
    pane.show_facts(Facts(26, 1, to_look_at=2))
    stage(qtbot, pane, 520, 600)
    [told] = [one for one in pane.foot.findChildren(Label) if "words" in one.text()]
    pane.show_languages("English, German, French, Spanish", "")
    pane.foot.layout().activate()  # type: ignore[union-attr]
    assert told.text() == SHORT
    assert told.width() >= told.sizeHint().width()

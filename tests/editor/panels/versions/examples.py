"""Versions as the application would pass them."""

from __future__ import annotations

from editor.markdown.right_answers import AnswerOption
from editor.panels.cards.runs import Run
from editor.panels.versions.values import (
    Change,
    ChangedAnswer,
    ChangedText,
    Comparison,
    LessonPage,
    Notice,
    SameText,
    VersionRow,
)
from sync.model.ids import NodeId

VERSIONS = (
    VersionRow("draft", None, "3 changes since", "you", "now", "draft"),
    VersionRow("v7", 7, "One comment, one change", "you and A. K.", "Fri 17:40", "in review"),
    VersionRow("v6", 6, "First release", "you", "3 Nov", "released", hash="3f2a91c07d"),
    VersionRow("v5", 5, "Pictures", "A. K.", "28 Oct"),
)
_L3, _L7 = NodeId("l3"), NodeId("l7")
COMPARED = Comparison(
    "v6",
    "v7",
    (
        LessonPage(
            _L3,
            "Giving useful feedback",
            "Practice · lesson 3",
            (
                Notice("m", "arrow-up", "Moved", "from place 5 to place 3"),
                ChangedText(
                    "t",
                    (
                        Run("same", "It "),
                        Run("gone", "does not"),
                        Run("new", "rarely"),
                        Run("same", " work"),
                    ),
                ),
                SameText("4 paragraphs are the same"),
            ),
        ),
        LessonPage(
            _L7,
            "Final quiz",
            "Measure · lesson 7",
            (
                ChangedAnswer(
                    "a",
                    "key",
                    "Question 2: right answer B → C",
                    (
                        AnswerOption("B", "which form?", True, False),
                        AnswerOption("C", "what is it?", False, True),
                    ),
                ),
            ),
        ),
    ),
    (
        Change("a", "answer", "Right answer B → C", "Final quiz, question 2", _L7, 4, (60, 110)),
        Change("m", "moved", "Moved up", "Giving useful feedback, 5 → 3", _L3),
        Change("t", "changed", "Sentence changed", "Giving useful feedback", _L3, 2, (10, 50)),
    ),
    41,
    12,
)

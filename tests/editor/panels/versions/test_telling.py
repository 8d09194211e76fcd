"""What differs is told so that someone who knows the subject can judge it."""

from __future__ import annotations

import pytest

from editor.panels.cards.runs import text_of
from editor.panels.versions.telling import Difference, about_approvals, comparison
from editor.panels.versions.values import (
    Approvals,
    Change,
    ChangedAnswer,
    ChangedText,
    Comparison,
    Notice,
    SameText,
)
from sync.model.ids import NodeId

BEFORE = """# Feedback

It does not work when it is about the person.

Same one.

![Loop](loop.svg)

1. Say what you saw.
2. Suggest one change.

Which helps most?

[( )] Nice
[(X)] Which form?
[( )] What is it?

This goes away.
"""
AFTER = """# Feedback

It rarely works when it is about the person.

Same one.

![Loop](loop.svg)

1. Say what you saw.
2. Suggest one change, with an example.

Which helps most?

[( )] Nice
[( )] Which form?
[(X)] What is it?

Wholly other words stand here now.
"""


def changed(before: str, after: str) -> Difference:
    return Difference(NodeId("l1"), "changed", "Feedback", before, after, "Practice · lesson 3")


def told(*differences: Difference) -> list[tuple[str, str]]:
    return [(one.kind, one.title) for one in comparison("a", "b", differences).changes]


def test_right_answers_stand_first_and_words_follow_in_reading_order() -> None:
    assert told(changed(BEFORE, AFTER)) == [
        ("answer", "Right answer B → C"),
        ("changed", "Sentence changed"),
        ("written", "“with an example” added"),
        ("cut", "Paragraph taken out"),
        ("written", "New paragraph"),
    ]


def test_a_question_with_only_its_key_changed_is_not_told_twice() -> None:
    shown = comparison("a", "b", [changed(BEFORE, AFTER)])
    parts = shown.pages[0].parts
    assert sum(isinstance(part, ChangedAnswer) for part in parts) == 1
    assert not [p for p in parts if isinstance(p, ChangedText) and "[(X)]" in text_of(p.runs)]


def test_the_options_say_what_was_and_what_is_right() -> None:
    shown = comparison("a", "b", [changed(BEFORE, AFTER)])
    (answer,) = [part for part in shown.pages[0].parts if isinstance(part, ChangedAnswer)]
    assert answer.title == "Question 1: right answer B → C"
    assert [(o.letter, o.was_right, o.is_right) for o in answer.options] == [
        ("A", False, False),
        ("B", True, False),
        ("C", False, True),
    ]


def test_a_pass_mark_is_told_with_both_numbers() -> None:
    quiz = '<!-- data-pass-mark="{}" -->\n[( )] a\n[(X)] b\n'
    lines = told(changed(quiz.format(60), quiz.format(80)))
    assert ("pass-mark", "Pass mark 60 % → 80 %") in lines


@pytest.mark.parametrize(
    ("before", "after", "title"),
    [
        ("[[yes]]\n", "[[no]]\n", "Right answer “yes” → “no”"),
        ("[[ ]] a\n[[X]] b\n", "[[X]] a\n[[X]] b\n", "Right answer B → A, B"),
    ],
)
def test_other_kinds_of_questions_are_watched(before: str, after: str, title: str) -> None:
    lines = told(changed(f"Q?\n\n{before}", f"Q?\n\n{after}"))
    assert ("answer", title) in lines


def test_what_is_the_same_is_counted() -> None:
    parts = comparison("a", "b", [changed(BEFORE, AFTER)]).pages[0].parts
    said = [part.told for part in parts if isinstance(part, SameText)]
    assert said[:2] == ["1 paragraph is the same", "1 paragraph and 1 picture are the same"]


def test_words_are_counted() -> None:
    shown = comparison(
        "a", "b", [changed("One two six by the sea.\n", "One three four six by the sea.\n")]
    )
    assert (shown.written, shown.taken) == (2, 1)


def test_lessons_that_came_went_moved_and_were_renamed() -> None:
    node = NodeId("l2")
    assert told(
        Difference(node, "renamed", "New", "Old", "New"),
        Difference(node, "moved", "New", "5", "3"),
        Difference(NodeId("l3"), "moved", "Third", "A", "B"),
        Difference(NodeId("l4"), "added", "Fourth", "", "# Fourth\n"),
        Difference(NodeId("l5"), "removed", "Fifth", "# Fifth\n", ""),
    ) == [
        ("added", "New lesson"),
        ("removed", "Lesson removed"),
        ("renamed", "Renamed to “New”"),
        ("moved", "Moved up"),
        ("moved", "Moved to B"),
    ]


def test_a_move_is_told_on_the_page_too() -> None:
    shown = comparison("a", "b", [Difference(NodeId("l2"), "moved", "T", "3", "5", "Practice")])
    assert shown.pages[0].parts == (
        Notice("l2:moved", "arrow-down", "Moved", "from place 3 to place 5"),
    )
    moved = Change("l2:moved", "moved", "Moved down", "T, 3 → 5", NodeId("l2"), icon="arrow-down")
    assert shown.changes == (moved,)


def test_a_change_knows_its_line() -> None:
    shown = comparison("a", "b", [changed("a\n\nb\n\nc\n", "a\n\nb\n\nother words\n")])
    assert shown.changes[-1].line == 4


def test_every_change_has_its_block_and_every_block_its_change() -> None:
    shown = comparison("a", "b", [changed(BEFORE, AFTER)])
    blocks = [part.change for page in shown.pages for part in page.parts if hasattr(part, "change")]
    assert sorted(blocks) == sorted(change.id for change in shown.changes)


def test_nothing_differs() -> None:
    assert comparison("a", "b", []).changes == ()


def test_what_an_approval_still_counts_for_is_noted() -> None:
    other = "Which?\n\n[( )] a\n[(X)] b\n"
    one = Difference(NodeId("l"), "changed", "Quiz", other.replace("( )", "(x)", 1), other)
    changed = comparison("a", "b", [one])
    shown = about_approvals(changed, Approvals("R. M. and L. S.", "6", 9, 11, 1))
    assert (shown.note_title, shown.asked) == ("Approvals", True)
    assert shown.note == (
        "R. M. and L. S. approved version 6. That still counts for 9 of 11 blocks. "
        "1 right answer changed and asks for a new approval."
    )
    assert _answer_note(changed) == "look at it again"
    assert _answer_note(shown) == "needs a new approval"
    approved_since = about_approvals(changed, Approvals("You", "6", 9, 11, 0))
    assert not approved_since.asked and _answer_note(approved_since) == ""
    assert approved_since.note == "You approved version 6. That still counts for 9 of 11 blocks."
    assert about_approvals(changed, Approvals("You", "6", 11, 11, 0)) == changed


def _answer_note(shown: Comparison) -> str:
    (part,) = (p for page in shown.pages for p in page.parts if isinstance(p, ChangedAnswer))
    return part.note


def test_where_it_stood_before_is_known_for_what_can_come_back() -> None:
    """The place, in the text before, of what read otherwise; a sentence that only came has none."""
    shown = comparison("a", "b", [changed(BEFORE, AFTER)])
    stood = {
        change.title: BEFORE[slice(*change.was)].strip() if change.was else None
        for change in shown.changes
    }
    assert stood == {
        "Right answer B → C": "[( )] Nice\n[(X)] Which form?\n[( )] What is it?",
        "Sentence changed": "It does not work when it is about the person.",
        "“with an example” added": "1. Say what you saw.\n2. Suggest one change.",
        "Paragraph taken out": "This goes away.",
        "New paragraph": None,
    }
    (came,) = comparison("a", "b", [changed("One.\n", "One. Two.\n")]).changes
    assert (came.title, came.was) == ("“Two” added", None), "to bring back would change nothing"
    added = comparison("a", "b", [Difference(NodeId("l"), "added", "T", "", "# T\n")])
    assert [change.had_lesson for change in added.changes] == [False]


ASKS = """# Q

Which is right?

<!-- data-pass-mark="60" -->
[( )] Red
[(X)] Green
[( )] Blue

Type it:

[[water]]

```text
[( )] no question
```
"""


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ((("Red", "Dark red"),), ["Option “Red” became “Dark red”"]),
        ((("[( )] Red\n", "[( )] Black\n[( )] Red\n"),), ["Option “Black” added"]),
        ((("[( )] Red\n", ""),), ["Option “Red” taken out"]),
        ((("Red", "1"), ("Blue", "Red"), ("1", "Blue")), ["Options in another order"]),
        ((("Red", "Reddish"), ("Blue", "Bluish")), ["Question changed"]),
        (
            (("[(X)] Green", "[( )] Lime"), ("[( )] Blue", "[(X)] Blue")),
            ["Right answer B → C", "Option “Green” became “Lime”"],
        ),
        (
            (("[(X)] Green\n[( )] Blue", "[( )] Green"), ("[( )] Red", "[(X)] Blue\n[( )] Red")),
            ["Right answer “Green” → “Blue”", "Options in another order"],
        ),
        ((("[(X)] Green\n", ""),), ["Right answer B → none", "Option “Green” taken out"]),
        ((('<!-- data-pass-mark="60" -->\n', ""),), ["Pass mark 60 % → none"]),
        ((("[[water]]", "[[ice]]"),), ["Right answer “water” → “ice”"]),
        ((("# Q", "# Questions"),), ["Heading changed"]),
        ((("[( )] no question", "[(X)] no question"),), ["“X” added"]),
    ],
)
def test_what_became_of_a_question_is_a_sentence(
    changes: tuple[tuple[str, str], ...], said: list[str]
) -> None:
    text = ASKS
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    assert [title for _, title in told(changed(ASKS, text))] == said


def test_a_module_is_not_called_a_lesson() -> None:
    one, two = (
        Difference(NodeId(kind), kind, "Practice", "", "", is_module=True)  # type: ignore[arg-type]
        for kind in ("added", "removed")
    )
    assert {title for _, title in told(one, two)} == {"New module", "Module removed"}

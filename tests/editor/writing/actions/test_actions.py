"""Each action writes what it should, where it should, and a second press takes it off."""

from __future__ import annotations

import pytest

from editor.markdown.document import Document
from editor.markdown.quizzes import KINDS, quizzes
from editor.writing.actions.table import ACTION, ACTIONS
from editor.writing.change import Selection, changed
from tests.editor.writing.carets import after

ON_AND_OFF = [
    ("bold", "a w¦ord b", "a **w¦ord** b"),
    ("bold", "a ‖two words¦ b", "a **‖two words¦** b"),
    ("bold", "a ¦ b", "a **¦** b"),
    ("bold", "- [ ] ‖one\n- [ ] two¦", "- [ ] **‖one**\n- [ ] **two¦**"),
    ("bold", "‖*it*¦", "**‖*it*¦**"),
    ("italic", "**‖x¦**", "***‖x¦***"),
    ("italic", "# ‖Head¦", "# *‖Head¦*"),
    ("struck", "¦a‖", "~~¦a‖~~"),
    ("code", "‖a¦", "`‖a¦`"),
    ("code", "‖a`b¦", "``‖a`b¦``"),
    ("code", "‖a `b`¦", "``‖a `b`¦ ``"),
    ("formula-inline", "‖x^2¦", "$‖x^2¦$"),
    ("heading-2", "Wor¦ds", "## Wor¦ds"),
    ("heading-1", "¦", "# ¦"),
    ("heading-3", "> Wor¦ds", "> ### Wor¦ds"),
    ("heading-2", "‖a\n\nb¦", "## ‖a\n\n## b¦"),
    ("bullets", "‖a\nb¦", "- ‖a\n- b¦"),
    ("bullets", "¦", "- ¦"),
    ("numbers", "‖a\n\nb\nc¦", "1. ‖a\n\n2. b\n3. c¦"),
    ("tasks", "> a¦", "> - [ ] a¦"),
    ("quote", "‖a\n\nb¦", "> ‖a\n>\n> b¦"),
    ("quote", "¦", "> ¦"),
    ("callout-note", "x\n\n‖a\nb¦", "x\n\n> [!NOTE]\n> ‖a\n> b¦"),
    ("link", "‖a¦", "[a](¦)"),
    ("link", "a¦", "a[¦]()"),
    ("image", "‖a map¦", "![a map](¦)"),
    ("code-block", "‖a\nb¦", "```\n‖a\nb¦\n```"),
    ("code-block", "‖```\na\n```¦", "````\n‖```\na\n```¦\n````"),
    ("formula", "x\n‖a + b¦\ny", "x\n\n$$\n‖a + b¦\n$$\n\ny"),
]


@pytest.mark.parametrize(("name", "before", "expected"), ON_AND_OFF)
def test_on(name: str, before: str, expected: str) -> None:
    assert after(ACTION[name].act, before) == expected


@pytest.mark.parametrize(
    ("name", "before", "expected"),
    [case for case in ON_AND_OFF if case[0] not in ("link", "image", "formula")],
)
def test_off(name: str, before: str, expected: str) -> None:
    """The act itself takes off what it put on, with no memory of it."""
    assert after(ACTION[name].act, expected) == before


@pytest.mark.parametrize(
    ("name", "before", "expected"),
    [
        ("heading-2", "# He¦ad", "## He¦ad"),
        ("heading-1", "####### n¦o", "# ####### n¦o"),
        ("bullets", "1. ‖a\n2. b¦", "- ‖a\n- b¦"),
        ("bullets", "* a‖\nb¦", "* a‖\n- b¦"),
        ("numbers", "- [x] ‖a\n- b¦", "1. ‖a\n2. b¦"),
        ("tasks", "* ‖a\n1. b¦", "* [ ] ‖a\n1. [ ] b¦"),
        ("tasks", "- [x] a¦", "a¦"),
        ("quote", ">a¦", "a¦"),
        ("bold", "‖**a** b¦", "**‖a b¦**"),
        ("bold", "‖**a**¦", "‖a¦"),
        ("bold", "so **all of it¦** and on", "so **all of it**¦ and on"),
        ("bold", "***a¦***", "***a**¦*"),
        ("bold", "¦**a**", "**¦****a**"),
        ("italic", "*a ¦*", "*a *¦"),
        ("code", "`a ¦`", "`a `¦"),
        ("code", "‖`a`¦", "‖a¦"),
        ("code", "‖`a` `b`¦", "`` ‖`a` `b`¦ ``"),
        ("formula-inline", "‖$$a$$¦", "$‖$$a$$¦$"),
        ("link", "see [th¦is](http://a.example/(b))", "see ‖this¦"),
        ("link", "‖http://a.example¦", "[¦](http://a.example)"),
        ("image", "![ol¦d](x.png)", "‖old¦"),
        (
            "table",
            "a¦",
            "a\n\n| ‖Heading¦ | Heading |\n| ------- | ------- |\n|         |         |",
        ),
        ("rule", "a\n/¦\nb", "a\n\n---¦\n\nb"),
        ("footnote", "a¦ b", "a[^1] b\n\n[^1]: ¦\n"),
        ("footnote", "a¦ b[^1]\n\n[^1]: x\n", "a[^2] b[^1]\n\n[^1]: x\n[^2]: ¦\n"),
        ("footnote", "a¦", "a[^1]\n\n[^1]: ¦\n"),
        ("code-block", "a¦", "a\n\n```\n‖code¦\n```"),
        ("callout-tip", "¦", "> [!TIP]\n> ‖Text¦"),
    ],
)
def test_writes(name: str, before: str, expected: str) -> None:
    assert after(ACTION[name].act, before) == expected


@pytest.mark.parametrize("name", [action.name for action in ACTIONS])
def test_what_is_written_is_what_it_is_called(name: str) -> None:
    """Hold each action, on a paragraph of its own, to the block or mark that learners get."""
    expected = {
        "heading": "heading", "bullets": "bullet_list", "numbers": "ordered_list",
        "tasks": "bullet_list", "quote": "blockquote", "callout": "callout", "table": "table",
        "code-block": "fence", "formula": "math_block", "rule": "hr", "quiz": "quiz",
    }  # fmt: skip
    text = "Before.\n\nSome words\n\nAfter."
    at = text.index("Some")
    change = ACTION[name].act(text, Selection(at, at + len("Some words")))
    assert change is not None
    new = changed(text, change)
    kinds = [block.kind for block in Document(new).blocks]
    wanted = expected.get(name) or expected.get(name.partition("-")[0])
    if wanted and name not in ("formula-inline", "code"):
        assert wanted in kinds, new
    assert kinds[0] == "paragraph"
    assert new.startswith("Before.\n\n")
    assert "\n\nAfter." in new


def test_quizzes_of_each_kind_are_offered() -> None:
    for kind in KINDS:
        change = ACTION[f"quiz-{kind}"].act("", Selection.at(0))
        assert change is not None
        new = changed("", change)
        assert [found.kind for found in quizzes(new)] == [kind]
        assert new[change.selection.first : change.selection.last].endswith("?")


def test_names_and_keys_are_of_one_action_each() -> None:
    assert len(ACTION) == len(ACTIONS)
    keys = [action.keys for action in ACTIONS if action.keys]
    assert len(set(keys)) == len(keys)

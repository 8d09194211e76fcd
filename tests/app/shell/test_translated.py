"""Every text of the interface goes through translation: in the pseudo-language none stays plain.

All that people wrote is Greek here, and the pseudo-language has no plain letter: a word of plain
letters that the window shows or tells to a reader was never translated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.flows.beginning import sampling
from app.flows.beginning.template_shelf import shelf
from app.language import PseudoLanguage
from editor.panels.kit.look import Look
from editor.writing.actions.table import ACTION
from sync.model.errors import NotFound
from sync.model.language import say, speak
from sync.workspace.identity import rename_person
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import Window
from tests.app.shell.test_everyone import PAGES, PageAsked, left, shown

STORY = """
folder = "Ποδήλατα"
title = "Ποδήλατα"
colleague = "Μια συνάδελφος"
[[comment]]
lesson = "1-αρχη.md"
quote = "Το λάστιχο έχει μια τρύπα."
text = "Πού ακριβώς;"
[[suggestion]]
lesson = "1-αρχη.md"
before = "Βγάζουμε τον τροχό αργά και με μεγάλη προσοχή."
after = "Βγάζουμε τον τροχό αργά."
why = "Πιο σύντομο."
[[overlap]]
lesson = "1-αρχη.md"
base = "Κολλάμε την τρύπα."
mine = "Κολλάμε την τρύπα καλά."
theirs = "Κλείνουμε την τρύπα."
"""
LESSON = """# Αρχή

Το λάστιχο έχει μια τρύπα.

Βγάζουμε τον τροχό αργά και με μεγάλη προσοχή.

Κολλάμε την τρύπα.

| α | β |
| --- | --- |
| 1 | 2 |

:::quiz single
Πόσους τροχούς έχει;

- [x] Δύο
- [ ] Τρεις
:::

![](λείπει.png)
"""

PROPERTIES = ("text", "toolTip", "placeholderText", "accessibleName", "accessibleDescription",
              "windowTitle", "title", "statusTip")  # fmt: skip
ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole,
         Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole)  # fmt: skip
TOLD = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Help)
NO_WORDS = re.compile(
    r"<[^>]*>|&\w+;|https?://\S+|\S*[/\\]\S*|\S+\.(?:md|png|toml)\b"
    r"|\b(?:Ctrl|Shift|Alt|Meta|Esc|Tab|Enter|Return|Del|Space|Home|End|PgUp|PgDown|PgDn|Left|Right"
    r"|Up|Down|Backspace|Ins|F\d+)\b"
    r"|\b(?:Coursefolk|Markdown|HTML|SVG|YAML|Word|Qt|WebEngine|PySide\d?|Python|SQLite|kB|MB|GB)\b"
)
UNSUITED = ("jump", "settings, About")
"""Jumping is done with a Greek word; About lists libraries and their licences by name."""
WRITTEN = re.compile(
    "|".join(
        re.escape(text)
        for text in sorted(
            {"Heading", "One", "Other", "United Kingdom", "United States"}.union(
                *((one.name, one.about) for one in shelf())
            ),
            key=len,
            reverse=True,
        )
    )
)
"""What stands in templates and new blocks, which is content; countries by their own names."""
PLAIN = re.compile(r"[A-Za-z]{2,}")


def plain(text: object) -> str:
    """Return the first plain word of a text, if there is one."""
    if not isinstance(text, str):
        return ""
    found = PLAIN.search(NO_WORDS.sub(" ", WRITTEN.sub(" ", text)))
    return found.group() if found else ""


def rows(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[QModelIndex]:
    for row in range(model.rowCount(parent)):
        one = model.index(row, 0, parent)
        yield one
        yield from rows(model, one)


def said_by(widget: QWidget) -> Iterator[object]:
    """Yield all that a widget shows or tells a reader, but not what is written in it."""
    written = isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit)
    for name in PROPERTIES:
        if not (written and name == "text"):
            yield widget.property(name)
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        for index in rows(widget.model(), QModelIndex()):
            yield from (widget.model().data(index, role) for role in ROLES)
    for action in widget.actions():
        yield from said_by_action(action)
    interface = QAccessible.queryAccessibleInterface(widget)
    if interface is not None:
        yield from (interface.text(kind) for kind in TOLD)
        for number in range(interface.childCount()):
            child = interface.child(number)
            if child is not None and child.isValid() and child.object() is None and not written:
                yield from (child.text(kind) for kind in TOLD)


def said_by_action(action: QAction) -> Iterator[object]:
    yield action.text()
    yield action.toolTip() if action.toolTip() != action.text().replace("&", "") else ""
    menu = action.menu()
    if isinstance(menu, QMenu):
        for inner in menu.actions():
            yield from said_by_action(inner)


def untranslated(root: QWidget) -> set[str]:
    """List what stays plain in what can be seen of a widget."""
    found = set()
    for widget in (root, *root.findChildren(QWidget)):
        if widget.isVisible():
            for text in said_by(widget):
                if plain(text):
                    found.add(f"{type(widget).__name__}: {text}")
    return found


@pytest.fixture
def pseudo() -> Iterator[None]:
    """Speak the pseudo-language as long as the test runs."""
    speak(PseudoLanguage())
    yield
    speak(NullTranslations())


@pytest.fixture
def greek(pseudo: None, tmp_path: Path, look: Look, qtbot: QtBot) -> Iterator[Window]:
    """The window on a course where everything occurs, and all that people wrote is Greek."""
    story = tmp_path / "story.toml"
    story.write_text(STORY, "utf-8")
    (tmp_path / "Ποδήλατα").mkdir()
    (tmp_path / "Ποδήλατα" / "1-αρχη.md").write_text(LESSON, "utf-8")
    (tmp_path / "Ποδήλατα" / "2-τέλος.md").write_text("# Τέλος\n\nΑυτό ήταν.\n", "utf-8")
    with Workspace.open(tmp_path / "ws") as ws:
        rename_person(ws.store.settings, "Εγώ")
        planted = sampling.plant_sample(ws, story)
    made = Window(tmp_path / "ws", look, qtbot)
    made.start(planted.id)
    made.until(made.parts.page.learner.comments.isVisible)
    yield made
    made.close()


def writing_with(command: str) -> PageAsked:
    """Write, with the form or the list that a command of the text opens."""

    def go(window: Window) -> None:
        write_again(window)
        window.parts.templates.forms.open(command)
        assert window.parts.templates.forms.form is not None

    return PageAsked(command, go)


def write_again(window: Window) -> None:
    """Show the lesson again; home has left it."""
    window.parts.open_course("Ποδήλατα")
    window.until(lambda: window.parts.course.log is not None and window.editor.text() != "")
    window.settled()
    window.parts.templates.forms.close()


def by_command(name: str) -> PageAsked:
    def go(window: Window) -> None:
        write_again(window)
        assert window.parts.course.log is not None
        window.parts.do(name)

    return PageAsked(name, go)


def in_the_lesson(name: str) -> PageAsked:
    def go(window: Window) -> None:
        write_again(window)
        place = window.editor.text().index("Βγάζουμε")
        window.editor.select(place, place + 8)
        window.parts.do(name)

    return PageAsked(name, go)


def trouble(window: Window) -> None:
    window.parts.notices.tell_error(NotFound(say("There is nothing here."), mend=say("Go on.")))


MORE = (
    *map(by_command, ("search-texts", "replace-course", "backups", "redact", "templates")),
    *map(by_command, ("lesson-from-template", "snippet", "checks")),
    *map(in_the_lesson, ("comment", "suggest", "keep-snippet")),
    *map(writing_with, ("table", "link", "footnote", "image")),
    *map(writing_with, (name for name in ACTION if name.startswith("quiz-"))),
    PageAsked("trouble", trouble),
)


def all_said(window: Window) -> list[str]:
    """List what stays plain in the window, in what lies over it, and in the menus that are open."""
    tops = QApplication.topLevelWidgets()
    return sorted(
        set().union(
            *(
                untranslated(top)
                for top in tops
                if top is window.parts.window
                or (top.isVisible() and top.windowType() != Qt.WindowType.Window)
            )
        )
    )


def test_no_page_of_the_window_has_a_text_that_cannot_be_translated(greek: Window) -> None:
    found: dict[str, list[str]] = {}
    jump = PageAsked("jump", lambda window: window.parts.jump.open("Αρχή"), overlay=True)
    pages = (*(page for page in PAGES if page.name not in UNSUITED), jump, *MORE)
    for page in pages:
        shown(greek, page)
        found[page.name] = all_said(greek)
        for over in QApplication.topLevelWidgets():
            if isinstance(over, QMenu) and over.isVisible():
                over.close()
        left(greek)
    assert {name: texts for name, texts in found.items() if texts} == {}


def test_a_text_that_passes_by_the_door_is_found(greek: Window) -> None:
    label = QLabel("Never said", greek.parts.window)
    label.setToolTip("⟦Śåîđ⟧")
    label.show()
    assert all_said(greek) == ["QLabel: Never said"]

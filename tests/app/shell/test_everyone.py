"""For everyone: each page of the window by keyboard, with names for readers and focus in sight."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app import paths
from app.flows.beginning import sampling
from app.flows.courses import outlining
from app.flows.review import commenting
from editor.panels.cards.overlay import Overlay
from editor.panels.kit.tokens import Theme
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import Window

Role, State = QAccessible.Role, QAccessible.State
SHIFT = Qt.KeyboardModifier.ShiftModifier
MOST_STEPS = 400
NO_ROLE = {Role.NoRole, Role.Client}
PARTS = {Role.ScrollBar, Role.Window, Role.Client, Role.Grip, Role.Splitter}
"""What Qt puts around and between, which is reached by other keys or needs none."""


@dataclass(frozen=True)
class PageAsked:
    """A page of the window, and the way to it."""

    name: str
    go: Callable[[Window], None]
    overlay: bool = False


def settings(section: str) -> PageAsked:
    def go(window: Window) -> None:
        window.parts.do("settings")
        page = window.parts.settings.page
        assert page is not None
        page.show_section(section)
        page.focus_first()

    return PageAsked(f"settings, {section}", go)


def course(page: str) -> PageAsked:
    def go(window: Window) -> None:
        window.parts.window.show_page("course")
        window.parts.course.show_page(page)

    return PageAsked(page, go)


PAGES = (
    course("Write"),
    course("Review"),
    course("Versions"),
    course("Play"),
    PageAsked("overlaps", lambda window: window.parts.course.show_overlap("")),
    PageAsked("publish", lambda window: window.parts.publish(), overlay=True),
    PageAsked("keys", lambda window: window.parts.do("keys"), overlay=True),
    PageAsked("jump", lambda window: window.parts.jump.open("feedback"), overlay=True),
    PageAsked("home", lambda window: window.parts.go_home()),
    PageAsked("new course", lambda window: window.parts.do("new-course")),
    PageAsked("library", lambda window: window.parts.go_to_library()),
    PageAsked("receipts", lambda window: window.parts.do("receipts")),
    PageAsked("media", lambda window: window.parts.do("media")),
    *map(
        settings,
        ("Appearance", "Size of the text", "Preview", "Keys", "Where things are kept", "About"),
    ),
)


@pytest.fixture
def full(window: Window) -> Iterator[Window]:
    """A window on the sample, where everything occurs: a comment, a suggestion, an overlap."""
    story = paths.resource("samples", "first-course.toml")
    with Workspace.open(window.folder) as ws:
        planted = sampling.plant_sample(ws, story)
        lesson = planted.outline.lessons()[0]
        outlining.add(ws, planted, "lesson", "One more", text="# One more\n\nA line.\n")
        quote = ws.lessons.seen_now(planted.log, lesson.id).text.split("\n\n")[2].split(".")[0]
        commenting.comment_on_quote(ws, planted, lesson.id, quote, "In which part?")
    window.parts.open_course(planted.id)
    window.until(lambda: window.parts.course.course == planted.id)
    window.until(window.parts.page.learner.comments.isVisible)
    yield window


def shown(window: Window, page: PageAsked) -> QWidget:
    """Go to a page; return the part of the window that can be reached there."""
    page.go(window)
    window.settled()
    window.until(lambda: not page.overlay or overlay(window) is not None)
    QApplication.processEvents()
    window.parts.window.activateWindow()
    return overlay(window) or window.parts.window


def overlay(window: Window) -> QWidget | None:
    parts = window.parts
    panels = (parts.publishing.dialog, parts.keys.panel, parts.jump.panel)
    return next((one for one in panels if one is not None and one.isVisible()), None)


def left(window: Window) -> None:
    """Close what lies over the window."""
    over = overlay(window)
    if isinstance(over, Overlay):
        over.close_it()


# -- what readers are told


def tree(thing: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Walk what is visible of the accessible tree."""
    yield thing
    for number in range(thing.childCount()):
        child = thing.child(number)
        if child is not None and child.isValid() and not child.state().invisible:
            yield from tree(child)


def told(thing: QAccessibleInterface) -> str:
    widget = thing.object()
    kind = type(widget).__name__ if widget is not None else "part"
    return f"{kind} “{thing.text(QAccessible.Text.Name)}” ({thing.role().name})"


def is_acted_on(thing: QAccessibleInterface) -> bool:
    """Tell whether a person can press it or type in it."""
    state = thing.state()
    return thing.role() not in PARTS and (state.focusable or thing.role() == Role.Button)


def alike(root: QAccessibleInterface) -> list[str]:
    """List controls beside each other that sound the same."""
    heard: dict[tuple[int, str, str, str], int] = {}
    for thing in tree(root):
        if is_acted_on(thing) and isinstance(thing.object(), QWidget):
            name, more = thing.text(QAccessible.Text.Name), thing.text(QAccessible.Text.Description)
            key = (id(thing.object().parent()), thing.role().name, name, more)
            heard[key] = heard.get(key, 0) + 1
    return [f"{key[1]} “{key[2]}”" for key, count in heard.items() if count > 1]


def test_every_control_has_a_name_and_a_role_and_no_two_sound_alike(full: Window) -> None:
    wrong: dict[str, list[str]] = {}
    for page in PAGES:
        root = QAccessible.queryAccessibleInterface(shown(full, page))
        controls = [thing for thing in tree(root) if is_acted_on(thing)]
        assert controls, f"{page.name}: without anything to do all that follows would hold"
        nameless = [told(one) for one in controls if not one.text(QAccessible.Text.Name).strip()]
        without_role = [told(one) for one in controls if one.role() in NO_ROLE]
        wrong[page.name] = nameless + without_role + alike(root)
        left(full)
    assert {name: what for name, what in wrong.items() if what} == {}


# -- the keyboard


def stops(root: QWidget) -> list[QWidget]:
    """List what Tab must reach: one of each group of choices, and all else that takes it."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or not widget.isEnabled() or widget.focusProxy() is not None:
            continue
        if not widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value:
            continue
        if widget.objectName().startswith("qt_") or widget.size().isEmpty():
            continue
        found.append(widget)
    return found


def walk() -> list[QWidget]:
    """Press Tab until the focus comes round; a text with links keeps it for each of them."""
    seen: list[QWidget] = []
    for _ in range(MOST_STEPS):
        focused = QApplication.focusWidget()
        if focused is None or (len(seen) > 1 and focused is seen[0]):
            break
        if focused not in seen:
            seen.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    return seen


def group(widget: QWidget) -> object:
    """Name the group that is one stop: radio buttons and rows of a list beside each other."""
    exclusive = getattr(widget, "autoExclusive", None)
    return widget.parent() if exclusive is not None and exclusive() else widget


def name_of(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{widget.accessibleName()}”"


def test_tab_reaches_everything_and_comes_round(full: Window) -> None:
    wrong: dict[str, list[str]] = {}
    for page in PAGES:
        root = shown(full, page)
        focused = QApplication.focusWidget()
        if focused is None or not root.isAncestorOf(focused):
            root.setFocus()
            QTest.keyClick(root, Qt.Key.Key_Tab)
        walked = walk()
        reached = {group(one) for one in walked}
        missed = [name_of(one) for one in stops(root) if group(one) not in reached]
        outside = [name_of(one) for one in walked if not root.isAncestorOf(one)]
        wrong[page.name] = missed + outside
        left(full)
    assert {name: what for name, what in wrong.items() if what} == {}


def picture(widget: QWidget) -> QImage:
    QApplication.processEvents()
    return widget.grab().toImage()


def unseen(root: QWidget) -> list[str]:
    """List what looks the same with the focus and without."""
    found = []
    for widget in stops(root):
        if not shiboken6.isValid(widget):
            continue  # a page was filled anew meanwhile
        now = QApplication.focusWidget()
        if now is not None:
            now.clearFocus()
        before = picture(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if widget.hasFocus():
            QTest.keyClick(widget, Qt.Key.Key_Shift)  # by keyboard, not by a click
            if before == picture(widget):
                found.append(name_of(widget))
    return found


@pytest.mark.parametrize("theme", list(Theme))
def test_the_focus_is_seen_wherever_it_is(full: Window, theme: Theme) -> None:
    full.look.set_theme(theme)
    wrong: dict[str, list[str]] = {}
    for page in PAGES:
        if page.name != "settings, Keys":  # the same line fifty times
            wrong[page.name] = unseen(shown(full, page))
            left(full)
    assert {name: what for name, what in wrong.items() if what} == {}

"""Start the window: reads like a table of contents, in the order in which it happens.

The window comes before slow work: it is painted with the names of the courses when Qt itself has
hardly been loaded; the look, the panels and the store are loaded after that, where it stands.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QApplication

from app import paths
from app.language import catalogue, catalogue_folders
from app.settings_glance import Glance, glance
from app.shell.ending import Ending
from app.shell.home.first_sight import FirstSight
from app.shell.window import Window
from app.tidying import take_up
from app.workers.collecting import Collector
from editor.panels.kit.fonts import Family, load_first
from editor.panels.kit.tokens import Theme
from sync.model.language import speak
from sync.store.glance import course_titles

if TYPE_CHECKING:
    from collections.abc import Callable

    from filelock import FileLock

    from app.shell.composition import Composition
    from app.shell.home.home_stage import HomeStage, Rest
    from app.shell.trouble.mending import Mending
    from editor.panels.kit.look import Look
    from editor.panels.preview.base import Preview

LIGHT_PREVIEW = "COURSEFOLK_LIGHT_PREVIEW"
SAMPLE_STORY = ("samples", "first-course.toml")
FIRST, TROUBLE, MOST_TITLES = "first sight", "trouble", 16
UNSEEN = ("offscreen", "minimal")
ANSWER_MS = 1_500
"""The other window looks twice in that time whether it was called."""
TIDY_MS = 4_000
"""By then the window stands, and home has been read."""


def run(folder: Path, *, course: str | None, sample: bool, file: Path | None = None) -> int:
    """Open the window on a workspace and stay until it is closed; take a review file in first."""
    application = make_application()
    opening = Opening(application, folder, course=course, sample=sample, file=file)
    ending = Ending(opening.may_close, application.exit)
    try:
        opening.show()
        QTimer.singleShot(TIDY_MS, Collector(application).begin)
        return application.exec()
    finally:
        take_up()
        opening.end()
        ending.end()


class Opening:
    """Opens a window in two steps: what is seen at once, and all the rest when it was painted."""

    def __init__(
        self,
        application: QApplication,
        folder: Path,
        *,
        course: str | None,
        sample: bool,
        file: Path | None = None,
    ) -> None:
        self.window = Window()
        self._application, self._folder = application, folder
        self._course, self._sample, self._file = course, sample, file
        self.composition: Composition | None = None
        self._stage: HomeStage | None = None
        self._rest: Rest | None = None
        self._lock: FileLock | None = None
        self._begun = False
        self._trouble: BaseException | None = None
        self._mending: Mending | None = None
        self._told = ""

    def show(self) -> None:
        """Show the window with the names of the courses; the rest follows its first paint."""
        load_first(paths.resource("fonts"), Family.SANS)
        seen = glance(paths.settings_dir())
        speak_as_chosen(seen.language)
        theme = _first_theme(self._application, seen.appearance)
        titles = course_titles(self._folder, MOST_TITLES)
        sight = FirstSight(titles, theme, seen.text_size / 100)
        sight.seen.connect(self.begin)
        self.window.add_page(FIRST, sight)
        self.window.show()

    def begin(self) -> None:
        """Make what stands in the window, home first; what goes wrong ends it: `end` raises it."""
        if not self._begun:
            self._begun = True
            self._dare(self._furnish)

    def finish(self) -> None:
        """Make all of it now, without waiting until home was painted."""
        self.begin()
        if self._rest is not None:
            self._rest.now()

    def may_close(self) -> bool:
        """Tell whether the window that stands now may go."""
        return self.window.may_close()

    def _dare(self, act: Callable[[], None]) -> None:
        try:
            act()
        except BaseException as error:  # noqa: BLE001 - a slot cannot raise: `end` does
            self._trouble = error
            if not self._show_trouble(error):
                self.window.close()

    def end(self) -> None:
        """Save everything; raise what kept the window from opening."""
        self._begun = True
        if self._mending is not None:
            self._mending.end()
        try:
            self._let_go()
        finally:
            if self._lock is not None:
                self._lock.release()
        if self._trouble is not None:
            raise self._trouble

    def _let_go(self) -> None:
        """End what holds the workspace."""
        try:
            if self._rest is not None:
                self._rest.end()
            if self.composition is not None:
                self.composition.close()
                self.composition.deleteLater()  # here: the collector may run in any thread
            elif self._stage is not None:
                self._stage.session.close()
        finally:
            self.composition = self._stage = self._rest = None
            if self._lock is not None:
                self._lock.release()
                self._lock = None

    def _show_trouble(self, error: BaseException) -> bool:
        """Show what happened and the ways on; False where that is no matter of the workspace.

        Where no one can see the window, a second one does not wait to be closed.
        """
        from sync.model.errors import OpenElsewhere, WorkspaceTrouble

        if not isinstance(error, WorkspaceTrouble):
            return False
        if isinstance(error, OpenElsewhere) and self._application.platformName() in UNSEEN:
            return False
        from app.shell.trouble.mending import Mending

        typed = self.composition.writing.typed() if self.composition is not None else None
        look = make_look(self._application, glance(paths.settings_dir()))
        self._mending = Mending(self._folder, look, self.window, self._let_go, typed)
        self._mending.again.connect(self._begin_again)
        self._mending.closed.connect(self.window.close)
        self.window.add_page(TROUBLE, self._mending.page)
        self.window.show_page(TROUBLE)
        self._mending.show_error(error)
        return True

    def _begin_again(self, folder: Path, told: str) -> None:
        """Open a new window in the place of this one."""
        before = self.window
        self._let_go()
        if self._mending is not None:
            self._mending.end()
        self._mending, self._trouble, self._begun = None, None, False
        self._folder, self._told, self.window = folder, told, Window()
        self.window.setGeometry(before.geometry())
        self.show()
        before.may_close = lambda: True
        before.close()
        before.deleteLater()

    def _furnish(self) -> None:
        """Let home come first, with all that was read; a course named is waited for as a whole."""
        from app.flows.safety.window_lock import window_lock
        from sync.model.errors import OpenElsewhere

        try:
            self._lock = window_lock(self._folder)
        except OpenElsewhere as error:
            if self._file is None:
                raise
            self._hand_over(error, self._file)
            return
        _catch_crashes()
        look = make_look(self._application, glance(paths.settings_dir()))
        if self._course or self._sample or self._file:
            self._complete(look)
            return
        from app.shell.home.home_stage import HOME, HomeStage, Rest

        self._stage = HomeStage(self._folder, look, self.window)
        self._rest = Rest(self._application, self._stage)
        self._rest.due.connect(lambda: self._dare(lambda: self._complete(look)))
        self.window.drop_page(FIRST)
        self.window.show_page(HOME)
        self._stage.desk.refresh()

    def _hand_over(self, error: BaseException, file: Path) -> None:
        """Let the window that holds the workspace take the file in; this one goes then."""
        from app.flows.safety.window_lock import call_the_other, was_answered

        call_the_other(self._folder, file)

        def look() -> None:
            if was_answered(self._folder):
                self.window.close()
            elif not self._show_trouble(error):
                self._trouble = error
                self.window.close()

        QTimer.singleShot(ANSWER_MS, self.window, look)

    def _complete(self, look: Look) -> None:
        """Make all the rest."""
        from app.shell.composition import Composition

        preview = make_preview(self._folder, look, full=may_use_web_engine())
        self.composition = Composition(self._folder, look, preview, self.window, self._stage)
        self.window.drop_page(FIRST)
        self.composition.trouble.page_wanted.connect(self._stop)
        self.composition.start(course=self._course, sample=self._sample)
        if self._file is not None:
            self.composition.review_files.take(self._file)
            self._file = None
        if self._told:
            self.composition.notices.say_well(self._told)

    def _stop(self, error: BaseException) -> None:
        """Show the page of a trouble, once."""
        if self._mending is None:
            self._show_trouble(error)


def speak_as_chosen(chosen: str) -> None:
    """Say all texts from now on in the language that was chosen, or in the system's."""
    folders = catalogue_folders(paths.settings_dir())
    speak(catalogue(chosen, QLocale.system().uiLanguages(), folders))


def _first_theme(application: QApplication, chosen: str) -> Theme:
    """Find the theme of the first paint: the one chosen, else as light as the system's own colours.

    To ask the system itself takes as long as the whole first paint; the look does it afterwards.
    """
    if chosen in set(Theme):
        return Theme(chosen)
    dark = application.palette().window().color().lightness() < 128
    return Theme.DARK if dark else Theme.LIGHT


def make_application() -> QApplication:
    """Make the one application object."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Coursefolk")
    application.setDesktopFileName("coursefolk")
    return application


def may_use_web_engine() -> bool:
    """Tell whether the full preview may be used: not declined, and safe to run.

    As root the engine runs only without its sandbox, which nobody should do unasked.
    """
    if os.environ.get(LIGHT_PREVIEW) or glance(paths.settings_dir()).light_preview:
        return False
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return not as_root or bool(os.environ.get("QTWEBENGINE_DISABLE_SANDBOX"))


def make_look(application: QApplication, chosen: Glance | None = None) -> Look:
    """Dress the application as was chosen, else as the system asks and at the usual size."""
    from app.shell.settings.appearance import theme_of
    from editor.panels.kit.look import Look

    chosen = chosen or Glance()
    theme = theme_of(chosen.appearance, application.styleHints())
    look = Look(theme, chosen.text_size / 100, paths.resource("icons"), paths.resource("fonts"))
    look.dress(application)
    return look


def make_preview(folder: Path, look: Look, *, full: bool) -> Preview:
    """Make the learner's view: with the web engine, where it is wanted and installed, or without.

    It is loaded when home stands: for the first sight it would take twice as long.
    """
    from editor.panels.preview.choice import preview_for
    from sync.store.media import Media

    return preview_for(look, paths.resource("preview"), Media(folder).get, full=full)


def _catch_crashes() -> None:
    """Write a report for what nobody took, and go on: the work is in the store."""
    from app.crash import report

    def hook(kind: type[BaseException], error: BaseException, trace: object) -> None:
        report(error.with_traceback(trace))  # type: ignore[arg-type]

    sys.excepthook = hook

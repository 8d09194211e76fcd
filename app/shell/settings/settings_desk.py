"""Settings: what a person chooses holds at once, is kept in a file, and is there again."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication

from app import paths
from app.settings import LARGEST_TEXT, SMALLEST_TEXT, Settings, SettingsFile
from app.shell.front import Front
from app.shell.settings.about import about
from app.shell.settings.appearance import Appearance
from app.shell.settings.keymap import KEYED, Keymap, shown, why_not
from editor.panels.kit.look import Look
from editor.panels.preview.base import Preview
from editor.panels.preview.light import LightPreview
from editor.panels.settings.page import SettingsPage
from editor.panels.settings.section import Section
from editor.panels.settings.values import KeyRow, KeySection, PlaceRow, Trouble
from sync.model.errors import BadInput
from sync.model.language import mark, say
from sync.store.backups import FOLDER as BACKUPS

SETTINGS = "settings"
_NO_ENGINE = mark(
    "The view of learners needs Qt WebEngine, which is not installed here. The light "
    "preview takes its place."
)
SIZES = (80, 90, 100, 110, 125, 150, 175, 200)


class SettingsDesk(QObject):
    """Joins the page of settings with the file, the look and the keymap.

    The page is made when it is first wanted. `failed(error)` tells what could not be kept while
    the page is not on show; `left` that the person is done with it.
    """

    failed = Signal(object)
    left = Signal()
    changed = Signal(object)

    def __init__(
        self,
        settings: SettingsFile,
        keymap: Keymap,
        look: Look,
        front: Front,
        preview: Preview,
        workspace: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.settings, self.keymap = settings, keymap
        self._look, self._front, self._workspace = look, front, workspace
        self._light_now = isinstance(preview, LightPreview)
        self._sections: list[Callable[[Look], Section]] = []
        self.page: SettingsPage | None = None
        self._appearance = Appearance(
            look, QGuiApplication.styleHints(), str(settings.now.appearance)
        )
        self._appearance.asked.connect(self._show_look)
        keymap.changed.connect(self._keep_keys)

    # -- the page

    def add_section(self, make: Callable[[Look], Section]) -> None:
        """Have one more section made with the page; `make` also joins it with what it is about."""
        self._sections.append(make)
        if self.page is not None:
            self.page.add_section(make(self._look))

    def prepare(self) -> None:
        """Make the page if there is none yet, and show on it what holds now."""
        if self.page is None:
            self.page = self._make()
            self._front.add_page(SETTINGS, self.page)
        self._show_all(self.page)

    def focus_first(self) -> None:
        """Put the focus on the page."""
        if self.page is not None:
            self.page.focus_first()

    # -- what is chosen

    def change(self, **changes: object) -> None:
        """Choose by the names of `Settings`; it holds at once even where it cannot be kept."""
        try:
            self.settings.change(**changes)
        except BadInput as error:
            self._tell(error)
        now = self.settings.now
        self._appearance.choose(now.appearance)
        self._look.set_scale(now.text_size / 100)
        self.changed.emit(now)
        self._show_look()

    @property
    def commands(self) -> dict[str, Callable[[], None]]:
        """What the window's commands for the size of the text do."""
        return {
            "text-larger": self.larger_text,
            "text-smaller": self.smaller_text,
            "text-usual": self.usual_text,
        }

    def larger_text(self) -> None:
        """Take the next larger size."""
        above = [size for size in SIZES if size > self.settings.now.text_size]
        self.change(text_size=above[0] if above else LARGEST_TEXT)

    def smaller_text(self) -> None:
        """Take the next smaller size."""
        below = [size for size in SIZES if size < self.settings.now.text_size]
        self.change(text_size=below[-1] if below else SMALLEST_TEXT)

    def usual_text(self) -> None:
        """Take the usual size."""
        self.change(text_size=100)

    def want_keys(self, name: str, keys: str) -> None:
        """Give keys to a command, or say why not, or who has them."""
        assert self.page is not None
        section = self.page.keys
        refusal = why_not(keys) if keys else ""
        other = self.keymap.holder(keys, name)
        if refusal:
            section.show_refusal(name, refusal)
        elif other is not None:
            section.show_clash(name, shown(keys), other.words, lambda: self._give(name, keys))
        else:
            self._give(name, keys)

    # -- inside

    def _make(self) -> SettingsPage:
        page = SettingsPage(self._look, SIZES)
        for make in self._sections:
            page.add_section(make(self._look))
        page.appearance.appearance_chosen.connect(lambda name: self.change(appearance=name))
        page.text_size.size_chosen.connect(lambda percent: self.change(text_size=percent))
        page.preview.light_chosen.connect(lambda light: self.change(light_preview=light))
        page.keys.wanted.connect(self.want_keys)
        page.keys.reset.connect(self._reset)
        page.keys.all_reset.connect(self.keymap.reset_all)
        page.places.place_opened.connect(self._open_place)
        page.about.copied.connect(lambda text: QGuiApplication.clipboard().setText(text))
        page.about.show_about(about(paths.resource("licences")))
        page.read_again.connect(self._read_again)
        page.file_wanted.connect(lambda: _open_folder(self.settings.path.parent))
        page.left.connect(self.left)
        return page

    def _show_all(self, page: SettingsPage) -> None:
        self._show_look()
        self._show_keys()
        page.places.show_places(self._places())
        trouble = self.settings.trouble
        page.show_trouble(_trouble(trouble) if trouble is not None else None)

    def _show_look(self) -> None:
        if self.page is None:
            return
        now = self.settings.now
        self.page.appearance.show_appearance(now.appearance, self._appearance.system_words())
        self.page.text_size.show_size(now.text_size)
        self.page.preview.show_preview(light=now.light_preview, note=self._preview_note(now))

    def _preview_note(self, now: Settings) -> str:
        if not now.light_preview and find_spec("PySide6.QtWebEngineWidgets") is None:
            return say(_NO_ENGINE)
        if now.light_preview != self._light_now:
            return say("You will see it when you open Coursefolk the next time.")
        return ""

    def _show_keys(self) -> None:
        if self.page is None:
            return
        groups: dict[str, list[KeyRow]] = {}
        for command in KEYED:
            keys = shown(self.keymap.keys(command.name))
            changed = self.keymap.is_changed(command.name)
            one = KeyRow(command.name, command.words, keys, changed)
            groups.setdefault(command.group, []).append(one)
        rows = [KeySection(say(title), tuple(rows)) for title, rows in groups.items()]
        self.page.keys.show_keys(rows)

    def _give(self, name: str, keys: str) -> None:
        self.keymap.give(name, keys)
        self._show_keys()  # also where they were the same

    def _reset(self, name: str) -> None:
        assert self.page is not None
        usual = next(command.usual for command in KEYED if command.name == name)
        other = self.keymap.holder(usual, name)
        if other is None:
            self.keymap.reset(name)
        else:
            take = self.keymap.reset
            self.page.keys.show_clash(name, shown(usual), other.words, lambda: take(name))

    def _keep_keys(self) -> None:
        if self.keymap.changes != self.settings.now.keys:
            self.change(keys=self.keymap.changes)
        self._show_keys()

    def _places(self) -> list[PlaceRow]:
        backups = self._workspace / BACKUPS
        return [
            PlaceRow("workspace", "folder", say("Workspace"),
                     say("All your courses and all that came."), str(self._workspace)),
            PlaceRow("settings", "settings", say("Settings"),
                     say("A file that you may read and edit, too."), str(self.settings.path)),
            PlaceRow("backups", "archive-restore", say("Backups"),
                     say("Made by themselves, the latest of each day and week."), str(backups)),
            PlaceRow("logs", "file-text", say("Reports"),
                     say("What went wrong in the program, without your texts."),
                     str(paths.log_dir())),
        ]  # fmt: skip

    def _open_place(self, name: str) -> None:
        place = next(Path(one.path) for one in self._places() if one.name == name)
        _open_folder(place.parent if name == SETTINGS else place)

    def _read_again(self) -> None:
        now = self.settings.read_again()
        self.keymap.take(now.keys)
        self._appearance.choose(now.appearance)
        self._look.set_scale(now.text_size / 100)
        self.changed.emit(now)
        if self.page is not None:
            self._show_all(self.page)

    def _tell(self, error: BadInput) -> None:
        if self.page is not None and self.page.isVisible():
            self.page.show_trouble(_trouble(error))
        else:
            self.failed.emit(error)


def _trouble(error: BadInput) -> Trouble:
    return Trouble(error.what, error.safe, error.mend)


def _open_folder(folder: Path) -> None:
    """Open a folder in the system's own window; one that is not there yet is made."""
    folder.mkdir(parents=True, exist_ok=True)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

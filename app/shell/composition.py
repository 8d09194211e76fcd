"""Join the parts of the window: here, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QTextBrowser, QWidget

from app import paths
from app.flows.beginning import sampling
from app.flows.safety import keeping
from app.shell.commands import WINDOW_COMMAND
from app.shell.course.course_page import PLAY, REVIEW, VERSIONS, WRITE
from app.shell.course.walk_desk import WalkDesk
from app.shell.finding.replace_desk import REPLACE, ReplaceDesk
from app.shell.finding.search_desk import SEARCH, SearchDesk
from app.shell.home.home_desk import STORY
from app.shell.home.home_stage import HomeStage
from app.shell.home_joints import HomeJoints
from app.shell.media.media_page_desk import MEDIA
from app.shell.parts import Parts
from app.shell.review.redact_desk import REDACT
from app.shell.review_joints import ReviewJoints, Ways
from app.shell.settings.help_places import COMMENTS, OUTLINE
from app.shell.settings.key_binding import KeyBinding
from app.shell.settings.keys_desk import KeysDesk
from app.shell.settings.room_desk import WheelZoom
from app.shell.settings.settings_desk import SETTINGS
from app.shell.settings.spelling_settings import SPELLING
from app.shell.sharing.export_desk import FOLDER, HTML
from app.shell.sharing.receipts_desk import ReceiptsDesk
from app.shell.trouble.backups_desk import BACKUPS, BackupsDesk
from app.shell.window import Window
from editor.panels.kit.look import Look
from editor.panels.preview.base import Preview
from sync.model.ids import NodeId
from sync.model.language import mark, say

BACK_UP_MS = 20_000
"""The first backup is made when the window has long been painted."""


class Composition(Parts):
    """One window on one workspace: what joins its parts, and what touches several of them."""

    def __init__(
        self,
        folder: Path,
        look: Look,
        preview: Preview,
        window: Window | None = None,
        stage: HomeStage | None = None,
    ) -> None:
        with look.dressed_at_the_end():
            super().__init__(folder, look, preview, window, stage)
        self.keys = KeysDesk(self.session, self.window, self._place, self._panes, self.keymap, self)
        self.walk = WalkDesk(self.session, self.course, self)
        ways = (self.ask_for_review, self.show_front, self._leave_front, self._go_to)
        self.reviewing = ReviewJoints(self, Ways(*ways, self._published, self.open_part))
        self.commands = self._commands()
        self._connect()
        zoom = WheelZoom(self.settings.larger_text, self.settings.smaller_text, self)
        zoom.watch(self.window, *(one.viewport() for one in preview.findChildren(QTextBrowser)))
        self.page.pane.editor.turned.connect(zoom.turn)
        KeyBinding(self.keymap, look, self.window, self.page.pane.editor, self.do, self)
        self.window.show_page("home")

    # -- joints

    def _connect(self) -> None:
        HomeJoints(self, self.keys, self)
        self._connect_fronts()
        self.jump.lesson_wanted.connect(self.jump_to)
        self.jump.command_wanted.connect(self.do)
        self.search.part_wanted.connect(self.open_part)
        self.replacing.news.connect(self.receipts.say)
        self.window.closing.connect(self.backups.close)
        self.files.page_wanted.connect(lambda: self.show_front(MEDIA))
        self.files.left.connect(self._leave_front)
        self.files.gone_to.connect(self._go_from_files)
        self.settings.left.connect(self._leave_front)
        self.settings.failed.connect(self.notices.tell_error)
        self.sync.synced.connect(self.receipts.tell)
        self.writing.news.connect(self.receipts.say)
        for desk in (self.links, self.outlining, self.versions, self.exports, self.templates):
            desk.news.connect(self.receipts.say)
        self.overlaps.counted.connect(self.receipts.count_open)
        self.overlaps.news.connect(self.receipts.say)
        self.page.learner.play_wanted.connect(self.exports.play)
        self.page.outline.jump_wanted.connect(self.jump.open)
        self.front.page.search_wanted.connect(self.jump.open)
        self.side.searched.connect(self._search_from_home)
        self.side.search_entered.connect(self._search_from_home)
        self.page.outline.home_wanted.connect(self.go_home)
        self.page.outline.hide_wanted.connect(self.page.outline.hide)
        self.page.foot.sync_wanted.connect(self.sync_by_hand)
        self.page.header.publish_wanted.connect(self.publish)
        self.share.shared.connect(self.sync_by_hand)
        self.share.connect_wanted.connect(self._connect_wanted)
        self.sync.connection_wanted.connect(self.share.offer_connection)
        self.sync.not_known.connect(self.share.offer_again)
        self.course.page_changed.connect(self._page_changed)
        self.versions.gone_to.connect(self._go_to)
        self.versions.overlap_wanted.connect(self.course.show_overlap_of)
        self.versions.left.connect(lambda: self.course.show_page(WRITE))
        self.versions.naming.connect(self.publish)
        self.sync.add_trail(self.page.versions_trail)
        self.publishing.gone_to.connect(self._go_to)
        self.publishing.overlap_wanted.connect(self.course.show_overlap_of)
        self.review.changes_wanted.connect(self._compare)
        self.writing.saved.connect(self.sync.show_saved)
        self.session.called.connect(self.window.come_forward)
        self.sync.add_trail(self.home_trail)
        self.sync.add_trail(self.page.foot.trail)
        self.window.closing.connect(self.writing.seal)
        self.window.closing.connect(self.room.keep)
        self.window.closing.connect(
            lambda: self.place.keep_on_show(on_course=self.window.page == "course")
        )

    def _connect_fronts(self) -> None:
        """Let the desks with a page beside the library show it, leave it, and lead to a lesson."""
        desks = (self.search, self.receipts, self.backups, self.replacing)
        pages = (SEARCH, "receipts", BACKUPS, REPLACE)
        for desk, page in zip(desks, pages, strict=True):
            assert isinstance(desk, SearchDesk | ReceiptsDesk | BackupsDesk | ReplaceDesk)
            desk.page_wanted.connect(partial(self._show_sealed, page))
            desk.left.connect(self._leave_front)
            desk.lesson_wanted.connect(self.jump_to)
        self.spelling.settings_wanted.connect(self.go_to_spelling)
        self.redacting.page_wanted.connect(partial(self.show_front, REDACT))
        self.redacting.left.connect(self._leave_front)
        self.redacting.news.connect(self.receipts.say)
        self.suggest_mode.news.connect(self.receipts.say)
        self.walk.over.connect(self.receipts.unsay)
        for desk in (self.deciding, self.acts, self.walk):
            desk.news.connect(self.receipts.say)

    def _commands(self) -> dict[str, Callable[[], object]]:
        """Bind each command of the table to what does it."""
        course = self.course
        return {
            "jump": self.jump.open,
            "search-texts": self.search.open,
            "replace-course": self.replacing.open,
            "replace-back": self.replacing.take_last_back,
            "home": self.go_home,
            "library": self.go_to_library,
            "new-course": self.home.new_course,
            "open-folder": self.home.choose_folder,
            "export-html": partial(self.exports.export, HTML),
            "export-folder": partial(self.exports.export, FOLDER),
            "play-outside": self.exports.play,
            "media": self.files.open,
            "redact": self.redacting.open,
            "lesson-from-template": self.templates.choose_lesson,
            "keep-template": self.templates.keep,
            "snippet": self.templates.choose_snippet,
            **self.kept.commands,
            **self.file_commands,
            "write": lambda: course.show_page(WRITE),
            "review": lambda: course.show_page(REVIEW),
            "versions": lambda: course.show_page(VERSIONS),
            "play": lambda: course.show_page(PLAY),
            "outline": self.page.toggle_side_bar,
            "to-text": self.page.go_to_text,
            "to-preview": self.page.go_to_preview,
            "to-comments": self.page.go_to_comments,
            "next-open": self.next_open_thing,
            "previous-open": self.previous_open_thing,
            "checks": self.checks.open,
            "mend": self.checks.mend_here,
            "next-pane": self.keys.next_pane,
            "previous-pane": self.keys.previous_pane,
            "help": self.keys.help_here,
            "keys": self.keys.open,
            "settings": self.go_to_settings,
            "backups": self.backups.open,
            **self.settings.commands,
            **self.room.commands,
            "spelling-next": self.spelling.go_next,
            "spelling-languages": self.spelling.open_menu,
            "comment": self.talk.compose,
            "suggest": self.suggesting.suggest,
            **self.reviewing.commands,
            "publish": self.publish,
            "sync": self.sync_by_hand,
            **self.news_commands,
            "held": self.held.open,
        }

    # -- what a person does that touches several desks

    def start(self, *, course: str | None = None, sample: bool = False) -> None:
        """Begin, after the window was painted first."""
        self.preview.start()
        self.session.start_watching()
        self.home.refresh()
        self.half_written.fill_forms()
        self.sync.start()
        self.receipts.tell_unseen()
        self.redacting.start()
        QTimer.singleShot(BACK_UP_MS, lambda: self.session.store.do(keeping.back_up_if_due))
        if course:
            self.open_course(course)
        elif sample:
            story = paths.resource(*STORY)
            self.session.store.do(lambda ws: sampling.plant_sample(ws, story).id, self.open_course)
        elif self.settings.settings.now.begins_at == "last":
            self.place.go_on(self.open_course)

    def open_course(self, course: str, lesson: NodeId | None = None) -> None:
        """Show a course; the lesson wanted, else that of last time."""
        self.window.show_page("course")
        self.course.open(course, lesson)

    def open_part(self, course: str, page: str) -> None:
        """Show a page of a course."""
        self.window.show_page("course")
        self.course.open(course, page=page)

    def jump_to(self, course: str, lesson: NodeId | None) -> None:
        """Go to a lesson, or a course, from anywhere; in the course on show only the lesson."""
        if self.window.page != "course" or self.course.course != course:
            self.open_course(course, lesson)
        elif lesson is not None:
            self.course.open_lesson(lesson)
        else:
            self.course.show_page(WRITE)

    def do(self, command: str) -> None:
        """Do a command of the window by its name; one for a course brings its page back."""
        if WINDOW_COMMAND[command].in_course:
            if self.course.log is None:
                return
            self.window.show_page("course")
        self.commands[command]()

    def go_home(self) -> None:
        """Show home; what was typed is sealed first."""
        self.course.leave()
        self.show_front("home")

    def go_to_library(self) -> None:
        """Show the library; what was typed is sealed first."""
        self.course.leave()
        self.show_front("library")

    def go_to_settings(self) -> None:
        """Show the settings; what was typed is sealed first."""
        self.writing.seal()
        self.show_front(SETTINGS)
        self.settings.focus_first()

    def go_to_spelling(self) -> None:
        """Show the settings of spelling."""
        self.go_to_settings()
        if self.settings.page is not None:
            self.settings.page.show_section(SPELLING)
            self.settings.focus_first()

    def sync_by_hand(self) -> None:
        """Seal what is being typed, then sync; what is changed in a copy is suggested."""
        self.suggest_mode.make()
        self.writing.seal(self.sync.sync)

    def publish(self) -> None:
        """Ask for a note and publish a version."""
        if self.course.log is not None:
            log = self.course.log
            self.writing.seal(lambda: self.publishing.open(log))

    def ask_for_review(self) -> None:
        """Share the course first if it is not, then name a version and ask."""
        if self.course.log is not None:
            log = self.course.log
            self.writing.seal(lambda: self.share.ask(log))

    def _connect_wanted(self) -> None:
        self.go_home()
        self.home_panel.show_connect()

    def next_open_thing(self) -> None:
        """Go to the next change that is compared, else to what is open in the course."""
        self.page.versions.go_next() if self._compares else self.walk.go(1)

    def previous_open_thing(self) -> None:
        """Go to the one before."""
        self.page.versions.go_previous() if self._compares else self.walk.go(-1)

    @property
    def _compares(self) -> bool:
        return self.window.page == "course" and self.page.page == VERSIONS

    def close(self) -> None:
        """Save everything and end the threads."""
        self.sync.stop()
        self.half_written.keep()
        self.suggest_mode.keep()
        self.writing.seal()
        self.session.close()
        self.exports.close()
        self.player.close()
        self.preview.end()

    def show_front(self, name: str) -> None:
        """Show a page beside the library."""
        if name == SETTINGS:
            self.settings.prepare()
        self.front.show_page(name)
        self.side.show_current(name)
        self.window.show_page("home")
        self.home.refresh()
        if name == SEARCH:
            self.search.panel.begin()

    def _place(self) -> str:
        """Name the page on show, for the help."""
        return self.page.page if self.window.page == "course" else self.front.shown

    def _panes(self) -> dict[str, QWidget]:
        """Name the parts of the page on show, in the order of the eye."""
        if self.window.page != "course":
            return {"side": self.side, "page": self.front.page_shown}
        page = self.page
        return {
            OUTLINE: page.outline.tree,
            "review": page.review,
            "text": page.pane.editor,
            "preview": self.preview,
            COMMENTS: page.learner.comments,
            "loose": page.loose,
            "overlaps": page.overlaps,
            "versions": page.versions,
            "version threads": page.version_threads,
        }

    def _show_sealed(self, page: str) -> None:
        """Show a page of the front; what was typed is sealed first."""
        self.writing.seal()
        self.show_front(page)

    def _leave_front(self) -> None:
        if self.course.course:
            self.window.show_page("course")
            self.page.pane.editor.setFocus()
        else:
            self.go_home()

    def _search_from_home(self, words: str) -> None:
        self.side.clear_search()
        self.jump.open(words)

    def _page_changed(self, name: str) -> None:
        if self.course.log is None:
            return
        if name == VERSIONS:
            self.versions.open(self.course.log)
        elif name == REVIEW:
            self.review.open(self.course.log)

    def _published(self, number: int, asked: bool) -> None:
        text = (
            mark("Version {number} is kept. You go on writing the next.")
            if asked
            else mark("Version {number} is kept. Learners get it when it is released.")
        )
        show = partial(self.course.show_page, VERSIONS)
        self.receipts.say(say(text, number=number), say("See the versions"), show)
        if self.page.page == WRITE:
            self.page.go_to_text()

    def _compare(self, version: str, lesson: str) -> None:
        self.course.show_page(VERSIONS)
        if self.course.log is not None:
            self.versions.open(self.course.log, version, lesson)

    def _go_from_files(self, lesson: str, line: int) -> None:
        self.window.show_page("course")
        self._go_to(lesson, line)

    def _go_to(self, lesson: str, line: int) -> None:
        self.course.show_page(WRITE)
        self.course.open_lesson(NodeId(lesson), line)

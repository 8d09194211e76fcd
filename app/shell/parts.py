"""Build the parts of one window, each with what it stands on; the composition joins them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from app import paths
from app.settings import SettingsFile
from app.shell.beginning.kept_desk import KeptDesk
from app.shell.beginning.templates_desk import TemplatesDesk
from app.shell.course.beside_desk import BesideDesk
from app.shell.course.course_desk import CourseDesk
from app.shell.course.course_page import CoursePage
from app.shell.course.link_desk import LinkDesk
from app.shell.course.minutes_desk import MinutesDesk
from app.shell.course.outline_desk import OutlineDesk
from app.shell.course.overlap_desk import OverlapDesk
from app.shell.course.place_desk import PlaceDesk
from app.shell.course.player_desk import PlayerDesk
from app.shell.course.preview_desk import PreviewDesk
from app.shell.finding.jump_desk import JumpDesk
from app.shell.finding.replace_desk import REPLACE, ReplaceDesk
from app.shell.finding.search_desk import SEARCH, SearchDesk
from app.shell.home.bring_desk import BringDesk
from app.shell.home.guide_desk import GuideDesk
from app.shell.home.home_stage import HomeStage
from app.shell.home.since_desk import SINCE, SinceDesk
from app.shell.media.media_desk import MediaDesk
from app.shell.media.media_page_desk import MEDIA, MediaPageDesk
from app.shell.media.picture_desk import PictureDesk
from app.shell.notices import Notices
from app.shell.review.acts_desk import ActsDesk
from app.shell.review.attach_desk import AttachDesk
from app.shell.review.decide_desk import DecideDesk
from app.shell.review.half_written_desk import HalfWrittenDesk
from app.shell.review.redact_desk import REDACT, RedactDesk
from app.shell.review.review_desk import ReviewDesk
from app.shell.review.suggest_desk import SuggestDesk
from app.shell.review.suggest_mode import SuggestMode
from app.shell.review.talk_desk import TalkDesk
from app.shell.settings.arrivals_settings import ArrivalsSettings
from app.shell.settings.kept_room import RoomFile
from app.shell.settings.keymap import Keymap
from app.shell.settings.language_settings import LanguageSettings
from app.shell.settings.laptop_settings import LaptopSettings
from app.shell.settings.room_desk import RoomDesk
from app.shell.settings.settings_desk import SettingsDesk
from app.shell.settings.spelling_settings import SpellingSettings
from app.shell.sharing.export_desk import ExportDesk
from app.shell.sharing.held_desk import HeldDesk
from app.shell.sharing.identity_desk import IdentityDesk
from app.shell.sharing.news_line import NewsLine
from app.shell.sharing.own_work_desk import OwnWorkDesk
from app.shell.sharing.receipts_desk import ReceiptsDesk
from app.shell.sharing.review_file_desk import ReviewFileDesk
from app.shell.sharing.share_desk import ShareDesk
from app.shell.sharing.sync_desk import SyncDesk
from app.shell.trouble.backups_desk import BACKUPS, BackupsDesk
from app.shell.trouble.trouble_desk import TroubleDesk
from app.shell.versions.publish_desk import PublishDesk
from app.shell.versions.talk_desk import VersionTalkDesk
from app.shell.versions.versions_desk import VersionsDesk
from app.shell.window import Window
from app.shell.writing.checks_desk import ChecksDesk
from app.shell.writing.spelling_desk import SpellingDesk
from app.shell.writing.waiting_desk import WaitingDesk
from app.shell.writing.writing_desk import WritingDesk
from editor.panels.backups.panel import BackupsPanel
from editor.panels.home.bringing_line import BringingLine
from editor.panels.home.brought_line import BroughtLine
from editor.panels.home.guide_line import GuideLine
from editor.panels.kit.banner import Banner
from editor.panels.kit.look import Look
from editor.panels.media.panel import MediaPanel
from editor.panels.preview.addresses import media_address
from editor.panels.preview.base import Preview
from editor.panels.receipts.panel import ReceiptPanel
from editor.panels.redact.panel import RedactPanel
from editor.panels.replace.panel import ReplacePanel
from editor.panels.search.panel import SearchPanel
from editor.panels.since.panel import SincePanel
from editor.panels.waiting.bar import WaitingBar
from sync.store.media import Media


class Parts(QObject):
    """The session, pages and desks of one window on one workspace."""

    def __init__(
        self,
        folder: Path,
        look: Look,
        preview: Preview,
        window: Window | None = None,
        stage: HomeStage | None = None,
    ) -> None:
        super().__init__()
        stage = stage or HomeStage(folder, look, window)
        stage.setParent(self)
        kept = SettingsFile(paths.settings_dir())
        self.keymap = Keymap(kept.now.keys)
        self.session, self.window = stage.session, stage.window
        self.banner = Banner(look)
        self.window.add_above(self.banner)
        self.notices = Notices(self.banner, self)
        self._make_home(look, stage)
        self._make_course(look, preview)
        self._make_files()
        self.sync = SyncDesk(self.session, self)
        self.identity = IdentityDesk(self.session, self.window, self.notices, self.sync, self)
        self.trouble = TroubleDesk(
            self.session, self.notices, self.writing, self.sync, self.window, self
        )
        self.search = self._make_search(look)
        self.jump = JumpDesk(self.session, self.window, self.course, self.search, self.keymap, self)
        self._make_receipts(look)
        self._make_since(look)
        self.news_commands = {"receipts": self.receipts.open, "since": self.since.open}
        self.bringing.news.connect(self.receipts.say)
        backups = BackupsPanel(look)
        self.front.add_page(BACKUPS, backups)
        self.backups = BackupsDesk(self.session, backups, self)
        places = ReplacePanel(look)
        self.front.add_page(REPLACE, places)
        self.replacing = ReplaceDesk(self.session, places, self.course, self)
        secret = RedactPanel(look)
        self.front.add_page(REDACT, secret)
        self.redacting = RedactDesk(self.session, secret, self.course, self)
        self.settings = SettingsDesk(kept, self.keymap, look, self.front, preview, folder, self)
        self.spelling = SpellingDesk(self.session, kept, self.page.pane, self)
        self.course.lesson_shown.connect(self.spelling.show_lesson)
        self.room.begin_at(self.settings)
        self.spelling_settings = SpellingSettings(self.session, self.settings, self.spelling, self)
        self.language_settings = LanguageSettings(self.settings, self)
        self.laptop_settings = LaptopSettings(self.session, self.settings, self)
        self.waiting = WaitingDesk(self.session, self.writing, self.page.pane, self)
        self.arrivals_settings = ArrivalsSettings(self.settings, self.writing, self)

    def _make_home(self, look: Look, stage: HomeStage) -> None:
        self.home_panel, self.shelf, self.side = stage.panel, stage.shelf, stage.side
        self.home_trail, self.front, self.home = stage.trail, stage.front, stage.desk
        bringing, brought = BringingLine(look), BroughtLine(look)
        self.window.add_below(bringing)
        self.window.add_below(brought)
        self.bringing = BringDesk(
            self.session, bringing, brought, lambda: self.window.page == "course", self
        )
        self.home.folder_chosen.connect(self.bringing.bring_in)
        self.bringing.brought.connect(self.home.show_made)
        self.window.closing.connect(self.bringing.close)

    def _make_course(self, look: Look, preview: Preview) -> None:
        self.preview = preview
        self.page = CoursePage(look, preview)
        self.window.add_page("course", self.page)
        self.writing = WritingDesk(self.session, self.page.pane, self)
        self.overlaps = OverlapDesk(self.session, self.page.overlaps, self)
        self.checks = ChecksDesk(self.session, self.page.pane, self)
        self.course = CourseDesk(
            self.session,
            self.page,
            self.writing,
            PreviewDesk(self.session, preview, self.page.pane.editor, media_address, self),
            self.overlaps,
            self.checks,
            self,
        )
        self.room = RoomDesk(RoomFile(paths.settings_dir()), self.course, self)
        self.minutes = MinutesDesk(self.session, self.page.outline, self.course, self)
        self.outlining = OutlineDesk(self.session, self.page, self.course, self.writing, self)
        self.templates = TemplatesDesk(self.session, self.window, self.course, self.outlining, self)
        self.talk = TalkDesk(self.session, self.page, self.course, self.writing, self)
        self._make_suggesting(look)
        self.kept = KeptDesk(
            self.session, self.window, self.front, self.course, self.templates, self.home, self
        )
        self.half_written = HalfWrittenDesk(
            self.session, self.course, self.talk, self.suggesting, self.templates.forms, self
        )
        self.half_written.news.connect(self.templates.news)
        self.attaching = AttachDesk(look, self.talk, self)
        self.attaching.news.connect(self.templates.news)
        self.media = MediaDesk(self.session, self.writing, self.page.pane, self.window)
        self.media.placed.connect(self.course.preview.add_files)
        PictureDesk(self.media, self.templates.forms, self.window)
        files = MediaPanel(look)
        self.front.add_page(MEDIA, files)
        self.files = MediaPageDesk(self.session, files, self.course, self.window)
        self.player = PlayerDesk(self.session, Media(self.session.folder).get, self)
        preview.link_chosen.connect(self.player.follow)
        self.beside = BesideDesk(preview, self.page.learner.comments, self)
        self.versions = VersionsDesk(self.session, self.page.versions, self.page.timeline, self)
        VersionTalkDesk(self.session, self.versions, self.page.version_threads, self)
        self.review = ReviewDesk(self.session, self.page, self)
        self.share = ShareDesk(self.session, self.notices, self)
        self.publishing = PublishDesk(self.session, self.window, self.course, self)
        self.half_written.watch("publish", self.publishing.dialog.fields)
        self.half_written.watch("new-course", self.home_panel.new_course_card.fields)
        self.place = PlaceDesk(self.session, self.course, self)
        self.links = LinkDesk(self.session, preview, self.course, self)
        self.window.closing.connect(self.links.stop)
        guide = GuideLine(look)
        self.page.add_line(guide)
        self.guide = GuideDesk(self.session, self.page, self.course, guide, self)

    def _make_suggesting(self, look: Look) -> None:
        where = (self.page, self.course, self.writing)
        self.suggest_mode = SuggestMode(self.session, look, *where, self)
        self.suggesting = SuggestDesk(self.session, *where, self.suggest_mode, self)
        self.acts = ActsDesk(self.session, self.page, self.writing, self)
        self.acts.undone.connect(self.overlaps.lead_to_undone)
        self.overlaps.taken_back.connect(self.acts.tell)
        self.deciding = DecideDesk(self.session, *where, self.suggest_mode, self.acts, self)

    def _make_files(self) -> None:
        """Make what brings courses out as files, and review files in."""
        self.review_files = ReviewFileDesk(
            self.session,
            self.writing,
            self.notices,
            self.window,
            self.course,
            lambda: self.window.page == "course",
        )
        self.own_work = OwnWorkDesk(self.session, self.writing, self.window)
        self.file_commands = {**self.review_files.commands, **self.own_work.commands}
        self.exports = ExportDesk(self.session, self.writing, self.window)
        self.file_commands["export-comments"] = self.exports.export_with_comments
        self.file_commands["export-comparison"] = self.versions.export
        self.page.header.export_wanted.connect(self.versions.export)

    def _make_search(self, look: Look) -> SearchDesk:
        panel = SearchPanel(look)
        self.front.add_page(SEARCH, panel)
        return SearchDesk(self.session, panel, self.course, self)

    def _make_since(self, look: Look) -> None:
        news = SincePanel(look)
        self.front.add_page(SINCE, news)
        self.since = SinceDesk(self.session, news, self.course, self)
        self.since.changed.connect(self.home.refresh)

    def _make_receipts(self, look: Look) -> None:
        news = NewsLine(look)
        self.window.add_below(news)
        panel = ReceiptPanel(look)
        self.front.add_page("receipts", panel)
        self.receipts = ReceiptsDesk(self.session, panel, news, self.course, self)
        for trail in (self.home_trail, self.page.foot.trail, self.page.versions_trail):
            self.receipts.add_trail(trail)
        held = WaitingBar(look)
        self.page.add_line(held)
        self.held = HeldDesk(self.session, held, self.course, self)
        self.held.news.connect(self.receipts.say)

"""One's own templates and snippets: kept from what is open, used, renamed, taken out, put back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.flows.beginning import template_keeping
from app.flows.beginning.template_keeping import Kept
from app.flows.beginning.template_shelf import Template
from app.flows.lesson.following import course_now
from app.session import Session
from app.shell.beginning.templates_desk import TemplatesDesk
from app.shell.course.course_desk import CourseDesk
from app.shell.front import Front
from app.shell.home.home_desk import HomeDesk
from app.shell.window import Window
from editor.panels.templates.panel import KeptPanel
from editor.panels.templates.values import KeptTemplate
from sync.model.language import say
from sync.workspace.opening import Workspace

KEPT = "templates"
_LONGEST_NAME = 40


class KeptDesk(QObject):
    """Joins the page of one's own templates with the store.

    `news(words, way, act)` says what was done, with the way to undo it.
    """

    news = Signal(str, str, object)

    def __init__(
        self,
        session: Session,
        window: Window,
        front: Front,
        course: CourseDesk,
        templates: TemplatesDesk,
        home: HomeDesk,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._course, self._templates = session, course, templates
        self._home, self._window, self._focus = home, window, ""
        self.panel = KeptPanel(session.look)
        front.add_page(KEPT, self.panel)
        self.commands: dict[str, Callable[[], object]] = {
            "templates": self.open,
            "keep-course": self.keep_course,
            "keep-snippet": self.keep_snippet,
        }
        self.panel.left.connect(self._leave)
        self.panel.used.connect(self._use)
        self.panel.renamed.connect(self._rename)
        self.panel.removed.connect(self._remove)
        self.news.connect(templates.news)

    def open(self, focus: str = "") -> None:
        """Show the page; the template to `focus` is there to be renamed."""
        self._focus = focus
        self._course.writing.seal()
        self._session.store.do(_read, self._show, kind="templates-kept")

    def keep_course(self) -> None:
        """Keep the open course as a template, as it stands today."""
        log = self._course.log
        if log is None:
            return

        def act(ws: Workspace) -> Template:
            course = course_now(ws, log)
            about = say("Kept from “{title}”", title=course.title)
            return template_keeping.save_course(ws, course, course.title, about)

        def kept(template: Template) -> None:
            self._tell_kept(
                template, say("“{name}” is kept as a template for new courses.", name=template.name)
            )

        self._course.writing.seal(lambda: self._session.store.do(act, kept))

    def keep_snippet(self) -> None:
        """Keep the selected words as a snippet, called by their beginning until it is renamed."""
        editor = self._course.page.pane.editor
        text, log, lesson = editor.selected_text(), self._course.log, self._course.lesson
        if log is None or lesson is None or not text.strip():
            self.news.emit(say("Select the words first that are to be the snippet."), "", None)
            return
        words = " ".join(text.replace("#", " ").replace("*", " ").split())
        name = words[:_LONGEST_NAME].strip() or say("Snippet")

        def act(ws: Workspace) -> Template:
            title = course_now(ws, log).outline.nodes[lesson].title
            return template_keeping.save_snippet(
                ws, name, say("Kept from “{title}”", title=title), text
            )

        def kept(template: Template) -> None:
            self._templates.offer_again()
            self._tell_kept(template, say("“{name}” is kept as a snippet.", name=template.name))

        self._session.store.do(act, kept)

    # --- inside

    def _tell_kept(self, template: Template, words: str) -> None:
        self.news.emit(words, say("Name it"), lambda: self.open(template.ident))

    def _show(self, kept: tuple[KeptTemplate, ...]) -> None:
        if not self.panel.isVisible():
            self._home.page_wanted.emit(KEPT)
        self.panel.show_kept(kept, focus=self._focus)
        self._focus = ""

    def _leave(self) -> None:
        if self._course.course:
            self._window.show_page("course")
            self._templates.course.page.go_to_text()
        else:
            self._home.page_wanted.emit("home")

    def _use(self, kind: str, ident: str) -> None:
        if kind == "course":
            self._home.new_course(ident)
        elif self._course.log is None:
            self.news.emit(say("Open a course first: it goes into that."), "", None)
        else:
            self._window.show_page("course")
            self._templates.use(kind, ident)

    def _rename(self, ident: str, name: str) -> None:
        def done(before: Kept) -> None:
            self._changed()
            self.news.emit(
                say("“{old}” is called “{new}” now.", old=before.name, new=name),
                say("Undo"),
                lambda: self._put_back(ident, before),
            )

        self._session.store.do(lambda ws: template_keeping.rename_template(ws, ident, name), done)

    def _remove(self, ident: str) -> None:
        def done(before: Kept) -> None:
            self._changed()
            self.news.emit(
                say("“{name}” is taken out. What was made from it stays.", name=before.name),
                say("Undo"),
                lambda: self._put_back(ident, before),
            )

        self._session.store.do(lambda ws: template_keeping.forget_template(ws, ident), done)

    def _put_back(self, ident: str, kept: Kept) -> None:
        self._session.store.do(
            lambda ws: template_keeping.put_back(ws, ident, kept), lambda _: self._changed()
        )

    def _changed(self) -> None:
        """Show what there is now, where it is on show, and offer it in the palettes."""
        self._templates.offer_again()
        if self.panel.isVisible():
            self.open()


def _read(ws: Workspace) -> tuple[KeptTemplate, ...]:
    return tuple(
        KeptTemplate(
            one.ident, one.kind, one.name, one.about, template_keeping.beginning_of(ws, one.ident)
        )
        for one in template_keeping.own_templates(ws)
    )

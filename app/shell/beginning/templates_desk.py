"""Templates in a course: a lesson from one, a snippet into the text, today's lesson kept as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow

from app.flows.beginning import template_keeping, templates
from app.flows.beginning.template_shelf import Template
from app.flows.lesson.following import course_now
from app.session import Session
from app.shell.course.course_desk import CourseDesk
from app.shell.course.outline_desk import OutlineDesk
from app.shell.writing.forms_desk import FormsDesk
from editor.panels.jump.panel import JumpPanel
from editor.panels.jump.values import JumpGroup, JumpItem
from editor.writing.blocks import inserting
from sync.model.ids import NodeId
from sync.model.language import mark, say
from sync.store.folding import fold
from sync.workspace.opening import Workspace

LESSONS = mark("Choose a template for the new lesson…")
SNIPPETS = mark("Choose a snippet to insert…")


class TemplatesDesk(QObject):
    """Offers templates to choose from by a few letters, and keeps lessons as templates.

    `news(words, way, act)` says what was kept, with the way to undo it.
    """

    news = Signal(str, str, object)

    def __init__(
        self,
        session: Session,
        window: QMainWindow,
        course: CourseDesk,
        outlining: OutlineDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.session, self.course, self._outlining = session, course, outlining
        self.forms = FormsDesk(session, course.writing, course.page.pane, self)
        self.forms.news.connect(self.news)
        self._parent: NodeId | None = None
        self.lessons = JumpPanel(session.look, window, say(LESSONS))
        self.snippets = JumpPanel(session.look, window, say(SNIPPETS))
        self._known: dict[JumpPanel, tuple[Template, ...]] = {}
        for panel in (self.lessons, self.snippets):
            panel.asked.connect(lambda words, panel=panel: self._show(panel, words))
        self.lessons.chosen.connect(self._add)
        self.snippets.chosen.connect(self._insert)
        self.snippets.left.connect(self._to_text)
        palette = course.page.pane.inserting
        palette.more_chosen.connect(self._insert)
        course.lesson_shown.connect(lambda read: self._offer_snippets())
        self._offered = False
        tree = course.page.outline.tree
        self.lessons.left.connect(tree.setFocus)
        tree.template_wanted.connect(self.choose_lesson)
        tree.keep_wanted.connect(self.keep)

    def choose_lesson(self, parent: NodeId | None = None) -> None:
        """Offer the templates for lessons; the new one goes into this module."""
        self._parent = parent
        self._open(self.lessons, lambda ws: templates.templates(ws, "lesson"))

    def choose_snippet(self) -> None:
        """Offer the snippets, to be inserted at the caret."""
        self._open(self.snippets, lambda ws: templates.templates(ws, "snippet"))

    def keep(self, lesson: NodeId | None = None) -> None:
        """Keep a lesson, by default the one on show, as a template under its own title."""
        log, wanted = self.course.log, lesson or self.course.lesson
        if log is None or wanted is None:
            return

        def act(ws: Workspace) -> Template:
            course = course_now(ws, log)
            title = course.outline.nodes[wanted].title
            about = say("Kept from “{title}”", title=course.title)
            return template_keeping.save_lesson(ws, course, wanted, title, about)

        def kept(template: Template) -> None:
            words = say("“{name}” is kept as a template for new lessons.", name=template.name)
            self.news.emit(words, say("Do not keep it"), lambda: self._forget(template.ident))

        self.course.writing.seal(lambda: self.session.store.do(act, kept))

    def use(self, kind: str, ident: str) -> None:
        """Add a lesson from a template, or insert a snippet."""
        self._parent = None
        if kind == "lesson":
            self._add(ident)
        else:
            self._insert(ident)

    def offer_again(self) -> None:
        """Offer the snippets that there are now: some came, went or are called otherwise."""
        self._offered = False
        self._offer_snippets()

    def _offer_snippets(self) -> None:
        """Offer the snippets in the insert palette too, once there is a lesson to insert into."""
        if self._offered:
            return
        self._offered = True

        def offer(found: tuple[Template, ...]) -> None:
            items = [item for group in groups_of(found, "") for item in group.items]
            plain = tuple(JumpItem(i.aim, i.icon, i.title, about_of(i)) for i in items)
            self.course.page.pane.inserting.offer_more(JumpGroup(say("Snippets"), plain))

        self.session.store.do(lambda ws: templates.templates(ws, "snippet"), offer)

    def _forget(self, ident: str) -> None:
        self.session.store.do(lambda ws: template_keeping.forget_template(ws, ident))

    def _open(self, panel: JumpPanel, read: Callable[[Workspace], tuple[Template, ...]]) -> None:
        if self.course.log is None:
            return

        def show(found: tuple[Template, ...]) -> None:
            self._known[panel] = found
            panel.open_with()

        self.session.store.do(read, show, kind="templates-to-choose")

    def _show(self, panel: JumpPanel, words: str) -> None:
        panel.show_results(words, groups_of(self._known.get(panel, ()), words))

    def _add(self, ident: object) -> None:
        assert isinstance(ident, str)
        self._outlining.add_from(ident, self._parent)

    def _insert(self, ident: object) -> None:
        """Insert a snippet as one step of the text's own undo."""
        assert isinstance(ident, str)
        self._to_text()
        editor = self.course.page.pane.editor

        def insert(found: tuple[str, int, int]) -> None:
            text, start, end = found
            body = f"{text[:start]}¦{text[start:end]}¦{text[end:]}"
            editor.act(inserting(body))

        self.session.store.do(lambda ws: templates.snippet_text(ws, ident), insert)

    def _to_text(self) -> None:
        self.course.page.go_to_text()


def about_of(item: JumpItem) -> str:
    """Say beside a template what it is for."""
    return "".join(text for text, _ in item.found)


def groups_of(known: Sequence[Template], words: str) -> tuple[JumpGroup, ...]:
    """Group one's own templates and those of the program, as far as they hold all words."""
    asked = fold(words).split()
    found = [t for t in known if all(word in fold(f"{t.name} {t.about}") for word in asked)]
    groups = []
    for title, own in ((say("Kept by you"), True), (say("With the program"), False)):
        icon = "star" if own else "layout-template"
        items = tuple(
            JumpItem(t.ident, icon, t.name, found=((t.about, False),) if t.about else ())
            for t in found
            if t.own == own
        )
        if items:
            groups.append(JumpGroup(title, items))
    return tuple(groups)

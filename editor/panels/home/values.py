"""What home shows: ways to start, the sample's steps, where one was, what waits."""

from __future__ import annotations

from dataclasses import dataclass

from editor.panels.cards.runs import Marked
from editor.panels.home.outline_text import OutlineLine, counted
from editor.panels.kit.avatars import Face
from editor.panels.kit.glyphs import LessonState
from editor.panels.kit.labels import Tone
from sync.model.ids import CourseId
from sync.model.language import mark


@dataclass(frozen=True)
class StartCard:
    """A way to start; only ways that work are passed. `name` comes back when it is chosen.

    Title and text are marked for the catalogues, and said where they are shown; the keys shown
    beside them are those of the `command`.
    """

    name: str
    icon: str
    title: str
    text: str
    command: str = ""


NEW_COURSE = StartCard(
    "new-course",
    "file-plus",
    mark("New course"),
    mark("A title, then one line for each lesson"),
    "new-course",
)
OPEN_FOLDER = StartCard(
    "open-folder",
    "folder-open",
    mark("Open a folder"),
    mark("Markdown you already have; it stays where it is"),
    "open-folder",
)


REVIEW_FILE = StartCard(
    "review-file-take",
    "file-input",
    mark("Open a review file"),
    mark("Somebody sent you a course to review; no account, no server"),
)
TEMPLATE = StartCard(
    "template",
    "layout-template",
    mark("Start from a template"),
    mark("A procedure, a safety rule, onboarding, a program"),
)


@dataclass(frozen=True)
class CourseTemplate:
    """A template to begin a course from: when one would choose it, and what it holds."""

    ident: str
    name: str
    about: str
    lines: tuple[OutlineLine, ...]

    @property
    def told(self) -> str:
        """How much it holds."""
        return counted(self.lines)


@dataclass(frozen=True)
class SampleStep:
    """One thing to try in the sample course; the application ticks it when it was done.

    The text is marked for the catalogues, and said where it is shown.
    """

    text: str
    done: bool = False


SAMPLE_STEPS = (
    mark("Change a sentence"),
    mark("Accept a suggestion"),
    mark("Answer a comment"),
    mark("Check an overlap: two people, one sentence"),
    mark("Play the quiz"),
    mark("Write a lesson of your own"),
)


@dataclass(frozen=True)
class SampleCourse:
    """The sample course: its title, what it is, and its steps."""

    title: str
    steps: tuple[SampleStep, ...]
    text: str = ""

    @property
    def done(self) -> int:
        """Count the steps that were done."""
        return sum(step.done for step in self.steps)

    @property
    def next(self) -> SampleStep | None:
        """Find the first step that was not done."""
        return next((step for step in self.steps if not step.done), None)


@dataclass(frozen=True)
class FirstStart:
    """The first start, with nothing written yet; no `sample` if it was removed."""

    sample: SampleCourse | None
    cards: tuple[StartCard, ...] = (NEW_COURSE, OPEN_FOLDER, REVIEW_FILE, TEMPLATE)
    name: str = ""
    may_connect: bool = True


@dataclass(frozen=True)
class Continuing:
    """Where the person was: `sentence` ends at the caret; `id` comes back as `thing_chosen`."""

    id: str
    title: str
    where: str
    sentence: tuple[Marked, ...]
    when: str = ""
    state: str = ""
    tone: Tone = Tone.PLAIN
    inside: str = ""


@dataclass(frozen=True)
class HomeRow:
    """One thing on home; `sign` is a face, an icon's name, or "stitches"; `verb` is its button."""

    id: str
    sign: Face | str
    title: str
    detail: str
    verb: str
    note: str = ""
    tone: str = "accent"


@dataclass(frozen=True)
class HomeView:
    """Home afterwards: `away` says in a sentence what happened since, `since` from when."""

    day: str
    away: str = ""
    continuing: Continuing | None = None
    needs: tuple[HomeRow, ...] = ()
    changed: tuple[HomeRow, ...] = ()
    since: str = ""
    waiting: tuple[HomeRow, ...] = ()
    courses: tuple[HomeRow, ...] = ()
    cards: tuple[StartCard, ...] = (NEW_COURSE, OPEN_FOLDER, REVIEW_FILE, TEMPLATE)
    sample: SampleCourse | None = None
    connected: bool = False


@dataclass(frozen=True)
class CourseRow:
    """A course in the side bar or the library; `detail` says how long it is and what waits."""

    id: CourseId
    title: str
    state: LessonState = LessonState.DRAFT
    detail: str = ""
    overlaps: int = 0

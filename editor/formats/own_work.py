"""Write all that a person made as files that any editor opens: lessons, talk, and who wrote what.

    READ ME.md                     what this is, and a list of the courses
    my-work.json                   all of it again, for programs
    COURSE/lessons/…               each lesson with a character of theirs, whole, as it stands
    COURSE/who wrote what.md       the shares of everyone in these lessons, and block by block
    COURSE/what I said.md          comments, answers, suggestions, verdicts, versions

Nothing here needs Coursefolk, a server or a network to be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from editor.formats.names import Taken, safe_part
from sync.model.ids import CourseId, FactId, NodeId
from sync.model.language import mark, say, say_many
from sync.model.moments import date_at

FORMAT = 1
"""Number of the form of my-work.json; one that only adds fields keeps it."""
WORK_FILE, INDEX = "my-work.json", "READ ME.md"
_FENCE = "````"
_STANDS = {
    "open": mark("open"),
    "done": mark("done"),
    "settled": mark("settled"),
    "wont": mark("will not be done"),
    "accepted": mark("accepted"),
    "rejected": mark("not now"),
    "withdrawn": mark("taken back"),
    "approve": mark("approved"),
    "ask-changes": mark("changes asked for"),
    "cannot": mark("could not review"),
}


class OwnBlock(msgspec.Struct, frozen=True):
    """A block of a lesson with a character of this person's; `shares` are whole percentages."""

    line: int
    text: str
    shares: dict[str, int]


class OwnLesson(msgspec.Struct, frozen=True):
    """A lesson in which something of this person's stands; `mine` and `characters` count signs."""

    id: NodeId
    title: str
    file: str
    characters: int
    mine: int
    shares: dict[str, int]
    blocks: tuple[OwnBlock, ...]


class Voice(msgspec.Struct, frozen=True):
    """Something said; `is_mine` tells whose."""

    id: FactId
    author: str
    at: int
    text: str
    is_mine: bool = False
    earlier: tuple[str, ...] = ()


class OwnThread(msgspec.Struct, frozen=True):
    """A conversation that this person took part in, whole."""

    id: FactId
    lesson: str
    quote: str
    state: str
    said: tuple[Voice, ...]


class OwnSuggestion(msgspec.Struct, frozen=True):
    """A suggestion that this person made, or decided on."""

    id: FactId
    lesson: str
    author: str
    is_mine: bool
    at: int
    before: str
    after: str
    why: str
    state: str
    decided_by: str
    reason: str
    passed_on: str = ""


class OwnWording(msgspec.Struct, frozen=True):
    """What this person wrote where it stands against what others wrote apart."""

    overlap: str
    lesson: str
    text: str
    state: str


class OwnVerdict(msgspec.Struct, frozen=True):
    """A word on a version, or that its review is done, or could not be, with what was ticked."""

    id: FactId
    version: int
    at: int
    verdict: str
    note: str


class OwnVersion(msgspec.Struct, frozen=True):
    """A version that this person named."""

    id: FactId
    number: int
    at: int
    note: str
    hash: str


class OwnCourse(msgspec.Struct, frozen=True):
    """What one person did in one course; `confirmed` counts overlaps that they checked."""

    id: CourseId
    title: str
    folder: str
    lessons: tuple[OwnLesson, ...] = ()
    threads: tuple[OwnThread, ...] = ()
    suggestions: tuple[OwnSuggestion, ...] = ()
    verdicts: tuple[OwnVerdict, ...] = ()
    versions: tuple[OwnVersion, ...] = ()
    confirmed: int = 0
    wordings: tuple[OwnWording, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether this person left nothing in the course."""
        said = self.threads or self.suggestions or self.verdicts or self.versions
        return not (self.lessons or said or self.wordings or self.confirmed)


class OwnWork(msgspec.Struct, frozen=True):
    """All that a person made, in all courses; `not_sent` are files with what no server took."""

    name: str
    person: str
    courses: tuple[OwnCourse, ...]
    not_sent: tuple[str, ...] = ()


def folder_for(title: str, taken: Taken) -> str:
    """Choose the folder of a course, as no other course has it."""
    return taken.take(safe_part(title.strip() or say("Course")))


def pages_of(work: OwnWork) -> Iterator[tuple[str, bytes]]:
    """Yield the pages about the lessons, and the file for programs; not the lessons themselves."""
    yield INDEX, _index(work).encode()
    whole = {"format": FORMAT, **msgspec.to_builtins(work)}
    yield WORK_FILE, msgspec.json.format(msgspec.json.encode(whole), indent=1) + b"\n"
    for course in work.courses:
        if course.lessons:
            yield f"{course.folder}/{_who_file()}", _who(course).encode()
        yield f"{course.folder}/{_said_file()}", _said(course).encode()


def _who_file() -> str:
    return safe_part(say("who wrote what")) + ".md"


def _said_file() -> str:
    return safe_part(say("what I said")) + ".md"


def _index(work: OwnWork) -> str:
    lines = [f"# {say('What I made')}", ""]
    lines += [say("All of it is plain text: any editor opens it, with no server."), ""]
    for course in work.courses:
        lines += [f"## {course.title}", ""]
        lessons = say_many("{count} lesson", "{count} lessons", len(course.lessons))
        where = _link(say("who wrote what"), f"{course.folder}/{_who_file()}")
        lines += [f"- {lessons}: {where}"] if course.lessons else []
        talk = say_many("{count} conversation", "{count} conversations", len(course.threads))
        made = say_many("{count} suggestion", "{count} suggestions", len(course.suggestions))
        said = say_many("{count} verdict", "{count} verdicts", len(course.verdicts))
        named = say_many("{count} version", "{count} versions", len(course.versions))
        where = _link(say("what I said"), f"{course.folder}/{_said_file()}")
        lines += [f"- {talk}, {made}, {said}, {named}: {where}"]
        if course.confirmed:
            checked = say_many("{count} overlap checked", "{count} overlaps checked",
                               course.confirmed)  # fmt: skip
            lines += [f"- {checked}"]
        lines += [""]
    if work.not_sent:
        lines += [f"## {say('What no server took')}", ""]
        lines += [say("Nobody else has it. It can be written again, or given to an author."), ""]
        lines += [f"- {_link(path.rpartition('/')[2], path)}" for path in work.not_sent] + [""]
    return "\n".join(lines)


def _link(words: str, path: str) -> str:
    return f"[{words}](<{path}>)"


def _who(course: OwnCourse) -> str:
    lines = [f"# {course.title}: {say('who wrote what')}", ""]
    for lesson in course.lessons:
        lines += [f"## {_link(lesson.title, lesson.file)}", ""]
        lines += [f"- {name}: {share} %" for name, share in lesson.shares.items()]
        lines += [""]
        for block in lesson.blocks:
            shares = ", ".join(f"{name} {share} %" for name, share in block.shares.items())
            at = say("Line {line}", line=block.line)
            lines += [f"{at} ({shares}):", "", *_quoted(block.text), ""]
    return "\n".join(lines)


def _said(course: OwnCourse) -> str:
    lines = [f"# {course.title}: {say('what I said')}", ""]
    for thread in course.threads:
        lines += [f"## {thread.lesson or course.title} ({_state(thread.state)})", ""]
        lines += [*_quoted(thread.quote), ""] if thread.quote else []
        for voice in thread.said:
            lines += [f"**{voice.author}**, {_day(voice.at)}:", "", voice.text, ""]
            for text in voice.earlier:
                lines += [f"{say('Before that:')} {text}", ""]
    for one in course.suggestions:
        title = say("Suggestion by {who}: {lesson}", who=one.author, lesson=one.lesson)
        lines += [f"## {title} ({_state(one.state)})", "", _day(one.at), "", one.why, ""]
        lines += [say("Passed on by {name}.", name=one.passed_on), ""] if one.passed_on else []
        lines += [say("Before:"), "", *_quoted(one.before), ""]
        lines += [say("After:"), "", *_quoted(one.after), ""]
        lines += [f"{one.decided_by}: {one.reason}", ""] if one.reason else []
    for own in course.wordings:
        title = say("Overlap: {lesson}", lesson=own.lesson or course.title)
        lines += [f"## {title} ({_state(own.state)})", "", *_quoted(own.text), ""]
    given = [
        f"{say('Version {number}', number=v.version)}, {_day(v.at)}: {_state(v.verdict)}. {v.note}"
        for v in course.verdicts
    ]
    lines += _listed(say("Verdicts"), given)
    named = [
        f"{say('Version {number}', number=v.number)}, {_day(v.at)}. {v.note}"
        for v in course.versions
    ]
    return "\n".join([*lines, *_listed(say("Versions"), named)])


def _listed(title: str, rows: Sequence[str]) -> list[str]:
    return [f"## {title}", "", *(f"- {row.rstrip()}" for row in rows), ""] if rows else []


def _quoted(text: str) -> list[str]:
    """Set people's words apart, whatever Markdown is in them."""
    fence = _FENCE
    while fence in text:
        fence += "`"
    return [f"{fence}markdown", *text.rstrip("\n").split("\n"), fence]


def _state(state: str) -> str:
    return say(_STANDS[state]) if state in _STANDS else state


def _day(at: int) -> str:
    return date_at(at).isoformat(" ", "minutes")[:16]
